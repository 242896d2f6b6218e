/* 图 of a skeleton becomes parts of the report: the drawing, and its caption
 * as an ordinary paragraph below. Everything in it comes from facts. */
#ifndef ZIPING_DOC_CHART_H
#define ZIPING_DOC_CHART_H

#include "doc/outline.h"

void chart_compose(Source *source, const xmlNode *node, Item item, Part *parent);

#endif
