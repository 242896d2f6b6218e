/* The lines of 红头 and 版记 that no paragraph's rules set. Only for the compose
 * room. */
#ifndef ZIPING_COMPOSE_LETTERHEAD_H
#define ZIPING_COMPOSE_LETTERHEAD_H

#include "compose/blocks.h"

/* A BLOCK_BANNER on one line, in the largest size that the measure holds, its
 * style's at most. *place: where and how large it was set. */
void banner_set(Setter *setter, int block, LineList *list, PlacedText *place);
/* From the head of the type area to the top of the banner's line, so that the
 * upper edge of its characters is 35 mm down (GB/T 9704-2012, 7.2.4). */
Emu banner_top(const Pages *pages, const Line *line);
/* A BLOCK_ROW: its first part at the left end of the measure, the other one at
 * the right end. One that does not fit on a line is set as a text. */
void row_set(Setter *setter, int block, LineList *list, PlacedText *place);
/* A BLOCK_RULE as a line without items, and the stroke when that line is placed. */
void rule_set(Setter *setter, int block, LineList *list);
Rule rule_of(const Block *block, const PageSetup *page, const Line *line);

#endif
