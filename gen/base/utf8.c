#include "base/utf8.h"

static bool is_tail(unsigned char byte) {
  return (byte & 0xC0) == 0x80;
}

/* Length of the sequence that starts with this byte, 0 when none does. */
static size_t sequence_length(unsigned char lead) {
  if (lead < 0x80)
    return 1;
  if (lead >= 0xC2 && lead <= 0xDF)
    return 2;
  if (lead >= 0xE0 && lead <= 0xEF)
    return 3;
  return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

/* Three bytes of which any two tails are right: U+1000 to U+CFFF, and from U+E000,
 * which is nearly all of a Chinese text. */
static bool is_plain_three(const unsigned char *bytes) {
  return bytes[0] > 0xE0 && bytes[0] < 0xF0 && bytes[0] != 0xED && is_tail(bytes[1]) &&
         is_tail(bytes[2]);
}

uint32_t utf8_next(const char *text, size_t len, size_t *at) {
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const unsigned char *bytes = (const unsigned char *)text + *at;
  if (len - *at >= 3 && is_plain_three(bytes)) {
    *at += 3;
    return (bytes[0] & 0xFu) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
  }
  size_t need = sequence_length(bytes[0]);
  if (need == 1) {
    ++*at;
    return bytes[0];
  }
  if (!need || len - *at < need) {
    ++*at;
    return UTF8_INVALID;
  }
  uint32_t ch = bytes[0] & (0x7Fu >> need);
  for (size_t i = 1; i < need; i++) {
    if (!is_tail(bytes[i])) {
      ++*at;
      return UTF8_INVALID;
    }
    ch = ch << 6 | (bytes[i] & 0x3Fu);
  }
  if (ch < least[need] || ch > 0x10FFFF || (ch >= 0xD800 && ch <= 0xDFFF)) {
    ++*at;
    return UTF8_INVALID;
  }
  *at += need;
  return ch;
}

uint32_t utf8_prev(const char *text, size_t *at) {
  size_t start = *at - 1;
  while (start > 0 && *at - start < 4 && is_tail((unsigned char)text[start]))
    start--;
  size_t end = start;
  uint32_t ch = utf8_next(text, *at, &end);
  if (end != *at) {
    --*at;
    return UTF8_INVALID;
  }
  *at = start;
  return ch;
}

size_t utf8_put(uint32_t ch, char out[4]) {
  if (ch < 0x80) {
    out[0] = (char)ch;
    return 1;
  }
  if (ch < 0x800) {
    out[0] = (char)(0xC0 | ch >> 6);
    out[1] = (char)(0x80 | (ch & 0x3F));
    return 2;
  }
  if (ch < 0x10000) {
    out[0] = (char)(0xE0 | ch >> 12);
    out[1] = (char)(0x80 | (ch >> 6 & 0x3F));
    out[2] = (char)(0x80 | (ch & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | ch >> 18);
  out[1] = (char)(0x80 | (ch >> 12 & 0x3F));
  out[2] = (char)(0x80 | (ch >> 6 & 0x3F));
  out[3] = (char)(0x80 | (ch & 0x3F));
  return 4;
}

size_t utf8_check(const char *text, size_t len) {
  for (size_t at = 0; at < len;) {
    size_t start = at;
    if (utf8_next(text, len, &at) == UTF8_INVALID)
      return start;
  }
  return len;
}

size_t utf8_count(const char *text, size_t len) {
  size_t count = 0;
  for (size_t at = 0; at < len; count++)
    utf8_next(text, len, &at);
  return count;
}
