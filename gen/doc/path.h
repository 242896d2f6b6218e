/* Expressions that are names alone: @名称, 预算/支出, ../@分值, a dot. Most are;
 * stepping through the tree takes a small part of what libxml2's machine does
 * for them. Only for the doc room. */
#ifndef ZIPING_DOC_PATH_H
#define ZIPING_DOC_PATH_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct Path Path;

/* NULL for anything else. */
Path *path_parse(const char *text);
void path_free(Path *path);

/* What the path names, in document order. Free nodes. */
typedef struct PathNodes {
  xmlNode **nodes;
  size_t count, capacity;
} PathNodes;

/* first_only: no more than the first. Adds to *steps the nodes looked at. */
PathNodes path_walk(const Path *path, xmlNode *from, bool first_only, unsigned long *steps);

#endif
