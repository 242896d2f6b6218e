/* The page in hand: what was placed on it so far, and closing it.
 *
 * The Paginator's lists hold all pages' lines, rules and rows while they grow
 * (heap); paginator_finish moves them to the arena of the Pages. */
#ifndef ZIPING_COMPOSE_PAGINATOR_H
#define ZIPING_COMPOSE_PAGINATOR_H

#include "compose/blocks.h"

/* How many lines, rules and rows stood in the lists when a page was closed. */
typedef struct PageEnd {
  int section;
  bool is_blank;
  size_t lines, rules, rows;
} PageEnd;

typedef struct Paginator {
  Pages *pages;
  int section;            /* of the page in hand */
  const PageSetup *setup; /* the section's */
  Emu used;               /* height taken on it */
  LineList lines;
  Rule *rules;
  size_t rule_count, rule_capacity;
  PlacedRow *rows;
  size_t row_count, row_capacity;
  PageEnd *ends;
  size_t page_count, page_capacity;
} Paginator;

/* From the first line's top to the last line's foot. */
Emu page_text_height(const PageSetup *setup);
/* What is placed next belongs to this section; a page of another is closed. */
void paginator_turn_to(Paginator *paginator, int section);
bool page_is_fresh(const Paginator *paginator);
void page_close(Paginator *paginator);
/* Closes a fresh page as one that is left free. */
void page_leave_blank(Paginator *paginator);
/* Left free, or 版记 behind such a page: without a number (GB/T 9704-2012, 7.5). */
bool page_is_bare(const Pages *pages, size_t page);
/* Puts a copy of the line on the page, top from the type area's head. */
void page_add_line(Paginator *paginator, const Line *line, Emu top);
/* From the paper's edges, as all of them. */
void page_add_rule(Paginator *paginator, Rule rule);
void page_add_row(Paginator *paginator, PlacedRow row);
/* Closes the last page and fills pages->pages. */
void paginator_finish(Paginator *paginator);

#endif
