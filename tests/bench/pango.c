/* The nearest in C: pango and cairo set a text into a PDF.
 *
 *   pango FONT FOLDER TEXT...
 *
 * Each TEXT (one paragraph a line) becomes FOLDER/NAME.pdf: A4, 16 pt,
 * justified, two characters of indent, 22 lines a page, the page number below. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#define PT_PER_MM (72 / 25.4)
static const double page_width = 210 * PT_PER_MM, page_height = 297 * PT_PER_MM;
static const double left = 28 * PT_PER_MM, measure = 156 * PT_PER_MM, top = 37 * PT_PER_MM;
static const double pitch = 28.95, size = 16;
enum { LINES_A_PAGE = 22 };

typedef struct Sheet {
  cairo_t *cairo;
  PangoLayout *folio;
  int page, line;
} Sheet;

static void end_page(Sheet *sheet) {
  char number[32];
  snprintf(number, sizeof number, "— %d —", sheet->page);
  pango_layout_set_text(sheet->folio, number, -1);
  cairo_move_to(sheet->cairo, left, top + pitch * (LINES_A_PAGE + 1));
  pango_cairo_show_layout(sheet->cairo, sheet->folio);
  cairo_show_page(sheet->cairo);
  sheet->page++;
  sheet->line = 0;
}

static void set_paragraph(Sheet *sheet, PangoLayout *layout) {
  PangoLayoutIter *at = pango_layout_get_iter(layout);
  do {
    if (sheet->line == LINES_A_PAGE)
      end_page(sheet);
    PangoRectangle extents;
    pango_layout_iter_get_line_extents(at, NULL, &extents);
    cairo_move_to(sheet->cairo, left + (double)extents.x / PANGO_SCALE,
                  top + pitch * ++sheet->line);
    pango_cairo_show_layout_line(sheet->cairo, pango_layout_iter_get_line_readonly(at));
  } while (pango_layout_iter_next_line(at));
  pango_layout_iter_free(at);
}

static PangoLayout *new_layout(cairo_t *cairo, const PangoFontDescription *font) {
  PangoLayout *layout = pango_cairo_create_layout(cairo);
  pango_layout_set_font_description(layout, font);
  pango_layout_set_width(layout, (int)(measure * PANGO_SCALE));
  return layout;
}

static void write_pdf(FILE *text, const char *path, const PangoFontDescription *font) {
  cairo_surface_t *surface = cairo_pdf_surface_create(path, page_width, page_height);
  cairo_t *cairo = cairo_create(surface);
  Sheet sheet = {cairo, new_layout(cairo, font), 1, 0};
  pango_layout_set_alignment(sheet.folio, PANGO_ALIGN_CENTER);
  PangoLayout *layout = new_layout(cairo, font);
  pango_layout_set_justify(layout, TRUE);
  pango_layout_set_indent(layout, (int)(2 * size * PANGO_SCALE));
  char *line = NULL;
  size_t capacity = 0;
  for (ssize_t len; (len = getline(&line, &capacity, text)) > 0;) {
    pango_layout_set_text(layout, line, (int)(line[len - 1] == '\n' ? len - 1 : len));
    set_paragraph(&sheet, layout);
  }
  end_page(&sheet);
  free(line);
  g_object_unref(layout);
  g_object_unref(sheet.folio);
  cairo_destroy(cairo);
  cairo_surface_finish(surface);
  if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
    exit(4);
  cairo_surface_destroy(surface);
}

int main(int argc, char **argv) {
  if (argc < 4)
    return 3;
  PangoFontDescription *font = pango_font_description_from_string(argv[1]);
  pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
  for (int i = 3; i < argc; i++) {
    const char *slash = strrchr(argv[i], '/');
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.pdf", argv[2], slash ? slash + 1 : argv[i]);
    FILE *text = fopen(argv[i], "r");
    if (!text)
      return 2;
    write_pdf(text, path, font);
    fclose(text);
  }
  pango_font_description_free(font);
  return 0;
}
