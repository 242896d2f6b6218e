/* The evaluation: facts and text as an office wrote them (root 绩效自评).
 * Owned by whoever loaded it; evaluation_free ends it. */
#ifndef ZIPING_INPUT_EVALUATION_H
#define ZIPING_INPUT_EVALUATION_H

#include "layout/layout.h"

typedef struct Evaluation {
  XmlFile *file;
  xmlNode *root;
  int year;
  const char *layout; /* the layout it names, NULL when it names none */
} Evaluation;

/* Of a file, which it takes over; sheet_load reads one. schema_home: the folder of
 * 绩效自评.rng. Checks the vocabulary and the figures (amounts, scores, dates are
 * what they claim). NULL with messages, or for NULL. */
Evaluation *evaluation_take(XmlFile *file, const char *schema_home, Messages *messages);
void evaluation_free(Evaluation *evaluation);
/* What this layout requires and the evaluation lacks; false when something is
 * missing. */
bool evaluation_check(const Evaluation *evaluation, const Layout *layout, Messages *messages);

#endif
