/* A growing byte string; always NUL-terminated once something was added.
 *
 * The holder of a Buf owns its bytes: buf_free ends it, buf_take hands the
 * bytes over (the caller then frees them with free()). A zeroed Buf is empty
 * and ready. */
#ifndef ZIPING_BASE_BUF_H
#define ZIPING_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Buf {
  char *data;
  size_t len;
  size_t capacity;
} Buf;

void buf_add(Buf *buf, const void *bytes, size_t len);
void buf_puts(Buf *buf, const char *text);
void buf_putc(Buf *buf, char byte);
/* Appends one code point as UTF-8. */
void buf_put_char(Buf *buf, uint32_t ch);
/* Appends text with U+FFFD for each byte that is no UTF-8. */
void buf_put_clean(Buf *buf, const char *text);
/* In decimal. */
void buf_put_int(Buf *buf, int64_t value);
void buf_printf(Buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_clear(Buf *buf);
void buf_free(Buf *buf);
char *buf_take(Buf *buf);
bool buf_equal(const Buf *a, const Buf *b);

#endif
