#include "doc/image.h"

#include "doc/figure.h"

/* A picture lies beside the file that names it, which may be a layout that builds
 * on another. */
static const char *file_of(const Source *source, const xmlNode *node) {
  const XmlFile *layout = source->layout->file;
  return node->doc == layout->tree
             ? xml_pos(layout, (const xmlNode *)xmlHasProp(node, (const xmlChar *)"文件")).file
             : source->evaluation->file->path;
}

static bool has_styles(Source *source, const xmlNode *node) {
  static const char *const needed[] = {FIGURE_STYLE_TEXT, FIGURE_STYLE_CAPTION};
  bool has_all = true;
  for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
    if (layout_style(source->layout, needed[i]))
      continue;
    msg_add(source->messages, expr_pos(source->expr, node), PICTURE_STYLE_MISSING,
            source->layout->name, needed[i]);
    has_all = false;
  }
  return has_all;
}

void image_compose(Source *source, const xmlNode *node, Item item, Part *parent) {
  if (!source_wants(source, node, item) || !has_styles(source, node))
    return;
  Drawing *drawing = arena_alloc(source->arena, sizeof *drawing);
  drawing->picture =
      picture_load(file_of(source, node), xml_attr(node, "文件"), expr_pos(source->expr, node),
                   &source->pictures, source->arena, source->messages);
  if (!drawing->picture)
    return;
  drawing->alternative = arena_copy(source->arena, xml_attr(node, "说明"));
  figure_size(node, drawing);
  figure_add(source, node, drawing, parent);
}
