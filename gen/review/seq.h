/* What two rows of tokens have in common, in order: the shortest edit script of
 * E. W. Myers (An O(ND) difference algorithm and its variations, 1986), in its
 * form with linear space. A search that would go on for too long is cut short
 * where it has come furthest: the result is then still right, but may hold more
 * changes than need be. Only for the review room. */
#ifndef ZIPING_REVIEW_SEQ_H
#define ZIPING_REVIEW_SEQ_H

#include <stddef.h>
#include <stdint.h>

#define SEQ_NONE SIZE_MAX

/* match, as long as a: for each token of a its index in b, or SEQ_NONE;
 * those that are not SEQ_NONE rise. */
void seq_match(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count, size_t *match);

#endif
