/* Words, names and clauses written twice in a row. */
#include <string.h>
#include <uchar.h>
#include <unicode/ubrk.h>

#include "base/utf8.h"
#include "check/rules.h"

/* Lengths in characters. */
enum {
  TWICE_LEAST = 3,  /* the same again at once: 进一步进一步 */
  TWICE_MOST = 40,  /* … and no longer than this */
  NAME_LEAST = 6,   /* a name that begins again */
  NAME_GAP = 16,    /* … with no more than this between */
  CLAUSE_LEAST = 8, /* a clause that is said again at once */
};

static bool same(const Passage *passage, size_t a, size_t b, size_t length) {
  return passage->chars[a] == passage->chars[b] &&
         memcmp(passage->chars + a, passage->chars + b, length * sizeof *passage->chars) == 0;
}

static size_t han_end(const Passage *passage, size_t at) {
  while (at < passage->count && is_han(passage->chars[at]))
    at++;
  return at;
}

/* The shortest stretch at [at, end) that stands there twice; 0 when none does. */
static size_t twice_at(const Passage *passage, size_t at, size_t end) {
  for (size_t length = TWICE_LEAST; length <= TWICE_MOST && at + 2 * length <= end; length++) {
    if (same(passage, at, at + length, length))
      return length;
  }
  return 0;
}

/* What stands between makes two names of it: they are joined, or the first is
 * not a whole name. */
static bool parts_names(const Passage *passage, size_t start, size_t end) {
  static Words joints = {
      .list = "和|与|及|同|对|向|由|为|给|将|把|从|到|在|以|或|是|的|至|让|请|受|经|代|并"};
  static Words endings = {
      .list = "部|局|委|厅|办|处|科|室|院|校|馆|所|站|中心|公司|会|组|队|社|团|府|厂|镇|乡|村|街道|"
              "区|县|市|省"};
  return start < end &&
         (words_in(passage, start, end, &joints) || !words_before(passage, end, &endings));
}

/* A name at the head of a stretch that begins anew soon after: where; 0 when
 * it doesn't. */
static size_t name_again(const Passage *passage, size_t start, size_t end) {
  for (size_t again = start + NAME_LEAST; again + NAME_LEAST <= end; again++) {
    if (!same(passage, start, again, NAME_LEAST))
      continue;
    size_t length = NAME_LEAST;
    while (start + length < again && again + length < end &&
           same(passage, start + length, again + length, 1))
      length++;
    size_t gap = again - start - length;
    return gap <= NAME_GAP && !parts_names(passage, start + length, again) ? again : 0;
  }
  return 0;
}

/* One finding for a stretch of Han characters; true when there was one. */
static bool check_stretch(Check *check, const Passage *passage, size_t start, size_t end) {
  size_t again = name_again(passage, start, end < start + 80 ? end : start + 80);
  if (again > 0) {
    size_t length = 0;
    while (again + length < end && start + length < again &&
           same(passage, start + length, again + length, 1))
      length++;
    finding(check, passage_pos(passage, again), CHECK_NAME_TWICE,
            quote(check, passage, start, again + length),
            quote(check, passage, again, again + length));
    return true;
  }
  for (size_t at = start; at < end; at++) {
    size_t length = twice_at(passage, at, end);
    if (length == 0)
      continue;
    finding(check, passage_pos(passage, at), CHECK_WORD_TWICE,
            around(check, passage, at, at + 2 * length), quote(check, passage, at, at + length));
    return true;
  }
  return false;
}

static bool check_stretches(Check *check, const Passage *passage) {
  for (size_t at = 0; at < passage->count; at++) {
    size_t end = han_end(passage, at);
    if (end > at && check_stretch(check, passage, at, end))
      return true;
    at = end;
  }
  return false;
}

/* Single characters that no sentence has twice in a row. */
static bool is_function_word(uint32_t ch) {
  static const char32_t words[] = U"的和与在了是对将由为被把";
  for (size_t i = 0; words[i]; i++) {
    if (words[i] == ch)
      return true;
  }
  return false;
}

static bool is_word_twice(const char *text, int32_t last, int32_t start, int32_t end) {
  size_t len = (size_t)(end - start);
  if (start - last != end - start || memcmp(text + last, text + start, len) != 0)
    return false;
  size_t at = 0;
  uint32_t first = utf8_next(text + start, len, &at);
  return is_han(first) && (at < len || is_function_word(first));
}

/* One or two characters that may be a word stand twice in a row somewhere;
 * check_stretches has found what is longer. Asked first, since finding words
 * takes time. */
static bool has_short_twice(const Passage *passage) {
  for (size_t at = 0; at + 1 < passage->count; at++) {
    uint32_t ch = passage->chars[at];
    if ((ch == passage->chars[at + 1] && is_function_word(ch)) ||
        (is_han(ch) && at + 4 <= passage->count && same(passage, at, at + 2, 2)))
      return true;
  }
  return false;
}

/* By the dictionary of words: 的的 in 目的的 is none. */
static void check_words(Check *check, const Passage *passage, UBreakIterator *words) {
  const Block *block = passage->block;
  const char *text = block->text + block->label_len;
  size_t len = block->len - block->label_len;
  UErrorCode status = U_ZERO_ERROR;
  UText *utext = utext_openUTF8(NULL, text, (int64_t)len, &status);
  ubrk_setUText(words, utext, &status);
  int32_t last = 0, start = 0;
  for (int32_t end = ubrk_first(words); U_SUCCESS(status) && end != UBRK_DONE;
       end = ubrk_next(words)) {
    if (end > start && is_word_twice(text, last, start, end)) {
      size_t before = utf8_count(text, (size_t)last),
             length = utf8_count(text + last, (size_t)(start - last));
      finding(check, passage_pos(passage, before), CHECK_WORD_TWICE,
              around(check, passage, before, before + 2 * length),
              quote(check, passage, before, before + length));
      break;
    }
    last = start;
    start = end;
  }
  utext_close(utext);
}

/* A clause that the next one begins with once more: 甲乙丙。甲乙丙，丁. */
static void check_clauses(Check *check, const Passage *passage) {
  size_t start = 0, length = 0;
  for (size_t at = 0; at <= passage->count; at++) {
    if (at < passage->count && !ends_clause(passage->chars[at]))
      continue;
    size_t own = at - start;
    if (own == length && own >= CLAUSE_LEAST && same(passage, start - length - 1, start, own)) {
      finding(check, passage_pos(passage, start), CHECK_WORD_TWICE,
              quote(check, passage, start - length - 1, at), quote(check, passage, start, at));
      return;
    }
    length = own;
    start = at + 1;
  }
}

void rules_words(Check *check) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *words = NULL;
  for (size_t i = 0; i < check->count; i++) {
    const Passage *passage = &check->passages[i];
    if (!check_stretches(check, passage) && has_short_twice(passage)) {
      words = words ? words : ubrk_open(UBRK_WORD, "zh", NULL, 0, &status);
      if (words && U_SUCCESS(status))
        check_words(check, passage, words);
    }
    if (passage->is_prose)
      check_clauses(check, passage);
  }
  if (words)
    ubrk_close(words);
}
