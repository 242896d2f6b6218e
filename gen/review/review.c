#include "review/review.h"

#include <stdlib.h>
#include <string.h>

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

static bool same_files(const LayoutFiles *a, const LayoutFiles *b) {
  bool same = a->count == b->count;
  for (size_t i = 0; same && i < a->count; i++)
    same = buf_equal(&a->sources[i], &b->sources[i]);
  return same;
}

/* “增城-2022”第1版 */
static const char *edition_of(const Layout *layout, Arena *arena) {
  const char *edition = xml_attr(xmlDocGetRootElement(layout->file->tree), "版");
  return edition ? arena_printf(arena, "“%s”第%s版", layout->name, edition)
                 : arena_printf(arena, "“%s”", layout->name);
}

static const char *compare_layouts(const Layout *old, const Layout *new, Arena *arena) {
  if (!old || !new || same_files(&old->files, &new->files))
    return NULL;
  const char *before = edition_of(old, arena), *after = edition_of(new, arena);
  return strcmp(before, after) == 0 ? arena_printf(arena, "布局%s的内容改过，版没有变", after)
                                    : arena_printf(arena, "布局由%s改为%s", before, after);
}

Review *review_compare(const Version *old, const Version *new, Evaluation *again) {
  sides_agree(old->side, new->side);
  Arena *arena = arena_new();
  Review *review = arena_alloc(arena, sizeof *review);
  *review = (Review){.arena = arena, .old = old->side, .new = new->side};
  review->layouts = compare_layouts(old->layout, new->layout, arena);
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
