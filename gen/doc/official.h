/* What stands around the text of an official document: 落款 with 署名 and 成文日期
 * (GB/T 9704-2012, 7.3.5). */
#ifndef ZIPING_DOC_OFFICIAL_H
#define ZIPING_DOC_OFFICIAL_H

#include "doc/outline.h"

#define OFFICIAL_STYLE_CLOSING "落款"

/* Blank lines, the offices and the date, at the end of parent. What the
 * evaluation lacks is reported. */
void official_closing(Source *source, const xmlNode *node, Item item, Part *parent);

#endif
