/* A figure's shapes as SVG, in hundredths of a point; told apart as in the PDF. */
#include "review/html_part.h"

static const char *fill_of(Fill fill) {
  static const char *const fills[FILL_COUNT] = {
      [FILL_NONE] = "none",       [FILL_DARK] = "#4d4d4d",     [FILL_LIGHT] = "#e0e0e0",
      [FILL_RISING] = "url(#f1)", [FILL_MIDDLE] = "#b3b3b3",   [FILL_FALLING] = "url(#f2)",
      [FILL_WHITE] = "#fff",      [FILL_CROSSED] = "url(#f3)", [FILL_LEVEL] = "url(#f4)"};
  return fills[fill];
}

/* The hatches; a tile is as wide as lines are apart. */
void html_fills(Buf *out) {
  int tile = (int)html_units(FILL_PITCH);
  char rising[40], falling[40], level[40];
  snprintf(rising, sizeof rising, "M0 %d L%d 0", tile, tile);
  snprintf(falling, sizeof falling, "M0 0 L%d %d", tile, tile);
  snprintf(level, sizeof level, "M0 %d H%d", tile / 2, tile);
  const char *const lines[][2] = {{rising, ""}, {falling, ""}, {rising, falling}, {level, ""}};
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
    buf_printf(out,
               "<pattern id=\"f%zu\" width=\"%d\" height=\"%d\" patternUnits=\"userSpaceOnUse\">"
               "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>"
               "<path d=\"%s%s\" stroke=\"#000\" stroke-width=\"50\"/></pattern>\n",
               i + 1, tile, tile, lines[i][0], lines[i][1]);
}

static void put_box(const Shape *shape, Buf *out) {
  buf_printf(out, "<rect x=\"%lld\" y=\"%lld\" width=\"%lld\" height=\"%lld\" fill=\"%s\"",
             html_units(shape->x), html_units(shape->y), html_units(shape->width),
             html_units(shape->height), fill_of(shape->fill));
}

static void put_stroke(const Shape *shape, Buf *out) {
  buf_printf(out, "<line x1=\"%lld\" y1=\"%lld\" x2=\"%lld\" y2=\"%lld\"", html_units(shape->x),
             html_units(shape->y), html_units(shape->x + shape->width),
             html_units(shape->y + shape->height));
}

/* In <defs> it is a square of the length 1. */
static void put_picture(const Shape *shape, const Picture *picture, Buf *out) {
  buf_puts(out, "<use href=\"#");
  html_picture_id(picture, out);
  buf_printf(out, "\" transform=\"translate(%lld %lld) scale(%lld %lld)\"", html_units(shape->x),
             html_units(shape->y), html_units(shape->width), html_units(shape->height));
}

void html_shapes(const Doc *doc, const Drawn *drawn, Buf *out) {
  for (size_t i = 0; i < drawn->shape_count; i++) {
    const Shape *shape = &drawn->shapes[i];
    if (shape->kind == SHAPE_BOX)
      put_box(shape, out);
    else if (shape->kind == SHAPE_STROKE)
      put_stroke(shape, out);
    else
      put_picture(shape, doc->blocks[drawn->block].drawing->picture, out);
    if (shape->line > 0)
      buf_printf(out, " stroke=\"%s\" stroke-width=\"%lld\"%s", shape->dashed ? "#808080" : "#000",
                 html_units(shape->line), shape->dashed ? " stroke-dasharray=\"200\"" : "");
    buf_puts(out, "/>\n");
  }
}
