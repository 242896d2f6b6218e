/* Breaking a paragraph into lines and setting each to its measure.
 *
 * Works on an array of Chars whose natural advances are known; knows nothing of
 * fonts, pages or documents. The caller owns the array. One rule serves all
 * three modes; what differs stands in a BreakRule. */
#ifndef ZIPING_COMPOSE_LINES_H
#define ZIPING_COMPOSE_LINES_H

#include <stddef.h>

#include "compose/classes.h"
#include "compose/pages.h"

/* One character of a paragraph. The caller fills the first part; chars_prepare
 * the second; line_set the third. */
typedef struct Char {
  uint32_t ch;
  CharClass class;
  Emu em;      /* its font size */
  Emu advance; /* natural width; full-width characters one em */
  bool tied;   /* never break before it (superscripts) */

  bool may_break; /* a line may break before it */
  Emu gap;        /* Han–Latin gap in front of it, none at a line's start */
  Emu pair;       /* what it and the mark before it give up at once */
  Emu give;       /* the blank half of a mark */

  Emu spare; /* what of give is left after pairs and squeezing */
  Emu shift; /* from the room's left edge to the character's own left edge */
  Emu room;  /* width as set, gap to the next included */
} Char;

/* How lines are broken. Lengths in 1/1000 em. */
typedef struct BreakRule {
  int take_in;        /* a character that sticks out by no more is taken in if marks can give it */
  bool squeeze_bound; /* what is bound to a taken character comes along if marks can give it all */
  int gap_give;       /* what a Han–Latin gap can give then, besides the marks */
  bool pairs;         /* adjacent marks take 1.5 em instead of 2 */
  bool hang;          /* a closing mark may hang beyond the measure */
  bool in_order;      /* squeeze and stretch in CLREQ's order; else all marks alike */
  bool trim_start;    /* an opening mark at a line's start loses its blank half */
  bool no_lone_char;  /* tighten a paragraph whose last line holds one character */
  KinsokuLevel kinsoku;
} BreakRule;

/* The rule of a layout's mode with its own settings. */
BreakRule break_rule(const PageSetup *page);

/* The same for a paragraph that must become shorter: it takes in whatever the
 * marks of a line can give. */
BreakRule break_rule_tight(const PageSetup *page);

/* Fills what depends on neighbours: break places, gaps, pairs, what can give. */
void chars_prepare(const BreakRule *rule, Char *chars, size_t count);

typedef struct BrokenLine {
  size_t start, end; /* chars; end includes the spaces that the line end swallows */
  LineEnd ending;
} BrokenLine;

/* The line that begins at start and may be measure wide. Never empty. */
BrokenLine line_break(const BreakRule *rule, const Char *chars, size_t count, size_t start,
                      Emu measure);

/* All lines of a paragraph: the first one's measure, then the others'. Appends
 * to *lines (heap, grown with mem_grow; the caller frees). */
void paragraph_break(const BreakRule *rule, const Char *chars, size_t count, Emu first, Emu measure,
                     BrokenLine **lines, size_t *line_count, size_t *capacity);

/* What setting a line took; all in EMU. */
typedef struct SetLine {
  Emu natural, width, squeezed, paired, stretched;
} SetLine;

/* Gives every char of the line its shift and room. justify: stretch the line to
 * its measure; too wide a line is squeezed in any case. */
SetLine line_set(const BreakRule *rule, Char *chars, BrokenLine line, Emu measure, bool justify);

#endif
