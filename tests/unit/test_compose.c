/* Classes, breaking, setting and titles on hand-made characters; then the
 * properties that hold for any text, over 10,000 random paragraphs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "compose/lines.h"
#include "compose/title.h"

enum { EM = 16 * EMU_PER_PT };

typedef struct Text {
  Char chars[2048];
  uint32_t at[2048];
  size_t count;
} Text;

/* Han and marks one em, letters and digits half, a point and a space a quarter. */
static Text read_text(const char *utf8) {
  Text text = {0};
  size_t len = strlen(utf8);
  for (size_t at = 0; at < len; text.count++) {
    text.at[text.count] = (uint32_t)at;
    Char *item = &text.chars[text.count];
    item->ch = utf8_next(utf8, len, &at);
    item->class = class_of(item->ch);
    item->em = EM;
    item->advance = class_is_full_width(item->class)                        ? EM
                    : item->ch == ' ' || item->ch == '.' || item->ch == ',' ? EM / 4
                    : item->ch == DOC_LINE_BREAK                            ? 0
                                                                            : EM / 2;
  }
  return text;
}

static BreakRule rule_of(BreakMode mode) {
  PageSetup page = {.mode = mode, .squeeze = true, .squeeze_pairs = true};
  return break_rule(&page);
}

/* The lines of text at a measure in ems, with | between. */
static void expect_lines(BreakMode mode, const char *utf8, int ems, const char *wanted) {
  Text text = read_text(utf8);
  BreakRule rule = rule_of(mode);
  chars_prepare(&rule, text.chars, text.count);
  BrokenLine *lines = NULL;
  size_t count = 0, capacity = 0;
  paragraph_break(&rule, text.chars, text.count, (Emu)ems * EM, (Emu)ems * EM, &lines, &count,
                  &capacity);
  Buf got = {0};
  for (size_t i = 0; i < count; i++) {
    size_t end = lines[i].end < text.count ? text.at[lines[i].end] : strlen(utf8);
    buf_add(&got, utf8 + text.at[lines[i].start], end - text.at[lines[i].start]);
    if (i + 1 < count)
      buf_putc(&got, '|');
  }
  assert_string_equal(got.data, wanted);
  buf_free(&got);
  free(lines);
}

static void classes_follow_the_standards(void **state) {
  (void)state;
  assert_int_equal(class_of(0x4E00), CLASS_HAN);
  assert_int_equal(class_of(0x20BB7), CLASS_HAN);
  assert_int_equal(class_of(0x3000), CLASS_HAN);
  assert_int_equal(class_of(0x2103), CLASS_HAN);
  assert_int_equal(class_of(0x2460), CLASS_HAN);
  assert_int_equal(class_of(0xFF08), CLASS_OPEN);
  assert_int_equal(class_of(0x201D), CLASS_CLOSE);
  assert_int_equal(class_of(0x3001), CLASS_PAUSE);
  assert_int_equal(class_of(0x3002), CLASS_STOP);
  assert_int_equal(class_of(0x00B7), CLASS_MIDDLE);
  assert_int_equal(class_of(0x2014), CLASS_DASH);
  assert_int_equal(class_of('7'), CLASS_DIGIT);
  assert_int_equal(class_of('N'), CLASS_LETTER);
  assert_int_equal(class_of(0x00E9), CLASS_LETTER);
  assert_int_equal(class_of('%'), CLASS_SIGN);
  assert_int_equal(class_of(0x2030), CLASS_SIGN);
  assert_int_equal(class_of(0x00B2), CLASS_SIGN);
  assert_true(kinsoku_no_start(0xFF0C, KINSOKU_WORD));
  assert_true(kinsoku_no_end(0x300A, KINSOKU_WORD));
  assert_false(kinsoku_no_start('/', KINSOKU_WORD));
  assert_true(kinsoku_no_start('/', KINSOKU_STRICT));
  assert_false(kinsoku_no_end(0x2265, KINSOKU_WORD)); /* ≥ */
  assert_true(kinsoku_no_end(0x2265, KINSOKU_STRICT));
}

static void word_takes_in_what_sticks_out_by_half_an_em(void **state) {
  (void)state;
  /* Eight characters with a pair of marks: the pair gives half an em at once. */
  expect_lines(BREAK_WORD, "一二三四五六七八九", 8, "一二三四五六七八|九");
  /* 九 would stick out by a whole em: not taken although the mark could give. */
  expect_lines(BREAK_WORD, "一二，三四五六七八九", 8, "一二，三四五六七|八九");
  /* A digit in the line: 八 sticks out by half an em, the mark gives it. */
  expect_lines(BREAK_WORD, "一，2三四五六七八九", 8, "一，2三四五六七|八九");
  expect_lines(BREAK_WORD, "一，22三四五六七八", 8, "一，22三四五六七|八");
  /* What is bound comes along when the marks can give all of it. */
  expect_lines(BREAK_WORD, "一，二，三四五六，七八", 8, "一，二，三四五六，|七八");
  expect_lines(BREAK_WORD, "一二三四五六七八，九", 8, "一二三四五六七|八，九");
}

static void nothing_is_split_that_holds_together(void **state) {
  (void)state;
  expect_lines(BREAK_WORD, "支出一二三四2,457.31万元", 8, "支出一二三四|2,457.31万元");
  expect_lines(BREAK_WORD, "一二三四五六七——八九", 8, "一二三四五六|七——八九");
  expect_lines(BREAK_WORD, "一二三四五六七……八九", 8, "一二三四五六|七……八九");
  expect_lines(BREAK_WORD, "一二三四五六1+7+N校地", 8, "一二三四五六|1+7+N校地");
  expect_lines(BREAK_WORD, "一二三四五六七（八）九", 8, "一二三四五六七|（八）九");
  expect_lines(BREAK_WORD, "一二三四五六92.5%完", 8, "一二三四五六|92.5%完");
  expect_lines(BREAK_WORD, "一二三四五六七25℃八", 8, "一二三四五六七|25℃八");
  expect_lines(BREAK_WORD, "一二 performance evaluation", 8, "一二 performance |evaluation");
}

static void a_space_does_not_part_a_bracket_from_its_text(void **state) {
  (void)state;
  expect_lines(BREAK_WORD, "一二三四五六七（ 八九", 8, "一二三四五六七|（ 八九");
  expect_lines(BREAK_WORD, "一二三四五六七  八九", 8, "一二三四五六七  |八九");
}

static void what_is_wider_than_a_line_is_cut(void **state) {
  (void)state;
  expect_lines(BREAK_WORD, "aaaaaaaaaaaaaaaaaaaa", 4, "aaaaaaaa|aaaaaaaa|aaaa");
  expect_lines(BREAK_WORD, "一", 1, "一");
}

static void clreq_pushes_in_or_out_and_leaves_no_lone_character(void **state) {
  (void)state;
  expect_lines(BREAK_CLREQ, "一，22三四五六七八", 8, "一，22三四五六|七八");
  expect_lines(BREAK_CLREQ, "一二三四五六七八，九", 8, "一二三四五六七|八，九");
  expect_lines(BREAK_CLREQ, "一，三，五六七八，九", 8, "一，三，五六七八，|九");
  /* 六 would stand alone: the marks give the room for it. */
  expect_lines(BREAK_WORD, "一，二，三，四五六", 8, "一，二，三，四五|六");
  expect_lines(BREAK_CLREQ, "一，二，三，四五六", 8, "一，二，三，四五六");
  expect_lines(BREAK_CLREQ, "一二三四五六七八九", 8, "一二三四五六七八|九");
}

static void set_line(BreakMode mode, const char *utf8, int tenths, bool justify, Text *text,
                     SetLine *set) {
  *text = read_text(utf8);
  BreakRule rule = rule_of(mode);
  chars_prepare(&rule, text->chars, text->count);
  BrokenLine line = {0, text->count, END_FULL};
  *set = line_set(&rule, text->chars, line, emu_scale(EM, tenths, 10), justify);
}

static void squeezed_marks_share_alike(void **state) {
  (void)state;
  Text text;
  SetLine set;
  set_line(BREAK_WORD, "一，二、三四", 55, true, &text, &set);
  assert_int_equal(set.squeezed, EM / 2);
  assert_int_equal(set.width, emu_scale(EM, 55, 10));
  assert_int_equal(text.chars[1].room, EM - EM / 4);
  assert_int_equal(text.chars[3].room, EM - EM / 4);
  assert_int_equal(text.chars[0].room, EM);
}

static void clreq_squeezes_in_order(void **state) {
  (void)state;
  Text text;
  SetLine set;
  set_line(BREAK_CLREQ, "一，二（三）四。", 75, true, &text, &set);
  assert_int_equal(text.chars[7].room, EM / 2); /* the mark at the end first */
  assert_int_equal(text.chars[1].room, EM);
  set_line(BREAK_CLREQ, "一，二（三）四五", 75, true, &text, &set);
  assert_int_equal(text.chars[1].room, EM); /* brackets before pauses */
  assert_int_equal(text.chars[3].room, EM - EM / 4);
  assert_int_equal(text.chars[3].shift, -EM / 4);
}

/* What breaking a line reckons with, setting it must find: 80/1000 em a gap, of
 * the em of the character behind it (125 in CLREQ's mode). */
static void gaps_of_unlike_sizes_give_all_they_can(void **state) {
  (void)state;
  static const struct {
    BreakMode mode;
    int give;
  } cases[] = {{BREAK_WORD, 80}, {BREAK_CLREQ, 125}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Text text = read_text("一a二b三");
    BreakRule rule = rule_of(cases[i].mode);
    text.chars[3].em = EM / 2;
    chars_prepare(&rule, text.chars, text.count);
    Emu natural = 4 * EM;
    for (size_t at = 0; at < text.count; at++)
      natural += text.chars[at].gap;
    Emu give = 3 * emu_scale(EM, cases[i].give, 1000) + emu_scale(EM / 2, cases[i].give, 1000);
    BrokenLine line = {0, text.count, END_SQUEEZED};
    SetLine set = line_set(&rule, text.chars, line, natural - give, true);
    assert_int_equal(set.natural, natural);
    assert_int_equal(set.width, natural - give);
  }
}

static void pairs_give_half_an_em_at_once(void **state) {
  (void)state;
  Text text;
  SetLine set;
  set_line(BREAK_WORD, "一”（二", 40, false, &text, &set);
  assert_int_equal(set.natural, EM * 7 / 2);
  assert_int_equal(text.chars[1].room, EM / 2);
  set_line(BREAK_WORD, "（“一", 40, false, &text, &set);
  assert_int_equal(text.chars[1].shift, -EM / 2);
}

static void stretching_leaves_words_whole(void **state) {
  (void)state;
  Text text;
  SetLine set;
  set_line(BREAK_WORD, "一二12三", 60, true, &text, &set);
  assert_int_equal(set.width, 6 * EM);
  assert_int_equal(text.chars[2].room, EM / 2);
  assert_true(text.chars[0].room > EM && text.chars[3].room > EM / 2);
}

static void expect_title(const char *utf8, const char *keep, int first, int ems,
                         const char *wanted) {
  Text text = read_text(utf8);
  BreakRule rule = rule_of(BREAK_WORD);
  chars_prepare(&rule, text.chars, text.count);
  BrokenLine *lines = NULL;
  size_t count = 0, capacity = 0;
  title_break(&rule, text.chars, text.at, text.count, utf8, keep, (Emu)first * EM, (Emu)ems * EM,
              &lines, &count, &capacity);
  Buf got = {0};
  for (size_t i = 0; i < count; i++) {
    size_t end = lines[i].end < text.count ? text.at[lines[i].end] : strlen(utf8);
    buf_add(&got, utf8 + text.at[lines[i].start], end - text.at[lines[i].start]);
    if (i + 1 < count)
      buf_putc(&got, '|');
  }
  assert_string_equal(got.data, wanted);
  buf_free(&got);
  free(lines);
}

static void titles_are_balanced_and_cut_no_word(void **state) {
  (void)state;
  expect_title("绩效自评报告", NULL, 20, 20, "绩效自评报告");
  expect_title("2023年度清河县文化和旅游局部门整体支出绩效自评报告", "清河县文化和旅游局", 20, 20,
               "2023年度清河县文化和旅游局|部门整体支出绩效自评报告");
  expect_title("甲乙丙\xE2\x80\xA8丁戊", NULL, 20, 20, "甲乙丙\xE2\x80\xA8|丁戊");
}

/* Of the whole title's first line, not of the one behind a forced break. */
static void a_title_has_room_for_its_indent(void **state) {
  (void)state;
  expect_title("绩效自评报告", NULL, 6, 8, "绩效自评报告");
  expect_title("绩效自评报告", NULL, 2, 8, "绩效|自评报告");
  expect_title("绩效自评\xE2\x80\xA8绩效自评报告", NULL, 4, 8, "绩效自评\xE2\x80\xA8|绩效自评报告");
}

/* ---- properties over random text ---- */

static uint64_t seed;

static uint32_t dice(uint32_t sides) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(seed >> 33) % sides;
}

static uint32_t random_char(void) {
  static const uint32_t marks[] = {0xFF0C, 0x3002, 0x3001, 0xFF1B, 0xFF1A, 0x201C, 0x201D,
                                   0xFF08, 0xFF09, 0x300A, 0x300B, 0x2014, 0x2026, 0x00B7,
                                   0xFF05, 0x2103, 0x3000, 0xFF01, 0xFF1F, 0x2018, 0x2019};
  switch (dice(10)) {
  case 0:
    return marks[dice(sizeof marks / sizeof *marks)];
  case 1:
    return marks[dice(6)];
  case 2:
    return '0' + dice(10);
  case 3:
    return dice(3) ? 'a' + dice(26) : (uint32_t) " .,-+%/()"[dice(9)];
  default:
    return 0x4E00 + dice(6000);
  }
}

static Text random_text(void) {
  Text text = {.count = 1 + dice(200)};
  for (size_t i = 0; i < text.count; i++) {
    Char *item = &text.chars[i];
    item->ch = i > 0 && text.chars[i - 1].ch == 0x2014 && dice(2) ? 0x2014 : random_char();
    item->class = class_of(item->ch);
    item->em = EM;
    item->advance = class_is_full_width(item->class) ? EM : EM * (Emu)(25 + dice(50)) / 100;
  }
  return text;
}

/* A cluster wider than the line may be cut anywhere; elsewhere a line must end
 * at a break place. */
static bool is_emergency(const BreakRule *rule, const Text *text, BrokenLine line, Emu measure) {
  size_t end = line.start + 1;
  while (end < text->count && !text->chars[end].may_break)
    end++;
  if (end <= line.end)
    return false;
  BrokenLine whole = {line.start, end, END_FULL};
  Text copy = *text;
  SetLine set = line_set(rule, copy.chars, whole, measure, false);
  return set.width > measure;
}

static void check_line(const BreakRule *rule, Text *text, BrokenLine line, Emu measure) {
  assert_true(line.end > line.start && line.end <= text->count);
  if (line.end < text->count && !text->chars[line.end].may_break)
    assert_true(is_emergency(rule, text, line, measure));
  SetLine set = line_set(rule, text->chars, line, measure, line.ending != END_PARAGRAPH);
  Emu sum = 0;
  for (size_t i = line.start; i < line.end; i++) {
    assert_true(text->chars[i].room >= 0);
    sum += text->chars[i].room;
  }
  assert_int_equal(sum, set.width);
  if (line.end - line.start > 1)
    assert_true(set.width <= measure);
}

static void check_break_place(const BreakRule *rule, const Char *before, const Char *after) {
  if (!after->may_break)
    return;
  assert_false(kinsoku_no_start(after->ch, rule->kinsoku));
  assert_false(kinsoku_no_end(before->ch, rule->kinsoku));
  assert_false(before->ch == 0x2014 && after->ch == 0x2014);
  assert_false(before->ch == 0x2026 && after->ch == 0x2026);
  assert_false(before->class == CLASS_DIGIT && after->class == CLASS_DIGIT);
}

static void check_paragraph(const BreakRule *rule, Text *text, Emu first, Emu measure) {
  BrokenLine *lines = NULL, *again = NULL;
  size_t count = 0, capacity = 0, again_count = 0, again_capacity = 0;
  chars_prepare(rule, text->chars, text->count);
  for (size_t i = 1; i < text->count; i++)
    check_break_place(rule, &text->chars[i - 1], &text->chars[i]);
  paragraph_break(rule, text->chars, text->count, first, measure, &lines, &count, &capacity);
  paragraph_break(rule, text->chars, text->count, first, measure, &again, &again_count,
                  &again_capacity);
  assert_int_equal(count, again_count);
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(lines[i].end, again[i].end);
    assert_int_equal(lines[i].ending, again[i].ending);
    assert_int_equal(lines[i].start, i ? lines[i - 1].end : 0);
    check_line(rule, text, lines[i], i ? measure : first);
  }
  assert_int_equal(lines[count - 1].end, text->count);
  free(lines);
  free(again);
}

static void ten_thousand_random_paragraphs(void **state) {
  (void)state;
  static const int measures[] = {20, 28, 37};
  seed = 20221231;
  for (int i = 0; i < 10000; i++) {
    PageSetup page = {.mode = (BreakMode)dice(3),
                      .kinsoku = (KinsokuLevel)dice(2),
                      .squeeze = dice(4) > 0,
                      .squeeze_pairs = dice(4) > 0};
    BreakRule rule = break_rule(&page);
    rule.hang = false; /* hanging marks do stand outside */
    Text text = random_text();
    Emu measure = (Emu)measures[dice(3)] * EM;
    check_paragraph(&rule, &text, measure - 2 * EM, measure);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(classes_follow_the_standards),
      cmocka_unit_test(word_takes_in_what_sticks_out_by_half_an_em),
      cmocka_unit_test(nothing_is_split_that_holds_together),
      cmocka_unit_test(a_space_does_not_part_a_bracket_from_its_text),
      cmocka_unit_test(what_is_wider_than_a_line_is_cut),
      cmocka_unit_test(clreq_pushes_in_or_out_and_leaves_no_lone_character),
      cmocka_unit_test(squeezed_marks_share_alike),
      cmocka_unit_test(clreq_squeezes_in_order),
      cmocka_unit_test(gaps_of_unlike_sizes_give_all_they_can),
      cmocka_unit_test(pairs_give_half_an_em_at_once),
      cmocka_unit_test(stretching_leaves_words_whole),
      cmocka_unit_test(titles_are_balanced_and_cut_no_word),
      cmocka_unit_test(a_title_has_room_for_its_indent),
      cmocka_unit_test(ten_thousand_random_paragraphs),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
