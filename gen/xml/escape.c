#include "xml/escape.h"

#include <string.h>

static const char *reference_of(char byte) {
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
    return "&#10;";
  case '\t':
    return "&#9;";
  default:
    return NULL;
  }
}

void xml_put_escaped(Buf *out, const char *text, size_t len, const char *signs) {
  size_t done = 0;
  for (size_t i = 0; i < len; i++) {
    const char *reference = reference_of(text[i]);
    if (!reference || !strchr(signs, text[i]))
      continue;
    buf_add(out, text + done, i - done);
    buf_puts(out, reference);
    done = i + 1;
  }
  if (done < len)
    buf_add(out, text + done, len - done);
}
