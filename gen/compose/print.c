/* The pages as text: one line a line, so that a change in one line of a report
 * is one line of a diff, with the reason. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "compose/pages.h"

const char *pages_ending_name(LineEnd ending) {
  static const char *const names[] = {
      [END_PARAGRAPH] = "段末", [END_FORCED] = "强制",  [END_FULL] = "满行",
      [END_SQUEEZED] = "挤入",  [END_KINSOKU] = "禁则", [END_BALANCED] = "匀行"};
  return names[ending];
}

/* EMU as millimetres with two decimals, half away from zero. */
static void put_mm(Buf *out, Emu value) {
  int64_t hundredths = emu_scale(value, 100, EMU_PER_MM);
  buf_printf(out, "%s%lld.%02lld", hundredths < 0 ? "-" : "", (long long)llabs(hundredths) / 100,
             (long long)llabs(hundredths) % 100);
}

/* EMU as ems of the style with three decimals. */
static void put_em(Buf *out, Emu value, Emu em) {
  int64_t thousandths = emu_scale(value, 1000, em);
  buf_printf(out, "%s%lld.%03lld", thousandths < 0 ? "-" : "", (long long)llabs(thousandths) / 1000,
             (long long)llabs(thousandths) % 1000);
}

static void put_change(Buf *out, const char *name, Emu value, Emu em) {
  if (value == 0)
    return;
  buf_puts(out, name);
  put_em(out, value, em);
}

static void put_colour(Buf *out, uint32_t colour) {
  if (colour)
    buf_printf(out, " 色%06X", (unsigned)colour);
}

static void put_place(Buf *out, const Line *line) {
  buf_puts(out, " 位");
  put_mm(out, line->x);
  buf_putc(out, ',');
  put_mm(out, line->baseline);
}

/* A forced break is not printed as one. */
static void put_text(Buf *out, const char *text, size_t len) {
  char mark[4];
  size_t mark_len = utf8_put(DOC_LINE_BREAK, mark);
  if (len >= mark_len && memcmp(text + len - mark_len, mark, mark_len) == 0)
    len -= mark_len;
  buf_add(out, text, len);
}

/* The style that ems are counted in; the body's for 续表. */
static const Style *style_of(const Doc *doc, const Line *line) {
  if (line->block < 0)
    return doc->body;
  const Block *block = &doc->blocks[line->block];
  return line->cell < 0 ? block->style : block->table->cells[line->cell].style;
}

/* 格3.1: the cell of row 3, column 1. */
static void put_cell(Buf *out, const Doc *doc, const Line *line) {
  if (line->cell < 0)
    return;
  const Cell *cell = &doc->blocks[line->block].table->cells[line->cell];
  buf_printf(out, " 格%d.%d", cell->row + 1, cell->column + 1);
}

static void put_box(Buf *out, Emu x, Emu y, Emu width, Emu height) {
  buf_puts(out, " 位");
  put_mm(out, x);
  buf_putc(out, ',');
  put_mm(out, y);
  buf_puts(out, " 宽");
  put_mm(out, width);
  buf_puts(out, " 高");
  put_mm(out, height);
}

static void put_shape(Buf *out, const Page *page, const Shape *shape) {
  static const char *const fills[FILL_COUNT] = {
      [FILL_DARK] = "深",        [FILL_LIGHT] = "浅",       [FILL_RISING] = "斜线",
      [FILL_MIDDLE] = "中",      [FILL_FALLING] = "反斜线", [FILL_WHITE] = "白",
      [FILL_CROSSED] = "交叉线", [FILL_LEVEL] = "横线"};
  static const char *const kinds[] = {
      [SHAPE_BOX] = "框", [SHAPE_STROKE] = "线", [SHAPE_PICTURE] = "图片"};
  buf_printf(out, "%d.图形 %s", page->number, kinds[shape->kind]);
  put_box(out, shape->x, shape->y, shape->width, shape->height);
  if (fills[shape->fill])
    buf_printf(out, " 填%s", fills[shape->fill]);
  buf_puts(out, shape->dashed ? " 虚\n" : "\n");
}

static void put_figure(Buf *out, const Page *page, size_t index) {
  const Drawn *drawn = page->lines[index].figure;
  buf_printf(out, "%d.%zu 图", page->number, index + 1);
  put_box(out, drawn->x, drawn->y, drawn->width, drawn->height);
  buf_putc(out, '\n');
  for (size_t i = 0; i < drawn->shape_count; i++)
    put_shape(out, page, &drawn->shapes[i]);
  for (size_t i = 0; i < drawn->label_count; i++) {
    const Line *label = &drawn->labels[i];
    buf_printf(out, "%d.图字", page->number);
    put_place(out, label);
    buf_puts(out, " | ");
    put_text(out, label->text + label->start, label->end - label->start);
    buf_putc(out, '\n');
  }
}

static void put_line(Buf *out, const Doc *doc, const Page *page, size_t index) {
  const Line *line = &page->lines[index];
  Emu em = style_of(doc, line)->size;
  buf_printf(out, "%d.%zu", page->number, index + 1);
  put_cell(out, doc, line);
  put_place(out, line);
  buf_puts(out, " 宽");
  put_em(out, line->measure, em);
  buf_puts(out, " 自然");
  put_em(out, line->natural, em);
  buf_puts(out, " 排成");
  put_em(out, line->width, em);
  put_change(out, " 相邻", line->paired, em);
  put_change(out, " 挤", line->squeezed, em);
  put_change(out, " 拉", line->stretched, em);
  put_change(out, " 悬", line->width > line->measure ? line->width - line->measure : 0, em);
  put_colour(out, line->colour);
  buf_printf(out, " %s", pages_ending_name(line->ending));
  buf_puts(out, " | ");
  put_text(out, line->text + line->start, line->end - line->start);
  if (line->target && line->target->number)
    buf_printf(out, "……%s", line->target->number);
  buf_putc(out, '\n');
}

static void put_row(Buf *out, const Page *page, const PlacedRow *row) {
  buf_printf(out, "%d.表行 %d 位", page->number, row->row + 1);
  put_mm(out, row->top);
  buf_puts(out, " 高");
  put_mm(out, row->height);
  buf_puts(out, row->is_repeated ? " 重复\n" : "\n");
}

static void put_rule(Buf *out, const Page *page, const Rule *rule) {
  buf_printf(out, "%d.线", page->number);
  put_box(out, rule->x, rule->y, rule->width, rule->height);
  put_colour(out, rule->colour);
  buf_putc(out, '\n');
}

static void put_folio(Buf *out, const Page *page) {
  buf_printf(out, "%d.页码", page->number);
  put_place(out, page->folio);
  buf_printf(out, "%s | %s\n", page->folio->turned ? " 横放" : "", page->folio->text);
}

static void put_heads(const Pages *pages, Buf *out) {
  buf_puts(out,
           "# 页.行 位（毫米：左、基线） 宽、自然、排成（字） 相邻、挤、拉、悬（字） 断因 | 文\n");
  if (pages->table_count)
    buf_puts(
        out,
        "# 页.行 格（行.列）…；页.表行 行 位（毫米：上） 高；页.线 位（毫米：左、上） 宽、高\n");
}

void pages_print(const Pages *pages, Buf *out) {
  put_heads(pages, out);
  for (size_t p = 0; p < pages->page_count; p++) {
    const Page *page = &pages->pages[p];
    for (size_t i = 0; i < page->line_count; i++)
      if (page->lines[i].figure)
        put_figure(out, page, i);
      else
        put_line(out, pages->doc, page, i);
    for (size_t i = 0; i < page->row_count; i++)
      put_row(out, page, &page->rows[i]);
    for (size_t i = 0; i < page->rule_count; i++)
      put_rule(out, page, &page->rules[i]);
    if (page->is_blank)
      buf_printf(out, "%d.空白\n", page->number);
    if (page->folio)
      put_folio(out, page);
  }
}
