#include "readback/pdf_cmap.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "readback/pdf_token.h"

/* Codes of two bytes at most are told apart, as many as that; each may be said
 * twice, in a file that means well. */
enum { CODES = 65536, SETTINGS = 2 * CODES };

struct Cmap {
  const char *texts[CODES];
  int settings; /* of texts, so far */
};

const char *cmap_utf16(const char *bytes, size_t len, Arena *arena) {
  Buf text = {0};
  const unsigned char *unit = (const unsigned char *)bytes;
  for (size_t at = 0; at + 1 < len; at += 2) {
    uint32_t ch = (uint32_t)unit[at] << 8 | unit[at + 1];
    if (ch >= 0xD800 && ch < 0xDC00 && at + 3 < len) {
      uint32_t low = (uint32_t)unit[at + 2] << 8 | unit[at + 3];
      ch =
          low >= 0xDC00 && low < 0xE000 ? 0x10000 + ((ch - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD;
      at += 2;
    }
    buf_put_char(&text, ch >= 0xD800 && ch < 0xE000 ? 0xFFFD : ch);
  }
  const char *copy = arena_copy_n(arena, text.data ? text.data : "", text.len);
  buf_free(&text);
  return copy;
}

static unsigned code_of(const Token *token) {
  unsigned code = 0;
  for (size_t i = 0; i < token->len && i < 4; i++)
    code = code << 8 | (unsigned char)token->text[i];
  return code;
}

static void set(Cmap *cmap, unsigned code, const Token *text, Arena *arena) {
  if (code < CODES && text->kind == TOKEN_STRING && cmap->settings++ < SETTINGS)
    cmap->texts[code] = cmap_utf16(text->text, text->len, arena);
}

/* The text of a range's code: its last byte or unit counts up. */
static void set_range(Cmap *cmap, unsigned from, unsigned to, const Token *text, Arena *arena) {
  if (text->kind != TOKEN_STRING || text->len < 2)
    return;
  char *bytes = arena_copy_n(arena, text->text, text->len);
  unsigned last = (unsigned char)bytes[text->len - 2] << 8 | (unsigned char)bytes[text->len - 1];
  for (unsigned code = from; code <= to && code < CODES && cmap->settings++ < SETTINGS;
       code++, last++) {
    bytes[text->len - 2] = (char)(last >> 8);
    bytes[text->len - 1] = (char)last;
    cmap->texts[code] = cmap_utf16(bytes, text->len, arena);
  }
}

static void read_chars(Cmap *cmap, Tokens *tokens) {
  for (;;) {
    Token code = token_next(tokens);
    if (code.kind != TOKEN_STRING)
      return;
    Token text = token_next(tokens);
    set(cmap, code_of(&code), &text, tokens->arena);
  }
}

static void read_ranges(Cmap *cmap, Tokens *tokens) {
  for (;;) {
    Token from = token_next(tokens);
    if (from.kind != TOKEN_STRING)
      return;
    Token to = token_next(tokens), text = token_next(tokens);
    unsigned code = code_of(&from);
    if (text.kind != TOKEN_OPEN) {
      set_range(cmap, code, code_of(&to), &text, tokens->arena);
      continue;
    }
    for (text = token_next(tokens); text.kind == TOKEN_STRING; text = token_next(tokens))
      set(cmap, code++, &text, tokens->arena);
  }
}

const Cmap *cmap_read(const char *bytes, size_t len, Arena *arena) {
  Cmap *cmap = arena_alloc(arena, sizeof *cmap);
  Tokens tokens = {.bytes = bytes, .len = len, .arena = arena};
  for (Token token = token_next(&tokens); token.kind != TOKEN_END; token = token_next(&tokens)) {
    if (token.kind == TOKEN_WORD && strcmp(token.text, "beginbfchar") == 0)
      read_chars(cmap, &tokens);
    else if (token.kind == TOKEN_WORD && strcmp(token.text, "beginbfrange") == 0)
      read_ranges(cmap, &tokens);
  }
  return cmap;
}

const char *cmap_text(const Cmap *cmap, unsigned code) {
  return code < CODES ? cmap->texts[code] : NULL;
}
