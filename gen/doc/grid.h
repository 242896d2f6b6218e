/* Rows and cells on their way into a Table. What does not fit the grid is
 * reported at its cell or row and made to fit, so that all faults come out in
 * one go. The Grid is on the heap until grid_finish ends it; texts lie in the
 * source's arena. */
#ifndef ZIPING_DOC_GRID_H
#define ZIPING_DOC_GRID_H

#include "doc/doc.h"
#include "doc/source.h"

/* Word can hold no more. */
#define GRID_COLUMNS 63

typedef struct Grid Grid;

/* columns: 1 to GRID_COLUMNS. */
Grid *grid_new(Source *source, int columns);
/* Begins a row (行). False when the report has no room for more. */
bool grid_row(Grid *grid, const xmlNode *row);
/* The row's next cell, from its first column that is still free. cell has its
 * spans, style, text and pos. merges: it becomes one with an equal cell above
 * it, unless a merging cell to its left begins anew there (并). */
void grid_cell(Grid *grid, const Cell *cell, bool merges);
/* The rows so far are the head. */
void grid_end_head(Grid *grid);
/* Fills the table's rows and cells. */
void grid_finish(Grid *grid, Table *table);

#endif
