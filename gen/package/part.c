#include "package/part.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

void part_free(Part *part) {
  buf_free(&part->bytes);
  free(part->open);
}

/* What a reader would not take for the character itself (XML 1.0, 2.4, 2.11,
 * 3.3.3); NULL: it stands as it is. */
static const char *reference_of(char byte, bool in_value) {
  switch (byte) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return "&quot;";
  case '\r':
    return "&#13;";
  case '\n':
    return in_value ? "&#10;" : NULL;
  case '\t':
    return in_value ? "&#9;" : NULL;
  default:
    return NULL;
  }
}

static void put_escaped(Buf *out, const char *text, size_t len, bool in_value) {
  size_t done = 0;
  for (size_t i = 0; i < len; i++) {
    const char *reference = reference_of(text[i], in_value);
    if (!reference)
      continue;
    buf_add(out, text + done, i - done);
    buf_puts(out, reference);
    done = i + 1;
  }
  buf_add(out, text + done, len - done);
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
  put_escaped(&part->bytes, value, strlen(value), true);
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
  put_escaped(&part->bytes, text, len, false);
}

void part_element(Part *part, const char *element, const char *text) {
  part_open(part, element);
  part_text(part, text, strlen(text));
  part_close(part);
}
