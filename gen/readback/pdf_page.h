/* What a PDF page's content shows, as runs of text in the order of drawing. Only
 * for the readback room. */
#ifndef ZIPING_READBACK_PDF_PAGE_H
#define ZIPING_READBACK_PDF_PAGE_H

#include "readback/pdf_font.h"

/* Text shown by one operator, or what an ActualText says of several. */
typedef struct PdfRun {
  int page;         /* from 1 */
  int mcid;         /* of its marked content; -1: none */
  bool is_artifact; /* page furniture */
  bool is_reached;  /* by the structure tree */
  double x, y, end; /* the line it starts on and where it ends, in points from the
                       page's lower left */
  double size;      /* of its font */
  const char *text;
} PdfRun;

typedef struct PdfRuns {
  PdfRun *items;
  size_t count, capacity;
} PdfRuns;

/* Appends a page's content, its streams as one (ISO 32000-1, 7.8.2). False with a
 * message. */
bool pdf_page_contents(PdfIn *in, int page, Buf *out);
/* Appends a page's runs; free items. False with a message. */
bool pdf_page_runs(PdfIn *in, int page, PdfRuns *runs);

#endif
