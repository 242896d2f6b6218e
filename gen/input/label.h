/* The numbers that stand in front of chapters and items in a running text:
 * 一、（一）1. 1、（1）①. */
#ifndef ZIPING_INPUT_LABEL_H
#define ZIPING_INPUT_LABEL_H

#include "layout/layout.h"

typedef struct Label {
  int level;  /* 0 to 3: 章 节 条 款 */
  size_t len; /* bytes, the white space behind it included */
  int number; /* what it counts, if written just as the layout would; else 0 */
} Label;

/* False when text (NUL-terminated) does not begin with a number. The layout's
 * own forms go before the usual ones. */
bool label_read(const Layout *layout, const char *text, Label *out);

#endif
