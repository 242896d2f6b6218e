/* The workbook, its shared strings and formats, and the cells of its sheets. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "package/links.h"
#include "sheet/ref.h"
#include "sheet/value.h"
#include "sheet/xlsx.h"

/* TEXT_LIMIT: what one string shared by many cells may come to in all. */
enum { TEXT_LIMIT = 8 << 20, MERGE_LIMIT = 20000 };

typedef struct SharedString {
  const char *text, *shown;
} SharedString;

struct Xlsx {
  const char *path;
  Archive *archive;
  Arena *arena;
  bool from_1904;
  NumberLook *looks; /* by the cell's style */
  size_t look_count;
  SharedString *strings;
  size_t string_count;
  size_t text_len; /* of all cells so far */
  XlsxSheet *sheets;
  size_t sheet_count, sheet_capacity;
};

/* xsd:int that is none of ours is 0. */
static int int_attr(const xmlNode *node, const char *name) {
  const char *text = xml_attr(node, name);
  return text ? atoi(text) : 0;
}

static bool bool_attr(const xmlNode *node, const char *name) {
  const char *text = xml_attr(node, name);
  return text && (strcmp(text, "1") == 0 || strcmp(text, "true") == 0);
}

static void count_children(const xmlNode *parent, const char *name, size_t *count) {
  for (xmlNode *node = xml_child(parent, name); node; node = xml_next(node, name))
    ++*count;
}

static void read_strings(Xlsx *xlsx, const xmlNode *root) {
  size_t count = 0;
  count_children(root, "si", &count);
  xlsx->strings = arena_array(xlsx->arena, count, sizeof *xlsx->strings);
  for (xmlNode *node = xml_child(root, "si"); node; node = xml_next(node, "si")) {
    SharedString *string = &xlsx->strings[xlsx->string_count++];
    string->text = string->shown = value_string(node, false, xlsx->arena);
    if (value_is_raised(node))
      string->shown = value_string(node, true, xlsx->arena);
  }
}

/* A format of the book's own. */
typedef struct OwnFormat {
  int id;
  NumberLook look;
} OwnFormat;

static int compare_formats(const void *left, const void *right) {
  int a = ((const OwnFormat *)left)->id, b = ((const OwnFormat *)right)->id;
  return (a > b) - (a < b);
}

static OwnFormat *read_formats(Xlsx *xlsx, const xmlNode *parent, size_t *count) {
  size_t all = 0;
  count_children(parent, "numFmt", &all);
  OwnFormat *formats = arena_array(xlsx->arena, all, sizeof *formats);
  for (xmlNode *node = xml_child(parent, "numFmt"); node; node = xml_next(node, "numFmt")) {
    const char *code = xml_attr(node, "formatCode");
    formats[(*count)++] =
        (OwnFormat){int_attr(node, "numFmtId"), value_look_of_code(code ? code : "")};
  }
  if (all > 0)
    qsort(formats, all, sizeof *formats, compare_formats);
  return formats;
}

static void read_styles(Xlsx *xlsx, const xmlNode *root) {
  const xmlNode *styles = xml_child(root, "cellXfs");
  size_t count = 0, own_count = 0;
  const OwnFormat *formats = read_formats(xlsx, xml_child(root, "numFmts"), &own_count);
  count_children(styles, "xf", &count);
  xlsx->looks = arena_array(xlsx->arena, count, sizeof *xlsx->looks);
  for (xmlNode *node = xml_child(styles, "xf"); node; node = xml_next(node, "xf")) {
    OwnFormat key = {.id = int_attr(node, "numFmtId")};
    const OwnFormat *own =
        own_count ? bsearch(&key, formats, own_count, sizeof key, compare_formats) : NULL;
    xlsx->looks[xlsx->look_count++] = own ? own->look : value_look_of_id(key.id);
  }
}

static void list_sheet(Xlsx *xlsx, const Links *links, const xmlNode *node) {
  const char *name = xml_attr(node, "name");
  const char *part = links_by_id(links, xml_attr_any(node, "id"));
  xlsx->sheets =
      mem_grow(xlsx->sheets, xlsx->sheet_count, &xlsx->sheet_capacity, sizeof *xlsx->sheets);
  xlsx->sheets[xlsx->sheet_count++] =
      (XlsxSheet){.name = arena_copy(xlsx->arena, name ? name : ""),
                  .part = part ? arena_copy(xlsx->arena, part) : NULL};
}

static void list_sheets(Xlsx *xlsx, const Links *links, const xmlNode *root) {
  xlsx->from_1904 = bool_attr(xml_child(root, "workbookPr"), "date1904");
  const xmlNode *sheets = xml_child(root, "sheets");
  for (xmlNode *node = xml_child(sheets, "sheet"); node; node = xml_next(node, "sheet"))
    list_sheet(xlsx, links, node);
}

/* Reads a part that may be missing. */
static bool read_optional(Xlsx *xlsx, const char *part, void (*read)(Xlsx *, const xmlNode *),
                          Messages *messages) {
  if (!part || !archive_has(xlsx->archive, part))
    return true;
  XmlFile *file = archive_xml(xlsx->archive, part, messages);
  if (!file)
    return false;
  read(xlsx, xmlDocGetRootElement(file->tree));
  xml_free(file);
  return true;
}

static bool read_workbook(Xlsx *xlsx, const char *part, Messages *messages) {
  Links links = {0};
  XmlFile *file = archive_xml(xlsx->archive, part, messages);
  bool ok = file && links_read(xlsx->archive, part, &links, messages);
  const xmlNode *root = file ? xmlDocGetRootElement(file->tree) : NULL;
  if (ok && !xml_is(root, "workbook")) {
    msg_add(messages, pos_file(xlsx->path), XLSX_NO_WORKBOOK, xlsx->path);
    ok = false;
  }
  if (ok)
    list_sheets(xlsx, &links, root);
  ok = ok && read_optional(xlsx, links_by_type(&links, "styles"), read_styles, messages) &&
       read_optional(xlsx, links_by_type(&links, "sharedStrings"), read_strings, messages);
  links_free(&links);
  xml_free(file);
  return ok;
}

/* The part that the package itself names as its document. */
static bool find_workbook(Xlsx *xlsx, Messages *messages) {
  Links links = {0};
  bool ok = links_read(xlsx->archive, "", &links, messages);
  const char *part = links_by_type(&links, "officeDocument");
  if (ok && !part) {
    msg_add(messages, pos_file(xlsx->path), XLSX_NO_WORKBOOK, xlsx->path);
    ok = false;
  }
  ok = ok && read_workbook(xlsx, part, messages);
  links_free(&links);
  return ok;
}

Xlsx *xlsx_open(const char *path, const char *bytes, size_t len, Messages *messages) {
  Archive *archive = archive_open(path, bytes, len, &archive_of_sheets, messages);
  if (!archive)
    return NULL;
  Xlsx *xlsx = mem_alloc(sizeof *xlsx);
  xlsx->path = archive_path(archive);
  xlsx->archive = archive;
  xlsx->arena = arena_new();
  if (find_workbook(xlsx, messages))
    return xlsx;
  xlsx_close(xlsx);
  return NULL;
}

void xlsx_close(Xlsx *xlsx) {
  if (!xlsx)
    return;
  for (size_t i = 0; i < xlsx->sheet_count; i++) {
    free(xlsx->sheets[i].cells);
    free(xlsx->sheets[i].merges);
  }
  free(xlsx->sheets);
  arena_free(xlsx->arena);
  archive_free(xlsx->archive);
  free(xlsx);
}

size_t xlsx_count(const Xlsx *xlsx) {
  return xlsx->sheet_count;
}

const XlsxSheet *xlsx_listed(const Xlsx *xlsx, size_t index) {
  return &xlsx->sheets[index];
}

Pos xlsx_pos(const char *path, const char *sheet, int row, int column, Arena *arena) {
  return pos_file(arena_printf(arena, "%s:%s!%s", path, sheet, ref_name(row, column, arena)));
}

/* A number as its format shows what kind it is. */
static void take_number(Xlsx *xlsx, XlsxCell *cell, const char *value, int style) {
  NumberLook look =
      style >= 0 && (size_t)style < xlsx->look_count ? xlsx->looks[style] : (NumberLook){0};
  const char *date =
      look.has_date || look.has_time ? value_date(value, look, xlsx->from_1904, xlsx->arena) : NULL;
  const char *number = value_number(value, look.decimals, xlsx->arena);
  cell->kind = !date && number ? XLSX_NUMBER : XLSX_TEXT;
  cell->text = cell->shown = date ? date : number ? number : arena_copy(xlsx->arena, value);
  if (cell->kind != XLSX_NUMBER)
    return;
  const char *shown = number;
  int percent = look.is_percent ? 2 : 0;
  if (look.has_places && value_places(number) > XLSX_MOST_PLACES + percent)
    shown = value_rounded(number, look.places + percent, xlsx->arena);
  if (look.is_percent)
    cell->kind = XLSX_PERCENT;
  cell->shown = look.is_percent ? value_percent(shown, xlsx->arena) : shown;
}

/* 2023-03-15T00:00:00Z: the day, and the time if it isn't midnight. */
static const char *iso_date(const char *value, Arena *arena) {
  const char *time = strchr(value, 'T');
  if (!time)
    return arena_copy(arena, value);
  int day = (int)(time - value);
  if (strncmp(time, "T00:00", 6) == 0)
    return arena_printf(arena, "%.*s", day, value);
  return arena_printf(arena, "%.*s %.5s", day, value, time + 1);
}

static void take_shared(const Xlsx *xlsx, XlsxCell *cell, const char *value) {
  char *end;
  unsigned long index = strtoul(value, &end, 10);
  if (end != value && *value != '-' && index < xlsx->string_count) {
    cell->text = xlsx->strings[index].text;
    cell->shown = xlsx->strings[index].shown;
  }
}

static void take_value(Xlsx *xlsx, XlsxCell *cell, const xmlNode *node, const char *value) {
  const char *type = xml_attr(node, "t");
  type = type ? type : "n";
  if (strcmp(type, "s") == 0)
    take_shared(xlsx, cell, value);
  else if (strcmp(type, "str") == 0 || strcmp(type, "inlineStr") == 0)
    cell->text = cell->shown = value_unescape(value, strlen(value), xlsx->arena);
  else if (strcmp(type, "b") == 0)
    cell->text = cell->shown = strcmp(value, "0") == 0 || strcmp(value, "false") == 0 ? "否" : "是";
  else if (strcmp(type, "e") == 0)
    *cell = (XlsxCell){cell->row, cell->column, XLSX_ERROR, arena_copy(xlsx->arena, value), ""};
  else if (strcmp(type, "d") == 0)
    cell->text = cell->shown = iso_date(value, xlsx->arena);
  else
    take_number(xlsx, cell, value, int_attr(node, "s"));
}

/* Raw: blanks and line ends are part of it. */
static char *raw_text(const xmlNode *node) {
  Buf out = {0};
  buf_puts(&out, "");
  for (const xmlNode *child = node ? node->children : NULL; child; child = child->next) {
    if (child->type == XML_TEXT_NODE)
      buf_puts(&out, (const char *)child->content);
  }
  return buf_take(&out);
}

/* The value of <c>; false when it has none. An empty string that a formula
 * gives is one, an empty number is not. */
static bool read_value(Xlsx *xlsx, XlsxCell *cell, const xmlNode *node) {
  const xmlNode *inline_string = xml_child(node, "is"), *formula = xml_child(node, "f");
  const char *type = xml_attr(node, "t");
  bool is_string = type && strcmp(type, "str") == 0;
  cell->text = cell->shown = "";
  if (inline_string) {
    cell->text = cell->shown = value_string(inline_string, false, xlsx->arena);
    if (value_is_raised(inline_string))
      cell->shown = value_string(inline_string, true, xlsx->arena);
    return *cell->text;
  }
  char *value = raw_text(xml_child(node, "v"));
  if (*value)
    take_value(xlsx, cell, node, value);
  else if (formula && !is_string)
    cell->kind = XLSX_NO_VALUE;
  free(value);
  return *cell->text || cell->kind == XLSX_NO_VALUE;
}

static bool text_fits(Xlsx *xlsx, const XlsxSheet *sheet, const XlsxCell *cell,
                      Messages *messages) {
  xlsx->text_len += strlen(cell->shown);
  if (xlsx->text_len <= TEXT_LIMIT)
    return true;
  char limit[16];
  snprintf(limit, sizeof limit, "%d", TEXT_LIMIT >> 20);
  msg_add(messages, xlsx_pos(xlsx->path, sheet->name, cell->row, cell->column, xlsx->arena),
          XLSX_TEXT_TOO_LONG, limit);
  return false;
}

static int compare_cells(const void *left, const void *right) {
  const XlsxCell *a = left, *b = right;
  return a->row != b->row ? a->row - b->row : a->column - b->column;
}

/* Rows and cells may leave their reference out: they follow the last. */
static bool read_cells(Xlsx *xlsx, XlsxSheet *sheet, const xmlNode *data, Messages *messages) {
  int row = -1;
  for (xmlNode *line = xml_child(data, "row"); line; line = xml_next(line, "row")) {
    int stated = int_attr(line, "r"), column = -1;
    row = stated >= 1 && stated <= REF_ROWS ? stated - 1 : row + 1;
    for (xmlNode *node = xml_child(line, "c"); node; node = xml_next(node, "c")) {
      XlsxCell cell = {.row = row, .column = column + 1};
      const char *reference = xml_attr(node, "r");
      if (reference)
        ref_read(reference, &cell.row, &cell.column);
      row = cell.row;
      column = cell.column;
      if (!read_value(xlsx, &cell, node))
        continue;
      if (!text_fits(xlsx, sheet, &cell, messages))
        return false;
      sheet->cells = mem_grow(sheet->cells, sheet->count, &sheet->capacity, sizeof *sheet->cells);
      sheet->cells[sheet->count++] = cell;
    }
  }
  if (sheet->count > 0)
    qsort(sheet->cells, sheet->count, sizeof *sheet->cells, compare_cells);
  return true;
}

static int compare_merges(const void *left, const void *right) {
  const XlsxMerge *a = left, *b = right;
  return a->row != b->row ? a->row - b->row : a->column - b->column;
}

static void read_merges(XlsxSheet *sheet, const xmlNode *parent) {
  xmlNode *node = xml_child(parent, "mergeCell");
  for (; node && sheet->merge_count < MERGE_LIMIT; node = xml_next(node, "mergeCell")) {
    XlsxMerge merge;
    int row, column;
    const char *ref = xml_attr(node, "ref");
    const char *colon = ref ? ref_read(ref, &merge.row, &merge.column) : NULL;
    if (!colon || *colon != ':' || !ref_read(colon + 1, &row, &column) || row < merge.row ||
        column < merge.column)
      continue;
    merge.row_span = row - merge.row + 1;
    merge.column_span = column - merge.column + 1;
    sheet->merges =
        mem_grow(sheet->merges, sheet->merge_count, &sheet->merge_capacity, sizeof *sheet->merges);
    sheet->merges[sheet->merge_count++] = merge;
  }
  if (sheet->merge_count > 0)
    qsort(sheet->merges, sheet->merge_count, sizeof *sheet->merges, compare_merges);
}

const XlsxSheet *xlsx_sheet(Xlsx *xlsx, size_t index, Messages *messages) {
  XlsxSheet *sheet = &xlsx->sheets[index];
  XmlFile *file = archive_xml(xlsx->archive, sheet->part ? sheet->part : sheet->name, messages);
  if (!file)
    return NULL;
  const xmlNode *root = xmlDocGetRootElement(file->tree);
  bool ok = read_cells(xlsx, sheet, xml_child(root, "sheetData"), messages);
  if (ok)
    read_merges(sheet, xml_child(root, "mergeCells"));
  xml_free(file);
  return ok ? sheet : NULL;
}
