/* Where a paragraph stands, in words: 第3章（一）第2段. Only for the review room. */
#ifndef ZIPING_REVIEW_PLACE_H
#define ZIPING_REVIEW_PLACE_H

#include "review/side.h"

typedef struct Places {
  Arena *arena;
  int chapter;         /* how many there were */
  const char *section; /* （一）, or how many-th; NULL: none yet in this chapter */
  int sections, paragraphs, entries, tables, rows, figures;
  const char *caption; /* of the next table, NULL when it has none */
  const char *table;   /* 表2“…” */
} Places;

/* The place of the next paragraph, in the arena. */
const char *places_next(Places *places, const Para *para);
/* A table begins. */
void places_table(Places *places);

#endif
