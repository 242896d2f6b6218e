/* From the old version to one that has the new one's values: what those changed
 * in the report is the data's doing, the rest is words. Only for the review room. */
#ifndef ZIPING_REVIEW_STEPS_H
#define ZIPING_REVIEW_STEPS_H

#include "review/review.h"

/* The facts behind a paragraph, the last one first. */
typedef struct Cause {
  size_t fact;
  const struct Cause *next;
} Cause;

typedef struct Steps {
  Change *changes; /* by fact, in the arena; what follows from them is not known yet */
  size_t count;
  const Side *base;     /* the old version with the new one's values */
  Side *own;            /* base, when it is not the old version itself */
  const size_t *to_old; /* by para of base: what it was; SEQ_NONE: nothing */
  const bool *strayed;  /* by para of base: a value moved it */
  const Cause **causes; /* by para of base: the values that changed it; NULL: none */
  const Cause **gone;   /* by para of old: the values without which it would be in base */
} Steps;

/* again: the old evaluation once more, which is changed, value by value, to what
 * the new one says outside its running text; NULL: the base is the old version. */
Steps steps_take(const Version *old, const Version *new, Evaluation *again, Arena *arena);
void steps_free(Steps *steps);

#endif
