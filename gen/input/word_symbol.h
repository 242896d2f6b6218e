/* Characters of the symbol fonts (Wingdings, Symbol), which a .docx writes by
 * their place in the font, as characters of Unicode. Only for the word files. */
#ifndef ZIPING_INPUT_WORD_SYMBOL_H
#define ZIPING_INPUT_WORD_SYMBOL_H

#include <stdbool.h>

#include "base/buf.h"

/* What is printed where a symbol is not known. */
#define WORD_UNKNOWN_SYMBOL "□"

/* NULL when the font's character is not known. place: with or without 0xF000. */
const char *word_symbol(const char *font, uint32_t place);
/* text with the symbols in it replaced; false when one of them was not known. */
bool word_symbols_put(Buf *out, const char *font, const char *text);

#endif
