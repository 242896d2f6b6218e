/* How wide a table's columns are. Only for the compose room. */
#ifndef ZIPING_COMPOSE_COLUMNS_H
#define ZIPING_COMPOSE_COLUMNS_H

#include "compose/blocks.h"

/* Fills widths, column_count of them, from the middle of one rule to the middle
 * of the next. A fixed column is as wide as given. Of what those leave, a
 * content column takes what its widest cell wants on one line, but no more than
 * an equal part as long as others want more too; share columns divide the rest.
 * The sum is never above measure; false with a message when the fixed widths
 * and one character in each other column are. */
bool columns_set(Setter *setter, const Block *block, Emu measure, Emu *widths);
/* What stands between the middles of the rules beside a cell and its text. */
Emu column_frame(const Table *table);
/* A cell's text as a block of its own. */
Block cell_block(const Cell *cell);

#endif
