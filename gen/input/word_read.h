/* One reading of a .docx. Only for word.c, word_run.c and word_table.c. */
#ifndef ZIPING_INPUT_WORD_READ_H
#define ZIPING_INPUT_WORD_READ_H

#include "input/word_number.h"
#include "package/links.h"

enum { FIELD_DEPTH = 16 };

/* Text while it is gathered. */
typedef struct Draft {
  Buf text;
  Mark *marks;
  size_t mark_count, mark_capacity;
} Draft;

/* What is read once its paragraph is through: a box, or a note. */
typedef struct Later {
  const xmlNode *content;
  int note; /* its number; of a box, 0 */
} Later;

/* A footnote or endnote. */
typedef struct WordNote {
  const char *id; /* f12, e3 */
  const xmlNode *node;
  bool is_read; /* it is referred to once */
} WordNote;

typedef struct WordReading {
  const char *path;
  Arena *arena;
  Messages *messages;
  Archive *archive;
  Links links; /* of the document */
  WordStyles styles;
  WordNumbers numbers;
  WordNote *note_list; /* by id */
  size_t note_count;
  Lines *lines;
  Draft *cell;    /* what paragraphs go into while a cell is read; NULL: lines */
  Draft draft;    /* the paragraph */
  int paragraph;  /* how many have begun */
  int note;       /* the number of the note that is being read */
  bool is_hidden; /* the run */
  int field_depth;
  bool instructs[FIELD_DEPTH]; /* by open field: its instruction is being read */
  Later *later;                /* boxes and notes of the paragraph */
  size_t later_count, later_capacity;
  int inserted, deleted, notes, boxes, pictures, comments, hidden;
} WordReading;

Pos word_pos(const WordReading *word);
/* The paragraph's text goes to the lines, or to the cell. */
void word_deliver(WordReading *word, LineStyle style);
/* Paragraphs, tables and what may stand around them (word.c). */
void word_blocks(WordReading *word, const xmlNode *parent);
/* Of alternatives the one to be read. */
const xmlNode *word_alternative(const xmlNode *node);
/* The runs of a paragraph into word->draft (word_run.c). style: the paragraph's. */
void word_runs(WordReading *word, const xmlNode *parent, const WordStyle *style);
/* A table (word_table.c); within a cell its paragraphs become that cell's. */
void word_table(WordReading *word, const xmlNode *table);

/* mark: the element for the text, NULL for none. */
void draft_add(Draft *draft, const char *text, const char *mark);
/* Appends another's text and marks. */
void draft_join(Draft *draft, const Draft *more);
/* What it holds, copied to the arena. */
Marked draft_content(const Draft *draft, Arena *arena);
void draft_clear(Draft *draft);
void draft_free(Draft *draft);

#endif
