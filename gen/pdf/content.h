/* What stands on a page, in the operators of PDF (ISO 32000-1, 9.4). */
#ifndef ZIPING_PDF_CONTENT_H
#define ZIPING_PDF_CONTENT_H

#include "pdf/glyphs.h"
#include "pdf/tags.h"

/* Appends a page's content: its rules, its lines from top to bottom, then its
 * number, each as a piece of the structure or as an artifact. tags stand at the
 * page. Needs the codes that pdf_write_fonts gives. */
void pdf_put_content(Buf *out, const Page *page, const PdfFonts *fonts, PdfTags *tags);

#endif
