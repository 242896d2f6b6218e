#include "doc/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "doc/grid.h"
#include "layout/measure.h"

#define RULE (EMU_PER_PT / 2)
#define PADDING_X (EMU_PER_MM * 19 / 10) /* as Word has it */
#define PADDING_Y 0

/* One 表 on its way into the tree. */
typedef struct Form {
  Source *source;
  const xmlNode *node;
  Part *parent;
  const PageSetup *page;    /* NULL: the doc's */
  const Style *text, *head; /* of cells that name none */
  Grid *grid;
  bool in_head;
} Form;

static bool is_yes(const char *value) {
  return value && strcmp(value, "是") == 0;
}

static const Style *style_or(const Source *source, const xmlNode *node, const char *attribute,
                             const char *otherwise) {
  const char *name = xml_attr(node, attribute);
  return layout_style(source->layout, name ? name : otherwise);
}

static Part *add_part(Form *form, PartKind kind, const Style *style) {
  if (!source_take(form->source, PART_COST, form->node))
    return NULL;
  Part *part = part_new(form->source->arena, kind);
  part->style = style;
  part->page = form->page;
  part->rich.pos = expr_pos(form->source->expr, form->node);
  part_add(form->parent, part);
  return part;
}

/* 题 and 单位行: a line that the 表 itself holds. */
static void add_line(Form *form, const char *attribute, const Style *style) {
  const char *text = xml_attr(form->node, attribute);
  Part *part = text ? add_part(form, PART_PARAGRAPH, style) : NULL;
  if (!part)
    return;
  part->rich.text = xml_fold(text, strlen(text), form->source->arena);
  part->rich.len = strlen(part->rich.text);
}

/* 副题, 注, 签: those of that name that are wanted and say something. */
static void add_lines(Form *form, const char *name, const char *style, Item item, bool is_note) {
  Source *source = form->source;
  for (xmlNode *node = xml_child(form->node, name); node; node = xml_next(node, name)) {
    if (!source_wants(source, node, item))
      continue;
    Rich rich = inline_compose(source, node, item);
    Part *part = rich.len > 0 ? add_part(form, PART_PARAGRAPH, NULL) : NULL;
    if (!part)
      continue;
    part->rich = rich;
    part->style = style_or(source, node, "样式", style);
    part->is_note = is_note;
  }
}

static int count_columns(const xmlNode *node) {
  int count = 0;
  for (const xmlNode *column = xml_child(node, "列"); column; column = xml_next(column, "列"))
    count++;
  return count;
}

static bool ends_with(const char *text, const char *ending) {
  size_t len = strlen(text), end = strlen(ending);
  return len >= end && strcmp(text + len - end, ending) == 0;
}

/* 22mm, 4字 (of the table's text), 1份, 内容. */
static TableColumn column_of(const char *width, const Style *text) {
  if (strcmp(width, "内容") == 0)
    return (TableColumn){.kind = COLUMN_CONTENT};
  if (ends_with(width, "份"))
    return (TableColumn){.kind = COLUMN_SHARE, .share = atoi(width)};
  if (ends_with(width, "字"))
    return (TableColumn){.kind = COLUMN_FIXED,
                         .width = emu_scale(text->size, layout_indent(width), 100)};
  return (TableColumn){.kind = COLUMN_FIXED, .width = layout_length(width)};
}

static bool columns_fit(Source *source, const xmlNode *node, int count) {
  if (count <= GRID_COLUMNS)
    return true;
  char limit[16];
  snprintf(limit, sizeof limit, "%d", GRID_COLUMNS);
  msg_add(source->messages, expr_pos(source->expr, node), TABLE_TOO_MANY_COLUMNS, limit);
  return false;
}

static int span_of(const xmlNode *cell, const char *attribute) {
  const char *span = xml_attr(cell, attribute);
  return span ? atoi(span) : 1;
}

static CellPlace place_of(const xmlNode *node) {
  const char *place = xml_attr(node, "竖");
  if (!place || strcmp(place, "中") == 0)
    return CELL_MIDDLE;
  return strcmp(place, "上") == 0 ? CELL_TOP : CELL_BOTTOM;
}

static Cell cell_of(Source *source, const xmlNode *node, Item item, const Style *style) {
  Rich rich = inline_compose(source, node, item);
  return (Cell){.row_span = span_of(node, "跨行"),
                .column_span = span_of(node, "跨列"),
                .style = style,
                .place = place_of(node),
                .text = rich.text,
                .len = rich.len,
                .spans = rich.spans,
                .span_count = rich.span_count,
                .origins = rich.origins,
                .origin_count = rich.origin_count,
                .pos = rich.pos};
}

static void put_cells(Form *form, const xmlNode *row, Item item) {
  const Style *otherwise = form->in_head ? form->head : form->text;
  for (xmlNode *node = xml_child(row, "格"); node; node = xml_next(node, "格")) {
    if (!source_take(form->source, PART_COST, node))
      return;
    Cell cell =
        cell_of(form->source, node, item, style_or(form->source, node, "样式", otherwise->name));
    cell.is_header = form->in_head || cell.style == form->head;
    grid_cell(form->grid, &cell, !form->in_head && is_yes(xml_attr(node, "并")));
  }
}

/* 行, and controls around them. */
static void put_rows(void *user, const xmlNode *holder, Item item) {
  Form *form = user;
  for (xmlNode *node = xml_child(holder, NULL); node; node = xml_next(node, NULL)) {
    if (source_spent(form->source))
      return;
    if (source_control(form->source, node, item, put_rows, form))
      continue;
    if (xml_is(node, "行") && source_wants(form->source, node, item) && grid_row(form->grid, node))
      put_cells(form, node, item);
  }
}

static Emu length_or(const xmlNode *node, const char *attribute, Emu otherwise) {
  const char *length = xml_attr(node, attribute);
  return length ? layout_length(length) : otherwise;
}

static Table *table_new(const Form *form, int columns) {
  Arena *arena = form->source->arena;
  Table *table = arena_alloc(arena, sizeof *table);
  table->column_count = columns;
  table->columns = arena_array(arena, (size_t)columns, sizeof *table->columns);
  table->rule = length_or(form->node, "线", RULE);
  table->padding_x = length_or(form->node, "左右空", PADDING_X);
  table->padding_y = length_or(form->node, "上下空", PADDING_Y);
  return table;
}

static const Table *fill_table(Form *form, Item item) {
  Table *table = table_new(form, count_columns(form->node));
  const xmlNode *column = xml_child(form->node, "列");
  for (int i = 0; column; column = xml_next(column, "列"))
    table->columns[i++] = column_of(xml_attr(column, "宽"), form->text);
  if (xml_attr(form->node, "续表"))
    table->continued = arena_copy(form->source->arena, xml_attr(form->node, "续表"));
  table->continued_style = layout_style(form->source->layout, TABLE_STYLE_UNIT);
  form->grid = grid_new(form->source, table->column_count);
  const xmlNode *head = xml_child(form->node, "头");
  form->in_head = true;
  if (head)
    put_rows(form, head, item);
  grid_end_head(form->grid);
  form->in_head = false;
  put_rows(form, form->node, item);
  grid_finish(form->grid, table);
  return table;
}

/* A table without rows is none, and what stands around it goes with it. */
static void add_table(Form *form, Item item) {
  Source *source = form->source;
  const Table *table = fill_table(form, item);
  if (table->row_count == 0)
    return;
  add_line(form, "题", style_or(source, form->node, "题样式", TABLE_STYLE_TITLE));
  add_lines(form, "副题", TABLE_STYLE_UNIT, item, false);
  add_line(form, "单位行", layout_style(source->layout, TABLE_STYLE_UNIT));
  Part *part = add_part(form, PART_TABLE, form->text);
  if (part)
    part->table = table;
  add_lines(form, "注", TABLE_STYLE_NOTE, item, true);
  add_lines(form, "签", TABLE_STYLE_NOTE, item, true);
}

void table_compose(Source *source, const xmlNode *node, Item item, Part *parent) {
  if (!source_wants(source, node, item) || !columns_fit(source, node, count_columns(node)))
    return;
  Form form = {.source = source, .node = node, .parent = parent};
  form.text = style_or(source, node, "样式", TABLE_STYLE_TEXT);
  form.head = layout_style(source->layout, TABLE_STYLE_HEAD);
  form.page = is_yes(xml_attr(node, "横")) ? source_sideways(source) : NULL;
  ExprNodes nodes;
  if (!xml_attr(node, "每")) {
    add_table(&form, item);
  } else if (expr_nodes(source->expr, node, "每", item, &nodes)) {
    for (int i = 0; i < nodes.count && !source_spent(source); i++)
      add_table(&form, (Item){nodes.nodes[i], i + 1, nodes.count});
    expr_nodes_free(&nodes);
  }
}

/* As many as the first row covers. */
static int columns_of_copy(const xmlNode *node) {
  int count = 0;
  const xmlNode *cell = xml_child(xml_child(node, "行"), "格");
  for (; cell; cell = xml_next(cell, "格"))
    count += span_of(cell, "跨列");
  return count;
}

void table_copy(Source *source, const xmlNode *node, Part *parent) {
  int columns = columns_of_copy(node);
  Form form = {.source = source, .node = node, .parent = parent};
  form.text = layout_style(source->layout, TABLE_STYLE_TEXT);
  if (!form.text)
    msg_add(source->messages, expr_pos(source->expr, node), TABLE_STYLE_MISSING,
            source->layout->name, TABLE_STYLE_TEXT);
  if (!form.text || !columns_fit(source, node, columns))
    return;
  Table *table = table_new(&form, columns);
  for (int i = 0; i < columns; i++)
    table->columns[i] = (TableColumn){.kind = COLUMN_SHARE, .share = 1};
  form.grid = grid_new(source, columns);
  grid_end_head(form.grid);
  put_rows(&form, node, expr_root(source->expr));
  grid_finish(form.grid, table);
  Part *part = add_part(&form, PART_TABLE, form.text);
  if (part)
    part->table = table;
}
