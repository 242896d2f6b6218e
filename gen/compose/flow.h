/* A plan onto pages: which block, line and row stands on which. Only for the compose
 * room. */
#ifndef ZIPING_COMPOSE_FLOW_H
#define ZIPING_COMPOSE_FLOW_H

#include "compose/plan.h"

/* Fills the pages, all but their numbers. Ends before its time, with a message, when
 * they are too many. */
void flow_place(Plan *plan, Pages *pages);

#endif
