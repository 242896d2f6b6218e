/* A workbook (.xlsx, ISO/IEC 29500-1) as cells of text, whichever program
 * wrote it. Private to sheet/.
 *
 * Nothing is computed: a formula stands for the value that its writer left
 * with it. Numbers are plain decimals with the 15 digits that spreadsheets
 * keep, whatever thousands separators they are shown with; a format of fixed
 * decimals (0.00) adds the zeros it shows. No format takes a digit away from a
 * number that somebody typed; one of more decimals than that was computed, and as
 * text it is what the cell shows.
 * Dates of both epochs are 2023-03-15, booleans 是 and 否. */
#ifndef ZIPING_SHEET_XLSX_H
#define ZIPING_SHEET_XLSX_H

#include "package/archive.h"

typedef enum XlsxKind {
  XLSX_TEXT,
  XLSX_NUMBER,
  XLSX_PERCENT, /* text is 0.9232, shown 92.32% */
  XLSX_ERROR,   /* text is #DIV/0! or the like */
  XLSX_NO_VALUE /* a formula that was never computed */
} XlsxKind;

typedef struct XlsxCell {
  int row, column; /* from 0 */
  XlsxKind kind;
  const char *text;
  const char *shown; /* as text: the percentage, raised runs as {上标 …}; else text */
} XlsxCell;

/* More decimals than this nobody types. */
enum { XLSX_MOST_PLACES = 6 };

/* Cells that are one: the value stands in the first. */
typedef struct XlsxMerge {
  int row, column;
  int row_span, column_span;
} XlsxMerge;

typedef struct XlsxSheet {
  const char *name;
  const char *part; /* NULL: not in the package */
  XlsxCell *cells;  /* those with a value, by row, then column */
  size_t count, capacity;
  XlsxMerge *merges; /* by row, then column */
  size_t merge_count, merge_capacity;
} XlsxSheet;

typedef struct Xlsx Xlsx;

/* bytes: the whole file, borrowed until xlsx_close. Lists the sheets; their
 * cells are read when asked for. NULL with messages when refused. */
Xlsx *xlsx_open(const char *path, const char *bytes, size_t len, Messages *messages);
void xlsx_close(Xlsx *xlsx);
size_t xlsx_count(const Xlsx *xlsx);
/* The sheet as listed, its cells not yet read. */
const XlsxSheet *xlsx_listed(const Xlsx *xlsx, size_t index);
/* With its cells, asked for once; borrowed until xlsx_close. NULL with messages
 * when refused. */
const XlsxSheet *xlsx_sheet(Xlsx *xlsx, size_t index, Messages *messages);
/* FILE.xlsx:指标!C7; lies in the arena. */
Pos xlsx_pos(const char *path, const char *sheet, int row, int column, Arena *arena);

#endif
