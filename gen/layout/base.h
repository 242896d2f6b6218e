/* Opening a layout with all that it builds on (以…为底). Only for the layout room. */
#ifndef ZIPING_LAYOUT_BASE_H
#define ZIPING_LAYOUT_BASE_H

#include "layout/layout.h"

/* As list_open, but whole: one tree, its vocabulary checked. What files points to
 * lies in the XmlFile's arena. NULL with messages. */
XmlFile *base_open(const char *name_or_path, Pos asked, const char *home, LayoutFiles *files,
                   Messages *messages);

#endif
