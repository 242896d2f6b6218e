/* What the two versions say differently, and whose doing each difference is: the
 * data's, or that of who wrote the text. Only for the review room. */
#ifndef ZIPING_REVIEW_SHARES_H
#define ZIPING_REVIEW_SHARES_H

#include "review/pairing.h"
#include "review/steps.h"

typedef enum PartKind {
  PART_SAME,
  PART_DATA,
  PART_FIGURE,   /* an old figure with the new one behind it */
  PART_NOTATION, /* the same figure written in another way */
  PART_WORDS
} PartKind;

/* How a paragraph of the old version became the one of the new. */
typedef struct Parts {
  Edits edits; /* count 0: it is as it was */
  const PartKind *kinds;
  Piece now; /* the new text */
} Parts;

typedef struct Shares {
  Pairing pairing;       /* of old and new */
  const Parts *parts;    /* by para of old */
  const bool *strayed;   /* by para of old: it moved, and by the data's doing */
  const Cause **changed; /* by para of old: the facts behind its PART_DATA */
  const Cause **gone;    /* by para of old that has no new one; NULL: words took it out */
  const Cause **come;    /* by para of new that has no old one; NULL: words put it in */
} Shares;

/* Borrows nothing of the steps but their causes. All lies in the arena. */
Shares shares_find(const Side *old, const Side *new, const Steps *steps, Arena *arena);

bool parts_have(const Parts *parts, PartKind kind);
/* The edits of one kind; all others stand in them as the new version has them. */
Edits parts_only(const Parts *parts, PartKind kind, Arena *arena);

#endif
