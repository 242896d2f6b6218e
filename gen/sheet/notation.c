#include "sheet/notation.h"

#include <stdlib.h>
#include <string.h>

#include "input/flow.h"

enum { DEPTH_LIMIT = 16 };

/* Signs by name; {空} stands for nothing at all. */
static const struct {
  const char *name, *text;
} signs[] = {{"左", "{"},    {"右", "}"},    {"空格", " "}, {"制表", "\t"},
             {"回车", "\r"}, {"换行", "\n"}, {"空", ""}};

static const char *const holders[] = {"上标", "下标", "粗"};

static void put_sign(Buf *out, const char *name) {
  buf_printf(out, "{%s}", name);
}

/* A } outside of any notation stands for itself. */
static void put_text(Buf *out, const char *text, size_t len, bool inside) {
  for (size_t i = 0; i < len; i++) {
    if (text[i] == '{')
      put_sign(out, "左");
    else if (text[i] == '}' && inside)
      put_sign(out, "右");
    else if (text[i] == '\r')
      put_sign(out, "回车");
    else
      buf_putc(out, text[i]);
  }
}

static void put_piece(Buf *out, const Flow *flow, size_t at, int *depth) {
  const FlowPiece *piece = &flow->pieces[at];
  switch (piece->kind) {
  case FLOW_TEXT:
    put_text(out, piece->text, piece->len, *depth > 0);
    return;
  case FLOW_VALUE:
    buf_puts(out, "{值 ");
    put_text(out, piece->text, piece->len, true);
    buf_putc(out, '}');
    return;
  case FLOW_BREAK:
    if (at == 0 || at + 1 == flow->count)
      put_sign(out, "换行");
    else
      buf_putc(out, '\n');
    return;
  case FLOW_FOLD:
    put_sign(out, "软换行");
    return;
  case FLOW_OPEN:
    ++*depth;
    buf_printf(out, "{%s ", piece->text);
    return;
  case FLOW_CLOSE:
    --*depth;
    buf_putc(out, '}');
    return;
  }
}

void notation_put_flow(Buf *out, const xmlNode *holder) {
  Arena *arena = arena_new();
  Flow flow = flow_read(holder, arena);
  int depth = 0;
  for (size_t i = 0; i < flow.count; i++)
    put_piece(out, &flow, i, &depth);
  if (flow.count == 0)
    put_sign(out, "空");
  flow_free(&flow);
  arena_free(arena);
}

void notation_put_plain(Buf *out, const char *text) {
  size_t len = strlen(text);
  if (len == 0)
    put_sign(out, "空");
  for (size_t i = 0; i < len; i++) {
    if (text[i] == ' ' && (i == 0 || i + 1 == len))
      put_sign(out, "空格");
    else if (text[i] == '\t')
      put_sign(out, "制表");
    else if (text[i] == '\n')
      put_sign(out, "换行");
    else
      put_text(out, text + i, 1, false);
  }
}

typedef struct Reader {
  XmlFile *file;
  Pos pos;
  Messages *messages;
  Buf text; /* gathered, not yet in the tree */
  bool ok;
} Reader;

/* Where the notation at `at` ends its name. */
static size_t name_len(const char *at) {
  return strcspn(at, " {}\n");
}

static const char *sign_text(const char *name, size_t len) {
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
    if (strlen(signs[i].name) == len && strncmp(signs[i].name, name, len) == 0)
      return signs[i].text;
  }
  return NULL;
}

static bool is_named(const char *at, size_t len, const char *name) {
  return strlen(name) == len && strncmp(at, name, len) == 0;
}

static const char *holder_named(const char *at, size_t len) {
  for (size_t i = 0; i < sizeof holders / sizeof *holders; i++) {
    if (is_named(at, len, holders[i]))
      return holders[i];
  }
  return NULL;
}

static const char *fail(Reader *reader, MsgId id, const char *name, size_t len) {
  Arena *arena = arena_new();
  msg_add(reader->messages, reader->pos, id, arena_copy_n(arena, name, len));
  arena_free(arena);
  reader->ok = false;
  return NULL;
}

static void flush(Reader *reader, xmlNode *holder) {
  if (reader->text.len > 0)
    xml_make_text(holder, reader->text.data, reader->text.len);
  buf_clear(&reader->text);
}

static const char *read_children(Reader *reader, xmlNode *holder, const char *at, int depth);

/* {值 …}: up to the }, signs in it replaced. */
static const char *read_value(Reader *reader, xmlNode *holder, const char *name, size_t len) {
  const char *at = name + len + 1;
  Buf expression = {0};
  buf_puts(&expression, "");
  while (*at && *at != '}') {
    size_t sign_len = *at == '{' ? name_len(at + 1) : 0;
    const char *sign = sign_len > 0 && at[1 + sign_len] == '}' ? sign_text(at + 1, sign_len) : NULL;
    if (sign) {
      buf_puts(&expression, sign);
      at += sign_len + 2;
    } else {
      buf_putc(&expression, *at++);
    }
  }
  if (*at) {
    flush(reader, holder);
    xmlNode *value = xml_make_element(reader->file, holder, "值", reader->pos);
    xml_make_attr(reader->file, value, "式", expression.data, reader->pos);
  }
  buf_free(&expression);
  return *at ? at + 1 : fail(reader, NOTATION_OPEN, name, len);
}

static const char *read_holder(Reader *reader, xmlNode *holder, const char *element,
                               const char *name, size_t len, int depth) {
  flush(reader, holder);
  xmlNode *inner = xml_make_element(reader->file, holder, element, reader->pos);
  const char *end = depth < DEPTH_LIMIT ? read_children(reader, inner, name + len + 1, depth + 1)
                                        : name + strlen(name);
  if (!end)
    return NULL;
  return *end ? end + 1 : fail(reader, NOTATION_OPEN, name, len);
}

static void put_break(Reader *reader, xmlNode *holder) {
  flush(reader, holder);
  xml_make_element(reader->file, holder, "换行", reader->pos);
}

/* The notation that begins at the { of `at`; behind it, or NULL with a message. */
static const char *read_notation(Reader *reader, xmlNode *holder, const char *at, int depth) {
  const char *name = at + 1;
  size_t len = name_len(name);
  const char *sign = name[len] == '}' ? sign_text(name, len) : NULL;
  if (name[len] == ' ' && is_named(name, len, "值"))
    return read_value(reader, holder, name, len);
  const char *element = name[len] == ' ' ? holder_named(name, len) : NULL;
  if (element)
    return read_holder(reader, holder, element, name, len, depth);
  if (name[len] == '}' && is_named(name, len, "软换行"))
    buf_putc(&reader->text, '\n');
  else if (sign && *sign == '\n')
    put_break(reader, holder);
  else if (sign)
    buf_puts(&reader->text, sign);
  else
    return fail(reader, NOTATION_UNKNOWN, name, len);
  return name + len + 1;
}

/* Up to the end, or to the } that ends the notation around; NULL with a message. */
static const char *read_children(Reader *reader, xmlNode *holder, const char *at, int depth) {
  while (at && *at && (*at != '}' || depth == 0)) {
    if (*at == '{') {
      at = read_notation(reader, holder, at, depth);
    } else if (*at == '\n') {
      put_break(reader, holder);
      at++;
    } else {
      buf_putc(&reader->text, *at++);
    }
  }
  flush(reader, holder);
  return at;
}

/* Without the white space at its ends. */
static char *trimmed(const char *text, Arena *arena) {
  static const char white[] = " \t\r\n";
  text += strspn(text, white);
  size_t len = strlen(text);
  while (len > 0 && strchr(white, text[len - 1]))
    len--;
  return arena_copy_n(arena, text, len);
}

bool notation_read_flow(XmlFile *file, xmlNode *holder, const char *text, Pos pos,
                        Messages *messages) {
  Reader reader = {.file = file, .pos = pos, .messages = messages, .ok = true};
  read_children(&reader, holder, trimmed(text, file->arena), 0);
  buf_free(&reader.text);
  return reader.ok;
}

const char *notation_read_plain(const char *text, Pos pos, Arena *arena, Messages *messages) {
  Reader reader = {.pos = pos, .messages = messages, .ok = true};
  const char *at = xml_fold(text, strlen(text), arena);
  buf_puts(&reader.text, "");
  while (*at) {
    size_t len = *at == '{' ? name_len(at + 1) : 0;
    const char *sign = len > 0 && at[1 + len] == '}' ? sign_text(at + 1, len) : NULL;
    if (*at != '{') {
      buf_putc(&reader.text, *at++);
    } else if (sign) {
      buf_puts(&reader.text, sign);
      at += len + 2;
    } else {
      fail(&reader,
           holder_named(at + 1, len) || is_named(at + 1, len, "值") ? NOTATION_NOT_HERE
                                                                    : NOTATION_UNKNOWN,
           at + 1, len);
      break;
    }
  }
  const char *value = reader.ok ? arena_copy(arena, reader.text.data) : NULL;
  buf_free(&reader.text);
  return value;
}
