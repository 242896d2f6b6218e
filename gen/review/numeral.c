#include "review/numeral.h"

#include <string.h>

#include "base/utf8.h"
#include "review/numeral_han.h"

enum { DIGITS_MOST = 40, RANGE_MOST = 4 };

/* 0 to 9 of 0 or ０; -1 for any other character. */
static int digit_of(uint32_t ch) {
  return ch >= '0' && ch <= '9'         ? (int)(ch - '0')
         : ch >= 0xFF10 && ch <= 0xFF19 ? (int)(ch - 0xFF10)
                                        : -1;
}

static uint32_t char_at(Piece text, size_t at, size_t *end) {
  *end = at;
  return at < text.len ? utf8_next(text.text, text.len, end) : 0;
}

static size_t skip(Piece text, size_t at, const char *word) {
  size_t len = strlen(word);
  return len <= text.len - at && memcmp(text.text + at, word, len) == 0 ? len : 0;
}

static size_t skip_one_of(Piece text, size_t at, const char *const *words, size_t count,
                          size_t *which) {
  for (size_t i = 0; i < count; i++) {
    size_t len = skip(text, at, words[i]);
    if (len > 0) {
      *which = i;
      return len;
    }
  }
  return 0;
}

/* Digits as number_parse takes them; without commas, which must part thousands. */
typedef struct Digits {
  char text[DIGITS_MOST];
  size_t len;
  int since; /* digits since the last comma; -1: there was none */
  bool is_odd;
} Digits;

static void put_digit(Digits *digits, char ch) {
  if (digits->len + 1 < sizeof digits->text)
    digits->text[digits->len++] = ch;
  else
    digits->is_odd = true;
}

static void take_mark(Digits *digits, char mark) {
  bool is_point_seen = memchr(digits->text, '.', digits->len) != NULL;
  if (is_point_seen || (digits->since >= 0 && digits->since != 3) ||
      (mark == ',' && digits->since < 0 && digits->len > 3))
    digits->is_odd = true;
  digits->since = mark == ',' ? 0 : -1;
  if (mark == '.')
    put_digit(digits, '.');
}

/* Digits with . and , between them; returns where they end. */
static size_t take_digits(Piece text, size_t at, Digits *digits) {
  for (size_t end, behind;;) {
    uint32_t ch = char_at(text, at, &end);
    int digit = digit_of(ch);
    if (digit >= 0) {
      put_digit(digits, (char)('0' + digit));
      digits->since += digits->since >= 0;
    } else if (digits->len > 0 && (ch == '.' || ch == ',' || ch == 0xFF0E) &&
               digit_of(char_at(text, end, &behind)) >= 0) {
      take_mark(digits, ch == ',' ? ',' : '.');
    } else {
      break;
    }
    at = end;
  }
  digits->is_odd |= digits->since >= 0 && digits->since != 3;
  digits->text[digits->len] = '\0';
  return at;
}

/* 12万, 3千万, 5千元; with a space in front. */
static size_t take_scale(Piece text, size_t at, int *power) {
  static const char *const scales[] = {"万亿", "千万", "百万", "十万", "千亿",
                                       "百亿", "十亿", "万",   "亿"};
  static const int powers[] = {12, 7, 6, 5, 11, 10, 9, 4, 8};
  static const char *const small[] = {"千元", "千人", "百元", "百人"};
  static const int small_powers[] = {3, 3, 2, 2};
  size_t which = 0, space = skip(text, at, " ");
  size_t len = skip_one_of(text, at + space, scales, sizeof scales / sizeof *scales, &which);
  if (len > 0) {
    *power = powers[which];
    return space + len;
  }
  if (skip_one_of(text, at, small, sizeof small / sizeof *small, &which) == 0)
    return 0;
  *power = small_powers[which];
  return strlen("千");
}

static size_t take_rate(Piece text, size_t at, NumeralRate *rate) {
  static const char *const signs[] = {"%", "％", "‰", "个百分点", "百分点"};
  static const NumeralRate rates[] = {RATE_PERCENT, RATE_PERCENT, RATE_PERMILLE, RATE_POINTS,
                                      RATE_POINTS};
  size_t which = 0, len = skip_one_of(text, at, signs, sizeof signs / sizeof *signs, &which);
  if (len > 0)
    *rate = rates[which];
  return len;
}

static bool shift(Decimal value, int power, Decimal *out) {
  Decimal half;
  return number_shift(value, power > 8 ? power - 8 : 0, &half) &&
         number_shift(half, power > 8 ? 8 : power, out);
}

/* Whether the - at text[at] is a sign: no digit stands shortly before it, as in
 * 3-5个 or 3月-5月. */
static bool is_sign(Piece text, size_t at) {
  uint32_t ch = 0;
  for (int i = 0; i < RANGE_MOST && at > 0; i++) {
    ch = utf8_prev(text.text, &at);
    if (digit_of(ch) >= 0 || (i == 0 && ((ch >= 'A' && ch <= 'Z') || (ch >= 'a' && ch <= 'z') ||
                                         ch == '-' || ch == 0xFF09 || ch == ')')))
      return false;
    if (ch == '\t' || (ch >= 0x3000 && ch <= 0x3002) || ch >= 0xFF00)
      return true;
  }
  return true;
}

static size_t take_sign(Piece text, size_t at) {
  size_t end, behind;
  uint32_t ch = char_at(text, at, &end);
  bool is_minus = ch == '-' || ch == 0x2212 || ch == 0xFF0D;
  return is_minus && digit_of(char_at(text, end, &behind)) >= 0 && is_sign(text, at) ? end - at : 0;
}

static Numeral take_arabic(Piece text, size_t at) {
  Digits digits = {.since = -1};
  size_t sign = take_sign(text, at), end = take_digits(text, at + sign, &digits);
  int power = 0;
  if (digits.len == 0)
    return (Numeral){0};
  Numeral numeral = {.digits = end - at};
  end += take_scale(text, end, &power);
  end += take_rate(text, end, &numeral.rate);
  numeral.len = end - at;
  numeral.has_value = !digits.is_odd && number_parse(digits.text, &numeral.value) &&
                      shift(numeral.value, power, &numeral.value);
  if (sign > 0)
    numeral.value.units = -numeral.value.units;
  return numeral;
}

/* 百分之三, 百分之3. */
static Numeral take_percent(Piece text, size_t at) {
  size_t head = skip(text, at, "百分之");
  if (head == 0)
    return (Numeral){0};
  Numeral numeral = numeral_at(text, at + head);
  if (numeral.len == 0 || numeral.rate != RATE_NONE)
    return (Numeral){0};
  numeral.rate = RATE_PERCENT;
  numeral.len += head;
  numeral.digits = numeral.len;
  return numeral;
}

static Numeral take_han(Piece text, size_t at) {
  Numeral numeral = {0};
  size_t len = numeral_han(text, at, &numeral.value);
  if (len == 0 || skip(text, at + len, "是"))
    return numeral;
  numeral.has_value = true;
  numeral.len = numeral.digits = len;
  numeral.len += take_rate(text, at + len, &numeral.rate);
  return numeral;
}

Numeral numeral_at(Piece text, size_t at) {
  Numeral numeral = take_arabic(text, at);
  if (numeral.len == 0)
    numeral = take_percent(text, at);
  return numeral.len == 0 ? take_han(text, at) : numeral;
}

bool numerals_equal(const Numeral *a, const Numeral *b) {
  return a->has_value && b->has_value && a->rate == b->rate &&
         number_compare(a->value, b->value) == 0;
}
