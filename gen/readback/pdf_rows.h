/* Runs of text as the lines they stand in. Only for the readback room. */
#ifndef ZIPING_READBACK_PDF_ROWS_H
#define ZIPING_READBACK_PDF_ROWS_H

#include "readback/pdf_page.h"

/* A line of text, from its left to its right. */
typedef struct PdfRow {
  int page, turn;
  double x, y, end, size;
  const char *text;
} PdfRow;

typedef struct PdfRows {
  PdfRow *items; /* page by page, those turned alike from the top down */
  size_t count, capacity;
} PdfRows;

/* The runs in order of their places, which they are put into, as lines; free items. by_glyphs:
 * what the glyphs say rather than the text. The texts lie in the arena. */
PdfRows pdf_rows(const PdfRun **runs, size_t count, bool by_glyphs, Arena *arena);

#endif
