/* The 目录: a page of its own, with an entry for every heading down to a level.
 *
 * Its place comes from the skeleton, its entries when all blocks are there; an
 * entry is a block without text until then. */
#ifndef ZIPING_DOC_CONTENTS_H
#define ZIPING_DOC_CONTENTS_H

#include "doc/outline.h"

/* 目录 of the skeleton. */
void contents_compose(Source *source, const xmlNode *node, Item item, Part *parent);
/* How many headings below root the 目录 lists. */
size_t contents_count(const Part *root, const Part *contents);
/* Gives every entry the heading that it stands for, and its text. */
void contents_fill(const Layout *layout, Doc *doc);

#endif
