/* A picture in its box. */
#include "compose/figure.h"

/* What prints well, and the least that does; in dots per inch. */
enum { USUAL_DPI = 300, LEAST_DPI = 200 };
#define EMU_PER_INCH ((Emu)914400)

/* A line that holds a picture is higher by this, see docx/figure.c. */
#define FOOT EMU_PER_PT

/* The box is made whole twips. */
#define SPARE (FOOT + EMU_PER_TWIP)

static Emu across(const Picture *picture, Emu height) {
  return emu_scale(height, picture->width, picture->height);
}

static Emu down(const Picture *picture, Emu width) {
  return emu_scale(width, picture->height, picture->width);
}

/* Within what the office asks for, its shape kept; of its own size otherwise,
 * the page permitting. */
static Emu width_of(const Drawing *drawing, Emu measure, Emu most) {
  const Picture *picture = drawing->picture;
  Emu width = drawing->width;
  if (!width && !drawing->height) {
    width = (Emu)picture->width * EMU_PER_INCH / USUAL_DPI;
    if (down(picture, width) > most - SPARE)
      width = across(picture, most - SPARE);
  }
  if (!drawing->width && width > measure)
    width = measure;
  if (drawing->height && (!width || down(picture, width) > drawing->height))
    width = across(picture, drawing->height);
  return width > 0 ? width : 1;
}

static void check_resolution(const Sketch *sketch, const Picture *picture) {
  Emu dpi = (Emu)picture->width * EMU_PER_INCH / sketch->width;
  if (dpi >= LEAST_DPI)
    return;
  msg_add(sketch->setter->messages, sketch->block->pos, PICTURE_COARSE, picture->name,
          arena_printf(sketch->setter->arena, "%lld", (long long)dpi));
}

void picture_draw(Sketch *sketch, Emu measure, Emu most) {
  const Drawing *drawing = sketch->block->drawing;
  sketch->width = width_of(drawing, measure, most);
  Emu height = down(drawing->picture, sketch->width);
  sketch->height = height + FOOT;
  sketch_picture(sketch, sketch->width, height);
  check_resolution(sketch, drawing->picture);
}
