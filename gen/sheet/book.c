#include "sheet/book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "sheet/book_part.h"
#include "sheet/ref.h"

#define MAIN_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml."
#define WORKBOOK "xl/workbook.xml"

enum { LONGEST_LIST = 255 };

typedef struct BookCell {
  int row, column;
  BookStyle style;
  bool is_number;
  const char *text;
} BookCell;

typedef struct Column {
  int column, width;
  BookStyle style;
} Column;

typedef struct Area {
  int row, column, row_span, column_span;
} Area;

/* What may be typed into an area; choices NULL: a decimal, or a date. */
typedef struct Wanted {
  Area area;
  const char *choices;
  bool only, is_date;
} Wanted;

#define LIST(type, name)                                                                           \
  type *name;                                                                                      \
  size_t name##_count, name##_capacity

struct BookSheet {
  const char *name;
  Arena *arena;
  bool has_head;
  LIST(BookCell, cells);
  LIST(Column, columns);
  LIST(Area, merges);
  LIST(Wanted, wanted);
  struct BookSheet *next;
};

struct Book {
  Arena *arena;
  BookSheet *first, *last;
};

#define ADD(sheet, list, ...)                                                                      \
  do {                                                                                             \
    (sheet)->list = mem_grow((sheet)->list, (sheet)->list##_count, &(sheet)->list##_capacity,      \
                             sizeof *(sheet)->list);                                               \
    (sheet)->list[(sheet)->list##_count++] = __VA_ARGS__;                                          \
  } while (0)

Book *book_new(void) {
  Book *book = mem_alloc(sizeof *book);
  *book = (Book){.arena = arena_new()};
  return book;
}

void book_free(Book *book) {
  if (!book)
    return;
  for (BookSheet *sheet = book->first; sheet; sheet = sheet->next) {
    free(sheet->cells);
    free(sheet->columns);
    free(sheet->merges);
    free(sheet->wanted);
  }
  arena_free(book->arena);
  free(book);
}

BookSheet *book_sheet(Book *book, const char *name) {
  BookSheet *sheet = arena_alloc(book->arena, sizeof *sheet);
  sheet->name = arena_copy(book->arena, name);
  sheet->arena = book->arena;
  if (book->last)
    book->last->next = sheet;
  else
    book->first = sheet;
  return book->last = sheet;
}

void book_column(BookSheet *sheet, int column, int width, BookStyle style) {
  ADD(sheet, columns, (Column){column, width, style});
}

void book_text(BookSheet *sheet, int row, int column, BookStyle style, const char *text) {
  ADD(sheet, cells, (BookCell){row, column, style, false, arena_copy(sheet->arena, text)});
}

void book_number(BookSheet *sheet, int row, int column, BookStyle style, const char *number) {
  ADD(sheet, cells, (BookCell){row, column, style, true, arena_copy(sheet->arena, number)});
}

void book_merge(BookSheet *sheet, int row, int column, int row_span, int column_span) {
  ADD(sheet, merges, (Area){row, column, row_span, column_span});
}

void book_freeze_head(BookSheet *sheet) {
  sheet->has_head = true;
}

static void want(BookSheet *sheet, Area area, const char *choices, bool only, bool is_date) {
  ADD(sheet, wanted,
      (Wanted){area, choices ? arena_copy(sheet->arena, choices) : NULL, only, is_date});
}

/* The limit counts UTF-16 units, of which no character has more than bytes. */
void book_offer(BookSheet *sheet, int row, int rows, int column, const char *choices, bool only) {
  if (*choices && strlen(choices) <= LONGEST_LIST * 3 &&
      utf8_count(choices, strlen(choices)) < LONGEST_LIST && !strchr(choices, '"'))
    want(sheet, (Area){row, column, rows, 1}, choices, only, false);
}

void book_want_number(BookSheet *sheet, int row, int rows, int column) {
  want(sheet, (Area){row, column, rows, 1}, NULL, true, false);
}

void book_want_date(BookSheet *sheet, int row, int rows, int column) {
  want(sheet, (Area){row, column, rows, 1}, NULL, true, true);
}

static const char *area_name(BookSheet *sheet, Area area) {
  return arena_printf(
      sheet->arena, "%s:%s", ref_name(area.row, area.column, sheet->arena),
      ref_name(area.row + area.row_span - 1, area.column + area.column_span - 1, sheet->arena));
}

static bool is_escape(const char *text) {
  static const char hex[] = "0123456789ABCDEFabcdef";
  return strncmp(text, "_x", 2) == 0 && strspn(text + 2, hex) >= 4 && text[6] == '_';
}

/* ST_Xstring: what looks like an escape is escaped itself. */
static void write_string(Part *part, const char *text) {
  size_t from = 0, at = 0;
  for (; text[at]; at++) {
    if (!is_escape(text + at))
      continue;
    part_text(part, text + from, at - from);
    part_text(part, "_x005F", 6);
    from = at;
  }
  part_text(part, text + from, at - from);
}

static void write_cell(BookSheet *sheet, Part *part, const BookCell *cell) {
  part_open(part, "c");
  part_attr(part, "r", ref_name(cell->row, cell->column, sheet->arena));
  part_attr_int(part, "s", (long)cell->style);
  if (cell->is_number) {
    part_element(part, "v", cell->text);
  } else {
    part_attr(part, "t", "inlineStr");
    part_open(part, "is");
    part_open(part, "t");
    part_attr(part, "xml:space", "preserve");
    write_string(part, cell->text);
    part_close(part);
    part_close(part);
  }
  part_close(part);
}

static int compare_cells(const void *left, const void *right) {
  const BookCell *a = left, *b = right;
  return a->row != b->row ? a->row - b->row : a->column - b->column;
}

static void write_rows(BookSheet *sheet, Part *part) {
  if (sheet->cells_count > 0)
    qsort(sheet->cells, sheet->cells_count, sizeof *sheet->cells, compare_cells);
  part_open(part, "sheetData");
  for (size_t i = 0; i < sheet->cells_count;) {
    int row = sheet->cells[i].row;
    part_open(part, "row");
    part_attr_int(part, "r", row + 1);
    for (; i < sheet->cells_count && sheet->cells[i].row == row; i++)
      write_cell(sheet, part, &sheet->cells[i]);
    part_close(part);
  }
  part_close(part);
}

static void write_view(const BookSheet *sheet, Part *part, bool is_first) {
  part_open(part, "sheetViews");
  part_open(part, "sheetView");
  if (is_first)
    part_attr(part, "tabSelected", "1");
  part_attr(part, "workbookViewId", "0");
  if (sheet->has_head) {
    part_open(part, "pane");
    part_attr(part, "ySplit", "1");
    part_attr(part, "topLeftCell", "A2");
    part_attr(part, "activePane", "bottomLeft");
    part_attr(part, "state", "frozen");
    part_close(part);
  }
  part_close(part);
  part_close(part);
}

static void write_columns(const BookSheet *sheet, Part *part) {
  if (sheet->columns_count == 0)
    return;
  part_open(part, "cols");
  for (size_t i = 0; i < sheet->columns_count; i++) {
    part_open(part, "col");
    part_attr_int(part, "min", sheet->columns[i].column + 1);
    part_attr_int(part, "max", sheet->columns[i].column + 1);
    part_attr_int(part, "width", sheet->columns[i].width);
    part_attr_int(part, "style", (long)sheet->columns[i].style);
    part_attr(part, "customWidth", "1");
    part_close(part);
  }
  part_close(part);
}

static void write_merges(BookSheet *sheet, Part *part) {
  if (sheet->merges_count == 0)
    return;
  part_open(part, "mergeCells");
  part_attr_int(part, "count", (long)sheet->merges_count);
  for (size_t i = 0; i < sheet->merges_count; i++) {
    part_open(part, "mergeCell");
    part_attr(part, "ref", area_name(sheet, sheet->merges[i]));
    part_close(part);
  }
  part_close(part);
}

static void write_wanted(BookSheet *sheet, Part *part, const Wanted *wanted) {
  part_open(part, "dataValidation");
  part_attr(part, "type", wanted->choices ? "list" : wanted->is_date ? "date" : "decimal");
  if (!wanted->choices)
    part_attr(part, "operator", "greaterThanOrEqual");
  part_attr(part, "allowBlank", "1");
  if (wanted->only)
    part_attr(part, "showErrorMessage", "1");
  part_attr(part, "errorTitle", "请核对");
  part_attr(part, "error",
            wanted->choices   ? "请从列表里选一个。"
            : wanted->is_date ? "请填日期，如 2023-03-15。"
                              : "请只填数字和小数点，不带逗号、单位和其他文字。");
  part_attr(part, "sqref", area_name(sheet, wanted->area));
  part_element(part, "formula1",
               wanted->choices   ? arena_printf(sheet->arena, "\"%s\"", wanted->choices)
               : wanted->is_date ? "36526" /* 2000-01-01 */
                                 : "-999999999999999");
  part_close(part);
}

static void write_validations(BookSheet *sheet, Part *part) {
  if (sheet->wanted_count == 0)
    return;
  part_open(part, "dataValidations");
  part_attr_int(part, "count", (long)sheet->wanted_count);
  for (size_t i = 0; i < sheet->wanted_count; i++)
    write_wanted(sheet, part, &sheet->wanted[i]);
  part_close(part);
}

/* Figures that are text (目标 100) are meant so. */
static void write_ignored(Part *part) {
  part_open(part, "ignoredErrors");
  part_open(part, "ignoredError");
  part_attr(part, "sqref", "A1:XFD1048576");
  part_attr(part, "numberStoredAsText", "1");
  part_close(part);
  part_close(part);
}

/* Printed on A4 lying down, every column on the one page. */
static void write_fit(Part *part) {
  part_open(part, "sheetPr");
  part_open(part, "pageSetUpPr");
  part_attr(part, "fitToPage", "1");
  part_close(part);
  part_close(part);
}

static void write_page(Part *part) {
  part_open(part, "pageSetup");
  part_attr(part, "paperSize", "9");
  part_attr(part, "orientation", "landscape");
  part_attr(part, "fitToHeight", "0");
  part_close(part);
}

static void write_sheet(BookSheet *sheet, Part *part, bool is_first) {
  part_open(part, "worksheet");
  part_attr(part, "xmlns", BOOK_NS);
  write_fit(part);
  write_view(sheet, part, is_first);
  part_open(part, "sheetFormatPr");
  part_attr(part, "defaultRowHeight", "16");
  part_close(part);
  write_columns(sheet, part);
  write_rows(sheet, part);
  write_merges(sheet, part);
  write_validations(sheet, part);
  write_page(part);
  write_ignored(part);
  part_close(part);
}

static void write_workbook(const Book *book, Part *workbook, Part *const parts[]) {
  part_open(workbook, "workbook");
  part_attr(workbook, "xmlns", BOOK_NS);
  part_attr(workbook, "xmlns:r", PACKAGE_REL_NS);
  part_open(workbook, "sheets");
  long number = 0;
  for (const BookSheet *sheet = book->first; sheet; sheet = sheet->next) {
    part_open(workbook, "sheet");
    part_attr(workbook, "name", sheet->name);
    part_attr(workbook, "r:id", parts[number]->id);
    part_attr_int(workbook, "sheetId", ++number);
    part_close(workbook);
  }
  part_close(workbook);
  part_close(workbook);
}

static void write_parts(Book *book, Package *package) {
  size_t count = 0;
  for (const BookSheet *sheet = book->first; sheet; sheet = sheet->next)
    count++;
  Part **parts = arena_array(book->arena, count, sizeof *parts);
  count = 0;
  Part *workbook = package_add(package, WORKBOOK, MAIN_TYPE "sheet.main+xml", "officeDocument", "");
  for (BookSheet *sheet = book->first; sheet; sheet = sheet->next) {
    const char *name = arena_printf(book->arena, "xl/worksheets/sheet%zu.xml", count + 1);
    parts[count] = package_add(package, name, MAIN_TYPE "worksheet+xml", "worksheet", WORKBOOK);
    write_sheet(sheet, parts[count], count == 0);
    count++;
  }
  book_styles(package_add(package, "xl/styles.xml", MAIN_TYPE "styles+xml", "styles", WORKBOOK));
  write_workbook(book, workbook, parts);
}

bool book_write(Book *book, Buf *out, Messages *messages) {
  Package *package = package_new();
  Packer *packer = packer_new();
  write_parts(book, package);
  bool ok = package_write(package, packer, out, SHEET_FAILED, messages);
  packer_free(packer);
  package_free(package);
  return ok;
}
