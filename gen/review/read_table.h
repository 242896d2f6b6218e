/* Tables of a .docx as rows. Only for the review room. */
#ifndef ZIPING_REVIEW_READ_TABLE_H
#define ZIPING_REVIEW_READ_TABLE_H

#include "input/lines.h"
#include "review/growing.h"

/* In the locked form a table that goes on over pages is one on each page, with 续表,
 * its head and the cells that go on once more; they are told once. */
typedef struct TableParts {
  Growing *growing;
  const LineTable *last; /* the part read last; NULL: none */
  size_t first_row;      /* the para that is the first row of the whole table */
} TableParts;

void read_table(TableParts *parts, const LineTable *table, Pos pos);

#endif
