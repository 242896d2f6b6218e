/* Single marks: half-width ones in Chinese text, doubled ones, stray spaces. */
#include "check/rules.h"

/* The places of one kind of slip in a passage; the first is quoted. */
typedef struct Slips {
  size_t start, end;
  size_t count;
} Slips;

static void note(Slips *slips, size_t start, size_t end) {
  if (slips->count++ == 0) {
    slips->start = start;
    slips->end = end;
  }
}

static uint32_t before(const Passage *passage, size_t at) {
  return at > 0 ? passage->chars[at - 1] : 0;
}

/* What Chinese writes instead; NULL for what is no half-width mark. */
static const char *full_width(uint32_t ch) {
  switch (ch) {
  case ',':
    return "，";
  case ';':
    return "；";
  case ':':
    return "：";
  case '?':
    return "？";
  case '!':
    return "！";
  case '.':
    return "。";
  case '"':
    return "“ ”";
  default:
    return NULL;
  }
}

static bool is_chinese(uint32_t ch) {
  return is_han(ch) || is_mark(ch);
}

/* Behind or before Chinese, but not where Latin text or a figure goes on. A
 * point ends a sentence only behind Chinese, and not at the head (一.). */
static bool is_half_width_slip(const Passage *passage, size_t at) {
  uint32_t left = before(passage, at), right = passage->chars[at + 1];
  if (passage->chars[at] == '.')
    return at > 2 && is_chinese(left) && !is_digit(right) && !is_letter(right) && right != '.';
  if (is_digit(left) && is_digit(right))
    return false;
  if (passage->chars[at] == '!' && (is_letter(left) || is_digit(left))) /* #REF! */
    return false;
  return is_chinese(left) || is_chinese(right);
}

static void check_half_width(Check *check, const Passage *passage) {
  Slips slips = {0};
  for (size_t at = 0; at < passage->count; at++) {
    if (full_width(passage->chars[at]) && is_half_width_slip(passage, at))
      note(&slips, at, at + 1);
  }
  if (slips.count > 0)
    finding(check, passage_pos(passage, slips.start), CHECK_HALF_WIDTH,
            around(check, passage, slips.start, slips.end),
            quote(check, passage, slips.start, slips.end), count_text(check, slips.count),
            full_width(passage->chars[slips.start]));
}

/* ，、；：。 and their half-width twins; never two in a row. */
static bool is_single(uint32_t ch) {
  return ch == 0xFF0C || ch == 0x3001 || ch == 0xFF1B || ch == 0xFF1A || ch == 0x3002 ||
         ch == ',' || ch == ';';
}

static void check_doubled(Check *check, const Passage *passage) {
  Slips slips = {0};
  for (size_t at = 0; at < passage->count; at++) {
    size_t end = at;
    while (end < passage->count && is_single(passage->chars[end]))
      end++;
    if (end - at < 2)
      continue;
    note(&slips, at, end);
    at = end - 1;
  }
  if (slips.count > 0)
    finding(check, passage_pos(passage, slips.start), CHECK_DOUBLED_MARKS,
            around(check, passage, slips.start, slips.end),
            quote(check, passage, slips.start, slips.end), count_text(check, slips.count));
}

/* Depth of titles and quotations, in which a space parts two phrases. */
static int depth_after(int depth, uint32_t ch) {
  if (ch == 0x201C || ch == 0x300A || ch == 0x2018 || ch == 0x3008)
    return depth + 1;
  if (ch == 0x201D || ch == 0x300B || ch == 0x2019 || ch == 0x3009)
    return depth > 0 ? depth - 1 : 0;
  return depth;
}

static bool is_opening(uint32_t ch) {
  return ch == 0x201C || ch == 0x2018 || ch == 0x300A || ch == 0x3008 || ch == 0xFF08 ||
         ch == 0x3010 || ch == 0x3014;
}

/* Marks that have their blank on the other side, or none at all. */
static bool is_slip_between(uint32_t left, uint32_t right, int depth, size_t length) {
  if (is_opening(left) || (is_mark(right) && !is_opening(right)))
    return true;
  if (is_mark(left)) /* room for names to be signed: 负责人：　　　电话： */
    return length == 1 && (is_chinese(right) || is_digit(right));
  return is_han(left) && is_chinese(right) && depth == 0 && length < 3;
}

/* 第一条 and what it says are parted by a space. */
static bool ends_number(const Passage *passage, size_t at) {
  static Words levels = {.list = "条|章|节|款|编"};
  size_t start = at > 10 ? at - 10 : 0;
  static Words ordinal = {.list = "第"};
  return words_before(passage, at, &levels) && words_in(passage, start, at, &ordinal);
}

static void check_spaces(Check *check, const Passage *passage) {
  Slips slips = {0};
  int depth = 0;
  for (size_t at = 0; at < passage->count; at++) {
    depth = depth_after(depth, passage->chars[at]);
    size_t end = at;
    while (end < passage->count && is_space(passage->chars[end]))
      end++;
    if (end == at)
      continue;
    bool at_edge = at == 0 || end == passage->count;
    if (!at_edge && ends_number(passage, at))
      continue;
    if (at_edge || is_slip_between(passage->chars[at - 1], passage->chars[end], depth, end - at))
      note(&slips, at, end);
    at = end - 1;
  }
  if (slips.count > 0)
    finding(check, passage_pos(passage, slips.start), CHECK_SPACE,
            around(check, passage, slips.start, slips.end), count_text(check, slips.count));
}

void rules_marks(Check *check) {
  for (size_t i = 0; i < check->count; i++) {
    check_half_width(check, &check->passages[i]);
    check_doubled(check, &check->passages[i]);
    if (check->passages[i].is_prose)
      check_spaces(check, &check->passages[i]);
  }
}
