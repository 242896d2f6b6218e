/* Tables of a .docx: grid columns, cells over several of them, cells merged
 * down. Rows may be of any width there; here all become as wide as the widest,
 * as a 表格 must be. */
#include <stdlib.h>
#include <string.h>

#include "input/word_read.h"

/* What 跨行 can say; how many columns Word has at most. */
enum { SPAN_LIMIT = 99, COLUMN_LIMIT = 63 };

typedef struct Cell {
  Draft draft;
  int column, row_span, column_span;
  struct Cell *next; /* in its row */
} Cell;

typedef struct Row {
  Cell *first, *last;
  size_t count;
  int width; /* in columns, what comes down from above included */
  struct Row *next;
} Row;

typedef struct TableReading {
  WordReading *word;
  Row *first, *last;
  size_t row_count;
  int column;                /* of the row that is being read */
  Cell *above[COLUMN_LIMIT]; /* by column: what may grow downwards */
  bool grows[COLUMN_LIMIT];  /* and does so in this row */
} TableReading;

static int int_value(const xmlNode *properties, const char *name, int otherwise) {
  const char *value = xml_attr_any(xml_child(properties, name), "val");
  int number = value ? atoi(value) : otherwise;
  return number >= 1 && number <= COLUMN_LIMIT ? number : otherwise;
}

/* "restart", "continue"; NULL: not merged. */
static const char *merge_of(const xmlNode *cell) {
  const xmlNode *merge = xml_child(xml_child(cell, "tcPr"), "vMerge");
  const char *value = xml_attr_any(merge, "val");
  return merge && !value ? "continue" : value;
}

static void read_content(WordReading *word, const xmlNode *cell, Draft *into) {
  draft_clear(into);
  word->cell = into;
  word_blocks(word, cell);
  word_deliver(word, LINE_UNKNOWN); /* of a last paragraph that would run on */
  word->cell = NULL;
}

static Cell *add_cell(TableReading *table, int span) {
  Cell *cell = arena_alloc(table->word->arena, sizeof *cell);
  cell->column = table->column;
  cell->row_span = 1;
  cell->column_span = span;
  draft_clear(&cell->draft);
  Row *row = table->last;
  if (row->last)
    row->last->next = cell;
  else
    row->first = cell;
  row->last = cell;
  row->count++;
  return cell;
}

/* What Word does not show, but may be there. */
static void join_content(WordReading *word, const xmlNode *node, Cell *cell) {
  Draft more = {0};
  read_content(word, node, &more);
  if (more.text.len > 0 && cell->draft.text.len > 0)
    draft_add(&cell->draft, LINE_BREAK, NULL);
  draft_join(&cell->draft, &more);
  draft_free(&more);
}

/* A cell that has no column any more: nothing of its text is lost. */
static void read_surplus(TableReading *table, const xmlNode *node) {
  Cell *last = table->last->last;
  join_content(table->word, node, last ? last : table->above[COLUMN_LIMIT - 1]);
}

static bool goes_on(const TableReading *table, const char *merge, int span) {
  const Cell *above = table->above[table->column];
  return merge && strcmp(merge, "restart") != 0 && above && above->column == table->column &&
         above->column_span == span && above->row_span < SPAN_LIMIT;
}

static void read_cell(TableReading *table, const xmlNode *node) {
  const char *merge = merge_of(node);
  int column = table->column, room = COLUMN_LIMIT - column;
  int span = int_value(xml_child(node, "tcPr"), "gridSpan", 1);
  if (room == 0) {
    read_surplus(table, node);
    return;
  }
  if (span > room)
    span = room;
  if (goes_on(table, merge, span)) {
    table->grows[column] = true;
    join_content(table->word, node, table->above[column]);
  } else {
    Cell *cell = add_cell(table, span);
    read_content(table->word, node, &cell->draft);
    for (int i = column; i < column + span; i++)
      table->above[i] = merge ? cell : NULL;
  }
  table->column += span;
}

/* Rows and cells may stand in content controls and the like. */
static bool is_around(const xmlNode *node) {
  return xml_is(node, "sdt") || xml_is(node, "sdtContent") || xml_is(node, "customXml") ||
         xml_is(node, "ins") || xml_is(node, "moveTo");
}

static void read_cells(TableReading *table, const xmlNode *parent) {
  for (xmlNode *node = xml_child(parent, NULL); node; node = xml_next(node, NULL)) {
    if (xml_is(node, "tc"))
      read_cell(table, node);
    else if (is_around(node))
      read_cells(table, node);
  }
}

/* A row that has no cell of its own is none for us. */
static void end_row(TableReading *table) {
  for (int i = 0; i < COLUMN_LIMIT; i++) {
    if (table->grows[i] && table->last->count > 0)
      table->above[i]->row_span++;
    table->grows[i] = false;
    if (i >= table->column)
      table->above[i] = NULL;
  }
  table->last->width = table->column;
}

/* Columns that a row leaves out. */
static void add_gap(TableReading *table, int span) {
  if (span < 1)
    return;
  add_cell(table, span);
  for (int i = 0; i < span; i++)
    table->above[table->column++] = NULL;
}

static void read_row(TableReading *table, const xmlNode *node) {
  WordReading *word = table->word;
  const xmlNode *properties = xml_child(node, "trPr");
  if (xml_child(properties, "del")) {
    word->deleted++;
    return;
  }
  word->inserted += xml_child(properties, "ins") != NULL;
  if (!table->last || table->last->count > 0) {
    Row *row = arena_alloc(word->arena, sizeof *row);
    if (table->last)
      table->last->next = row;
    else
      table->first = row;
    table->last = row;
  }
  table->column = 0;
  add_gap(table, int_value(properties, "gridBefore", 0));
  read_cells(table, node);
  end_row(table);
}

static void read_rows(TableReading *table, const xmlNode *parent) {
  for (xmlNode *node = xml_child(parent, NULL); node; node = xml_next(node, NULL)) {
    if (xml_is(node, "tr"))
      read_row(table, node);
    else if (is_around(node))
      read_rows(table, node);
  }
}

/* The paragraphs of a table within a cell become that cell's. */
static void read_nested(WordReading *word, const xmlNode *parent) {
  for (xmlNode *node = xml_child(parent, NULL); node; node = xml_next(node, NULL)) {
    if (xml_is(node, "tc"))
      word_blocks(word, node);
    else if (xml_is(node, "tr") || is_around(node))
      read_nested(word, node);
  }
}

static void widen_rows(TableReading *table) {
  int width = 0;
  for (Row *row = table->first; row; row = row->next)
    width = row->width > width ? row->width : width;
  for (Row *row = table->first; row; row = row->next) {
    table->last = row;
    table->column = row->width;
    if (row->count > 0)
      add_gap(table, width - row->width);
  }
}

static LineRow row_of(const Row *row, Arena *arena) {
  LineRow out = {.cells = arena_array(arena, row->count, sizeof *out.cells)};
  for (Cell *cell = row->first; cell; cell = cell->next) {
    out.cells[out.count++] =
        (LineCell){draft_content(&cell->draft, arena), cell->row_span, cell->column_span};
    draft_free(&cell->draft);
  }
  return out;
}

void word_table(WordReading *word, const xmlNode *node) {
  if (word->cell) {
    read_nested(word, node);
    return;
  }
  TableReading *table = mem_alloc(sizeof *table);
  *table = (TableReading){.word = word};
  read_rows(table, node);
  widen_rows(table);
  size_t count = 0;
  for (Row *row = table->first; row; row = row->next)
    count++;
  LineTable *out = arena_alloc(word->arena, sizeof *out);
  out->rows = arena_array(word->arena, count, sizeof *out->rows);
  for (Row *row = table->first; row; row = row->next) {
    if (row->count > 0)
      out->rows[out->count++] = row_of(row, word->arena);
  }
  free(table);
  if (out->count > 0)
    lines_add_table(word->lines, out);
}
