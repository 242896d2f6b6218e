/* The parts that every figure has, whatever it shows. Only for the doc room. */
#ifndef ZIPING_DOC_FIGURE_H
#define ZIPING_DOC_FIGURE_H

#include "doc/outline.h"

/* Styles that every layout with a 图 has (layout_load sees to it): of what is
 * written in a figure, and of the caption (题) below it. */
#define FIGURE_STYLE_TEXT "图文"
#define FIGURE_STYLE_CAPTION "图题"

/* node's size (宽, 高) into drawing. */
void figure_size(const xmlNode *node, Drawing *drawing);
/* The drawing and its caption, when node has one. */
void figure_add(Source *source, const xmlNode *node, Drawing *drawing, Part *parent);

#endif
