/* Figures as reports print them, computed exactly.
 *
 * A Decimal is an integer and the number of its decimals; nothing here goes
 * through a double, so that 2.675 rounds to 2.68 and the result is the same on
 * every machine. Rounding is half up, away from zero below it (GB/T 8170
 * leaves that rule to those who state it; budget figures are rounded so).
 * Functions that can fail return false and leave *out alone. */
#ifndef ZIPING_DOC_NUMBER_H
#define ZIPING_DOC_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/* units / 10^scale; |units| < 10^18, 0 <= scale <= 18. */
typedef struct Decimal {
  int64_t units;
  int scale;
} Decimal;

#define NUMBER_DIGITS 18 /* what a Decimal holds at most */
#define NUMBER_PLACES 8  /* decimals that a caller may ask for */

/* -12, 12.50, .5: as XPath writes numbers, white space around allowed. False
 * when it is none, or has more than 18 digits. */
bool number_parse(const char *text, Decimal *out);
/* What a double of XPath arithmetic stands for: the decimal of at most 6 places
 * within 10^-9 of it (100 - 99.24 is 0.760000000000005 there), or else its 15
 * significant digits. False for NaN, infinity and what is too large. */
bool number_from_double(double value, Decimal *out);

bool number_add(Decimal a, Decimal b, Decimal *out);
bool number_subtract(Decimal a, Decimal b, Decimal *out);
/* Exactly; false when that takes too many digits. */
bool number_multiply(Decimal a, Decimal b, Decimal *out);
/* To places decimals, 0 to NUMBER_PLACES, zeros filled in. */
bool number_round(Decimal value, int places, Decimal *out);
/* part / whole * 10^shift with that many decimals; false when whole is 0. */
bool number_ratio(Decimal part, Decimal whole, int shift, int places, Decimal *out);
/* value * 10^exponent, exponent 0 to 8. */
bool number_shift(Decimal value, int exponent, Decimal *out);
/* Below, at or above 0 as a is less than, equal to or greater than b. */
int number_compare(Decimal a, Decimal b);
/* Without the zeros that end its decimals. */
Decimal number_trim(Decimal value);

/* 2661.70 */
void number_put(Buf *out, Decimal value);
/* 2,661.70 */
void number_put_grouped(Buf *out, Decimal value);
/* 一百零五; from -10^16 to 10^16, both excluded. False beyond. */
bool number_put_han(Buf *out, int64_t value);
/* 2023年3月5日: Arabic numerals, no leading zeros (GB/T 9704-2012, 7.3.5.4). No
 * day when it is 0. */
void number_put_date(Buf *out, int year, int month, int day);
/* ①; 1 to 50. False beyond. */
bool number_put_circled(Buf *out, int64_t value);
/* 壹仟肆佰零玖元伍角: yuan as 支付结算办法 annex 1 writes amounts, rounded to 分.
 * Same range as number_put_han. */
bool number_put_capital(Buf *out, Decimal yuan);

#endif
