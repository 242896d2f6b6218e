/* The steps of review_compare. Only for the review room. */
#ifndef ZIPING_REVIEW_CHANGES_H
#define ZIPING_REVIEW_CHANGES_H

#include "review/review.h"
#include "review/shares.h"

Change *changes_add(Review *review, Change change);

/* Figures that changed in running text. */
void changes_figures(Review *review, const Shares *shares);
/* Paragraphs that changed, moved, came or went, and their numbers. */
void changes_texts(Review *review, const Shares *shares);
/* What the report shows of the data's changes; numbers: theirs, by fact. */
void changes_effects(Review *review, const Shares *shares, const size_t *numbers);
/* Lines that end elsewhere, and what stands elsewhere. */
void changes_lines(Review *review, const Pairing *pairing);

/* Which findings are new or gone. */
void findings_compare(Review *review, const Messages *old, const Messages *new);

/* The first characters of a paragraph, with … when there are more. */
const char *changes_head(const Para *para, Arena *arena);

#endif
