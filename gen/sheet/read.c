#include "sheet/read.h"

#include <stdlib.h>
#include <string.h>

#include "sheet/notation.h"
#include "sheet/value.h"
#include "xml/missing.h"
#include "xml/near.h"

/* The one order of elements that are of different kinds; a file may have any. */
static const char *const ranks[] = {
    "日期", "附件", "公文",     "签发人",   "主送", "署名", "抄送",     "联系",
    "标题", "部门", "全称",     "简称",     "概况", "职责", "内设机构", "预算",
    "自评", "资金", "预期目标", "实际完成", "指标", "项目", "任务",     "成效",
    "问题", "措施", "数据",     "正文",     "校核", "规则", "关"};

/* 2023年3月15日, 2023/3/15 or 2023.3.15 as 2023-03-15; anything else as it is. */
static const char *plain_date(const char *text, Arena *arena) {
  static const char *const between[2][5] = {{"-", "/", ".", "年", NULL},
                                            {"-", "/", ".", "月", NULL}};
  long parts[3];
  const char *at = text;
  for (int i = 0; i < 3; i++) {
    char *end;
    if (*at < '0' || *at > '9')
      return text;
    parts[i] = strtol(at, &end, 10);
    at = end;
    for (int j = 0; i < 2 && between[i][j]; j++) {
      size_t len = strlen(between[i][j]);
      if (strncmp(at, between[i][j], len) == 0) {
        at += len;
        break;
      }
    }
  }
  bool ends = *at == '\0' || *at == ' ' || strcmp(at, "日") == 0;
  if (!ends || parts[0] < 1000 || parts[0] > 9999 || parts[1] > 99 || parts[2] > 99)
    return text;
  return arena_printf(arena, "%04ld-%02ld-%02ld", parts[0], parts[1], parts[2]);
}

/* A computed number that would be printed with all the digits it has. */
static bool is_endless(FieldKind kind, const XlsxCell *cell) {
  bool is_number = cell->kind == XLSX_NUMBER || cell->kind == XLSX_PERCENT;
  return is_number && kind != FIELD_NUMBER && value_places(cell->shown) > XLSX_MOST_PLACES;
}

static bool has_value(Reading *reading, FieldKind kind, const XlsxCell *cell, Pos pos) {
  if (cell->kind == XLSX_ERROR)
    msg_add(reading->messages, pos, SHEET_CELL_ERROR, cell->text);
  else if (cell->kind == XLSX_NO_VALUE)
    msg_add(reading->messages, pos, SHEET_CELL_UNCOMPUTED, NULL);
  else if (is_endless(kind, cell))
    msg_add(reading->messages, pos, SHEET_CELL_ENDLESS, cell->shown);
  return cell->kind != XLSX_ERROR && cell->kind != XLSX_NO_VALUE;
}

const char *reading_value(Reading *reading, FieldKind kind, const XlsxCell *cell, Pos pos) {
  Arena *arena = reading->file->arena;
  if (!has_value(reading, kind, cell, pos))
    return NULL;
  bool is_number = cell->kind == XLSX_NUMBER || cell->kind == XLSX_PERCENT;
  const char *text = is_number && kind != FIELD_NUMBER ? cell->shown : cell->text;
  const char *value = notation_read_plain(text, pos, arena, reading->messages);
  return value && kind == FIELD_DATE ? plain_date(value, arena) : value;
}

void reading_flow(Reading *reading, xmlNode *node, const XlsxCell *cell, Pos pos) {
  if (has_value(reading, FIELD_FLOW, cell, pos))
    notation_read_flow(reading->file, node, cell->shown, pos, reading->messages);
}

xmlNode *reading_holder(Reading *reading, xmlNode *parent, const char *name, Pos pos) {
  if (reading->holder_of == parent && strcmp(reading->holder_name, name) == 0)
    return reading->holder;
  xmlNode *node = xml_child(parent, name);
  if (!node)
    node = xml_make_element(reading->file, parent, name, pos);
  reading->holder_of = parent;
  reading->holder_name = name;
  reading->holder = node;
  return node;
}

/* Puts the cell where path says, below node. */
static void put_cell(Reading *reading, xmlNode *node, const char *path, size_t path_len,
                     FieldKind kind, const XlsxCell *cell, Pos pos) {
  Arena *arena = reading->file->arena;
  const char *slash = memchr(path, '/', path_len);
  if (slash) {
    size_t len = (size_t)(slash - path);
    node = reading_holder(reading, node, arena_copy_n(arena, path, len), pos);
    path += len + 1;
    path_len -= len + 1;
  }
  const char *name = arena_copy_n(arena, path, path_len);
  bool is_self = strcmp(name, ".") == 0;
  if (kind == FIELD_FLOW) {
    reading_flow(reading, is_self ? node : xml_make_element(reading->file, node, name, pos), cell,
                 pos);
    return;
  }
  const char *value = reading_value(reading, kind, cell, pos);
  if (!value)
    return;
  if (*name == '@') {
    xml_make_attr(reading->file, node, name + 1, value, pos);
  } else {
    node = xml_make_element(reading->file, node, name, pos);
    if (*value)
      xml_make_text(node, value, strlen(value));
  }
}

static const Field *fact_named(const char *name) {
  for (size_t i = 0; i < form_fact_count; i++) {
    if (field_is(&form_facts[i], name))
      return &form_facts[i];
  }
  return NULL;
}

static void unknown_fact(Reading *reading, const char *name, Pos pos) {
  Buf list = {0};
  const char **known = arena_array(reading->file->arena, form_fact_count, sizeof *known);
  for (size_t i = 0; i < form_fact_count; i++) {
    known[i] = form_facts[i].title;
    if (form_facts[i].kind != FIELD_HOLDER)
      buf_printf(&list, "%s%s", list.len ? "、" : "", known[i]);
  }
  const char *near = xml_nearest(name, known, form_fact_count, NEAR_WORD);
  if (near)
    msg_add(reading->messages, pos, SHEET_FACT_NEAR, name, near);
  else
    msg_add(reading->messages, pos, SHEET_FACT_UNKNOWN, name, list.data);
  buf_free(&list);
}

static void take_fact(Reading *reading, const Rows *rows, bool *seen) {
  const char *name = reading_value(reading, FIELD_PLAIN, rows->cells[0], rows_pos(rows, 0));
  const Field *fact = name ? fact_named(name) : NULL;
  if (name && !fact)
    unknown_fact(reading, name, rows_pos(rows, 0));
  if (!fact)
    return;
  if (seen[fact - form_facts])
    msg_add(reading->messages, rows_pos(rows, 0), SHEET_FACT_TWICE, name);
  seen[fact - form_facts] = true;
  if (fact->kind == FIELD_HOLDER)
    reading_holder(reading, reading->root, fact->path, rows_pos(rows, 0));
  else
    put_cell(reading, reading->root, fact->path, strlen(fact->path), fact->kind, rows->cells[1],
             rows_pos(rows, 1));
}

/* A fact that is named and left empty. */
static void leave_fact(Reading *reading, const Rows *rows) {
  const Field *fact = fact_named(rows->cells[0]->text);
  if (fact && fact->path)
    xml_missing_at(reading->file, fact->path, rows_pos(rows, 1));
}

/* What has no row of its own is missing in the sheet. */
static void read_facts(Reading *reading, const XlsxSheet *sheet) {
  static const Field columns[] = {
      {.title = "项目", .also = "名称|事项"},
      {.title = "内容", .also = "值|填写内容"},
  };
  Rows rows;
  const char *place = arena_printf(reading->file->arena, "%s:%s", reading->path, sheet->name);
  xml_make_pos(reading->file, reading->root, pos_file(place));
  bool *seen = arena_array(reading->file->arena, form_fact_count, sizeof *seen);
  if (!rows_open(&rows, reading->path, sheet, columns, 2, false, reading->file->arena,
                 reading->messages))
    return;
  while (rows_next(&rows)) {
    if (rows.cells[0] && rows.cells[1])
      take_fact(reading, &rows, seen);
    else if (rows.cells[0])
      leave_fact(reading, &rows);
    else if (rows.cells[1])
      msg_add(reading->messages, rows_pos(&rows, 1), SHEET_FACT_NAMELESS, NULL);
  }
}

/* The 项目 of the row, the root when it has none and needs none; NULL with a
 * message. */
static xmlNode *owner_of(Reading *reading, const Form *form, const Rows *rows) {
  if (!form->owned)
    return reading->root;
  if (!rows->cells[0]) {
    if (form->may_be_free)
      return reading->root;
    msg_add(reading->messages, rows_first_pos(rows), SHEET_NO_OWNER, NULL);
    return NULL;
  }
  const char *label = reading_value(reading, FIELD_PLAIN, rows->cells[0], rows_pos(rows, 0));
  if (!label)
    return NULL;
  xmlNode *owner = owners_find(&reading->owners, label);
  if (!owner)
    msg_add(reading->messages, rows_pos(rows, 0), SHEET_OWNER_UNKNOWN, label);
  return owner;
}

/* Which of the form's elements the row is; -1 with a message. */
static int element_of(Reading *reading, const Form *form, const Rows *rows) {
  if (form->fields[0].kind != FIELD_KIND)
    return 0;
  Pos pos = rows->cells[0] ? rows_pos(rows, 0) : rows_first_pos(rows);
  const char *name = rows->cells[0] ? reading_value(reading, FIELD_PLAIN, rows->cells[0], pos) : "";
  int index = name ? form_index(form->elements, name) : -1;
  if (name && index < 0)
    msg_add(reading->messages, pos, SHEET_KIND, name, form->fields[0].choices);
  return index;
}

static void put_fields(Reading *reading, const Form *form, const Rows *rows, int element,
                       const char *name, xmlNode *node) {
  for (size_t i = 0; i < form->field_count; i++) {
    const Field *field = &form->fields[i];
    size_t len;
    const char *path = form_pick(field->path, element, &len);
    if (!rows->cells[i] || field->kind == FIELD_KIND || field->kind == FIELD_OWNER)
      continue;
    if (len == 0)
      msg_add(reading->messages, rows_pos(rows, i), SHEET_CELL_UNUSED, name, field->title);
    else
      put_cell(reading, node, path, len, field->kind, rows->cells[i], rows_pos(rows, i));
  }
}

/* A row with its owner alone makes the parent, which may be empty. */
static bool has_fields(const Form *form, const Rows *rows) {
  for (size_t i = 0; i < form->field_count; i++) {
    if (rows->cells[i] && form->fields[i].kind != FIELD_OWNER)
      return true;
  }
  return false;
}

/* The field that an element can't do without; SIZE_MAX: none. */
static size_t name_field(const Form *form) {
  for (size_t i = 0; i < form->field_count; i++)
    if (strcmp(form->fields[i].path, "@名称") == 0 || strcmp(form->fields[i].path, "@名") == 0)
      return i;
  return SIZE_MAX;
}

/* Says so of the row of a sum, for one: its line of figures would be an element too. */
static bool is_nameless(Reading *reading, const Form *form, const Rows *rows) {
  size_t name = name_field(form);
  if (name == SIZE_MAX || rows->cells[name])
    return false;
  msg_add(reading->messages, rows_pos(rows, name), SHEET_NAMELESS, form->fields[name].title);
  return true;
}

static void take_row(Reading *reading, const Form *form, const Rows *rows) {
  xmlNode *parent = owner_of(reading, form, rows);
  int element = parent && has_fields(form, rows) ? element_of(reading, form, rows) : -1;
  Pos pos = rows_first_pos(rows);
  if (parent && *form->parent)
    parent = reading_holder(reading, parent, form->parent, pos);
  if (!parent || element < 0 || is_nameless(reading, form, rows))
    return;
  size_t len;
  const char *at = form_pick(form->elements, element, &len);
  const char *name = arena_copy_n(reading->file->arena, at, len);
  xmlNode *node = xml_make_element(reading->file, parent, name, pos);
  put_fields(reading, form, rows, element, name, node);
}

static void read_form(Reading *reading, const Form *form, const XlsxSheet *sheet) {
  Rows rows;
  if (rows_open(&rows, reading->path, sheet, form->fields, form->field_count, false,
                reading->file->arena, reading->messages)) {
    while (rows_next(&rows))
      take_row(reading, form, &rows);
  }
  if (strcmp(form->elements, "项目") == 0)
    reading->owners = owners_list(reading->root, reading->file->arena);
}

static const XlsxSheet *sheet_named(Reading *reading, const char *name) {
  Field field = {.title = name};
  for (size_t i = 0; i < xlsx_count(reading->xlsx); i++) {
    if (field_is(&field, xlsx_listed(reading->xlsx, i)->name))
      return xlsx_sheet(reading->xlsx, i, reading->messages);
  }
  return NULL;
}

static size_t sheet_names(const char **names) {
  size_t count = 0;
  names[count++] = FORM_FACTS;
  names[count++] = FORM_TEXT;
  names[count++] = FORM_NOTES;
  for (size_t i = 0; i < form_count; i++)
    names[count++] = form_list[i].sheet;
  return count;
}

/* A sheet that nobody will read. */
static void report_unread(Reading *reading, Pos pos, const char *own, const char **names,
                          size_t count) {
  const char *near = xml_nearest(own, names, count, NEAR_WORD);
  if (near)
    msg_add(reading->messages, pos, SHEET_NEAR, own, near);
  else
    msg_add(reading->messages, pos, SHEET_UNKNOWN, own);
}

/* False when no sheet has a known name. */
static bool judge_sheets(Reading *reading) {
  Arena *arena = reading->file->arena;
  const char **names = arena_array(arena, form_count + 3, sizeof *names);
  size_t count = sheet_names(names), known = 0;
  const char **first = arena_array(arena, count, sizeof *first); /* the sheet of each name */
  for (size_t i = 0; i < xlsx_count(reading->xlsx); i++) {
    const char *own = xlsx_listed(reading->xlsx, i)->name;
    Pos pos = pos_file(arena_printf(arena, "%s:%s", reading->path, own));
    size_t j = 0;
    while (j < count && !field_is(&(Field){.title = names[j]}, own))
      j++;
    if (j == count)
      report_unread(reading, pos, own, names, count);
    else if (first[j])
      msg_add(reading->messages, pos, SHEET_TWICE, first[j], own);
    else
      first[j] = own;
    known += j < count;
  }
  if (known == 0)
    msg_add(reading->messages, pos_file(reading->path), SHEET_NONE, reading->path);
  return known > 0;
}

static void move_to_end(xmlNode *parent, const char *name) {
  xmlNode *last = parent->last, *next = parent->children;
  for (xmlNode *node = NULL; node != last;) {
    node = next;
    next = node->next;
    if (xml_is(node, name)) {
      xmlUnlinkNode(node);
      xmlAddChild(parent, node);
    }
  }
}

/* Elements of one kind keep the order of their rows. */
static void sort_children(xmlNode *parent) {
  for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
    move_to_end(parent, ranks[i]);
}

static void read_sheets(Reading *reading) {
  const XlsxSheet *sheet = sheet_named(reading, FORM_FACTS);
  if (sheet)
    read_facts(reading, sheet);
  for (size_t i = 0; i < form_count; i++) {
    sheet = sheet_named(reading, form_list[i].sheet);
    if (sheet)
      read_form(reading, &form_list[i], sheet);
  }
  sheet = sheet_named(reading, FORM_TEXT);
  if (sheet)
    reading_text(reading, sheet);
  sort_children(reading->root);
  for (xmlNode *node = xml_child(reading->root, NULL); node; node = xml_next(node, NULL)) {
    if (!xml_is(node, "正文"))
      sort_children(node);
  }
}

XmlFile *sheet_read(const char *path, const char *bytes, size_t len, Messages *messages) {
  Reading reading = {.messages = messages};
  int errors = msg_count(messages, MSG_ERROR);
  reading.xlsx = xlsx_open(path, bytes, len, messages);
  if (!reading.xlsx)
    return NULL;
  reading.file = xml_make(path, "绩效自评");
  reading.path = reading.file->path;
  reading.root = xmlDocGetRootElement(reading.file->tree);
  if (judge_sheets(&reading))
    read_sheets(&reading);
  xlsx_close(reading.xlsx);
  if (msg_count(messages, MSG_ERROR) == errors)
    return reading.file;
  xml_free(reading.file);
  return NULL;
}
