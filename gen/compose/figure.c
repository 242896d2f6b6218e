#include "compose/figure.h"

#include <stdlib.h>

static bool draw(Sketch *sketch, const Drawing *drawing, Emu measure, Emu most) {
  if (drawing->picture) {
    picture_draw(sketch, measure, most);
    return true;
  }
  switch (drawing->chart->kind) {
  case CHART_COLUMNS:
    return chart_columns(sketch, drawing->chart);
  case CHART_BARS:
    return chart_bars(sketch, drawing->chart);
  case CHART_PARTS:
    break;
  }
  return chart_parts(sketch, drawing->chart);
}

static const char *millimetres(Arena *arena, Emu length) {
  return arena_printf(arena, "%lld mm", (long long)emu_scale(length, 1, EMU_PER_MM));
}

static bool fits(const Sketch *sketch, Emu measure, Emu most) {
  if (sketch->width <= measure && sketch->height <= most)
    return true;
  Arena *arena = sketch->setter->arena;
  bool wide = sketch->width > measure;
  msg_add(sketch->setter->messages, sketch->block->pos, FIGURE_TOO_LARGE, wide ? "宽" : "高",
          millimetres(arena, wide ? sketch->width : sketch->height),
          millimetres(arena, wide ? measure : most));
  return false;
}

static Emu place_of(Align align, Emu slack) {
  if (align == ALIGN_CENTRE)
    return slack / 2;
  return align == ALIGN_RIGHT ? slack : 0;
}

/* Whole twips, which both writers can say. */
static Emu in_twips(Emu length) {
  return (length + EMU_PER_TWIP - 1) / EMU_PER_TWIP * EMU_PER_TWIP;
}

static void add_line(Setter *setter, Sketch *sketch, Emu measure, LineList *list) {
  const PageSetup *page = setter->page;
  Emu x = page->left + place_of(sketch->block->style->align, measure - sketch->width);
  Drawn *drawn = sketch_finish(sketch, x);
  list->lines = mem_grow(list->lines, list->count, &list->capacity, sizeof *list->lines);
  list->lines[list->count++] = (Line){.block = sketch->index,
                                      .cell = -1,
                                      .text = sketch->block->text,
                                      .x = x,
                                      .baseline = drawn->height,
                                      .height = drawn->height,
                                      .measure = measure,
                                      .natural = drawn->width,
                                      .width = drawn->width,
                                      .is_first = true,
                                      .is_last = true,
                                      .figure = drawn};
}

/* How high the figure may be: its caption, the next block, stands below it on the
 * same page. */
static Emu most_of(Setter *setter, int index) {
  const PageSetup *page = setter->page;
  const Block *block = &setter->doc->blocks[index];
  Emu most = page->pitch * page->lines;
  if (!block->drawing->has_caption)
    return most;
  const Style *style = block[1].style;
  LineList lines = {0};
  block_set(setter, index + 1, &lines);
  most -= style->space_before + (Emu)lines.count * style->pitch;
  free(lines.lines);
  if (style->grid)
    most -= most % page->pitch;
  return most - block->style->space_after;
}

void figure_set(Setter *setter, int index, LineList *list) {
  const PageSetup *page = setter->page;
  Emu measure = page->width - page->left - page->right;
  Emu most = most_of(setter, index);
  Sketch sketch = sketch_new(setter, index);
  const Drawing *drawing = sketch.block->drawing;
  sketch.width = drawing->width ? drawing->width : measure;
  sketch.height = drawing->height;
  if (fits(&sketch, measure, most) && sketch.pitch > 0 && draw(&sketch, drawing, measure, most)) {
    sketch.height = in_twips(sketch.height);
    if (fits(&sketch, measure, most))
      add_line(setter, &sketch, measure, list);
  }
  sketch_free(&sketch);
}
