#include "pdf/shapes.h"

#include "pdf/number.h"

/* Thickness of a hatch's lines. */
#define HATCH_LINE (EMU_PER_PT / 2)
/* A dash and the space behind it. */
#define DASH (EMU_PER_PT * 2)

static void put(Buf *out, Emu length) {
  pdf_put_milli(out, pdf_milli(length));
  buf_putc(out, ' ');
}

static void put_path(Buf *out, const Page *page, const Shape *shape) {
  put(out, shape->x);
  put(out, page->height - shape->y - shape->height);
  put(out, shape->width);
  put(out, shape->height);
  buf_puts(out, "re ");
}

static void put_segment(Buf *out, const Page *page, Emu x, Emu y, Emu to_x, Emu to_y) {
  put(out, x);
  put(out, page->height - y);
  buf_puts(out, "m ");
  put(out, to_x);
  put(out, page->height - to_y);
  buf_puts(out, "l ");
}

/* Lines that go through the whole box and beyond, by where they meet its left
 * edge; drop is how much lower they reach its right edge. */
static void put_hatch(Buf *out, const Page *page, const Shape *shape, Emu drop) {
  Emu first = shape->y - (drop > 0 ? drop : 0);
  Emu last = shape->y + shape->height - (drop < 0 ? drop : 0);
  for (Emu y = first + FILL_PITCH / 2; y < last; y += FILL_PITCH)
    put_segment(out, page, shape->x, y, shape->x + shape->width, y + drop);
}

static void put_hatches(Buf *out, const Page *page, const Shape *shape) {
  buf_puts(out, "q ");
  put_path(out, page, shape);
  buf_puts(out, "W n ");
  put(out, HATCH_LINE);
  buf_puts(out, "w ");
  if (shape->fill == FILL_RISING || shape->fill == FILL_CROSSED)
    put_hatch(out, page, shape, -shape->width);
  if (shape->fill == FILL_FALLING || shape->fill == FILL_CROSSED)
    put_hatch(out, page, shape, shape->width);
  if (shape->fill == FILL_LEVEL)
    put_hatch(out, page, shape, 0);
  buf_puts(out, "S Q\n");
}

static void put_box(Buf *out, const Page *page, const Shape *shape) {
  static const char *const greys[FILL_COUNT] = {
      [FILL_DARK] = ".3 g ",   [FILL_MIDDLE] = ".7 g ", [FILL_LIGHT] = ".88 g ",
      [FILL_RISING] = "1 g ",  [FILL_FALLING] = "1 g ", [FILL_WHITE] = "1 g ",
      [FILL_CROSSED] = "1 g ", [FILL_LEVEL] = "1 g "};
  if (greys[shape->fill]) {
    buf_puts(out, greys[shape->fill]);
    put_path(out, page, shape);
    buf_puts(out, "f\n");
  }
  if (shape->fill == FILL_RISING || shape->fill == FILL_FALLING || shape->fill == FILL_CROSSED ||
      shape->fill == FILL_LEVEL)
    put_hatches(out, page, shape);
  if (shape->line == 0)
    return;
  put(out, shape->line);
  buf_puts(out, "w ");
  put_path(out, page, shape);
  buf_puts(out, "S\n");
}

static void put_stroke(Buf *out, const Page *page, const Shape *shape) {
  if (shape->dashed) {
    buf_puts(out, "q .5 G [");
    put(out, DASH);
    buf_puts(out, "]0 d ");
  }
  put(out, shape->line);
  buf_puts(out, "w ");
  put_segment(out, page, shape->x, shape->y, shape->x + shape->width, shape->y + shape->height);
  buf_puts(out, shape->dashed ? "S Q\n" : "S\n");
}

/* An image fills the unit square, which is stretched to the box. */
static void put_picture(Buf *out, const Page *page, const Shape *shape, int block) {
  buf_puts(out, "q ");
  put(out, shape->width);
  buf_puts(out, "0 0 ");
  put(out, shape->height);
  put(out, shape->x);
  put(out, page->height - shape->y - shape->height);
  buf_puts(out, "cm /I");
  buf_put_int(out, block);
  buf_puts(out, " Do Q\n");
}

void pdf_put_shapes(Buf *out, const Page *page, const Drawn *drawn) {
  buf_puts(out, "q\n");
  for (size_t i = 0; i < drawn->shape_count; i++) {
    const Shape *shape = &drawn->shapes[i];
    switch (shape->kind) {
    case SHAPE_BOX:
      put_box(out, page, shape);
      break;
    case SHAPE_STROKE:
      put_stroke(out, page, shape);
      break;
    case SHAPE_PICTURE:
      put_picture(out, page, shape, drawn->block);
      break;
    }
  }
  buf_puts(out, "Q\n");
}
