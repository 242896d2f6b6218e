#include "readback/pdf_furniture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A row that may be a page's number. */
typedef struct Folio {
  size_t row;
  int kind;           /* of its page: same size, turned alike */
  double height;      /* above the page's edge */
  bool is_low;        /* in the lowest fifth of the page */
  long number, ahead; /* what it says; and by how much that is ahead of the count of pages */
} Folio;

typedef struct Folios {
  Folio *items;
  size_t count;
} Folios;

/* Bytes of a sign that stands about a page's number; 0: it is none. */
static size_t sign_at(const char *at) {
  static const char *const signs[] = {"—", "－", "-", "–", "第", "页", "，", "　", " "};
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (strncmp(at, signs[i], strlen(signs[i])) == 0)
      return strlen(signs[i]);
  return 0;
}

/* Of how many pages it is one: 共9 or /9. */
static size_t total_at(const char *at) {
  size_t len = strncmp(at, "共", strlen("共")) == 0 ? strlen("共") : *at == '/';
  size_t digits = len > 0 ? strspn(at + len, "0123456789") : 0;
  return digits > 0 ? len + digits : 0;
}

/* The number in a row that says nothing else; 0 for any other text. */
static long number_of(const char *text) {
  enum { DIGITS = 5 };
  long number = 0;
  while (*text) {
    size_t digits = strspn(text, "0123456789");
    size_t step = digits > 0 ? digits : total_at(text);
    step = step > 0 ? step : sign_at(text);
    if (step == 0 || (digits > 0 && (number > 0 || digits > DIGITS)))
      return 0;
    number = digits > 0 ? strtol(text, NULL, 10) : number;
    text += step;
  }
  return number;
}

/* How high the row stands above the edge below it, as a part of the page, both seen the
 * way the row is turned; *above: in points. */
static double part_above(const PdfRow *row, const PdfSheet *sheet, double *above) {
  const double edges[] = {sheet->bottom, -sheet->right, -sheet->top, sheet->left};
  double whole = row->turn % 2 ? sheet->right - sheet->left : sheet->top - sheet->bottom;
  *above = row->y - edges[row->turn];
  return *above / fmax(whole, 1);
}

static bool is_last(const PdfRows *rows, size_t index) {
  const PdfRow *row = &rows->items[index], *next = row + 1;
  return index + 1 == rows->count || next->page != row->page || next->turn != row->turn;
}

/* The last rows of a page that say a number. */
static Folios find_folios(const PdfRows *rows, const PdfRuns *runs, Arena *arena) {
  Folios folios = {arena_array(arena, rows->count + 1, sizeof *folios.items), 0};
  for (size_t i = 0; i < rows->count; i++) {
    const PdfRow *row = &rows->items[i];
    const PdfSheet *sheet = &runs->sheets[row->page];
    Folio folio = {.row = i, .kind = sheet->kind * 4 + row->turn};
    folio.number = is_last(rows, i) ? number_of(row->text) : 0;
    folio.ahead = folio.number - row->page;
    folio.is_low = part_above(row, sheet, &folio.height) < 0.2;
    if (folio.number > 0)
      folios.items[folios.count++] = folio;
  }
  return folios;
}

static int compare_heights(const void *left, const void *right) {
  const Folio *one = left, *other = right;
  if (one->kind != other->kind)
    return one->kind - other->kind;
  if (one->height != other->height)
    return one->height < other->height ? -1 : 1;
  return one->row < other->row ? -1 : one->row > other->row;
}

static int compare_ahead(const void *left, const void *right) {
  const Folio *one = left, *other = right;
  if (one->ahead != other->ahead)
    return one->ahead < other->ahead ? -1 : 1;
  return one->row < other->row ? -1 : one->row > other->row;
}

/* Keeps those where most of their kind stand: in order of kind and height. */
static void keep_level(Folios *folios) {
  Folio *items = folios->items;
  size_t kept = 0, most = 0, first = 0;
  qsort(items, folios->count, sizeof *items, compare_heights);
  for (size_t start = 0, end; start < folios->count; start = end) {
    for (end = start + 1; end < folios->count && items[end].kind == items[start].kind &&
                          items[end].height - items[end - 1].height < 1;)
      end++;
    if (start == 0 || items[start].kind != items[start - 1].kind)
      first = kept, most = 0;
    if (end - start <= most)
      continue;
    most = end - start;
    kept = first;
    memmove(items + kept, items + start, most * sizeof *items);
    kept += most;
  }
  folios->count = kept;
}

const bool *pdf_folios(const PdfRows *rows, const PdfRuns *runs, Arena *arena) {
  bool *found = arena_array(arena, rows->count + 1, sizeof *found);
  Folios folios = find_folios(rows, runs, arena);
  const Folio *items = folios.items;
  keep_level(&folios);
  qsort(folios.items, folios.count, sizeof *items, compare_ahead);
  for (size_t i = 0; i < folios.count; i++) {
    bool counts_on = (i > 0 && items[i - 1].ahead == items[i].ahead) ||
                     (i + 1 < folios.count && items[i + 1].ahead == items[i].ahead);
    found[items[i].row] = counts_on || (items[i].number == 1 && items[i].is_low);
  }
  return found;
}

static bool is_made_of(const char *text, const char *const words[], size_t count) {
  while (*text) {
    size_t step = 0;
    for (size_t i = 0; i < count && step == 0; i++)
      step = strncmp(text, words[i], strlen(words[i])) == 0 ? strlen(words[i]) : 0;
    if (step == 0)
      return false;
    text += step;
  }
  return true;
}

/* （续表）, 续上表 … */
static bool says_more(const char *text) {
  static const char *const words[] = {"续", "表", "上", "接", "前", "页",
                                      "（", "）", "(",  ")",  " ",  "　"};
  return strstr(text, "续") && is_made_of(text, words, sizeof words / sizeof *words);
}

static bool is_leader(const char *text) {
  static const char *const words[] = {".", "…", "·", " ", "　"};
  return is_made_of(text, words, sizeof words / sizeof *words);
}

/* By text and place; then by page. */
static int compare_said(const PdfRun *one, const PdfRun *other) {
  int order = strcmp(one->text, other->text);
  if (order == 0)
    order = (lround(one->x) > lround(other->x)) - (lround(one->x) < lround(other->x));
  return order;
}

static int compare_cells(const void *left, const void *right) {
  const PdfRun *one = *(const PdfRun *const *)left, *other = *(const PdfRun *const *)right;
  int order = compare_said(one, other);
  return order ? order : one->page - other->page;
}

/* Whether one of the cells says it on an earlier page, within a point of there. */
static bool is_said_before(PdfRun run, const PdfRun **cells, size_t count) {
  double x = run.x;
  for (int aside = -1; aside <= 1; aside++) {
    size_t low = 0, high = count;
    run.x = x + aside;
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      if (compare_said(cells[middle], &run) < 0)
        low = middle + 1;
      else
        high = middle;
    }
    if (low < count && compare_said(cells[low], &run) == 0 && cells[low]->page < run.page)
      return true;
  }
  return false;
}

const bool *pdf_furniture(const PdfRuns *runs, Arena *arena) {
  bool *found = arena_array(arena, runs->count + 1, sizeof *found);
  const PdfRun **cells = mem_alloc((runs->count + 1) * sizeof *cells);
  size_t count = 0;
  for (size_t i = 0; i < runs->count; i++)
    if (runs->items[i].is_cell)
      cells[count++] = &runs->items[i];
  if (count > 0)
    qsort(cells, count, sizeof *cells, compare_cells);
  for (size_t i = 0; i < runs->count; i++)
    found[i] = runs->items[i].is_artifact &&
               (says_more(runs->items[i].text) || is_leader(runs->items[i].text) ||
                is_said_before(runs->items[i], cells, count));
  free(cells);
  return found;
}
