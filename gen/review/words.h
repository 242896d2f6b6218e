/* Texts compared character by character. A figure (2,457.31, 12万) and a
 * Latin word count as one character, so that a changed figure is shown whole; what it
 * has in common with the new one behind its digits stays: 12[-万-]{+亿+}, but [-12-]{+13+}万. Only
 * for the review room. */
#ifndef ZIPING_REVIEW_WORDS_H
#define ZIPING_REVIEW_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* Bytes of someone else's text. */
typedef struct Piece {
  const char *text;
  size_t len;
} Piece;

bool piece_equal(Piece a, Piece b);

/* As seq_match, of pieces that are equal byte by byte. */
void pieces_match(const Piece *a, size_t a_count, const Piece *b, size_t b_count, size_t *match);

typedef enum EditKind { EDIT_SAME, EDIT_OLD, EDIT_NEW } EditKind;

typedef struct Edit {
  EditKind kind;
  Piece piece; /* of the old text for EDIT_SAME and EDIT_OLD, else of the new one */
} Edit;

/* What stays and what changes, in order; where both change the old goes before
 * the new, and no two of a kind stand side by side. In the arena. */
typedef struct Edits {
  Edit *items;
  size_t count;
} Edits;

Edits words_edits(Piece from, Piece to, Arena *arena);
typedef enum Replacement {
  REPLACED_WORDS,
  REPLACED_FIGURE,
  REPLACED_NOTATION /* the same figure written in another way */
} Replacement;

/* What it is when old, a piece of from, becomes new, a piece of to. */
Replacement words_replacement(Piece from, Piece old, Piece to, Piece new);
/* The same of whole texts, of which more may have changed: words as soon as there is
 * one, a figure as soon as there is one. */
Replacement words_replaced(Piece from, Piece to);

/* The pairs of characters of a text, for telling fast how like two texts are. */
typedef struct Pairs {
  uint64_t *items; /* sorted */
  size_t count;
} Pairs;

/* In the arena. */
Pairs words_pairs(Piece piece, Arena *arena);
/* 0: nothing in common, to 1000: the same pairs. */
int words_likeness(const Pairs *a, const Pairs *b);

#endif
