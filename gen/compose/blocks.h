/* Blocks to set lines, still without a page: x is final, y is not. */
#ifndef ZIPING_COMPOSE_BLOCKS_H
#define ZIPING_COMPOSE_BLOCKS_H

#include "compose/shape.h"

/* Lines as they are made. They live on the heap (free(lines)), their items in
 * the arena. */
typedef struct LineList {
  Line *lines;
  size_t count, capacity;
} LineList;

typedef struct Setter {
  Arena *arena;
  const Doc *doc;
  const PageSetup *page; /* the sheet that is set for */
  Shaper *shaper;
  BreakRule rule; /* the page's */
  Messages *messages;
  BrokenLine *broken; /* reused from block to block */
  size_t broken_capacity;
} Setter;

/* A text's own place between the page's margins, or in a table's cell. */
typedef struct Room {
  Emu left;  /* of lines after the first, from the paper's edge */
  Emu first; /* further indent of the first line */
  Emu measure;
} Room;

/* Sets for this sheet from now on. */
void setter_turn_to(Setter *setter, const PageSetup *page);
/* What is left between these edges by the style's indents. */
Room room_between(const Style *style, Emu left, Emu right);
/* A full-width character at its widest. */
Emu char_width(const Style *style);
/* The room holds at least one character a line. */
bool room_is_enough(const Style *style, Room room);
/* The block's text as lines of the room, none when it is empty. They belong to
 * no block or cell yet. */
void text_set(Setter *setter, const Block *text, Room room, LineList *list);
/* All lines of a block of Doc that is no table. A blank one is one line with no
 * items; one that has no room on the page gives a message and none. */
void block_set(Setter *setter, int block, LineList *list);
/* The same in a room of its own; block: its text with its own style. */
void block_set_in(Setter *setter, const Block *block, int index, Room room, LineList *list);
/* One line of plain text in the measure between the page's margins, for the
 * page number. Its text must outlive the line. */
Line *folio_set(Setter *setter, const Folio *folio, const PageSetup *page, const char *text,
                Align align);

#endif
