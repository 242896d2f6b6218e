/* Glyphs as SVG paths in font units, so that the page looks the same where the
 * fonts are not installed. */
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <stdlib.h>

#include "review/html_part.h"

typedef struct Used {
  int face;
  uint32_t glyph;
} Used;

typedef struct Usage {
  Used *items;
  size_t count, capacity;
} Usage;

static void add_line(Usage *usage, const Line *line) {
  for (size_t i = 0; line && i < line->item_count; i++) {
    usage->items = mem_grow(usage->items, usage->count, &usage->capacity, sizeof *usage->items);
    usage->items[usage->count++] = (Used){line->items[i].face, line->items[i].glyph};
  }
}

static void add_figure(Usage *usage, const Drawn *drawn) {
  for (size_t i = 0; drawn && i < drawn->label_count; i++)
    add_line(usage, &drawn->labels[i]);
}

static int compare(const void *left, const void *right) {
  const Used *a = left, *b = right;
  if (a->face != b->face)
    return a->face < b->face ? -1 : 1;
  return (a->glyph > b->glyph) - (a->glyph < b->glyph);
}

static Usage find_usage(const Pages *const pages[], size_t count) {
  Usage usage = {0};
  for (size_t i = 0; i < count; i++)
    for (size_t p = 0; p < pages[i]->page_count; p++) {
      const Page *page = &pages[i]->pages[p];
      for (size_t k = 0; k < page->line_count; k++) {
        add_line(&usage, &page->lines[k]);
        add_figure(&usage, page->lines[k].figure);
      }
      add_line(&usage, page->folio);
    }
  if (usage.count > 0)
    qsort(usage.items, usage.count, sizeof *usage.items, compare);
  return usage;
}

/* A path as it grows: lengths count from the last point, which is shorter. */
typedef struct Path {
  Buf *out;
  FT_Vector last;
  int is_open;
} Path;

static void put_point(Path *path, const FT_Vector *to) {
  buf_printf(path->out, "%ld %ld ", to->x - path->last.x, to->y - path->last.y);
}

static int move_to(const FT_Vector *to, void *user) {
  Path *path = user;
  buf_puts(path->out, path->is_open ? "zm" : "m");
  put_point(path, to);
  path->last = *to;
  path->is_open = 1;
  return 0;
}

static int line_to(const FT_Vector *to, void *user) {
  Path *path = user;
  buf_putc(path->out, 'l');
  put_point(path, to);
  path->last = *to;
  return 0;
}

static int conic_to(const FT_Vector *control, const FT_Vector *to, void *user) {
  Path *path = user;
  buf_putc(path->out, 'q');
  put_point(path, control);
  put_point(path, to);
  path->last = *to;
  return 0;
}

static int cubic_to(const FT_Vector *first, const FT_Vector *second, const FT_Vector *to,
                    void *user) {
  Path *path = user;
  buf_putc(path->out, 'c');
  put_point(path, first);
  put_point(path, second);
  put_point(path, to);
  path->last = *to;
  return 0;
}

/* A glyph without outline, a space for one, has none here either. */
static void put_outline(Face *face, uint32_t glyph, Buf *out) {
  static const FT_Outline_Funcs into_path = {
      .move_to = move_to, .line_to = line_to, .conic_to = conic_to, .cubic_to = cubic_to};
  Path path = {.out = out};
  if (FT_Load_Glyph(face->ft, glyph, FT_LOAD_NO_SCALE | FT_LOAD_NO_BITMAP) != 0 ||
      face->ft->glyph->format != FT_GLYPH_FORMAT_OUTLINE)
    return;
  buf_printf(out, "<path id=\"g%d-%u\" d=\"", face->id, (unsigned)glyph);
  FT_Outline_Decompose(&face->ft->glyph->outline, &into_path, &path);
  buf_puts(out, path.is_open ? "z\"/>\n" : "\"/>\n");
}

void html_outlines(const Pages *const pages[], size_t count, Buf *out) {
  Usage usage = find_usage(pages, count);
  buf_puts(out, "<svg class=\"outlines\" aria-hidden=\"true\"><defs>\n");
  html_fills(out);
  html_pictures(pages, count, out);
  for (size_t i = 0; i < usage.count; i++)
    if (i == 0 || compare(&usage.items[i - 1], &usage.items[i]) != 0)
      put_outline(fonts_face(pages[0]->fonts, usage.items[i].face), usage.items[i].glyph, out);
  buf_puts(out, "</defs></svg>\n");
  free(usage.items);
}
