/* The automatic numbers of a .docx (numbering.xml), counted paragraph by
 * paragraph as Word counts them. Only for word.c. */
#ifndef ZIPING_INPUT_WORD_NUMBER_H
#define ZIPING_INPUT_WORD_NUMBER_H

#include "base/buf.h"
#include "input/word_style.h"

enum { WORD_LEVELS = 9 };

/* One level of a list. */
typedef struct WordLevel {
  const char *format; /* decimal, chineseCounting …; NULL: there is no such level */
  const char *text;   /* "%1、" */
  const char *style;  /* the paragraph style that it belongs to; NULL: none */
  const char *font;   /* of a bullet; NULL: not said */
  int start;
  int restart;   /* after which level it starts anew, from 1; 0: never; -1: any higher */
  bool is_legal; /* all numbers of the text are decimal */
} WordLevel;

/* Counters are shared by all lists (w:num) of one abstract list. */
typedef struct WordAbstract {
  const char *id;
  const char *link; /* the style that has the real definition; NULL: it is here */
  WordLevel levels[WORD_LEVELS];
  int counts[WORD_LEVELS];
  bool counting[WORD_LEVELS];
} WordAbstract;

typedef struct WordList {
  const char *id;
  WordAbstract *abstract;   /* NULL: it has none */
  const WordLevel *levels;  /* the abstract's, or its own with some of them changed */
  bool starts[WORD_LEVELS]; /* it counts anew from its first paragraph on */
} WordList;

typedef struct WordNumbers {
  WordAbstract *abstracts; /* by id */
  size_t abstract_count;
  WordList *lists; /* by id */
  size_t list_count;
  const WordStyles *styles;
  Arena *arena;
} WordNumbers;

/* root: of numbering.xml, NULL when there is none. All in the arena. */
WordNumbers word_numbers_read(const xmlNode *root, const WordStyles *styles, Arena *arena);
/* Counts a paragraph and gives its number as printed, "" for none. own: its
 * numPr, NULL when it has none. */
const char *word_number(WordNumbers *numbers, const xmlNode *own, const WordStyle *style);

/* A number in one of Word's formats (ST_NumberFormat). */
void word_number_put(Buf *out, const char *format, int number);

#endif
