/* Attached files, each an embedded file that the catalog names. */
#ifndef ZIPING_PDF_ATTACH_H
#define ZIPING_PDF_ATTACH_H

#include "base/attach.h"
#include "pdf/object.h"

/* Puts AF and the name tree of embedded files into the catalog; nothing when
 * nothing is attached. */
void pdf_write_attachments(PdfFile *file, const Attachments *attached);

#endif
