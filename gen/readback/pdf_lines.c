/* Runs to lines, lines to paragraphs, by where they stand. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "readback/paras.h"

/* A line of text, left to right. */
typedef struct Row {
  int page;
  double x, y, end, size;
  char *text;
} Row;

typedef struct Rows {
  Row *items;
  size_t count, capacity;
} Rows;

static int compare_places(const void *left, const void *right) {
  const PdfRun *one = *(const PdfRun *const *)left, *other = *(const PdfRun *const *)right;
  if (one->page != other->page)
    return one->page < other->page ? -1 : 1;
  if (one->y != other->y)
    return one->y > other->y ? -1 : 1;
  if (one->x != other->x)
    return one->x < other->x ? -1 : 1;
  return one < other ? -1 : one > other;
}

static int compare_x(const void *left, const void *right) {
  const PdfRun *one = *(const PdfRun *const *)left, *other = *(const PdfRun *const *)right;
  if (one->x != other->x)
    return one->x < other->x ? -1 : 1;
  return one < other ? -1 : one > other;
}

static bool is_ascii_end(const Buf *text) {
  return text->len > 0 && (unsigned char)text->data[text->len - 1] < 0x80 &&
         text->data[text->len - 1] != ' ';
}

/* Words that stand apart have a space between them, cells a tab. */
static void put_run(Buf *text, const PdfRun *run, double gap) {
  bool latin = is_ascii_end(text) && (unsigned char)*run->text < 0x80 && *run->text != ' ';
  if (text->len > 0 && gap > 1.5 * run->size)
    buf_putc(text, '\t');
  else if (latin && gap > 0.15 * run->size)
    buf_putc(text, ' ');
  buf_puts(text, run->text);
}

static Row row_of(PdfRun **runs, size_t count, Arena *arena) {
  Row row = {.page = runs[0]->page, .x = runs[0]->x, .y = runs[0]->y, .end = runs[0]->x};
  Buf text = {0};
  for (size_t i = 0; i < count; i++) {
    put_run(&text, runs[i], runs[i]->x - row.end);
    row.end = fmax(row.end, runs[i]->end);
    row.size = fmax(row.size, runs[i]->size);
  }
  row.text = arena_copy_n(arena, text.data, text.len);
  buf_free(&text);
  return row;
}

/* Raised and lowered figures stand within half an em of the line. */
static Rows find_rows(PdfRun **runs, size_t count, Arena *arena) {
  Rows rows = {0};
  for (size_t start = 0, end; start < count; start = end) {
    for (end = start + 1; end < count && runs[end]->page == runs[start]->page &&
                          runs[start]->y - runs[end]->y < 0.5 * fmax(runs[start]->size, 1);)
      end++;
    qsort(runs + start, end - start, sizeof *runs, compare_x);
    rows.items = mem_grow(rows.items, rows.count, &rows.capacity, sizeof *rows.items);
    rows.items[rows.count++] = row_of(runs + start, end - start, arena);
  }
  return rows;
}

/* — 3 —, or 第3页 共9页: the last line of its page. */
static bool is_folio(const Rows *rows, size_t index) {
  const Row *row = &rows->items[index];
  bool is_last = index + 1 == rows->count || rows->items[index + 1].page != row->page;
  static const char *const signs[] = {"—", "－", "-", "–", "第", "页", "共", "/", "，", NULL};
  bool digits = false;
  for (const char *at = row->text; is_last && *at;) {
    size_t step = 0;
    for (int i = 0; signs[i] && step == 0; i++)
      step = strncmp(at, signs[i], strlen(signs[i])) == 0 ? strlen(signs[i]) : 0;
    digits |= *at >= '0' && *at <= '9';
    if (step == 0 && *at != ' ' && !(*at >= '0' && *at <= '9'))
      return false;
    at += step ? step : 1;
  }
  return is_last && digits;
}

/* How wide the lines of most text are. */
static void find_measure(const Rows *rows, double *left, double *right) {
  *left = INFINITY;
  *right = -INFINITY;
  for (size_t i = 0; i < rows->count; i++) {
    *left = fmin(*left, rows->items[i].x);
    *right = fmax(*right, rows->items[i].end);
  }
}

static bool goes_on(const Row *before, const Row *row, double left, double right) {
  bool is_full = before->end > right - 2 * before->size;
  bool is_indented = row->x > left + row->size;
  bool same_size = fabs(before->size - row->size) < 0.1 * row->size;
  bool near = before->page != row->page || before->y - row->y < 2.5 * row->size;
  return is_full && !is_indented && same_size && near && !strchr(before->text, '\t') &&
         !strchr(row->text, '\t');
}

static void put_rows(const Rows *rows, bool is_stray, ReadText *to) {
  double left, right;
  Buf text = {0};
  const Row *before = NULL;
  int page = 0;
  find_measure(rows, &left, &right);
  for (size_t i = 0; i < rows->count; i++) {
    const Row *row = &rows->items[i];
    if (is_folio(rows, i))
      continue;
    if (before && (is_stray || !goes_on(before, row, left, right))) {
      paras_add(to, (ReadPara){.text = text.data, .page = page, .is_stray = is_stray});
      buf_clear(&text);
      before = NULL;
    }
    if (!before)
      page = row->page;
    bool latin = is_ascii_end(&text) && (unsigned char)*row->text < 0x80;
    if (before && latin)
      buf_putc(&text, ' ');
    buf_puts(&text, row->text);
    before = row;
  }
  if (before)
    paras_add(to, (ReadPara){.text = text.data, .page = page, .is_stray = is_stray});
  buf_free(&text);
}

void pdf_line_paras(const PdfRuns *runs, bool is_stray, ReadText *to) {
  PdfRun **left = mem_alloc(runs->count * sizeof *left);
  size_t count = 0;
  for (size_t i = 0; i < runs->count; i++)
    if (!runs->items[i].is_artifact && !runs->items[i].is_reached)
      left[count++] = &runs->items[i];
  if (count > 0)
    qsort(left, count, sizeof *left, compare_places);
  Rows rows = find_rows(left, count, to->arena);
  put_rows(&rows, is_stray, to);
  free(rows.items);
  free(left);
}
