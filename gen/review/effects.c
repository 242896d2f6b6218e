/* What a reader of both versions sees of the data's changes: each place once. */
#include <stdlib.h>
#include <string.h>

#include "review/changes.h"

typedef struct Work {
  const Review *review;
  const Shares *shares;
  const size_t *numbers; /* of the changes, by fact */
  Effect *effects;       /* in reading order */
  size_t count;
} Work;

/* In their order, each once. */
static void insert(size_t *numbers, size_t *count, size_t number) {
  size_t at = *count;
  while (at > 0 && numbers[at - 1] > number)
    at--;
  if (at > 0 && numbers[at - 1] == number)
    return;
  memmove(&numbers[at + 1], &numbers[at], ((*count)++ - at) * sizeof *numbers);
  numbers[at] = number;
}

static void add_effect(Work *work, Effect effect, const Cause *causes) {
  size_t count = 0;
  for (const Cause *cause = causes; cause; cause = cause->next)
    count++;
  size_t *numbers = arena_array(work->review->arena, count + 1, sizeof *numbers);
  for (const Cause *cause = causes; cause; cause = cause->next)
    insert(numbers, &effect.change_count, work->numbers[cause->fact]);
  effect.changes = numbers;
  work->effects[work->count++] = effect;
}

static Edits whole(EditKind kind, Piece piece, Arena *arena) {
  Edits edits = {.items = arena_alloc(arena, sizeof *edits.items), .count = 1};
  edits.items[0] = (Edit){kind, piece};
  return edits;
}

static void find_old(Work *work, size_t old) {
  const Shares *shares = work->shares;
  const Para *para = &work->review->old->paras[old];
  Effect effect = {.old = old, .new = shares->pairing.to_new[old]};
  if (shares->gone[old] && para->kind != PARA_BLANK) {
    effect.edits = whole(EDIT_OLD, para->text, work->review->arena);
    add_effect(work, effect, shares->gone[old]);
  } else if (parts_have(&shares->parts[old], PART_DATA)) {
    effect.edits = parts_only(&shares->parts[old], PART_DATA, work->review->arena);
    add_effect(work, effect, shares->changed[old]);
  }
}

static void find_new(Work *work, size_t new) {
  const Para *para = &work->review->new->paras[new];
  if (!work->shares->come[new] || para->kind == PARA_BLANK)
    return;
  Effect effect = {
      .old = SEQ_NONE, .new = new, .edits = whole(EDIT_NEW, para->text, work->review->arena)};
  add_effect(work, effect, work->shares->come[new]);
}

static void find_effects(Work *work) {
  const Pairing *pairing = &work->shares->pairing;
  size_t old = 0;
  for (size_t new = 0; new < work->review->new->count; new ++) {
    size_t partner = pairing->to_old[new];
    if (partner == SEQ_NONE)
      find_new(work, new);
    else if (!pairing->moved[partner])
      while (old <= partner)
        find_old(work, old++);
  }
  while (old < work->review->old->count)
    find_old(work, old++);
}

/* Counts for each change what it is to be given, and makes room for that. */
static void make_room(Review *review, const Work *work) {
  for (size_t i = 0; i < work->count; i++) {
    const Effect *effect = &work->effects[i];
    review->changes[effect->changes[0] - 1].effect_count++;
    for (size_t k = 1; k < effect->change_count; k++)
      review->changes[effect->changes[k] - 1].elsewhere_count++;
  }
  for (size_t i = 0; i < review->change_count; i++) {
    Change *change = &review->changes[i];
    change->effects = arena_array(review->arena, change->effect_count, sizeof *change->effects);
    change->elsewhere =
        arena_array(review->arena, change->elsewhere_count + 1, sizeof *change->elsewhere);
    change->effect_count = change->elsewhere_count = 0;
  }
}

/* Each is told under the first of the changes that it follows from; the others point there. */
static void give_effects(Review *review, const Work *work) {
  make_room(review, work);
  for (size_t i = 0; i < work->count; i++) {
    Effect effect = work->effects[i];
    Change *first = &review->changes[effect.changes[0] - 1];
    first->effects[first->effect_count++] = effect;
    for (size_t k = 1; k < effect.change_count; k++) {
      Change *other = &review->changes[effect.changes[k] - 1];
      insert(other->elsewhere, &other->elsewhere_count, effect.changes[0]);
    }
  }
}

void changes_effects(Review *review, const Shares *shares, const size_t *numbers) {
  size_t most = review->old->count + review->new->count;
  Work work = {review, shares, numbers, mem_alloc((most + 1) * sizeof *work.effects), 0};
  find_effects(&work);
  give_effects(review, &work);
  free(work.effects);
}
