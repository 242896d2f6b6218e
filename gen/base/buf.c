#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

static void grow(Buf *buf, size_t extra) {
  if (extra > SIZE_MAX / 4 || buf->len > SIZE_MAX / 4)
    mem_exhausted();
  size_t needed = buf->len + extra + 1;
  size_t capacity = buf->capacity ? buf->capacity * 2 : 256;
  if (capacity < needed)
    capacity = needed;
  buf->data = mem_resize(buf->data, capacity);
  buf->capacity = capacity;
}

/* Room for extra bytes and a NUL. */
static inline void reserve(Buf *buf, size_t extra) {
  if (extra >= buf->capacity - buf->len)
    grow(buf, extra);
}

void buf_add(Buf *buf, const void *bytes, size_t len) {
  reserve(buf, len);
  if (len)
    memcpy(buf->data + buf->len, bytes, len);
  buf->len += len;
  buf->data[buf->len] = '\0';
}

void buf_puts(Buf *buf, const char *text) {
  buf_add(buf, text, strlen(text));
}

void buf_putc(Buf *buf, char byte) {
  reserve(buf, 1);
  buf->data[buf->len++] = byte;
  buf->data[buf->len] = '\0';
}

void buf_put_char(Buf *buf, uint32_t ch) {
  char bytes[4];
  buf_add(buf, bytes, utf8_put(ch, bytes));
}

void buf_put_clean(Buf *buf, const char *text) {
  size_t len = strlen(text);
  for (size_t at = 0; at < len;) {
    uint32_t ch = utf8_next(text, len, &at);
    buf_put_char(buf, ch == UTF8_INVALID ? 0xFFFD : ch);
  }
}

void buf_put_int(Buf *buf, int64_t value) {
  char digits[20], *end = digits + sizeof digits, *at = end;
  uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
  do
    *--at = (char)('0' + rest % 10);
  while ((rest /= 10) != 0);
  if (value < 0)
    *--at = '-';
  buf_add(buf, at, (size_t)(end - at));
}

void buf_printf(Buf *buf, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int len = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (len < 0)
    mem_exhausted();
  reserve(buf, (size_t)len);
  vsnprintf(buf->data + buf->len, (size_t)len + 1, format, again);
  va_end(again);
  buf->len += (size_t)len;
}

void buf_clear(Buf *buf) {
  buf->len = 0;
  if (buf->data)
    buf->data[0] = '\0';
}

void buf_free(Buf *buf) {
  free(buf->data);
  *buf = (Buf){0};
}

char *buf_take(Buf *buf) {
  reserve(buf, 0);
  buf->data[buf->len] = '\0';
  char *data = buf->data;
  *buf = (Buf){0};
  return data;
}

bool buf_equal(const Buf *a, const Buf *b) {
  return a->len == b->len && (a->len == 0 || memcmp(a->data, b->data, a->len) == 0);
}
