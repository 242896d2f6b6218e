#include "review/review.h"

#include <stdlib.h>
#include <string.h>

#include "doc/build.h"
#include "review/changes.h"
#include "review/facts.h"

/* Values whose effects are told one by one; those of the rest are told together. */
enum { STEPS_MOST = 64 };

/* Where a paragraph's text was put: what an effect is told by. */
static void add_effect(Effect *effects, size_t *count, const char *place, Edits edits) {
  effects[(*count)++] = (Effect){place, edits};
}

static Edits whole(EditKind kind, Piece piece, Arena *arena) {
  Edits edits = {.items = arena_alloc(arena, sizeof *edits.items), .count = 1};
  edits.items[0] = (Edit){kind, piece};
  return edits;
}

static bool is_effect(const Para *para) {
  return para->kind != PARA_BLANK;
}

/* What differs between two steps is what the value changed. */
static void find_effects(Review *review, Change *change, const Side *before, const Side *after) {
  Arena *arena = review->arena;
  Pairing pairing = pairing_find(before, after, arena);
  Effect *effects = arena_array(arena, before->count + after->count + 1, sizeof *effects);
  size_t count = 0;
  for (size_t i = 0; i < before->count; i++) {
    const Para *para = &before->paras[i];
    size_t to = pairing.to_new[i];
    if (to == SEQ_NONE && is_effect(para))
      add_effect(effects, &count, para->place, whole(EDIT_OLD, para->text, arena));
    else if (to != SEQ_NONE && !piece_equal(para->text, after->paras[to].text))
      add_effect(effects, &count, para->place,
                 words_edits(para->text, after->paras[to].text, arena));
  }
  for (size_t i = 0; i < after->count; i++)
    if (pairing.to_old[i] == SEQ_NONE && is_effect(&after->paras[i]))
      add_effect(effects, &count, after->paras[i].place,
                 whole(EDIT_NEW, after->paras[i].text, arena));
  change->effects = effects;
  change->effect_count = count;
}

/* The report as it is after a step; NULL when there can be none. */
static Side *side_of_step(const Version *old, const Evaluation *again) {
  Messages *messages = msg_new();
  Doc *doc = doc_build(old->layout, again, messages);
  Side *side = doc ? side_of_doc(old->side->path, doc, NULL) : NULL;
  if (side)
    side->doc = NULL;
  doc_free(doc);
  msg_free(messages);
  return side;
}

static Change change_of_fact(const Fact *fact) {
  bool has_old = fact->kind != FACT_ADDED, has_new = fact->kind != FACT_REMOVED;
  return (Change){.kind = fact->kind == FACT_REMOVED ? CHANGE_REMOVED
                          : fact->kind == FACT_ADDED ? CHANGE_INSERTED
                          : fact->is_figure          ? CHANGE_FIGURE
                                                     : CHANGE_FACT,
                  .old_place = has_old ? fact->place : "",
                  .new_place = has_new ? fact->place : "",
                  .old_pos = fact->old_pos,
                  .new_pos = fact->new_pos,
                  .old = fact->old,
                  .new = fact->new,
                  .unit = fact->unit};
}

static void keep_step(Review *review, Side *step) {
  review->steps[review->step_count++] = step;
  review->base = step;
}

/* Applies the values one after another, each with what it changes in the text. */
static void apply_facts(Review *review, const Version *old, Facts *facts, Evaluation *again,
                        Change *changes) {
  review->steps = arena_array(review->arena, facts->count + 1, sizeof *review->steps);
  for (size_t i = 0; i < facts->count; i++) {
    facts_apply(facts, i, again);
    changes[i] = change_of_fact(&facts->items[i]);
    if (i >= STEPS_MOST && i + 1 < facts->count)
      continue;
    Side *step = side_of_step(old, again);
    if (!step)
      continue;
    find_effects(review, &changes[i], review->base, step);
    keep_step(review, step);
  }
}

/* figures: those that changed in the facts; else the other facts. */
static void take_changes(Review *review, const Change *changes, size_t count, bool figures) {
  for (size_t i = 0; i < count; i++)
    if ((changes[i].kind == CHANGE_FIGURE) == figures)
      changes_add(review, changes[i]);
}

/* By way of base. */
static Ways find_ways(const Review *review, const Pairing *pairing) {
  size_t count = review->old->count;
  Ways ways = {.to_base = arena_array(review->arena, count + 1, sizeof *ways.to_base),
               .to_new = arena_array(review->arena, count + 1, sizeof *ways.to_new)};
  Pairing step = {0};
  if (review->base != review->old)
    step = pairing_find(review->old, review->base, review->arena);
  for (size_t i = 0; i < count; i++) {
    size_t base = !step.to_new ? i : step.moved[i] ? SEQ_NONE : step.to_new[i];
    ways.to_base[i] = base;
    ways.to_new[i] = base == SEQ_NONE || pairing->moved[base] ? SEQ_NONE : pairing->to_new[base];
  }
  return ways;
}

Review *review_compare(const Version *old, const Version *new, Evaluation *again) {
  sides_agree(old->side, new->side);
  Arena *arena = arena_new();
  Review *review = arena_alloc(arena, sizeof *review);
  *review = (Review){.arena = arena, .old = old->side, .new = new->side, .base = old->side};
  Facts facts = {0};
  if (again)
    facts = facts_compare(again, new->evaluation, arena);
  Change *changes = arena_array(arena, facts.count + 1, sizeof *changes);
  apply_facts(review, old, &facts, again, changes);
  Pairing pairing = pairing_find(review->base, new->side, arena);
  take_changes(review, changes, facts.count, true);
  changes_figures(review, &pairing);
  take_changes(review, changes, facts.count, false);
  changes_texts(review, &pairing);
  Ways ways = find_ways(review, &pairing);
  review->old_to_base = ways.to_base;
  changes_lines(review, &pairing, &ways);
  if (old->findings && new->findings)
    findings_compare(review, old->findings, new->findings);
  free(facts.items);
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
