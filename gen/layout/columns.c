/* The columns of a table in a layout that builds on another: each is known by the
 * words over it, and changed, removed or put in through all rows at once. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "layout/merge.h"
#include "xml/make.h"

/* No table has more columns than Word can hold. */
enum { COLUMNS = 63 };

typedef struct Columns Columns;
typedef struct Cell {
  xmlNode *node;
  int start, width;
} Cell;

/* A row as it stands in the grid. */
typedef struct Row {
  xmlNode *node;
  Cell cells[COLUMNS];
  int count;
  bool head, each; /* in 头; in a 每 */
} Row;

typedef void EditRow(Columns *columns, const Row *row);

struct Columns {
  Merge *merge;
  xmlNode *table;
  const xmlNode *change; /* the 列 that says what to do */
  int at;                /* the column it is about */
  EditRow *edit;
  const char *title[COLUMNS]; /* words over each column, NULL: none */
  bool placed;                /* the new column's head stands already */
};

static int span_of(const xmlNode *cell, const char *attribute) {
  const char *text = xml_attr(cell, attribute);
  return text ? atoi(text) : 1;
}

static void set_span(Columns *columns, xmlNode *cell, int width) {
  char text[16];
  snprintf(text, sizeof text, "%d", width);
  xml_make_attr(columns->merge->into, cell, "跨列", text,
                merge_pos(columns->merge, columns->change));
}

/* below[c]: how many more rows the cell above takes in column c. */
static void lay_row(Row *row, int below[COLUMNS]) {
  int column = 0, rows[COLUMNS] = {0};
  for (xmlNode *at = xml_child(row->node, "格"); at; at = xml_next(at, "格")) {
    while (column < COLUMNS && below[column] > 0)
      column++;
    int width = span_of(at, "跨列"), down = span_of(at, "跨行");
    if (column + width > COLUMNS || row->count == COLUMNS)
      break;
    row->cells[row->count++] = (Cell){at, column, width};
    for (int end = column + width; column < end; column++)
      rows[column] = down;
  }
  for (int i = 0; i < COLUMNS; i++)
    below[i] = rows[i] > 0 ? rows[i] - 1 : below[i] > 0 ? below[i] - 1 : 0;
}

static void walk(Columns *columns, xmlNode *parent, bool head, bool each, int below[COLUMNS]);

/* Only one branch of a 择 is printed: each begins where the 择 does. */
static void walk_branches(Columns *columns, xmlNode *choice, bool head, bool each,
                          int below[COLUMNS]) {
  int start[COLUMNS];
  memcpy(start, below, sizeof start);
  for (xmlNode *at = xml_child(choice, NULL); at; at = xml_next(at, NULL)) {
    memcpy(below, start, sizeof start);
    walk(columns, at, head, each, below);
  }
}

static void walk(Columns *columns, xmlNode *parent, bool head, bool each, int below[COLUMNS]) {
  xmlNode *at = xml_child(parent, NULL);
  for (; at && columns->merge->budget-- > 0; at = xml_next(at, NULL)) {
    if (xml_is(at, "行")) {
      Row row = {.node = at, .head = head, .each = each};
      lay_row(&row, below);
      columns->edit(columns, &row);
    } else if (xml_is(at, "择")) {
      walk_branches(columns, at, head, each, below);
    } else if (xml_is(at, "若") || xml_is(at, "每")) {
      walk(columns, at, head, each || xml_is(at, "每"), below);
    }
  }
}

static void walk_all(Columns *columns, EditRow *edit) {
  int below[COLUMNS] = {0};
  columns->edit = edit;
  walk(columns, xml_child(columns->table, "头"), true, false, below);
  memset(below, 0, sizeof below);
  walk(columns, columns->table, false, false, below);
}

/* The lowest words over a column name it. */
static void read_titles(Columns *columns, const Row *row) {
  for (int i = 0; row->head && i < row->count; i++) {
    const Cell *cell = &row->cells[i];
    for (int c = cell->start; c < cell->start + cell->width; c++)
      columns->title[c] = xml_text(cell->node, columns->merge->into->arena);
  }
}

static int find_column(Columns *columns, const char *title) {
  for (int i = 0; i < COLUMNS; i++)
    if (columns->title[i] && merge_same(columns->merge, columns->title[i], title))
      return i;
  return -1;
}

static const Cell *cell_over(const Row *row, int column) {
  for (int i = 0; i < row->count; i++)
    if (row->cells[i].start <= column && column < row->cells[i].start + row->cells[i].width)
      return &row->cells[i];
  return NULL;
}

static void remove_column(Columns *columns, const Row *row) {
  const Cell *cell = cell_over(row, columns->at);
  if (cell && cell->width > 1)
    set_span(columns, cell->node, cell->width - 1);
  else if (cell)
    merge_remove(cell->node);
}

/* The cell that the 列 gives for rows like this; NULL: none. */
static const xmlNode *given(const Columns *columns, const Row *row) {
  return row->head   ? xml_child(columns->change, "头格")
         : row->each ? xml_child(columns->change, "格")
                     : NULL;
}

static xmlNode *copy_cell(Columns *columns, const xmlNode *cell) {
  xmlNode *copy = merge_copy(columns->merge, cell);
  xmlNodeSetName(copy, BAD_CAST "格");
  return copy;
}

static void change_cell(Columns *columns, const Row *row) {
  const Cell *cell = cell_over(row, columns->at);
  const xmlNode *change = given(columns, row);
  if (!cell || cell->width > 1 || !change)
    return;
  xmlNode *copy = copy_cell(columns, change);
  const char *rows = xml_attr(cell->node, "跨行");
  if (rows && !xml_attr(copy, "跨行"))
    xml_make_attr(columns->merge->into, copy, "跨行", rows,
                  merge_pos(columns->merge, columns->change));
  if (!xmlReplaceNode(cell->node, copy))
    mem_exhausted();
  xmlFreeNode(cell->node);
}

static int rows_from(const xmlNode *row) {
  int rows = 0;
  for (; row; row = xml_next(row, "行"))
    rows++;
  return rows;
}

static void insert_cell(Columns *columns, const Row *row, xmlNode *cell) {
  const Cell *next = NULL;
  for (int i = row->count - 1; i >= 0 && row->cells[i].start >= columns->at; i--)
    next = &row->cells[i];
  if (!(next ? xmlAddPrevSibling(next->node, cell) : xmlAddChild(row->node, cell)))
    mem_exhausted();
}

/* A head's cell goes down to the body, unless cells above span what it is in. */
static void insert_head(Columns *columns, const Row *row) {
  if (columns->placed)
    return;
  const xmlNode *change = xml_child(columns->change, "头格");
  xmlNode *cell = change ? copy_cell(columns, change) : NULL;
  int rows = rows_from(row->node);
  if (!cell)
    return;
  columns->placed = true;
  if (rows > 1 && !xml_attr(cell, "跨行")) {
    char text[16];
    snprintf(text, sizeof text, "%d", rows);
    xml_make_attr(columns->merge->into, cell, "跨行", text,
                  merge_pos(columns->merge, columns->change));
  }
  insert_cell(columns, row, cell);
}

/* A cell on both sides of the new column grows with it; where the column has no
 * cell of its own, the one on its left does. */
static void insert_column(Columns *columns, const Row *row) {
  const Cell *left = columns->at > 0 ? cell_over(row, columns->at - 1) : NULL;
  const Cell *right = cell_over(row, columns->at);
  if (left && left == right)
    set_span(columns, left->node, left->width + 1);
  else if (row->head)
    insert_head(columns, row);
  else if (given(columns, row))
    insert_cell(columns, row, copy_cell(columns, given(columns, row)));
  else if (left || right)
    set_span(columns, (left ? left : right)->node, (left ? left : right)->width + 1);
}

static xmlNode *column_at(const xmlNode *table, int index) {
  xmlNode *at = xml_child(table, "列");
  while (at && index-- > 0)
    at = xml_next(at, "列");
  return at;
}

static void say_no_column(Columns *columns, const char *title) {
  Arena *arena = columns->merge->into->arena;
  const char *known = "";
  for (int i = 0; i < COLUMNS; i++)
    if (columns->title[i] && (i == 0 || columns->title[i] != columns->title[i - 1]))
      known = arena_printf(arena, "%s%s“%s”", known, *known ? "、" : "", columns->title[i]);
  msg_add(columns->merge->messages, merge_pos(columns->merge, columns->change), LAYOUT_NO_COLUMN,
          title, known);
}

/* 宽 alone, as the merged layout has it. */
static void set_width(Columns *columns, xmlNode *column) {
  const char *width = xml_attr(columns->change, "宽");
  if (width)
    xml_make_attr(columns->merge->into, column, "宽", width,
                  merge_pos(columns->merge, columns->change));
}

static void add_column(Columns *columns) {
  const char *before = xml_attr(columns->change, "前题"),
             *after = xml_attr(columns->change, "后题");
  int found = find_column(columns, before ? before : after);
  if (found < 0) {
    say_no_column(columns, before ? before : after);
    return;
  }
  columns->at = before ? found : found + 1;
  walk_all(columns, insert_column);
  xmlNode *column = column_at(columns->table, found);
  xmlNode *own =
      column ? xmlNewDocNode(columns->merge->into->tree, NULL, BAD_CAST "列", NULL) : NULL;
  if (!column)
    return;
  if (!own || !(before ? xmlAddPrevSibling(column, own) : xmlAddNextSibling(column, own)))
    mem_exhausted();
  xml_make_pos(columns->merge->into, own, merge_pos(columns->merge, columns->change));
  set_width(columns, own);
}

static void change_column(Merge *merge, xmlNode *table, const xmlNode *change) {
  Columns columns = {.merge = merge, .table = table, .change = change};
  walk_all(&columns, read_titles);
  if (xml_attr(change, "前题") || xml_attr(change, "后题")) {
    add_column(&columns);
    return;
  }
  const char *title = xml_attr(change, "题");
  columns.at = title ? find_column(&columns, title) : -1;
  xmlNode *column = columns.at < 0 ? NULL : column_at(table, columns.at);
  if (!column) {
    say_no_column(&columns, title ? title : "（没有写题）");
  } else if (merge_says(change, "去")) {
    walk_all(&columns, remove_column);
    merge_remove(column);
  } else {
    walk_all(&columns, change_cell);
    set_width(&columns, column);
  }
}

/* What stands above and below a table is replaced kind by kind, rows come after
 * those that there are. */
void merge_table(Merge *merge, xmlNode *base, const xmlNode *change) {
  static const char *const kinds[] = {"副题", "头", "注", "签"};
  for (const xmlNode *at = xml_child(change, "列"); at; at = xml_next(at, "列"))
    change_column(merge, base, at);
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    for (xmlNode *at; xml_child(change, kinds[i]) && (at = xml_child(base, kinds[i]));)
      merge_remove(at);
  for (const xmlNode *at = xml_child(change, NULL); at; at = xml_next(at, NULL))
    if (!xml_is(at, "列") && !xmlAddChild(base, merge_copy(merge, at)))
      mem_exhausted();
}
