/* Running text (行文) as a row of pieces, in the one form that all ways of
 * writing it come to: white space is folded as doc/ will fold it, so that a
 * text that is written out and read again prints the same. */
#ifndef ZIPING_INPUT_FLOW_H
#define ZIPING_INPUT_FLOW_H

#include "xml/xml.h"

typedef enum FlowKind {
  FLOW_TEXT,
  FLOW_VALUE, /* <值>: text is its 式 */
  FLOW_BREAK, /* <换行/> */
  FLOW_FOLD,  /* a line break of the file whose meaning hangs on the value beside it */
  FLOW_OPEN,  /* any other element: text is its name */
  FLOW_CLOSE
} FlowKind;

typedef struct FlowPiece {
  FlowKind kind;
  const char *text;
  size_t len;
} FlowPiece;

typedef struct Flow {
  FlowPiece *pieces;
  size_t count, capacity;
} Flow;

/* What holder holds; texts lie in the arena, flow_free ends the pieces. */
Flow flow_read(const xmlNode *holder, Arena *arena);
void flow_free(Flow *flow);
/* Whether the element holds running text, if only an empty one's: text, or the
 * elements that stand in it. */
bool flow_is_text(const xmlNode *node);

#endif
