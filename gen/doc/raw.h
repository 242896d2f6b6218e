/* Text while it is put together, with white space not yet folded, the stretches
 * that look different, and where each was written. Only for inline.c. Begun with
 * {.source, .kind = RAW_PLAIN}, ended by raw_free. */
#ifndef ZIPING_DOC_RAW_H
#define ZIPING_DOC_RAW_H

#include "doc/inline.h"

enum { RAW_PLAIN = -1 };

typedef struct Raw {
  Source *source;
  Buf text;
  Span *spans; /* of text */
  size_t span_count, span_capacity;
  Origin *origins; /* of text */
  size_t origin_count, origin_capacity;
  size_t edge; /* where the value being put began: no white space first */
  int kind;    /* SpanKind of what is added next, or RAW_PLAIN */
} Raw;

/* A piece of text: an item of a 列举. */
typedef struct Stretch {
  size_t start, end;
} Stretch;

/* Where the next stretch of another raw is looked for; they come in order. */
typedef struct RawNext {
  size_t span;   /* the first that may reach into it */
  size_t origin; /* the last that begins no later than it */
} RawNext;

/* Space, tab, line end, as XML has them. */
bool raw_is_space(char byte);
/* written: the node whose text it is. */
void raw_add(Raw *raw, const char *text, size_t len, const xmlNode *written);
void raw_puts(Raw *raw, const char *text, const xmlNode *written);
/* Takes the text back to len. */
void raw_cut(Raw *raw, size_t len);
/* Takes white space at the end back, down to start. */
void raw_trim(Raw *raw, size_t start);
void raw_add_stretch(Raw *raw, const Raw *part, Stretch stretch, RawNext *next);
/* Folds white space as xml_fold says; text, spans and origins are the arena's. */
void raw_fold(Raw *raw, Rich *rich);
void raw_free(Raw *raw);

#endif
