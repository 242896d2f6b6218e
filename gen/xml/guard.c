#include "xml/guard.h"

#include <libxml/encoding.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/infile.h"
#include "base/utf8.h"
#include "xml/place.h"

/* libxml2 2.9 compares each attribute of a tag with all before it. */
enum { ATTRIBUTE_LIMIT = 500 };

size_t guard_bom(const char *bytes, size_t len) {
  return len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static bool size_ok(const char *path, size_t len, Messages *messages) {
  if (len <= INFILE_LIMIT)
    return true;
  char size[32], limit[32];
  snprintf(size, sizeof size, "%zu", len >> 20);
  snprintf(limit, sizeof limit, "%zu", INFILE_LIMIT >> 20);
  msg_add(messages, pos_file(path), FILE_TOO_LARGE, path, size, limit);
  return false;
}

static bool kind_ok(const char *path, const char *bytes, size_t len, Messages *messages) {
  bool is_pdf = infile_is_pdf(bytes, len);
  if (is_pdf)
    msg_add(messages, pos_file(path), FILE_IS_PDF, path);
  return !is_pdf;
}

static bool utf8_ok(const char *path, const char *bytes, size_t len, Messages *messages) {
  size_t bad = utf8_check(bytes, len);
  if (bad == len)
    return true;
  Place place = PLACE_START;
  msg_add(messages, place_move(&place, path, bytes, bad), XML_NOT_UTF8, NULL);
  return false;
}

/* The encoding that an XML declaration names, NULL when it names none. */
static const char *declared_encoding(const char *bytes, size_t len, Arena *arena) {
  static const char key[] = "encoding";
  if (len < 5 || memcmp(bytes, "<?xml", 5) != 0)
    return NULL;
  const char *end = memmem(bytes, len, "?>", 2);
  const char *at = end ? memmem(bytes, (size_t)(end - bytes), key, sizeof key - 1) : NULL;
  if (!at)
    return NULL;
  at += sizeof key - 1;
  at += strspn(at, " \t\r\n=");
  const char *stop = *at == '"' || *at == '\'' ? memchr(at + 1, *at, (size_t)(end - at - 1)) : NULL;
  return stop ? arena_copy_n(arena, at + 1, (size_t)(stop - at - 1)) : NULL;
}

static bool declaration_ok(const char *path, const char *bytes, size_t len, Messages *messages) {
  Arena *arena = arena_new();
  const char *name = declared_encoding(bytes, len, arena);
  bool ok = !name || xmlParseCharEncoding(name) == XML_CHAR_ENCODING_UTF8;
  if (!ok)
    msg_add(messages, pos_at(path, 1, 1), XML_OTHER_ENCODING, name);
  arena_free(arena);
  return ok;
}

/* Equals signs from one < to the next bound the attributes between them, however
 * broken the text is; a row of them (==== in a comment) counts once. */
static bool tags_ok(const char *path, const char *bytes, size_t len, Messages *messages) {
  size_t tag = 0;
  int count = 0;
  for (size_t i = 0; i < len; i++) {
    if (bytes[i] == '<') {
      tag = i;
      count = 0;
    } else if (bytes[i] == '=' && bytes[i - (i > 0)] != '=') {
      count++;
    }
    if (count > ATTRIBUTE_LIMIT) {
      char limit[16];
      snprintf(limit, sizeof limit, "%d", ATTRIBUTE_LIMIT);
      Place place = PLACE_START;
      msg_add(messages, place_move(&place, path, bytes, tag), XML_TOO_MANY_ATTRIBUTES, limit);
      return false;
    }
  }
  return true;
}

bool guard_bytes(const char *path, const char *bytes, size_t len, Messages *messages) {
  return size_ok(path, len, messages) && kind_ok(path, bytes, len, messages) &&
         utf8_ok(path, bytes, len, messages) && declaration_ok(path, bytes, len, messages) &&
         tags_ok(path, bytes, len, messages);
}
