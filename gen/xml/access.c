#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "xml/xml.h"

bool xml_is(const xmlNode *node, const char *name) {
  return node && node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static xmlNode *first_from(xmlNode *node, const char *name) {
  while (node && (name ? !xml_is(node, name) : node->type != XML_ELEMENT_NODE))
    node = node->next;
  return node;
}

xmlNode *xml_child(const xmlNode *node, const char *name) {
  return node ? first_from(node->children, name) : NULL;
}

xmlNode *xml_next(const xmlNode *node, const char *name) {
  return node ? first_from(node->next, name) : NULL;
}

/* Without entity declarations a value is at most one text node. */
static const char *value_of(const xmlAttr *attr) {
  if (!attr)
    return NULL;
  const xmlNode *value = attr->children;
  return value && value->content ? (const char *)value->content : "";
}

const char *xml_attr(const xmlNode *node, const char *name) {
  if (!node || node->type != XML_ELEMENT_NODE)
    return NULL;
  const xmlAttr *attr = node->properties;
  while (attr && (attr->ns || strcmp((const char *)attr->name, name) != 0))
    attr = attr->next;
  return value_of(attr);
}

const char *xml_attr_any(const xmlNode *node, const char *name) {
  if (!node || node->type != XML_ELEMENT_NODE)
    return NULL;
  const xmlAttr *attr = node->properties;
  while (attr && strcmp((const char *)attr->name, name) != 0)
    attr = attr->next;
  return value_of(attr);
}

static void gather(const xmlNode *node, Buf *out) {
  for (const xmlNode *child = node->children; child; child = child->next) {
    if (child->type == XML_TEXT_NODE)
      buf_puts(out, (const char *)child->content);
    else if (child->type == XML_ELEMENT_NODE)
      gather(child, out);
  }
}

const char *xml_text(const xmlNode *node, Arena *arena) {
  Buf raw = {0};
  if (node)
    gather(node, &raw);
  const char *text = xml_fold(raw.data, raw.len, arena);
  buf_free(&raw);
  return text;
}

static bool is_space(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* Characters that Chinese text sets without spaces between them. */
bool xml_is_wide(uint32_t ch) {
  static const uint32_t ranges[][2] = {
      {0xB7, 0xB7},     {0x2014, 0x2014}, {0x2018, 0x2019}, {0x201C, 0x201D},
      {0x2026, 0x2026}, {0x2460, 0x24FF}, {0x2E80, 0x9FFF}, {0xF900, 0xFAFF},
      {0xFE30, 0xFE4F}, {0xFF01, 0xFF60}, {0xFFE0, 0xFFE6}, {0x20000, 0x3FFFF},
  };
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
    if (ch >= ranges[i][0] && ch <= ranges[i][1])
      return true;
  }
  return false;
}

/* text[from, to) is white space between two characters that are none. */
static void fold_run(const char *text, size_t len, size_t from, size_t to, Buf *out) {
  if (!memchr(text + from, '\n', to - from)) {
    buf_add(out, text + from, to - from);
    return;
  }
  size_t before = from, after = to;
  if (!xml_is_wide(utf8_prev(text, &before)) && !xml_is_wide(utf8_next(text, len, &after)))
    buf_putc(out, ' ');
}

char *xml_fold(const char *text, size_t len, Arena *arena) {
  size_t at = 0;
  while (at < len && is_space(text[at]))
    at++;
  while (len > at && is_space(text[len - 1]))
    len--;
  Buf out = {0};
  while (at < len) {
    size_t end = at;
    bool space = is_space(text[at]);
    while (end < len && is_space(text[end]) == space)
      end++;
    if (space)
      fold_run(text, len, at, end, &out);
    else
      buf_add(&out, text + at, end - at);
    at = end;
  }
  char *folded = arena_copy_n(arena, out.data ? out.data : "", out.len);
  buf_free(&out);
  return folded;
}
