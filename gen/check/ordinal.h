/* Numbers in front of things, as printed: 一、 （十二） 3. ④ 二是 第三，. Only for
 * the check room. */
#ifndef ZIPING_CHECK_ORDINAL_H
#define ZIPING_CHECK_ORDINAL_H

#include "check/passage.h"

/* （十二） is （, 12, ）; before and after are words of the source. */
typedef struct Ordinal {
  NumberForm form;
  int value;         /* at least 1 */
  size_t start, end; /* the digits, as characters of the text */
} Ordinal;

/* The number that begins at text[at]; false when none does. */
bool ordinal_at(const uint32_t *text, size_t count, size_t at, Ordinal *out);
/* 十二, 12 or ⑫. */
const char *ordinal_text(NumberForm form, int value, Arena *arena);

#endif
