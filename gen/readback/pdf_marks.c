#include "readback/pdf_marks.h"

#include "readback/pdf_actual.h"

static int kept(const PdfMarks *marks) {
  return marks->count < PDF_MARKS ? marks->count : PDF_MARKS;
}

const PdfMark *pdf_marks_innermost(const PdfMarks *marks) {
  return kept(marks) > 0 ? &marks->items[kept(marks) - 1] : NULL;
}

/* The one whose ActualText the glyphs are for. */
static PdfMark *outer(PdfMarks *marks) {
  for (int at = kept(marks); at-- > 0;)
    if (marks->items[at].is_outer)
      return &marks->items[at];
  return NULL;
}

void pdf_marks_begin(PdfMarks *marks, PdfMark mark) {
  mark.is_outer = mark.actual && !outer(marks);
  if (mark.is_outer) {
    buf_clear(&marks->glyphs);
    marks->are_mapped = true;
  }
  if (marks->count < PDF_MARKS)
    marks->items[marks->count] = mark;
  marks->count++;
}

/* The text of a run whose glyphs are through. */
static void say_actual(const PdfMarks *marks, const char *actual, PdfRun *run, Arena *arena) {
  const Buf *glyphs = &marks->glyphs;
  run->glyphs = arena_copy_n(arena, glyphs->len > 0 ? glyphs->data : "", glyphs->len);
  bool is_seen = marks->are_mapped && *run->glyphs;
  run->text = is_seen ? pdf_actual_text(actual, run->glyphs) : actual;
}

PdfRun pdf_marks_end(PdfMarks *marks, Arena *arena) {
  PdfRun run = {.text = "", .glyphs = ""};
  if (marks->count == 0)
    return run;
  if (marks->count <= PDF_MARKS) {
    const PdfMark *mark = &marks->items[marks->count - 1];
    run = mark->run;
    run.mcid = mark->mcid;
    if (mark->is_outer)
      say_actual(marks, mark->actual, &run, arena);
  }
  marks->count--;
  return run;
}

bool pdf_marks_take(PdfMarks *marks, const PdfRun *run, const Buf *text) {
  PdfMark *mark = outer(marks);
  if (!mark)
    return false;
  if (!mark->shown)
    mark->run = *run;
  mark->run.end = run->end;
  mark->shown = true;
  if (text->len > 0)
    buf_add(&marks->glyphs, text->data, text->len);
  return true;
}
