/* What the file says of itself, for archives and readers: an XMP packet
 * (ISO 19005-3, 6.6.2; ISO 14289-1, 5). The document information dictionary
 * says the same. */
#ifndef ZIPING_PDF_XMP_H
#define ZIPING_PDF_XMP_H

#include "doc/doc.h"

#define PDF_PRODUCER "ziping"

void pdf_put_xmp(Buf *out, const Doc *doc);

#endif
