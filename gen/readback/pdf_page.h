/* What a PDF page's content shows, as runs of text in the order of drawing. Only
 * for the readback room. */
#ifndef ZIPING_READBACK_PDF_PAGE_H
#define ZIPING_READBACK_PDF_PAGE_H

#include "readback/pdf_font.h"

/* Text shown by one operator, or by the several that an ActualText is for.
 *
 * Places are in points along and across the direction of writing: for upright text
 * from the page's left and from below. */
typedef struct PdfRun {
  int page;         /* from 1 */
  int mcid;         /* of its marked content; -1: none */
  bool is_artifact; /* says its mark */
  bool is_reached;  /* by the structure tree */
  bool is_cell;     /* and in a table's row */
  int turn;         /* quarters that the writing is turned to the left; 0: upright */
  double x, y, end; /* the line it starts on and where it ends */
  double size;      /* of its font */
  const char *text; /* what ActualText says of it, unless its glyphs are seen to say
                       something else; without ActualText what the glyphs say */
  const char *glyphs;
} PdfRun;

/* The box of a page. */
typedef struct PdfSheet {
  double left, bottom, right, top;
  int kind; /* the first page of this size */
} PdfSheet;

typedef struct PdfRuns {
  PdfRun *items;
  size_t count, capacity;
  PdfSheet *sheets; /* by page, the first at 1 */
  size_t sheet_count, sheet_capacity;
} PdfRuns;

void pdf_runs_free(PdfRuns *runs);

/* Appends a page's content, its streams as one (ISO 32000-1, 7.8.2). False with a
 * message. */
bool pdf_page_contents(PdfIn *in, int page, Buf *out);
/* Appends the runs of the next page; pdf_runs_free is due in any case. False with a
 * message. */
bool pdf_page_runs(PdfIn *in, int page, PdfRuns *runs);

#endif
