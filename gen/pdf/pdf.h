/* Pages to PDF: the only room that knows libharu.
 *
 * libharu serves as page, object and xref writer; fonts are subset by HarfBuzz
 * and written as Type0 through its object layer. Nothing is decided here: what
 * stands where comes from Pages. The same Pages give the same bytes. */
#ifndef ZIPING_PDF_PDF_H
#define ZIPING_PDF_PDF_H

#include "base/attach.h"
#include "compose/pages.h"

/* Appends the file's bytes to out. attached: NULL for none. False with a message
 * when it failed. */
bool pdf_write(const Pages *pages, const Attachments *attached, Buf *out, Messages *messages);

#endif
