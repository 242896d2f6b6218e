/* 构成: one bar from edge to edge, cut into the parts of the whole; below it a
 * line for each part, with its figure and its share. */
#include "compose/axis.h"
#include "compose/figure.h"

#define LEAST_BAR (6 * EMU_PER_MM)
#define USUAL_BAR (12 * EMU_PER_MM)

static const char *share_text(const Sketch *sketch, const Chart *chart, int item) {
  Buf buf = {0};
  chart_put_share(chart, item, &buf);
  const char *text = arena_copy(sketch->setter->arena, buf.data ? buf.data : "");
  buf_free(&buf);
  return text;
}

/* The part and, where it has room, its share above it. Ends are reckoned from
 * the sum of the parts before, so that the last one ends at the edge. */
static void draw_parts(Sketch *sketch, const Chart *chart, Emu height) {
  Decimal whole = chart_whole(chart), sum = {0, 0};
  Emu left = 0;
  for (int i = 0; i < chart->item_count; i++) {
    const ChartValue *value = &chart->series[0].values[i];
    if (value->is_missing)
      continue;
    number_add(sum, value->value, &sum);
    Emu right = length_of_part(sum, whole, sketch->width);
    sketch_box(sketch, left, sketch->pitch, right - left, height, chart_fill(chart, i));
    size_t labels = sketch->labels.count;
    Label label = sketch_set(sketch, sketch->centre, share_text(sketch, chart, i), sketch->width);
    if (label.width <= right - left)
      sketch_place(sketch, label, (left + right - sketch->width) / 2, 0);
    else
      sketch->labels.count = labels;
    left = right;
  }
}

static const char *part_text(const Sketch *sketch, const Chart *chart, int item) {
  Arena *arena = sketch->setter->arena;
  const ChartValue *value = &chart->series[0].values[item];
  if (value->is_missing)
    return arena_printf(arena, "%s　—", chart->items[item]);
  return arena_printf(arena, "%s　%s%s（%s）", chart->items[item], value->text, chart->unit,
                      share_text(sketch, chart, item));
}

static bool set_list(Sketch *sketch, const Chart *chart, Label *labels, Emu *height) {
  Emu measure = sketch->width - sketch->em * 2;
  if (measure < sketch->em)
    return chart_refuse(sketch, "各部分的名称");
  for (int i = 0; i < chart->item_count; i++) {
    labels[i] = sketch_set(sketch, sketch->left, part_text(sketch, chart, i), measure);
    *height += (Emu)labels[i].count * sketch->pitch;
  }
  return true;
}

static void draw_list(Sketch *sketch, const Chart *chart, const Label *labels, Emu top) {
  Emu side = sketch->em * 3 / 4;
  for (int i = 0; i < chart->item_count; i++) {
    sketch_box(sketch, 0, top + (sketch->pitch - side) / 2, sketch->em * 3 / 2, side,
               chart_fill(chart, i));
    sketch_place(sketch, labels[i], sketch->em * 2, top);
    top += (Emu)labels[i].count * sketch->pitch;
  }
}

bool chart_parts(Sketch *sketch, const Chart *chart) {
  Label labels[CHART_MOST_SERIES];
  Emu list = 0, space = sketch->em / 2;
  if (!set_list(sketch, chart, labels, &list))
    return false;
  Emu bar = sketch->height ? sketch->height - sketch->pitch - space - list : USUAL_BAR;
  if (bar < LEAST_BAR)
    return chart_refuse(sketch, "各部分的名称");
  sketch->height = sketch->pitch + bar + space + list;
  sketch->plot = (FigurePart){0, sketch->pitch, sketch->width, bar};
  draw_parts(sketch, chart, bar);
  draw_list(sketch, chart, labels, sketch->pitch + bar + space);
  return true;
}
