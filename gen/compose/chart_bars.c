/* 条: lying bars beside the names of the items, from the top down. */
#include <stdlib.h>

#include "compose/axis.h"
#include "compose/figure.h"

/* Names take no more than this part of the width. */
enum { NAMES_OF_TEN = 4 };
/* A plot is not narrower than this. */
#define LEAST_PLOT (20 * EMU_PER_MM)

typedef struct Plot {
  Sketch *sketch;
  const Chart *chart;
  Axis axis;
  Emu left, top, width, height;
  Emu space; /* between two items */
  Label *names;
} Plot;

static Emu row_height(const Plot *plot, int item) {
  Emu names = (Emu)plot->names[item].count, bars = chart_bar_count(plot->chart);
  return (names > bars ? names : bars) * plot->sketch->pitch;
}

/* How wide the widest figure beside a bar is. */
static Emu values_width(const Plot *plot) {
  Sketch *sketch = plot->sketch;
  size_t labels = sketch->labels.count;
  Emu widest = 0;
  for (int s = 0; s < chart_bar_count(plot->chart); s++)
    for (int i = 0; i < plot->chart->item_count; i++) {
      const char *text = chart_value_text(sketch, plot->chart, s, i);
      Emu width = sketch_set(sketch, sketch->left, text, sketch->width).width;
      widest = width > widest ? width : widest;
    }
  sketch->labels.count = labels;
  return widest;
}

/* Names are set to the widest one's width, so that they end at the axis. */
static void set_names(Plot *plot) {
  Sketch *sketch = plot->sketch;
  Emu most = sketch->width * NAMES_OF_TEN / 10, widest = 0;
  size_t labels = sketch->labels.count;
  for (int i = 0; i < plot->chart->item_count; i++) {
    Emu width = sketch_set(sketch, sketch->left, plot->chart->items[i], most).width;
    widest = width > widest ? width : widest;
  }
  sketch->labels.count = labels;
  for (int i = 0; i < plot->chart->item_count; i++)
    plot->names[i] = sketch_set(sketch, sketch->right, plot->chart->items[i], widest);
  plot->left = widest + sketch->em / 2;
}

static bool set_sizes(Plot *plot, Emu unit) {
  Sketch *sketch = plot->sketch;
  plot->width = sketch->width - plot->left - values_width(plot) - sketch->em / 2;
  if (plot->width < LEAST_PLOT)
    return chart_refuse(sketch, "条和旁边的数");
  plot->top = unit;
  for (int i = 0; i < plot->chart->item_count; i++)
    plot->height += row_height(plot, i);
  Emu around = unit + sketch->pitch + chart_legend(sketch, plot->chart, -1) + sketch->em / 4;
  plot->space = sketch->pitch / 2;
  if (sketch->height > 0)
    plot->space = (sketch->height - around - plot->height) / plot->chart->item_count;
  plot->height += plot->space * plot->chart->item_count;
  if (sketch->height == 0)
    sketch->height = plot->height + around;
  return plot->space >= 0 || chart_refuse(sketch, "各项的名称和条");
}

static void draw_scale(Plot *plot) {
  for (int i = 1; i <= plot->axis.steps; i++)
    sketch_stroke(plot->sketch, plot->left + plot->width * i / plot->axis.steps, plot->top, 0,
                  plot->height, true);
}

static void draw_ticks(Plot *plot) {
  Sketch *sketch = plot->sketch;
  for (int i = 0; i <= plot->axis.steps; i++) {
    const char *text = axis_text(&plot->axis, i, sketch->setter->arena);
    Label label = sketch_set(sketch, sketch->left, text, sketch->width);
    Emu x = plot->left + plot->width * i / plot->axis.steps - label.width / 2;
    if (x + label.width > sketch->width)
      x = sketch->width - label.width;
    sketch_place(sketch, label, x, plot->top + plot->height + sketch->em / 8);
  }
}

static Emu length_of(const Plot *plot, int series, int item) {
  const ChartValue *value = &plot->chart->series[series].values[item];
  return value->is_missing ? 0 : axis_length(&plot->axis, value->value, plot->width);
}

static void draw_bar(Plot *plot, int series, int item, Emu y) {
  Sketch *sketch = plot->sketch;
  const Chart *chart = plot->chart;
  Emu thickness = sketch->pitch * 7 / 10, length = length_of(plot, series, item);
  Emu top = y + (sketch->pitch - thickness) / 2;
  Emu against = chart->is_against ? length_of(plot, 1, item) : 0;
  sketch_box(sketch, plot->left, top, against, thickness, chart_fill(chart, 1));
  sketch_box(sketch, plot->left, top, length, thickness, chart_fill(chart, series));
  length = against > length ? against : length;
  const char *text = chart_value_text(sketch, chart, series, item);
  Label label = sketch_set(sketch, sketch->left, text, sketch->width);
  Emu x = plot->left + length + sketch->em / 4;
  sketch_blank(sketch, x, y, label.width, sketch->pitch);
  sketch_place(sketch, label, x, y);
}

static void draw_items(Plot *plot) {
  Sketch *sketch = plot->sketch;
  int bars = chart_bar_count(plot->chart);
  Emu top = plot->top;
  for (int i = 0; i < plot->chart->item_count; i++) {
    Emu row = row_height(plot, i) + plot->space;
    Emu name = (Emu)plot->names[i].count * sketch->pitch;
    sketch_place(sketch, plot->names[i], 0, top + (row - name) / 2);
    for (int s = 0; s < bars; s++)
      draw_bar(plot, s, i, top + (row - sketch->pitch * bars) / 2 + sketch->pitch * s);
    top += row;
  }
}

static bool draw(Plot *plot) {
  Sketch *sketch = plot->sketch;
  Emu unit = chart_unit(sketch, plot->chart);
  set_names(plot);
  if (!set_sizes(plot, unit))
    return false;
  sketch->plot = (FigurePart){plot->left, plot->top, plot->width, plot->height};
  draw_scale(plot);
  draw_items(plot);
  sketch_stroke(sketch, plot->left, plot->top, 0, plot->height, false);
  chart_legend(sketch, plot->chart, sketch->height);
  draw_ticks(plot);
  return true;
}

bool chart_bars(Sketch *sketch, const Chart *chart) {
  Plot plot = {.sketch = sketch, .chart = chart, .axis = axis_of(chart)};
  plot.names = mem_alloc((size_t)chart->item_count * sizeof *plot.names);
  bool drawn = draw(&plot);
  free(plot.names);
  return drawn;
}
