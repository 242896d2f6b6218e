/* An object of a PDF written out with all that it refers to, so that the same
 * content gives the same bytes whatever its objects are numbered and its streams
 * packed with. Only for the readback room. */
#ifndef ZIPING_READBACK_PDF_GRAPH_H
#define ZIPING_READBACK_PDF_GRAPH_H

#include "readback/pdf_in.h"

/* What serves all graphs of a file; ended by pdf_graphs_free. */
typedef struct PdfGraphs PdfGraphs;
PdfGraphs *pdf_graphs_new(PdfIn *in);
void pdf_graphs_free(PdfGraphs *graphs);

/* Appends an object's; pages in it as their numbers only, what stands on them is
 * another matter. False with a message. */
bool pdf_graph(PdfGraphs *graphs, qpdf_oh object, Buf *out);

#endif
