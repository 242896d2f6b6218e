/* Quotation marks and brackets: unpaired, crossed, the same kind in itself,
 * half-width ones in Chinese text. GB/T 15834-2011: ‘’ in “” (4.8.3.4), 〈〉 in
 * 《》 (4.15.3.4). */
#include <stdlib.h>

#include "check/rules.h"

typedef struct Kind {
  uint32_t open, close;
  uint32_t half_open, half_close; /* 0: none */
  const char *inner;              /* what stands for it inside itself; NULL: itself */
} Kind;

static const Kind kinds[] = {
    {0x201C, 0x201D, 0, 0, "‘ ’"},    {0x2018, 0x2019, 0, 0, NULL},
    {0xFF08, 0xFF09, '(', ')', NULL}, {0x300A, 0x300B, 0, 0, "〈 〉"},
    {0x3008, 0x3009, 0, 0, NULL},     {0x3010, 0x3011, 0, 0, NULL},
    {0x3014, 0x3015, 0, 0, NULL},     {0xFF3B, 0xFF3D, '[', ']', NULL},
};

/* BESIDE: characters quoted with a mark that stands alone. */
enum { KIND_COUNT = sizeof kinds / sizeof *kinds, BESIDE = 12 };

/* A mark that waits for its partner. */
typedef struct Open {
  int kind;
  size_t at;
} Open;

/* The first place of a fault, and how many there are in the passage. */
typedef struct Fault {
  size_t start, end;
  size_t count;
} Fault;

typedef struct Pairs {
  Check *check;
  const Passage *passage;
  Open *open;
  size_t count, capacity;
  size_t depth[KIND_COUNT];   /* how many of a kind are open */
  size_t waiting[KIND_COUNT]; /* skipped by the partner of a mark further out */
  Open skipped[KIND_COUNT];   /* the last of them */
  Fault unclosed[KIND_COUNT], unopened[KIND_COUNT], same[KIND_COUNT];
  Fault crossed, half;
} Pairs;

static void note(Fault *fault, size_t start, size_t end) {
  if (fault->count++ == 0) {
    fault->start = start;
    fault->end = end;
  }
}

static int kind_of(uint32_t ch, bool *opens) {
  if (is_han(ch))
    return -1;
  for (int i = 0; i < KIND_COUNT; i++) {
    *opens = ch == kinds[i].open || (ch && ch == kinds[i].half_open);
    if (*opens || ch == kinds[i].close || (ch && ch == kinds[i].half_close))
      return i;
  }
  return -1;
}

/* Where nothing is open: 1）, a) and 一) at the head of a clause are numbers, the
 * mark in don’t is an apostrophe. */
static bool is_no_bracket(const Passage *passage, size_t at) {
  uint32_t ch = passage->chars[at];
  if (ch == 0x2019)
    return at > 0 && is_letter(passage->chars[at - 1]) && is_letter(passage->chars[at + 1]);
  if (ch != ')' && ch != 0xFF09)
    return false;
  size_t start = at;
  while (start > 0 && at - start < 3 && !ends_clause(passage->chars[start - 1]) &&
         !is_space(passage->chars[start - 1]))
    start--;
  return start < at && at - start < 3 &&
         (is_digit(passage->chars[start]) || is_letter(passage->chars[start]) ||
          (is_han(passage->chars[start]) && at - start == 1));
}

static bool has_han(const Passage *passage, size_t start, size_t end) {
  for (size_t i = start; i < end; i++) {
    if (is_han(passage->chars[i]))
      return true;
  }
  return false;
}

static void matched(Pairs *pairs, Open open, size_t at) {
  const Kind *kind = &kinds[open.kind];
  const uint32_t *chars = pairs->passage->chars;
  bool half = chars[open.at] != kind->open || chars[at] != kind->close;
  bool mixed = (chars[open.at] == kind->open) != (chars[at] == kind->close);
  if (kind->half_open == '(' && half && (mixed || has_han(pairs->passage, open.at, at)))
    note(&pairs->half, open.at, at + 1);
  if (kind->inner && pairs->depth[open.kind] > 0)
    note(&pairs->same[open.kind], open.at, at + 1);
}

static void push(Pairs *pairs, int kind, size_t at) {
  pairs->open = mem_grow(pairs->open, pairs->count, &pairs->capacity, sizeof *pairs->open);
  pairs->open[pairs->count++] = (Open){kind, at};
  pairs->depth[kind]++;
}

static void close_mark(Pairs *pairs, int kind, size_t at) {
  if (pairs->depth[kind] == 0 && pairs->waiting[kind] > 0) {
    pairs->waiting[kind]--;
    note(&pairs->crossed, pairs->skipped[kind].at, at + 1);
    return;
  }
  if (pairs->depth[kind] == 0) {
    note(&pairs->unopened[kind], at, at + 1);
    return;
  }
  Open open = pairs->open[--pairs->count];
  for (; open.kind != kind; open = pairs->open[--pairs->count]) {
    pairs->depth[open.kind]--;
    pairs->skipped[open.kind] = open;
    pairs->waiting[open.kind]++;
  }
  pairs->depth[kind]--;
  matched(pairs, open, at);
}

/* What is still open at the end, or was skipped and never closed. */
static void finish(Pairs *pairs) {
  for (size_t i = 0; i < pairs->count; i++)
    note(&pairs->unclosed[pairs->open[i].kind], pairs->open[i].at, pairs->open[i].at + 1);
  for (int kind = 0; kind < KIND_COUNT; kind++) {
    if (pairs->waiting[kind] > 0)
      note(&pairs->unclosed[kind], pairs->skipped[kind].at, pairs->skipped[kind].at + 1);
  }
}

static size_t smaller(size_t a, size_t b) {
  return a < b ? a : b;
}

static const char *mark_text(const Pairs *pairs, uint32_t mark) {
  Buf text = {0};
  buf_put_char(&text, mark);
  const char *copy = arena_copy(pairs->check->arena, text.data);
  buf_free(&text);
  return copy;
}

/* The mark in the width that it, or its partner, was written in. */
static const char *partner_text(const Pairs *pairs, int kind, size_t at, bool opening) {
  const Kind *marks = &kinds[kind];
  uint32_t ch = pairs->passage->chars[at];
  bool half = ch == marks->half_open || ch == marks->half_close;
  if (opening)
    return mark_text(pairs, half ? marks->half_open : marks->open);
  return mark_text(pairs, half ? marks->half_close : marks->close);
}

static void report_kind(const Pairs *pairs, int kind) {
  Check *check = pairs->check;
  const Passage *passage = pairs->passage;
  size_t unclosed = pairs->unclosed[kind].start, unopened = pairs->unopened[kind].start;
  const Fault *same = &pairs->same[kind];
  if (pairs->unclosed[kind].count > 0)
    finding(check, passage_pos(passage, unclosed), CHECK_UNCLOSED,
            quote(check, passage, unclosed, smaller(unclosed + BESIDE, passage->count)),
            partner_text(pairs, kind, unclosed, true), partner_text(pairs, kind, unclosed, false));
  if (pairs->unopened[kind].count > 0)
    finding(check, passage_pos(passage, unopened), CHECK_UNOPENED,
            quote(check, passage, unopened > BESIDE ? unopened - BESIDE : 0, unopened + 1),
            partner_text(pairs, kind, unopened, false), partner_text(pairs, kind, unopened, true));
  if (same->count > 0 && pairs->unclosed[kind].count == 0)
    finding(check, passage_pos(passage, same->start), CHECK_NESTED,
            quote(check, passage, same->start, same->end), mark_text(pairs, kinds[kind].open),
            mark_text(pairs, kinds[kind].close), kinds[kind].inner);
}

static void report(const Pairs *pairs) {
  Check *check = pairs->check;
  const Passage *passage = pairs->passage;
  for (int kind = 0; kind < KIND_COUNT; kind++)
    report_kind(pairs, kind);
  if (pairs->crossed.count > 0)
    finding(check, passage_pos(passage, pairs->crossed.start), CHECK_CROSSED,
            quote(check, passage, pairs->crossed.start, pairs->crossed.end));
  if (pairs->half.count > 0)
    finding(check, passage_pos(passage, pairs->half.start), CHECK_HALF_BRACKETS,
            quote(check, passage, pairs->half.start, pairs->half.end),
            count_text(check, pairs->half.count));
}

static void check_passage(Check *check, const Passage *passage) {
  Pairs pairs = {.check = check, .passage = passage};
  for (size_t at = 0; at < passage->count; at++) {
    bool opens = false;
    int kind = kind_of(passage->chars[at], &opens);
    if (kind < 0)
      continue;
    if (opens)
      push(&pairs, kind, at);
    else if (pairs.depth[kind] > 0 || !is_no_bracket(passage, at))
      close_mark(&pairs, kind, at);
  }
  finish(&pairs);
  report(&pairs);
  free(pairs.open);
}

void rules_pairs(Check *check) {
  for (size_t i = 0; i < check->count; i++)
    check_passage(check, &check->passages[i]);
}
