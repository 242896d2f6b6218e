#include <string.h>

#include "base/utf8.h"
#include "doc/doc.h"

static const char *block_name(const Block *block) {
  static const char *const headings[] = {"章", "节"};
  static const char *const items[] = {"段", "段", "段", "条", "款"};
  switch (block->kind) {
  case BLOCK_MARK:
    return "附件标";
  case BLOCK_TITLE:
    return "标题";
  case BLOCK_HEADING:
    return headings[block->level > 1];
  case BLOCK_ANNEX:
    return "附件题";
  case BLOCK_ENTRY:
    return "目录项";
  case BLOCK_BLANK:
    return "空行";
  case BLOCK_TABLE:
    return "表";
  case BLOCK_FIGURE:
    return "图";
  case BLOCK_OFFICE:
    return block->is_sealed ? "署名（盖章）" : "署名";
  case BLOCK_DATE:
    return block->is_sealed ? "成文日期（盖章）" : "成文日期";
  case BLOCK_BANNER:
    return "发文机关标志";
  case BLOCK_ROW:
    return "左右";
  case BLOCK_RULE:
    return "线";
  case BLOCK_PARAGRAPH:
    break;
  }
  if (block->is_note)
    return "注";
  return items[block->level];
}

/* As it is but for what would end the line or look like our own marks. */
static void put_text(Buf *out, const char *text, size_t len) {
  for (size_t at = 0; at < len;) {
    size_t start = at;
    switch (utf8_next(text, len, &at)) {
    case DOC_LINE_BREAK:
      buf_puts(out, "\\n");
      break;
    case '\n':
    case '\r':
    case '\t':
      buf_printf(out, "\\x%02x", (unsigned)text[start]);
      break;
    case '\\':
    case '{':
    case '}':
      buf_putc(out, '\\'); /* fall through */
    default:
      buf_add(out, text + start, at - start);
    }
  }
}

static const char *span_name(const Span *span) {
  switch (span->kind) {
  case SPAN_SUPERSCRIPT:
    return "上标";
  case SPAN_SUBSCRIPT:
    return "下标";
  case SPAN_BOLD:
    return "粗";
  case SPAN_ROLE:
    break;
  }
  return span->role;
}

static void put_rich(Buf *out, const char *text, size_t from, size_t len, const Span *spans,
                     size_t span_count) {
  size_t at = from;
  for (size_t i = 0; i < span_count; i++) {
    const Span *span = &spans[i];
    put_text(out, text + at, span->start - at);
    buf_printf(out, "{%s:", span_name(span));
    put_text(out, text + span->start, span->end - span->start);
    buf_putc(out, '}');
    at = span->end;
  }
  put_text(out, text + at, len - at);
}

/* Lengths in EMU, 2份, 内容. */
static void print_columns(const Table *table, Buf *out) {
  buf_puts(out, "\t列");
  for (int i = 0; i < table->column_count; i++) {
    const TableColumn *column = &table->columns[i];
    if (column->kind == COLUMN_FIXED)
      buf_printf(out, "\t%lld", (long long)column->width);
    else if (column->kind == COLUMN_SHARE)
      buf_printf(out, "\t%d份", column->share);
    else
      buf_puts(out, "\t内容");
  }
  buf_printf(out, "\n\t线\t%lld\t%lld\t%lld\n", (long long)table->rule, (long long)table->padding_x,
             (long long)table->padding_y);
  if (table->continued) {
    buf_printf(out, "\t续\t{%s}", table->continued_style->name);
    put_text(out, table->continued, strlen(table->continued));
    buf_putc(out, '\n');
  }
}

/* {表头 跨2行 跨3列 上}: what differs from a cell like all others. */
static void print_cell(const Cell *cell, const Style *usual, Buf *out) {
  static const char *const places[] = {[CELL_TOP] = "上", [CELL_BOTTOM] = "下"};
  Buf marks = {0};
  if (cell->style != usual)
    buf_printf(&marks, " %s", cell->style->name);
  if (cell->row_span > 1)
    buf_printf(&marks, " 跨%d行", cell->row_span);
  if (cell->column_span > 1)
    buf_printf(&marks, " 跨%d列", cell->column_span);
  if (cell->place != CELL_MIDDLE)
    buf_printf(&marks, " %s", places[cell->place]);
  buf_putc(out, '\t');
  if (marks.len > 0)
    buf_printf(out, "{%s}", marks.data + 1);
  put_rich(out, cell->text, 0, cell->len, cell->spans, cell->span_count);
  buf_free(&marks);
}

/* One row a line: the cells that begin in it. */
static void print_table(const Block *block, Buf *out) {
  const Table *table = block->table;
  print_columns(table, out);
  size_t next = 0;
  for (int row = 0; row < table->row_count; row++) {
    buf_puts(out, row < table->head_rows ? "\t头" : "\t行");
    for (; next < table->cell_count && table->cells[next].row == row; next++)
      print_cell(&table->cells[next], block->style, out);
    buf_putc(out, '\n');
  }
}

/* Lengths in EMU; 0: not given. One series a line, a value that is missing as —. */
static void print_drawing(const Drawing *drawing, Buf *out) {
  static const char *const kinds[] = {
      [CHART_COLUMNS] = "柱", [CHART_BARS] = "条", [CHART_PARTS] = "构成"};
  const Chart *chart = drawing->chart;
  const Picture *picture = drawing->picture;
  buf_printf(out, "\t大小\t%lld\t%lld\n\t说明\t", (long long)drawing->width,
             (long long)drawing->height);
  put_text(out, drawing->alternative, strlen(drawing->alternative));
  if (picture) {
    buf_printf(out, "\n\t%s\t%d×%d\t%s\n", picture->kind == PICTURE_PNG ? "PNG" : "JPEG",
               picture->width, picture->height, picture->name);
    return;
  }
  buf_printf(out, "\n\t%s\t%s%s", kinds[chart->kind], chart->unit,
             chart->is_against ? "\t对照" : "");
  buf_puts(out, "\n\t项");
  for (int i = 0; i < chart->item_count; i++) {
    buf_putc(out, '\t');
    put_text(out, chart->items[i], strlen(chart->items[i]));
  }
  for (int s = 0; s < chart->series_count; s++) {
    buf_puts(out, "\n\t列\t");
    put_text(out, chart->series[s].name, strlen(chart->series[s].name));
    for (int i = 0; i < chart->item_count; i++)
      buf_printf(out, "\t%s",
                 chart->series[s].values[i].is_missing ? "—" : chart->series[s].values[i].text);
  }
  buf_putc(out, '\n');
}

/* The first one only where it is not what every report begins with. */
static void print_section(const Doc *doc, int index, Buf *out) {
  const Section *section = &doc->sections[index];
  const PageSetup *page = section->page;
  bool usual = page == doc->page && section->numbered && section->start == page->folio.first;
  if (index == 0 && usual)
    return;
  buf_printf(out, "# 纸\t%lld×%lld\t上 %lld 右 %lld 下 %lld 左 %lld", (long long)page->width,
             (long long)page->height, (long long)page->top, (long long)page->right,
             (long long)page->bottom, (long long)page->left);
  if (!section->numbered)
    buf_puts(out, "\t无页码");
  if (section->is_imprint)
    buf_puts(out, "\t双页");
  if (section->start > 0)
    buf_printf(out, "\t页码起 %d", section->start);
  buf_putc(out, '\n');
}

static void print_block(const Block *block, Buf *out) {
  buf_printf(out, "%s\t%d\t%s\t", block_name(block), block->level, block->style->name);
  put_text(out, block->text, block->label_len);
  buf_putc(out, '\t');
  put_rich(out, block->text, block->label_len, block->len, block->spans, block->span_count);
  buf_putc(out, '\n');
  if (block->table)
    print_table(block, out);
  if (block->drawing)
    print_drawing(block->drawing, out);
}

static void print_field(Buf *out, const char *name, const char *value) {
  buf_printf(out, "# %s\t", name);
  put_text(out, value, strlen(value));
  buf_putc(out, '\n');
}

void doc_print(const Doc *doc, Buf *out) {
  print_field(out, "题名", doc->title);
  print_field(out, "部门", doc->author);
  print_field(out, "主题", doc->subject);
  print_field(out, "布局", doc->layout);
  buf_printf(out, "# 年度\t%d\n", doc->year);
  print_section(doc, 0, out);
  for (size_t i = 0; i < doc->block_count; i++) {
    const Block *block = &doc->blocks[i];
    if (i > 0 && block->section != block[-1].section)
      print_section(doc, block->section, out);
    print_block(block, out);
  }
}
