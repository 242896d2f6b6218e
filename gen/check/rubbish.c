/* What no one wrote: traces of conversions, places left to be filled in,
 * characters that nobody sees. */
#include "check/rules.h"

/* Wherever they stand. */
static Words traces = {
    .list = "[bookmark:|[image:|[comment:|[footnote:|[table:|HYPERLINK|PAGEREF|MERGEFIELD|_Toc|"
            "_GoBack|_x000D_|&nbsp;|&amp;|&lt;|&gt;|&quot;|<br|<w:|{{|}}|#REF!|#DIV/0!|#VALUE!|"
            "#NAME?|#N/A|####|锟斤拷|烫烫烫|错误!未找到引用源|错误！未找到引用源|错误!未定义书签|"
            "错误！未定义书签|Error! |â€|ï¼|\xEF\xBF\xBD"};

static Words blanks = {.list = "XX|xx|××|＿＿|__|□□|（）|()"};

/* {值 …}: {, a name and }, as a form's or a sheet's author writes what is to be filled in. */
static size_t braced(const Passage *passage, size_t at) {
  enum { MOST = 40 };
  bool has_name = false;
  if (passage->chars[at] != '{')
    return 0;
  for (size_t i = at + 1; i < passage->count && i < at + MOST; i++) {
    uint32_t ch = passage->chars[i];
    if (ch == '}')
      return has_name ? i + 1 - at : 0;
    has_name |= is_han(ch) || is_letter(ch);
  }
  return 0;
}

static size_t trace_end(const Passage *passage, size_t at, size_t length) {
  size_t end = at + length;
  if (passage->chars[at] == '[') {
    for (size_t close = end; close < passage->count && close < end + 60; close++) {
      if (passage->chars[close] == ']')
        return close + 1;
    }
  }
  return end;
}

static void check_traces(Check *check, const Passage *passage) {
  for (size_t at = 0; at < passage->count; at++) {
    size_t trace = words_at(passage, at, &traces);
    trace = trace > 0 ? trace : braced(passage, at);
    if (trace == 0)
      continue;
    finding(check, passage_pos(passage, at), CHECK_TRACE,
            quote(check, passage, at, trace_end(passage, at, trace)));
    return;
  }
}

/* XX and ×× beside Chinese or at an edge; not part of a word (XXL). */
static bool is_blank(const Passage *passage, size_t at, size_t length, size_t *end) {
  uint32_t left = at > 0 ? passage->chars[at - 1] : 0;
  *end = at + length;
  while (*end < passage->count && passage->chars[*end] == passage->chars[*end - 1])
    (*end)++;
  uint32_t right = passage->chars[*end];
  return !is_letter(left) && !is_letter(right) && !is_digit(left) && !is_digit(right);
}

static void check_blanks(Check *check, const Passage *passage) {
  for (size_t at = 0; at < passage->count; at++) {
    size_t blank = words_at(passage, at, &blanks), end = 0;
    if (blank == 0 || !is_blank(passage, at, blank, &end))
      continue;
    finding(check, passage_pos(passage, at), CHECK_BLANK, around(check, passage, at, end));
    return;
  }
}

/* Control characters, marks of direction and joining, separators, private
 * characters. U+2028 is the doc's own line break. */
static bool is_unseen(uint32_t ch) {
  if (is_han(ch))
    return false;
  return (ch < 0x20 && ch != '\t' && ch != '\n') || (ch >= 0x7F && ch < 0xA0) || ch == 0xAD ||
         ch == 0x61C || ch == 0x180E || (ch >= 0x200B && ch <= 0x200F) ||
         (ch >= 0x2029 && ch <= 0x202E) || (ch >= 0x2060 && ch <= 0x2069) || ch == 0xFEFF ||
         (ch >= 0xFFF9 && ch <= 0xFFFB) || (ch >= 0xE000 && ch <= 0xF8FF) || ch >= 0xE0000;
}

/* Which character it is of those that were written in one place. */
static size_t ordinal_in_place(const Passage *passage, size_t at) {
  Pos pos = passage_pos(passage, at);
  size_t first = at;
  while (first > 0 && pos_equal(passage_pos(passage, first - 1), pos))
    first--;
  return at - first + 1;
}

static void check_unseen(Check *check, const Passage *passage) {
  size_t count = 0, first = 0;
  for (size_t at = passage->count; at > 0; at--) {
    if (is_unseen(passage->chars[at - 1])) {
      count++;
      first = at - 1;
    }
  }
  if (count > 0)
    finding(check, passage_pos(passage, first), CHECK_INVISIBLE,
            arena_printf(check->arena, "U+%04X", (unsigned)passage->chars[first]),
            count_text(check, ordinal_in_place(passage, first)), count_text(check, count));
}

void rules_rubbish(Check *check) {
  for (size_t i = 0; i < check->count; i++) {
    check_traces(check, &check->passages[i]);
    check_blanks(check, &check->passages[i]);
    check_unseen(check, &check->passages[i]);
  }
}
