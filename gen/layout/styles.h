/* The styles of a layout, inheritance (承) resolved. Only for the layout room. */
#ifndef ZIPING_LAYOUT_STYLES_H
#define ZIPING_LAYOUT_STYLES_H

#include "layout/layout.h"

/* Fills layout->styles; adds a message for every fault. False when there are
 * too many to be read at all. */
bool styles_read(Layout *layout, const xmlNode *root, const Fonts *fonts, Messages *messages);
/* The style that node's attribute names; NULL, and with a message, when there
 * is none so called. NULL without one when the attribute is absent. */
const Style *styles_named(const Layout *layout, const xmlNode *node, const char *attribute,
                          Messages *messages);
/* Gives every style of the body's size this tracking. */
void styles_track(Layout *layout, Emu tracking);
/* true for 是; absent: what is meant then. */
bool styles_yes(const char *value, bool absent);

#endif
