#include "compose/sketch.h"

#include <stdlib.h>
#include <string.h>

#define OUTLINE (EMU_PER_PT / 2)
#define GRID_LINE (EMU_PER_PT / 4)

static Style *style_as(Setter *setter, const Style *style, Align align) {
  Style *own = arena_alloc(setter->arena, sizeof *own);
  *own = *style;
  own->align = align;
  own->balanced = false;
  own->indent_first = own->indent_left = own->indent_right = 0;
  return own;
}

Sketch sketch_new(Setter *setter, int index) {
  const Block *block = &setter->doc->blocks[index];
  const Style *style = block->style;
  return (Sketch){.setter = setter,
                  .block = block,
                  .index = index,
                  .em = style->size,
                  .pitch = style->pitch,
                  .left = style_as(setter, style, ALIGN_LEFT),
                  .centre = style_as(setter, style, ALIGN_CENTRE),
                  .right = style_as(setter, style, ALIGN_RIGHT)};
}

void sketch_free(Sketch *sketch) {
  free(sketch->shapes);
  free(sketch->labels.lines);
}

Label sketch_set(Sketch *sketch, const Style *style, const char *text, Emu measure) {
  LineList *labels = &sketch->labels;
  Label label = {.first = labels->count};
  Block block = {.style = style, .text = text, .len = strlen(text), .pos = sketch->block->pos};
  text_set(sketch->setter, &block, (Room){0, 0, measure}, labels);
  label.count = labels->count - label.first;
  for (size_t i = label.first; i < labels->count; i++) {
    Line *line = &labels->lines[i];
    line->block = sketch->index;
    line->top = (Emu)(i - label.first) * style->pitch;
    line->baseline += line->top;
    if (line->width > label.width)
      label.width = line->width;
  }
  return label;
}

static void move_line(Line *line, Emu x, Emu y) {
  line->x += x;
  line->top += y;
  line->baseline += y;
  for (size_t i = 0; i < line->item_count; i++)
    line->items[i].x += x;
}

void sketch_place(Sketch *sketch, Label label, Emu x, Emu y) {
  for (size_t i = label.first; i < label.first + label.count; i++)
    move_line(&sketch->labels.lines[i], x, y);
}

static void add_shape(Sketch *sketch, Shape shape) {
  sketch->shapes = mem_grow(sketch->shapes, sketch->shape_count, &sketch->shape_capacity,
                            sizeof *sketch->shapes);
  sketch->shapes[sketch->shape_count++] = shape;
}

void sketch_box(Sketch *sketch, Emu x, Emu y, Emu width, Emu height, Fill fill) {
  if (width > 0 && height > 0)
    add_shape(sketch, (Shape){SHAPE_BOX, x, y, width, height, OUTLINE, fill, false});
}

void sketch_blank(Sketch *sketch, Emu x, Emu y, Emu width, Emu height) {
  if (width > 0)
    add_shape(sketch, (Shape){SHAPE_BOX, x, y, width, height, 0, FILL_WHITE, false});
}

void sketch_stroke(Sketch *sketch, Emu x, Emu y, Emu width, Emu height, bool dashed) {
  Emu line = dashed ? GRID_LINE : OUTLINE;
  add_shape(sketch, (Shape){SHAPE_STROKE, x, y, width, height, line, FILL_NONE, dashed});
}

void sketch_picture(Sketch *sketch, Emu width, Emu height) {
  add_shape(sketch, (Shape){SHAPE_PICTURE, 0, 0, width, height, 0, FILL_NONE, false});
}

Drawn *sketch_finish(Sketch *sketch, Emu x) {
  Arena *arena = sketch->setter->arena;
  Drawn *drawn = arena_alloc(arena, sizeof *drawn);
  *drawn = (Drawn){.block = sketch->index,
                   .x = x,
                   .width = sketch->width,
                   .height = sketch->height,
                   .plot = sketch->plot,
                   .shape_count = sketch->shape_count,
                   .label_count = sketch->labels.count};
  drawn->shapes = arena_array(arena, drawn->shape_count, sizeof *drawn->shapes);
  for (size_t i = 0; i < drawn->shape_count; i++) {
    drawn->shapes[i] = sketch->shapes[i];
    drawn->shapes[i].x += x;
  }
  drawn->labels = arena_array(arena, drawn->label_count, sizeof *drawn->labels);
  for (size_t i = 0; i < drawn->label_count; i++) {
    drawn->labels[i] = sketch->labels.lines[i];
    move_line(&drawn->labels[i], x, 0);
  }
  return drawn;
}

void drawn_move(Drawn *drawn, Emu y) {
  drawn->y += y;
  for (size_t i = 0; i < drawn->shape_count; i++)
    drawn->shapes[i].y += y;
  for (size_t i = 0; i < drawn->label_count; i++)
    move_line(&drawn->labels[i], 0, y);
}
