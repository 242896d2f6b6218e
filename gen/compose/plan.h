/* What is to be placed: the report's blocks set to lines and tables, still without
 * pages, and what of them must stand on one page together. Only for the compose room.
 *
 * plan_new makes it, plan_free ends it. An index is one of Plan.blocks. */
#ifndef ZIPING_COMPOSE_PLAN_H
#define ZIPING_COMPOSE_PLAN_H

#include "compose/table.h"

/* A block that was set: lines of Plan.list, or a table. */
typedef struct SetBlock {
  const Block *block;
  const Style *style;
  int section;
  size_t first, count;
  Emu pitch;  /* of its lines */
  bool keeps; /* stands on one page with the next block's beginning */
  bool is_figure;
  SetTable *table;
  bool is_note;
} SetBlock;

/* What is to be placed. Blocks that gave no lines are not in it. */
typedef struct Plan {
  Setter *setter;
  SetBlock *blocks;
  size_t count;
  LineList list;
  PlacedText *texts;
  size_t text_count;
} Plan;

/* Ends before its time, with a message, when the report is too long. */
Plan plan_new(Setter *setter);
void plan_free(Plan *plan);
/* Finds how the tables may be cut (table_keep). False with a message. */
bool plan_keep_tables(Plan *plan);

/* length: up to this block, in thousandths of a page. True with a message when no
 * report is so long. */
bool plan_is_too_long(Setter *setter, const Block *block, int64_t length);
const Block *plan_block(const Plan *plan, size_t index);
const PageSetup *plan_page(const Plan *plan, size_t index);
/* The whole block stands on one page with what follows. */
bool plan_keeps_whole(const Plan *plan, size_t index);
/* The height that must follow on the same page from this block on: headings
 * and captions with the first line, or the first row, of what comes after. */
Emu plan_kept_height(const Plan *plan, size_t index);
/* How many of its last lines a kept paragraph gives along. */
size_t plan_lines_given(const PageSetup *page);
/* Room that a block keeps below itself so that the next stands on the grid. */
Emu plan_grid_rest(const PageSetup *page, const Style *style, Emu height);

#endif
