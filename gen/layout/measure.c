#include "layout/measure.h"

#include <string.h>

#define DECIMALS 10000

/* The number that text begins with, times DECIMALS; *text moved behind it. */
static int64_t read_decimal(const char **text) {
  const char *at = *text;
  int64_t value = 0, unit = DECIMALS;
  for (; *at >= '0' && *at <= '9'; at++)
    value = value * 10 + (*at - '0');
  value *= DECIMALS;
  if (*at == '.') {
    for (at++; *at >= '0' && *at <= '9'; at++) {
      unit /= 10;
      value += unit * (*at - '0');
    }
  }
  *text = at;
  return value;
}

Emu layout_length(const char *text) {
  int64_t value = read_decimal(&text);
  if (strcmp(text, "mm") == 0)
    return emu_scale(value, EMU_PER_MM, DECIMALS);
  if (strcmp(text, "cm") == 0)
    return emu_scale(value, 10 * EMU_PER_MM, DECIMALS);
  return emu_scale(value, EMU_PER_PT, DECIMALS);
}

/* The sizes that Chinese printers and Word call by name, in half points
 * (GB/T 9704-2012 uses 三号 for 16 pt). */
static const struct {
  const char *name;
  int half_points;
} sizes[] = {
    {"初号", 84}, {"小初", 72}, {"一号", 52}, {"小一", 48}, {"二号", 44},
    {"小二", 36}, {"三号", 32}, {"小三", 30}, {"四号", 28}, {"小四", 24},
    {"五号", 21}, {"小五", 18}, {"六号", 15}, {"小六", 13}, {"七号", 11},
};

Emu layout_size(const char *text) {
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    if (strcmp(sizes[i].name, text) == 0)
      return (Emu)sizes[i].half_points * EMU_PER_PT / 2;
  }
  return layout_length(text);
}

int layout_indent(const char *text) {
  int sign = *text == '-' ? -1 : 1;
  text += *text == '-';
  return sign * (int)(read_decimal(&text) * 100 / DECIMALS);
}
