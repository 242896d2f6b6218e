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
    change.old_place = review->old->paras[old].place;
    change.old_pos = review->old->paras[old].pos;
  }
  if (new_count > 0) {
    change.new_place = review->new->paras[new].place;
    change.new_pos = review->new->paras[new].pos;
  }
  return change;
}

/* Bytes on either side of a figure in which its unit is told. */
enum { UNIT_BEFORE = 48, UNIT_BEHIND = 96 };

static bool is_inside_character(Piece text, size_t at) {
  return at < text.len && ((unsigned char)text.text[at] & 0xC0) == 0x80;
}

/* So much of its cell. */
static Piece cell_around(Piece text, size_t start, size_t end) {
  size_t first = start > UNIT_BEFORE ? start - UNIT_BEFORE : 0, last = end + UNIT_BEHIND;
  while (is_inside_character(text, first))
    first++;
  while (is_inside_character(text, last))
    last--;
  while (start > first && text.text[start - 1] != '\t')
    start--;
  while (end < text.len && end < last && text.text[end] != '\t')
    end++;
  return (Piece){text.text + start, end - start};
}

/* 万元: what stands behind the figure [start, end) of the text, in its cell of a row;
 * "" for nothing that is known as a unit. The figure is read as 1, however it is
 * written. */
static const char *unit_of(Piece text, size_t start, size_t end, Arena *arena) {
  Piece cell = cell_around(text, start, end);
  const char *behind = text.text + end;
  int head = (int)(text.text + start - cell.text);
  int tail = (int)(cell.text + cell.len - behind);
  char *plain = arena_printf(arena, "%.*s1%.*s", head, cell.text, tail, behind);
  Block block = {.kind = BLOCK_PARAGRAPH, .text = plain, .len = strlen(plain)};
  Passage passage = passage_of(&block, arena);
  Figures figures = figures_find(&passage, arena);
  size_t index = utf8_count(plain, (size_t)head);
  for (size_t i = 0; i < figures.count; i++) {
    const Figure *figure = &figures.items[i];
    const char *power = figure->power == 8 ? "亿" : figure->power == 4 ? "万" : "";
    if (figure->digits == index && figure->unit)
      return arena_printf(arena, "%s%s", power, figure->unit);
  }
  return "";
}

/* kind: CHANGE_FIGURE or CHANGE_NOTATION. */
static void add_figures(Review *review, const Shares *shares, ChangeKind kind, size_t old) {
  Arena *arena = review->arena;
  const Parts *parts = &shares->parts[old];
  PartKind part = kind == CHANGE_FIGURE ? PART_FIGURE : PART_NOTATION;
  if (!parts_have(parts, part))
    return;
  size_t new = shares->pairing.to_new[old];
  Edits edits = parts_only(parts, part, arena);
  for (size_t i = 0; i < edits.count; i++) {
    if (edits.items[i].kind != EDIT_OLD)
      continue;
    Piece from = edits.items[i].piece, to = edits.items[i + 1].piece;
    Change change = change_of(review, kind, old, 1, new, 1);
    change.old = arena_copy_n(arena, from.text, from.len);
    change.new = arena_copy_n(arena, to.text, to.len);
    size_t start = (size_t)(to.text - parts->now.text);
    change.unit = unit_of(parts->now, start, start + to.len, arena);
    change.edits = edits;
    changes_add(review, change);
  }
}

void changes_figures(Review *review, const Shares *shares) {
  for (size_t old = 0; old < review->old->count; old++)
    add_figures(review, shares, CHANGE_FIGURE, old);
}

static Edits words_of(const Review *review, const Shares *shares, size_t old) {
  return parts_only(&shares->parts[old], PART_WORDS, review->arena);
}

/* Another picture under the same words. */
static bool add_picture(Review *review, const Shares *shares, size_t old) {
  size_t new = shares->pairing.to_new[old];
  const char *from = review->old->paras[old].stamp, *to = review->new->paras[new].stamp;
  if (!from || !to || strcmp(from, to) == 0)
    return false;
  Change change = change_of(review, CHANGE_TEXT, old, 1, new, 1);
  Edits words = words_of(review, shares, old);
  change.edits.items = arena_array(review->arena, words.count + 2, sizeof *change.edits.items);
  for (size_t i = 0; i < words.count; i++)
    change.edits.items[i] = words.items[i];
  change.edits.items[words.count] = (Edit){EDIT_OLD, {from, strlen(from)}};
  change.edits.items[words.count + 1] = (Edit){EDIT_NEW, {to, strlen(to)}};
  change.edits.count = words.count + 2;
  changes_add(review, change);
  return true;
}

static void add_text(Review *review, const Shares *shares, size_t old) {
  add_figures(review, shares, CHANGE_NOTATION, old);
  if (add_picture(review, shares, old) || !parts_have(&shares->parts[old], PART_WORDS))
    return;
  Change change = change_of(review, CHANGE_TEXT, old, 1, shares->pairing.to_new[old], 1);
  change.edits = words_of(review, shares, old);
  changes_add(review, change);
}

/* What moved together; returns the last of it. */
static size_t add_move(Review *review, const Shares *shares, size_t old) {
  const Pairing *pairing = &shares->pairing;
  size_t new = pairing->to_new[old], count = 1;
  while (old + count < review->old->count && pairing->moved[old + count] &&
         !shares->strayed[old + count] && pairing->to_new[old + count] == new + count)
    count++;
  Change change = change_of(review, CHANGE_MOVED, old, count, new, count);
  if (count == 1 && parts_have(&shares->parts[old], PART_WORDS))
    change.edits = words_of(review, shares, old);
  changes_add(review, change);
  if (count == 1)
    add_figures(review, shares, CHANGE_NOTATION, old);
  for (size_t i = 0; count > 1 && i < count; i++)
    add_text(review, shares, old + i);
  return old + count - 1;
}

/* Paragraphs that words put in or took out: without partner, and not by the data's
 * doing. */
typedef struct Loose {
  const Side *side;
  const size_t *partner;
  const Cause *const *causes;
} Loose;

static bool is_loose(const Loose *loose, size_t at) {
  return loose->partner[at] == SEQ_NONE && !loose->causes[at];
}

/* How many paragraphs from first on came or went as one: of one chapter or section. */
static size_t run_length(const Loose *loose, size_t first) {
  const Side *side = loose->side;
  const Para *head = &side->paras[first];
  size_t count = 1;
  for (; first + count < side->count && is_loose(loose, first + count); count++) {
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

static size_t add_run(Review *review, ChangeKind kind, const Loose *loose, size_t first) {
  size_t count = run_length(loose, first);
  if (!tells_blanks(review) && all_blank(&loose->side->paras[first], count))
    return first + count;
  if (kind == CHANGE_DELETED)
    changes_add(review, change_of(review, kind, first, count, 0, 0));
  else
    changes_add(review, change_of(review, kind, 0, 0, first, count));
  return first + count;
}

/* Whether paragraphs came, went or moved. */
static bool is_rearranged(const Review *review) {
  for (size_t i = 0; i < review->change_count; i++) {
    const Change *change = &review->changes[i];
    if (change->kind == CHANGE_DELETED || change->kind == CHANGE_ADDED ||
        change->kind == CHANGE_MOVED || change->kind == CHANGE_REMOVED ||
        change->kind == CHANGE_INSERTED)
      return true;
    for (size_t k = 0; k < change->effect_count; k++)
      if (change->effects[k].old == SEQ_NONE || change->effects[k].new == SEQ_NONE)
        return true;
  }
  return false;
}

/* Paragraphs keep their numbers unless something before them came or went. */
static void count_labels(Review *review, const Pairing *pairing) {
  size_t first = SEQ_NONE;
  for (size_t old = 0; old < review->old->count; old++) {
    size_t new = pairing->to_new[old];
    if (new == SEQ_NONE ||
        strcmp(review->old->paras[old].label, review->new->paras[new].label) == 0)
      continue;
    first = first == SEQ_NONE ? old : first;
    review->relabelled++;
  }
  if (first == SEQ_NONE || is_rearranged(review))
    return;
  size_t new = pairing->to_new[first];
  Change change = change_of(review, CHANGE_LABELS, first, 1, new, 1);
  change.old = review->old->paras[first].label;
  change.new = review->new->paras[new].label;
  changes_add(review, change);
}

/* The old paragraph, and all it goes along with; returns the one behind that. */
static size_t add_old(Review *review, const Shares *shares, const Loose *gone, size_t old) {
  if (is_loose(gone, old))
    return add_run(review, CHANGE_DELETED, gone, old);
  if (shares->pairing.moved[old] && !shares->strayed[old])
    return add_move(review, shares, old) + 1;
  if (shares->pairing.to_new[old] != SEQ_NONE)
    add_text(review, shares, old);
  return old + 1;
}

/* New paragraphs [new, until). */
static void add_new(Review *review, const Loose *come, size_t new, size_t until) {
  while (new < until)
    new = is_loose(come, new) ? add_run(review, CHANGE_ADDED, come, new) : new + 1;
}

void changes_texts(Review *review, const Shares *shares) {
  const Pairing *pairing = &shares->pairing;
  Loose gone = {review->old, pairing->to_new, shares->gone};
  Loose come = {review->new, pairing->to_old, shares->come};
  size_t new = 0;
  for (size_t old = 0; old < review->old->count;) {
    size_t partner = pairing->to_new[old];
    if (partner != SEQ_NONE && !pairing->moved[old]) {
      add_new(review, &come, new, partner);
      new = partner + 1;
    }
    old = add_old(review, shares, &gone, old);
  }
  add_new(review, &come, new, review->new->count);
  count_labels(review, pairing);
}
