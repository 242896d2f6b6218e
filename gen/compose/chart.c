#include "compose/figure.h"

bool chart_refuse(const Sketch *sketch, const char *what) {
  msg_add(sketch->setter->messages, sketch->block->pos, FIGURE_NO_ROOM, what);
  return false;
}

const char *chart_value_text(const Sketch *sketch, const Chart *chart, int series, int item) {
  const ChartValue *value = &chart->series[series].values[item];
  if (!chart->is_against)
    return value->text;
  const ChartValue *against = &chart->series[1].values[item];
  if (value->is_missing && against->is_missing)
    return "";
  return arena_printf(sketch->setter->arena, "%s/%s", value->is_missing ? "—" : value->text,
                      against->is_missing ? "—" : against->text);
}

int chart_bar_count(const Chart *chart) {
  return chart->is_against ? 1 : chart->series_count;
}

Fill chart_fill(const Chart *chart, int series) {
  static const Fill fills[CHART_MOST_SERIES] = {FILL_DARK,    FILL_LIGHT, FILL_RISING,  FILL_MIDDLE,
                                                FILL_FALLING, FILL_WHITE, FILL_CROSSED, FILL_LEVEL};
  if (chart->is_against)
    return series == 0 ? FILL_MIDDLE : FILL_WHITE;
  return fills[series];
}

Emu chart_unit(Sketch *sketch, const Chart *chart) {
  if (!*chart->unit)
    return 0;
  const char *text = arena_printf(sketch->setter->arena, "单位：%s", chart->unit);
  Label label = sketch_set(sketch, sketch->left, text, sketch->width);
  return (Emu)label.count * sketch->pitch;
}

typedef struct Entry {
  Label label;
  Emu width; /* its swatch and the space behind it included */
} Entry;

/* How many entries from first on stand on one line, one at least. */
static int entries_of_line(const Sketch *sketch, const Entry *entries, int count, int first,
                           Emu *width) {
  int end = first;
  *width = 0;
  while (end < count && (end == first || *width + entries[end].width <= sketch->width))
    *width += entries[end++].width;
  return end;
}

static Emu swatch_width(const Sketch *sketch) {
  return sketch->em * 2;
}

static void place_entry(Sketch *sketch, const Chart *chart, int series, Entry entry, Emu x, Emu y) {
  Emu side = sketch->em * 3 / 4;
  sketch_box(sketch, x, y + (sketch->pitch - side) / 2, sketch->em * 3 / 2, side,
             chart_fill(chart, series));
  sketch_place(sketch, entry.label, x + swatch_width(sketch), y);
}

static int legend_lines(const Sketch *sketch, const Entry *entries, int count) {
  int lines = 0;
  Emu width;
  for (int i = 0; i < count; lines++)
    i = entries_of_line(sketch, entries, count, i, &width);
  return lines;
}

Emu chart_legend(Sketch *sketch, const Chart *chart, Emu foot) {
  Entry entries[CHART_MOST_SERIES];
  int count = chart->series_count;
  if (count < 2)
    return 0;
  size_t labels = sketch->labels.count;
  for (int i = 0; i < count; i++) {
    Label label = sketch_set(sketch, sketch->left, chart->series[i].name,
                             sketch->width - swatch_width(sketch));
    entries[i] = (Entry){label, label.width + swatch_width(sketch) + sketch->em * 3 / 2};
  }
  Emu height = legend_lines(sketch, entries, count) * sketch->pitch;
  if (foot < 0) {
    sketch->labels.count = labels;
    return height;
  }
  Emu y = foot - height, width;
  for (int first = 0; first < count; y += sketch->pitch) {
    int end = entries_of_line(sketch, entries, count, first, &width);
    Emu x = (sketch->width - width) / 2;
    for (; first < end; x += entries[first++].width)
      place_entry(sketch, chart, first, entries[first], x, y);
  }
  return height;
}
