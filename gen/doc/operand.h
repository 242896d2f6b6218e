/* What an expression is about: the facts and computed values that it compares, for the
 * words of a finding. */
#ifndef ZIPING_DOC_OPERAND_H
#define ZIPING_DOC_OPERAND_H

#include "doc/expr.h"

typedef struct Operand {
  const char *text;  /* as written in the expression */
  const char *value; /* its name, else its text; NULL: neither */
  int count; /* of the nodes that it names, the value is the first's; 0: none, or computed */
  const xmlNode *at; /* the first, or what would hold it; the root for what names no fact */
} Operand;

/* Those of an expression that has been evaluated at the root, in the order in which they
 * are written, up to `most` of them; in the arena. Returns how many. */
size_t operands_of(Expr *expr, const char *text, Operand *out, size_t most, Arena *arena);

#endif
