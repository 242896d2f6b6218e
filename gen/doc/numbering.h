/* The numbers in front of 章 节 条 款: 一、（一）1. （1）. */
#ifndef ZIPING_DOC_NUMBERING_H
#define ZIPING_DOC_NUMBERING_H

#include "base/arena.h"
#include "layout/style.h"

/* How many of each level stand below one parent so far. */
typedef struct Counter {
  int count[LEVEL_COUNT];
} Counter;

/* The label of the next one, in the arena. A literal label stands instead of
 * the number and is counted, unless it is empty: then nothing is printed and
 * nothing counted. Points (款) begin anew below each item (条). */
const char *counter_next(Counter *counter, const Numbering numbering[LEVEL_COUNT], int level,
                         const char *literal, Arena *arena);

#endif
