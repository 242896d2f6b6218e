#include "review/pairing.h"

#include <stdlib.h>
#include <string.h>

enum {
  LIKE_HERE = 400, /* of 1000: between neighbours that were paired */
  LIKE_ELSEWHERE = 700,
  MOVABLE = 24,        /* bytes: what is shorter may be equal by chance */
  PAIRS_MOST = 1000000 /* compared in one gap, and when looking for moves */
};

typedef struct Work {
  const Side *old, *new;
  Pairing pairing;
  Arena *arena;
  Pairs *old_pairs, *new_pairs; /* made when first asked for */
} Work;

static bool is_free(const size_t *partner, size_t index) {
  return partner[index] == SEQ_NONE;
}

static void pair(Work *work, size_t old, size_t new) {
  work->pairing.to_new[old] = new;
  work->pairing.to_old[new] = old;
}

static const Pairs *pairs_of(Work *work, const Side *side, Pairs *cache, size_t index) {
  if (!cache[index].items)
    cache[index] = words_pairs(side->paras[index].text, work->arena);
  return &cache[index];
}

static int likeness(Work *work, size_t old, size_t new) {
  const Para *a = &work->old->paras[old], *b = &work->new->paras[new];
  if (a->kind == PARA_BLANK || b->kind == PARA_BLANK ||
      (a->kind == PARA_ROW) != (b->kind == PARA_ROW) ||
      (a->kind == PARA_FIGURE) != (b->kind == PARA_FIGURE))
    return 0;
  return words_likeness(pairs_of(work, work->old, work->old_pairs, old),
                        pairs_of(work, work->new, work->new_pairs, new));
}

static Piece *texts_of(const Side *side) {
  Piece *texts = mem_alloc((side->count + 1) * sizeof *texts);
  for (size_t i = 0; i < side->count; i++)
    texts[i] = side->paras[i].text;
  return texts;
}

static void pair_equal(Work *work) {
  Piece *old = texts_of(work->old), *new = texts_of(work->new);
  pieces_match(old, work->old->count, new, work->new->count, work->pairing.to_new);
  for (size_t i = 0; i < work->old->count; i++)
    if (work->pairing.to_new[i] != SEQ_NONE)
      work->pairing.to_old[work->pairing.to_new[i]] = i;
  free(old);
  free(new);
}

/* Whether the two may be one that was written anew or put elsewhere. */
static bool are_equal(Work *work, size_t old, size_t new, int least) {
  return is_free(work->pairing.to_new, old) && is_free(work->pairing.to_old, new) &&
         (piece_equal(work->old->paras[old].text, work->new->paras[new].text) ||
          (least < 1000 && likeness(work, old, new) >= least));
}

/* A moved paragraph takes its neighbours along: a section's short heading. */
static void pair_move(Work *work, size_t old, size_t new, int least) {
  pair(work, old, new);
  for (size_t back = 1; back <= old && back <= new &&are_equal(work, old - back, new - back, least);
       back++)
    pair(work, old - back, new - back);
  for (size_t on = 1; old + on < work->old->count &&
                      new + on < work->new->count &&are_equal(work, old + on, new + on, least);
       on++)
    pair(work, old + on, new + on);
}

typedef struct Loose {
  Piece text;
  size_t index;
} Loose;

static int compare_loose(const void *left, const void *right) {
  const Loose *a = left, *b = right;
  int order =
      memcmp(a->text.text, b->text.text, a->text.len < b->text.len ? a->text.len : b->text.len);
  if (order == 0)
    order = (a->text.len > b->text.len) - (a->text.len < b->text.len);
  return order ? order : (a->index > b->index) - (a->index < b->index);
}

/* Long enough paragraphs without a partner, sorted by text. */
static Loose *loose_of(const Side *side, const size_t *partner, size_t *count) {
  Loose *list = mem_alloc((side->count + 1) * sizeof *list);
  *count = 0;
  for (size_t i = 0; i < side->count; i++)
    if (is_free(partner, i) && side->paras[i].text.len >= MOVABLE)
      list[(*count)++] = (Loose){side->paras[i].text, i};
  qsort(list, *count, sizeof *list, compare_loose);
  return list;
}

static void pair_equal_elsewhere(Work *work) {
  size_t old_count, new_count, i = 0, k = 0;
  Loose *old = loose_of(work->old, work->pairing.to_new, &old_count);
  Loose *new = loose_of(work->new, work->pairing.to_old, &new_count);
  while (i < old_count && k < new_count) {
    Loose other = {new[k].text, old[i].index};
    int order = compare_loose(&old[i], &other);
    if (order == 0) {
      if (are_equal(work, old[i].index, new[k].index, 1000))
        pair_move(work, old[i].index, new[k].index, 1000);
      i++, k++;
    } else if (order < 0) {
      i++;
    } else {
      k++;
    }
  }
  free(old);
  free(new);
}

/* Free paragraphs between two pairs that stand in order. */
typedef struct Gap {
  size_t *old, *new;
  size_t old_count, new_count;
} Gap;

/* score[i][k]: the best sum of likenesses of old[i…] and new[k…]. */
static void align_gap(Work *work, const Gap *gap) {
  size_t width = gap->new_count + 1;
  int *score = mem_alloc((gap->old_count + 1) * width * sizeof *score);
  int *like = mem_alloc((gap->old_count + 1) * width * sizeof *like);
  memset(score, 0, (gap->old_count + 1) * width * sizeof *score);
  for (size_t i = gap->old_count; i-- > 0;)
    for (size_t k = gap->new_count; k-- > 0;) {
      int value = likeness(work, gap->old[i], gap->new[k]);
      int both = value >= LIKE_HERE ? value + score[(i + 1) * width + k + 1] : 0;
      int skip_old = score[(i + 1) * width + k], skip_new = score[i * width + k + 1];
      int skip = skip_old > skip_new ? skip_old : skip_new;
      like[i * width + k] = both > skip;
      score[i * width + k] = both > skip ? both : skip;
    }
  for (size_t i = 0, k = 0; i < gap->old_count && k < gap->new_count;) {
    if (like[i * width + k])
      pair(work, gap->old[i++], gap->new[k++]);
    else if (score[(i + 1) * width + k] >= score[i * width + k + 1])
      i++;
    else
      k++;
  }
  free(like);
  free(score);
}

/* Pairs that stand in order among themselves: those that pair_equal found, and
 * whatever crosses none of them. */
static void mark_moved(Work *work, const bool *in_order) {
  size_t highest = 0; /* new index behind the last pair in order */
  size_t *lowest = mem_alloc((work->old->count + 1) * sizeof *lowest);
  lowest[work->old->count] = work->new->count;
  for (size_t i = work->old->count; i-- > 0;)
    lowest[i] = in_order[i] ? work->pairing.to_new[i] : lowest[i + 1];
  for (size_t i = 0; i < work->old->count; i++) {
    size_t new = work->pairing.to_new[i];
    if (new == SEQ_NONE)
      continue;
    bool fits = in_order[i] || (new >= highest &&new < lowest[i]);
    work->pairing.moved[i] = !fits;
    if (fits)
      highest = new + 1;
  }
  free(lowest);
}

/* Pairs what is alike between each two pairs in order. */
static void pair_alike_here(Work *work) {
  Gap gap = {.old = mem_alloc((work->old->count + 1) * sizeof *gap.old),
             .new = mem_alloc((work->new->count + 1) * sizeof *gap.new)};
  size_t new = 0;
  for (size_t old = 0; old <= work->old->count; old++) {
    bool at_end = old == work->old->count;
    if (!at_end && is_free(work->pairing.to_new, old))
      gap.old[gap.old_count++] = old;
    if (!at_end && (is_free(work->pairing.to_new, old) || work->pairing.moved[old]))
      continue;
    size_t until = at_end ? work->new->count : work->pairing.to_new[old];
    for (; new < until; new ++)
      if (is_free(work->pairing.to_old, new))
        gap.new[gap.new_count++] = new;
    if (gap.old_count > 0 && gap.new_count > 0 && gap.new_count <= PAIRS_MOST / gap.old_count)
      align_gap(work, &gap);
    gap.old_count = gap.new_count = 0;
    new = until + 1;
  }
  free(gap.old);
  free(gap.new);
}

static void pair_alike_elsewhere(Work *work) {
  size_t old_count, new_count;
  Loose *old = loose_of(work->old, work->pairing.to_new, &old_count);
  Loose *new = loose_of(work->new, work->pairing.to_old, &new_count);
  if (new_count > 0 && old_count > PAIRS_MOST / new_count)
    old_count = PAIRS_MOST / new_count;
  for (size_t i = 0; i < old_count; i++) {
    size_t best = SEQ_NONE;
    int most = LIKE_ELSEWHERE - 1;
    for (size_t k = 0; k < new_count; k++) {
      int like = are_equal(work, old[i].index, new[k].index, LIKE_ELSEWHERE)
                     ? likeness(work, old[i].index, new[k].index)
                     : 0;
      if (like > most) {
        most = like;
        best = k;
      }
    }
    if (best != SEQ_NONE)
      pair_move(work, old[i].index, new[best].index, LIKE_ELSEWHERE);
  }
  free(old);
  free(new);
}

static size_t *no_partners(size_t count, Arena *arena) {
  size_t *partners = arena_array(arena, count + 1, sizeof *partners);
  for (size_t i = 0; i < count; i++)
    partners[i] = SEQ_NONE;
  return partners;
}

Pairing pairing_find(const Side *old, const Side *new, Arena *arena) {
  Arena *scratch = arena_new();
  Work work = {.old = old,
               .new = new,
               .pairing = {.to_new = no_partners(old->count, arena),
                           .to_old = no_partners(new->count, arena),
                           .moved = arena_array(arena, old->count + 1, sizeof(bool))},
               .arena = scratch,
               .old_pairs = arena_array(scratch, old->count + 1, sizeof(Pairs)),
               .new_pairs = arena_array(scratch, new->count + 1, sizeof(Pairs))};
  bool *in_order = arena_array(scratch, old->count + 1, sizeof *in_order);
  pair_equal(&work);
  for (size_t i = 0; i < old->count; i++)
    in_order[i] = work.pairing.to_new[i] != SEQ_NONE;
  pair_equal_elsewhere(&work);
  mark_moved(&work, in_order);
  pair_alike_here(&work);
  for (size_t i = 0; i < old->count; i++)
    in_order[i] = work.pairing.to_new[i] != SEQ_NONE && !work.pairing.moved[i];
  pair_alike_elsewhere(&work);
  mark_moved(&work, in_order);
  arena_free(scratch);
  return work.pairing;
}
