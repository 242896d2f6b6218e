/* The sheet 正文: what read_text.c reads. */
#include <stdlib.h>
#include <string.h>

#include "sheet/notation.h"
#include "sheet/write.h"

enum { CELL_WIDTH = 20, CHOICES_LIMIT = 500, MOST_COLUMNS = 500 };

typedef struct TextWriting {
  Writing *writing;
  BookSheet *sheet;
  int row;
  const xmlNode *chapter, *section; /* where a row without 章 and 节 would belong */
  int columns;                      /* of the widest table */
} TextWriting;

static void put_plain(TextWriting *text, size_t field, const char *value, const xmlNode *node) {
  writing_plain(text->writing, text->sheet, text->row, (int)field, value, node);
}

static void put_kind(TextWriting *text, const char *kind) {
  book_text(text->sheet, text->row, TEXT_KIND, BOOK_PLAIN, kind);
}

static void put_label(TextWriting *text, const xmlNode *node) {
  const char *label = xml_attr(node, "号");
  if (label)
    put_plain(text, TEXT_LABEL, label, node);
}

/* 章 is named where the row would else be taken for one of the section before. */
static void put_place(TextWriting *text, const xmlNode *chapter, const xmlNode *section) {
  if (text->chapter && !chapter)
    book_text(text->sheet, text->row, TEXT_CHAPTER, BOOK_PLAIN, FORM_OUTSIDE);
  else if (text->section && !section)
    put_plain(text, TEXT_CHAPTER, xml_attr(chapter, "题"), chapter);
  text->chapter = chapter;
  text->section = section;
}

/* A table laid out cell by cell, so that spans can be merged. */
typedef struct Grid {
  int *taken_until; /* by column: the last row that a cell above reaches to */
  int row_count;
} Grid;

static int span_of(const xmlNode *cell, const char *name) {
  const char *span = xml_attr(cell, name);
  return span ? atoi(span) : 1;
}

static bool fits(const Grid *grid, int row, int column, int rows, int columns) {
  bool free = row + rows <= grid->row_count && column + columns <= MOST_COLUMNS;
  for (int i = column; free && i < column + columns; i++)
    free = grid->taken_until[i] < row;
  return free;
}

/* An empty cell at the end of its row must be seen. */
static void put_cell(TextWriting *text, const xmlNode *cell, int column, bool merges) {
  Arena *arena = text->writing->arena;
  bool is_last = !xml_next(cell, NULL);
  if (*xml_text(cell, arena) || xml_child(cell, NULL) || (is_last && !merges))
    writing_flow(text->writing, text->sheet, text->row, TEXT_CONTENT + column, cell);
}

/* row, column: in the table. */
static int place_cell(TextWriting *text, Grid *grid, const xmlNode *cell, int row, int column) {
  int rows = span_of(cell, "跨行"), columns = span_of(cell, "跨列");
  while (column < MOST_COLUMNS && grid->taken_until[column] >= row)
    column++;
  if (!fits(grid, row, column, rows, columns)) {
    msg_add(text->writing->messages, xml_pos(text->writing->evaluation->file, cell),
            SHEET_TABLE_SHAPE, NULL);
    return column;
  }
  for (int i = column; i < column + columns; i++)
    grid->taken_until[i] = row + rows - 1;
  bool merges = rows > 1 || columns > 1;
  if (merges)
    book_merge(text->sheet, text->row, TEXT_CONTENT + column, rows, columns);
  put_cell(text, cell, column, merges);
  column += columns;
  text->columns = column > text->columns ? column : text->columns;
  return column;
}

static void write_table(TextWriting *text, const xmlNode *table) {
  Grid grid = {.taken_until =
                   arena_array(text->writing->arena, MOST_COLUMNS, sizeof *grid.taken_until)};
  for (int i = 0; i < MOST_COLUMNS; i++)
    grid.taken_until[i] = -1;
  for (xmlNode *row = xml_child(table, FORM_ROW); row; row = xml_next(row, FORM_ROW))
    grid.row_count++;
  put_kind(text, FORM_TABLE);
  text->row++;
  int number = 0;
  for (xmlNode *row = xml_child(table, FORM_ROW); row; row = xml_next(row, FORM_ROW)) {
    int column = 0;
    put_kind(text, FORM_ROW);
    for (xmlNode *cell = xml_child(row, NULL); cell; cell = xml_next(cell, NULL))
      column = place_cell(text, &grid, cell, number, column);
    number++;
    text->row++;
  }
}

static void write_picture(TextWriting *text, const xmlNode *node) {
  put_kind(text, FORM_PICTURE);
  put_label(text, node);
  for (int i = 0; i < PICTURE_FIELDS; i++)
    if (xml_attr(node, form_picture[i]))
      put_plain(text, (size_t)(TEXT_CONTENT + i), xml_attr(node, form_picture[i]), node);
  if (text->columns < PICTURE_FIELDS)
    text->columns = PICTURE_FIELDS;
  text->row++;
}

static void write_block(TextWriting *text, const xmlNode *node, const xmlNode *chapter,
                        const xmlNode *section) {
  put_place(text, chapter, section);
  if (xml_is(node, FORM_TABLE)) {
    write_table(text, node);
    return;
  }
  if (xml_is(node, FORM_PICTURE)) {
    write_picture(text, node);
    return;
  }
  put_kind(text, (const char *)node->name);
  put_label(text, node);
  writing_flow(text->writing, text->sheet, text->row, TEXT_CONTENT, node);
  text->row++;
}

static void write_heading(TextWriting *text, const xmlNode *node, size_t field) {
  put_plain(text, field, xml_attr(node, "题"), node);
  put_kind(text, (const char *)node->name);
  put_label(text, node);
  text->row++;
}

static void write_section(TextWriting *text, const xmlNode *section, const xmlNode *chapter) {
  write_heading(text, section, TEXT_SECTION);
  text->section = section;
  for (xmlNode *node = xml_child(section, NULL); node; node = xml_next(node, NULL))
    write_block(text, node, chapter, section);
}

static void write_chapter(TextWriting *text, const xmlNode *chapter) {
  write_heading(text, chapter, TEXT_CHAPTER);
  text->chapter = chapter;
  text->section = NULL;
  for (xmlNode *node = xml_child(chapter, NULL); node; node = xml_next(node, NULL)) {
    if (xml_is(node, "节"))
      write_section(text, node, chapter);
    else
      write_block(text, node, chapter, NULL);
  }
}

static void write_blocks(TextWriting *text, const xmlNode *holder) {
  for (xmlNode *node = xml_child(holder, NULL); node; node = xml_next(node, NULL)) {
    if (xml_is(node, "章"))
      write_chapter(text, node);
    else if (!xml_is(node, FORM_ANNEX))
      write_block(text, node, NULL, NULL);
  }
}

static void write_annex(TextWriting *text, const xmlNode *annex) {
  const char *sideways = xml_attr(annex, "横"), *numbering = xml_attr(annex, "页码");
  bool lies = sideways && strcmp(sideways, "是") == 0;
  const char *said = numbering ? arena_printf(text->writing->arena, "页码%s", numbering) : "";
  put_plain(text, TEXT_CHAPTER, xml_attr(annex, "题"), annex);
  put_kind(text, FORM_ANNEX);
  if (lies || *said)
    put_plain(text, TEXT_CONTENT,
              arena_printf(text->writing->arena, "%s%s%s", lies ? "横" : "",
                           lies && *said ? "，" : "", said),
              annex);
  text->row++;
  text->chapter = text->section = NULL;
  write_blocks(text, annex);
}

/* 题 of the skeleton's chapters or sections, a comma between. */
static void list_titles(const xmlNode *node, const char *name, Buf *out) {
  for (xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
    const char *title = xml_is(child, name) ? xml_attr(child, "题") : NULL;
    if (title && !strchr(title, ',') && out->len < CHOICES_LIMIT)
      buf_printf(out, "%s%s", out->len ? "," : "", title);
    list_titles(child, name, out);
  }
}

static void offer_titles(TextWriting *text) {
  const xmlNode *skeleton = text->writing->layout ? text->writing->layout->skeleton : NULL;
  static const char *const names[] = {[TEXT_CHAPTER] = "章", [TEXT_SECTION] = "节"};
  for (int i = TEXT_CHAPTER; skeleton && i <= TEXT_SECTION; i++) {
    Buf titles = {0};
    buf_puts(&titles, "");
    list_titles(skeleton, names[i], &titles);
    book_offer(text->sheet, 1, text->row + WRITE_SPARE_ROWS, i, titles.data, false);
    buf_free(&titles);
  }
}

void writing_text(Writing *writing) {
  TextWriting text = {.writing = writing, .sheet = book_sheet(writing->book, FORM_TEXT)};
  const xmlNode *root = xml_child(writing->evaluation->root, FORM_TEXT);
  text.row = 1;
  write_blocks(&text, root);
  for (xmlNode *node = xml_child(root, FORM_ANNEX); node; node = xml_next(node, FORM_ANNEX))
    write_annex(&text, node);
  for (size_t i = 0; i < TEXT_FIELDS; i++)
    book_text(text.sheet, 0, (int)i, BOOK_HEAD, form_text[i].title);
  for (int i = 1; i < text.columns; i++)
    book_text(text.sheet, 0, TEXT_CONTENT + i, BOOK_HEAD,
              arena_printf(writing->arena, FORM_CELL "%d", i + 1));
  writing_heads(writing, text.sheet, form_text, TEXT_FIELDS, text.row);
  for (int i = 1; i < text.columns; i++)
    book_column(text.sheet, TEXT_CONTENT + i, CELL_WIDTH, BOOK_FLOW);
  offer_titles(&text);
}
