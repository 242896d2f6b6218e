/* steps_take: one value after another, and what each changes in the report. */
#include <stdlib.h>

#include "doc/build.h"
#include "review/changes.h"
#include "review/facts.h"

/* Values whose effects are told one by one, fewer in a long report; those of the
 * rest are told together. */
enum { STEPS_MOST = 64, PARAS_MOST = 200000 };

static void add_effect(Change *change, size_t old, const char *place, Edits edits) {
  change->effects[change->effect_count++] = (Effect){old, place, edits};
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
static void find_effects(const Review *review, Change *change, const Side *after,
                         const Pairing *pairing) {
  const Side *before = review->base;
  Arena *arena = review->arena;
  change->effects = arena_array(arena, before->count + after->count + 1, sizeof *change->effects);
  for (size_t i = 0; i < before->count; i++) {
    const Para *para = &before->paras[i];
    size_t to = pairing->to_new[i], old = review->base_to_old[i];
    if (to == SEQ_NONE && is_effect(para))
      add_effect(change, old, para->place, whole(EDIT_OLD, para->text, arena));
    else if (to != SEQ_NONE && !piece_equal(para->text, after->paras[to].text))
      add_effect(change, old, para->place, words_edits(para->text, after->paras[to].text, arena));
  }
  for (size_t i = 0; i < after->count; i++)
    if (pairing->to_old[i] == SEQ_NONE && is_effect(&after->paras[i]))
      add_effect(change, SEQ_NONE, after->paras[i].place,
                 whole(EDIT_NEW, after->paras[i].text, arena));
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

/* The step becomes the base; each of its paras remembers what it was in old. */
static void keep_step(Review *review, Side *step, const Pairing *pairing) {
  size_t *to_old = arena_array(review->arena, step->count + 1, sizeof *to_old);
  bool *strayed = arena_array(review->arena, step->count + 1, sizeof *strayed);
  for (size_t i = 0; i < step->count; i++) {
    size_t before = pairing->to_old[i];
    to_old[i] = before == SEQ_NONE ? SEQ_NONE : review->base_to_old[before];
    strayed[i] = before != SEQ_NONE && (review->strayed[before] || pairing->moved[before]);
  }
  review->steps[review->step_count++] = step;
  review->base = step;
  review->base_to_old = to_old;
  review->strayed = strayed;
}

static void start(Review *review) {
  size_t count = review->old->count;
  size_t *to_old = arena_array(review->arena, count + 1, sizeof *to_old);
  for (size_t i = 0; i < count; i++)
    to_old[i] = i;
  review->base = review->old;
  review->base_to_old = to_old;
  review->strayed = arena_array(review->arena, count + 1, sizeof(bool));
}

Changes steps_take(Review *review, const Version *old, const Version *new, Evaluation *again) {
  Facts facts = {0};
  start(review);
  if (again)
    facts = facts_compare(again, new->evaluation, review->arena);
  review->steps = arena_array(review->arena, facts.count + 1, sizeof *review->steps);
  Changes changes = {arena_array(review->arena, facts.count + 1, sizeof *changes.items), 0};
  size_t most = PARAS_MOST / (review->old->count + 1);
  most = most < STEPS_MOST ? most : STEPS_MOST;
  for (size_t i = 0; i < facts.count; i++) {
    facts_apply(&facts, i, again);
    Change *change = &changes.items[changes.count++];
    *change = change_of_fact(&facts.items[i]);
    Side *step = i < most || i + 1 == facts.count ? side_of_step(old, again) : NULL;
    if (!step)
      continue;
    Pairing pairing = pairing_find(review->base, step, review->arena);
    find_effects(review, change, step, &pairing);
    keep_step(review, step, &pairing);
  }
  free(facts.items);
  return changes;
}
