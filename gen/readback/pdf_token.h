/* The words of a content stream or a CMap (ISO 32000-1, 7.2 and 7.8.2). Only for
 * the readback room. */
#ifndef ZIPING_READBACK_PDF_TOKEN_H
#define ZIPING_READBACK_PDF_TOKEN_H

#include <stddef.h>

#include "base/arena.h"

typedef enum TokenKind {
  TOKEN_END,
  TOKEN_NUMBER,
  TOKEN_STRING, /* of either form, as bytes */
  TOKEN_NAME,   /* without the slash */
  TOKEN_WORD,   /* an operator, true, false, null */
  TOKEN_OPEN,   /* [ */
  TOKEN_CLOSE,
  TOKEN_OPEN_DICT, /* << */
  TOKEN_CLOSE_DICT
} TokenKind;

typedef struct Token {
  TokenKind kind;
  double number;
  const char *text; /* in the arena, NUL-terminated; "" for signs */
  size_t len;
} Token;

typedef struct Tokens {
  const char *bytes;
  size_t len, at;
  Arena *arena;
} Tokens;

Token token_next(Tokens *tokens);
/* Behind ID: past the bytes of an inline image and its EI. */
void token_skip_image(Tokens *tokens);

#endif
