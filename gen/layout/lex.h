/* The words of an expression (XPath 1.0, 3.7), as far as those need them who look for
 * names in it without evaluating it. Borrows the text. */
#ifndef ZIPING_LAYOUT_LEX_H
#define ZIPING_LAYOUT_LEX_H

#include <stdbool.h>
#include <stddef.h>

typedef enum LexemeKind {
  LEX_END,
  LEX_NAME,
  LEX_NUMBER,
  LEX_QUOTED, /* with its quotes; without the second, all that follows */
  LEX_MARK,   /* :: or one byte of any other */
} LexemeKind;

typedef struct Lexeme {
  LexemeKind kind;
  const char *at;
  size_t len; /* bytes */
} Lexeme;

/* The first behind the white space here. */
Lexeme lex_first(const char *text);
Lexeme lex_next(Lexeme lexeme);
bool lex_is(Lexeme lexeme, const char *text);
/* and, or, div, mod. */
bool lex_is_operator(Lexeme lexeme);

#endif
