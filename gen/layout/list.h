/* The layouts folder: which files it holds, and opening one of them. Only for
 * the layout room. */
#ifndef ZIPING_LAYOUT_LIST_H
#define ZIPING_LAYOUT_LIST_H

#include "layout/layout.h"

/* The layout's file by itself, its vocabulary not checked yet. A name that holds a / or ends in
 * .xml is a path, any other the name of a file in home. NULL with messages. */
XmlFile *list_open(const char *name_or_path, Pos asked, const char *home, Messages *messages);

#endif
