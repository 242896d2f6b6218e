/* Inline content becomes text and spans. */
#ifndef ZIPING_DOC_INLINE_H
#define ZIPING_DOC_INLINE_H

#include "doc/doc.h"
#include "doc/source.h"

/* Text with the stretches of it that look different, as in a Block. */
typedef struct Rich {
  const char *text;
  size_t len;
  Span *spans;
  size_t span_count;
  Origin *origins;
  size_t origin_count;
  Pos pos; /* where an office or a layout's author would change it */
} Rich;

/* The content of holder with "." meaning item. White space is folded as
 * xml_fold says, over the whole, so that a value joins its neighbours. What
 * fails is reported and leaves a hole. */
Rich inline_compose(Source *source, const xmlNode *holder, Item item);
/* Moves spans and origins along when so many bytes are put in front of the text. */
void inline_shift(Rich *rich, size_t by);

#endif
