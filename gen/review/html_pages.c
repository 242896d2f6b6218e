/* Pages as SVG. Lengths are in hundredths of a point. */
#include <string.h>

#include "base/utf8.h"
#include "review/html_part.h"

/* As in the PDF: a character imitating bold is outlined with a thirtieth of its size. */
enum { EMU_PER_UNIT = EMU_PER_PT / 100, BOLD_PART = 30 };

typedef struct Sheet {
  Pane *pane;
  const Printer *printer;
  Buf *out;
  const Page *page;
} Sheet;

long long html_units(Emu value) {
  return (long long)emu_scale(value, 1, EMU_PER_UNIT);
}

/* value / by with five decimals. */
static void put_ratio(Buf *out, Emu value, int64_t by) {
  int64_t scaled = emu_scale(value, 100000, by);
  buf_printf(out, "%lld.%05lld", (long long)(scaled / 100000), (long long)(scaled % 100000));
}

static void put_rect(Buf *out, const char *what, Emu x, Emu y, Emu width, Emu height) {
  buf_printf(out, "<rect %s x=\"%lld\" y=\"%lld\" width=\"%lld\" height=\"%lld\"/>", what,
             html_units(x), html_units(y), html_units(width), html_units(height));
}

/* Where a line's text lies in its para. */
typedef struct Stretch {
  size_t para;
  const char *text;
  size_t len;    /* of the block's or cell's text */
  size_t label;  /* its first bytes that are a number */
  size_t before; /* bytes of the para before this text: other cells of its row */
} Stretch;

static size_t bytes_until(const Stretch *stretch, size_t end) {
  size_t count = 0;
  for (size_t at = stretch->label; at < end && at < stretch->len;) {
    size_t start = at;
    if (utf8_next(stretch->text, stretch->len, &at) != DOC_LINE_BREAK)
      count += at - start;
  }
  return count;
}

static Stretch stretch_of(const Side *side, const Line *line) {
  const Block *block = &side->doc->blocks[line->block];
  Stretch stretch = {side->first[line->block], block->text, block->len, side_label(block), 0};
  if (line->cell < 0)
    return stretch;
  const Table *table = block->table;
  const Cell *cell = &table->cells[line->cell];
  stretch = (Stretch){stretch.para + (size_t)cell->row, cell->text, cell->len, 0, 0};
  for (const Cell *other = cell; other > table->cells && other[-1].row == cell->row;) {
    other--;
    stretch.before +=
        bytes_until(&(Stretch){0, other->text, other->len, 0, 0}, other->len) + strlen("\t");
  }
  return stretch;
}

/* A box of the line's characters [first, last]. */
static void put_box(Sheet *sheet, const Line *line, const char *what, size_t first, size_t last) {
  const Placed *from = &line->items[first], *to = &line->items[last];
  put_rect(sheet->out, what, from->x, line->top, to->x + to->advance - from->x, line->height);
}

static const char *mark_class(MarkKind kind) {
  static const char *const names[] = {
      [MARK_OLD] = "class=\"old\"", [MARK_NEW] = "class=\"new\"", [MARK_MOVED] = "class=\"moved\""};
  return names[kind];
}

/* The characters of the line that the mark covers. */
static void put_mark(Sheet *sheet, const Line *line, const Stretch *stretch, const TextMark *mark) {
  size_t start = stretch->before + bytes_until(stretch, line->start);
  size_t from = line->start > stretch->label ? line->start : stretch->label;
  size_t first = line->item_count, last = 0;
  for (size_t i = 0; i < line->item_count; i++) {
    size_t at = line->items[i].at;
    size_t place = at < from ? 0 : start + (at - from);
    if ((at < from && mark->kind != MARK_MOVED) || place < mark->start || place >= mark->end)
      continue;
    first = i < first ? i : first;
    last = i;
  }
  if (first <= last && first < line->item_count)
    put_box(sheet, line, mark_class(mark->kind), first, last);
}

/* The whole line, or the figure that it holds. */
static void put_line_box(Sheet *sheet, const Line *line, const char *what) {
  const Drawn *figure = line->figure;
  if (figure)
    put_rect(sheet->out, what, figure->x, figure->y, figure->width, figure->height);
  else
    put_rect(sheet->out, what, line->x, line->top, line->width, line->height);
}

/* Boxes of the changes that the line belongs to; the first of a change has its id. */
static void put_changes(Sheet *sheet, const Line *line, const Shown *shown) {
  Pane *pane = sheet->pane;
  for (size_t i = 0; i < shown->change_count; i++) {
    size_t number = shown->changes[i];
    char what[80];
    if (pane->is_anchored[number])
      snprintf(what, sizeof what, "class=\"at\" data-n=\"%zu\"", number);
    else
      snprintf(what, sizeof what, "class=\"at\" id=\"%c%zu\" data-n=\"%zu\"", pane->letter, number,
               number);
    pane->is_anchored[number] = true;
    put_line_box(sheet, line, what);
  }
}

static void put_marks(Sheet *sheet, const Line *line) {
  if (line->block < 0)
    return;
  Stretch stretch = stretch_of(sheet->pane->side, line);
  const Shown *shown = &sheet->pane->shown[stretch.para];
  for (size_t i = 0; i < shown->mark_count; i++)
    put_mark(sheet, line, &stretch, &shown->marks[i]);
  put_changes(sheet, line, shown);
}

static bool same_pen(const Placed *a, const Placed *b) {
  return a->face == b->face && a->size == b->size && a->rise == b->rise && a->bold == b->bold;
}

/* Characters of one face and size: in font units from the first one's origin. */
static size_t put_run(Sheet *sheet, const Line *line, size_t first) {
  Buf *out = sheet->out;
  const Placed *pen = &line->items[first];
  const Face *face = fonts_face(sheet->pane->side->pages->fonts, pen->face);
  buf_printf(out, "<g transform=\"translate(%lld %lld) scale(", html_units(pen->x),
             html_units(line->baseline - pen->rise));
  put_ratio(out, pen->size, (int64_t)EMU_PER_UNIT * face->units_per_em);
  buf_puts(out, " -");
  put_ratio(out, pen->size, (int64_t)EMU_PER_UNIT * face->units_per_em);
  buf_puts(out, ")\"");
  if (pen->bold)
    buf_printf(out, " stroke=\"#000\" stroke-width=\"%d\"", face->units_per_em / BOLD_PART);
  buf_putc(out, '>');
  size_t i = first;
  for (; i < line->item_count && same_pen(&line->items[i], pen); i++)
    buf_printf(out, "<use href=\"#g%d-%u\" x=\"%lld\"/>", line->items[i].face,
               (unsigned)line->items[i].glyph,
               (long long)emu_scale(line->items[i].x - pen->x, face->units_per_em, pen->size));
  buf_puts(out, "</g>");
  return i;
}

/* A figure's line has no characters of its own. */
static void put_figure(Sheet *sheet, const Drawn *drawn) {
  html_shapes(sheet->pane->side->doc, drawn, sheet->out);
  for (size_t i = 0; i < drawn->label_count; i++)
    for (size_t k = 0; k < drawn->labels[i].item_count;)
      k = put_run(sheet, &drawn->labels[i], k);
}

static void put_line(Sheet *sheet, const Line *line) {
  if (line->turned)
    buf_printf(sheet->out, "<g transform=\"matrix(0 1 -1 0 %lld 0)\">",
               html_units(sheet->page->width));
  if (line->figure)
    put_figure(sheet, line->figure);
  put_marks(sheet, line);
  for (size_t i = 0; i < line->item_count;)
    i = put_run(sheet, line, i);
  buf_puts(sheet->out, line->turned ? "</g>\n" : "\n");
}

static void put_page(Sheet *sheet) {
  Buf *out = sheet->out;
  const Page *page = sheet->page;
  buf_printf(out,
             "<figure><svg role=\"img\" viewBox=\"0 0 %lld %lld\" aria-label=\"%s第%d页\">\n"
             "<rect class=\"paper\" width=\"100%%\" height=\"100%%\"/>\n",
             html_units(page->width), html_units(page->height),
             sheet->pane->letter == 'a' ? "原来" : "现在", page->number);
  for (size_t i = 0; i < page->rule_count; i++) {
    const Rule *rule = &page->rules[i];
    put_rect(out, "class=\"rule\"", rule->x, rule->y, rule->width, rule->height);
  }
  for (size_t i = 0; i < page->line_count; i++)
    put_line(sheet, &page->lines[i]);
  if (page->folio)
    put_line(sheet, page->folio);
  buf_printf(out, "</svg><figcaption>第 %d 页</figcaption></figure>\n", page->number);
}

void html_pages(Pane *pane, const Printer *printer) {
  const Pages *pages = pane->side->pages;
  for (size_t i = 0; i < pages->page_count; i++) {
    Sheet sheet = {pane, printer, printer->out, &pages->pages[i]};
    put_page(&sheet);
  }
}
