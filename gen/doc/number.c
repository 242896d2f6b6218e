#include "doc/number.h"

#include <math.h>
#include <string.h>

/* Holds 10^38; products of two Decimals stay below it. */
typedef __int128 Wide;

static Wide power10(int exponent) {
  Wide power = 1;
  while (exponent-- > 0)
    power *= 10;
  return power;
}

static bool fits(Wide units) {
  return units > -power10(NUMBER_DIGITS) && units < power10(NUMBER_DIGITS);
}

static bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

static bool is_space(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

bool number_parse(const char *text, Decimal *out) {
  while (is_space(*text))
    text++;
  bool negative = *text == '-';
  text += negative;
  int64_t units = 0;
  int digits = 0, significant = 0, scale = 0;
  bool point = false;
  for (; is_digit(*text) || (*text == '.' && !point); text++) {
    if (*text == '.') {
      point = true;
      continue;
    }
    significant += significant > 0 || *text != '0';
    if (significant > NUMBER_DIGITS || scale == NUMBER_DIGITS)
      return false;
    units = units * 10 + (*text - '0');
    digits++;
    scale += point;
  }
  while (is_space(*text))
    text++;
  if (digits == 0 || *text)
    return false;
  *out = (Decimal){negative ? -units : units, scale};
  return true;
}

/* Half away from zero. |n| and |d| below 10^37. */
static Wide divide(Wide n, Wide d) {
  Wide quotient = n / d;
  Wide rest = n % d;
  if (rest < 0)
    rest = -rest;
  if (2 * rest >= (d < 0 ? -d : d))
    quotient += (n < 0) == (d < 0) ? 1 : -1;
  return quotient;
}

/* The first 15 significant digits of mantissa / 2^shift, rounded. The digits
 * come one by one out of an integer remainder, so that no printf decides. */
static Decimal first_digits(uint64_t mantissa, int shift) {
  Wide whole = shift > 63 ? 0 : mantissa >> shift;
  Wide rest = (Wide)mantissa - (whole << shift);
  Wide units = whole;
  int scale = 0;
  while (units < power10(15) && scale < NUMBER_DIGITS) {
    rest *= 10;
    Wide digit = rest >> shift;
    rest -= digit << shift;
    units = units * 10 + digit;
    scale++;
  }
  while (units >= power10(15) && scale > 0) {
    units = divide(units, 10);
    scale--;
  }
  return number_trim((Decimal){(int64_t)units, scale});
}

/* Without the noise that adding and subtracting doubles leaves far behind the
 * point. */
static Decimal without_noise(Decimal value) {
  static const Decimal noise = {1, 9};
  Decimal near, rest;
  if (value.scale <= 6 || !number_round(value, 6, &near) || !number_subtract(value, near, &rest))
    return value;
  if (rest.units < 0)
    rest.units = -rest.units;
  return number_compare(rest, noise) < 0 ? number_trim(near) : value;
}

bool number_from_double(double value, Decimal *out) {
  if (!isfinite(value) || fabs(value) >= 1e15)
    return false;
  int exponent = 0;
  uint64_t mantissa = (uint64_t)(frexp(fabs(value), &exponent) * 9007199254740992.0); /* 2^53 */
  int shift = 53 - exponent;
  Decimal result = {0, 0};
  if (shift < 113) /* below 2^-60 it is 0 at any number of places asked for */
    result = without_noise(first_digits(mantissa, shift));
  if (value < 0)
    result.units = -result.units;
  *out = result;
  return true;
}

/* Both with the same number of decimals. */
static int align(Decimal a, Decimal b, Wide *a_units, Wide *b_units) {
  int scale = a.scale > b.scale ? a.scale : b.scale;
  *a_units = a.units * power10(scale - a.scale);
  *b_units = b.units * power10(scale - b.scale);
  return scale;
}

bool number_add(Decimal a, Decimal b, Decimal *out) {
  Wide left, right;
  int scale = align(a, b, &left, &right);
  if (!fits(left + right))
    return false;
  *out = (Decimal){(int64_t)(left + right), scale};
  return true;
}

bool number_subtract(Decimal a, Decimal b, Decimal *out) {
  b.units = -b.units;
  return number_add(a, b, out);
}

bool number_multiply(Decimal a, Decimal b, Decimal *out) {
  a = number_trim(a);
  b = number_trim(b);
  Wide units = (Wide)a.units * b.units;
  if (!fits(units) || a.scale + b.scale > NUMBER_DIGITS)
    return false;
  *out = (Decimal){(int64_t)units, a.scale + b.scale};
  return true;
}

int number_compare(Decimal a, Decimal b) {
  Wide left, right;
  align(a, b, &left, &right);
  return (left > right) - (left < right);
}

bool number_round(Decimal value, int places, Decimal *out) {
  if (places < 0 || places > NUMBER_PLACES)
    return false;
  Wide units = places >= value.scale ? value.units * power10(places - value.scale)
                                     : divide(value.units, power10(value.scale - places));
  if (!fits(units))
    return false;
  *out = (Decimal){(int64_t)units, places};
  return true;
}

bool number_shift(Decimal value, int exponent, Decimal *out) {
  int fewer = exponent < value.scale ? exponent : value.scale;
  Wide units = value.units * power10(exponent - fewer);
  if (!fits(units))
    return false;
  *out = (Decimal){(int64_t)units, value.scale - fewer};
  return true;
}

bool number_ratio(Decimal part, Decimal whole, int shift, int places, Decimal *out) {
  if (whole.units == 0 || places < 0 || places > NUMBER_PLACES)
    return false;
  int exponent = shift + places + whole.scale - part.scale;
  Wide n = part.units, d = whole.units;
  if (exponent < 0) {
    d *= power10(-exponent);
  } else {
    for (; exponent > 0; exponent--) {
      if (n >= power10(36) || n <= -power10(36))
        return false;
      n *= 10;
    }
  }
  Wide units = divide(n, d);
  if (!fits(units))
    return false;
  *out = (Decimal){(int64_t)units, places};
  return true;
}

Decimal number_trim(Decimal value) {
  while (value.scale > 0 && value.units % 10 == 0) {
    value.units /= 10;
    value.scale--;
  }
  return value;
}

static void put(Buf *out, Decimal value, bool grouped) {
  char digits[NUMBER_DIGITS + 2]; /* last digit first, at least one before the point */
  int count = 0;
  uint64_t rest = value.units < 0 ? -(uint64_t)value.units : (uint64_t)value.units;
  while (rest > 0 || count <= value.scale) {
    digits[count++] = (char)('0' + rest % 10);
    rest /= 10;
  }
  if (value.units < 0)
    buf_putc(out, '-');
  while (count > 0) {
    buf_putc(out, digits[--count]);
    int left = count - value.scale; /* digits still to come before the point */
    if (left == 0 && count > 0)
      buf_putc(out, '.');
    else if (grouped && left > 0 && left % 3 == 0)
      buf_putc(out, ',');
  }
}

void number_put(Buf *out, Decimal value) {
  put(out, value, false);
}

void number_put_grouped(Buf *out, Decimal value) {
  put(out, value, true);
}

typedef struct Numerals {
  const char *digits[10];
  const char *units[4];
} Numerals;

static const Numerals plain = {{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"},
                               {"", "十", "百", "千"}};
static const Numerals capital = {{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"},
                                 {"", "拾", "佰", "仟"}};

/* 1 to 9999. */
static void put_section(Buf *out, int value, const Numerals *numerals) {
  static const int powers[] = {1, 10, 100, 1000};
  bool begun = false, gap = false;
  for (int i = 3; i >= 0; i--) {
    int digit = value / powers[i] % 10;
    if (digit == 0) {
      gap = begun;
      continue;
    }
    if (gap)
      buf_puts(out, numerals->digits[0]);
    buf_puts(out, numerals->digits[digit]);
    buf_puts(out, numerals->units[i]);
    begun = true;
    gap = false;
  }
}

/* From 1. */
static void put_whole(Buf *out, uint64_t value, const Numerals *numerals) {
  static const struct {
    uint64_t size;
    const char *name;
  } groups[] = {{100000000, "亿"}, {10000, "万"}};
  for (size_t i = 0; i < 2; i++) {
    if (value < groups[i].size)
      continue;
    put_whole(out, value / groups[i].size, numerals);
    buf_puts(out, groups[i].name);
    value %= groups[i].size;
    if (value > 0 && value < groups[i].size / 10)
      buf_puts(out, numerals->digits[0]);
    if (value > 0)
      put_whole(out, value, numerals);
    return;
  }
  put_section(out, (int)value, numerals);
}

#define HAN_LIMIT 10000000000000000 /* 10^16 */

bool number_put_han(Buf *out, int64_t value) {
  if (value <= -HAN_LIMIT || value >= HAN_LIMIT)
    return false;
  if (value < 0)
    buf_puts(out, "负");
  uint64_t size = (uint64_t)(value < 0 ? -value : value);
  size_t start = out->len;
  if (size == 0)
    buf_puts(out, plain.digits[0]);
  else
    put_whole(out, size, &plain);
  /* 十二, 十万, not 一十二 */
  static const char ten[] = "一十";
  size_t one = strlen(plain.digits[1]);
  if (out->len - start >= strlen(ten) && memcmp(out->data + start, ten, strlen(ten)) == 0) {
    memmove(out->data + start, out->data + start + one, out->len - start - one + 1);
    out->len -= one;
  }
  return true;
}

bool number_put_circled(Buf *out, int64_t value) {
  static const struct {
    int64_t first, last;
    uint32_t ch;
  } runs[] = {{1, 20, 0x2460}, {21, 35, 0x3251}, {36, 50, 0x32B1}};
  for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
    if (value >= runs[i].first && value <= runs[i].last) {
      buf_put_char(out, runs[i].ch + (uint32_t)(value - runs[i].first));
      return true;
    }
  }
  return false;
}

static void put_coins(Buf *out, int jiao, int fen, bool after_yuan) {
  if (jiao > 0) {
    buf_puts(out, capital.digits[jiao]);
    buf_puts(out, "角");
  } else if (fen > 0 && after_yuan) {
    buf_puts(out, capital.digits[0]);
  }
  if (fen > 0) {
    buf_puts(out, capital.digits[fen]);
    buf_puts(out, "分");
  }
  if (jiao == 0 && fen == 0)
    buf_puts(out, "整");
}

bool number_put_capital(Buf *out, Decimal yuan) {
  Decimal fen;
  if (!number_round(yuan, 2, &fen))
    return false;
  uint64_t size = (uint64_t)(fen.units < 0 ? -fen.units : fen.units);
  uint64_t whole = size / 100;
  if (whole >= HAN_LIMIT)
    return false;
  if (fen.units < 0)
    buf_puts(out, "负");
  if (whole > 0)
    put_whole(out, whole, &capital);
  else if (size == 0)
    buf_puts(out, capital.digits[0]);
  if (whole > 0 || size == 0)
    buf_puts(out, "元");
  put_coins(out, (int)(size / 10 % 10), (int)(size % 10), whole > 0);
  return true;
}

void number_put_date(Buf *out, int year, int month, int day) {
  buf_printf(out, "%d年%d月", year, month);
  if (day > 0)
    buf_printf(out, "%d日", day);
}
