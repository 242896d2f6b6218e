/* The report's text as the rules read it: one passage a block and one a cell of
 * a table, in characters instead of bytes. Everything lies in the arena of the Check. */
#ifndef ZIPING_CHECK_PASSAGE_H
#define ZIPING_CHECK_PASSAGE_H

#include "doc/doc.h"

typedef struct Passage {
  const Block *block;    /* a cell's is made for it: BLOCK_TABLE with the cell's text */
  const uint32_t *chars; /* without the number in front, ended by a 0 */
  const uint32_t *bytes; /* where in the block's text each of them begins */
  size_t count;
  bool is_prose; /* running text, neither heading nor title */
} Passage;

Passage passage_of(const Block *block, Arena *arena);
/* Where chars[at] was written. */
Pos passage_pos(const Passage *passage, size_t at);

/* These are asked of every character by most rules. Han characters (the numbers
 * 一 二 … among them): */
static inline bool is_han(uint32_t ch) {
  return (ch >= 0x4E00 && ch <= 0x9FFF) || (ch >= 0x3400 && ch <= 0x4DBF) || ch == 0x3007 ||
         (ch >= 0xF900 && ch <= 0xFAFF) || (ch >= 0x20000 && ch <= 0x3FFFF);
}

static inline bool is_digit(uint32_t ch) {
  return ch >= '0' && ch <= '9';
}

/* Latin letters. */
static inline bool is_letter(uint32_t ch) {
  return (ch >= 'A' && ch <= 'Z') || (ch >= 'a' && ch <= 'z');
}

static inline bool is_space(uint32_t ch) {
  return ch == ' ' || ch == '\t' || ch == 0xA0 || ch == 0x3000 || (ch >= 0x2000 && ch <= 0x200A) ||
         ch == 0x202F;
}

/* 。！？; a forced line break ends a sentence too. */
static inline bool ends_sentence(uint32_t ch) {
  return ch == 0x3002 || ch == 0xFF01 || ch == 0xFF1F || ch == '!' || ch == '?' ||
         ch == DOC_LINE_BREAK;
}

/* What ends a clause: ，。；：！？ and their half-width twins. */
static inline bool ends_clause(uint32_t ch) {
  return !is_han(ch) && (ends_sentence(ch) || ch == 0xFF0C || ch == 0xFF1B || ch == 0xFF1A ||
                         ch == ',' || ch == ';' || ch == ':');
}

/* Full-width marks of Chinese text. */
bool is_mark(uint32_t ch);

/* Whether word (UTF-8) stands at chars[at]; before chars[at]. */
bool word_at(const Passage *passage, size_t at, const char *word);
bool word_before(const Passage *passage, size_t at, const char *word);
/* Where the sentence begins that at stands in; where that is far, a place within it. */
size_t sentence_start(const Passage *passage, size_t at);
/* Characters of a word in UTF-8. */
size_t word_length(const char *word);

/* [start, end) as UTF-8 for a message: line breaks as spaces, the middle of a
 * long passage left out as …. */
const char *passage_quote(const Passage *passage, size_t start, size_t end, Arena *arena);
/* The same with a few characters around it. */
const char *passage_around(const Passage *passage, size_t start, size_t end, Arena *arena);

#endif
