/* An object of a PDF written out with all that it refers to, so that the same
 * content gives the same bytes whatever its objects are numbered and its streams
 * packed with. Only for the readback room. */
#ifndef ZIPING_READBACK_PDF_GRAPH_H
#define ZIPING_READBACK_PDF_GRAPH_H

#include "readback/pdf_in.h"

/* Appends it; pages in it as their numbers only, what stands on them is another
 * matter. False with a message. */
bool pdf_graph(PdfIn *in, qpdf_oh object, Buf *out);

#endif
