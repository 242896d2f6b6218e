#include "review/review.h"

#include <stdlib.h>
#include <string.h>

#include "review/changes.h"

/* figures: those that changed in the facts; else the other facts. numbers: they
 * are noted there, by fact. */
static void take_changes(Review *review, const Steps *steps, bool figures, size_t *numbers) {
  for (size_t i = 0; i < steps->count; i++) {
    if ((steps->changes[i].kind == CHANGE_FIGURE) != figures)
      continue;
    changes_add(review, steps->changes[i]);
    numbers[i] = review->change_count;
  }
}

static void find_changes(Review *review, const Steps *steps) {
  Shares shares = shares_find(review->old, review->new, steps, review->arena);
  size_t *numbers = arena_array(review->arena, steps->count + 1, sizeof *numbers);
  take_changes(review, steps, true, numbers);
  changes_figures(review, &shares);
  take_changes(review, steps, false, numbers);
  changes_effects(review, &shares, numbers);
  changes_texts(review, &shares);
  changes_lines(review, &shares.pairing);
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
  Steps steps = steps_take(old, new, again, arena);
  find_changes(review, &steps);
  steps_free(&steps);
  if (old->findings && new->findings)
    findings_compare(review, old->findings, new->findings);
  return review;
}

bool review_is_same(const Review *review) {
  return review->change_count == 0 && !review->old->unlike && !review->new->unlike;
}

void review_free(Review *review) {
  if (!review)
    return;
  free(review->changes);
  free(review->shifts);
  free(review->found);
  free(review->gone);
  arena_free(review->arena);
}
