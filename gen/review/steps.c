#include "review/steps.h"

#include <stdlib.h>

#include "doc/build.h"
#include "review/facts.h"
#include "review/pairing.h"

/* Values whose effects are told one by one, fewer in a long report; those of the
 * rest are told together. */
enum { STEPS_MOST = 64, PARAS_MOST = 200000 };

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
                          : !fact->is_figure         ? CHANGE_FACT
                          : fact->is_notation        ? CHANGE_NOTATION
                                                     : CHANGE_FIGURE,
                  .old_place = has_old ? fact->place : "",
                  .new_place = has_new ? fact->place : "",
                  .old_pos = fact->old_pos,
                  .new_pos = fact->new_pos,
                  .old = fact->old,
                  .new = fact->new,
                  .unit = fact->unit};
}

static const Cause *because(size_t fact, const Cause *before, Arena *arena) {
  Cause *cause = arena_alloc(arena, sizeof *cause);
  *cause = (Cause){fact, before};
  return cause;
}

/* The step becomes the base; each of its paras remembers what it was in old and
 * what changed it since. */
static void keep_step(Steps *steps, Side *step, size_t fact, Arena *arena) {
  Pairing pairing = pairing_find(steps->base, step, arena);
  size_t *to_old = arena_array(arena, step->count + 1, sizeof *to_old);
  bool *strayed = arena_array(arena, step->count + 1, sizeof *strayed);
  const Cause **causes = arena_array(arena, step->count + 1, sizeof *causes);
  for (size_t i = 0; i < step->count; i++) {
    size_t before = pairing.to_old[i];
    bool is_same = before != SEQ_NONE && !pairing.moved[before] &&
                   piece_equal(steps->base->paras[before].text, step->paras[i].text);
    const Cause *earlier = before == SEQ_NONE ? NULL : steps->causes[before];
    to_old[i] = before == SEQ_NONE ? SEQ_NONE : steps->to_old[before];
    strayed[i] = before != SEQ_NONE && (steps->strayed[before] || pairing.moved[before]);
    causes[i] = is_same ? earlier : because(fact, earlier, arena);
  }
  for (size_t i = 0; i < steps->base->count; i++)
    if (pairing.to_new[i] == SEQ_NONE && steps->to_old[i] != SEQ_NONE)
      steps->gone[steps->to_old[i]] = because(fact, steps->causes[i], arena);
  side_free(steps->own);
  steps->base = steps->own = step;
  steps->to_old = to_old;
  steps->strayed = strayed;
  steps->causes = causes;
}

static Steps start(const Side *old, Arena *arena) {
  size_t *to_old = arena_array(arena, old->count + 1, sizeof *to_old);
  for (size_t i = 0; i < old->count; i++)
    to_old[i] = i;
  return (Steps){.base = old,
                 .to_old = to_old,
                 .strayed = arena_array(arena, old->count + 1, sizeof(bool)),
                 .causes = arena_array(arena, old->count + 1, sizeof(Cause *)),
                 .gone = arena_array(arena, old->count + 1, sizeof(Cause *))};
}

Steps steps_take(const Version *old, const Version *new, Evaluation *again, Arena *arena) {
  Steps steps = start(old->side, arena);
  Facts facts = {0};
  if (again)
    facts = facts_compare(again, new->evaluation, arena);
  steps.changes = arena_array(arena, facts.count + 1, sizeof *steps.changes);
  steps.count = facts.count;
  size_t most = PARAS_MOST / (old->side->count + 1), together = 0;
  most = most < STEPS_MOST ? most : STEPS_MOST;
  for (size_t i = 0; i < facts.count; i++) {
    facts_apply(&facts, i, again);
    steps.changes[i] = change_of_fact(&facts.items[i]);
    Side *step = i < most || i + 1 == facts.count ? side_of_step(old, again) : NULL;
    if (step) {
      keep_step(&steps, step, i, arena);
      steps.changes[i].together = together;
    }
    together = step ? 0 : together + 1;
  }
  free(facts.items);
  return steps;
}

void steps_free(Steps *steps) {
  side_free(steps->own);
}
