#include "layout/lex.h"

#include <ctype.h>
#include <string.h>

static bool begins_name(char byte) {
  return (unsigned char)byte >= 0x80 || isalpha((unsigned char)byte) || byte == '_';
}

static size_t number_length(const char *at) {
  return strspn(at, "0123456789.");
}

static size_t name_length(const char *at) {
  size_t len = 0;
  while (begins_name(at[len]) || isdigit((unsigned char)at[len]) ||
         (at[len] && strchr(".-", at[len])))
    len++;
  return len;
}

static size_t quoted_length(const char *at) {
  const char *end = strchr(at + 1, *at);
  return end ? (size_t)(end - at) + 1 : strlen(at);
}

Lexeme lex_first(const char *text) {
  const char *at = text + strspn(text, " \t\r\n");
  if (*at == '\0')
    return (Lexeme){LEX_END, at, 0};
  if (begins_name(*at))
    return (Lexeme){LEX_NAME, at, name_length(at)};
  if (isdigit((unsigned char)*at))
    return (Lexeme){LEX_NUMBER, at, number_length(at)};
  if (*at == '\'' || *at == '"')
    return (Lexeme){LEX_QUOTED, at, quoted_length(at)};
  return (Lexeme){LEX_MARK, at, at[0] == ':' && at[1] == ':' ? 2 : 1};
}

Lexeme lex_next(Lexeme lexeme) {
  return lex_first(lexeme.at + lexeme.len);
}

bool lex_is(Lexeme lexeme, const char *text) {
  return lexeme.len == strlen(text) && memcmp(lexeme.at, text, lexeme.len) == 0;
}

bool lex_is_operator(Lexeme lexeme) {
  return lex_is(lexeme, "and") || lex_is(lexeme, "or") || lex_is(lexeme, "div") ||
         lex_is(lexeme, "mod");
}
