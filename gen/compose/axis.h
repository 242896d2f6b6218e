/* The scale of a chart: from 0 to what its highest mark needs, in steps that a
 * reader reckons with (1, 2, 2.5 or 5 and zeros). */
#ifndef ZIPING_COMPOSE_AXIS_H
#define ZIPING_COMPOSE_AXIS_H

#include "base/units.h"
#include "doc/drawing.h"

typedef struct Axis {
  Decimal step;
  int steps; /* 1 to AXIS_MOST_STEPS */
} Axis;

enum { AXIS_MOST_STEPS = 5 };

Axis axis_of(const Chart *chart);
/* step times count, without zeros at its end. */
Decimal axis_tick(const Axis *axis, int count);
/* The same as it is printed, in the arena. */
const char *axis_text(const Axis *axis, int count, Arena *arena);
/* How long a mark of this value is when the whole scale is that long. */
Emu axis_length(const Axis *axis, Decimal value, Emu whole);
/* The sum of the parts of a CHART_PARTS, and one part's share of it: 63.64%. */
Decimal chart_whole(const Chart *chart);
void chart_put_share(const Chart *chart, int item, Buf *out);
/* The part's length when the whole is that long. */
Emu length_of_part(Decimal part, Decimal whole, Emu length);

#endif
