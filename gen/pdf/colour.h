/* What the colours of a page mean: sRGB (ISO 19005-3, 6.2.3). */
#ifndef ZIPING_PDF_COLOUR_H
#define ZIPING_PDF_COLOUR_H

#include "pdf/object.h"

/* The catalog's OutputIntents; NULL when something failed. */
HPDF_Array pdf_write_intents(PdfFile *file);
/* Appends the ICC profile (ICC.1:2004-10), made here so that the bytes depend
 * on no file of the machine. */
void pdf_put_srgb(Buf *out);

#endif
