/* What looking for lines and looking for where they stand share. Only for the
 * review room. */
#ifndef ZIPING_REVIEW_LINES_PART_H
#define ZIPING_REVIEW_LINES_PART_H

#include "review/changes.h"

/* The strips of each para: they stand side by side. */
typedef struct Range {
  size_t first, count;
} Range;

typedef struct Numbers {
  const size_t *items;
  size_t count;
} Numbers;

typedef struct LineWork {
  Review *review;
  const Pairing *pairing; /* of old and new */
  Range *old, *new;
  Numbers *old_changes, *new_changes; /* by para: the first change it belongs to, or all that
                                         it followed from */
  Arena *arena;                       /* the review's */
} LineWork;

/* The new paragraph that stands in order where the old one did; SEQ_NONE: none. */
static inline size_t lines_partner(const LineWork *work, size_t old) {
  return work->pairing->moved[old] ? SEQ_NONE : work->pairing->to_new[old];
}

/* Rows and figures are as high as what is in them. */
static inline bool lines_holds(const Para *para) {
  return para->kind != PARA_ROW && para->kind != PARA_FIGURE;
}

/* Lines that stand elsewhere, and why. */
void lines_find_shifts(LineWork *work);

#endif
