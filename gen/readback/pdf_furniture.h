/* What is printed on a page because it is a page, and is no text of the report: its
 * number, what a table says again on its next page, dots that lead to a number. It is
 * told by what it says and where it stands, not by how it is marked: any text can be
 * marked an artifact. Only for the readback room. */
#ifndef ZIPING_READBACK_PDF_FURNITURE_H
#define ZIPING_READBACK_PDF_FURNITURE_H

#include "readback/pdf_rows.h"

/* By row: whether it is its page's number, — 3 — or 第3页 共9页. It is the last row of its
 * page, level with those of pages of the same size, and counts on with them; alone it
 * says 1 in the lowest fifth of the page. In the arena. */
const bool *pdf_folios(const PdfRows *rows, const PdfRuns *runs, Arena *arena);

/* By run: whether it is an artifact that repeats what a cell on an earlier page says,
 * there where it says it, or says 续表, or consists of dots. In the arena. */
const bool *pdf_furniture(const PdfRuns *runs, Arena *arena);

#endif
