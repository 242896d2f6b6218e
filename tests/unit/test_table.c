/* Tables on pages: rows, spans, page ends, rules, sheets. */
#include "table_checks.h"

static const Page *page_at(const Sample *sample, size_t index) {
  assert_true(index < sample->pages->page_count);
  return &sample->pages->pages[index];
}

static const PlacedRow *row_at(const Page *page, size_t index) {
  assert_true(index < page->row_count);
  return &page->rows[index];
}

/* How often a cell with this text has a first line on the page. */
static int count_text(const Page *page, const char *text) {
  int count = 0;
  for (size_t i = 0; i < page->line_count; i++)
    count += page->lines[i].is_first && strcmp(page->lines[i].text, text) == 0;
  return count;
}

static const Line *first_line(const Page *page, const char *text) {
  for (size_t i = 0; i < page->line_count; i++)
    if (page->lines[i].is_first && strcmp(page->lines[i].text, text) == 0)
      return &page->lines[i];
  fail_msg("not on the page: %s", text);
  return NULL;
}

/* 22 pt: a line of 16, twice 3 of padding, half a point of rule. */
#define ROW_HEIGHT (16 * PT + 6 * PT + PT / 2)

static void shares(Sample *sample, int columns) {
  for (int i = 0; i < columns; i++)
    sample_column(sample, COLUMN_SHARE, 0, 1);
}

static void rows_follow_the_tallest_cell(void **state) {
  Sample *sample = *state;
  shares(sample, 2);
  const char *grid[] = {"一|二\xE2\x80\xA8三\xE2\x80\xA8四", "|"};
  sample_grid(sample, grid, 2);
  sample_table(sample);
  sample->table.cells[2].place = CELL_TOP;
  sample_compose(sample);
  check_all(sample);
  const Page *page = page_at(sample, 0);
  assert_int_equal(row_at(page, 0)->height, ROW_HEIGHT + 32 * PT);
  assert_int_equal(row_at(page, 1)->height, ROW_HEIGHT);
  assert_int_equal(row_at(page, 0)->top, 37 * MM + PT / 4);
  assert_int_equal(page->line_count, 4);
  assert_int_equal(first_line(page, "一")->top, row_at(page, 0)->top + PT / 4 + 19 * PT);
}

static void cells_stand_where_they_are_told(void **state) {
  Sample *sample = *state;
  shares(sample, 4);
  const char *grid[] = {"上|中|下|高\xE2\x80\xA8高\xE2\x80\xA8高"};
  sample_grid(sample, grid, 1);
  sample_table(sample);
  sample->table.cells[0].place = CELL_TOP;
  sample->table.cells[2].place = CELL_BOTTOM;
  sample_compose(sample);
  check_all(sample);
  const Page *page = page_at(sample, 0);
  Emu top = first_line(page, "上")->top;
  assert_int_equal(first_line(page, "中")->top, top + 16 * PT);
  assert_int_equal(first_line(page, "下")->top, top + 32 * PT);
}

static void the_last_row_grows_for_a_cell_over_several(void **state) {
  Sample *sample = *state;
  sample_column(sample, COLUMN_FIXED, 20 * PT, 0);
  shares(sample, 1);
  const char *grid[] = {"一二三四|甲", "^|乙", "<|丙"};
  sample_grid(sample, grid, 2);
  sample_table(sample);
  sample_compose(sample);
  check_all(sample);
  const Page *page = page_at(sample, 0);
  assert_int_equal(row_at(page, 0)->height, ROW_HEIGHT);
  assert_int_equal(row_at(page, 0)->height + row_at(page, 1)->height, ROW_HEIGHT + 48 * PT);
}

static void spans_leave_no_line_inside(void **state) {
  Sample *sample = *state;
  shares(sample, 3);
  const char *grid[] = {"甲|<|乙", "^|<|丙", "丁|戊|己"};
  sample_grid(sample, grid, 3);
  sample_table(sample);
  sample_compose(sample);
  check_all(sample);
  const Page *page = page_at(sample, 0);
  assert_int_equal(page->rule_count, 8);
  const Emu *edges = sample->pages->tables[0].edges;
  /* Between the first two columns only beside the last row. */
  const Rule *rule = &page->rules[5];
  assert_int_equal(rule->x, edges[1] - PT / 4);
  assert_int_equal(rule->y, row_at(page, 2)->top - PT / 4);
  assert_int_equal(rule->height, ROW_HEIGHT + PT / 2);
  assert_int_equal(rule->width, PT / 2);
  sample->table.rule = 0;
  sample_compose(sample);
  assert_int_equal(page_at(sample, 0)->rule_count, 0);
}

enum { MANY = 100 };

/* A head of two rows, then many; the first column merged over each ten. */
static void make_long(Sample *sample, const char *merged) {
  static char texts[MANY][64];
  const char *grid[MANY + 2] = {"指标|名称|<", "^|计划|实际"};
  for (int i = 0; i < MANY; i++) {
    snprintf(texts[i], sizeof texts[i], "%s|目标%d|实绩%d", i % 10 ? "^" : merged, i, i);
    grid[i + 2] = texts[i];
  }
  sample_column(sample, COLUMN_FIXED, 35 * PT, 0);
  shares(sample, 2);
  sample_grid(sample, grid, MANY + 2);
  sample->table.head_rows = 2;
  sample->table.continued = "续表";
}

static void the_head_and_the_merged_text_come_again(void **state) {
  Sample *sample = *state;
  make_long(sample, "产出指标");
  sample_table(sample);
  sample_compose(sample);
  check_all(sample);
  assert_int_equal(sample->pages->page_count, 4);
  for (size_t p = 0; p < 4; p++) {
    const Page *page = page_at(sample, p);
    assert_int_equal(count_text(page, "指标"), 1);
    assert_int_equal(count_text(page, "续表"), p > 0);
    assert_int_equal(row_at(page, 1)->is_repeated, p > 0);
  }
  /* 26 rows on the first page: two of the head, then 24. */
  assert_int_equal(page_at(sample, 0)->row_count, 27);
  assert_int_equal(count_text(page_at(sample, 0), "产出指标"), 3);
  assert_int_equal(count_text(page_at(sample, 1), "产出指标"), 3);
  const Line *line = first_line(page_at(sample, 1), "续表");
  assert_int_equal(line->top, 37 * MM);
  assert_int_equal(line->block, -1);
  assert_int_equal(line->cell, -1);
}

/* Of ten rows one is left on the next page: it has to hold the merged text. */
static void a_row_grows_for_the_part_of_a_merged_cell(void **state) {
  Sample *sample = *state;
  make_long(sample, "一二三四五六七八");
  sample->table.head_rows = 0;
  sample_block(sample, &sample->body, "段");
  sample_block(sample, &sample->body, "段");
  sample_table(sample);
  sample_compose(sample);
  check_all(sample);
  const Page *next = page_at(sample, 1);
  Emu parts = 0;
  for (size_t i = 0; row_at(next, i)->row % 10 != 2; i++)
    parts += row_at(next, i)->height;
  assert_true(parts >= ROW_HEIGHT + 3 * 16 * PT);
}

static void a_row_higher_than_a_page_is_cut_by_lines(void **state) {
  Sample *sample = *state;
  Buf text = {0}, row = {0};
  for (int i = 0; i < 900; i++)
    buf_puts(&text, "长文字，");
  buf_printf(&row, "短|%s", text.data);
  shares(sample, 2);
  const char *grid[] = {"栏一|栏二", "甲|乙", row.data, "丙|丁"};
  sample_grid(sample, grid, 4);
  sample->table.head_rows = 1;
  sample->table.continued = "续表";
  sample_table(sample);
  sample_compose(sample);
  check_all(sample);
  assert_int_equal(sample->pages->page_count, 6);
  assert_int_equal(row_at(page_at(sample, 0), 2)->row, 2);
  assert_int_equal(row_at(page_at(sample, 1), 1)->row, 2);
  assert_int_equal(count_text(page_at(sample, 0), "短"), 1);
  assert_int_equal(count_text(page_at(sample, 1), "短"), 0);
  /* Each page is filled as far as whole lines go. */
  const PlacedRow *cut = row_at(page_at(sample, 1), 1);
  assert_true(foot_of_text(page_at(sample, 1)) - cut->top - cut->height < 17 * PT);
  buf_free(&text);
  buf_free(&row);
}

static void a_merged_cell_longer_than_a_page_goes_on(void **state) {
  Sample *sample = *state;
  Buf row = {0};
  for (int i = 0; i < 600; i++)
    buf_puts(&row, "很长的说明");
  buf_puts(&row, "|甲");
  shares(sample, 2);
  const char *grid[] = {row.data, "^|乙", "^|丙", "丁|戊"};
  sample_grid(sample, grid, 4);
  sample_table(sample);
  sample_compose(sample);
  check_all(sample);
  assert_int_equal(count_text(page_at(sample, 0), "丙"), 1);
  assert_int_equal(row_at(page_at(sample, 1), 0)->row, 2);
  buf_free(&row);
}

/* Caption and unit line go to the next page with the head and the first row. */
static void what_stands_above_is_kept_with_the_first_row(void **state) {
  Sample *sample = *state;
  make_long(sample, "指");
  int fillers = 17;
  for (int i = 0; i < fillers; i++)
    sample_block(sample, &sample->body, "段");
  sample_block(sample, &sample->caption, "表题");
  sample_block(sample, &sample->caption, "单位");
  sample_table(sample);
  sample_compose(sample);
  check_all(sample);
  /* 19 lines leave two: 60 pt, and the head with one row takes 67.5. */
  assert_int_equal(page_at(sample, 0)->row_count, 0);
  assert_int_equal(page_at(sample, 0)->line_count, 17);
  assert_int_equal(count_text(page_at(sample, 1), "表题"), 1);
  for (int i = 0; i < fillers; i++)
    sample->blocks[i].len = i > 0 ? sample->blocks[i].len : 0;
  sample->table.padding_y = 0;
  sample_compose(sample);
  check_all(sample);
  /* Without padding they take 49.5. */
  assert_int_equal(count_text(page_at(sample, 0), "单位"), 1);
  assert_int_equal(page_at(sample, 0)->row_count, 3);
}

/* The page that the note begins on has a row of the body. */
static void check_note(const Sample *sample, const char *note) {
  for (size_t p = 0; p < sample->pages->page_count; p++) {
    const Page *page = page_at(sample, p);
    if (count_text(page, note) == 0)
      continue;
    assert_true(page->row_count > 0);
    assert_false(page->rows[page->row_count - 1].is_repeated);
    return;
  }
  fail_msg("no page has the note");
}

/* However many rows there are, and however long the last one is: its text grows
 * with each try by half a line, through more than a page. */
static void notes_stand_with_the_last_row(void **state) {
  Sample *sample = *state;
  shares(sample, 2);
  Buf text = {0};
  const char *grid[40] = {"栏一|栏二"};
  sample->caption.keep_with_next = false;
  sample->caption.space_before = 6 * PT;
  sample->table.continued = "续表";
  sample_table(sample);
  sample_block(sample, &sample->caption, "注：甲")->is_note = true;
  sample_block(sample, &sample->caption, "签")->is_note = true;
  sample_block(sample, &sample->body, "后文");
  sample->table.head_rows = 1;
  for (int tries = 0; tries < 120; tries++) {
    int rows = 2 + tries % 38;
    for (int row = 1; row + 1 < rows; row++)
      grid[row] = "甲|乙";
    buf_puts(&text, "长文字，长文字，");
    grid[rows - 1] = arena_printf(sample->arena, "丙|%s", text.data);
    sample_grid(sample, grid, rows);
    sample_compose(sample);
    check_note(sample, "注：甲");
    check_note(sample, "签");
  }
  buf_free(&text);
}

static void notes_longer_than_a_quarter_page_go_on(void **state) {
  Sample *sample = *state;
  shares(sample, 2);
  const char *grid[] = {"栏一|栏二", "甲|乙"};
  sample_grid(sample, grid, 2);
  for (int i = 0; i < 19; i++)
    sample_block(sample, &sample->body, "段");
  sample_table(sample);
  for (int i = 0; i < 12; i++)
    sample_block(sample, &sample->body, "注")->is_note = true;
  sample_compose(sample);
  /* The first five take a quarter page; no room is left for the second row. */
  assert_int_equal(sample->pages->page_count, 2);
  assert_int_equal(page_at(sample, 0)->row_count, 1);
  assert_int_equal(page_at(sample, 1)->row_count, 1);
  assert_int_equal(count_text(page_at(sample, 1), "注"), 12);
}

static void a_head_as_high_as_the_page_is_not_repeated(void **state) {
  Sample *sample = *state;
  Buf row = {0};
  for (int i = 0; i < 30; i++)
    buf_puts(&row, "栏\xE2\x80\xA8");
  buf_puts(&row, "栏|二");
  shares(sample, 2);
  const char *grid[] = {row.data, "甲|乙", "丙|丁", "戊|己", "庚|辛", "壬|癸", "子|丑", "寅|卯"};
  sample_grid(sample, grid, 8);
  sample->table.head_rows = 1;
  sample_table(sample);
  sample_compose(sample);
  assert_non_null(sample->pages);
  assert_int_equal(sample->pages->page_count, 2);
  assert_int_equal(count_text(page_at(sample, 1), "二"), 0);
  check_all(sample);
  buf_free(&row);
}

static void a_cell_over_the_heads_foot_is_closed_there(void **state) {
  Sample *sample = *state;
  shares(sample, 2);
  const char *grid[] = {"甲|乙", "^|丙"};
  sample_grid(sample, grid, 2);
  sample->table.head_rows = 1;
  sample_table(sample);
  sample_compose(sample);
  assert_non_null(sample->pages);
  const Page *page = page_at(sample, 0);
  assert_int_equal(count_text(page, "甲"), 2);
  assert_int_equal(page->rule_count, 6);
  assert_int_equal(page->rules[1].width, page->rules[0].width);
}

static void a_table_may_be_all_head_or_nothing(void **state) {
  Sample *sample = *state;
  shares(sample, 2);
  const char *grid[] = {"甲|乙", "丙|丁"};
  sample_grid(sample, grid, 2);
  sample->table.head_rows = 2;
  sample_table(sample);
  sample_compose(sample);
  check_all(sample);
  assert_int_equal(page_at(sample, 0)->row_count, 2);
  sample->table.row_count = 0;
  sample->table.cell_count = 0;
  sample_block(sample, &sample->body, "后文");
  sample_compose(sample);
  assert_int_equal(sample->pages->table_count, 0);
  assert_int_equal(page_at(sample, 0)->line_count, 1);
}

static void tables_that_touch_share_a_rule(void **state) {
  Sample *sample = *state;
  shares(sample, 2);
  const char *grid[] = {"甲|乙"};
  sample_grid(sample, grid, 1);
  Table above = sample->table;
  sample->table.column_count = 0;
  shares(sample, 3);
  const char *other[] = {"一|二|三"};
  sample_grid(sample, other, 1);
  sample_table(sample)->table = &above;
  Block *below = sample_table(sample);
  sample_compose(sample);
  const Page *page = page_at(sample, 0);
  assert_int_equal(row_at(page, 1)->top, row_at(page, 0)->top + ROW_HEIGHT);
  assert_int_equal(page->rule_count, 5 + 5);
  for (size_t i = 0; i < page->rule_count; i++)
    for (size_t j = 0; j < i; j++)
      assert_memory_not_equal(&page->rules[i], &page->rules[j], sizeof(Rule));
  /* Not when something stands between them. */
  Style apart = sample->cell;
  apart.space_before = PT;
  below->style = &apart;
  sample_compose(sample);
  page = page_at(sample, 0);
  assert_int_equal(row_at(page, 1)->top, row_at(page, 0)->top + ROW_HEIGHT + PT / 2 + PT);
  assert_int_equal(page->rule_count, 5 + 6);
}

static void number_is(Sample *sample, size_t index, int number, int total, const char *folio) {
  const Page *page = page_at(sample, index);
  assert_int_equal(page->number, number);
  assert_int_equal(page->total, total);
  if (folio)
    assert_string_equal(page->folio->text, folio);
  else
    assert_null(page->folio);
}

static void sections_number_their_pages(void **state) {
  Sample *sample = *state;
  sample->upright.folio.text = "第{页}页 共{共}页";
  Section sections[] = {{&sample->upright, false, 1, false},
                        {&sample->upright, true, 4, false},
                        {&sample->upright, true, 0, false},
                        {&sample->upright, false, 0, false},
                        {&sample->upright, true, 1, false}};
  sample->doc.sections = sections;
  sample->doc.section_count = 5;
  for (int i = 0; i < 5; i++)
    sample_block(sample, &sample->body, "文")->section = i;
  sample_compose(sample);
  assert_int_equal(sample->pages->page_count, 5);
  number_is(sample, 0, 1, 1, NULL);
  number_is(sample, 1, 4, 6, "第4页 共6页");
  number_is(sample, 2, 5, 6, "第5页 共6页");
  number_is(sample, 3, 6, 6, NULL);
  number_is(sample, 4, 1, 1, "第1页 共1页");
}

static void a_sideways_table_has_sheets_of_its_own(void **state) {
  Sample *sample = *state;
  make_long(sample, "产出指标");
  sample_block(sample, &sample->body, "前文");
  sample_block(sample, &sample->caption, "表题")->section = 1;
  sample_table(sample)->section = 1;
  sample_block(sample, &sample->body, "后文")->section = 2;
  sample->sections[1] = (Section){&sample->sideways, true, 0, false};
  sample->sections[2] = (Section){&sample->upright, true, 0, false};
  sample->doc.section_count = 3;
  sample_compose(sample);
  assert_non_null(sample->pages);
  size_t last = sample->pages->page_count - 1;
  for (size_t p = 0; p <= last; p++) {
    const Page *page = page_at(sample, p);
    bool upright = p == 0 || p == last;
    assert_int_equal(page->number, p + 1);
    assert_ptr_equal(page->setup, upright ? &sample->upright : &sample->sideways);
    assert_int_equal(page->width, upright ? 210 * MM : 297 * MM);
    assert_int_equal(page->folio->turned, !upright);
    /* The same place on the sheet, whichever way it lies. */
    assert_int_equal(page->folio->top, 297 * MM - 35 * MM + 7 * MM);
    bool left = p % 2;
    assert_true(left ? page->folio->x < 60 * MM : page->folio->x > 150 * MM);
  }
  assert_int_equal(count_text(page_at(sample, 1), "表题"), 1);
  assert_int_equal(count_text(page_at(sample, last), "后文"), 1);
  assert_int_equal(page_at(sample, last)->row_count, 0);
}

static void the_print_names_cells_rows_and_lines(void **state) {
  Sample *sample = *state;
  shares(sample, 2);
  const char *grid[] = {"甲|乙", "^|丙"};
  sample_grid(sample, grid, 2);
  sample_table(sample);
  sample_compose(sample);
  Buf out = {0};
  pages_print(sample->pages, &out);
  const char *body = strstr(out.data, "\n1.1");
  assert_non_null(body);
  assert_string_equal(body + 1, "1.1 格1.1 位64.93,46.72 宽18.029 自然1.000 排成1.000 段末 | 甲\n"
                                "1.2 格1.2 位142.84,42.75 宽18.029 自然1.000 排成1.000 段末 | 乙\n"
                                "1.3 格2.2 位142.84,50.69 宽18.029 自然1.000 排成1.000 段末 | 丙\n"
                                "1.表行 1 位37.09 高7.94\n"
                                "1.表行 2 位45.03 高7.94\n"
                                "1.线 位28.00,37.00 宽156.00 高0.18\n"
                                "1.线 位105.91,44.94 宽78.09 高0.18\n"
                                "1.线 位28.00,52.88 宽156.00 高0.18\n"
                                "1.线 位28.00,37.00 宽0.18 高16.05\n"
                                "1.线 位105.91,37.00 宽0.18 高16.05\n"
                                "1.线 位183.82,37.00 宽0.18 高16.05\n"
                                "1.页码 位167.07,273.52 | — 1 —\n");
  buf_free(&out);
}

static void expect_refusal(Sample *sample, const char *message) {
  sample_compose(sample);
  assert_null(sample->pages);
  char *messages = sample_messages(sample);
  assert_non_null(strstr(messages, message));
  free(messages);
}

static void a_page_that_holds_no_line_of_a_cell_is_refused(void **state) {
  Sample *sample = *state;
  shares(sample, 2);
  const char *grid[] = {"甲|乙", "丙|丁"};
  sample_grid(sample, grid, 2);
  sample_table(sample);
  sample->table.padding_y = 310 * PT;
  expect_refusal(sample, "数据.xml:1:1: 错误: 样式“表文”的一行放不进版心");
  sample->table.padding_y = 0;
  Style high = sample->cell;
  high.pitch = 200 * PT;
  sample->table.continued = "续表";
  sample->table.continued_style = &high;
  expect_refusal(sample, "布局.xml:7:3: 错误: 样式“表文”的一行放不进版心");
}

#define SAMPLE_TEST(name) cmocka_unit_test_setup_teardown(name, sample_open, sample_close)

int main(void) {
  const struct CMUnitTest tests[] = {
      SAMPLE_TEST(rows_follow_the_tallest_cell),
      SAMPLE_TEST(cells_stand_where_they_are_told),
      SAMPLE_TEST(the_last_row_grows_for_a_cell_over_several),
      SAMPLE_TEST(spans_leave_no_line_inside),
      SAMPLE_TEST(the_head_and_the_merged_text_come_again),
      SAMPLE_TEST(a_row_grows_for_the_part_of_a_merged_cell),
      SAMPLE_TEST(a_row_higher_than_a_page_is_cut_by_lines),
      SAMPLE_TEST(a_merged_cell_longer_than_a_page_goes_on),
      SAMPLE_TEST(what_stands_above_is_kept_with_the_first_row),
      SAMPLE_TEST(notes_stand_with_the_last_row),
      SAMPLE_TEST(notes_longer_than_a_quarter_page_go_on),
      SAMPLE_TEST(a_head_as_high_as_the_page_is_not_repeated),
      SAMPLE_TEST(a_cell_over_the_heads_foot_is_closed_there),
      SAMPLE_TEST(a_table_may_be_all_head_or_nothing),
      SAMPLE_TEST(tables_that_touch_share_a_rule),
      SAMPLE_TEST(sections_number_their_pages),
      SAMPLE_TEST(a_sideways_table_has_sheets_of_its_own),
      SAMPLE_TEST(the_print_names_cells_rows_and_lines),
      SAMPLE_TEST(a_page_that_holds_no_line_of_a_cell_is_refused),
  };
  return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
