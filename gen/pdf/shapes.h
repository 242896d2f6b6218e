/* A figure's shapes in the operators of PDF (ISO 32000-1, 8.5). */
#ifndef ZIPING_PDF_SHAPES_H
#define ZIPING_PDF_SHAPES_H

#include "compose/pages.h"

/* Appends them; the graphics state is left as it was. */
void pdf_put_shapes(Buf *out, const Page *page, const Drawn *drawn);

#endif
