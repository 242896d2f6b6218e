/* Two tables of a Type0 font: what its codes mean and how wide they are. */
#ifndef ZIPING_PDF_CMAP_H
#define ZIPING_PDF_CMAP_H

#include "pdf/glyphs.h"

/* Widths that go without saying, in 1/1000 em. */
enum { PDF_DEFAULT_WIDTH = 1000 };

/* The ToUnicode map of one of the font's resources (ISO 32000-1, 9.10.3):
 * codes to UTF-16BE, at most 100 a block. */
void pdf_put_unicode_map(Buf *out, const PdfFont *font, int variant);
/* The array W (9.7.4.3): every width that is not the default. */
void pdf_put_widths(Buf *out, const PdfFont *font);

#endif
