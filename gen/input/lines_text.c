/* lines_read: a running text. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "input/lines.h"

/* libxml2 takes no text of 10 MB; a paragraph of a tenth of that is no report. */
enum { LONGEST_LINE = 1000000, ERROR_LIMIT = 100 };

typedef struct Reader {
  const char *path;
  const char *bytes;
  size_t len;
  size_t at;
  int line, col; /* of bytes[at] */
  int errors;
  Lines *lines;
  Arena *arena;
  Messages *messages;
} Reader;

static Pos here(const Reader *reader) {
  return pos_at(reader->path, reader->line, reader->col);
}

/* Form feeds and the other separators come from pages and soft line breaks. */
static bool is_line_end(uint32_t ch) {
  return (ch >= '\n' && ch <= '\r') || ch == 0x85 || ch == 0x2028 || ch == 0x2029;
}

/* XML 1.0, 2.2 Char; white space aside, which is_line_end has seen. */
static bool is_forbidden(uint32_t ch) {
  return (ch < ' ' && ch != '\t') || ch == 0xFFFE || ch == 0xFFFF;
}

static uint32_t advance(Reader *reader) {
  size_t start = reader->at;
  uint32_t ch = utf8_next(reader->bytes, reader->len, &reader->at);
  bool crlf = ch == '\r' && reader->at < reader->len && reader->bytes[reader->at] == '\n';
  if ((ch == '\n' || ch == '\r') && !crlf) {
    reader->line++;
    reader->col = 1;
  } else {
    reader->col += reader->at > start;
  }
  return ch;
}

/* What converters leave of Word's bookmarks: [bookmark: _GoBack]. Its length,
 * 0 when there is none here. */
static size_t rubbish_len(const Reader *reader) {
  static const char opening[] = "[bookmark:";
  const char *text = reader->bytes + reader->at;
  size_t len = reader->len - reader->at;
  if (len < sizeof opening - 1 || memcmp(text, opening, sizeof opening - 1) != 0)
    return 0;
  size_t end = 0;
  while (end < len && text[end] != ']' && text[end] != '\n' && text[end] != '\r')
    end++;
  return end < len && text[end] == ']' ? end + 1 : 0;
}

static void skip_rubbish(Reader *reader, size_t len) {
  const char *text = arena_copy_n(reader->arena, reader->bytes + reader->at, len);
  msg_add(reader->messages, here(reader), IMPORT_RUBBISH, text);
  size_t end = reader->at + len;
  while (reader->at < end)
    advance(reader);
}

static void report_char(Reader *reader, Pos pos, uint32_t ch) {
  char code[16];
  snprintf(code, sizeof code, "U+%04X", (unsigned)ch);
  if (reader->errors++ < ERROR_LIMIT)
    msg_add(reader->messages, pos, IMPORT_CHARACTER, code);
}

/* Moves behind the line's end and keeps its text. */
static void read_line(Reader *reader, Buf *text) {
  Pos start = here(reader);
  buf_clear(text);
  while (reader->at < reader->len) {
    size_t rubbish = rubbish_len(reader);
    if (rubbish) {
      skip_rubbish(reader, rubbish);
      continue;
    }
    Pos pos = here(reader);
    uint32_t ch = advance(reader);
    if (is_line_end(ch))
      break;
    if (is_forbidden(ch))
      report_char(reader, pos, ch);
    buf_put_char(text, ch);
  }
  if (text->len > LONGEST_LINE) {
    reader->errors++;
    msg_add(reader->messages, start, IMPORT_LONG_LINE, NULL);
  }
}

static bool encoding_ok(Reader *reader) {
  size_t bad = utf8_check(reader->bytes, reader->len);
  if (bad == reader->len)
    return true;
  while (reader->at < bad)
    advance(reader);
  msg_add(reader->messages, here(reader), XML_NOT_UTF8, NULL);
  return false;
}

static bool split(Reader *reader) {
  if (!encoding_ok(reader))
    return false;
  Buf text = {0};
  while (reader->at < reader->len) {
    read_line(reader, &text);
    if (text.len > 0)
      lines_add(reader->lines, (Marked){.text = text.data}, LINE_UNKNOWN, reader->arena);
  }
  buf_free(&text);
  return reader->errors == 0;
}

bool lines_read(const char *path, const char *bytes, size_t len, Lines *lines, Arena *arena,
                Messages *messages) {
  size_t bom = len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  Reader reader = {.path = path,
                   .bytes = bytes + bom,
                   .len = len - bom,
                   .line = 1,
                   .col = 1,
                   .lines = lines,
                   .arena = arena,
                   .messages = messages};
  if (!split(&reader))
    return false;
  if (lines->count == 0)
    msg_add(messages, pos_file(path), FILE_EMPTY, path);
  return lines->count > 0;
}
