#include "sheet/value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

/* A spreadsheet keeps 15 digits; its writers add what binary makes of the rest. */
enum { KEPT_DIGITS = 15, MOST_DIGITS = 400, MOST_EXPONENT = 320 };

#define SECONDS_A_DAY 86400

/* digits × 10^exponent, no zero in front or behind. */
typedef struct Decimal {
  bool negative;
  char digits[MOST_DIGITS + 1];
  int count;
  int exponent;
} Decimal;

static bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

static void strip_zeros(Decimal *number) {
  while (number->count > 0 && number->digits[number->count - 1] == '0') {
    number->count--;
    number->exponent++;
  }
  if (number->count == 0) {
    number->exponent = 0;
    number->negative = false;
  }
}

/* Rounds half up to so many digits; below 0 nothing is left. */
static void round_digits(Decimal *number, int kept) {
  if (number->count <= kept)
    return;
  bool up = kept >= 0 && number->digits[kept] >= '5';
  kept = kept < 0 ? 0 : kept;
  number->exponent += number->count - kept;
  number->count = kept;
  int i = kept - 1;
  for (; up && i >= 0 && number->digits[i] == '9'; i--)
    number->digits[i] = '0';
  if (up && i >= 0)
    number->digits[i]++;
  if (up && i < 0) {
    number->digits[0] = '1';
    number->exponent += number->count;
    number->count = 1;
  }
}

static const char *read_digits(const char *at, Decimal *number, bool fraction, bool *any) {
  for (; is_digit(*at); at++) {
    *any = true;
    if (number->count == MOST_DIGITS) {
      number->exponent += !fraction;
      continue;
    }
    if (number->count > 0 || *at != '0')
      number->digits[number->count++] = *at;
    number->exponent -= fraction;
  }
  return at;
}

/* xsd:double without INF and NaN. */
static bool read_decimal(const char *text, Decimal *number) {
  *number = (Decimal){0};
  bool any = false;
  number->negative = *text == '-';
  text += *text == '-' || *text == '+';
  text = read_digits(text, number, false, &any);
  if (*text == '.')
    text = read_digits(text + 1, number, true, &any);
  if (any && (*text == 'e' || *text == 'E')) {
    char *end;
    long exponent = strtol(text + 1, &end, 10);
    if (end == text + 1 || exponent > MOST_EXPONENT || exponent < -MOST_EXPONENT)
      return false;
    number->exponent += (int)exponent;
    text = end;
  }
  return any && *text == '\0' && number->exponent <= MOST_EXPONENT &&
         number->exponent >= -2 * MOST_EXPONENT;
}

/* Plain notation, at least `decimals` digits behind the point. */
static const char *print_decimal(const Decimal *number, int decimals, Arena *arena) {
  Buf out = {0};
  int whole = number->count + number->exponent; /* digits before the point */
  if (number->negative)
    buf_putc(&out, '-');
  if (whole <= 0)
    buf_putc(&out, '0');
  for (int i = 0; i < whole; i++)
    buf_putc(&out, i < number->count ? number->digits[i] : '0');
  int places = number->exponent < 0 ? -number->exponent : 0;
  places = places < decimals ? decimals : places;
  if (places > 0)
    buf_putc(&out, '.');
  for (int i = 0; i < places; i++) {
    int at = whole + i;
    buf_putc(&out, at >= 0 && at < number->count ? number->digits[at] : '0');
  }
  const char *text = arena_copy(arena, out.data);
  buf_free(&out);
  return text;
}

const char *value_number(const char *text, int decimals, Arena *arena) {
  Decimal number;
  if (!read_decimal(text, &number))
    return NULL;
  strip_zeros(&number);
  round_digits(&number, KEPT_DIGITS);
  strip_zeros(&number);
  return print_decimal(&number, decimals, arena);
}

const char *value_rounded(const char *text, int places, Arena *arena) {
  Decimal number;
  if (!read_decimal(text, &number))
    return text;
  round_digits(&number, number.count + number.exponent + places);
  strip_zeros(&number);
  return print_decimal(&number, places, arena);
}

int value_places(const char *number) {
  const char *point = strchr(number, '.');
  return point ? (int)strspn(point + 1, "0123456789") : 0;
}

const char *value_percent(const char *number, Arena *arena) {
  Decimal hundredth;
  if (!read_decimal(number, &hundredth))
    return number;
  strip_zeros(&hundredth);
  if (hundredth.count > 0)
    hundredth.exponent += 2;
  return arena_printf(arena, "%s%%", print_decimal(&hundredth, 0, arena));
}

/* Whole days and the seconds of the rest, rounded; false below 0 and beyond
 * the year 9999. */
static bool read_serial(const char *text, long *days, long *seconds) {
  Decimal number;
  if (!read_decimal(text, &number) || number.negative || number.count + number.exponent > 7)
    return false;
  int64_t whole = 0, parts = 0; /* parts: millionths of a day's rest, ten thousand times finer */
  int point = number.count + number.exponent;
  for (int i = 0; i < point; i++)
    whole = whole * 10 + (i < number.count ? number.digits[i] - '0' : 0);
  for (int i = 0; i < 10; i++) {
    int at = point + i;
    parts = parts * 10 + (at >= 0 && at < number.count ? number.digits[at] - '0' : 0);
  }
  int64_t rest = (parts * SECONDS_A_DAY + 5000000000) / 10000000000;
  *days = (long)(whole + rest / SECONDS_A_DAY);
  *seconds = (long)(rest % SECONDS_A_DAY);
  return *days <= 2958465;
}

/* Days since 1 January 1970 as a date of the Gregorian calendar, by eras of 400
 * years that begin on 1 March. */
static const char *print_day(long days, Arena *arena) {
  days += 719468;
  long era = days / 146097, day = days % 146097;
  long year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
  day -= 365 * year + year / 4 - year / 100;
  long month = (5 * day + 2) / 153;
  day -= (153 * month + 2) / 5 - 1;
  month += month < 10 ? 3 : -9;
  return arena_printf(arena, "%04ld-%02ld-%02ld", year + era * 400 + (month <= 2), month, day);
}

static const char *print_time(long seconds, Arena *arena) {
  long minutes = seconds / 60;
  if (seconds % 60)
    return arena_printf(arena, "%02ld:%02ld:%02ld", minutes / 60, minutes % 60, seconds % 60);
  return arena_printf(arena, "%02ld:%02ld", minutes / 60, minutes % 60);
}

/* The 1900 system counts a 29 February 1900 that never was (18.17.4.1). */
const char *value_date(const char *text, NumberLook look, bool from_1904, Arena *arena) {
  long days, seconds;
  if (!read_serial(text, &days, &seconds))
    return NULL;
  if (!look.has_date)
    return days == 0 ? print_time(seconds, arena) : NULL;
  long first = from_1904 ? -24107 : days < 60 ? -25568 : -25569;
  const char *day = !from_1904 && days == 60 ? "1900-02-29" : print_day(first + days, arena);
  return seconds ? arena_printf(arena, "%s %s", day, print_time(seconds, arena)) : day;
}

const char *value_serial(const char *date, Arena *arena) {
  int year, month, day, end = 0;
  if (strlen(date) != 10 || sscanf(date, "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3 ||
      end != 10 || month < 1 || month > 12)
    return NULL;
  int shifted = year - (month < 3);
  long days = 365L * shifted + shifted / 4 - shifted / 100 + shifted / 400 +
              (153 * (month + (month < 3 ? 9 : -3)) + 2) / 5 + day - 1 - 719468;
  if (days + 25569 < 61 || strcmp(print_day(days, arena), date) != 0)
    return NULL;
  return arena_printf(arena, "%ld", days + 25569);
}

static int hex_digit(char byte) {
  static const char digits[] = "0123456789ABCDEF0123456789abcdef";
  const char *at = byte ? strchr(digits, byte) : NULL;
  return at ? (int)(at - digits) % 16 : -1;
}

/* _xHHHH_ for a character that XML can hold; 0 for anything else. */
static uint32_t escaped_char(const char *text, size_t len) {
  if (len < 7 || memcmp(text, "_x", 2) != 0 || text[6] != '_')
    return 0;
  uint32_t ch = 0;
  for (int i = 2; i < 6; i++) {
    int digit = hex_digit(text[i]);
    if (digit < 0)
      return 0;
    ch = ch * 16 + (uint32_t)digit;
  }
  bool is_white = ch == '\t' || ch == '\n' || ch == '\r';
  bool is_text = ch >= ' ' && (ch < 0xD800 || ch > 0xDFFF) && ch < 0xFFFE;
  return is_white || is_text ? ch : 0;
}

const char *value_unescape(const char *text, size_t len, Arena *arena) {
  Buf out = {0};
  buf_puts(&out, "");
  for (size_t at = 0; at < len;) {
    uint32_t ch = escaped_char(text + at, len - at);
    size_t step = ch ? 7 : 1;
    if (!ch)
      ch = (unsigned char)text[at];
    if (ch == '\r') {
      bool pair = at + step < len && (text[at + step] == '\n' ||
                                      escaped_char(text + at + step, len - at - step) == '\n');
      if (!pair)
        buf_putc(&out, '\n');
    } else if (step == 7) {
      buf_put_char(&out, ch);
    } else {
      buf_putc(&out, (char)ch);
    }
    at += step;
  }
  const char *own = arena_copy_n(arena, out.data, out.len);
  buf_free(&out);
  return own;
}

/* 上标 or 下标 as the run's own format has it, else NULL. */
static const char *raising(const xmlNode *run) {
  const char *align = xml_attr(xml_child(xml_child(run, "rPr"), "vertAlign"), "val");
  if (align && strcmp(align, "superscript") == 0)
    return "上标";
  return align && strcmp(align, "subscript") == 0 ? "下标" : NULL;
}

bool value_is_raised(const xmlNode *node) {
  for (xmlNode *run = xml_child(node, "r"); run; run = xml_next(run, "r")) {
    if (raising(run))
      return true;
  }
  return false;
}

static void put_content(Buf *out, const xmlNode *text) {
  for (const xmlNode *node = text ? text->children : NULL; node; node = node->next) {
    if (node->type == XML_TEXT_NODE)
      buf_puts(out, (const char *)node->content);
  }
}

const char *value_string(const xmlNode *node, bool raised, Arena *arena) {
  Buf out = {0};
  buf_puts(&out, "");
  for (xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
    if (xml_is(child, "t")) {
      put_content(&out, child);
    } else if (xml_is(child, "r")) {
      const char *name = raised ? raising(child) : NULL;
      if (name)
        buf_printf(&out, "{%s ", name);
      put_content(&out, xml_child(child, "t"));
      if (name)
        buf_putc(&out, '}');
    }
  }
  const char *text = value_unescape(out.data, out.len, arena);
  buf_free(&out);
  return text;
}
