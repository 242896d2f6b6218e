/* What is marked in which paragraph, and to which change it belongs. */
#include <stdlib.h>
#include <string.h>

#include "review/html_part.h"

/* Both versions, paired as they are. */
typedef struct Work {
  const Review *review;
  Pairing pairing;
  Shown *old, *new;
  Arena *arena;
} Work;

static void add_mark(Shown *shown, TextMark mark) {
  shown->marks[shown->mark_count++] = mark;
}

static void mark_whole(Work *work, Shown *shown, const Para *para, MarkKind kind) {
  shown->marks = arena_array(work->arena, 1, sizeof *shown->marks);
  add_mark(shown, (TextMark){kind, 0, para->text.len});
}

static void mark_pair(Work *work, size_t old, size_t new) {
  const Para *from = &work->review->old->paras[old], *to = &work->review->new->paras[new];
  Shown *a = &work->old[old], *b = &work->new[new];
  Edits edits = words_edits(from->text, to->text, work->arena);
  a->marks = arena_array(work->arena, edits.count + 1, sizeof *a->marks);
  b->marks = arena_array(work->arena, edits.count + 1, sizeof *b->marks);
  if (work->pairing.moved[old]) {
    add_mark(a, (TextMark){MARK_MOVED, 0, from->text.len});
    add_mark(b, (TextMark){MARK_MOVED, 0, to->text.len});
  }
  for (size_t i = 0; i < edits.count; i++) {
    const Edit *edit = &edits.items[i];
    if (edit->kind == EDIT_OLD)
      add_mark(a, (TextMark){MARK_OLD, (size_t)(edit->piece.text - from->text.text),
                             (size_t)(edit->piece.text - from->text.text) + edit->piece.len});
    else if (edit->kind == EDIT_NEW)
      add_mark(b, (TextMark){MARK_NEW, (size_t)(edit->piece.text - to->text.text),
                             (size_t)(edit->piece.text - to->text.text) + edit->piece.len});
  }
}

static void mark_texts(Work *work) {
  const Review *review = work->review;
  for (size_t i = 0; i < review->old->count; i++) {
    size_t new = work->pairing.to_new[i];
    if (new == SEQ_NONE)
      mark_whole(work, &work->old[i], &review->old->paras[i], MARK_OLD);
    else if (work->pairing.moved[i] ||
             !piece_equal(review->old->paras[i].text, review->new->paras[new].text))
      mark_pair(work, i, new);
  }
  for (size_t i = 0; i < review->new->count; i++)
    if (work->pairing.to_old[i] == SEQ_NONE)
      mark_whole(work, &work->new[i], &review->new->paras[i], MARK_NEW);
}

/* In their order, each once. */
static void add_change(Shown *shown, size_t number) {
  size_t at = shown->change_count;
  while (at > 0 && shown->changes[at - 1] > number)
    at--;
  if (at > 0 && shown->changes[at - 1] == number)
    return;
  shown->changes = mem_grow(shown->changes, shown->change_count, &shown->change_capacity,
                            sizeof *shown->changes);
  memmove(&shown->changes[at + 1], &shown->changes[at],
          (shown->change_count++ - at) * sizeof *shown->changes);
  shown->changes[at] = number;
}

static void add_effect(Work *work, const Effect *effect) {
  for (size_t i = 0; i < effect->change_count; i++) {
    if (effect->old != SEQ_NONE)
      add_change(&work->old[effect->old], effect->changes[i]);
    if (effect->new != SEQ_NONE)
      add_change(&work->new[effect->new], effect->changes[i]);
  }
}

static void add_changes(Work *work, const Change *change, size_t number) {
  for (size_t i = 0; i < change->old_count; i++)
    add_change(&work->old[change->old_para + i], number);
  for (size_t i = 0; i < change->new_count; i++)
    add_change(&work->new[change->new_para + i], number);
  for (size_t i = 0; i < change->effect_count; i++)
    add_effect(work, &change->effects[i]);
}

void html_find_shown(const Review *review, Shown *old, Shown *new, Arena *arena) {
  Work work = {.review = review,
               .pairing = pairing_find(review->old, review->new, arena),
               .old = old,
               .new = new,
               .arena = arena};
  mark_texts(&work);
  for (size_t i = 0; i < review->change_count; i++)
    add_changes(&work, &review->changes[i], i + 1);
}
