/* Expressions made ready to be evaluated. Those of layouts are kept while the process
 * lives, for a batch asks the same of every evaluation. Only for expr.c. */
#ifndef ZIPING_DOC_COMPILED_H
#define ZIPING_DOC_COMPILED_H

#include <libxml/xpath.h>

#include "doc/path.h"

typedef struct Compiled {
  Path *path;               /* of an expression that is names alone */
  xmlXPathCompExprPtr code; /* of any other */
  const char *fault;        /* why it is neither, and at which byte */
  size_t fault_at;
} Compiled;

/* Expressions by their texts; ended by its holder. */
typedef struct CompiledTable {
  struct _xmlHashTable *entries; /* NULL: none yet */
} CompiledTable;

/* is_of_layout: to be kept beyond the table, as long as there is room. */
const Compiled *compiled_find(CompiledTable *table, const char *text, bool is_of_layout);
void compiled_end(CompiledTable *table);

#endif
