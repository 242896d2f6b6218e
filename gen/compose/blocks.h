/* Blocks to set lines, still without a page: x is final, y is not. */
#ifndef ZIPING_COMPOSE_BLOCKS_H
#define ZIPING_COMPOSE_BLOCKS_H

#include "compose/shape.h"

/* The lines of all blocks, in order. A blank block is one line with no items.
 * Lines live on the heap (free(lines)), their items in the arena. */
typedef struct LineList {
  Line *lines;
  size_t count, capacity;
} LineList;

typedef struct Setter {
  Arena *arena;
  const Doc *doc;
  Shaper *shaper;
  BreakRule rule;
  Messages *messages;
  BrokenLine *broken; /* reused from block to block */
  size_t broken_capacity;
} Setter;

void block_set(Setter *setter, int block, LineList *list);
/* One line of plain text in the page's measure, for the page number. Its text
 * must outlive the line. */
Line *folio_set(Setter *setter, const Folio *folio, const char *text, Align align);

#endif
