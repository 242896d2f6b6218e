#include "readback/pdf_page.h"

#include <math.h>
#include <stdlib.h>

#include "readback/pdf_content.h"

bool pdf_page_contents(PdfIn *in, int page, Buf *out) {
  qpdf_oh contents = pdf_in_key(in, qpdf_get_page_n(in->qpdf, (size_t)page - 1), "/Contents");
  int count = pdf_in_count(in, contents);
  bool ok = count > 0 || pdf_in_stream(in, contents, out);
  for (int i = 0; ok && i < count; i++) {
    if (i > 0)
      buf_putc(out, '\n');
    ok = pdf_in_stream(in, pdf_in_item(in, contents, i), out);
  }
  return ok;
}

static bool same_size(const PdfSheet *a, const PdfSheet *b) {
  return fabs(a->right - a->left - b->right + b->left) < 1 &&
         fabs(a->top - a->bottom - b->top + b->bottom) < 1;
}

static void add_sheet(PdfIn *in, int page, qpdf_oh dict, PdfRuns *runs) {
  qpdf_oh box = pdf_in_key(in, dict, "/MediaBox");
  double at[4];
  for (int i = 0; i < 4; i++)
    at[i] = pdf_in_number(in, pdf_in_item(in, box, i));
  PdfSheet sheet = {fmin(at[0], at[2]), fmin(at[1], at[3]), fmax(at[0], at[2]), fmax(at[1], at[3]),
                    .kind = 1};
  while (sheet.kind < page && !same_size(&sheet, &runs->sheets[sheet.kind]))
    sheet.kind++;
  while (runs->sheet_count <= (size_t)page) {
    runs->sheets =
        mem_grow(runs->sheets, runs->sheet_count, &runs->sheet_capacity, sizeof *runs->sheets);
    runs->sheets[runs->sheet_count++] = sheet;
  }
}

void pdf_runs_free(PdfRuns *runs) {
  free(runs->items);
  free(runs->sheets);
}

bool pdf_page_runs(PdfIn *in, int page, PdfRuns *runs) {
  qpdf_oh dict = qpdf_get_page_n(in->qpdf, (size_t)page - 1);
  add_sheet(in, page, dict, runs);
  Buf bytes = {0};
  bool ok = pdf_page_contents(in, page, &bytes);
  if (ok && bytes.len > 0)
    ok = pdf_content_read(in, page, pdf_in_key(in, dict, "/Resources"), &bytes, runs);
  buf_free(&bytes);
  return ok;
}
