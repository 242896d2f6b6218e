/* What the page's parts share. Only for the review room. */
#ifndef ZIPING_REVIEW_HTML_PART_H
#define ZIPING_REVIEW_HTML_PART_H

#include "compose/pages.h"
#include "review/printer.h"

/* How a stretch of text is marked. */
typedef enum MarkKind { MARK_OLD, MARK_NEW, MARK_MOVED } MarkKind;

typedef struct TextMark {
  MarkKind kind;
  size_t start, end; /* bytes of the para's text */
} TextMark;

/* What is to be shown of a para. */
typedef struct Shown {
  TextMark *marks;
  size_t mark_count;
  size_t *changes; /* the numbers of those it belongs to, rising */
  size_t change_count, change_capacity;
} Shown;

/* One version on the page. */
typedef struct Pane {
  char letter; /* a: old, b: new; ids begin with it */
  const char *name;
  const Side *side;
  Shown *shown;      /* by para */
  bool *is_anchored; /* by change from 1: an element has its id */
} Pane;

/* Fills what is shown of each para of both versions; shown is zeroed, and its
 * lists of changes are the caller's to free. */
void html_find_shown(const Review *review, Shown *old, Shown *new, Arena *arena);

/* Hundredths of a point. */
long long html_units(Emu value);
/* What figures are filled with, for <defs>; and the shapes of one. */
void html_fills(Buf *out);
void html_shapes(const Doc *doc, const Drawn *drawn, Buf *out);
/* The pictures of these pages, for <defs>, and how one is called there. */
void html_pictures(const Pages *const pages[], size_t count, Buf *out);
void html_picture_id(const Picture *picture, Buf *out);
/* The outlines of all glyphs that these pages print, each once. */
void html_outlines(const Pages *const pages[], size_t count, Buf *out);
/* All pages of the pane, one figure each. */
void html_pages(Pane *pane, const Printer *printer);
/* A version without pages: its paragraphs. */
void html_text(Pane *pane, const Printer *printer);

extern const char html_style[], html_script[];

#endif
