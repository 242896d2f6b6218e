#include "check/wordlist.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { SLOTS = 256 };

/* A word, and the next one whose first, or last, character falls into the same
 * slot: its number + 1, 0: none. */
typedef struct Entry {
  uint32_t *chars;
  size_t length;
  uint16_t next_first, next_last;
} Entry;

struct WordIndex {
  Entry *items; /* in the order of the list */
  size_t count, capacity;
  uint16_t first[SLOTS], last[SLOTS]; /* as in Entry */
};

static size_t slot_of(uint32_t ch) {
  return (ch ^ ch >> 8) % SLOTS;
}

WordIndex *word_index_new(void) {
  return mem_alloc(sizeof(WordIndex));
}

/* To the end of its chain: what stands first in the list is found first. */
void word_index_add(WordIndex *index, const char *word, size_t len) {
  Entry entry = {.chars = mem_alloc(len * sizeof *entry.chars)};
  for (size_t at = 0; at < len;)
    entry.chars[entry.length++] = utf8_next(word, len, &at);
  index->items = mem_grow(index->items, index->count, &index->capacity, sizeof *index->items);
  index->items[index->count++] = entry;
  uint16_t *link = &index->first[slot_of(entry.chars[0])];
  while (*link)
    link = &index->items[*link - 1].next_first;
  *link = (uint16_t)index->count;
  link = &index->last[slot_of(entry.chars[entry.length - 1])];
  while (*link)
    link = &index->items[*link - 1].next_last;
  *link = (uint16_t)index->count;
}

static const WordIndex *index_of(Words *words) {
  if (words->index)
    return words->index;
  words->index = word_index_new();
  for (const char *word = words->list; *word;) {
    size_t len = strcspn(word, "|");
    word_index_add(words->index, word, len);
    word += len + (word[len] == '|');
  }
  return words->index;
}

static bool stands_at(const Entry *entry, const Passage *passage, size_t at) {
  return entry->length <= passage->count - at &&
         memcmp(entry->chars, passage->chars + at, entry->length * sizeof *entry->chars) == 0;
}

size_t words_at(const Passage *passage, size_t at, Words *words) {
  if (at >= passage->count)
    return 0;
  const WordIndex *index = index_of(words);
  for (size_t i = index->first[slot_of(passage->chars[at])]; i; i = index->items[i - 1].next_first)
    if (stands_at(&index->items[i - 1], passage, at))
      return index->items[i - 1].length;
  return 0;
}

size_t words_before(const Passage *passage, size_t at, Words *words) {
  if (at == 0 || at > passage->count)
    return 0;
  const WordIndex *index = index_of(words);
  for (size_t i = index->last[slot_of(passage->chars[at - 1])]; i;
       i = index->items[i - 1].next_last) {
    const Entry *entry = &index->items[i - 1];
    if (entry->length <= at && stands_at(entry, passage, at - entry->length))
      return entry->length;
  }
  return 0;
}

bool words_in(const Passage *passage, size_t start, size_t end, Words *words) {
  for (size_t at = start; at < end; at++) {
    size_t length = words_at(passage, at, words);
    if (length > 0 && at + length <= end)
      return true;
  }
  return false;
}

uint32_t words_bits(const Passage *passage, size_t start, size_t end, Words *words) {
  const WordIndex *index = index_of(words);
  uint32_t bits = 0;
  for (size_t at = start; at < end && at < passage->count; at++) {
    size_t i = index->first[slot_of(passage->chars[at])];
    for (; i; i = index->items[i - 1].next_first) {
      const Entry *entry = &index->items[i - 1];
      if (at + entry->length <= end && stands_at(entry, passage, at))
        bits |= 1u << (i - 1);
    }
  }
  return bits;
}

WordHit word_index_longest(const WordIndex *index, const Passage *passage, size_t at) {
  WordHit hit = {0, 0};
  if (at >= passage->count)
    return hit;
  for (size_t i = index->first[slot_of(passage->chars[at])]; i;
       i = index->items[i - 1].next_first) {
    const Entry *entry = &index->items[i - 1];
    if (entry->length > hit.length && stands_at(entry, passage, at))
      hit = (WordHit){i - 1, entry->length};
  }
  return hit;
}
