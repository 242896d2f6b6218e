/* The rows of a sheet under the heads of its columns. Private to sheet/. */
#ifndef ZIPING_SHEET_ROWS_H
#define ZIPING_SHEET_ROWS_H

#include "sheet/form.h"
#include "sheet/xlsx.h"

typedef struct Rows {
  const char *path;
  const XlsxSheet *sheet;
  const Field *fields;
  size_t field_count;
  int *field_of;  /* by column; -1: no field of ours */
  int *column_of; /* by field; -1: the sheet has no such column */
  int column_count;
  size_t width;           /* fields and, behind them, the columns 格2, 格3 … */
  const XlsxCell **cells; /* of the current row by field; NULL: empty */
  int row;                /* the current one */
  size_t next;            /* in sheet->cells */
  int unknown;            /* heads that are none of ours */
  struct Held *held;      /* by field: what is merged down into the next rows */
  Arena *arena;
  Messages *messages;
} Rows;

/* Finds the heads and reports what is wrong with them. more: columns 格2 … are
 * read too. False when there are no rows, be it with a message. */
bool rows_open(Rows *rows, const char *path, const XlsxSheet *sheet, const Field *fields,
               size_t field_count, bool more, Arena *arena, Messages *messages);
/* The next row with something in it; false at the end. */
bool rows_next(Rows *rows);
/* The merge that begins at the cell of the current row; NULL when none does. */
const XlsxMerge *rows_merge(const Rows *rows, size_t field);
/* Where the field stands in the current row; of what is merged into it, where
 * that stands. */
Pos rows_pos(const Rows *rows, size_t field);
/* The first cell that has something in it. */
Pos rows_first_pos(const Rows *rows);

#endif
