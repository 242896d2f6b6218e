#include "review/words.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "review/numeral.h"
#include "review/seq.h"

bool piece_equal(Piece a, Piece b) {
  return a.len == b.len && memcmp(a.text, b.text, a.len) == 0;
}

/* A piece on its way to its number. */
typedef struct Ranked {
  Piece piece;
  uint32_t *id;
} Ranked;

static int compare_pieces(const void *left, const void *right) {
  const Piece *a = &((const Ranked *)left)->piece, *b = &((const Ranked *)right)->piece;
  int order = memcmp(a->text, b->text, a->len < b->len ? a->len : b->len);
  return order ? order : (a->len > b->len) - (a->len < b->len);
}

/* Sorted rather than hashed: nobody can make texts for which this gets slow. */
static void number_pieces(Ranked *ranked, size_t count) {
  qsort(ranked, count, sizeof *ranked, compare_pieces);
  uint32_t id = 0;
  for (size_t i = 0; i < count; i++) {
    id += i > 0 && !piece_equal(ranked[i - 1].piece, ranked[i].piece);
    *ranked[i].id = id;
  }
}

void pieces_match(const Piece *a, size_t a_count, const Piece *b, size_t b_count, size_t *match) {
  size_t count = a_count + b_count;
  Ranked *ranked = mem_alloc((count + 1) * sizeof *ranked);
  uint32_t *ids = mem_alloc((count + 1) * sizeof *ids);
  for (size_t i = 0; i < count; i++)
    ranked[i] = (Ranked){i < a_count ? a[i] : b[i - a_count], &ids[i]};
  number_pieces(ranked, count);
  seq_match(ids, a_count, ids + a_count, b_count, match);
  free(ids);
  free(ranked);
}

static bool is_letter(char ch) {
  return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z');
}

/* The length of what counts as one character at text[at]. */
static size_t word_len(Piece text, size_t at) {
  size_t len = numeral_at(text, at).len, end = at;
  if (len > 0)
    return len;
  while (end < text.len && is_letter(text.text[end]))
    end++;
  if (end == at)
    utf8_next(text.text, text.len, &end);
  return end - at;
}

typedef struct Words {
  Piece *items;
  size_t count;
} Words;

static Words words_of(Piece piece) {
  Words words = {.items = mem_alloc((piece.len + 1) * sizeof *words.items)};
  for (size_t at = 0, len; at < piece.len; at += len) {
    len = word_len(piece, at);
    words.items[words.count++] = (Piece){piece.text + at, len};
  }
  return words;
}

/* A stretch of equal words, or of words that change. */
typedef struct Stretch {
  bool is_same;
  size_t old_start, old_end, new_start, new_end;
} Stretch;

typedef struct Stretches {
  Stretch *items;
  size_t count, capacity;
} Stretches;

static void add_stretch(Stretches *list, Stretch stretch) {
  if (stretch.old_start == stretch.old_end && stretch.new_start == stretch.new_end)
    return;
  list->items = mem_grow(list->items, list->count, &list->capacity, sizeof *list->items);
  list->items[list->count++] = stretch;
}

static Stretches find_stretches(const size_t *match, size_t old_count, size_t new_count) {
  Stretches list = {0};
  size_t old = 0, new = 0;
  while (old < old_count || new < new_count) {
    Stretch changed = {false, old, old, new, new};
    while (changed.old_end < old_count && match[changed.old_end] == SEQ_NONE)
      changed.old_end++;
    changed.new_end = changed.old_end < old_count ? match[changed.old_end] : new_count;
    add_stretch(&list, changed);
    Stretch same = {true, changed.old_end, changed.old_end, changed.new_end, changed.new_end};
    while (same.old_end < old_count && match[same.old_end] == same.new_end)
      same.old_end++, same.new_end++;
    add_stretch(&list, same);
    old = same.old_end;
    new = same.new_end;
  }
  return list;
}

static size_t stretch_size(const Stretch *stretch) {
  size_t old = stretch->old_end - stretch->old_start, new = stretch->new_end - stretch->new_start;
  return old > new ? old : new;
}

/* Equal characters between two greater changes are chance: 的 kept in the midst
 * of a clause that was written anew. Joins such stretches. */
static void join_by_chance(Stretches *list) {
  size_t kept = 0;
  for (size_t i = 0; i < list->count; i++) {
    Stretch next = list->items[i];
    while (!next.is_same && kept >= 2 && list->items[kept - 1].is_same &&
           stretch_size(&list->items[kept - 1]) * 2 <= stretch_size(&list->items[kept - 2]) &&
           stretch_size(&list->items[kept - 1]) * 2 <= stretch_size(&next)) {
      next.old_start = list->items[kept - 2].old_start;
      next.new_start = list->items[kept - 2].new_start;
      kept -= 2;
    }
    list->items[kept++] = next;
  }
  list->count = kept;
}

/* What a changed stretch has in common at its end with the one it became goes to the
 * stretch that stays behind it: a search that was cut short may leave such. */
static void give_back(Stretches *list, const Words *old, const Words *new) {
  for (size_t i = 0; i + 1 < list->count; i++) {
    Stretch *changed = &list->items[i], *kept = changed + 1;
    while (!changed->is_same && changed->old_end > changed->old_start &&
           changed->new_end > changed->new_start &&
           piece_equal(old->items[changed->old_end - 1], new->items[changed->new_end - 1])) {
      kept->old_start = --changed->old_end;
      kept->new_start = --changed->new_end;
    }
  }
}

/* The bytes of words [start, end), which lie side by side. */
static Piece join_words(const Words *words, size_t start, size_t end) {
  if (start == end)
    return (Piece){"", 0};
  const Piece *last = &words->items[end - 1];
  const char *text = words->items[start].text;
  return (Piece){text, (size_t)(last->text + last->len - text)};
}

static void add_edit(Edits *edits, EditKind kind, Piece piece) {
  if (piece.len > 0)
    edits->items[edits->count++] = (Edit){kind, piece};
}

/* What both figures have behind their digits: 万, %. Nothing when the stretch is more
 * than a figure for a figure. */
static size_t common_tail(Piece from, Piece old, Piece to, Piece new) {
  if (old.len == 0 || new.len == 0)
    return 0;
  Numeral a = numeral_at(from, (size_t)(old.text - from.text));
  Numeral b = numeral_at(to, (size_t)(new.text - to.text));
  size_t tail = a.len - a.digits;
  bool is_common =
      a.len == old.len && b.len == new.len &&b.len - b.digits ==
                              tail &&memcmp(old.text + a.digits, new.text + b.digits, tail) == 0;
  return is_common ? tail : 0;
}

Edits words_edits(Piece from, Piece to, Arena *arena) {
  Words old = words_of(from), new = words_of(to);
  size_t *match = mem_alloc((old.count + 1) * sizeof *match);
  pieces_match(old.items, old.count, new.items, new.count, match);
  Stretches list = find_stretches(match, old.count, new.count);
  join_by_chance(&list);
  give_back(&list, &old, &new);
  Edits edits = {.items = arena_array(arena, 3 * list.count + 1, sizeof *edits.items)};
  size_t tail = 0; /* of what was changed last: it stays */
  for (size_t i = 0; i < list.count; i++) {
    const Stretch *stretch = &list.items[i];
    Piece a = join_words(&old, stretch->old_start, stretch->old_end);
    Piece b = join_words(&new, stretch->new_start, stretch->new_end);
    if (stretch->is_same) {
      add_edit(&edits, EDIT_SAME, (Piece){a.text - tail, a.len + tail});
      tail = 0;
    } else {
      tail = common_tail(from, a, to, b);
      add_edit(&edits, EDIT_OLD, (Piece){a.text, a.len - tail});
      add_edit(&edits, EDIT_NEW, (Piece){b.text, b.len - tail});
    }
  }
  if (tail > 0)
    add_edit(&edits, EDIT_SAME, (Piece){from.text + from.len - tail, tail});
  free(list.items);
  free(match);
  free(old.items);
  free(new.items);
  return edits;
}

/* The number that the piece of text is, if it is no more than that. */
static Numeral numeral_of(Piece text, Piece piece) {
  Numeral numeral = numeral_at(text, (size_t)(piece.text - text.text));
  return numeral.len >= piece.len ? numeral : (Numeral){0};
}

Replacement words_replacement(Piece from, Piece old, Piece to, Piece new) {
  Numeral before = numeral_of(from, old), after = numeral_of(to, new);
  if (before.len == 0 || after.len == 0)
    return REPLACED_WORDS;
  return numerals_equal(&before, &after) ? REPLACED_NOTATION : REPLACED_FIGURE;
}

Replacement words_replaced(Piece from, Piece to) {
  Arena *arena = arena_new();
  Edits edits = words_edits(from, to, arena);
  Replacement whole = edits.count > 0 ? REPLACED_NOTATION : REPLACED_WORDS;
  for (size_t i = 0; i < edits.count && whole != REPLACED_WORDS; i++) {
    const Edit *edit = &edits.items[i];
    if (edit->kind == EDIT_SAME)
      continue;
    bool is_pair = edit->kind == EDIT_OLD && i + 1 < edits.count && edit[1].kind == EDIT_NEW;
    Replacement one =
        is_pair ? words_replacement(from, edit->piece, to, edit[1].piece) : REPLACED_WORDS;
    whole = one == REPLACED_NOTATION ? whole : one;
    i += is_pair;
  }
  arena_free(arena);
  return whole;
}

static int compare_pairs(const void *left, const void *right) {
  uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
  return (a > b) - (a < b);
}

/* The text's two ends count as characters, so that one character is a text too. */
Pairs words_pairs(Piece piece, Arena *arena) {
  Pairs pairs = {.items = arena_array(arena, piece.len + 1, sizeof *pairs.items)};
  uint32_t last = 0;
  for (size_t at = 0; at < piece.len;) {
    uint32_t ch = utf8_next(piece.text, piece.len, &at);
    pairs.items[pairs.count++] = (uint64_t)last << 32 | ch;
    last = ch;
  }
  if (piece.len > 0)
    pairs.items[pairs.count++] = (uint64_t)last << 32;
  qsort(pairs.items, pairs.count, sizeof *pairs.items, compare_pairs);
  return pairs;
}

int words_likeness(const Pairs *a, const Pairs *b) {
  size_t common = 0, i = 0, k = 0;
  if (a->count + b->count == 0)
    return 1000;
  while (i < a->count && k < b->count) {
    if (a->items[i] == b->items[k])
      common++, i++, k++;
    else if (a->items[i] < b->items[k])
      i++;
    else
      k++;
  }
  return (int)(common * 2000 / (a->count + b->count));
}
