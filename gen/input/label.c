#include "input/label.h"

#include <string.h>

#include "base/utf8.h"
#include "input/lines.h"

enum { MOST_DIGITS = 4 };

/* What offices write besides the layout's own forms; a label may be written so
 * and still be no number of the layout. */
static const struct {
  int level;
  Numbering form;
} usual[] = {
    {0, {"", NUMBER_HAN, "、"}},      {1, {"（", NUMBER_HAN, "）"}},
    {1, {"(", NUMBER_HAN, ")"}},      {2, {"", NUMBER_ARABIC, "."}},
    {2, {"", NUMBER_ARABIC, "、"}},   {2, {"", NUMBER_ARABIC, "．"}},
    {3, {"（", NUMBER_ARABIC, "）"}}, {3, {"(", NUMBER_ARABIC, ")"}},
    {3, {"", NUMBER_CIRCLED, ""}},
};

static int han_digit(uint32_t ch) {
  static const uint32_t digits[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                    0x516D, 0x4E03, 0x516B, 0x4E5D};
  for (int i = 0; i < 9; i++) {
    if (digits[i] == ch)
      return i + 1;
  }
  return 0;
}

#define HAN_TEN 0x5341u

/* 一 to 九十九 as they are properly written (十一, not 一十一); 0 for others. */
static int han_number(const uint32_t *chars, int count) {
  int tens = 0, at = 0;
  if (count > 1 && chars[1] == HAN_TEN) {
    tens = han_digit(chars[0]);
    at = 2;
    if (tens < 2)
      return 0;
  } else if (chars[0] == HAN_TEN) {
    tens = 1;
    at = 1;
  }
  if (at == count)
    return tens * 10;
  int ones = han_digit(chars[at]);
  return ones && at + 1 == count ? tens * 10 + ones : 0;
}

static int arabic_number(const uint32_t *chars, int count) {
  int number = 0;
  for (int i = 0; i < count; i++)
    number = number * 10 + (int)(chars[i] - '0');
  return chars[0] == '0' ? 0 : number;
}

static int circled_number(uint32_t ch) {
  if (ch >= 0x2460 && ch <= 0x2473)
    return (int)(ch - 0x2460) + 1;
  if (ch >= 0x3251 && ch <= 0x325F)
    return (int)(ch - 0x3251) + 21;
  if (ch >= 0x32B1 && ch <= 0x32BF)
    return (int)(ch - 0x32B1) + 36;
  return 0;
}

static bool is_digit_of(NumberForm form, uint32_t ch) {
  if (form == NUMBER_HAN)
    return ch == HAN_TEN || han_digit(ch) > 0;
  if (form == NUMBER_ARABIC)
    return ch >= '0' && ch <= '9';
  return circled_number(ch) > 0;
}

static int number_of(NumberForm form, const uint32_t *chars, int count) {
  if (form == NUMBER_HAN)
    return han_number(chars, count);
  if (form == NUMBER_ARABIC)
    return arabic_number(chars, count);
  return count == 1 ? circled_number(chars[0]) : 0;
}

static bool take(const char **at, const char *prefix) {
  size_t len = strlen(prefix);
  if (strncmp(*at, prefix, len) != 0)
    return false;
  *at += len;
  return true;
}

/* 1.5倍 begins with a figure, not with a number and its point. */
static bool goes_on_as_figure(const Numbering *form, const char *rest) {
  return form->form == NUMBER_ARABIC && *rest >= '0' && *rest <= '9';
}

static bool match(const Numbering *form, const char *text, Label *out) {
  const char *at = text;
  if (!take(&at, form->before))
    return false;
  uint32_t chars[MOST_DIGITS];
  int count = 0;
  size_t len = strlen(at), next = 0;
  while (count < MOST_DIGITS && next < len) {
    size_t after = next;
    uint32_t ch = utf8_next(at, len, &after);
    if (!is_digit_of(form->form, ch))
      break;
    chars[count++] = ch;
    next = after;
  }
  at += next;
  if (count == 0 || count == MOST_DIGITS || !take(&at, form->after) || goes_on_as_figure(form, at))
    return false;
  size_t space = lines_space(at);
  out->len = (size_t)(at - text) + space;
  out->number = space == 0 ? number_of(form->form, chars, count) : 0;
  return true;
}

bool label_read(const Layout *layout, const char *text, Label *out) {
  for (int level = 0; level < LEVEL_COUNT; level++) {
    out->level = level;
    if (match(&layout->numbering[level], text, out))
      return true;
  }
  for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
    out->level = usual[i].level;
    if (match(&usual[i].form, text, out)) {
      out->number = 0;
      return true;
    }
  }
  return false;
}
