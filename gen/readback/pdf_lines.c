/* Lines to paragraphs, by where they stand. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "readback/paras.h"
#include "readback/pdf_furniture.h"

/* How wide the lines of most text are. */
typedef struct Measure {
  double left, right;
} Measure;

/* By kind of page; in the arena. */
static Measure *find_measures(const PdfRows *rows, const PdfRuns *runs, Arena *arena) {
  Measure *measures = arena_array(arena, runs->sheet_count + 1, sizeof *measures);
  for (size_t i = 0; i <= runs->sheet_count; i++)
    measures[i] = (Measure){INFINITY, -INFINITY};
  for (size_t i = 0; i < rows->count; i++) {
    const PdfRow *row = &rows->items[i];
    Measure *measure = &measures[runs->sheets[row->page].kind];
    if (row->turn == 0)
      *measure = (Measure){fmin(measure->left, row->x), fmax(measure->right, row->end)};
  }
  return measures;
}

static bool goes_on(const PdfRow *before, const PdfRow *row, const PdfRuns *runs,
                    const Measure *measures) {
  int kind = runs->sheets[row->page].kind;
  const Measure *measure = &measures[kind];
  bool is_full = before->end > measure->right - 2 * before->size;
  bool is_indented = row->x > measure->left + row->size;
  bool same_size = fabs(before->size - row->size) < 0.1 * row->size;
  bool near = before->page != row->page || before->y - row->y < 2.5 * row->size;
  bool same_way = before->turn == row->turn && runs->sheets[before->page].kind == kind;
  return same_way && is_full && !is_indented && same_size && near && !strchr(before->text, '\t') &&
         !strchr(row->text, '\t');
}

static bool is_ascii(const char *text, size_t at) {
  return (unsigned char)text[at] < 0x80 && text[at] != ' ';
}

static void put_row(Buf *text, const PdfRow *row) {
  if (text->len > 0 && is_ascii(text->data, text->len - 1) && (unsigned char)*row->text < 0x80)
    buf_putc(text, ' ');
  buf_puts(text, row->text);
}

static void flush(Buf *text, int page, bool is_stray, ReadText *to) {
  if (text->len > 0)
    paras_add(to, (ReadPara){.text = text->data, .page = page, .is_stray = is_stray});
  buf_clear(text);
}

static void put_rows(const PdfRows *rows, const PdfRuns *runs, bool is_stray, ReadText *to) {
  Buf text = {0};
  const PdfRow *before = NULL;
  int page = 0;
  const Measure *measures = find_measures(rows, runs, to->arena);
  const bool *are_folios = pdf_folios(rows, runs, to->arena);
  for (size_t i = 0; i < rows->count; i++) {
    const PdfRow *row = &rows->items[i];
    if (are_folios[i])
      continue;
    if (!before || is_stray || !goes_on(before, row, runs, measures)) {
      flush(&text, page, is_stray, to);
      page = row->page;
    }
    put_row(&text, row);
    before = row;
  }
  flush(&text, page, is_stray, to);
  buf_free(&text);
}

void pdf_line_paras(const PdfRuns *runs, bool is_stray, ReadText *to) {
  const PdfRun **left = mem_alloc((runs->count + 1) * sizeof *left);
  const bool *is_furniture = pdf_furniture(runs, to->arena);
  size_t count = 0;
  for (size_t i = 0; i < runs->count; i++)
    if (!is_furniture[i] && !runs->items[i].is_reached)
      left[count++] = &runs->items[i];
  PdfRows rows = pdf_rows(left, count, false, to->arena);
  put_rows(&rows, runs, is_stray, to);
  free(rows.items);
  free(left);
}
