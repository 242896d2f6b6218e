/* The report's text as the rules read it: one passage a block and one a cell of
 * a table, in characters instead of bytes. Everything lies in the arena of the Check. */
#ifndef ZIPING_CHECK_PASSAGE_H
#define ZIPING_CHECK_PASSAGE_H

#include "doc/doc.h"

typedef struct Passage {
  const Block *block; /* a cell's is made for it: BLOCK_TABLE with the cell's text */
  Pos pos;
  const uint32_t *chars; /* without the number in front, ended by a 0 */
  size_t count;
  bool is_prose; /* running text, neither heading nor title */
} Passage;

Passage passage_of(const Block *block, Arena *arena);

/* Han characters (the numbers 一 二 … among them). */
bool is_han(uint32_t ch);
bool is_digit(uint32_t ch);
/* Latin letters. */
bool is_letter(uint32_t ch);
bool is_space(uint32_t ch);
/* Full-width marks of Chinese text. */
bool is_mark(uint32_t ch);
/* 。！？; a forced line break ends a sentence too. */
bool ends_sentence(uint32_t ch);
/* What ends a clause: ，。；：！？ and their half-width twins. */
bool ends_clause(uint32_t ch);

/* Whether word (UTF-8) stands at chars[at]; before chars[at]. */
bool word_at(const Passage *passage, size_t at, const char *word);
bool word_before(const Passage *passage, size_t at, const char *word);
/* The first of a list that ends with NULL to stand there; NULL when none does. */
const char *any_word_at(const Passage *passage, size_t at, const char *const words[]);
const char *any_word_before(const Passage *passage, size_t at, const char *const words[]);
/* Whether one of the words stands within [start, end). */
bool any_word_in(const Passage *passage, size_t start, size_t end, const char *const words[]);
/* Characters of a word in UTF-8. */
size_t word_length(const char *word);

/* [start, end) as UTF-8 for a message: line breaks as spaces, the middle of a
 * long passage left out as …. */
const char *passage_quote(const Passage *passage, size_t start, size_t end, Arena *arena);
/* The same with a few characters around it. */
const char *passage_around(const Passage *passage, size_t start, size_t end, Arena *arena);

#endif
