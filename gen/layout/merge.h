/* A layout that builds on another (以): what it says is put into the other's
 * tree, so that whoever reads the tree sees one whole layout. Only for the
 * layout room.
 *
 * Settings are matched by their names and overridden attribute by attribute,
 * blocks of the skeleton by element and 题, a table's columns by the words over
 * them. Every element and attribute keeps the place where it was written. */
#ifndef ZIPING_LAYOUT_MERGE_H
#define ZIPING_LAYOUT_MERGE_H

#include "xml/xml.h"

typedef struct Merge {
  XmlFile *into; /* the layout built upon; becomes the merged one */
  const XmlFile *from;
  const char *path; /* from's, kept in into's arena */
  Messages *messages;
  long budget; /* comparisons that are still allowed */
} Merge;

/* Puts all of `from` into `into`; `from` stays as it was. Faults are messages. */
void merge_layout(XmlFile *into, const XmlFile *from, Messages *messages);

/* The parts of the room. */

/* The skeleton's blocks: those of change into base. */
void merge_blocks(Merge *merge, xmlNode *base, const xmlNode *change);
/* A table's columns and rows. */
void merge_table(Merge *merge, xmlNode *base, const xmlNode *change);

/* A copy of a node of `from` for the other tree, placed nowhere yet, without what
 * says how to merge it. */
xmlNode *merge_copy(Merge *merge, const xmlNode *node);
/* Sets the attributes of change on base, which keeps its others; not the one
 * named key, nor those that say how to merge. */
void merge_attributes(Merge *merge, xmlNode *base, const xmlNode *change, const char *key);
void merge_remove(xmlNode *node);
/* Puts a node behind all others of its name in parent, or else at the end. */
void merge_append(Merge *merge, xmlNode *parent, xmlNode *node);
/* Whether the attribute says 是. */
bool merge_says(const xmlNode *change, const char *attribute);
/* Same text; both there. Counts against the budget. */
bool merge_same(Merge *merge, const char *left, const char *right);
/* Whether the node is a table that an annex newly written takes over from the base
 * (<表 名="…" 改="是"/> in it); merge_copy leaves it to who places the copy. */
bool merge_takes(const xmlNode *node);
/* Whether this node of the other tree already is what `from` says. */
bool merge_is_own(const Merge *merge, const xmlNode *node);
Pos merge_pos(const Merge *merge, const xmlNode *change);

#endif
