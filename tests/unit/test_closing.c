/* Where 署名 and 成文日期 stand, measured against GB/T 9704-2012, 7.3.5; and that
 * they never stand on a page without text. */
#include "table_sample.h"

#define EM (16 * PT)
#define DATE "2023年3月5日"
#define LONG_DATE "2023年12月15日"

/* Offices with | between them, after these paragraphs. */
static void close_with(Sample *sample, const char *offices, const char *date, bool sealed) {
  static Style closing;
  closing = sample->body;
  closing.indent_first = 0;
  closing.align = ALIGN_LEFT;
  sample_block(sample, &closing, "")->kind = BLOCK_BLANK;
  sample->blocks[sample->doc.block_count - 1].is_kept = true;
  while (*offices) {
    size_t len = strcspn(offices, "|");
    Block *block = sample_block(sample, &closing, arena_copy_n(sample->arena, offices, len));
    block->kind = BLOCK_OFFICE;
    block->is_kept = true;
    block->is_sealed = sealed;
    offices += len + (offices[len] == '|');
  }
  Block *block = sample_block(sample, &closing, date);
  block->kind = BLOCK_DATE;
  block->is_sealed = sealed;
}

/* The n-th line from the end of the last page. */
static const Line *from_end(const Sample *sample, size_t n) {
  const Page *page = &sample->pages->pages[sample->pages->page_count - 1];
  assert_true(n < page->line_count);
  return &page->lines[page->line_count - 1 - n];
}

static Emu left_of(const Line *line) {
  return line->x;
}

static Emu right_of(const Line *line) {
  return line->x + line->width;
}

static Emu edge(const Sample *sample) {
  return sample->upright.width - sample->upright.right;
}

static void sample_text(Sample *sample, const char *offices, const char *date, bool sealed) {
  sample->doc.block_count = 0;
  sample_block(sample, &sample->body, "自评完成。")->is_kept = true;
  close_with(sample, offices, date, sealed);
  sample_compose(sample);
}

static void assert_near(Emu got, Emu wanted) {
  assert_in_range(got - wanted + 1, 0, 2);
}

static void under_a_seal_the_date_is_four_ems_in(void **state) {
  Sample *sample = *state;
  sample_text(sample, "青禾市档案馆", DATE, true);
  const Line *date = from_end(sample, 0), *office = from_end(sample, 1);
  assert_int_equal(right_of(date), edge(sample) - 4 * EM);
  assert_near(left_of(office) + right_of(office), left_of(date) + right_of(date));
}

static void a_long_name_under_a_seal_moves_both_to_the_left(void **state) {
  Sample *sample = *state;
  sample_text(sample, "青禾市档案资料征集编纂保护和数字化建设中心", DATE, true);
  const Line *date = from_end(sample, 0), *office = from_end(sample, 1);
  assert_near(right_of(office), edge(sample));
  assert_near(left_of(office) + right_of(office), left_of(date) + right_of(date));
}

static void without_a_seal_the_name_is_two_ems_in(void **state) {
  Sample *sample = *state;
  sample_text(sample, "青禾市档案资料中心", DATE, false);
  const Line *date = from_end(sample, 0), *office = from_end(sample, 1);
  assert_int_equal(right_of(office), edge(sample) - 2 * EM);
  assert_int_equal(left_of(date), left_of(office) + 2 * EM);
}

static void a_date_longer_than_the_name_is_two_ems_in(void **state) {
  Sample *sample = *state;
  sample_text(sample, "档案馆", LONG_DATE, false);
  const Line *date = from_end(sample, 0), *office = from_end(sample, 1);
  assert_int_equal(right_of(date), edge(sample) - 2 * EM);
  assert_int_equal(left_of(date), left_of(office) + 2 * EM);
}

static void several_offices_begin_at_one_edge(void **state) {
  Sample *sample = *state;
  sample_text(sample, "青禾市档案馆|青禾市地方志办公室", DATE, false);
  const Line *date = from_end(sample, 0), *other = from_end(sample, 1),
             *first = from_end(sample, 2);
  assert_int_equal(left_of(first), left_of(other));
  assert_int_equal(right_of(other), edge(sample) - 2 * EM);
  assert_int_equal(left_of(date), left_of(first) + 2 * EM);
}

/* The middle of the n-th name of a row, whose places begin with a space. */
static Emu centre_of(const Line *row, int place) {
  size_t first = 0;
  while (place >= 0)
    place -= row->items[first++].ch == ' ';
  size_t end = first;
  while (end < row->item_count && row->items[end].ch != ' ')
    end++;
  const Placed *last = &row->items[end - 1];
  return (row->items[first].x + last->x + last->advance) / 2;
}

static void offices_under_seals_stand_in_rows(void **state) {
  Sample *sample = *state;
  sample_text(sample, "\t档案馆\t财政局\t审计局|\t\t\t人大办", DATE, true);
  const Line *date = from_end(sample, 0), *second = from_end(sample, 1),
             *first = from_end(sample, 2);
  Emu above_date = (left_of(date) + right_of(date)) / 2;
  assert_int_equal(right_of(date), edge(sample) - 4 * EM);
  assert_near(centre_of(first, 2), above_date);
  assert_near(centre_of(second, 2), above_date);
  assert_near(centre_of(first, 0) + centre_of(first, 2), 2 * centre_of(first, 1));
  assert_near(centre_of(first, 0), sample->upright.left + DOC_SEAL / 2);
}

static void a_name_wider_than_the_page_breaks(void **state) {
  Sample *sample = *state;
  for (int sealed = 0; sealed < 2; sealed++) {
    sample_text(sample,
                "青禾市档案资料征集编纂保护和数字化建设工作领导小组办公室地方志和年鉴编纂工作处",
                DATE, sealed);
    const Page *page = sample->pages->pages;
    assert_int_equal(page->line_count, 5);
    for (size_t i = 0; i < page->line_count; i++) {
      assert_true(left_of(&page->lines[i]) >= sample->upright.left);
      assert_true(right_of(&page->lines[i]) <= edge(sample));
    }
  }
}

/* The text fills the page more and more, by paragraphs of many lines and of one. */
static void text_stands_on_the_page_of_the_closing(void **state) {
  Sample *sample = *state;
  static const char word[] = "档案，查阅利用";
  char text[4000] = "";
  for (int words = 1; words < 150; words++) {
    strcat(text, word);
    for (int extra = 0; extra < 2; extra++) {
      sample->doc.block_count = 0;
      Block *block = sample_block(sample, &sample->body, text);
      if (extra)
        block = sample_block(sample, &sample->body, "自评完成。");
      block->is_kept = true;
      close_with(sample, "青禾市档案馆", DATE, words % 2);
      sample_compose(sample);
      const Line *date = from_end(sample, 0), *last = from_end(sample, 3);
      assert_int_equal(sample->blocks[date->block].kind, BLOCK_DATE);
      assert_int_equal(sample->blocks[last->block].kind, BLOCK_PARAGRAPH);
    }
  }
  assert_int_equal(msg_count(sample->messages, MSG_WARNING), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(under_a_seal_the_date_is_four_ems_in, sample_open,
                                      sample_close),
      cmocka_unit_test_setup_teardown(a_long_name_under_a_seal_moves_both_to_the_left, sample_open,
                                      sample_close),
      cmocka_unit_test_setup_teardown(without_a_seal_the_name_is_two_ems_in, sample_open,
                                      sample_close),
      cmocka_unit_test_setup_teardown(a_date_longer_than_the_name_is_two_ems_in, sample_open,
                                      sample_close),
      cmocka_unit_test_setup_teardown(several_offices_begin_at_one_edge, sample_open, sample_close),
      cmocka_unit_test_setup_teardown(offices_under_seals_stand_in_rows, sample_open, sample_close),
      cmocka_unit_test_setup_teardown(a_name_wider_than_the_page_breaks, sample_open, sample_close),
      cmocka_unit_test_setup_teardown(text_stands_on_the_page_of_the_closing, sample_open,
                                      sample_close)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
