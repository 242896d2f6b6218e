/* The page numbers of a 目录. Only for the compose room.
 *
 * Entries are set with room for a number of the longest kind, so where anything
 * stands never depends on the numbers: they are filled in when all pages are
 * there, however many pages the 目录 itself takes. */
#ifndef ZIPING_COMPOSE_CONTENTS_H
#define ZIPING_COMPOSE_CONTENTS_H

#include "compose/blocks.h"

/* What an entry's lines leave free at their right. */
Emu contents_room(const Style *style);
/* Puts dots and numbers behind the entries, and tells where they lead. */
void contents_number(Setter *setter, Pages *pages);

#endif
