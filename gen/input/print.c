#include "input/print.h"

#include <string.h>

#include "input/flow.h"
#include "xml/escape.h"

enum { INDENT = 2 };

#define SIGNS "&<>\t\r"

void print_text(Buf *out, const char *text, size_t len) {
  xml_put_escaped(out, text, len, SIGNS);
}

void print_attribute(Buf *out, const char *name, const char *value) {
  buf_printf(out, " %s=\"", name);
  xml_put_escaped(out, value, strlen(value), SIGNS "\"\n");
  buf_putc(out, '"');
}

static void put_piece(Buf *out, const FlowPiece *piece) {
  switch (piece->kind) {
  case FLOW_TEXT:
  case FLOW_FOLD:
    print_text(out, piece->text, piece->len);
    return;
  case FLOW_VALUE:
    buf_puts(out, "<值");
    print_attribute(out, "式", piece->text);
    buf_puts(out, "/>");
    return;
  case FLOW_BREAK:
    buf_puts(out, "<换行/>");
    return;
  case FLOW_OPEN:
    buf_printf(out, "<%s>", piece->text);
    return;
  case FLOW_CLOSE:
    buf_printf(out, "</%s>", piece->text);
    return;
  }
}

static void put_flow(Buf *out, const xmlNode *node, Arena *arena) {
  Flow flow = flow_read(node, arena);
  for (size_t i = 0; i < flow.count; i++)
    put_piece(out, &flow.pieces[i]);
  flow_free(&flow);
}

static void put_indent(Buf *out, int depth) {
  for (int i = 0; i < depth * INDENT; i++)
    buf_putc(out, ' ');
}

static void put_element(Buf *out, const xmlNode *node, int depth, Arena *arena);

/* Comments stay where they stand among elements; among text they go. */
static void put_children(Buf *out, const xmlNode *node, int depth, Arena *arena) {
  for (const xmlNode *child = node->children; child; child = child->next) {
    if (child->type == XML_ELEMENT_NODE) {
      put_element(out, child, depth, arena);
    } else if (child->type == XML_COMMENT_NODE) {
      put_indent(out, depth);
      buf_printf(out, "<!--%s-->\n", (const char *)child->content);
    }
  }
}

static bool is_empty(const xmlNode *node) {
  const xmlNode *child = node->children;
  while (child && child->type != XML_ELEMENT_NODE && child->type != XML_COMMENT_NODE)
    child = child->next;
  return !child;
}

static void put_element(Buf *out, const xmlNode *node, int depth, Arena *arena) {
  const char *name = (const char *)node->name;
  put_indent(out, depth);
  buf_printf(out, "<%s", name);
  for (const xmlAttr *attr = node->properties; attr; attr = attr->next)
    print_attribute(out, (const char *)attr->name, xml_attr(node, (const char *)attr->name));
  bool is_text = flow_is_text(node);
  if (!is_text && is_empty(node)) {
    buf_puts(out, "/>\n");
    return;
  }
  buf_putc(out, '>');
  if (is_text) {
    put_flow(out, node, arena);
  } else {
    buf_putc(out, '\n');
    put_children(out, node, depth + 1, arena);
    put_indent(out, depth);
  }
  buf_printf(out, "</%s>\n", name);
}

void evaluation_print(const Evaluation *evaluation, Buf *out) {
  Arena *arena = arena_new();
  buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  put_element(out, evaluation->root, 0, arena);
  arena_free(arena);
}
