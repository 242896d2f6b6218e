#include "doc/figure.h"

#include <string.h>

#include "layout/measure.h"

void figure_size(const xmlNode *node, Drawing *drawing) {
  const char *width = xml_attr(node, "宽"), *height = xml_attr(node, "高");
  drawing->width = width ? layout_length(width) : 0;
  drawing->height = height ? layout_length(height) : 0;
}

static Part *add_part(Source *source, const xmlNode *node, PartKind kind, const char *style,
                      Part *parent) {
  if (!source_take(source, PART_COST, node))
    return NULL;
  Part *part = part_new(source->arena, kind);
  part->style = layout_style(source->layout, style);
  part->rich.pos = expr_pos(source->expr, node);
  part_add(parent, part);
  return part;
}

void figure_add(Source *source, const xmlNode *node, Drawing *drawing, Part *parent) {
  const char *caption = xml_attr(node, "题");
  drawing->has_caption = caption != NULL;
  Part *part = add_part(source, node, PART_FIGURE, FIGURE_STYLE_TEXT, parent);
  if (part)
    part->drawing = drawing;
  part = caption ? add_part(source, node, PART_CAPTION, FIGURE_STYLE_CAPTION, parent) : NULL;
  if (!part)
    return;
  part->label = xml_attr(node, "号");
  part->rich.text = xml_fold(caption, strlen(caption), source->arena);
  part->rich.len = strlen(part->rich.text);
}
