/* Passages printed twice: clauses in the same order in two paragraphs. */
#include <stdlib.h>
#include <string.h>

#include "check/rules.h"

/* Lengths in characters. */
enum {
  RUN_LEAST = 80,       /* a stretch within longer paragraphs */
  PARAGRAPH_LEAST = 40, /* a whole paragraph */
  CLAUSE_LEAST = 4
};

typedef struct Clause {
  size_t passage;
  size_t start, end;
  uint64_t hash;
} Clause;

typedef struct Clauses {
  Clause *items;
  size_t count, capacity;
  size_t *buckets; /* by hash: the first clause that says this, + 1 */
  size_t bucket_count;
} Clauses;

/* FNV-1a over the characters. */
static uint64_t hash_of(const Passage *passage, size_t start, size_t end) {
  uint64_t hash = 14695981039346656037ull;
  for (size_t i = start; i < end; i++) {
    if (!is_space(passage->chars[i]))
      hash = (hash ^ passage->chars[i]) * 1099511628211ull;
  }
  return hash;
}

static void add(Clauses *clauses, const Check *check, size_t passage, size_t start, size_t end) {
  if (end - start < CLAUSE_LEAST)
    return;
  clauses->items =
      mem_grow(clauses->items, clauses->count, &clauses->capacity, sizeof *clauses->items);
  clauses->items[clauses->count++] =
      (Clause){passage, start, end, hash_of(&check->passages[passage], start, end)};
}

static void split(Clauses *clauses, const Check *check) {
  for (size_t i = 0; i < check->count; i++) {
    const Passage *passage = &check->passages[i];
    size_t start = 0;
    for (size_t at = 0; passage->is_prose && at <= passage->count; at++) {
      if (at < passage->count && !ends_clause(passage->chars[at]))
        continue;
      add(clauses, check, i, start, at);
      start = at + 1;
    }
  }
}

static void make_buckets(Clauses *clauses) {
  clauses->bucket_count = 64;
  while (clauses->bucket_count < 2 * clauses->count)
    clauses->bucket_count *= 2;
  clauses->buckets = mem_alloc(clauses->bucket_count * sizeof *clauses->buckets);
}

/* The first clause like this one, which itself it is when there was none. */
static size_t first_like(Clauses *clauses, size_t index) {
  uint64_t hash = clauses->items[index].hash;
  size_t at = (size_t)hash & (clauses->bucket_count - 1);
  while (clauses->buckets[at] != 0 && clauses->items[clauses->buckets[at] - 1].hash != hash)
    at = (at + 1) & (clauses->bucket_count - 1);
  if (clauses->buckets[at] == 0)
    clauses->buckets[at] = index + 1;
  return clauses->buckets[at] - 1;
}

/* A run of clauses that stands twice. */
typedef struct Run {
  size_t first, again; /* where it begins */
  size_t count;        /* clauses */
  size_t length;       /* characters */
} Run;

static bool is_whole_paragraph(const Check *check, const Clauses *clauses, const Run *run) {
  const Clause *start = &clauses->items[run->again];
  const Passage *passage = &check->passages[start->passage];
  return run->length >= PARAGRAPH_LEAST && run->length * 10 >= passage->count * 8;
}

/* The layout's own sentences: a note below each of several tables, for one. */
static bool is_of_layout(const Check *check, const Clause *clause) {
  return layout_is_file(check->layout, check->passages[clause->passage].block->pos.file);
}

/* told: the passage that was last reported; one finding each is enough. */
static void report(Check *check, const Clauses *clauses, const Run *run, size_t *told) {
  if (run->count == 0)
    return;
  const Clause *again = &clauses->items[run->again], *first = &clauses->items[run->first];
  bool enough = run->length >= RUN_LEAST || is_whole_paragraph(check, clauses, run);
  if (!enough || again->passage == first->passage || *told == again->passage + 1)
    return;
  if (is_of_layout(check, again) && is_of_layout(check, first))
    return;
  *told = again->passage + 1;
  const Passage *passage = &check->passages[again->passage];
  const Clause *last = &clauses->items[run->again + run->count - 1];
  Pos pos = passage_pos(passage, again->start);
  const char *place =
      place_text(check, pos, passage_pos(&check->passages[first->passage], first->start));
  finding(check, pos, CHECK_REPEATED, quote(check, passage, again->start, last->end), place,
          count_text(check, run->length));
}

static bool goes_on(const Clauses *clauses, const Run *run, size_t index) {
  if (run->count == 0 || run->first + run->count >= run->again)
    return false;
  const Clause *next = &clauses->items[run->first + run->count];
  return next->hash == clauses->items[index].hash &&
         next->passage == clauses->items[run->first].passage &&
         clauses->items[index].passage == clauses->items[run->again].passage;
}

static void find_runs(Check *check, Clauses *clauses) {
  Run run = {0};
  size_t told = 0;
  for (size_t i = 0; i < clauses->count; i++) {
    size_t like = first_like(clauses, i);
    size_t length = clauses->items[i].end - clauses->items[i].start + 1;
    if (goes_on(clauses, &run, i)) {
      run.count++;
      run.length += length;
      continue;
    }
    report(check, clauses, &run, &told);
    run = like < i ? (Run){like, i, 1, length} : (Run){0};
  }
  report(check, clauses, &run, &told);
}

void rules_repeats(Check *check) {
  Clauses clauses = {0};
  split(&clauses, check);
  make_buckets(&clauses);
  find_runs(check, &clauses);
  free(clauses.items);
  free(clauses.buckets);
}
