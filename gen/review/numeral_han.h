/* Numbers in Han characters: 十二, 一百零五, 三千万, 二〇二二, 三点五. Only for the review room. */
#ifndef ZIPING_REVIEW_NUMERAL_HAN_H
#define ZIPING_REVIEW_NUMERAL_HAN_H

#include "doc/number.h"
#include "review/words.h"

/* The bytes of the number that begins at text[at], and its value; 0 when none does:
 * 三四 may be three or four, 第三 tells which one, 十四五 is a name. */
size_t numeral_han(Piece text, size_t at, Decimal *value);

#endif
