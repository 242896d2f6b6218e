/* A side while it is read from a file. Only for the review room. */
#ifndef ZIPING_REVIEW_GROWING_H
#define ZIPING_REVIEW_GROWING_H

#include "review/place.h"

typedef struct Growing {
  Side *side;
  bool has_numbers; /* a 目录's count as text */
  size_t capacity, strip_capacity;
  Para *paras;
  Strip *strips;
  size_t count, strip_count;
  Places places;
} Growing;

Growing growing_new(const char *path, bool has_numbers);
/* Text of a paragraph, its number in front, forced breaks in it; level: of a
 * heading, 0 when it is told by its number. Returns the bytes of the number. */
size_t growing_text(Growing *growing, const char *text, size_t len, int level, Pos pos);
/* An entry of a 目录, and the number of its page; NULL: it has none. */
void growing_entry(Growing *growing, const char *text, size_t len, const char *number, Pos pos);
/* A row: its cells with tabs between. */
void growing_row(Growing *growing, const char *text, size_t len, Pos pos);
/* A figure: what stands for it. */
void growing_figure(Growing *growing, const char *text, size_t len, Pos pos);
/* What stands on a page beside the report's own text. */
void growing_stray(Growing *growing, const char *text, int page, Pos pos);
/* A table begins. */
void growing_table(Growing *growing);
void growing_strip(Growing *growing, Strip strip);
/* The side, whole. */
Side *growing_end(Growing *growing);

#endif
