/* Two versions compared: what changed in words and figures, and which lines and
 * pages moved because of it.
 *
 * A Review lies in one arena, borrows both sides, and ends with review_free. */
#ifndef ZIPING_REVIEW_REVIEW_H
#define ZIPING_REVIEW_REVIEW_H

#include "input/evaluation.h"
#include "review/side.h"

typedef enum ChangeKind {
  CHANGE_FIGURE,  /* old, new, unit */
  CHANGE_FACT,    /* another value of the evaluation: old, new */
  CHANGE_REMOVED, /* an element of the evaluation that is gone */
  CHANGE_INSERTED,
  CHANGE_TEXT,     /* edits */
  CHANGE_NOTATION, /* the same figure written in another way: old, new, unit */
  CHANGE_DELETED,  /* old_count paragraphs */
  CHANGE_ADDED,
  CHANGE_MOVED,  /* edits, if it was changed as well */
  CHANGE_BREAKS, /* lines end elsewhere though the text is the same */
  CHANGE_LABELS, /* other numbers in front, and no paragraph more or less */
  CHANGE_SETTING /* other pages or line pitch */
} ChangeKind;

/* What followed from changed data somewhere in the text: what a reader of both
 * versions sees of it. Told once, under the first change that it follows from. */
typedef struct Effect {
  size_t old, new; /* paras of Review.old and Review.new; SIZE_MAX: none */
  Edits edits;
  const size_t *changes; /* the numbers of all that it follows from, rising */
  size_t change_count;
} Effect;

typedef struct Change {
  ChangeKind kind;
  const char *old_place, *new_place; /* 预算/支出, 第3章（一）第2段; "" where there is none */
  Pos old_pos, new_pos;
  const char *old, *new, *unit;
  size_t old_para, old_count; /* of Review.old; count 0: none */
  size_t new_para, new_count;
  Edits edits; /* whatever else changed in the paragraph stands in them as it is now */
  Effect *effects;
  size_t effect_count;
  size_t *elsewhere; /* the numbers of earlier changes under which effects of this one are told,
                        rising */
  size_t elsewhere_count;
  size_t together; /* how many changes of the data before it its effects may follow from too:
                      those whose own were not looked for */
} Change;

/* From this line on everything stands elsewhere than before. */
typedef struct Shift {
  int old_page, old_line, new_page, new_line;
  int pages;           /* that many further on: what begins a page in both versions */
  Emu amount;          /* further down than that; 0: where it was on its page */
  Emu step;            /* of which since the shift before; 0: the head of a page */
  Emu pitch;           /* of the line; 0 for a table's row */
  const char *because; /* “…”段多了1行 */
  size_t *changes;     /* those behind it, from 1 */
  size_t change_count;
} Shift;

typedef struct Finding {
  MsgLevel level;
  const char *name, *text;
  Pos pos;
} Finding;

typedef struct Review {
  Arena *arena;
  const Side *old, *new;
  Change *changes; /* figures first, then text, then lines */
  size_t change_count, change_capacity;
  Shift *shifts;
  size_t shift_count, shift_capacity;
  size_t relabelled;   /* paragraphs whose number changed with the others */
  const char *layouts; /* how the two layouts differ, in words; NULL: not, or not known */
  bool is_checked;     /* both were evaluations: findings say whether totals hold */
  Finding *found, *gone;
  size_t found_count, gone_count, found_capacity, gone_capacity;
} Review;

/* One of the two. */
typedef struct Version {
  Side *side;
  const Layout *layout; /* this and the rest: NULL for what is compared by its text */
  const Evaluation *evaluation;
  const Messages *findings;
} Version;

/* again: the old evaluation loaded once more, which is changed on the way; NULL
 * unless both have one. */
Review *review_compare(const Version *old, const Version *new, Evaluation *again);
void review_free(Review *review);
/* Neither a change, nor anything beside the text that the sources don't account for. */
bool review_is_same(const Review *review);

/* As text, for a terminal or not: what stands in the old one only is [-…-],
 * in the new one only {+…+}. */
void review_print(const Review *review, bool in_colour, Buf *out);

#endif
