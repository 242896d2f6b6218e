/* Pictures as a PDF holds them (ISO 32000-1, 8.9.5): a JPEG as it is, a PNG's
 * pixels deflated. Their colours are device colours, which the output intent
 * takes for sRGB. */
#ifndef ZIPING_PDF_IMAGE_H
#define ZIPING_PDF_IMAGE_H

#include "doc/doc.h"
#include "pdf/object.h"

/* The dictionary of image resources, I and the block's number; NULL when there
 * is no picture, or something failed. */
HPDF_Dict pdf_write_images(PdfFile *file, const Doc *doc);

#endif
