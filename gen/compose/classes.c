#include "compose/classes.h"

#include <stddef.h>
#include <unicode/uchar.h>

/* Sorted lists; each ends with 0. */
static const uint32_t opening[] = {0x2018, 0x201C, 0x3008, 0x300A, 0x300C, 0x300E, 0x3010,
                                   0x3014, 0x3016, 0x301D, 0xFF08, 0xFF3B, 0xFF5B, 0};
static const uint32_t closing[] = {0x2019, 0x201D, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011,
                                   0x3015, 0x3017, 0x301E, 0xFF09, 0xFF3D, 0xFF5D, 0};
static const uint32_t pauses[] = {0x3001, 0xFF0C, 0xFF1A, 0xFF1B, 0};
static const uint32_t stops[] = {0x3002, 0xFF01, 0xFF0E, 0xFF1F, 0};
static const uint32_t middles[] = {0x00B7, 0x2027, 0x30FB, 0};
static const uint32_t dashes[] = {0x2014, 0x2015, 0x2026, 0x22EF, 0x2E3A, 0};

/* Word's own lists for Simplified Chinese (w:noLineBreaksBefore/After, zh-CN). */
static const uint32_t word_no_start[] = {
    '!',    '%',    ')',    ',',    '.',    ':',    ';',    '>',    '?',    ']',    '}',
    0x00A2, 0x00A8, 0x00B0, 0x00B7, 0x02C7, 0x02C9, 0x2014, 0x2015, 0x2016, 0x2019, 0x201D,
    0x2022, 0x2026, 0x2030, 0x2032, 0x2033, 0x203A, 0x2103, 0x2236, 0x3001, 0x3002, 0x3003,
    0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0x301E, 0xFE36, 0xFE3A, 0xFE3E,
    0xFE40, 0xFE44, 0xFE5A, 0xFE5C, 0xFE5E, 0xFF01, 0xFF02, 0xFF05, 0xFF07, 0xFF09, 0xFF0C,
    0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF3D, 0xFF40, 0xFF5C, 0xFF5D, 0xFF5E, 0xFFE0, 0};
static const uint32_t word_no_end[] = {'$',    '(',    '[',    '{',    0x00A3, 0x00A5, 0x00B7,
                                       0x2018, 0x201C, 0x3008, 0x300A, 0x300C, 0x300E, 0x3010,
                                       0x3014, 0x3016, 0x301D, 0xFE59, 0xFE5B, 0xFE5D, 0xFF04,
                                       0xFF08, 0xFF0E, 0xFF3B, 0xFF5B, 0xFFE1, 0xFFE5, 0};
/* What CLREQ 3.1.2 and GB/T 15834-2011 5.1 add; and the signs that say how the
 * number behind them compares (≥90), which belong to it. */
static const uint32_t strict_no_start[] = {'/', 0x2013, 0x2027, 0x22EF, 0x2E3A, 0x30FB, 0xFF0F, 0};
static const uint32_t strict_no_end[] = {'#',    0x2116, 0x2248, 0x2260, 0x2264, 0x2265, 0x2266,
                                         0x2267, 0xFF03, 0xFF1C, 0xFF1D, 0xFF1E, 0};

static bool holds(const uint32_t *list, uint32_t ch) {
  if (class_is_ideograph(ch))
    return false;
  for (; *list; list++)
    if (*list == ch)
      return true;
  return false;
}

static bool is_wide(uint32_t ch) {
  if (class_is_ideograph(ch))
    return true;
  int width = u_getIntPropertyValue((UChar32)ch, UCHAR_EAST_ASIAN_WIDTH);
  /* Ambiguous ones (①, ×, Σ, ℃) take an em in Chinese text, but letters
   * that Latin fonts bring along stay as wide as they are. */
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ||
         (width == U_EA_AMBIGUOUS && ch >= 0x2100) || ch == 0x00D7 || ch == 0x00B1 || ch == 0x00F7;
}

CharClass class_of(uint32_t ch) {
  if (class_is_ideograph(ch))
    return CLASS_HAN;
  if (ch >= '0' && ch <= '9')
    return CLASS_DIGIT;
  if ((ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z'))
    return CLASS_LETTER;
  if (ch == ' ')
    return CLASS_SPACE;
  if (ch < 0x80)
    return CLASS_SIGN;
  if (holds(opening, ch))
    return CLASS_OPEN;
  if (holds(closing, ch))
    return CLASS_CLOSE;
  if (holds(pauses, ch))
    return CLASS_PAUSE;
  if (holds(stops, ch))
    return CLASS_STOP;
  if (holds(middles, ch))
    return CLASS_MIDDLE;
  if (holds(dashes, ch))
    return CLASS_DASH;
  if (is_wide(ch))
    return CLASS_HAN;
  if (ch != 0x00A0 && u_isUWhiteSpace((UChar32)ch))
    return CLASS_SPACE;
  return u_isalpha((UChar32)ch) ? CLASS_LETTER : CLASS_SIGN;
}

bool class_is_full_width(CharClass class) {
  return class <= CLASS_DASH;
}

bool class_is_mark(CharClass class) {
  return class >= CLASS_OPEN && class <= CLASS_MIDDLE;
}

bool class_is_closing(CharClass class) {
  return class == CLASS_CLOSE || class == CLASS_PAUSE || class == CLASS_STOP;
}

bool class_is_latin(CharClass class) {
  return class >= CLASS_LETTER && class <= CLASS_SIGN;
}

bool kinsoku_no_start(uint32_t ch, KinsokuLevel level) {
  return holds(word_no_start, ch) || (level == KINSOKU_STRICT && holds(strict_no_start, ch));
}

bool kinsoku_no_end(uint32_t ch, KinsokuLevel level) {
  return holds(word_no_end, ch) || (level == KINSOKU_STRICT && holds(strict_no_end, ch));
}
