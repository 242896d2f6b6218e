/* The styles of a .docx: what a paragraph or run has from its style and the
 * styles that one is based on. Only for word.c and what it is made of. */
#ifndef ZIPING_INPUT_WORD_STYLE_H
#define ZIPING_INPUT_WORD_STYLE_H

#include "input/lines.h"
#include "xml/xml.h"

/* What is not said is inherited. */
typedef enum Said { SAID_NOTHING, SAID_NO, SAID_YES } Said;

/* Looks of a run, of which only these are kept. */
typedef struct WordLook {
  Said bold, hidden;
  const char *raised; /* 上标, 下标; "" for neither, NULL: nothing said */
} WordLook;

typedef struct WordStyle {
  const char *id;
  const char *name;
  const char *base;   /* NULL: none */
  int outline;        /* from 0; -1: none, or not said */
  const char *number; /* numId; NULL: not said */
  int level;          /* of number, -1: not said */
  WordLook look;
  bool is_default, is_whole; /* is_whole: the base's part is in it */
} WordStyle;

typedef struct WordStyles {
  WordStyle *items; /* by id */
  size_t count;
  const WordStyle *normal; /* the paragraphs' default; NULL: none */
} WordStyles;

/* root: of styles.xml, NULL when there is none. All in the arena. */
WordStyles word_styles_read(const xmlNode *root, Arena *arena);
/* NULL when there is no such style. */
const WordStyle *word_style(const WordStyles *styles, const char *id);
/* What the paragraph is by the name or outline of its style. */
LineStyle word_style_kind(const WordStyle *style, int outline);
/* rPr's own part; NULL says nothing. */
WordLook word_look(const xmlNode *properties);
/* A toggle or other property that is on unless it says 0 or the like. */
Said word_said(const xmlNode *properties, const char *name);

#endif
