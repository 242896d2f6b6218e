/* What encloses the text of a page: marks begun by BMC or BDC and ended by EMC (ISO
 * 32000-1, 14.6), and the ActualText among them that says what glyphs are for. Only for
 * pdf_content.c. Begun zeroed, ended by buf_free of its glyphs. */
#ifndef ZIPING_READBACK_PDF_MARKS_H
#define ZIPING_READBACK_PDF_MARKS_H

#include "readback/pdf_page.h"

enum { PDF_MARKS = 64 };

typedef struct PdfMark {
  int mcid; /* -1: none */
  bool is_artifact;
  const char *actual; /* NULL: the text is what is shown */
  bool is_outer;      /* actual is this one's own, and stands in no other */
  bool shown;
  PdfRun run; /* of actual, as far as shown */
} PdfMark;

typedef struct PdfMarks {
  PdfMark items[PDF_MARKS];
  int count;       /* may go on beyond them */
  Buf glyphs;      /* what the glyphs say that the outer one's ActualText is for */
  bool are_mapped; /* ToUnicode knows all of them */
} PdfMarks;

/* NULL: none. */
const PdfMark *pdf_marks_innermost(const PdfMarks *marks);
void pdf_marks_begin(PdfMarks *marks, PdfMark mark);
/* The run whose ActualText ends with the innermost mark; without text when it has none. */
PdfRun pdf_marks_end(PdfMarks *marks, Arena *arena);
/* Takes what was shown when it is for an ActualText; false: it counts by itself. */
bool pdf_marks_take(PdfMarks *marks, const PdfRun *run, const Buf *text);

#endif
