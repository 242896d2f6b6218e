/* Lists of words that the rules look for. Each is indexed by the first and the
 * last characters of its words, so that a place of the text costs the same
 * however long the list is. Only for the check room.
 *
 * An index is made when it is first asked for and kept while the process lives:
 * a batch uses the same few for every report. */
#ifndef ZIPING_CHECK_WORDLIST_H
#define ZIPING_CHECK_WORDLIST_H

#include "check/passage.h"

typedef struct WordIndex WordIndex;

typedef struct Words {
  const char *list; /* parted by | */
  WordIndex *index; /* NULL until it is asked for */
} Words;

/* A word that was found: its place in the list and its length in characters,
 * 0: none was. */
typedef struct WordHit {
  size_t number;
  size_t length;
} WordHit;

/* The length of the first of the list to stand at chars[at]; 0 when none does. */
size_t words_at(const Passage *passage, size_t at, Words *words);
/* The same right before chars[at]. */
size_t words_before(const Passage *passage, size_t at, Words *words);
/* Whether one of them stands within [start, end). */
bool words_in(const Passage *passage, size_t start, size_t end, Words *words);
/* A bit for each that does, of a list of 32 at most; the first word is bit 0. */
uint32_t words_bits(const Passage *passage, size_t start, size_t end, Words *words);

/* An index whose words come from elsewhere. */
WordIndex *word_index_new(void);
void word_index_add(WordIndex *index, const char *word, size_t len);
/* The longest word at chars[at]. */
WordHit word_index_longest(const WordIndex *index, const Passage *passage, size_t at);

#endif
