#include "package/part.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "xml/escape.h"

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define SIGNS "&<>\"\r"

void part_free(Part *part) {
  buf_free(&part->bytes);
  free(part->open);
}

static void end_tag(Part *part) {
  if (part->in_tag)
    buf_putc(&part->bytes, '>');
  part->in_tag = false;
}

void part_open(Part *part, const char *element) {
  if (part->bytes.len == 0)
    buf_puts(&part->bytes, DECLARATION);
  end_tag(part);
  part->open = mem_grow(part->open, part->depth, &part->open_capacity, sizeof *part->open);
  part->open[part->depth++] = element;
  buf_putc(&part->bytes, '<');
  buf_puts(&part->bytes, element);
  part->in_tag = true;
}

void part_close(Part *part) {
  const char *element = part->open[--part->depth];
  if (part->in_tag) {
    buf_puts(&part->bytes, "/>");
  } else {
    buf_puts(&part->bytes, "</");
    buf_puts(&part->bytes, element);
    buf_putc(&part->bytes, '>');
  }
  part->in_tag = false;
  if (part->depth == 0)
    buf_putc(&part->bytes, '\n');
}

static void open_value(Part *part, const char *name) {
  buf_putc(&part->bytes, ' ');
  buf_puts(&part->bytes, name);
  buf_puts(&part->bytes, "=\"");
}

void part_attr(Part *part, const char *name, const char *value) {
  open_value(part, name);
  xml_put_escaped(&part->bytes, value, strlen(value), SIGNS "\n\t");
  buf_putc(&part->bytes, '"');
}

void part_attr_int(Part *part, const char *name, long value) {
  open_value(part, name);
  buf_put_int(&part->bytes, value);
  buf_putc(&part->bytes, '"');
}

void part_text(Part *part, const char *text, size_t len) {
  if (len == 0)
    return;
  end_tag(part);
  xml_put_escaped(&part->bytes, text, len, SIGNS);
}

void part_element(Part *part, const char *element, const char *text) {
  part_open(part, element);
  part_text(part, text, strlen(text));
  part_close(part);
}
