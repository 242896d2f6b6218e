#include "review/numeral_han.h"

#include <string.h>

#include "base/utf8.h"

enum { CHARS_MOST = 16, WHOLE_MOST = 1000000000 };

#define FRACTED_MOST INT64_C(10000000000000000)

/* What stands for a digit: 0 to 9; -1 for any other character. */
static int digit_of(uint32_t ch) {
  static const uint32_t digits[] = {U'〇', U'一', U'二', U'三', U'四',
                                    U'五', U'六', U'七', U'八', U'九'};
  for (int i = 0; i < 10; i++)
    if (digits[i] == ch)
      return i;
  return ch == U'零' ? 0 : ch == U'两' ? 2 : -1;
}

/* 10 of 十; 0 for what is no unit. */
static int64_t unit_of(uint32_t ch) {
  return ch == U'十'   ? 10
         : ch == U'百' ? 100
         : ch == U'千' ? 1000
         : ch == U'万' ? 10000
         : ch == U'亿' ? 100000000
                       : 0;
}

/* Digits one by one, as in 二〇二二. False when they may be meant otherwise. */
static bool read_digits(const uint32_t *chars, size_t count, int64_t *value) {
  bool has_nought = false;
  *value = 0;
  for (size_t i = 0; i < count; i++) {
    has_nought |= chars[i] == U'〇' || chars[i] == U'零';
    *value = *value * 10 + digit_of(chars[i]);
  }
  return count == 1 || count == 4 || has_nought;
}

/* What was read of a number so far. */
typedef struct Reading {
  int64_t total, section; /* the thousands and more; what stands below 万 */
  int64_t last;           /* the unit read last in the section */
  int digit;              /* that no unit was read of; -1: none */
  bool after_nought;
} Reading;

static bool read_unit(Reading *reading, int64_t unit) {
  int64_t digit = reading->digit < 0 ? 0 : reading->digit;
  if (unit < 10000) {
    bool is_ten = unit == 10 && reading->digit < 0; /* 十二 */
    if (unit >= reading->last || (digit == 0 && !is_ten))
      return false;
    reading->section += (is_ten ? 1 : digit) * unit;
    reading->last = unit;
  } else {
    int64_t whole = reading->section + digit;
    if (unit > 10000)
      whole += reading->total;
    if (whole == 0 || whole > WHOLE_MOST || (unit == 10000 && reading->total % 100000000 != 0))
      return false;
    reading->total = whole * unit + (unit == 10000 ? reading->total : 0);
    reading->section = 0;
    reading->last = unit;
  }
  reading->digit = -1;
  reading->after_nought = false;
  return true;
}

static bool read_units(const uint32_t *chars, size_t count, int64_t *value) {
  Reading reading = {.last = INT64_MAX, .digit = -1};
  for (size_t i = 0; i < count; i++) {
    int64_t unit = unit_of(chars[i]);
    int digit = digit_of(chars[i]);
    if (unit > 0 ? !read_unit(&reading, unit) : reading.digit > 0)
      return false;
    if (unit == 0) {
      reading.after_nought |= digit == 0;
      reading.digit = digit == 0 ? -1 : digit;
    }
  }
  /* 二百五 is 250 */
  bool is_short = !reading.after_nought && reading.last > 10 && reading.last < INT64_MAX;
  int64_t rest = reading.digit < 0 ? 0 : reading.digit;
  *value = reading.total + reading.section + (is_short ? rest * (reading.last / 10) : rest);
  return true;
}

/* 点五 behind it. */
static size_t read_fraction(Piece text, size_t at, Decimal *value) {
  static const char point[] = "点";
  size_t end = at + sizeof point - 1, start = end;
  if (end >= text.len || memcmp(text.text + at, point, sizeof point - 1) != 0)
    return 0;
  while (end < text.len && value->units < FRACTED_MOST && value->scale < NUMBER_PLACES) {
    size_t next = end;
    int digit = digit_of(utf8_next(text.text, text.len, &next));
    if (digit < 0)
      break;
    value->units = value->units * 10 + digit;
    value->scale++;
    end = next;
  }
  return end == start ? 0 : end - at;
}

static bool is_ordinal(Piece text, size_t at) {
  return at > 0 && utf8_prev(text.text, &at) == U'第';
}

size_t numeral_han(Piece text, size_t at, Decimal *value) {
  uint32_t chars[CHARS_MOST + 1];
  size_t count = 0, end = at;
  bool has_units = false;
  while (end < text.len && count <= CHARS_MOST) {
    size_t next = end;
    uint32_t ch = utf8_next(text.text, text.len, &next);
    if (digit_of(ch) < 0 && unit_of(ch) == 0)
      break;
    has_units |= unit_of(ch) > 0;
    chars[count++] = ch;
    end = next;
  }
  int64_t units = 0;
  if (count == 0 || count > CHARS_MOST || is_ordinal(text, at) ||
      (unit_of(chars[0]) > 0 && chars[0] != U'十') ||
      !(has_units ? read_units : read_digits)(chars, count, &units))
    return 0;
  *value = (Decimal){units, 0};
  return end - at + read_fraction(text, end, value);
}
