/* How wide a table's columns become, and which tables are refused. */
#include "table_sample.h"

/* Between the middles of the outer rules. */
#define MEASURE (156 * MM - PT / 2)
/* Two paddings and a rule. */
#define FRAME (4 * PT + PT / 2)

static Emu width_of(const Sample *sample, int column) {
  assert_non_null(sample->pages);
  const Emu *edges = sample->pages->tables[0].edges;
  return edges[column + 1] - edges[column];
}

static Emu sum_of(const Sample *sample) {
  Emu sum = 0;
  for (int c = 0; c < sample->table.column_count; c++)
    sum += width_of(sample, c);
  return sum;
}

static void compose_row(Sample *sample, const char *row) {
  const char *grid[] = {row};
  sample_grid(sample, grid, 1);
  if (sample->doc.block_count == 0)
    sample_table(sample);
  sample_compose(sample);
}

static void fixed_columns_are_as_wide_as_given(void **state) {
  Sample *sample = *state;
  sample_column(sample, COLUMN_FIXED, 22 * MM, 0);
  sample_column(sample, COLUMN_FIXED, 41 * MM, 0);
  compose_row(sample, "甲|乙");
  assert_int_equal(width_of(sample, 0), 22 * MM);
  assert_int_equal(width_of(sample, 1), 41 * MM);
  /* Narrower than the measure, the table stands in its middle. */
  Emu left = sample->pages->tables[0].edges[0] - 28 * MM;
  assert_int_equal(left, PT / 4 + (MEASURE - 63 * MM) / 2);
}

static void shares_divide_what_is_left_to_the_last_emu(void **state) {
  Sample *sample = *state;
  sample_column(sample, COLUMN_FIXED, 20 * MM, 0);
  sample_column(sample, COLUMN_SHARE, 0, 1);
  sample_column(sample, COLUMN_SHARE, 0, 2);
  sample_column(sample, COLUMN_SHARE, 0, 4);
  compose_row(sample, "甲|乙|丙|丁");
  Emu rest = MEASURE - 20 * MM;
  assert_int_equal(width_of(sample, 1), rest / 7);
  assert_in_range(width_of(sample, 2), rest * 2 / 7, rest * 2 / 7 + 1);
  assert_in_range(width_of(sample, 3), rest * 4 / 7, rest * 4 / 7 + 1);
  assert_int_equal(sum_of(sample), MEASURE);
}

static void a_small_share_still_holds_a_character(void **state) {
  Sample *sample = *state;
  sample_column(sample, COLUMN_SHARE, 0, 1);
  sample_column(sample, COLUMN_SHARE, 0, 100);
  sample_column(sample, COLUMN_SHARE, 0, 100);
  compose_row(sample, "甲|乙|丙");
  assert_int_equal(width_of(sample, 0), 12 * PT + FRAME);
  assert_int_equal(sum_of(sample), MEASURE);
}

static void content_columns_take_one_line(void **state) {
  Sample *sample = *state;
  sample_column(sample, COLUMN_CONTENT, 0, 0);
  sample_column(sample, COLUMN_CONTENT, 0, 0);
  sample_column(sample, COLUMN_SHARE, 0, 1);
  compose_row(sample, "指标|名称（含）\xE2\x80\xA8数|丙");
  assert_int_equal(width_of(sample, 0), 24 * PT + FRAME);
  assert_int_equal(width_of(sample, 1), 60 * PT + FRAME);
  assert_int_equal(sum_of(sample), MEASURE);
  assert_int_equal(sample->pages->pages[0].line_count, 4);
  sample->columns[2].kind = COLUMN_CONTENT;
  compose_row(sample, "指标|名称（含）数|≥15次");
  assert_int_equal(sample->pages->pages[0].line_count, 3);
  assert_true(sum_of(sample) < MEASURE);
}

static void long_content_is_bounded_and_short_spared(void **state) {
  Sample *sample = *state;
  sample_column(sample, COLUMN_CONTENT, 0, 0);
  sample_column(sample, COLUMN_CONTENT, 0, 0);
  sample_column(sample, COLUMN_SHARE, 0, 1);
  compose_row(sample, "指标|一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十|丙");
  Emu rest = MEASURE - 24 * PT - FRAME;
  assert_int_equal(width_of(sample, 0), 24 * PT + FRAME);
  assert_int_equal(width_of(sample, 1), rest / 2);
  assert_int_equal(sum_of(sample), MEASURE);
  sample->columns[2].kind = COLUMN_CONTENT;
  compose_row(sample, "指标|一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十|丙");
  assert_int_equal(width_of(sample, 1), 360 * PT + FRAME);
  assert_int_equal(width_of(sample, 2), 12 * PT + FRAME);
}

static void a_cell_over_content_columns_widens_them(void **state) {
  Sample *sample = *state;
  sample_column(sample, COLUMN_CONTENT, 0, 0);
  sample_column(sample, COLUMN_CONTENT, 0, 0);
  sample_column(sample, COLUMN_SHARE, 0, 1);
  const char *grid[] = {"年度资金总额|<|丙", "甲|乙|丁"};
  sample_grid(sample, grid, 2);
  sample_table(sample);
  sample_compose(sample);
  assert_int_equal(width_of(sample, 0) + width_of(sample, 1), 72 * PT + FRAME);
  assert_in_range(width_of(sample, 1) - width_of(sample, 0), 0, 1);
}

static void indents_count(void **state) {
  Sample *sample = *state;
  sample->cell.indent_first = 200;
  sample->cell.indent_right = 50;
  sample_column(sample, COLUMN_CONTENT, 0, 0);
  sample_column(sample, COLUMN_SHARE, 0, 1);
  compose_row(sample, "指标\xE2\x80\xA8指标指|丙");
  assert_int_equal(width_of(sample, 0), 54 * PT + FRAME);
}

static void expect_refusal(Sample *sample, const char *message) {
  assert_null(sample->pages);
  assert_int_equal(msg_status(sample->messages), EXIT_BAD_INPUT);
  char *messages = sample_messages(sample);
  assert_non_null(strstr(messages, message));
  free(messages);
}

static void fixed_columns_must_fit(void **state) {
  Sample *sample = *state;
  sample_column(sample, COLUMN_FIXED, 78 * MM, 0);
  sample_column(sample, COLUMN_FIXED, MEASURE - 78 * MM, 0);
  compose_row(sample, "甲|乙");
  assert_int_equal(sum_of(sample), MEASURE);
  sample->columns[1].width++;
  compose_row(sample, "甲|乙");
  expect_refusal(sample, "布局.xml:7:3: 错误: 表的各列至少共宽 155.8mm，版心只有 "
                         "155.8mm；请改小固定的列宽，或改用横页 [表过宽]");
}

static void the_other_columns_must_hold_a_character(void **state) {
  Sample *sample = *state;
  sample_column(sample, COLUMN_FIXED, MEASURE - 12 * PT - FRAME, 0);
  sample_column(sample, COLUMN_SHARE, 0, 1);
  compose_row(sample, "甲|乙");
  assert_int_equal(width_of(sample, 1), 12 * PT + FRAME);
  sample->columns[0].width = 154 * MM;
  sample->columns[1].kind = COLUMN_CONTENT;
  compose_row(sample, "甲|乙");
  expect_refusal(sample, "布局.xml:7:3: 错误: 表的各列至少共宽 159.8mm，版心只有 "
                         "155.8mm；请改小固定的列宽，或改用横页 [表过宽]");
}

static void a_cell_must_hold_a_character(void **state) {
  Sample *sample = *state;
  sample_column(sample, COLUMN_SHARE, 0, 1);
  sample_column(sample, COLUMN_FIXED, 12 * PT + FRAME, 0);
  compose_row(sample, "甲|乙");
  assert_non_null(sample->pages);
  sample->columns[1].width--;
  compose_row(sample, "甲|乙");
  expect_refusal(sample,
                 "数据.xml:1:2: 错误: "
                 "这一格放不下样式“表文”的一个字；请加大列宽，或减小字号、缩进和格内边距 [格过窄]");
}

#define SAMPLE_TEST(name) cmocka_unit_test_setup_teardown(name, sample_open, sample_close)

int main(void) {
  const struct CMUnitTest tests[] = {
      SAMPLE_TEST(fixed_columns_are_as_wide_as_given),
      SAMPLE_TEST(shares_divide_what_is_left_to_the_last_emu),
      SAMPLE_TEST(a_small_share_still_holds_a_character),
      SAMPLE_TEST(content_columns_take_one_line),
      SAMPLE_TEST(long_content_is_bounded_and_short_spared),
      SAMPLE_TEST(a_cell_over_content_columns_widens_them),
      SAMPLE_TEST(indents_count),
      SAMPLE_TEST(fixed_columns_must_fit),
      SAMPLE_TEST(the_other_columns_must_hold_a_character),
      SAMPLE_TEST(a_cell_must_hold_a_character),
  };
  return cmocka_run_group_tests_name("table_columns", tests, NULL, NULL);
}
