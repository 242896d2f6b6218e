/* What a figure is about, told by the words around it: the pairs of characters
 * in its own clause (near) and in the sentence before it (wide), and the words
 * that set it apart from other figures (省级 and 市级, 计划 and 实际). */
#ifndef ZIPING_CHECK_MATTER_H
#define ZIPING_CHECK_MATTER_H

#include "check/rules.h"

/* A set of pairs of characters, sorted. */
typedef struct Grams {
  uint64_t *items;
  size_t count;
} Grams;

typedef struct Matter {
  const Passage *passage;
  const Figure *figure;
  size_t section; /* index of the nearest heading before it */
  Grams near, wide;
  uint64_t first[2]; /* the first pairs of its head; 0: none */
  size_t head_count; /* pairs that come from the head */
  uint32_t last[4];  /* the characters right before the figure */
  unsigned levels;   /* bits: 中央 省 市 … */
  unsigned kinds;    /* bits: 计划, 上年, 新增 … */
  unsigned sides;    /* two bits for each pair of opposites: 年初 and 年末 … */
  uint64_t quoted;   /* hash of what it has in “” or 《》; 0: nothing */
  uint64_t ordinals; /* hash of 第五届 …; 0: nothing */
  uint64_t months;   /* hash of 6月, 二季度 …; 0: nothing */
  bool is_plan;      /* announced as a target: 年度目标：… */
  int year;          /* 0: none */
  long before;       /* index of the figure before it in the sentence; -1: none */
} Matter;

typedef struct Matters {
  Matter *items;
  size_t count, capacity;
} Matters;

/* The figures of running text that have a unit and words, up to a number that
 * no honest report reaches. Free items. */
Matters matters_find(const Check *check);

size_t grams_common(const Grams *a, const Grams *b);
bool grams_hold(const Grams *grams, uint64_t gram);
/* Words that say that two figures are not of one matter. */
bool matters_differ(const Matter *a, const Matter *b, int report_year);

#endif
