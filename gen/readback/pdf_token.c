#include "readback/pdf_token.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"

static bool is_space(char byte) {
  return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t' || byte == '\f' || !byte;
}

static bool is_delimiter(char byte) {
  return byte && strchr("()<>[]{}/%", byte);
}

static bool is_regular(char byte) {
  return !is_space(byte) && !is_delimiter(byte);
}

static void skip_space(Tokens *tokens) {
  while (tokens->at < tokens->len) {
    char byte = tokens->bytes[tokens->at];
    if (byte == '%')
      while (tokens->at < tokens->len && tokens->bytes[tokens->at] != '\n' &&
             tokens->bytes[tokens->at] != '\r')
        tokens->at++;
    else if (is_space(byte))
      tokens->at++;
    else
      break;
  }
}

static Token text_token(Tokens *tokens, TokenKind kind, Buf *text) {
  Token token = {.kind = kind,
                 .text = arena_copy_n(tokens->arena, text->data ? text->data : "", text->len),
                 .len = text->len};
  buf_free(text);
  return token;
}

static int hex_digit(char byte) {
  return byte >= '0' && byte <= '9'   ? byte - '0'
         : byte >= 'a' && byte <= 'f' ? byte - 'a' + 10
         : byte >= 'A' && byte <= 'F' ? byte - 'A' + 10
                                      : -1;
}

/* An odd last digit counts as if a 0 followed. */
static Token hex_string(Tokens *tokens) {
  Buf text = {0};
  int high = -1;
  while (tokens->at < tokens->len && tokens->bytes[tokens->at] != '>') {
    int digit = hex_digit(tokens->bytes[tokens->at++]);
    if (digit >= 0 && high >= 0) {
      buf_putc(&text, (char)(high << 4 | digit));
      high = -1;
    } else if (digit >= 0) {
      high = digit;
    }
  }
  if (high >= 0)
    buf_putc(&text, (char)(high << 4));
  tokens->at += tokens->at < tokens->len;
  return text_token(tokens, TOKEN_STRING, &text);
}

/* A line's end of two bytes counts as one. */
static void skip_line_feed(Tokens *tokens) {
  tokens->at += tokens->at < tokens->len && tokens->bytes[tokens->at] == '\n';
}

/* Behind a backslash. */
static void put_escaped(Tokens *tokens, Buf *text) {
  static const char letters[] = "nrtbf", meant[] = "\n\r\t\b\f";
  char byte = tokens->bytes[tokens->at++];
  const char *letter = byte ? strchr(letters, byte) : NULL;
  if (letter) {
    buf_putc(text, meant[letter - letters]);
  } else if (byte >= '0' && byte <= '7') {
    int value = byte - '0';
    for (int i = 0; i < 2 && tokens->at < tokens->len && tokens->bytes[tokens->at] >= '0' &&
                    tokens->bytes[tokens->at] <= '7';
         i++)
      value = value * 8 + tokens->bytes[tokens->at++] - '0';
    buf_putc(text, (char)value);
  } else if (byte == '\r') {
    skip_line_feed(tokens);
  } else if (byte != '\n') {
    buf_putc(text, byte);
  }
}

static Token literal_string(Tokens *tokens) {
  Buf text = {0};
  for (int depth = 1; tokens->at < tokens->len;) {
    char byte = tokens->bytes[tokens->at++];
    if (byte == '\\' && tokens->at < tokens->len) {
      put_escaped(tokens, &text);
      continue;
    }
    depth += (byte == '(') - (byte == ')');
    if (depth == 0)
      break;
    if (byte == '\r')
      skip_line_feed(tokens);
    buf_putc(&text, byte == '\r' ? '\n' : byte);
  }
  return text_token(tokens, TOKEN_STRING, &text);
}

static Token name_token(Tokens *tokens) {
  Buf text = {0};
  while (tokens->at < tokens->len && is_regular(tokens->bytes[tokens->at])) {
    char byte = tokens->bytes[tokens->at++];
    if (byte == '#' && tokens->at + 1 < tokens->len && hex_digit(tokens->bytes[tokens->at]) >= 0 &&
        hex_digit(tokens->bytes[tokens->at + 1]) >= 0) {
      byte = (char)(hex_digit(tokens->bytes[tokens->at]) << 4 |
                    hex_digit(tokens->bytes[tokens->at + 1]));
      tokens->at += 2;
    }
    buf_putc(&text, byte);
  }
  return text_token(tokens, TOKEN_NAME, &text);
}

/* False when it is no number; the locale has no say. */
static bool read_number(const char *text, double *number) {
  bool negative = *text == '-', digits = false;
  double value = 0, unit = 1;
  text += *text == '-' || *text == '+';
  for (; *text >= '0' && *text <= '9'; text++, digits = true)
    value = value * 10 + (*text - '0');
  if (*text == '.')
    for (text++; *text >= '0' && *text <= '9'; text++, digits = true)
      value += (*text - '0') * (unit /= 10);
  *number = negative ? -value : value;
  return digits && !*text;
}

static Token word_token(Tokens *tokens) {
  size_t start = tokens->at;
  while (tokens->at < tokens->len && is_regular(tokens->bytes[tokens->at]))
    tokens->at++;
  if (tokens->at == start) /* a brace or a bracket that nobody opened */
    tokens->at++;
  Token token = {.kind = TOKEN_WORD, .len = tokens->at - start};
  token.text = arena_copy_n(tokens->arena, tokens->bytes + start, token.len);
  if (read_number(token.text, &token.number))
    token.kind = TOKEN_NUMBER;
  return token;
}

static Token sign_token(TokenKind kind) {
  return (Token){.kind = kind, .text = ""};
}

Token token_next(Tokens *tokens) {
  skip_space(tokens);
  if (tokens->at >= tokens->len)
    return sign_token(TOKEN_END);
  char byte = tokens->bytes[tokens->at];
  bool doubled = tokens->at + 1 < tokens->len && tokens->bytes[tokens->at + 1] == byte;
  size_t step = 1 + (doubled && (byte == '<' || byte == '>'));
  if (!is_delimiter(byte) || byte == '{' || byte == '}')
    return word_token(tokens);
  tokens->at += step;
  switch (byte) {
  case '/':
    return name_token(tokens);
  case '(':
    return literal_string(tokens);
  case '<':
    return step == 2 ? sign_token(TOKEN_OPEN_DICT) : hex_string(tokens);
  case '[':
    return sign_token(TOKEN_OPEN);
  case ']':
    return sign_token(TOKEN_CLOSE);
  default:
    return sign_token(TOKEN_CLOSE_DICT);
  }
}

void token_skip_image(Tokens *tokens) {
  for (tokens->at++; tokens->at + 3 < tokens->len; tokens->at++)
    if (is_space(tokens->bytes[tokens->at]) && tokens->bytes[tokens->at + 1] == 'E' &&
        tokens->bytes[tokens->at + 2] == 'I' && !is_regular(tokens->bytes[tokens->at + 3])) {
      tokens->at += 3;
      return;
    }
  tokens->at = tokens->len;
}
