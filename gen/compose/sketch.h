/* A figure while it is drawn. Only for the compose room.
 *
 * Lengths are counted from the left top corner of the figure's box. Labels are
 * set first, to be measured, then put in their places; they are read in the
 * order in which they are set. sketch_finish hands over to the arena. */
#ifndef ZIPING_COMPOSE_SKETCH_H
#define ZIPING_COMPOSE_SKETCH_H

#include "compose/blocks.h"

typedef struct Sketch {
  Setter *setter;
  const Block *block;
  int index; /* of the block */
  Emu width, height;
  Emu em, pitch;                /* of the labels' style */
  Style *left, *centre, *right; /* the style without indents, by where lines stand */
  FigurePart plot;
  Shape *shapes;
  size_t shape_count, shape_capacity;
  LineList labels;
} Sketch;

/* Lines of labels. */
typedef struct Label {
  size_t first, count;
  Emu width; /* of the widest line */
} Label;

Sketch sketch_new(Setter *setter, int block);
void sketch_free(Sketch *sketch);

/* style is one of the sketch's. Broken into lines when wider than measure, which
 * has room for a character. */
Label sketch_set(Sketch *sketch, const Style *style, const char *text, Emu measure);
/* Moves the lines, which were set at the corner. */
void sketch_place(Sketch *sketch, Label label, Emu x, Emu y);
void sketch_box(Sketch *sketch, Emu x, Emu y, Emu width, Emu height, Fill fill);
/* White without an outline, so that what is printed there can be read. */
void sketch_blank(Sketch *sketch, Emu x, Emu y, Emu width, Emu height);
/* A thin level or upright stroke. */
void sketch_stroke(Sketch *sketch, Emu x, Emu y, Emu width, Emu height, bool dashed);
/* The block's picture, from the corner. */
void sketch_picture(Sketch *sketch, Emu width, Emu height);
/* Moves a figure down the page. */
void drawn_move(Drawn *drawn, Emu y);
/* As it stands on the page whose left edge the box is this far from. */
Drawn *sketch_finish(Sketch *sketch, Emu x);

#endif
