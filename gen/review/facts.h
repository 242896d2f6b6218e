/* What two evaluations say differently outside their running text: amounts,
 * names, indicators that are there or not. Only for the review room.
 *
 * Elements are told by their 名称, 名 or 题; those without are told by their
 * own name, if it stands there once. Running text, and everything in 正文, is
 * compared as the report prints it. */
#ifndef ZIPING_REVIEW_FACTS_H
#define ZIPING_REVIEW_FACTS_H

#include "input/evaluation.h"

typedef enum FactKind { FACT_VALUE, FACT_REMOVED, FACT_ADDED } FactKind;

typedef struct Fact {
  FactKind kind;
  const char *place;     /* 指标“预算执行率”/实际 */
  const char *old, *new; /* FACT_VALUE; "" for what isn't there */
  const char *unit;      /* 万元; "" when none is known */
  bool is_figure;
  bool is_notation; /* of the same figure: it is written in another way */
  Pos old_pos, new_pos;
  xmlNode *node;         /* of the old tree: the element, or the parent of FACT_ADDED */
  const char *attribute; /* FACT_VALUE: NULL for the element's own text */
  const xmlNode *more;   /* FACT_ADDED: of the new tree */
  xmlNode *after;        /* FACT_ADDED: what it stands behind; NULL: nothing */
  size_t follows;        /* FACT_ADDED: or the addition that it stands behind, from 1; 0: none */
  xmlNode *placed;       /* FACT_ADDED: what became of it */
} Fact;

typedef struct Facts {
  Fact *items; /* in the order of the old evaluation */
  size_t count, capacity;
} Facts;

/* Texts lie in the arena; free items. */
Facts facts_compare(const Evaluation *old, const Evaluation *new, Arena *arena);
/* Changes the old evaluation to what the new one says in items[index]; in their
 * order, each once. */
void facts_apply(Facts *facts, size_t index, Evaluation *old);

#endif
