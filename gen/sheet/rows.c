#include "sheet/rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "xml/near.h"

/* Above the heads there may stand a title and the like. */
enum { HEAD_ROWS = 20, MORE_COLUMNS = 500, REPORT_LIMIT = 20 };

/* A cell merged down: it holds for the rows up to the last. */
typedef struct Held {
  const XlsxCell *cell;
  int last_row;
} Held;

static size_t row_end(const XlsxSheet *sheet, size_t start) {
  size_t end = start;
  while (end < sheet->count && sheet->cells[end].row == sheet->cells[start].row)
    end++;
  return end;
}

static int field_named(const Rows *rows, const char *name, bool more) {
  for (size_t i = 0; i < rows->field_count; i++) {
    if (field_is(&rows->fields[i], name))
      return (int)i;
  }
  if (!more || strncmp(name, FORM_CELL, strlen(FORM_CELL)) != 0)
    return -1;
  int number = atoi(name + strlen(FORM_CELL));
  return number >= 2 && number <= MORE_COLUMNS ? (int)rows->field_count + number - 2 : -1;
}

/* Half of the row's words, and at least two, must be heads of ours. */
static bool is_head(const Rows *rows, size_t start, size_t end, bool more) {
  size_t known = 0;
  for (size_t i = start; i < end; i++)
    known += field_named(rows, rows->sheet->cells[i].text, more) >= 0;
  return known >= 2 && known * 2 >= end - start;
}

static bool find_head(Rows *rows, bool more, size_t *start) {
  *start = 0;
  for (int i = 0; i < HEAD_ROWS && *start < rows->sheet->count; i++) {
    size_t end = row_end(rows->sheet, *start);
    if (is_head(rows, *start, end, more))
      return true;
    *start = end;
  }
  return false;
}

static const char *list_titles(const Rows *rows) {
  Buf list = {0};
  for (size_t i = 0; i < rows->field_count; i++)
    buf_printf(&list, "%s%s", i ? "、" : "", rows->fields[i].title);
  const char *copy = arena_copy(rows->arena, list.data);
  buf_free(&list);
  return copy;
}

static Pos pos_of(const Rows *rows, const XlsxCell *cell) {
  return xlsx_pos(rows->path, rows->sheet->name, cell->row, cell->column, rows->arena);
}

static bool has_content(const Rows *rows, int column, int below) {
  for (size_t i = 0; i < rows->sheet->count; i++) {
    if (rows->sheet->cells[i].column == column && rows->sheet->cells[i].row > below)
      return true;
  }
  return false;
}

static bool is_remark(const char *name) {
  static const Field remark = {.title = "备注", .also = "说明|序号"};
  return field_is(&remark, name);
}

static void report_unknown(Rows *rows, const XlsxCell *cell) {
  const char **titles = arena_array(rows->arena, rows->field_count, sizeof *titles);
  for (size_t i = 0; i < rows->field_count; i++)
    titles[i] = rows->fields[i].title;
  const char *near = xml_nearest(cell->text, titles, rows->field_count, NEAR_WORD);
  if (near)
    msg_add(rows->messages, pos_of(rows, cell), SHEET_HEAD_NEAR, cell->text, near);
  else
    msg_add(rows->messages, pos_of(rows, cell), SHEET_HEAD_UNKNOWN, cell->text, list_titles(rows));
}

static void take_head(Rows *rows, const XlsxCell *cell, bool more) {
  int field = field_named(rows, cell->text, more);
  if (field < 0) {
    if (!is_remark(cell->text) && ++rows->unknown <= REPORT_LIMIT &&
        has_content(rows, cell->column, cell->row))
      report_unknown(rows, cell);
  } else if (rows->column_of[field] >= 0) {
    msg_add(rows->messages, pos_of(rows, cell), SHEET_HEAD_TWICE, cell->text);
  } else {
    rows->field_of[cell->column] = field;
    rows->column_of[field] = cell->column;
  }
}

static void take_heads(Rows *rows, size_t start, size_t end, bool more) {
  rows->width = rows->field_count + (more ? MORE_COLUMNS : 0);
  rows->column_count = rows->sheet->cells[end - 1].column + 1;
  rows->field_of = arena_array(rows->arena, (size_t)rows->column_count, sizeof(int));
  rows->column_of = arena_array(rows->arena, rows->width, sizeof(int));
  rows->cells = arena_array(rows->arena, rows->width, sizeof *rows->cells);
  rows->held = arena_array(rows->arena, rows->width, sizeof *rows->held);
  for (int i = 0; i < rows->column_count; i++)
    rows->field_of[i] = -1;
  for (size_t i = 0; i < rows->width; i++)
    rows->column_of[i] = -1;
  for (size_t i = start; i < end; i++)
    take_head(rows, &rows->sheet->cells[i], more);
}

bool rows_open(Rows *rows, const char *path, const XlsxSheet *sheet, const Field *fields,
               size_t field_count, bool more, Arena *arena, Messages *messages) {
  *rows = (Rows){.path = path,
                 .sheet = sheet,
                 .fields = fields,
                 .field_count = field_count,
                 .arena = arena,
                 .messages = messages};
  size_t start;
  if (sheet->count == 0)
    return false;
  if (!find_head(rows, more, &start)) {
    msg_add(messages, pos_of(rows, &sheet->cells[0]), SHEET_NO_HEAD, sheet->name,
            list_titles(rows));
    return false;
  }
  rows->next = row_end(sheet, start);
  take_heads(rows, start, rows->next, more);
  return true;
}

static int compare_merge(const void *key, const void *item) {
  const XlsxCell *cell = key;
  const XlsxMerge *merge = item;
  return cell->row != merge->row ? cell->row - merge->row : cell->column - merge->column;
}

/* xlsx_sheet leaves the merges in order. */
static const XlsxMerge *merge_at(const Rows *rows, int row, int column) {
  const XlsxSheet *sheet = rows->sheet;
  XlsxCell key = {.row = row, .column = column};
  return sheet->merge_count ? bsearch(&key, sheet->merges, sheet->merge_count,
                                      sizeof *sheet->merges, compare_merge)
                            : NULL;
}

/* Puts a cell into its field, and down into the rows it is merged with. */
static bool take_cell(Rows *rows, const XlsxCell *cell) {
  int field = cell->column < rows->column_count ? rows->field_of[cell->column] : -1;
  if (field < 0)
    return false;
  rows->cells[field] = cell;
  bool merges = (size_t)field < rows->field_count && rows->fields[field].merges;
  const XlsxMerge *merge = merges ? merge_at(rows, cell->row, cell->column) : NULL;
  if (merge)
    rows->held[field] = (Held){cell, merge->row + merge->row_span - 1};
  return true;
}

bool rows_next(Rows *rows) {
  const XlsxSheet *sheet = rows->sheet;
  bool found = false;
  while (!found && rows->next < sheet->count) {
    size_t end = row_end(sheet, rows->next);
    rows->row = sheet->cells[rows->next].row;
    memset(rows->cells, 0, rows->width * sizeof *rows->cells);
    for (; rows->next < end; rows->next++)
      found |= take_cell(rows, &sheet->cells[rows->next]);
  }
  for (size_t i = 0; found && i < rows->width; i++) {
    if (!rows->cells[i] && rows->held[i].cell && rows->held[i].last_row >= rows->row)
      rows->cells[i] = rows->held[i].cell;
  }
  return found;
}

const XlsxMerge *rows_merge(const Rows *rows, size_t field) {
  int column = rows->column_of[field];
  return column >= 0 ? merge_at(rows, rows->row, column) : NULL;
}

Pos rows_pos(const Rows *rows, size_t field) {
  if (rows->cells[field])
    return pos_of(rows, rows->cells[field]);
  int column = rows->column_of[field];
  return xlsx_pos(rows->path, rows->sheet->name, rows->row, column < 0 ? 0 : column, rows->arena);
}

Pos rows_first_pos(const Rows *rows) {
  for (int column = 0; column < rows->column_count; column++) {
    int field = rows->field_of[column];
    if (field >= 0 && rows->cells[field] && rows->cells[field]->row == rows->row)
      return rows_pos(rows, (size_t)field);
  }
  return xlsx_pos(rows->path, rows->sheet->name, rows->row, 0, rows->arena);
}
