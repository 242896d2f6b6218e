/* What stands on a page, in the operators of PDF (ISO 32000-1, 9.4). */
#ifndef ZIPING_PDF_CONTENT_H
#define ZIPING_PDF_CONTENT_H

#include "pdf/glyphs.h"

/* Appends a page's content: its rules, its lines from top to bottom, then its
 * number.
 * Needs the codes that pdf_write_fonts gives. */
void pdf_put_content(Buf *out, const Page *page, const PdfFonts *fonts);

#endif
