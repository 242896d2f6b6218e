/* A block's text as characters with faces, glyphs and natural advances.
 *
 * One Shaper serves a whole document; the arrays of a Shaped are the Shaper's
 * and hold until the next call of shape_*. shaper_free ends both. */
#ifndef ZIPING_COMPOSE_SHAPE_H
#define ZIPING_COMPOSE_SHAPE_H

#include "compose/lines.h"

/* What prints a Char, at the same index. */
typedef struct Glyph {
  uint32_t at; /* byte offset in the text */
  uint32_t glyph;
  int face; /* Face.id; -1: nothing is printed (a break, a joiner) */
  Emu size;
  Emu rise;
  Emu offset; /* from the character's left edge to the glyph's origin */
  bool bold;
} Glyph;

typedef struct Shaped {
  Char *chars;
  Glyph *glyphs;
  size_t count;
} Shaped;

typedef struct Shaper Shaper;

Shaper *shaper_new(Fonts *fonts, Messages *messages);
void shaper_free(Shaper *shaper);

/* A character that no font has is an error where it was written; one that only a
 * fallback face has is a 提示, once a document. */
Shaped shape_block(Shaper *shaper, const Block *block);
/* Plain text in a style, for page numbers. */
Shaped shape_text(Shaper *shaper, const Style *style, const char *text);

#endif
