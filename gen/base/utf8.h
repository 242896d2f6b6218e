/* UTF-8, strictly as RFC 3629 has it: no surrogates, no overlong forms,
 * nothing above U+10FFFF. */
#ifndef ZIPING_BASE_UTF8_H
#define ZIPING_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_INVALID UINT32_MAX

/* The code point at text[*at], and *at moved behind it. Invalid bytes give
 * UTF8_INVALID and move by one byte. *at must be below len. */
uint32_t utf8_next(const char *text, size_t len, size_t *at);
/* The code point that ends before text[*at], and *at moved to its start. */
uint32_t utf8_prev(const char *text, size_t *at);
/* Bytes written to out (1 to 4). */
size_t utf8_put(uint32_t ch, char out[4]);
/* The offset of the first invalid byte, or len when there is none. */
size_t utf8_check(const char *text, size_t len);
size_t utf8_count(const char *text, size_t len);

#endif
