/* 目标 and 实际 as forms write them: ≥20万页, 不低于95%, 20-30, 1,200, 95%以上. */
#ifndef ZIPING_DOC_TARGET_H
#define ZIPING_DOC_TARGET_H

#include "doc/number.h"

typedef enum TargetSign {
  TARGET_PLAIN, /* none written */
  TARGET_AT_LEAST,
  TARGET_ABOVE,
  TARGET_AT_MOST,
  TARGET_BELOW,
  TARGET_EXACTLY,
  TARGET_BETWEEN
} TargetSign;

/* A figure with what is written behind it; unit borrows from the text. */
typedef struct Figure {
  Decimal value;
  const char *unit;
  size_t unit_len;
} Figure;

typedef struct Target {
  TargetSign sign;
  Figure bound;
  Decimal upper; /* TARGET_BETWEEN: from bound to upper, both included */
} Target;

/* False when the text is no figure: words, a date (12月), more than one figure. */
bool target_parse(const char *text, Target *out);
/* The same for 实际: a figure and its unit, no sign. */
bool target_actual(const char *text, Figure *out);
/* Whether both are in one unit; one without any is in otherwise (单位; NULL:
 * none). */
bool target_same_unit(const Figure *one, const Figure *other, const char *otherwise);

#endif
