/* The sheet 正文: an outline, a heading, paragraph or row of a table a row.
 *
 * 类别 says what the row is; left out, it is a 段, or the heading of a row that
 * has no more than a heading. 章 and 节 of other rows say where they belong: left
 * out, where the row before does; a new name begins a new 章 or 节. */
#include <string.h>

#include "sheet/read.h"

typedef struct TextReading {
  Reading *reading;
  Rows rows;
  xmlNode *text; /* 正文, or the 附件 in it that the rows belong to by now */
  xmlNode *chapter, *section;
  xmlNode *table;     /* that the next row goes on with; NULL: none */
  int *covered_until; /* by column of the table: merged down to that row */
} TextReading;

/* The cell's value; "" when it is empty, NULL with a message. */
static const char *value(TextReading *text, size_t field) {
  const XlsxCell *cell = text->rows.cells[field];
  return cell ? reading_value(text->reading, FIELD_PLAIN, cell, rows_pos(&text->rows, field)) : "";
}

static bool is_heading(const char *kind) {
  return strcmp(kind, "章") == 0 || strcmp(kind, "节") == 0;
}

static bool has_more(const TextReading *text) {
  for (size_t i = TEXT_FIELDS; i < text->rows.width; i++) {
    if (text->rows.cells[i])
      return true;
  }
  return false;
}

/* What the row is; NULL with a message. */
static const char *kind_of(TextReading *text) {
  static const char *const kinds[] = {"章",       "节",     "段",         "条",      "款",
                                      FORM_TABLE, FORM_ROW, FORM_PICTURE, FORM_ANNEX};
  const XlsxCell *const *cells = text->rows.cells;
  const char *own = value(text, TEXT_KIND);
  if (!own)
    return NULL;
  if (!*own && !cells[TEXT_CONTENT] && !has_more(text) &&
      (cells[TEXT_SECTION] || cells[TEXT_CHAPTER]))
    return cells[TEXT_SECTION] ? "节" : "章";
  if (!*own)
    return "段";
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (strcmp(kinds[i], own) == 0)
      return kinds[i];
  }
  msg_add(text->reading->messages, rows_pos(&text->rows, TEXT_KIND), SHEET_KIND, own,
          form_text[TEXT_KIND].choices);
  return NULL;
}

static xmlNode *add(TextReading *text, xmlNode *parent, const char *name, size_t field) {
  return xml_make_element(text->reading->file, parent, name, rows_pos(&text->rows, field));
}

static xmlNode *add_heading(TextReading *text, xmlNode *parent, const char *name, const char *title,
                            size_t field) {
  xmlNode *node = add(text, parent, name, field);
  xml_make_attr(text->reading->file, node, "题", title, rows_pos(&text->rows, field));
  return node;
}

static bool is_titled(const xmlNode *heading, const char *title) {
  const char *own = xml_attr(heading, "题");
  return own && strcmp(own, title) == 0;
}

static void open_chapter(TextReading *text, const char *title) {
  text->chapter = add_heading(text, text->text, "章", title, TEXT_CHAPTER);
  text->section = NULL;
}

/* Goes to where 章 and 节 of the row say; false with messages. */
static bool go_to_place(TextReading *text) {
  const XlsxCell *chapter = text->rows.cells[TEXT_CHAPTER];
  const XlsxCell *section = text->rows.cells[TEXT_SECTION];
  bool outside = chapter && strcmp(chapter->text, FORM_OUTSIDE) == 0;
  const char *title = outside ? "" : value(text, TEXT_CHAPTER);
  const char *inner = value(text, TEXT_SECTION);
  if (!title || !inner)
    return false;
  if (outside)
    text->chapter = text->section = NULL;
  else if (chapter && !is_titled(text->chapter, title))
    open_chapter(text, title);
  else if (chapter && !section)
    text->section = NULL;
  if (section && !is_titled(text->section, inner))
    text->section =
        add_heading(text, text->chapter ? text->chapter : text->text, "节", inner, TEXT_SECTION);
  return true;
}

static void take_label(TextReading *text, xmlNode *node) {
  const char *label = value(text, TEXT_LABEL);
  if (text->rows.cells[TEXT_LABEL] && label)
    xml_make_attr(text->reading->file, node, "号", label, rows_pos(&text->rows, TEXT_LABEL));
}

static void refuse_cell(TextReading *text, const char *kind, size_t field) {
  if (text->rows.cells[field])
    msg_add(text->reading->messages, rows_pos(&text->rows, field), SHEET_CELL_UNUSED, kind,
            field < TEXT_FIELDS ? form_text[field].title : FORM_CELL);
}

/* A heading stands under 章 or 节, or under 内容 when that is left out. */
static void take_heading(TextReading *text, const char *kind) {
  bool is_section = strcmp(kind, "节") == 0;
  size_t field = is_section ? TEXT_SECTION : TEXT_CHAPTER;
  const XlsxCell *chapter = text->rows.cells[TEXT_CHAPTER];
  if (!text->rows.cells[field])
    field = TEXT_CONTENT;
  else
    refuse_cell(text, kind, TEXT_CONTENT);
  const char *title = value(text, field);
  const char *outer = is_section ? value(text, TEXT_CHAPTER) : "";
  if (!title || !outer)
    return;
  if (!is_section) {
    text->chapter = add_heading(text, text->text, kind, title, field);
    text->section = NULL;
    take_label(text, text->chapter);
    return;
  }
  if (chapter && !is_titled(text->chapter, outer))
    open_chapter(text, outer);
  text->section = add_heading(text, text->chapter ? text->chapter : text->text, kind, title, field);
  take_label(text, text->section);
}

/* 内容 of an annex's row: 横, and how its pages are numbered. */
static void take_annex_choices(TextReading *text, xmlNode *annex) {
  static const char *const choices[][3] = {{"横", "横", "是"},
                                           {"页码续", "页码", "续"},
                                           {"页码重起", "页码", "重起"},
                                           {"页码无", "页码", "无"}};
  const char *said = value(text, TEXT_CONTENT);
  Pos pos = rows_pos(&text->rows, TEXT_CONTENT);
  while (said && *said) {
    size_t i = 0, count = sizeof choices / sizeof *choices;
    while (i < count && strncmp(said, choices[i][0], strlen(choices[i][0])) != 0)
      i++;
    if (i == count) {
      msg_add(text->reading->messages, pos, SHEET_KIND, said, FORM_ANNEX_CHOICES);
      return;
    }
    xml_make_attr(text->reading->file, annex, choices[i][1], choices[i][2], pos);
    said += strlen(choices[i][0]);
    said += strncmp(said, "，", strlen("，")) == 0 ? strlen("，") : 0;
  }
}

/* An annex reaches down to the next. */
static void take_annex(TextReading *text) {
  const char *title = value(text, TEXT_CHAPTER);
  if (!title)
    return;
  xmlNode *whole = reading_holder(text->reading, text->reading->root, "正文",
                                  rows_pos(&text->rows, TEXT_CHAPTER));
  text->chapter = text->section = NULL;
  text->text = add_heading(text, whole, FORM_ANNEX, title, TEXT_CHAPTER);
  take_annex_choices(text, text->text);
}

static xmlNode *place_of(TextReading *text) {
  return text->section ? text->section : text->chapter ? text->chapter : text->text;
}

static void open_table(TextReading *text) {
  text->table = add(text, place_of(text), FORM_TABLE, TEXT_CONTENT);
  memset(text->covered_until, 0xFF, text->rows.width * sizeof *text->covered_until);
}

static void put_span(TextReading *text, xmlNode *cell, const char *name, int span, size_t field) {
  if (span > 1)
    xml_make_attr(text->reading->file, cell, name,
                  arena_printf(text->reading->file->arena, "%d", span),
                  rows_pos(&text->rows, field));
}

/* The field of the table's column: 内容, then 格2 and so on. */
static size_t column_field(size_t column) {
  return TEXT_CONTENT + column;
}

/* Columns that the merge reaches over, as far as the sheet has them for cells. */
static int columns_merged(const TextReading *text, const XlsxMerge *merge, size_t column) {
  int count = 1;
  for (size_t i = column + 1; column_field(i) < text->rows.width; i++) {
    int at = text->rows.column_of[column_field(i)];
    count += at > merge->column && at < merge->column + merge->column_span;
  }
  return count;
}

/* The columns that the cell takes. */
static int take_cell(TextReading *text, xmlNode *row, size_t column) {
  size_t field = column_field(column);
  const XlsxCell *own = text->rows.cells[field];
  const XlsxMerge *merge = rows_merge(&text->rows, field);
  xmlNode *cell = add(text, row, "格", field);
  int columns = merge ? columns_merged(text, merge, column) : 1;
  put_span(text, cell, "跨列", columns, field);
  put_span(text, cell, "跨行", merge ? merge->row_span : 1, field);
  for (int i = 0; merge && i < columns; i++)
    text->covered_until[column + (size_t)i] = merge->row + merge->row_span - 1;
  if (own)
    reading_flow(text->reading, cell, own, rows_pos(&text->rows, field));
  return columns;
}

/* Behind the last column with a cell of its own. */
static size_t columns_used(const TextReading *text) {
  size_t used = 0;
  for (size_t i = 0; column_field(i) < text->rows.width; i++) {
    if (text->rows.cells[column_field(i)] || rows_merge(&text->rows, column_field(i)))
      used = i + 1;
  }
  return used;
}

static void take_table_row(TextReading *text) {
  if (!text->table)
    open_table(text);
  refuse_cell(text, FORM_ROW, TEXT_LABEL);
  xmlNode *row = add(text, text->table, FORM_ROW, TEXT_CONTENT);
  size_t used = columns_used(text);
  for (size_t column = 0; column < used;) {
    if (text->covered_until[column] >= text->rows.row)
      column++;
    else
      column += (size_t)take_cell(text, row, column);
  }
}

static void take_paragraph(TextReading *text, const char *kind) {
  xmlNode *node = add(text, place_of(text), kind, TEXT_CONTENT);
  take_label(text, node);
  if (text->rows.cells[TEXT_CONTENT])
    reading_flow(text->reading, node, text->rows.cells[TEXT_CONTENT],
                 rows_pos(&text->rows, TEXT_CONTENT));
}

static void take_picture(TextReading *text) {
  xmlNode *node = add(text, place_of(text), FORM_PICTURE, TEXT_CONTENT);
  take_label(text, node);
  for (size_t i = 0; i < PICTURE_FIELDS && column_field(i) < text->rows.width; i++) {
    size_t field = column_field(i);
    const char *own = text->rows.cells[field] ? value(text, field) : NULL;
    if (own)
      xml_make_attr(text->reading->file, node, form_picture[i], own, rows_pos(&text->rows, field));
  }
}

static void take_row(TextReading *text) {
  const char *kind = kind_of(text);
  if (!kind)
    return;
  bool is_row = strcmp(kind, FORM_ROW) == 0, is_picture = strcmp(kind, FORM_PICTURE) == 0;
  if (!is_row)
    text->table = NULL;
  for (size_t i = is_picture ? column_field(PICTURE_FIELDS) : TEXT_FIELDS;
       !is_row && i < text->rows.width; i++)
    refuse_cell(text, kind, i);
  if (strcmp(kind, FORM_ANNEX) == 0) {
    take_annex(text);
  } else if (is_heading(kind)) {
    take_heading(text, kind);
  } else if (go_to_place(text)) {
    if (is_row)
      take_table_row(text);
    else if (strcmp(kind, FORM_TABLE) == 0)
      open_table(text);
    else if (is_picture)
      take_picture(text);
    else
      take_paragraph(text, kind);
  }
}

void reading_text(Reading *reading, const XlsxSheet *sheet) {
  TextReading text = {.reading = reading};
  if (!rows_open(&text.rows, reading->path, sheet, form_text, TEXT_FIELDS, true,
                 reading->file->arena, reading->messages))
    return;
  text.covered_until =
      arena_array(reading->file->arena, text.rows.width, sizeof *text.covered_until);
  Pos pos = pos_file(arena_printf(reading->file->arena, "%s:%s", reading->path, sheet->name));
  while (rows_next(&text.rows)) {
    if (!text.text)
      text.text = reading_holder(reading, reading->root, "正文", pos);
    take_row(&text);
  }
}
