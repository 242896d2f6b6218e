/* Numbers in the formats that Word has for lists (17.18.59). */
#include <stdio.h>
#include <string.h>

#include "input/word_number.h"

static const char *const digits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
static const char *const legal_digits[] = {"零", "壹", "贰", "叁", "肆",
                                           "伍", "陆", "柒", "捌", "玖"};
static const char *const stems[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
static const char *const branches[] = {"子", "丑", "寅", "卯", "辰", "巳",
                                       "午", "未", "申", "酉", "戌", "亥"};

/* Up to 99999 with 十 百 千 万; 10 to 19 without the 一 in front, unless legal. */
static void put_counted(Buf *out, int number, const char *const words[], bool legal) {
  static const char *const units[] = {"", "十", "百", "千", "万"};
  static const char *const legal_units[] = {"", "拾", "佰", "仟", "万"};
  bool zero = false, any = false;
  for (int place = 4, divisor = 10000; place >= 0; place--, divisor /= 10) {
    int digit = number / divisor % 10;
    if (digit == 0) {
      zero = any;
      continue;
    }
    if (zero)
      buf_puts(out, "零");
    if (legal || any || digit != 1 || place != 1)
      buf_puts(out, words[digit]);
    buf_puts(out, (legal ? legal_units : units)[place]);
    zero = false;
    any = true;
  }
  if (!any)
    buf_puts(out, legal ? "零" : "〇");
}

static void put_digits(Buf *out, int number, const char *const words[]) {
  char text[16];
  snprintf(text, sizeof text, "%d", number);
  for (const char *at = text; *at; at++)
    buf_puts(out, words[*at - '0']);
}

static void put_full_width(Buf *out, int number) {
  char text[16];
  snprintf(text, sizeof text, "%d", number);
  for (const char *at = text; *at; at++)
    buf_put_char(out, 0xFF10u + (uint32_t)(*at - '0'));
}

static void put_roman(Buf *out, int number, bool upper) {
  static const struct {
    int value;
    const char *upper, *lower;
  } parts[] = {{1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"}, {400, "CD", "cd"},
               {100, "C", "c"},  {90, "XC", "xc"},  {50, "L", "l"},  {40, "XL", "xl"},
               {10, "X", "x"},   {9, "IX", "ix"},   {5, "V", "v"},   {4, "IV", "iv"},
               {1, "I", "i"}};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    for (; number >= parts[i].value; number -= parts[i].value)
      buf_puts(out, upper ? parts[i].upper : parts[i].lower);
  }
}

/* a … z, aa, bb … */
static void put_letters(Buf *out, int number, char first) {
  for (int i = 0; i <= (number - 1) / 26; i++)
    buf_putc(out, (char)(first + (number - 1) % 26));
}

static uint32_t circled(int number) {
  return number <= 20   ? 0x2460u + (uint32_t)(number - 1)
         : number <= 35 ? 0x3251u + (uint32_t)(number - 21)
                        : 0x32B1u + (uint32_t)(number - 36);
}

static bool is(const char *format, const char *name) {
  return strcmp(format, name) == 0;
}

/* False when the format has no such number. */
static bool put_sign(Buf *out, const char *format, int number) {
  if (number < 1)
    return false;
  if ((is(format, "decimalEnclosedCircle") || is(format, "decimalEnclosedCircleChinese")) &&
      number <= 50)
    buf_put_char(out, circled(number));
  else if (is(format, "decimalEnclosedParen") && number <= 20)
    buf_put_char(out, 0x2474u + (uint32_t)(number - 1));
  else if (is(format, "decimalEnclosedFullstop") && number <= 20)
    buf_put_char(out, 0x2488u + (uint32_t)(number - 1));
  else if (is(format, "ideographEnclosedCircle") && number <= 10)
    buf_put_char(out, 0x3280u + (uint32_t)(number - 1));
  else if (is(format, "ideographTraditional") && number <= 10)
    buf_puts(out, stems[number - 1]);
  else if (is(format, "ideographZodiac") && number <= 12)
    buf_puts(out, branches[number - 1]);
  else if ((is(format, "upperRoman") || is(format, "lowerRoman")) && number < 4000)
    put_roman(out, number, *format == 'u');
  else if ((is(format, "upperLetter") || is(format, "lowerLetter")) && number <= 26 * 26)
    put_letters(out, number, *format == 'u' ? 'A' : 'a');
  else
    return false;
  return true;
}

void word_number_put(Buf *out, const char *format, int number) {
  static const char *const counting[] = {"chineseCounting", "chineseCountingThousand",
                                         "japaneseCounting", "taiwaneseCounting",
                                         "taiwaneseCountingThousand"};
  if (is(format, "none") || put_sign(out, format, number))
    return;
  for (size_t i = 0; i < sizeof counting / sizeof *counting; i++) {
    if (is(format, counting[i]) && number >= 0 && number <= 99999) {
      put_counted(out, number, digits, false);
      return;
    }
  }
  if (is(format, "chineseLegalSimplified") && number >= 0 && number <= 99999)
    put_counted(out, number, legal_digits, true);
  else if ((is(format, "ideographDigital") || is(format, "taiwaneseDigital") ||
            is(format, "japaneseDigitalTenThousand")) &&
           number >= 0)
    put_digits(out, number, digits);
  else if ((is(format, "decimalFullWidth") || is(format, "decimalFullWidth2")) && number >= 0)
    put_full_width(out, number);
  else
    buf_printf(out, is(format, "decimalZero") ? "%02d" : "%d", number);
}
