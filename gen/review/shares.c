#include "review/shares.h"

typedef struct Work {
  const Side *old, *new;
  const Steps *steps;
  Pairing since;         /* of base and new: what the data don't explain */
  const size_t *to_base; /* by para of old: what became of it */
  Arena *arena;
} Work;

/* How many edits make one replacement: an old text with its new one behind it. */
static size_t group_at(const Edits *edits, size_t at) {
  bool is_pair = edits->items[at].kind == EDIT_OLD && at + 1 < edits->count &&
                 edits->items[at + 1].kind == EDIT_NEW;
  return is_pair ? 2 : 1;
}

static bool same_groups(const Edit *a, const Edit *b, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (a[i].kind != b[i].kind || !piece_equal(a[i].piece, b[i].piece))
      return false;
  return true;
}

/* Whether the edits hold this very replacement at this place of the old text. */
static bool holds(const Edits *edits, const Edit *group, size_t count, size_t at) {
  size_t place = 0;
  for (size_t i = 0; i < edits->count && place <= at; i += group_at(edits, i)) {
    const Edit *edit = &edits->items[i];
    if (place == at && edit->kind != EDIT_SAME && group_at(edits, i) == count &&
        same_groups(edit, group, count))
      return true;
    place += edit->kind == EDIT_NEW ? 0 : edit->piece.len;
  }
  return false;
}

static PartKind kind_of_words(Piece old, Piece new, const Edit *group, size_t count) {
  static const PartKind kinds[] = {[REPLACED_WORDS] = PART_WORDS,
                                   [REPLACED_FIGURE] = PART_FIGURE,
                                   [REPLACED_NOTATION] = PART_NOTATION};
  return count < 2 ? PART_WORDS
                   : kinds[words_replacement(old, group[0].piece, new, group[1].piece)];
}

/* by_data: how the data changed the paragraph; none when they did not. */
static Parts find_parts(Piece old, Piece new, const Edits *by_data, Arena *arena) {
  Edits edits = words_edits(old, new, arena);
  PartKind *kinds = arena_array(arena, edits.count + 1, sizeof *kinds);
  size_t place = 0;
  for (size_t i = 0, count; i < edits.count; i += count) {
    const Edit *group = &edits.items[i];
    count = group_at(&edits, i);
    PartKind kind = group->kind == EDIT_SAME              ? PART_SAME
                    : holds(by_data, group, count, place) ? PART_DATA
                                                          : kind_of_words(old, new, group, count);
    for (size_t k = 0; k < count; k++)
      kinds[i + k] = kind;
    place += group->kind == EDIT_NEW ? 0 : group->piece.len;
  }
  return (Parts){edits, kinds, new};
}

/* The facts of both lists. */
static const Cause *join(const Cause *a, const Cause *b, Arena *arena) {
  for (; b; b = b->next) {
    Cause *cause = arena_alloc(arena, sizeof *cause);
    *cause = (Cause){b->fact, a};
    a = cause;
  }
  return a;
}

/* What became of the old paragraph, if it is in the new version as it is in base. */
static size_t kept_in_base(const Work *work, size_t old) {
  size_t base = work->to_base[old];
  return base != SEQ_NONE && work->since.to_new[base] != SEQ_NONE ? base : SEQ_NONE;
}

static void share_pair(const Work *work, Shares *shares, Parts *parts, size_t old, size_t new) {
  Piece from = work->old->paras[old].text, to = work->new->paras[new].text;
  size_t base = work->since.to_old[new];
  if (piece_equal(from, to))
    return;
  const Cause *causes = work->steps->gone[old];
  if (base != SEQ_NONE)
    causes = join(causes, work->steps->causes[base], work->arena);
  Edits by_data = {0};
  if (causes && base != SEQ_NONE)
    by_data = words_edits(from, work->steps->base->paras[base].text, work->arena);
  *parts = find_parts(from, to, &by_data, work->arena);
  shares->changed[old] = causes;
}

static bool is_strayed(const Work *work, size_t old, size_t new) {
  size_t base = work->to_base[old];
  return base != SEQ_NONE && work->steps->strayed[base] && work->since.to_new[base] == new &&
         !work->since.moved[base];
}

static void share_old(const Work *work, Shares *shares, Parts *parts, bool *strayed) {
  for (size_t old = 0; old < work->old->count; old++) {
    size_t new = shares->pairing.to_new[old], base = kept_in_base(work, old);
    if (new == SEQ_NONE) {
      shares->gone[old] = base != SEQ_NONE ? work->steps->causes[base] : work->steps->gone[old];
      continue;
    }
    share_pair(work, shares, &parts[old], old, new);
    strayed[old] = shares->pairing.moved[old] && is_strayed(work, old, new);
  }
}

static void share_new(const Work *work, Shares *shares) {
  for (size_t new = 0; new < work->new->count; new ++) {
    size_t base = work->since.to_old[new];
    if (shares->pairing.to_old[new] == SEQ_NONE && base != SEQ_NONE &&
        piece_equal(work->steps->base->paras[base].text, work->new->paras[new].text))
      shares->come[new] = work->steps->causes[base];
  }
}

static size_t *find_to_base(const Side *old, const Steps *steps, Arena *arena) {
  size_t *to_base = arena_array(arena, old->count + 1, sizeof *to_base);
  for (size_t i = 0; i < old->count; i++)
    to_base[i] = SEQ_NONE;
  for (size_t i = 0; i < steps->base->count; i++)
    if (steps->to_old[i] != SEQ_NONE)
      to_base[steps->to_old[i]] = i;
  return to_base;
}

Shares shares_find(const Side *old, const Side *new, const Steps *steps, Arena *arena) {
  Parts *parts = arena_array(arena, old->count + 1, sizeof *parts);
  bool *strayed = arena_array(arena, old->count + 1, sizeof *strayed);
  Shares shares = {.pairing = pairing_find(old, new, arena),
                   .parts = parts,
                   .strayed = strayed,
                   .changed = arena_array(arena, old->count + 1, sizeof(Cause *)),
                   .gone = arena_array(arena, old->count + 1, sizeof(Cause *)),
                   .come = arena_array(arena, new->count + 1, sizeof(Cause *))};
  Work work = {.old = old,
               .new = new,
               .steps = steps,
               .since = steps->own ? pairing_find(steps->base, new, arena) : shares.pairing,
               .to_base = find_to_base(old, steps, arena),
               .arena = arena};
  share_old(&work, &shares, parts, strayed);
  share_new(&work, &shares);
  return shares;
}

bool parts_have(const Parts *parts, PartKind kind) {
  for (size_t i = 0; i < parts->edits.count; i++)
    if (parts->kinds[i] == kind)
      return true;
  return false;
}

/* What stays, as the new text has it. */
static void add_same(Edits *edits, Piece now, size_t start, size_t end) {
  if (end > start)
    edits->items[edits->count++] = (Edit){EDIT_SAME, {now.text + start, end - start}};
}

Edits parts_only(const Parts *parts, PartKind kind, Arena *arena) {
  Edits only = {.items = arena_array(arena, 2 * parts->edits.count + 1, sizeof *only.items)};
  size_t told = 0, at = 0; /* bytes of the new text */
  for (size_t i = 0; i < parts->edits.count; i++) {
    const Edit *edit = &parts->edits.items[i];
    size_t len = edit->kind == EDIT_OLD ? 0 : edit->piece.len;
    if (parts->kinds[i] == kind) {
      add_same(&only, parts->now, told, at);
      only.items[only.count++] = *edit;
      told = at + len;
    }
    at += len;
  }
  add_same(&only, parts->now, told, at);
  return only;
}
