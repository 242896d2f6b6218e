#include "input/word_symbol.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"

static const struct {
  const char *font;
  uint32_t place;
  const char *text;
} symbols[] = {
    {"Wingdings", 0x6C, "●"},   {"Wingdings", 0x6D, "○"},   {"Wingdings", 0x6E, "■"},
    {"Wingdings", 0x6F, "□"},   {"Wingdings", 0x71, "❑"},   {"Wingdings", 0x75, "◆"},
    {"Wingdings", 0x76, "❖"},   {"Wingdings", 0x77, "◆"},   {"Wingdings", 0x9E, "·"},
    {"Wingdings", 0x9F, "•"},   {"Wingdings", 0xA1, "○"},   {"Wingdings", 0xA7, "▪"},
    {"Wingdings", 0xA8, "□"},   {"Wingdings", 0xAB, "★"},   {"Wingdings", 0xD8, "➢"},
    {"Wingdings", 0xDF, "←"},   {"Wingdings", 0xE0, "→"},   {"Wingdings", 0xE8, "➔"},
    {"Wingdings", 0xF0, "⇨"},   {"Wingdings", 0xFB, "✗"},   {"Wingdings", 0xFC, "✓"},
    {"Wingdings", 0xFD, "☒"},   {"Wingdings", 0xFE, "☑"},   {"Wingdings 2", 0x4F, "✗"},
    {"Wingdings 2", 0x50, "✓"}, {"Wingdings 2", 0x51, "☒"}, {"Wingdings 2", 0x52, "☑"},
    {"Wingdings 2", 0x53, "☒"}, {"Wingdings 2", 0x54, "☒"}, {"Wingdings 2", 0xA3, "□"},
    {"Wingdings 2", 0x98, "●"}, {"Wingdings 2", 0x99, "○"}, {"Symbol", 0x61, "α"},
    {"Symbol", 0x62, "β"},      {"Symbol", 0x67, "γ"},      {"Symbol", 0x64, "δ"},
    {"Symbol", 0x6C, "λ"},      {"Symbol", 0x6D, "μ"},      {"Symbol", 0x70, "π"},
    {"Symbol", 0x73, "σ"},      {"Symbol", 0x53, "Σ"},      {"Symbol", 0x44, "Δ"},
    {"Symbol", 0x57, "Ω"},      {"Symbol", 0xA3, "≤"},      {"Symbol", 0xB0, "°"},
    {"Symbol", 0xB1, "±"},      {"Symbol", 0xB3, "≥"},      {"Symbol", 0xB4, "×"},
    {"Symbol", 0xB7, "•"},      {"Symbol", 0xB8, "÷"},      {"Symbol", 0xB9, "≠"},
    {"Symbol", 0xBB, "≈"},      {"Symbol", 0xA5, "∞"},      {"Symbol", 0xAE, "→"},
    {"Symbol", 0xAC, "←"},      {"Symbol", 0xD6, "√"},      {"Symbol", 0xE5, "∑"},
};

const char *word_symbol(const char *font, uint32_t place) {
  place &= 0xFF;
  for (size_t i = 0; font && i < sizeof symbols / sizeof *symbols; i++) {
    if (symbols[i].place == place && strcasecmp(symbols[i].font, font) == 0)
      return symbols[i].text;
  }
  return NULL;
}

static bool is_symbol_font(const char *font) {
  return font && (strncasecmp(font, "Wingdings", 9) == 0 || strcasecmp(font, "Webdings") == 0 ||
                  strcasecmp(font, "Symbol") == 0);
}

/* The fonts stand at U+F000 of the private use area, which other fonts use for
 * characters of their own. */
bool word_symbols_put(Buf *out, const char *font, const char *text) {
  size_t len = strlen(text), at = 0;
  bool known = true;
  while (at < len) {
    uint32_t ch = utf8_next(text, len, &at);
    const char *symbol = NULL;
    if (ch >= 0xF000 && ch <= 0xF0FF && is_symbol_font(font)) {
      symbol = word_symbol(font, ch);
      known &= symbol != NULL;
      symbol = symbol ? symbol : WORD_UNKNOWN_SYMBOL;
    }
    if (symbol)
      buf_puts(out, symbol);
    else
      buf_put_char(out, ch);
  }
  return known;
}
