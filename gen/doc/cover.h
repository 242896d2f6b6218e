/* What only a cover has: 字段, a name and its value on a ruled line; 选, a row of
 * boxes with one ticked. */
#ifndef ZIPING_DOC_COVER_H
#define ZIPING_DOC_COVER_H

#include "doc/outline.h"

/* Adds a paragraph to parent. A field without a value, and a choice of what is
 * not offered, is an error at node. */
void cover_field(Source *source, const xmlNode *node, Item item, Part *parent);
void cover_choice(Source *source, const xmlNode *node, Item item, Part *parent);

#endif
