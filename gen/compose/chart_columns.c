/* 柱: upright bars over the names of the items. */
#include <stdlib.h>

#include "compose/axis.h"
#include "compose/figure.h"

#define HEIGHT (70 * EMU_PER_MM)
/* Bars are not drawn wider, and a plot not lower, than this. */
#define WIDEST_BAR (14 * EMU_PER_MM)
#define LEAST_PLOT (20 * EMU_PER_MM)

typedef struct Plot {
  Sketch *sketch;
  const Chart *chart;
  Axis axis;
  Emu left, top, width, height;
  Emu slot;  /* one item's */
  Emu share; /* of a slot, for one bar and the figure over it */
  Emu names; /* height of the items' names */
  Label *labels;
} Plot;

/* The room that the figures of the scale take; their lines come later. */
static Emu ticks_width(Plot *plot) {
  Sketch *sketch = plot->sketch;
  size_t labels = sketch->labels.count;
  Emu widest = 0;
  for (int i = 0; i <= plot->axis.steps; i++) {
    Label label = sketch_set(sketch, sketch->left, axis_text(&plot->axis, i, sketch->setter->arena),
                             sketch->width);
    widest = label.width > widest ? label.width : widest;
  }
  sketch->labels.count = labels;
  return widest + sketch->em / 2;
}

static bool set_widths(Plot *plot) {
  Sketch *sketch = plot->sketch;
  plot->left = ticks_width(plot);
  plot->width = sketch->width - plot->left;
  plot->slot = plot->width / plot->chart->item_count;
  int bars = chart_bar_count(plot->chart);
  plot->share = bars == 1 ? plot->slot : plot->slot * 9 / 10 / bars;
  return plot->slot >= sketch->em * 3 / 2 || chart_refuse(sketch, "各项的名称");
}

static void set_names(Plot *plot) {
  Sketch *sketch = plot->sketch;
  for (int i = 0; i < plot->chart->item_count; i++) {
    plot->labels[i] =
        sketch_set(sketch, sketch->centre, plot->chart->items[i], plot->slot - sketch->em / 4);
    Emu height = (Emu)plot->labels[i].count * sketch->pitch;
    plot->names = height > plot->names ? height : plot->names;
  }
}

static bool set_heights(Plot *plot, Emu unit) {
  Sketch *sketch = plot->sketch;
  if (sketch->height == 0)
    sketch->height = HEIGHT;
  Emu legend = chart_legend(sketch, plot->chart, -1);
  plot->top = unit + sketch->pitch;
  plot->height = sketch->height - plot->top - plot->names - legend - sketch->em / 2;
  return plot->height >= LEAST_PLOT || chart_refuse(sketch, "柱子和文字");
}

static void draw_scale(Plot *plot) {
  Sketch *sketch = plot->sketch;
  for (int i = 1; i <= plot->axis.steps; i++)
    sketch_stroke(sketch, plot->left,
                  plot->top + plot->height - plot->height * i / plot->axis.steps, plot->width, 0,
                  true);
}

static void draw_ticks(Plot *plot) {
  Sketch *sketch = plot->sketch;
  for (int i = 0; i <= plot->axis.steps; i++) {
    Label label =
        sketch_set(sketch, sketch->right, axis_text(&plot->axis, i, sketch->setter->arena),
                   plot->left - sketch->em / 2);
    Emu y = plot->top + plot->height - plot->height * i / plot->axis.steps;
    sketch_place(sketch, label, 0, y - sketch->pitch / 2);
  }
}

static Emu height_of(const Plot *plot, int series, int item) {
  const ChartValue *value = &plot->chart->series[series].values[item];
  return value->is_missing ? 0 : axis_length(&plot->axis, value->value, plot->height);
}

/* One bar and what is printed over it; x is the middle. */
static bool draw_bar(Plot *plot, int series, int item, Emu x) {
  Sketch *sketch = plot->sketch;
  const Chart *chart = plot->chart;
  Emu foot = plot->top + plot->height, height = height_of(plot, series, item);
  Emu width = chart_bar_count(chart) == 1 ? plot->slot * 6 / 10 : plot->share;
  width = width < WIDEST_BAR ? width : WIDEST_BAR;
  Emu against = chart->is_against ? height_of(plot, 1, item) : 0;
  sketch_box(sketch, x - width / 2, foot - against, width, against, chart_fill(chart, 1));
  sketch_box(sketch, x - width / 2, foot - height, width, height, chart_fill(chart, series));
  height = against > height ? against : height;
  const char *text = chart_value_text(sketch, chart, series, item);
  Label label = sketch_set(sketch, sketch->centre, text, sketch->width);
  Emu top = foot - height - sketch->pitch;
  sketch_blank(sketch, x - label.width / 2, top, label.width, sketch->pitch - sketch->em / 8);
  sketch_place(sketch, label, x - sketch->width / 2, top);
  return label.width <= plot->share || chart_refuse(sketch, "柱子上的数");
}

static bool draw_item(Plot *plot, int item) {
  Sketch *sketch = plot->sketch;
  int bars = chart_bar_count(plot->chart);
  Emu x = plot->left + plot->slot * item;
  sketch_place(sketch, plot->labels[item], x + sketch->em / 8,
               plot->top + plot->height + sketch->em / 4);
  Emu bar = plot->share < WIDEST_BAR || bars == 1 ? plot->share : WIDEST_BAR;
  Emu first = x + (plot->slot - bar * bars) / 2 + bar / 2;
  for (int s = 0; s < bars; s++)
    if (!draw_bar(plot, s, item, first + bar * s))
      return false;
  return true;
}

static bool draw(Plot *plot) {
  Sketch *sketch = plot->sketch;
  Emu unit = chart_unit(sketch, plot->chart);
  if (!set_widths(plot))
    return false;
  set_names(plot);
  if (!set_heights(plot, unit))
    return false;
  sketch->plot = (FigurePart){plot->left, plot->top, plot->width, plot->height};
  draw_scale(plot);
  for (int i = 0; i < plot->chart->item_count; i++)
    if (!draw_item(plot, i))
      return false;
  Emu foot = plot->top + plot->height;
  sketch_stroke(sketch, plot->left, foot, plot->width, 0, false);
  chart_legend(sketch, plot->chart, sketch->height);
  draw_ticks(plot);
  return true;
}

bool chart_columns(Sketch *sketch, const Chart *chart) {
  Plot plot = {.sketch = sketch, .chart = chart, .axis = axis_of(chart)};
  plot.labels = mem_alloc((size_t)chart->item_count * sizeof *plot.labels);
  bool drawn = draw(&plot);
  free(plot.labels);
  return drawn;
}
