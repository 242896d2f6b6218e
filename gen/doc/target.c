#include "doc/target.h"

#include <string.h>

/* Longer ones stand before those that they begin with. */
static const struct {
  const char *text;
  TargetSign sign;
} signs[] = {
    {"≥", TARGET_AT_LEAST},       {"≧", TARGET_AT_LEAST},      {">=", TARGET_AT_LEAST},
    {"不低于", TARGET_AT_LEAST},  {"不少于", TARGET_AT_LEAST}, {"大于等于", TARGET_AT_LEAST},
    {"≤", TARGET_AT_MOST},        {"≦", TARGET_AT_MOST},       {"<=", TARGET_AT_MOST},
    {"不高于", TARGET_AT_MOST},   {"不超过", TARGET_AT_MOST},  {"不多于", TARGET_AT_MOST},
    {"小于等于", TARGET_AT_MOST}, {">", TARGET_ABOVE},         {"＞", TARGET_ABOVE},
    {"大于", TARGET_ABOVE},       {"<", TARGET_BELOW},         {"＜", TARGET_BELOW},
    {"小于", TARGET_BELOW},       {"=", TARGET_EXACTLY},       {"＝", TARGET_EXACTLY},
    {"等于", TARGET_EXACTLY}};

static const struct {
  const char *text;
  TargetSign sign;
} tails[] = {{"及以上", TARGET_AT_LEAST},
             {"以上", TARGET_AT_LEAST},
             {"及以下", TARGET_AT_MOST},
             {"以下", TARGET_AT_MOST},
             {"以内", TARGET_AT_MOST}};

static bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

static bool is_space(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static bool begins(const char *text, size_t len, const char *with) {
  size_t need = strlen(with);
  return len >= need && memcmp(text, with, need) == 0;
}

static void trim(const char **text, size_t *len) {
  for (; *len > 0 && is_space(**text); (*len)--)
    (*text)++;
  while (*len > 0 && is_space((*text)[*len - 1]))
    (*len)--;
}

/* A comma that parts thousands: three digits follow it, then none. */
static bool parts_thousands(const char *text, size_t len) {
  if (len < 4 || *text != ',')
    return false;
  return is_digit(text[1]) && is_digit(text[2]) && is_digit(text[3]) &&
         (len == 4 || !is_digit(text[4]));
}

/* The number that text begins with, and the bytes it takes; 0 when there is
 * none. */
static size_t read_number(const char *text, size_t len, Decimal *out) {
  char plain[2 * NUMBER_DIGITS];
  size_t at = 0, kept = 0;
  while (at < len && kept + 1 < sizeof plain) {
    bool belongs = is_digit(text[at]) || (text[at] == '-' && at == 0) ||
                   (text[at] == '.' && at + 1 < len && is_digit(text[at + 1]));
    bool comma = at > 0 && parts_thousands(text + at, len - at);
    if (!belongs && !comma)
      break;
    if (belongs)
      plain[kept++] = text[at];
    at++;
  }
  plain[kept] = '\0';
  return number_parse(plain, out) ? at : 0;
}

static bool read_figure(const char *text, size_t len, Figure *out) {
  trim(&text, &len);
  size_t taken = read_number(text, len, &out->value);
  if (taken == 0)
    return false;
  out->unit = text + taken;
  out->unit_len = len - taken;
  trim(&out->unit, &out->unit_len);
  return true;
}

static bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* A further number; the 2 of m2 is none. */
static bool holds_number(const char *text, size_t len) {
  for (size_t i = 0; i < len; i++) {
    if (is_digit(text[i]) && (i == 0 || !is_letter(text[i - 1])))
      return true;
  }
  return false;
}

static TargetSign take_sign(const char **text, size_t *len) {
  trim(text, len);
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
    if (!begins(*text, *len, signs[i].text))
      continue;
    *text += strlen(signs[i].text);
    *len -= strlen(signs[i].text);
    return signs[i].sign;
  }
  return TARGET_PLAIN;
}

static TargetSign take_tail(Figure *figure) {
  for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
    size_t tail = strlen(tails[i].text);
    if (figure->unit_len < tail ||
        memcmp(figure->unit + figure->unit_len - tail, tails[i].text, tail) != 0)
      continue;
    figure->unit_len -= tail;
    trim(&figure->unit, &figure->unit_len);
    return tails[i].sign;
  }
  return TARGET_PLAIN;
}

/* 20-30次, 20%～30%: the unit of the first may be left out. */
static bool take_range(Target *target) {
  static const char *const dashes[] = {"-", "–", "—", "~", "～", "至", "到"};
  Figure *low = &target->bound, high;
  for (size_t at = 0; at < low->unit_len; at++) {
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
      const char *rest = low->unit + at + strlen(dashes[i]);
      if (!begins(low->unit + at, low->unit_len - at, dashes[i]) ||
          !read_figure(rest, (size_t)(low->unit + low->unit_len - rest), &high))
        continue;
      Figure first = {low->value, low->unit, at};
      trim(&first.unit, &first.unit_len);
      bool one_unit = first.unit_len == 0 || target_same_unit(&first, &high, NULL);
      if (!one_unit || number_compare(low->value, high.value) > 0)
        return false;
      low->unit = high.unit;
      low->unit_len = high.unit_len;
      target->upper = high.value;
      return true;
    }
  }
  return false;
}

/* 12月 and 3日 without a sign are days, not amounts. */
static bool is_date(const Target *target) {
  static const char *const words[] = {"年", "月", "日", "号"};
  for (size_t i = 0; target->sign == TARGET_PLAIN && i < sizeof words / sizeof *words; i++) {
    if (begins(target->bound.unit, target->bound.unit_len, words[i]))
      return true;
  }
  return false;
}

bool target_parse(const char *text, Target *out) {
  Target target = {0};
  size_t len = strlen(text);
  target.sign = take_sign(&text, &len);
  if (!read_figure(text, len, &target.bound))
    return false;
  TargetSign tail = take_tail(&target.bound);
  if (target.sign == TARGET_PLAIN) {
    target.sign = tail;
  } else if (tail != TARGET_PLAIN) {
    return false;
  }
  if (target.sign == TARGET_PLAIN && take_range(&target))
    target.sign = TARGET_BETWEEN;
  if (is_date(&target) || holds_number(target.bound.unit, target.bound.unit_len))
    return false;
  *out = target;
  return true;
}

bool target_actual(const char *text, Figure *out) {
  Figure figure;
  if (!read_figure(text, strlen(text), &figure) || holds_number(figure.unit, figure.unit_len))
    return false;
  *out = figure;
  return true;
}

/* ％ is %. */
static bool same_text(const char *one, size_t one_len, const char *other, size_t other_len) {
  static const char wide[] = "％";
  if (one_len == strlen(wide) && memcmp(one, wide, one_len) == 0) {
    one = "%";
    one_len = 1;
  }
  if (other_len == strlen(wide) && memcmp(other, wide, other_len) == 0) {
    other = "%";
    other_len = 1;
  }
  return one_len == other_len && memcmp(one, other, one_len) == 0;
}

bool target_same_unit(const Figure *one, const Figure *other, const char *otherwise) {
  const char *unit = otherwise ? otherwise : "";
  size_t unit_len = strlen(unit);
  trim(&unit, &unit_len);
  bool one_own = one->unit_len > 0, other_own = other->unit_len > 0;
  return same_text(one_own ? one->unit : unit, one_own ? one->unit_len : unit_len,
                   other_own ? other->unit : unit, other_own ? other->unit_len : unit_len);
}
