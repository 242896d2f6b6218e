/* Numbers as texts write them: 2,457.31, -5, １２, 12万, 十二, 百分之三, 0.5个百分点.
 * Only for the review room. */
#ifndef ZIPING_REVIEW_NUMERAL_H
#define ZIPING_REVIEW_NUMERAL_H

#include "doc/number.h"
#include "review/words.h"

typedef enum NumeralRate { RATE_NONE, RATE_PERCENT, RATE_PERMILLE, RATE_POINTS } NumeralRate;

typedef struct Numeral {
  size_t len;    /* in bytes; 0: no number begins here */
  size_t digits; /* without the 万, 亿 and % behind it */
  NumeralRate rate;
  bool has_value; /* not of 1.2.3, nor with more digits than a Decimal holds */
  Decimal value;
} Numeral;

/* The number that begins at text[at]. What stands around it tells whether - is a
 * sign (3-5个 is a range) and 一 a number (一是 counts what is said). */
Numeral numeral_at(Piece text, size_t at);
/* 2457.31 and 2,457.31, 12万 and 120000, 3% and 百分之三. */
bool numerals_equal(const Numeral *a, const Numeral *b);

#endif
