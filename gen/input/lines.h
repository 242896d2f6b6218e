/* A past report as lines, one paragraph or table each, wherever it comes from.
 * The texts lie in the arena handed over; lines_free ends the rest. */
#ifndef ZIPING_INPUT_LINES_H
#define ZIPING_INPUT_LINES_H

#include "base/arena.h"
#include "base/msg.h"

/* In a text: a line break within the paragraph, U+2028. */
#define LINE_BREAK "\xE2\x80\xA8"

/* A stretch of a text that is raised, lowered or bold: the element for it. */
typedef struct Mark {
  const char *name;
  size_t start, end; /* bytes */
} Mark;

typedef struct Marked {
  const char *text; /* NUL-terminated */
  Mark *marks;      /* in order, none within another */
  size_t mark_count;
} Marked;

typedef struct LineCell {
  Marked content;
  int row_span, column_span;
} LineCell;

typedef struct LineRow {
  LineCell *cells;
  size_t count;
} LineRow;

typedef struct LineTable {
  LineRow *rows;
  size_t count;
} LineTable;

/* What the report's own style says a line is. */
typedef enum LineStyle {
  LINE_UNKNOWN,
  LINE_TITLE,
  LINE_CHAPTER,
  LINE_SECTION,
  LINE_ENTRY /* of the 目录 */
} LineStyle;

typedef struct Line {
  Marked content; /* "" with a table, else never empty */
  LineStyle style;
  const LineTable *table; /* NULL: a paragraph */
} Line;

typedef struct Lines {
  Line *items;
  size_t count, capacity;
} Lines;

/* Indents and white space at the end go; a paragraph without anything else is
 * not added. */
void lines_add(Lines *lines, Marked content, LineStyle style, Arena *arena);
void lines_add_table(Lines *lines, const LineTable *table);
void lines_free(Lines *lines);
/* Bytes of white space (full-width and no-break spaces too) that text begins with. */
size_t lines_space(const char *text);
/* The same at the end of text[0, len): the length without it. */
size_t lines_trimmed(const char *text, size_t len);

/* Reads the bytes of a text with a paragraph a line: encoding checked,
 * conversion rubbish left out and reported. False with messages when it is no
 * UTF-8, or holds what XML can't. */
bool lines_read(const char *path, const char *bytes, size_t len, Lines *lines, Arena *arena,
                Messages *messages);

#endif
