/* Where the text that an office wrote (正文) goes in the layout's skeleton.
 *
 * A plan is made for one parent, the whole text or one chapter. Headings that
 * the skeleton knows (by 题 or 别名) are fillings, each with what stands behind
 * it up to the next of them; what stands before the first is leading. A chapter
 * that the skeleton does not know stays behind the one it stands behind; such a
 * section (节) comes after all others. Everything lies in the source's arena. */
#ifndef ZIPING_DOC_MERGE_H
#define ZIPING_DOC_MERGE_H

#include "doc/source.h"

typedef struct Run {
  const xmlNode *node;
  struct Run *next;
} Run;

/* Elements of the evaluation, in its order. */
typedef struct Texts {
  Run *first, *last;
  bool has_direct; /* a 段, 条, 款 or 表格 is among them */
} Texts;

typedef struct Filling {
  const xmlNode *heading; /* NULL: the evaluation does not write this one */
  Texts followers;
  bool taken;
} Filling;

typedef struct Merge {
  struct Name *names; /* by name, sorted */
  size_t name_count;
  Texts leading;
  Texts rest;      /* sections unknown to the skeleton */
  Texts annexes;   /* 附件 */
  bool has_direct; /* a 段, 条, 款 or 表格 stands directly below the parent */
} Merge;

/* skeleton: whose headings of that level (章 or 节) are known; NULL when none
 * are. written: the evaluation's 正文 or 章. A heading written twice is an error. */
Merge *merge_plan(Source *source, const xmlNode *skeleton, const xmlNode *written,
                  const char *level);
/* The filling for a heading of the skeleton; NULL when the evaluation does not
 * write it, or it has been taken. Marks it as taken. */
Filling *merge_take(Merge *merge, const xmlNode *heading);
/* The next filling that nobody took, in no order but the same on every run;
 * NULL when there is none. */
Filling *merge_left_over(Merge *merge);

#endif
