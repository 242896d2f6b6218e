/* Number formats: what kind of number they show. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "sheet/value.h"

/* Behind a part of a format that stands for itself; at when there is none. */
static const char *skip_literal(const char *at) {
  if (*at == '"') {
    const char *end = strchr(at + 1, '"');
    return end ? end + 1 : at + strlen(at);
  }
  if ((*at == '\\' || *at == '_' || *at == '*') && at[1])
    return at + 2;
  return at;
}

/* [Red], [$-804] say nothing; [h] counts hours beyond a day. */
static const char *skip_bracket(const char *at, NumberLook *look) {
  char first = (char)tolower((unsigned char)at[1]);
  const char *end = strchr(at, ']');
  if ((first == 'h' || first == 'm' || first == 's') && (at[2] == ']' || at[2] == at[1]))
    look->has_time = true;
  return end ? end + 1 : at + strlen(at);
}

/* 0.00 in full; the room that _ leaves aside. */
static int fixed_decimals(const char *code) {
  if (code[0] != '0' || code[1] != '.')
    return 0;
  size_t zeros = strspn(code + 2, "0");
  const char *rest = code + 2 + zeros;
  while (*rest == '_' && rest[1])
    rest += 2;
  return *rest == '\0' && zeros <= 10 ? (int)zeros : 0;
}

/* 0, #,##0.00, 0.0%, ¥0.00: the digits behind the point. Exponents, fractions and
 * thousands left out (0,) don't say. */
static void find_places(const char *code, NumberLook *look) {
  int digits = 0, behind = 0;
  bool has_point = false, plain = true;
  for (const char *at = code; *at && *at != ';';) {
    const char *next = skip_literal(at);
    if (next == at && *at == '[') {
      const char *end = strchr(at, ']');
      next = end ? end + 1 : at + strlen(at);
    }
    if (next != at) {
      at = next;
      continue;
    }
    bool is_digit = *at == '0' || *at == '#' || *at == '?';
    digits += is_digit;
    behind += is_digit && has_point;
    has_point |= *at == '.';
    plain &= strchr("Ee/@", *at) == NULL && (*at != ',' || strspn(at + 1, "0#?") > 0);
    at++;
  }
  look->has_places = plain && digits > 0;
  look->places = behind;
}

NumberLook value_look_of_code(const char *code) {
  NumberLook look = {0};
  bool has_month = false;
  if (strcasecmp(code, "General") == 0)
    return look;
  for (const char *at = code; *at && *at != ';';) {
    const char *next = skip_literal(at);
    if (next == at && *at == '[')
      next = skip_bracket(at, &look);
    if (next != at) {
      at = next;
      continue;
    }
    char letter = (char)tolower((unsigned char)*at++);
    look.is_percent |= letter == '%';
    look.has_date |= letter == 'y' || letter == 'd';
    look.has_time |= letter == 'h' || letter == 's';
    has_month |= letter == 'm';
  }
  look.has_date |= has_month && !look.has_time;
  look.decimals = fixed_decimals(code);
  find_places(code, &look);
  return look;
}

NumberLook value_look_of_id(int id) {
  static const struct {
    int first, last;
    NumberLook look;
  } ranges[] = {
      {1, 1, {.has_places = true}},
      {2, 2, {.decimals = 2, .has_places = true, .places = 2}},
      {3, 3, {.has_places = true}},
      {4, 4, {.has_places = true, .places = 2}},
      {5, 6, {.has_places = true}},
      {7, 8, {.has_places = true, .places = 2}},
      {9, 9, {.is_percent = true, .has_places = true}},
      {10, 10, {.is_percent = true, .has_places = true, .places = 2}},
      {14, 17, {.has_date = true}},
      {18, 21, {.has_time = true}},
      {22, 22, {.has_date = true, .has_time = true}},
      {27, 31, {.has_date = true}},
      {32, 35, {.has_time = true}},
      {36, 36, {.has_date = true}},
      {37, 38, {.has_places = true}},
      {39, 40, {.has_places = true, .places = 2}},
      {41, 42, {.has_places = true}},
      {43, 44, {.has_places = true, .places = 2}},
      {45, 47, {.has_time = true}},
      {50, 54, {.has_date = true}},
      {55, 56, {.has_time = true}},
      {57, 58, {.has_date = true}},
  };
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
    if (id >= ranges[i].first && id <= ranges[i].last)
      return ranges[i].look;
  }
  return (NumberLook){0};
}
