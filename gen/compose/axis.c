#include "compose/axis.h"

/* Digits that a mark's length is reckoned with. */
enum { RATIO_PLACES = 6, RATIO_ONE = 1000000 };
/* Decimals of a share in per cent. */
enum { SHARE_PLACES = 2 };
/* The smallest step is a thousandth of the last decimal that is printed. */
enum { SMALLEST_SCALE = NUMBER_PLACES + 2 };

static Decimal highest(const Chart *chart) {
  Decimal high = {0, 0};
  for (int s = 0; s < chart->series_count; s++)
    for (int i = 0; i < chart->item_count; i++) {
      const ChartValue *value = &chart->series[s].values[i];
      if (!value->is_missing && number_compare(value->value, high) > 0)
        high = value->value;
    }
  return high;
}

static bool reaches(Decimal step, int count, Decimal high) {
  Decimal top;
  return !number_multiply(step, (Decimal){count, 0}, &top) || number_compare(top, high) >= 0;
}

/* The next larger step: 10 20 25 50 100 200 … in the last of scale decimals. */
static Decimal next_step(Decimal step, int turn) {
  static const int64_t times[] = {20, 25, 50, 100}, parts[] = {10, 20, 25, 50};
  step.units = step.units / parts[turn] * times[turn];
  if (turn == 3 && step.scale > 0)
    return (Decimal){step.units / 10, step.scale - 1};
  return step;
}

Axis axis_of(const Chart *chart) {
  Decimal high = highest(chart), step = {10, SMALLEST_SCALE};
  if (high.units == 0)
    return (Axis){{1, 0}, 1};
  for (int turn = 0; !reaches(step, AXIS_MOST_STEPS, high); turn = (turn + 1) % 4)
    step = next_step(step, turn);
  Axis axis = {step, 1};
  while (!reaches(step, axis.steps, high))
    axis.steps++;
  return axis;
}

Decimal axis_tick(const Axis *axis, int count) {
  Decimal tick = axis->step;
  number_multiply(axis->step, (Decimal){count, 0}, &tick);
  return number_trim(tick);
}

const char *axis_text(const Axis *axis, int count, Arena *arena) {
  Buf buf = {0};
  number_put(&buf, axis_tick(axis, count));
  const char *text = arena_copy(arena, buf.data);
  buf_free(&buf);
  return text;
}

Emu length_of_part(Decimal part, Decimal whole, Emu length) {
  Decimal ratio;
  if (!number_ratio(part, whole, 0, RATIO_PLACES, &ratio))
    return 0;
  return emu_scale(length, ratio.units, RATIO_ONE);
}

Decimal chart_whole(const Chart *chart) {
  Decimal sum = {0, 0};
  for (int i = 0; i < chart->item_count; i++)
    if (!chart->series[0].values[i].is_missing)
      number_add(sum, chart->series[0].values[i].value, &sum);
  return sum;
}

void chart_put_share(const Chart *chart, int item, Buf *out) {
  Decimal share;
  if (!number_ratio(chart->series[0].values[item].value, chart_whole(chart), 2, SHARE_PLACES,
                    &share))
    return;
  number_put(out, share);
  buf_putc(out, '%');
}

Emu axis_length(const Axis *axis, Decimal value, Emu whole) {
  return length_of_part(value, axis_tick(axis, axis->steps), whole);
}
