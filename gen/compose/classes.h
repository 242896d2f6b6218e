/* What kind of character this is for line composition.
 *
 * Classes follow GB/T 15834-2011 (punctuation) and W3C CLREQ 3.1; what is no
 * Chinese mark is told by ICU's East Asian width and general category. */
#ifndef ZIPING_COMPOSE_CLASSES_H
#define ZIPING_COMPOSE_CLASSES_H

#include <stdbool.h>
#include <stdint.h>

#include "layout/style.h"

typedef enum CharClass {
  CLASS_HAN,    /* Han characters and whatever else is full-width: one em */
  CLASS_OPEN,   /* （《“ …: blank in its left half */
  CLASS_CLOSE,  /* ）》” …: blank in its right half */
  CLASS_PAUSE,  /* ，、；：: blank in its right half */
  CLASS_STOP,   /* 。！？: blank in its right half */
  CLASS_MIDDLE, /* ·: blank on both sides */
  CLASS_DASH,   /* — … and their doubles: full-width, no blank */
  CLASS_LETTER, /* Latin and other letters of their own width */
  CLASS_DIGIT,
  CLASS_SIGN, /* half-width punctuation and symbols */
  CLASS_SPACE /* U+0020 and other spaces but U+3000 and U+00A0 */
} CharClass;

/* One of the basic block's ideographs, as nearly every character of a report is:
 * no mark, nothing that a rule speaks of. */
static inline bool class_is_ideograph(uint32_t ch) {
  return ch >= 0x4E00 && ch <= 0x9FFF;
}
CharClass class_of(uint32_t ch);
/* Full-width in Chinese text, whatever the font's own advance. */
bool class_is_full_width(CharClass class);
/* A full-width mark with a blank half that can be squeezed. */
bool class_is_mark(CharClass class);
bool class_is_closing(CharClass class);
/* Letters, digits and half-width signs: what the Latin font prints. */
bool class_is_latin(CharClass class);

/* 行首禁则, 行尾禁则. KINSOKU_WORD: the lists Word keeps for Simplified Chinese;
 * KINSOKU_STRICT: CLREQ 3.1.2 adds the connectors — … ～ · and the slash. */
bool kinsoku_no_start(uint32_t ch, KinsokuLevel level);
bool kinsoku_no_end(uint32_t ch, KinsokuLevel level);

#endif
