/* The figures of a passage: 超500场次, 2,457.31万元, 320000余人次, 92.32%.
 *
 * Dates, years, ordinals (第5次), document numbers, ranges (3—5个) and what is
 * part of a name (1+7+N, A4) are no figures. */
#ifndef ZIPING_CHECK_FIGURES_H
#define ZIPING_CHECK_FIGURES_H

#include "check/passage.h"
#include "doc/number.h"

typedef enum Approx {
  APPROX_NONE,
  APPROX_OVER,  /* 超 逾 余 多 以上: the figure or more */
  APPROX_UNDER, /* 近 不足: less than the figure */
  APPROX_ABOUT  /* 约 左右 */
} Approx;

typedef enum UnitKind {
  UNIT_NONE, /* no unit that is known */
  UNIT_COUNT,
  UNIT_MONEY,
  UNIT_RATE /* % */
} UnitKind;

typedef struct Figure {
  size_t start, end;         /* with approximators and unit */
  size_t digits, digits_end; /* as written, without 万 and 亿 */
  size_t head, tail;         /* the words about it: [head, start) and [end, tail) */
  Decimal written;           /* 50 of 50万人次 */
  Decimal value;             /* 500000 */
  int power;                 /* 4 for 万, 8 for 亿 */
  UnitKind kind;
  const char *unit;   /* in UTF-8, as written (场次), without 万; NULL: UNIT_NONE */
  const char *family; /* the unit that it may be compared with (场); NULL: UNIT_NONE */
  Approx approx;
  bool grouped; /* 2,457.31 */
  int sentence; /* counted from 0 within the passage */
  int depth;    /* brackets （） around it */
} Figure;

typedef struct Figures {
  Figure *items; /* in order */
  size_t count;
} Figures;

/* In the arena. */
Figures figures_find(const Passage *passage, Arena *arena);

/* What is counted in the same unit. */
bool figures_comparable(const Figure *a, const Figure *b);
/* Whether both can be true of one matter: approximators give room, a rounded
 * figure agrees with the exact one. */
bool figures_agree(const Figure *a, const Figure *b);
/* As written: 超500场次. */
const char *figure_text(const Passage *passage, const Figure *figure, Arena *arena);

#endif
