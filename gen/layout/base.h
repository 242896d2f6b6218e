/* Opening a layout with all that it builds on (以…为底). Only for the layout room. */
#ifndef ZIPING_LAYOUT_BASE_H
#define ZIPING_LAYOUT_BASE_H

#include "layout/layout.h"

/* As list_open, but whole: one tree, its vocabulary checked. *paths: the files it
 * was made from, in the XmlFile's arena; see Layout. NULL with messages. */
XmlFile *base_open(const char *name_or_path, Pos asked, const char *home, const char *const **paths,
                   Messages *messages);

#endif
