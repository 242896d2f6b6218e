#include "readback/text.h"

#include <stdlib.h>
#include <string.h>

#include "input/lines.h"
#include "readback/paras.h"

void paras_add(ReadText *to, ReadPara para) {
  size_t skipped = lines_space(para.text);
  size_t len = lines_trimmed(para.text, strlen(para.text));
  if (len <= skipped)
    return;
  para.text = arena_copy_n(to->arena, para.text + skipped, len - skipped);
  to->paras = mem_grow(to->paras, to->count, &to->capacity, sizeof *to->paras);
  to->paras[to->count++] = para;
}

static bool read_pdf(PdfIn *in, ReadText *to) {
  PdfRuns runs = {0};
  int count = pdf_in_pages(in);
  bool ok = count > 0;
  to->page_count = count;
  for (int page = 1; ok && page <= count; page++)
    ok = pdf_page_runs(in, page, &runs);
  bool is_tagged = ok && pdf_tree_paras(in, &runs, to);
  if (ok)
    pdf_line_paras(&runs, is_tagged, to);
  pdf_runs_free(&runs);
  return ok;
}

ReadText *read_text(const char *path, const char *bytes, size_t len, Messages *messages) {
  ReadText *text = mem_alloc(sizeof *text);
  text->arena = arena_new();
  PdfIn in;
  bool ok = pdf_in_open(&in, path, bytes, len, messages) && read_pdf(&in, text);
  pdf_in_close(&in);
  if (ok)
    return text;
  read_text_free(text);
  return NULL;
}

void read_text_free(ReadText *text) {
  if (!text)
    return;
  free(text->paras);
  arena_free(text->arena);
  free(text);
}
