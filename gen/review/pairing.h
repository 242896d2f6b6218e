/* Which paragraph of the old version became which of the new one. Only for the
 * review room. */
#ifndef ZIPING_REVIEW_PAIRING_H
#define ZIPING_REVIEW_PAIRING_H

#include "review/seq.h"
#include "review/side.h"

/* In the arena that pairing_find was given. */
typedef struct Pairing {
  size_t *to_new; /* by old para: its new one, or SEQ_NONE */
  size_t *to_old; /* by new para */
  bool *moved;    /* by old para: it has a new one that stands elsewhere */
} Pairing;

/* Equal paragraphs first, in order; then equal ones that moved; then, between
 * those, the ones most alike, in order; last, what is much alike elsewhere. */
Pairing pairing_find(const Side *old, const Side *new, Arena *arena);

#endif
