/* The steps of review_compare. Only for the review room. */
#ifndef ZIPING_REVIEW_CHANGES_H
#define ZIPING_REVIEW_CHANGES_H

#include "review/pairing.h"
#include "review/review.h"

Change *changes_add(Review *review, Change change);

typedef struct Changes {
  Change *items; /* in the review's arena */
  size_t count;
} Changes;

/* The old version is changed, value by value, to what the new one says outside
 * its running text; sets review->base to what comes of it. */
Changes steps_take(Review *review, const Version *old, const Version *new, Evaluation *again);

/* Figures that changed in running text. pairing: of base and new. */
void changes_figures(Review *review, const Pairing *pairing);
/* Paragraphs that changed, moved, came or went, and their numbers. */
void changes_texts(Review *review, const Pairing *pairing);
/* From old to new by way of base: indexes of paras, SEQ_NONE for none. */
typedef struct Ways {
  size_t *to_base; /* by para of old */
  size_t *to_new;  /* by para of old, rising: what moved has none */
} Ways;

/* Lines that end elsewhere, and what stands elsewhere. */
void changes_lines(Review *review, const Pairing *pairing, const Ways *ways);

/* Which findings are new or gone. */
void findings_compare(Review *review, const Messages *old, const Messages *new);

/* The first characters of a paragraph, with … when there are more. */
const char *changes_head(const Para *para, Arena *arena);

#endif
