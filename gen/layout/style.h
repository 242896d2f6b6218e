/* What a layout says about looks, as plain figures: page, styles, numbering.
 * Types only; whoever holds the Layout (or the Doc made from it) owns them. */
#ifndef ZIPING_LAYOUT_STYLE_H
#define ZIPING_LAYOUT_STYLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/units.h"

typedef enum Align { ALIGN_JUSTIFY, ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT } Align;

/* Which tables and rule break lines: what Word, WPS, or the standard would do. */
typedef enum BreakMode { BREAK_WORD, BREAK_WPS, BREAK_CLREQ } BreakMode;
/* Which characters may not start or end a line. */
typedef enum KinsokuLevel { KINSOKU_WORD, KINSOKU_STRICT } KinsokuLevel;

typedef struct Style {
  const char *name;       /* 正文, 标题 1 …; the layout's own name */
  const char *docx_id;    /* style id in the DOCX, ASCII */
  const char *role;       /* font role for Han text */
  const char *latin_role; /* font role for Latin letters and digits */
  Emu size;               /* one em */
  Emu pitch;              /* exact line pitch, baseline to baseline */
  Emu tracking;           /* added to every character's advance; a whole number of
                             1/20 pt, negative to condense */
  Emu space_before;
  Emu space_after;
  int indent_first; /* 1/100 em */
  int indent_left;  /* 1/100 em */
  int indent_right; /* 1/100 em */
  Align align;
  uint32_t colour; /* 0xRRGGBB */
  bool bold;
  bool keep_with_next;
  bool page_break_before;
  bool balanced;     /* title: break into balanced lines, no word cut */
  bool grid;         /* keeps the page's line grid whatever its pitch */
  int outline_level; /* 1–9, 0: none */
} Style;

typedef enum FolioPlace { FOLIO_NONE, FOLIO_CENTRE, FOLIO_OUTER } FolioPlace;

/* In Folio.text: the page's number, and the last one of its numbering. */
#define FOLIO_PAGE "{页}"
#define FOLIO_TOTAL "{共}"

/* Page number (页码), e.g. — 7 —. */
typedef struct Folio {
  FolioPlace place; /* OUTER: odd pages right, even pages left, one em in */
  const char *text; /* as it is printed, with FOLIO_PAGE and FOLIO_TOTAL; see folio.h */
  const Style *style;
  Emu distance; /* from the type area's foot to the number's line box top */
  int first;    /* number of the first page */
} Folio;

typedef struct PageSetup {
  Emu width, height;
  Emu top, bottom, left, right; /* margins */
  Emu pitch;                    /* line pitch of the grid */
  int lines;                    /* lines a page */
  int chars;                    /* body characters a line */
  bool filled;                  /* tracking makes them fill the measure exactly */
  BreakMode mode;
  KinsokuLevel kinsoku;
  bool hanging;       /* closing marks may hang (a WPS setting) */
  bool squeeze;       /* marks may be squeezed to take a character in */
  bool squeeze_pairs; /* adjacent marks take 1.5 em instead of 2 */
  bool widow_control;
  bool two_sided; /* printed on both sides: 版记 stands on the last, even page */
  Folio folio;
} PageSetup;

/* Literal numbering of one level: 一、（一）1. （1）. */
typedef enum NumberForm { NUMBER_ARABIC, NUMBER_HAN, NUMBER_CIRCLED } NumberForm;
typedef struct Numbering {
  const char *before;
  NumberForm form;
  const char *after;
} Numbering;

#define LEVEL_COUNT 4 /* 章 节 条 款 */

#endif
