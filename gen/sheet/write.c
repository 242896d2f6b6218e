#include "sheet/write.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "sheet/notation.h"
#include "sheet/owner.h"
#include "sheet/sheet.h"
#include "sheet/value.h"

enum { NAME_WIDTH = 20, CONTENT_WIDTH = 70, HINT_WIDTH = 40 };

static size_t utf16_units(const char *text, size_t len) {
  size_t units = 0, at = 0;
  while (at < len)
    units += utf8_next(text, len, &at) > 0xFFFF ? 2 : 1;
  return units;
}

void writing_cell(Writing *writing, BookSheet *sheet, int row, int column, BookStyle style,
                  const xmlNode *node) {
  if (utf16_units(writing->text.data, writing->text.len) > BOOK_LONGEST_TEXT) {
    char limit[16];
    snprintf(limit, sizeof limit, "%d", BOOK_LONGEST_TEXT);
    msg_add(writing->messages, xml_pos(writing->evaluation->file, node), SHEET_CELL_LONG, limit);
  }
  book_text(sheet, row, column, style, writing->text.data);
}

void writing_plain(Writing *writing, BookSheet *sheet, int row, int column, const char *value,
                   const xmlNode *node) {
  buf_clear(&writing->text);
  notation_put_plain(&writing->text, value);
  writing_cell(writing, sheet, row, column, BOOK_PLAIN, node);
}

void writing_flow(Writing *writing, BookSheet *sheet, int row, int column, const xmlNode *holder) {
  buf_clear(&writing->text);
  notation_put_flow(&writing->text, holder);
  writing_cell(writing, sheet, row, column, BOOK_FLOW, holder);
}

/* A number only where the spreadsheet gives back the same digits: zeros at the
 * end are kept by the format. */
static bool put_number(Writing *writing, BookSheet *sheet, int row, int column, const char *value) {
  const char *point = strchr(value, '.');
  size_t len = strlen(value);
  int decimals = point && value[len - 1] == '0' ? (int)strlen(point + 1) : 0;
  if (decimals > BOOK_MOST_DECIMALS)
    return false;
  const char *kept = value_number(value, decimals, writing->arena);
  if (!kept || strcmp(kept, value) != 0)
    return false;
  book_number(sheet, row, column, decimals ? (BookStyle)(BOOK_FIXED + decimals) : BOOK_NUMBER,
              value);
  return true;
}

static bool put_date(Writing *writing, BookSheet *sheet, int row, int column, const char *value) {
  const char *serial = value_serial(value, writing->arena);
  if (serial)
    book_number(sheet, row, column, BOOK_DATE, serial);
  return serial != NULL;
}

static void put_value(Writing *writing, BookSheet *sheet, int row, int column, FieldKind kind,
                      const char *value, const xmlNode *node) {
  if ((kind == FIELD_NUMBER && put_number(writing, sheet, row, column, value)) ||
      (kind == FIELD_DATE && put_date(writing, sheet, row, column, value)))
    return;
  writing_plain(writing, sheet, row, column, value, node);
}

/* What path names below node, if it is there. */
static void put_path(Writing *writing, BookSheet *sheet, int row, int column, FieldKind kind,
                     const char *path, size_t len, const xmlNode *node) {
  const char *step = arena_copy_n(writing->arena, path, len);
  const char *slash = strchr(step, '/');
  if (slash) {
    node = xml_child(node, arena_copy_n(writing->arena, step, (size_t)(slash - step)));
    step = slash + 1;
  }
  if (*step == '@') {
    const char *value = xml_attr(node, step + 1);
    if (value)
      put_value(writing, sheet, row, column, kind, value, node);
    return;
  }
  if (strcmp(step, ".") != 0)
    node = xml_child(node, step);
  if (!node)
    return;
  if (kind == FIELD_FLOW)
    writing_flow(writing, sheet, row, column, node);
  else
    put_value(writing, sheet, row, column, kind, xml_text(node, writing->arena), node);
}

static BookStyle column_style(FieldKind kind) {
  return kind == FIELD_FLOW     ? BOOK_FLOW
         : kind == FIELD_NUMBER ? BOOK_NUMBER
         : kind == FIELD_DATE   ? BOOK_DATE
                                : BOOK_PLAIN;
}

static void want(const Writing *writing, BookSheet *sheet, const Field *field, int row, int rows,
                 int column) {
  const char *choices = writing_choices(writing, field);
  if (choices)
    book_offer(sheet, row, rows, column, choices, field->only_choices);
  else if (field->kind == FIELD_NUMBER)
    book_want_number(sheet, row, rows, column);
  else if (field->kind == FIELD_DATE)
    book_want_date(sheet, row, rows, column);
}

void writing_heads(const Writing *writing, BookSheet *sheet, const Field *fields, size_t count,
                   int last_row) {
  for (size_t i = 0; i < count; i++) {
    book_column(sheet, (int)i, fields[i].width, column_style(fields[i].kind));
    want(writing, sheet, &fields[i], 1, last_row + WRITE_SPARE_ROWS, (int)i);
  }
  book_freeze_head(sheet);
}

/* Whether the layout requires what path names; its words for it, else NULL. */
static const char *needed(const Writing *writing, const char *path) {
  const Layout *layout = writing->layout;
  const xmlNode *fact = layout ? xml_child(layout->facts, "必填") : NULL;
  for (; fact; fact = xml_next(fact, "必填")) {
    const char *own = xml_attr(fact, "取");
    if (own && strcmp(own, path) == 0)
      return xml_attr(fact, "说明");
  }
  return NULL;
}

static const char *hint_of(const Writing *writing, const Field *fact) {
  const char *need = needed(writing, fact->path);
  if (need)
    return arena_printf(writing->arena, "必填：%s", need);
  return fact->about                  ? fact->about
         : fact->kind == FIELD_DATE   ? "如 2023-03-15"
         : fact->kind == FIELD_NUMBER ? "只填数字和小数点"
                                      : "";
}

/* Elements that hold nothing have a row of their own. */
static bool is_bare(const xmlNode *root, const Field *fact) {
  const xmlNode *node = xml_child(root, fact->path);
  return node && !node->properties && !xml_child(node, NULL);
}

static void put_fact(Writing *writing, BookSheet *sheet, int row, const Field *fact) {
  const xmlNode *root = writing->evaluation->root;
  const char *hint = hint_of(writing, fact);
  book_text(sheet, row, 0, needed(writing, fact->path) ? BOOK_NEEDED : BOOK_HEAD, fact->title);
  if (fact->kind == FIELD_HOLDER)
    book_text(sheet, row, 1, BOOK_PLAIN, "{空}");
  else
    put_path(writing, sheet, row, 1, fact->kind, fact->path, strlen(fact->path), root);
  if (*hint)
    book_text(sheet, row, 2, BOOK_NOTE, hint);
  want(writing, sheet, fact, row, 1, 1);
}

static void write_facts(Writing *writing) {
  BookSheet *sheet = book_sheet(writing->book, FORM_FACTS);
  book_column(sheet, 0, NAME_WIDTH, BOOK_HEAD);
  book_column(sheet, 1, CONTENT_WIDTH, BOOK_FLOW);
  book_column(sheet, 2, HINT_WIDTH, BOOK_NOTE);
  book_freeze_head(sheet);
  book_text(sheet, 0, 0, BOOK_HEAD, "项目");
  book_text(sheet, 0, 1, BOOK_HEAD, "内容");
  book_text(sheet, 0, 2, BOOK_HEAD, "说明");
  int row = 1;
  for (size_t i = 0; i < form_fact_count; i++) {
    const Field *fact = &form_facts[i];
    if (fact->kind != FIELD_HOLDER || is_bare(writing->evaluation->root, fact))
      put_fact(writing, sheet, row++, fact);
  }
}

/* One form while its rows are written. */
typedef struct FormWriting {
  Writing *writing;
  const Form *form;
  BookSheet *sheet;
  int row;
} FormWriting;

static void write_row(FormWriting *self, const xmlNode *node, int element, const char *owner) {
  for (size_t i = 0; i < self->form->field_count; i++) {
    const Field *field = &self->form->fields[i];
    size_t len;
    const char *path = form_pick(field->path, element, &len);
    if (field->kind == FIELD_KIND)
      book_text(self->sheet, self->row, (int)i, BOOK_PLAIN, (const char *)node->name);
    else if (field->kind == FIELD_OWNER && owner)
      writing_plain(self->writing, self->sheet, self->row, (int)i, owner, node);
    else if (len > 0)
      put_path(self->writing, self->sheet, self->row, (int)i, field->kind, path, len, node);
  }
  self->row++;
}

/* The rows below owner, the 项目 or the root. */
static void write_rows(FormWriting *self, const xmlNode *owner, const char *label) {
  const Form *form = self->form;
  const xmlNode *parent = *form->parent ? xml_child(owner, form->parent) : owner;
  int before = self->row;
  for (xmlNode *node = xml_child(parent, NULL); node; node = xml_next(node, NULL)) {
    int element = form_index(form->elements, (const char *)node->name);
    if (element >= 0)
      write_row(self, node, element, label);
  }
  bool is_bare = label && parent != owner && parent && !parent->properties;
  if (is_bare && self->row == before)
    writing_plain(self->writing, self->sheet, self->row++, 0, label, parent);
}

/* The layout may require the element itself, or a part of it. */
static bool form_needed(const Writing *writing, const Form *form, const Field *field) {
  Arena *arena = writing->arena;
  size_t len, path_len;
  const char *element = form_pick(form->elements, 0, &len);
  const char *path = form_pick(field->path, 0, &path_len);
  const char *slash = *form->parent ? "/" : "";
  const char *whole = arena_printf(arena, "%s%s%.*s", form->parent, slash, (int)len, element);
  if (form->owned || (field != form->fields && path_len == 0))
    return false;
  return (field == form->fields && needed(writing, whole)) ||
         needed(writing, arena_printf(arena, "%s/%.*s", whole, (int)path_len, path));
}

static void write_form(Writing *writing, const Form *form, const Owners *owners) {
  FormWriting self = {writing, form, book_sheet(writing->book, form->sheet), 0};
  for (size_t i = 0; i < form->field_count; i++)
    book_text(self.sheet, 0, (int)i,
              form_needed(writing, form, &form->fields[i]) ? BOOK_NEEDED : BOOK_HEAD,
              form->fields[i].title);
  self.row = 1;
  if (!form->owned || form->may_be_free)
    write_rows(&self, writing->evaluation->root, NULL);
  for (size_t i = 0; form->owned && i < owners->count; i++)
    write_rows(&self, owners->items[i].node, owners->items[i].label);
  writing_heads(writing, self.sheet, form->fields, form->field_count, self.row);
}

bool sheet_write(const Evaluation *evaluation, const Layout *layout, Buf *out, Messages *messages) {
  int errors = msg_count(messages, MSG_ERROR);
  Writing writing = {.evaluation = evaluation,
                     .layout = layout,
                     .book = book_new(),
                     .arena = arena_new(),
                     .messages = messages};
  Owners owners = owners_list(evaluation->root, writing.arena);
  writing_notes(&writing);
  write_facts(&writing);
  for (size_t i = 0; i < form_count; i++)
    write_form(&writing, &form_list[i], &owners);
  writing_text(&writing);
  bool ok = msg_count(messages, MSG_ERROR) == errors && book_write(writing.book, out, messages);
  buf_free(&writing.text);
  book_free(writing.book);
  arena_free(writing.arena);
  return ok;
}
