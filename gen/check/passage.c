#include "check/passage.h"

#include <string.h>

#include "base/utf8.h"

enum { QUOTE_MOST = 36, QUOTE_HEAD = 20, QUOTE_TAIL = 14, QUOTE_AROUND = 6, SENTENCE_MOST = 300 };

static bool is_running_text(const Block *block) {
  return block->kind == BLOCK_PARAGRAPH;
}

Passage passage_of(const Block *block, Arena *arena) {
  uint32_t *chars = arena_array(arena, block->len - block->label_len + 1, sizeof *chars);
  uint32_t *bytes = arena_array(arena, block->len - block->label_len + 1, sizeof *bytes);
  size_t count = 0;
  for (size_t at = block->label_len; at < block->len;) {
    bytes[count] = (uint32_t)at;
    chars[count++] = utf8_next(block->text, block->len, &at);
  }
  bytes[count] = (uint32_t)block->len;
  return (Passage){.block = block,
                   .chars = chars,
                   .bytes = bytes,
                   .count = count,
                   .is_prose = is_running_text(block)};
}

Pos passage_pos(const Passage *passage, size_t at) {
  return doc_pos(passage->block, passage->bytes[at < passage->count ? at : passage->count]);
}

bool is_mark(uint32_t ch) {
  switch (ch) {
  case 0x2014: /* — */
  case 0x2018: /* ‘ ’ “ ” */
  case 0x2019:
  case 0x201C:
  case 0x201D:
  case 0x2026: /* … */
  case 0xFF01: /* ！ */
  case 0xFF08: /* （ ） */
  case 0xFF09:
  case 0xFF0C: /* ， */
  case 0xFF1A: /* ： ； */
  case 0xFF1B:
  case 0xFF1F: /* ？ */
    return true;
  default:
    return (ch >= 0x3001 && ch <= 0x3002) || (ch >= 0x3008 && ch <= 0x3011) ||
           (ch >= 0x3014 && ch <= 0x3017);
  }
}

size_t sentence_start(const Passage *passage, size_t at) {
  size_t start = at;
  while (start > 0 && at - start < SENTENCE_MOST && !ends_sentence(passage->chars[start - 1]))
    start--;
  return start;
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

/* From the last character back, where most words differ at once. */
bool word_before(const Passage *passage, size_t at, const char *word) {
  char bytes[4];
  for (size_t left = strlen(word); left > 0;) {
    if (at == 0 || passage->chars[--at] == UTF8_INVALID)
      return false;
    size_t len = utf8_put(passage->chars[at], bytes);
    if (len > left || memcmp(word + left - len, bytes, len) != 0)
      return false;
    left -= len;
  }
  return true;
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
