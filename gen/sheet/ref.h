/* How spreadsheets name their cells: C7. Rows and columns count from 0 here.
 * Private to sheet/. */
#ifndef ZIPING_SHEET_REF_H
#define ZIPING_SHEET_REF_H

#include "base/arena.h"

/* As far as spreadsheets reach. */
enum { REF_ROWS = 1048576, REF_COLUMNS = 16384 };

const char *ref_name(int row, int column, Arena *arena);
/* Behind the name; NULL, and nothing set, when text does not begin with one. */
const char *ref_read(const char *text, int *row, int *column);

#endif
