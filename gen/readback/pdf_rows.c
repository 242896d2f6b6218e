#include "readback/pdf_rows.h"

#include <math.h>
#include <stdlib.h>

static int compare_numbers(double one, double other) {
  return one < other ? -1 : one > other;
}

static int compare_x(const void *left, const void *right) {
  const PdfRun *one = *(const PdfRun *const *)left, *other = *(const PdfRun *const *)right;
  int order = compare_numbers(one->x, other->x);
  return order ? order : one < other ? -1 : one > other;
}

static int compare_places(const void *left, const void *right) {
  const PdfRun *one = *(const PdfRun *const *)left, *other = *(const PdfRun *const *)right;
  if (one->page != other->page)
    return one->page - other->page;
  if (one->turn != other->turn)
    return one->turn - other->turn;
  int order = compare_numbers(other->y, one->y);
  return order ? order : compare_x(left, right);
}

static bool is_ascii_end(const Buf *text) {
  return text->len > 0 && (unsigned char)text->data[text->len - 1] < 0x80 &&
         text->data[text->len - 1] != ' ';
}

/* Words that stand apart have a space between them, cells a tab. */
static void put_run(Buf *text, const char *more, double gap, double size) {
  bool latin = is_ascii_end(text) && (unsigned char)*more < 0x80 && *more != ' ';
  if (text->len > 0 && gap > 1.5 * size)
    buf_putc(text, '\t');
  else if (latin && gap > 0.15 * size)
    buf_putc(text, ' ');
  buf_puts(text, more);
}

static PdfRow row_of(const PdfRun **runs, size_t count, bool by_glyphs, Arena *arena) {
  PdfRow row = {.page = runs[0]->page,
                .turn = runs[0]->turn,
                .x = runs[0]->x,
                .y = runs[0]->y,
                .end = runs[0]->x};
  Buf text = {0};
  for (size_t i = 0; i < count; i++) {
    const PdfRun *run = runs[i];
    put_run(&text, by_glyphs ? run->glyphs : run->text, run->x - row.end, run->size);
    row.end = fmax(row.end, run->end);
    row.size = fmax(row.size, run->size);
  }
  row.text = arena_copy_n(arena, text.data ? text.data : "", text.len);
  buf_free(&text);
  return row;
}

/* Raised and lowered figures stand within half an em of the line. */
static bool is_in_row(const PdfRun *first, const PdfRun *run) {
  return run->page == first->page && run->turn == first->turn &&
         first->y - run->y < 0.5 * fmax(first->size, 1);
}

PdfRows pdf_rows(const PdfRun **runs, size_t count, bool by_glyphs, Arena *arena) {
  PdfRows rows = {0};
  if (count > 0)
    qsort(runs, count, sizeof *runs, compare_places);
  for (size_t start = 0, end; start < count; start = end) {
    for (end = start + 1; end < count && is_in_row(runs[start], runs[end]);)
      end++;
    qsort(runs + start, end - start, sizeof *runs, compare_x);
    rows.items = mem_grow(rows.items, rows.count, &rows.capacity, sizeof *rows.items);
    rows.items[rows.count++] = row_of(runs + start, end - start, by_glyphs, arena);
  }
  return rows;
}
