/* A plain text as lines, one paragraph each: encoding checked, indents and
 * trailing white space off, conversion rubbish out. */
#ifndef ZIPING_INPUT_LINES_H
#define ZIPING_INPUT_LINES_H

#include "base/arena.h"
#include "base/msg.h"

typedef struct Lines {
  const char **items; /* NUL-terminated, none empty */
  size_t count, capacity;
} Lines;

/* Reads path; the texts lie in the arena, items is freed by lines_free. False
 * with messages when the file can't be read, is no UTF-8, or holds what XML
 * can't. Rubbish that was left out is reported. */
bool lines_read(const char *path, Lines *lines, Arena *arena, Messages *messages);
void lines_free(Lines *lines);

/* Bytes of white space (full-width and no-break spaces too) that text begins with. */
size_t lines_space(const char *text);

#endif
