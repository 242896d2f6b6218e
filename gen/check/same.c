/* One matter with different figures in different passages. */
#include <stdlib.h>
#include <string.h>

#include "check/matter.h"

/* A pair of characters that more figures have than this finds no candidates. */
enum { POSTING_MOST = 16, VALUES_MOST = 3 };

typedef struct Posting {
  uint64_t gram;
  uint32_t matter;
} Posting;

/* Which figures are of one matter, as a forest: each one's parent, a smaller
 * index or its own. */
typedef struct Groups {
  Check *check;
  const Matters *matters;
  size_t *parent;
} Groups;

static size_t root_of(const Groups *groups, size_t index) {
  while (groups->parent[index] != index) {
    groups->parent[index] = groups->parent[groups->parent[index]];
    index = groups->parent[index];
  }
  return index;
}

static void join(const Groups *groups, size_t a, size_t b) {
  a = root_of(groups, a);
  b = root_of(groups, b);
  if (a < b)
    groups->parent[b] = a;
  else
    groups->parent[a] = b;
}

static int compare_postings(const void *left, const void *right) {
  const Posting *a = left, *b = right;
  if (a->gram != b->gram)
    return a->gram < b->gram ? -1 : 1;
  return a->matter < b->matter ? -1 : a->matter > b->matter;
}

static bool share_last(const Matter *a, const Matter *b) {
  for (int i = 0; i < 4; i++) {
    for (int j = 0; j < 4; j++) {
      if (a->last[i] && a->last[i] == b->last[j])
        return true;
    }
  }
  return false;
}

/* The head of one begins with words that the other has as well. */
static bool begins_within(const Matter *a, const Matter *b) {
  for (int i = 0; i < 2; i++) {
    if (a->first[i] && (grams_hold(&b->near, a->first[i]) || grams_hold(&b->wide, a->first[i])))
      return true;
  }
  return a->first[0] == 0;
}

typedef enum Neighbours {
  NEIGHBOURS_NONE,    /* one of the two has none, or they count other things */
  NEIGHBOURS_DIFFER,  /* other figures */
  NEIGHBOURS_AGREE,   /* the same figure, with a word in common */
  NEIGHBOURS_GROUPED, /* known to be of one matter */
} Neighbours;

/* The figures before the two in their sentences. */
static Neighbours neighbours_of(const Groups *groups, const Matter *a, const Matter *b) {
  if (a->before < 0 || b->before < 0)
    return NEIGHBOURS_NONE;
  const Matter *first = &groups->matters->items[a->before];
  const Matter *second = &groups->matters->items[b->before];
  if (root_of(groups, (size_t)a->before) == root_of(groups, (size_t)b->before))
    return NEIGHBOURS_GROUPED;
  if (!figures_comparable(first->figure, second->figure))
    return NEIGHBOURS_NONE;
  bool agree =
      figures_agree(first->figure, second->figure) && grams_common(&first->near, &second->near) > 0;
  return agree ? NEIGHBOURS_AGREE : NEIGHBOURS_DIFFER;
}

static size_t smaller(size_t a, size_t b) {
  return a < b ? a : b;
}

/* Few words in common, or a rate, of which reports have many alike: what stands
 * before must be the same too. */
static bool is_borne_out(const Matter *a, const Matter *b, Neighbours neighbours) {
  size_t wide = grams_common(&a->wide, &b->wide);
  size_t least = smaller(a->wide.count, b->wide.count);
  return neighbours >= NEIGHBOURS_AGREE ||
         (neighbours == NEIGHBOURS_NONE && wide >= 4 && wide * 2 >= least);
}

/* Two items of one section tell of different work in like words. */
static bool are_parallel(const Matter *a, const Matter *b) {
  return a->section == b->section && a->passage != b->passage && a->passage->block->level > 0 &&
         b->passage->block->level > 0;
}

/* How many pairs in common are enough by themselves. Numbers of people come
 * with the same words everywhere (参加人数). */
static size_t enough_words(const Matter *a, const Matter *b, bool identical) {
  bool of_people = strncmp(a->figure->family, "人", strlen("人")) == 0;
  if (are_parallel(a, b))
    return identical ? 6 : SIZE_MAX;
  return !identical || of_people ? 5 : 3;
}

static bool alike(const Groups *groups, const Matter *a, const Matter *b) {
  bool same_passage = a->passage == b->passage;
  if (!figures_comparable(a->figure, b->figure) ||
      (same_passage && a->figure->sentence == b->figure->sentence) ||
      matters_differ(a, b, groups->check->evaluation->year) || !share_last(a, b))
    return false;
  size_t common = grams_common(&a->near, &b->near);
  size_t least = smaller(a->near.count, b->near.count);
  Neighbours neighbours = neighbours_of(groups, a, b);
  if (neighbours == NEIGHBOURS_GROUPED && common > 0 && common * 4 >= least)
    return true;
  if (common < 3 || common * 2 < least || (same_passage && common * 5 < least * 4) ||
      !begins_within(a, b) || !begins_within(b, a))
    return false;
  bool identical = common == a->near.count && common == b->near.count;
  bool is_strong = common >= enough_words(a, b, identical) && a->figure->kind != UNIT_RATE;
  return is_strong || is_borne_out(a, b, neighbours);
}

static size_t first_posting(const Posting *postings, size_t count, uint64_t gram) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (postings[middle].gram < gram)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Compares one figure with the earlier ones that share a rare word with it. */
static void group(const Groups *groups, const Posting *postings, size_t count, size_t index) {
  const Matter *matter = &groups->matters->items[index];
  for (size_t g = 0; g < matter->near.count; g++) {
    uint64_t gram = matter->near.items[g];
    size_t start = first_posting(postings, count, gram), end = start;
    while (end < count && postings[end].gram == gram && end - start <= POSTING_MOST)
      end++;
    if (end - start > POSTING_MOST)
      continue;
    for (size_t i = start; i < end && postings[i].matter < index; i++) {
      if (root_of(groups, postings[i].matter) != root_of(groups, index) &&
          alike(groups, &groups->matters->items[postings[i].matter], matter))
        join(groups, postings[i].matter, index);
    }
  }
}

static void group_all(const Groups *groups) {
  const Matters *matters = groups->matters;
  size_t count = 0, total = 0;
  for (size_t i = 0; i < matters->count; i++)
    total += matters->items[i].near.count;
  Posting *postings = mem_alloc((total + 1) * sizeof *postings);
  for (size_t i = 0; i < matters->count; i++) {
    for (size_t g = 0; g < matters->items[i].near.count; g++)
      postings[count++] = (Posting){matters->items[i].near.items[g], (uint32_t)i};
  }
  qsort(postings, count, sizeof *postings, compare_postings);
  for (size_t i = 0; i < matters->count; i++)
    group(groups, postings, count, i);
  free(postings);
}

/* The values of one group that don't agree, each with the first to give it. */
typedef struct Values {
  const Matter *items[VALUES_MOST];
  size_t count;
} Values;

static void add_value(Values *values, const Matter *matter) {
  for (size_t i = 0; i < values->count; i++) {
    if (figures_agree(values->items[i]->figure, matter->figure))
      return;
  }
  if (values->count < VALUES_MOST)
    values->items[values->count++] = matter;
}

/* Three values or more, two of them in one section, come from paragraphs of the
 * same pattern, one for each of several projects. */
static bool is_pattern(const Values *values) {
  for (size_t i = 0; i < values->count; i++) {
    for (size_t j = 0; j < i; j++) {
      if (values->count == VALUES_MOST && values->items[i]->section == values->items[j]->section)
        return true;
    }
  }
  return false;
}

static const char *words(const Check *check, const Matter *matter) {
  const Figure *figure = matter->figure;
  return quote(check, matter->passage, figure->head, figure->tail);
}

/* Words of the layout that it says once for each of several items. */
static bool are_one_sentence(const Check *check, const Matter *a, const Matter *b) {
  Pos pos = passage_pos(a->passage, a->figure->head);
  return layout_is_file(check->layout, pos.file) &&
         pos_equal(pos, passage_pos(b->passage, b->figure->head));
}

static void report(Check *check, const Matter *first, const Matter *other) {
  if (are_one_sentence(check, first, other))
    return;
  Pos pos = passage_pos(other->passage, other->figure->start);
  const char *place = place_text(check, pos, passage_pos(first->passage, first->figure->start));
  bool same_value = number_compare(first->figure->value, other->figure->value) == 0;
  finding(check, pos, same_value ? CHECK_SAME_APPROX : CHECK_SAME, words(check, other), place,
          words(check, first));
}

static void report_all(const Groups *groups) {
  const Matters *matters = groups->matters;
  Values *values = mem_alloc((matters->count + 1) * sizeof *values);
  for (size_t i = 0; i < matters->count; i++)
    add_value(&values[root_of(groups, i)], &matters->items[i]);
  for (size_t i = 0; i < matters->count; i++) {
    for (size_t j = 1; j < values[i].count && !is_pattern(&values[i]); j++)
      report(groups->check, values[i].items[0], values[i].items[j]);
  }
  free(values);
}

void rules_same(Check *check) {
  Matters matters = matters_find(check);
  Groups groups = {check, &matters, mem_alloc((matters.count + 1) * sizeof *groups.parent)};
  for (size_t i = 0; i < matters.count; i++)
    groups.parent[i] = i;
  group_all(&groups);
  report_all(&groups);
  free(groups.parent);
  free(matters.items);
}
