/* The tree of a report while it is composed: parts in order, chapters with
 * what is in them. Empty chapters fall away, then numbers are given, then the
 * tree becomes the Doc's blocks. */
#ifndef ZIPING_DOC_OUTLINE_H
#define ZIPING_DOC_OUTLINE_H

#include "doc/inline.h"

/* PART_CHAPTER to PART_POINT are the four numbered levels, as in
 * Layout.numbering. */
typedef enum PartKind {
  PART_CHAPTER, /* 章 */
  PART_SECTION, /* 节 */
  PART_ITEM,    /* 条 */
  PART_POINT,   /* 款 */
  PART_PARAGRAPH,
  PART_MARK,
  PART_TITLE,
  PART_BLANK,
  PART_TABLE,
  PART_FIGURE,
  PART_CAPTION, /* of the figure before it */
  PART_OFFICE,
  PART_DATE,
  PART_BANNER,
  PART_ROW,
  PART_RULE,
  PART_ANNEX,    /* an annex's title */
  PART_GROUP,    /* prints nothing itself */
  PART_DIVISION, /* a group on sheets of its own: 封面, 附件 */
  PART_CONTENTS, /* the same for the 目录, whose entries follow what is in it */
  PART_ROOT
} PartKind;

typedef struct Part {
  PartKind kind;
  Rich rich;
  const char *label;       /* literal, in place of the number; NULL: numbered */
  const char *if_empty;    /* 无: what an empty chapter prints; NULL: nothing */
  bool always;             /* kept when empty */
  bool is_sealed, is_kept; /* as in a Block, and so the next */
  BlockZone zone;
  Emu rule_drop, rule;
  const Style *style;
  const Table *table;     /* PART_TABLE */
  const Drawing *drawing; /* PART_FIGURE */
  bool is_note;           /* of the table above it */
  const PageSetup *page;  /* a sheet of its own; NULL: as what it is part of */
  bool numbered;          /* PART_DIVISION, as a Section has it */
  Hang hang;
  int start;
  int lists; /* PART_CONTENTS: the lowest rank that has entries */
  struct Part *first, *last, *next;
} Part;

Part *part_new(Arena *arena, PartKind kind);
void part_add(Part *parent, Part *part);
/* Moves the parts of group in front of parent's others. */
void part_add_front(Part *parent, Part *group);

/* Of a Block; 0 for what is not in the outline. */
int part_rank(const Part *part);

/* Sets doc->blocks and doc->sections from the tree. What belongs to no division
 * is the body; root tells how its pages are numbered. A 目录 that would be empty is
 * left out, with a 提示. */
void outline_finish(const Layout *layout, Part *root, Doc *doc, Messages *messages);

#endif
