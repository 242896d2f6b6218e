#include "review/review.h"

#include <stdlib.h>

#include "review/changes.h"

/* figures: those that changed in the facts; else the other facts. */
static void take_changes(Review *review, const Changes *changes, bool figures) {
  for (size_t i = 0; i < changes->count; i++)
    if ((changes->items[i].kind == CHANGE_FIGURE) == figures)
      changes_add(review, changes->items[i]);
}

/* By way of base. What moved with a value has no place in order. */
static Ways find_ways(const Review *review, const Pairing *pairing) {
  size_t count = review->old->count;
  Ways ways = {.to_base = arena_array(review->arena, count + 1, sizeof *ways.to_base),
               .to_new = arena_array(review->arena, count + 1, sizeof *ways.to_new)};
  for (size_t i = 0; i < count; i++)
    ways.to_base[i] = ways.to_new[i] = SEQ_NONE;
  for (size_t base = 0; base < review->base->count; base++) {
    size_t old = review->base_to_old[base];
    if (old == SEQ_NONE)
      continue;
    ways.to_base[old] = base;
    if (!review->strayed[base] && !pairing->moved[base])
      ways.to_new[old] = pairing->to_new[base];
  }
  return ways;
}

Review *review_compare(const Version *old, const Version *new, Evaluation *again) {
  sides_agree(old->side, new->side);
  Arena *arena = arena_new();
  Review *review = arena_alloc(arena, sizeof *review);
  *review = (Review){.arena = arena, .old = old->side, .new = new->side};
  Changes values = steps_take(review, old, new, again);
  Pairing pairing = pairing_find(review->base, new->side, arena);
  take_changes(review, &values, true);
  changes_figures(review, &pairing);
  take_changes(review, &values, false);
  changes_texts(review, &pairing);
  Ways ways = find_ways(review, &pairing);
  changes_lines(review, &pairing, &ways);
  if (old->findings && new->findings)
    findings_compare(review, old->findings, new->findings);
  return review;
}

void review_free(Review *review) {
  if (!review)
    return;
  for (size_t i = 0; i < review->step_count; i++)
    side_free(review->steps[i]);
  free(review->changes);
  free(review->shifts);
  free(review->found);
  free(review->gone);
  arena_free(review->arena);
}
