/* Where the lines of a 落款 stand, and keeping it on a page with text. Only for
 * the compose room. */
#ifndef ZIPING_COMPOSE_CLOSING_H
#define ZIPING_COMPOSE_CLOSING_H

#include "compose/blocks.h"

/* Sets a 署名 or 成文日期 to lines. *place: where it was set. */
void closing_set(Setter *setter, int block, LineList *list, PlacedText *place);

/* A 落款 that begins a page has no text there: a finding. */
void closings_check(const Pages *pages, Messages *messages);

#endif
