/* The functions that expressions may call, under their Chinese names
 * (docs/expressions.md shows each). They compute with Decimals; an argument
 * that names nothing, or is no number where one is needed, stops the
 * expression and leaves the reason in words. */
#ifndef ZIPING_DOC_FUNCTIONS_H
#define ZIPING_DOC_FUNCTIONS_H

#include <libxml/hash.h>
#include <libxml/xpath.h>

#include "base/arena.h"

/* What the functions need of one evaluation. The holder sets arena, root
 * and rules and ends it with functions_end. */
typedef struct Functions {
  Arena *arena;
  const xmlNode *root;  /* the evaluation's */
  const xmlNode *rules; /* the layout's 评分, NULL: none */
  xmlNode *item;        /* what the expression as a whole is evaluated at */
  xmlHashTablePtr data; /* 数据 by its 名; made when first asked for */
  const char *reason;   /* why the last call failed, NULL when none did */
  const xmlNode *place; /* where it would be put right, NULL: in the expression */
  const char *unknown;  /* the last function name that was looked up in vain */
} Functions;

/* Makes the functions known to context. */
void functions_register(Functions *functions, xmlXPathContextPtr context);
void functions_end(Functions *functions);

#endif
