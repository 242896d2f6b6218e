/* 图片 of a skeleton and of an office's text becomes parts of the report: the
 * picture, and its caption as an ordinary paragraph below. */
#ifndef ZIPING_DOC_IMAGE_H
#define ZIPING_DOC_IMAGE_H

#include "doc/outline.h"

void image_compose(Source *source, const xmlNode *node, Item item, Part *parent);

#endif
