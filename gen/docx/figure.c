/* A figure's paragraph: one drawing in line, as high as Pages has it. */
#include "docx/parts.h"

#define PICTURE_NS "http://schemas.openxmlformats.org/drawingml/2006/picture"
#define WP_NS "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"

/* A drawing stands on the baseline of its line, which is higher by the paragraph
 * mark's depth. With a mark this small a point is enough for it, and the line is
 * as high as it is said to be. */
enum { MARK_HALF_POINTS = 2 };
#define MARK_ROOM EMU_PER_PT

const DocxFigure *docx_figure_of(const DocxJob *job, size_t block) {
  for (size_t i = 0; i < job->figure_count; i++)
    if (job->figures[i].block == block)
      return &job->figures[i];
  return NULL;
}

static void w_mark(Part *part) {
  part_open(part, "w:rPr");
  part_val_int(part, "w:sz", MARK_HALF_POINTS);
  part_val_int(part, "w:szCs", MARK_HALF_POINTS);
  part_close(part);
}

static void c_chart(const DocxFigure *figure, Part *part) {
  part_open(part, "c:chart");
  part_attr(part, "xmlns:c", DOCX_CHART_NS);
  part_attr(part, "r:id", figure->part->id);
  part_close(part);
}

static void w_size(Part *part, const char *element, const DocxFigure *figure) {
  part_open(part, element);
  part_attr_int(part, "cx", (long)figure->drawn->width);
  part_attr_int(part, "cy", (long)(figure->drawn->height - MARK_ROOM));
  part_close(part);
}

static void pic_blip_fill(const DocxFigure *figure, Part *part) {
  part_open(part, "pic:blipFill");
  part_open(part, "a:blip");
  part_attr(part, "r:embed", figure->part->id);
  part_close(part);
  part_open(part, "a:stretch");
  part_toggle(part, "a:fillRect", true);
  part_close(part);
  part_close(part);
}

static void pic_sppr(const DocxFigure *figure, Part *part) {
  part_open(part, "pic:spPr");
  part_open(part, "a:xfrm");
  part_open(part, "a:off");
  part_attr(part, "x", "0");
  part_attr(part, "y", "0");
  part_close(part);
  w_size(part, "a:ext", figure);
  part_close(part);
  part_open(part, "a:prstGeom");
  part_attr(part, "prst", "rect");
  part_toggle(part, "a:avLst", true);
  part_close(part);
  part_close(part);
}

static void pic_pic(const DocxFigure *figure, const Picture *picture, long number, Part *part) {
  part_open(part, "pic:pic");
  part_attr(part, "xmlns:pic", PICTURE_NS);
  part_open(part, "pic:nvPicPr");
  part_open(part, "pic:cNvPr");
  part_attr_int(part, "id", number);
  part_attr(part, "name", picture->name);
  part_close(part);
  part_toggle(part, "pic:cNvPicPr", true);
  part_close(part);
  pic_blip_fill(figure, part);
  pic_sppr(figure, part);
  part_close(part);
}

static void a_graphic(const DocxJob *job, const DocxFigure *figure, long number, Part *part) {
  const Picture *picture = job->doc->blocks[figure->block].drawing->picture;
  part_open(part, "a:graphic");
  part_attr(part, "xmlns:a", DOCX_DRAWING_NS);
  part_open(part, "a:graphicData");
  part_attr(part, "uri", picture ? PICTURE_NS : DOCX_CHART_NS);
  if (picture)
    pic_pic(figure, picture, number, part);
  else
    c_chart(figure, part);
  part_close(part);
  part_close(part);
}

static void wp_inline(const DocxJob *job, const DocxFigure *figure, Part *part) {
  long number = (long)(figure - job->figures) + 1;
  part_open(part, "wp:inline");
  part_attr(part, "xmlns:wp", WP_NS);
  static const char *const sides[] = {"distT", "distB", "distL", "distR"};
  for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
    part_attr(part, sides[i], "0");
  w_size(part, "wp:extent", figure);
  part_open(part, "wp:docPr");
  part_attr_int(part, "id", number);
  part_attr(part, "name", arena_printf(job->arena, "图 %ld", number));
  part_attr(part, "descr", job->doc->blocks[figure->block].drawing->alternative);
  part_close(part);
  part_open(part, "wp:cNvGraphicFramePr");
  part_close(part);
  a_graphic(job, figure, number, part);
  part_close(part);
}

void docx_figure_spacing(Part *part, const DocxFigure *figure, Emu before) {
  part_open(part, "w:spacing");
  if (before >= 0)
    part_attr_int(part, "w:before", docx_twips(before));
  part_attr_int(part, "w:line", docx_twips(figure->drawn->height));
  part_attr(part, "w:lineRule", "atLeast");
  part_close(part);
}

void docx_figure_mark(Part *part) {
  w_mark(part);
}

void docx_figure(const DocxJob *job, Part *part, const DocxFigure *figure) {
  part_open(part, "w:r");
  w_mark(part);
  part_open(part, "w:drawing");
  wp_inline(job, figure, part);
  part_close(part);
  part_close(part);
}
