/* 红头 (版头) and 版记 of an official document (GB/T 9704-2012, 7.2 and 7.4). Only
 * for official.c. */
#ifndef ZIPING_DOC_LETTERHEAD_H
#define ZIPING_DOC_LETTERHEAD_H

#include "doc/official.h"

void letterhead_compose(Source *source, const xmlNode *node, Item item, Part *parent);
void imprint_compose(Source *source, const xmlNode *node, Part *parent);

#endif
