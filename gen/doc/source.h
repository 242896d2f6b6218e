/* What every step of one doc_build shares, and the control elements (若 择 每)
 * that stand around blocks as well as inside text. */
#ifndef ZIPING_DOC_SOURCE_H
#define ZIPING_DOC_SOURCE_H

#include "doc/expr.h"
#include "picture/picture.h"

/* Bytes that the composed text may take, parts counted as PART_COST each: loops
 * in loops, and values that refer to values, would else grow without end. */
#define TEXT_LIMIT ((size_t)16 << 20)
#define PART_COST 64

typedef struct Source {
  const Layout *layout;
  const Evaluation *evaluation;
  Expr *expr;
  Messages *messages;
  Arena *arena;              /* the Doc's */
  size_t room;               /* what is left of TEXT_LIMIT */
  Pictures pictures;         /* those loaded so far */
  bool has_contents;         /* the 目录 has its place */
  bool overfull;             /* nothing is left, and that has been reported */
  const PageSetup *sideways; /* the layout's page turned; made by the first that wants it */
  struct Annexes *annexes;   /* annex.h */
} Source;

/* False, with a message at node, when size bytes more are too many. */
bool source_take(Source *source, size_t size, const xmlNode *node);
/* Nothing more will come of it; loops end. */
bool source_spent(const Source *source);

/* The layout's page lying on its side, turned clockwise: what was its binding
 * edge (left) is its head now (GB/T 9704-2012, 8). NULL when it lies so already. */
const PageSetup *source_sideways(Source *source);

/* 若 of node itself, when it has one; false when it fails. */
bool source_wants(Source *source, const xmlNode *node, Item item);

/* Does something with the children of holder. */
typedef void (*Visit)(void *user, const xmlNode *holder, Item item);
/* False when element is no control element. Else visits what it lets through,
 * once for each item of a 每. */
bool source_control(Source *source, const xmlNode *element, Item item, Visit visit, void *user);
bool source_is_control(const xmlNode *element);

#endif
