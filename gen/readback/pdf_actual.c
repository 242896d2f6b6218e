#include "readback/pdf_actual.h"

#include <string.h>

#include "base/utf8.h"

static bool is_space(uint32_t ch) {
  return ch <= ' ' || ch == 0xA0 || ch == 0xAD || ch == 0x3000 || (ch >= 0x2000 && ch <= 0x200D) ||
         ch == 0x2028 || ch == 0x2029 || ch == 0xFEFF;
}

/* Ligatures, upright and small forms, private characters: other ones may stand for them. */
static bool is_only_form(uint32_t ch) {
  return ch == UTF8_INVALID || ch == 0xFFFD || (ch >= 0xE000 && ch <= 0xF8FF) || ch >= 0xF0000 ||
         (ch >= 0xFB00 && ch <= 0xFE6F);
}

/* The next that isn't a space; 0 at the end. */
static uint32_t next(const char *text, size_t len, size_t *at) {
  while (*at < len) {
    uint32_t ch = utf8_next(text, len, at);
    if (!is_space(ch))
      return ch;
  }
  return 0;
}

const char *pdf_actual_text(const char *actual, const char *glyphs) {
  size_t len = strlen(actual), shown = strlen(glyphs), i = 0, k = 0;
  bool differ = false;
  uint32_t one, other;
  do {
    one = next(actual, len, &i);
    other = next(glyphs, shown, &k);
    if (is_only_form(other))
      return actual;
    differ |= one != other;
  } while (one || other);
  return differ ? glyphs : actual;
}
