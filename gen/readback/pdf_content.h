/* The operators of a content stream that show text, and where they show it (ISO 32000-1,
 * 8.10, 9 and 14.6). Only for pdf_page.c. */
#ifndef ZIPING_READBACK_PDF_CONTENT_H
#define ZIPING_READBACK_PDF_CONTENT_H

#include "readback/pdf_page.h"

/* Appends what the page's content shows with these resources, forms on it included.
 * False with a message. */
bool pdf_content_read(PdfIn *in, int page, qpdf_oh resources, const Buf *bytes, PdfRuns *runs);

#endif
