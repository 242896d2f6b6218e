/* The text's logical structure (ISO 32000-1, 14.7 and 14.8): which element a
 * piece of a page's content belongs to.
 *
 * It grows while the content is written, page by page, in reading order; then
 * structure.h writes it. PdfTags owns everything here and borrows the Doc. */
#ifndef ZIPING_PDF_TAGS_H
#define ZIPING_PDF_TAGS_H

#include "compose/pages.h"

/* Who owns content: an element, by its index, or one of these. */
enum {
  PDF_NOBODY = -1,
  PDF_RULES = -2,     /* the lines of tables; the dots of a 目录 */
  PDF_FURNITURE = -3, /* 续表, and what a page repeats of a table */
  PDF_FOOTER = -4     /* page numbers */
};

/* ISO 32000-1, 14.8.4, but for TAG_TITLE: the tree maps it. */
typedef enum PdfType {
  TAG_DOCUMENT,
  TAG_SECT,
  TAG_TITLE,
  TAG_H1, /* and so on to H6 */
  TAG_H6 = TAG_H1 + 5,
  TAG_P,
  TAG_L,
  TAG_LI,
  TAG_LBL,
  TAG_LBODY,
  TAG_TABLE,
  TAG_THEAD,
  TAG_TBODY,
  TAG_TR,
  TAG_TH,
  TAG_TD,
  TAG_FIGURE,
  TAG_TOC,
  TAG_TOCI,
  TAG_REFERENCE,
  TAG_LINK
} PdfType;

typedef struct PdfElement {
  PdfType type;
  int level;                     /* Sect, L, TOC: of the heading or the items; else 0 */
  int parent;                    /* -1: it is the Document */
  int first_kid, last_kid, next; /* elements, -1 where there is none */
  int first_mark, last_mark;
  int first_link, link_count; /* Link: in PdfTags.links */
  const Block *block;         /* whose element it is; NULL for Document and Sect */
  const Cell *cell;           /* TH, TD; else NULL */
  const Drawn *drawn;         /* Figure; else NULL */
  Emu page_height;            /* of the page that it is drawn on */
} PdfElement;

/* A stretch of one page's content, by its MCID. */
typedef struct PdfMark {
  int page, id;
  int element;
  int next; /* of the same element, -1 */
} PdfMark;

/* A line that leads somewhere (Line.target). */
typedef struct PdfLink {
  int page;
  int element; /* Link */
  const Line *line;
} PdfLink;

typedef struct PdfTags {
  const Doc *doc;
  PdfElement *elements; /* parents before kids; the first is the Document */
  int count;
  PdfMark *marks; /* by page, then MCID */
  int mark_count;
  PdfLink *links; /* by page */
  int link_count;
  int page, page_mark; /* the page in hand and its first mark */
  struct TagsState *state;
} PdfTags;

const char *pdf_type_name(PdfType type);

PdfTags *pdf_tags_new(const Doc *doc);
void pdf_tags_free(PdfTags *tags);
/* Pages must be turned to in their order, from 0. */
void pdf_tags_turn_to_page(PdfTags *tags, int page);

/* The owners of a line of the text: what stands before label_len in Line.text,
 * and what follows. */
typedef struct PdfOwners {
  int label, body;
  size_t label_len;
} PdfOwners;

/* Lines must be asked for once and in the order of their page. */
PdfOwners pdf_tags_line(PdfTags *tags, const Line *line);
/* What a Figure shows, and on how high a page. */
void pdf_tags_draw(PdfTags *tags, int element, const Drawn *drawn, Emu page_height);
/* Begins another stretch of the element's content on this page; its MCID. */
int pdf_tags_mark(PdfTags *tags, int element);

#endif
