/* A set table onto pages. Only for the compose room. */
#ifndef ZIPING_COMPOSE_PLACE_H
#define ZIPING_COMPOSE_PLACE_H

#include "compose/paginator.h"
#include "compose/table.h"

/* What must stand together on the page where the table begins. */
Emu table_least(SetTable *table);
/* From the page in hand on, over as many as it takes. The page has room for
 * table_least, or is fresh. above: the table that was placed just before, NULL
 * when there was none; tables that touch share a rule. */
void table_place(Paginator *paginator, SetTable *table, const SetTable *above);
/* The lines around the cells of the strip in hand, each one once. */
void table_rules(Paginator *paginator, const SetTable *table);

#endif
