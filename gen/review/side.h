/* One of the two versions that are compared, in one form whatever it was:
 * paragraphs with their places, and, where it was set into pages, its lines.
 *
 * Who makes a Side ends it with side_free; it borrows Doc and Pages, which must
 * outlive it. */
#ifndef ZIPING_REVIEW_SIDE_H
#define ZIPING_REVIEW_SIDE_H

#include "doc/doc.h"
#include "review/words.h"

/* compose/pages.h. Its Line and the Line of input/lines.h never meet. */
typedef struct Pages Pages;

typedef enum ParaKind {
  PARA_TEXT,
  PARA_HEADING,
  PARA_ENTRY, /* of a 目录, without the number of its page */
  PARA_BLANK,
  PARA_ROW,
  PARA_FIGURE
} ParaKind;

/* A paragraph, or a row of a table. */
typedef struct Para {
  ParaKind kind;
  int level;         /* of a heading: 1 章, 2 节; else 0 */
  Piece text;        /* without number and forced breaks; a row's cells with tabs between; what a
                        figure shows, in words */
  const char *label; /* the number in front; "" when there is none */
  const char *stamp; /* of a figure that is a picture: what tells it from others; NULL */
  const char *place; /* 第3章（一）第2段 */
  Pos pos;           /* where it was written */
  Emu pitch;         /* of its lines; 0 when that is not known */
} Para;

/* What takes room on a page: a line, or a table's row. */
typedef struct Strip {
  size_t para;
  int page, line; /* as printed; the line counts from 1 on each page, rows included */
  Emu height;
  size_t end;      /* bytes of the para's text that are over when it ends */
  const char *why; /* 满行 …; NULL for a row */
} Strip;

typedef struct Side {
  const char *path;
  const char *note;   /* on what the comparison rests, when that must be said; NULL */
  const char *unlike; /* what else of the file isn't what its sources make: 第2页的内容; NULL:
                         nothing, or it has none */
  Arena *arena;
  Para *paras;
  size_t count;
  Strip *strips; /* in reading order; none when it was not set into pages */
  size_t strip_count;
  int page_count;
  bool is_from_inside; /* of the sources that the file at path carries */
  bool is_printed;     /* read from .lines or PDF: no empty cells, every line is 1 high */
  const size_t *first; /* by block of doc: its first para */
  const Doc *doc;      /* NULL for a file that is no evaluation */
  const Pages *pages;  /* NULL when it was not set */
} Side;

/* pages may be NULL. */
Side *side_of_doc(const char *path, const Doc *doc, const Pages *pages);
void side_free(Side *side);
/* Where one of the two is_printed, takes from the other what that can't
 * hold, so that they can be compared. */
void sides_agree(Side *a, Side *b);
/* Bytes of 图1　 or 表2　 at the head of a caption; 0 for any other text. */
size_t side_caption_label(const char *text);
/* Bytes of the block's text that count as the number in front: what a reader of
 * a file takes for one too. */
size_t side_label(const Block *block);
/* A copy of text without forced line breaks, in which tabs are spaces: they only move
 * what follows. */
Piece side_text(const char *text, size_t len, Arena *arena);
/* The same with its tabs, which stand between the cells of a row. */
Piece side_without_breaks(const char *text, size_t len, Arena *arena);

#endif
