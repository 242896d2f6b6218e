/* One unit of length for the whole program: the EMU of ECMA-376 (1 mm = 36,000;
 * 1 pt = 12,700; 1 twip = 635), always an integer, so that a page is the same
 * on every machine. Only the writers convert. */
#ifndef ZIPING_BASE_UNITS_H
#define ZIPING_BASE_UNITS_H

#include <stdint.h>

typedef int64_t Emu;

#define EMU_PER_MM 36000
#define EMU_PER_PT 12700
#define EMU_PER_TWIP 635

/* value * numerator / denominator, rounded half away from zero. */
static inline Emu emu_scale(Emu value, int64_t numerator, int64_t denominator) {
  int64_t product = value * numerator;
  int64_t half = denominator / 2;
  return product >= 0 ? (product + half) / denominator : -((-product + half) / denominator);
}

#endif
