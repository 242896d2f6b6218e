/* Lengths as a layout writes them. The schema (布局.rng) has checked their form
 * before any of these is called, so none of them can fail. */
#ifndef ZIPING_LAYOUT_MEASURE_H
#define ZIPING_LAYOUT_MEASURE_H

#include "base/units.h"

/* 37mm, 3.7cm, 28.95pt; four decimals at most, rounded to the nearest EMU. */
Emu layout_length(const char *text);
/* 初号 to 七号, or a length in pt. */
Emu layout_size(const char *text);
/* 2字, -1.5字: in 1/100 em. */
int layout_indent(const char *text);

#endif
