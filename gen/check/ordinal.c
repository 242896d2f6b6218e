#include "check/ordinal.h"

#include "doc/number.h"

enum { VALUE_MOST = 99999999 };

static int han_digit(uint32_t ch) {
  static const uint32_t digits[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                    0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
  for (int i = 0; i < 10; i++) {
    if (digits[i] == ch)
      return i + 1;
  }
  return 0;
}

static int circled(uint32_t ch) {
  return ch >= 0x2460 && ch <= 0x2473 ? (int)(ch - 0x2460) + 1 : 0;
}

/* 二, 十, 十二, 二十, 二十一; 0 for what goes on otherwise. */
static int han_value(const uint32_t *text, size_t count) {
  int first = han_digit(text[0]), second = count > 1 ? han_digit(text[1]) : 0;
  if (count == 1)
    return first;
  if (first == 10)
    return count == 2 && second < 10 ? 10 + second : 0;
  if (second != 10 || count > 3)
    return 0;
  int third = count == 3 ? han_digit(text[2]) : 0;
  return third == 10 ? 0 : first * 10 + third;
}

static int arabic_value(const uint32_t *text, size_t count) {
  int value = 0;
  for (size_t i = 0; i < count && value <= VALUE_MOST; i++)
    value = value * 10 + (int)(text[i] - '0');
  return value <= VALUE_MOST ? value : 0;
}

static bool is_of(NumberForm form, uint32_t ch) {
  return form == NUMBER_ARABIC ? is_digit(ch) : form == NUMBER_HAN && han_digit(ch) > 0;
}

bool ordinal_at(const uint32_t *text, size_t count, size_t at, Ordinal *out) {
  if (at >= count)
    return false;
  out->start = at;
  out->end = at + 1;
  if (circled(text[at])) {
    out->form = NUMBER_CIRCLED;
    out->value = circled(text[at]);
    return true;
  }
  out->form = is_digit(text[at]) ? NUMBER_ARABIC : NUMBER_HAN;
  if (!is_of(out->form, text[at]))
    return false;
  while (out->end < count && is_of(out->form, text[out->end]))
    out->end++;
  size_t length = out->end - at;
  out->value =
      out->form == NUMBER_HAN ? han_value(text + at, length) : arabic_value(text + at, length);
  return out->value > 0;
}

const char *ordinal_text(NumberForm form, int value, Arena *arena) {
  Buf text = {0};
  if (form == NUMBER_ARABIC || (form == NUMBER_HAN && !number_put_han(&text, value)) ||
      (form == NUMBER_CIRCLED && !number_put_circled(&text, value)))
    buf_printf(&text, "%d", value);
  const char *copy = arena_copy(arena, text.data);
  buf_free(&text);
  return copy;
}
