/* From paragraphs in pairs to changes. */
#include "review/changes.h"

#include <string.h>

#include "base/utf8.h"
#include "check/figures.h"

enum { HEAD = 12 };

Change *changes_add(Review *review, Change change) {
  const char **texts[] = {&change.old_place, &change.new_place, &change.old, &change.new,
                          &change.unit};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    if (!*texts[i])
      *texts[i] = "";
  review->changes = mem_grow(review->changes, review->change_count, &review->change_capacity,
                             sizeof *review->changes);
  review->changes[review->change_count++] = change;
  return &review->changes[review->change_count - 1];
}

const char *changes_head(const Para *para, Arena *arena) {
  size_t at = 0;
  for (int i = 0; i < HEAD && at < para->text.len; i++)
    utf8_next(para->text.text, para->text.len, &at);
  const char *more = at < para->text.len ? "…" : "";
  char *head = arena_printf(arena, "%s%.*s%s", para->label, (int)at, para->text.text, more);
  for (char *tab = head; (tab = strchr(tab, '\t')) != NULL;)
    *tab = ' ';
  return head;
}

/* A change of paragraphs, their places filled in. */
static Change change_of(const Review *review, ChangeKind kind, size_t old, size_t old_count,
                        size_t new, size_t new_count) {
  Change change = {.kind = kind,
                   .old_para = old,
                   .old_count = old_count,
                   .new_para = new,
                   .new_count = new_count};
  if (old_count > 0) {
    change.old_place = review->base->paras[old].place;
    change.old_pos = review->base->paras[old].pos;
  }
  if (new_count > 0) {
    change.new_place = review->new->paras[new].place;
    change.new_pos = review->new->paras[new].pos;
  }
  return change;
}

/* An old figure with the new one behind it. */
static bool is_figure_at(const Edits *edits, size_t at) {
  return at + 1 < edits->count && edits->items[at].kind == EDIT_OLD &&
         edits->items[at + 1].kind == EDIT_NEW && words_is_figure(edits->items[at].piece) &&
         words_is_figure(edits->items[at + 1].piece) &&
         !words_same_figure(edits->items[at].piece, edits->items[at + 1].piece);
}

/* Whether figures are all that changed. */
static bool only_figures(const Edits *edits) {
  for (size_t i = 0; i < edits->count; i++) {
    if (is_figure_at(edits, i))
      i++;
    else if (edits->items[i].kind != EDIT_SAME)
      return false;
  }
  return true;
}

/* 万元: what stands behind the figure that begins at text[at]; "" for nothing
 * that is known as a unit. */
static const char *unit_at(Piece text, size_t at, Arena *arena) {
  Block block = {.kind = BLOCK_PARAGRAPH, .text = text.text, .len = text.len};
  Passage passage = passage_of(&block, arena);
  Figures figures = figures_find(&passage, arena);
  size_t index = utf8_count(text.text, at);
  for (size_t i = 0; i < figures.count; i++) {
    const Figure *figure = &figures.items[i];
    if (figure->digits == index && figure->unit)
      return arena_printf(arena, "%s%s",
                          figure->power == 8   ? "亿"
                          : figure->power == 4 ? "万"
                                               : "",
                          figure->unit);
  }
  return "";
}

static void add_figures(Review *review, size_t old, size_t new) {
  Arena *arena = review->arena;
  const Para *para = &review->new->paras[new];
  Edits edits = words_edits(review->base->paras[old].text, para->text, arena);
  for (size_t i = 0; i < edits.count; i++) {
    if (!is_figure_at(&edits, i))
      continue;
    Piece from = edits.items[i].piece, to = edits.items[i + 1].piece;
    Change change = change_of(review, CHANGE_FIGURE, old, 1, new, 1);
    change.old = arena_copy_n(arena, from.text, from.len);
    change.new = arena_copy_n(arena, to.text, to.len);
    change.unit = unit_at(para->text, (size_t)(to.text - para->text.text), arena);
    change.edits = edits;
    changes_add(review, change);
  }
}

static bool was_changed(const Review *review, size_t old, size_t new) {
  return !piece_equal(review->base->paras[old].text, review->new->paras[new].text);
}

void changes_figures(Review *review, const Pairing *pairing) {
  for (size_t old = 0; old < review->base->count; old++) {
    size_t new = pairing->to_new[old];
    if (new != SEQ_NONE && was_changed(review, old, new))
      add_figures(review, old, new);
  }
}

/* Another picture under the same words. */
static bool add_picture(Review *review, size_t old, size_t new) {
  const char *from = review->base->paras[old].stamp, *to = review->new->paras[new].stamp;
  if (!from || !to || strcmp(from, to) == 0)
    return false;
  Change change = change_of(review, CHANGE_TEXT, old, 1, new, 1);
  Edits words =
      words_edits(review->base->paras[old].text, review->new->paras[new].text, review->arena);
  change.edits.items = arena_array(review->arena, words.count + 2, sizeof *change.edits.items);
  for (size_t i = 0; i < words.count; i++)
    change.edits.items[i] = words.items[i];
  change.edits.items[words.count] = (Edit){EDIT_OLD, {from, strlen(from)}};
  change.edits.items[words.count + 1] = (Edit){EDIT_NEW, {to, strlen(to)}};
  change.edits.count = words.count + 2;
  changes_add(review, change);
  return true;
}

static void add_text(Review *review, size_t old, size_t new) {
  if (add_picture(review, old, new))
    return;
  if (!was_changed(review, old, new))
    return;
  Change change = change_of(review, CHANGE_TEXT, old, 1, new, 1);
  change.edits =
      words_edits(review->base->paras[old].text, review->new->paras[new].text, review->arena);
  if (!only_figures(&change.edits))
    changes_add(review, change);
}

/* What moved together; returns the last of it. */
static size_t add_move(Review *review, const Pairing *pairing, size_t old) {
  size_t new = pairing->to_new[old], count = 1;
  while (old + count < review->base->count && pairing->moved[old + count] &&
         pairing->to_new[old + count] == new + count)
    count++;
  Change change = change_of(review, CHANGE_MOVED, old, count, new, count);
  if (count == 1 && was_changed(review, old, new))
    change.edits =
        words_edits(review->base->paras[old].text, review->new->paras[new].text, review->arena);
  changes_add(review, change);
  for (size_t i = 0; count > 1 && i < count; i++)
    add_text(review, old + i, new + i);
  return old + count - 1;
}

/* How many paragraphs from first on came or went as one: without partner, and
 * of one chapter or section. */
static size_t run_length(const Side *side, const size_t *partner, size_t first) {
  const Para *head = &side->paras[first];
  size_t count = 1;
  for (; first + count < side->count && partner[first + count] == SEQ_NONE; count++) {
    const Para *next = &side->paras[first + count];
    if (next->kind == PARA_HEADING && (head->kind != PARA_HEADING || next->level <= head->level))
      break;
  }
  return count;
}

/* What is read of a file that is no evaluation holds no figures, and of most no
 * blank lines. */
static bool tells_blanks(const Review *review) {
  return review->old->doc && review->new->doc;
}

static bool all_blank(const Para *paras, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (paras[i].kind != PARA_BLANK && paras[i].kind != PARA_FIGURE)
      return false;
  return true;
}

static size_t add_run(Review *review, ChangeKind kind, const Side *side, const size_t *partner,
                      size_t first) {
  size_t count = run_length(side, partner, first);
  if (!tells_blanks(review) && all_blank(&side->paras[first], count))
    return first + count;
  if (kind == CHANGE_DELETED)
    changes_add(review, change_of(review, kind, first, count, 0, 0));
  else
    changes_add(review, change_of(review, kind, 0, 0, first, count));
  return first + count;
}

/* Paragraphs keep their numbers unless something before them came or went. */
static void count_labels(Review *review, const Pairing *pairing) {
  size_t first = SEQ_NONE;
  for (size_t old = 0; old < review->base->count; old++) {
    size_t new = pairing->to_new[old];
    if (new == SEQ_NONE ||
        strcmp(review->base->paras[old].label, review->new->paras[new].label) == 0)
      continue;
    first = first == SEQ_NONE ? old : first;
    review->relabelled++;
  }
  for (size_t i = 0; i < review->change_count; i++) {
    ChangeKind kind = review->changes[i].kind;
    if (kind == CHANGE_DELETED || kind == CHANGE_ADDED || kind == CHANGE_MOVED ||
        kind == CHANGE_REMOVED || kind == CHANGE_INSERTED)
      return;
  }
  if (first == SEQ_NONE)
    return;
  size_t new = pairing->to_new[first];
  Change change = change_of(review, CHANGE_LABELS, first, 1, new, 1);
  change.old = review->base->paras[first].label;
  change.new = review->new->paras[new].label;
  changes_add(review, change);
}

void changes_texts(Review *review, const Pairing *pairing) {
  size_t new = 0;
  for (size_t old = 0; old < review->base->count;) {
    size_t partner = pairing->to_new[old];
    if (partner == SEQ_NONE) {
      old = add_run(review, CHANGE_DELETED, review->base, pairing->to_new, old);
    } else if (pairing->moved[old]) {
      old = add_move(review, pairing, old) + 1;
    } else {
      while (new < partner)
        new = pairing->to_old[new] == SEQ_NONE
                  ? add_run(review, CHANGE_ADDED, review->new, pairing->to_old, new)
                  : new + 1;
      add_text(review, old++, new ++);
    }
  }
  while (new < review->new->count)
    new = pairing->to_old[new] == SEQ_NONE
              ? add_run(review, CHANGE_ADDED, review->new, pairing->to_old, new)
              : new + 1;
  count_labels(review, pairing);
}
