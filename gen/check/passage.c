#include "check/passage.h"

#include <string.h>

#include "base/utf8.h"

enum { QUOTE_MOST = 36, QUOTE_HEAD = 20, QUOTE_TAIL = 14, QUOTE_AROUND = 6 };

static bool is_running_text(const Block *block) {
  return block->kind == BLOCK_PARAGRAPH;
}

Passage passage_of(const Block *block, Arena *arena) {
  uint32_t *chars = arena_array(arena, block->len - block->label_len + 1, sizeof *chars);
  size_t count = 0;
  for (size_t at = block->label_len; at < block->len;)
    chars[count++] = utf8_next(block->text, block->len, &at);
  return (Passage){.block = block,
                   .pos = block->pos,
                   .chars = chars,
                   .count = count,
                   .is_prose = is_running_text(block)};
}

bool is_han(uint32_t ch) {
  return (ch >= 0x4E00 && ch <= 0x9FFF) || (ch >= 0x3400 && ch <= 0x4DBF) || ch == 0x3007 ||
         (ch >= 0xF900 && ch <= 0xFAFF) || (ch >= 0x20000 && ch <= 0x3FFFF);
}

bool is_digit(uint32_t ch) {
  return ch >= '0' && ch <= '9';
}

bool is_letter(uint32_t ch) {
  return (ch >= 'A' && ch <= 'Z') || (ch >= 'a' && ch <= 'z');
}

bool is_space(uint32_t ch) {
  return ch == ' ' || ch == '\t' || ch == 0xA0 || ch == 0x3000 || (ch >= 0x2000 && ch <= 0x200A) ||
         ch == 0x202F;
}

static bool is_one_of(uint32_t ch, const uint32_t *set, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (set[i] == ch)
      return true;
  }
  return false;
}

#define ONE_OF(ch, set) is_one_of((ch), (set), sizeof(set) / sizeof *(set))

bool is_mark(uint32_t ch) {
  static const uint32_t quotes[] = {0x2018, 0x2019, 0x201C, 0x201D, 0x2014, 0x2026};
  return (ch >= 0x3001 && ch <= 0x3002) || (ch >= 0x3008 && ch <= 0x3011) ||
         (ch >= 0x3014 && ch <= 0x3017) || ch == 0xFF01 || (ch >= 0xFF08 && ch <= 0xFF09) ||
         ch == 0xFF0C || (ch >= 0xFF1A && ch <= 0xFF1B) || ch == 0xFF1F || ONE_OF(ch, quotes);
}

bool ends_sentence(uint32_t ch) {
  static const uint32_t marks[] = {0x3002, 0xFF01, 0xFF1F, '!', '?', DOC_LINE_BREAK};
  return ONE_OF(ch, marks);
}

bool ends_clause(uint32_t ch) {
  static const uint32_t marks[] = {0xFF0C, 0xFF1B, 0xFF1A, ',', ';', ':'};
  return ends_sentence(ch) || ONE_OF(ch, marks);
}

size_t word_length(const char *word) {
  return utf8_count(word, strlen(word));
}

bool word_at(const Passage *passage, size_t at, const char *word) {
  char bytes[4];
  for (; *word; at++) {
    if (at >= passage->count || passage->chars[at] == UTF8_INVALID)
      return false;
    size_t len = utf8_put(passage->chars[at], bytes);
    if (*word != *bytes || strncmp(word, bytes, len) != 0)
      return false;
    word += len;
  }
  return true;
}

bool word_before(const Passage *passage, size_t at, const char *word) {
  size_t length = word_length(word);
  return length <= at && word_at(passage, at - length, word);
}

/* Most words are refused by their first character: rules ask for long lists at
 * every place of the text. */
const char *any_word_at(const Passage *passage, size_t at, const char *const words[]) {
  char first[4];
  if (at >= passage->count || passage->chars[at] == UTF8_INVALID)
    return NULL;
  size_t len = utf8_put(passage->chars[at], first);
  for (; *words; words++) {
    const char *word = *words;
    size_t same = 0;
    while (same < len && word[same] == first[same])
      same++;
    if (same == len && word_at(passage, at, word))
      return word;
  }
  return NULL;
}

const char *any_word_before(const Passage *passage, size_t at, const char *const words[]) {
  for (; *words; words++) {
    if (word_before(passage, at, *words))
      return *words;
  }
  return NULL;
}

bool any_word_in(const Passage *passage, size_t start, size_t end, const char *const words[]) {
  for (size_t at = start; at < end; at++) {
    const char *word = any_word_at(passage, at, words);
    if (word && at + word_length(word) <= end)
      return true;
  }
  return false;
}

static void put_chars(Buf *out, const Passage *passage, size_t start, size_t end) {
  for (size_t i = start; i < end; i++) {
    uint32_t ch = passage->chars[i];
    bool breaks = ch == DOC_LINE_BREAK || ch < ' ';
    buf_put_char(out, breaks ? ' ' : ch == UTF8_INVALID ? 0xFFFD : ch);
  }
}

const char *passage_quote(const Passage *passage, size_t start, size_t end, Arena *arena) {
  Buf out = {0};
  if (end - start > QUOTE_MOST) {
    put_chars(&out, passage, start, start + QUOTE_HEAD);
    buf_puts(&out, "…");
    put_chars(&out, passage, end - QUOTE_TAIL, end);
  } else {
    put_chars(&out, passage, start, end);
  }
  const char *text = arena_copy_n(arena, out.data ? out.data : "", out.len);
  buf_free(&out);
  return text;
}

const char *passage_around(const Passage *passage, size_t start, size_t end, Arena *arena) {
  size_t from = start > QUOTE_AROUND ? start - QUOTE_AROUND : 0;
  size_t to = passage->count - end > QUOTE_AROUND ? end + QUOTE_AROUND : passage->count;
  return passage_quote(passage, from, to, arena);
}
