/* Where the parts of 红头 and 版记 stand, measured against GB/T 9704-2012, 7.2 and
 * 7.4: on a report that ziping's own rooms make. */
#include "table_sample.h"

#define EM (16 * PT)
#define NEAR (MM / 20)

static Style banner, number, imprint;

static Block *add(Sample *sample, BlockKind kind, BlockZone zone, const Style *style,
                  const char *text) {
  Block *block = sample_block(sample, style, text);
  block->kind = kind;
  block->zone = zone;
  return block;
}

static void make_styles(Sample *sample) {
  banner = number = imprint = sample->body;
  banner.size = 60 * PT;
  banner.pitch = 70 * PT;
  banner.indent_first = number.indent_first = 0;
  banner.colour = 0xFF0000;
  banner.align = number.align = ALIGN_CENTRE;
  imprint.size = 14 * PT;
  imprint.pitch = 22 * PT;
  imprint.indent_left = 400;
  imprint.indent_first = -300;
  imprint.indent_right = 100;
}

static void add_rule(Sample *sample, BlockZone zone, const Style *style, Emu drop, Emu thickness) {
  Block *block = add(sample, BLOCK_RULE, zone, style, "");
  block->rule_drop = drop;
  block->rule = thickness;
}

static void add_head(Sample *sample, const char *office) {
  make_styles(sample);
  add(sample, BLOCK_PARAGRAPH, ZONE_HEAD, &number, "000012");
  add(sample, BLOCK_BANNER, ZONE_HEAD, &banner, office);
  add(sample, BLOCK_BLANK, ZONE_HEAD, &number, "");
  add(sample, BLOCK_BLANK, ZONE_HEAD, &number, "");
  add(sample, BLOCK_ROW, ZONE_HEAD, &number, "青档〔2023〕5号\t签发人：欧阳小明");
  add_rule(sample, ZONE_HEAD, &banner, 2 * MM, PT);
  sample_block(sample, &sample->body, "自评完成。");
}

static void add_imprint(Sample *sample) {
  add_rule(sample, ZONE_IMPRINT, &imprint, 0, MM * 35 / 100);
  add(sample, BLOCK_PARAGRAPH, ZONE_IMPRINT, &imprint, "抄送：青禾市人民政府办公室。");
  add_rule(sample, ZONE_IMPRINT, &imprint, 0, MM / 4);
  add(sample, BLOCK_ROW, ZONE_IMPRINT, &imprint, "青禾市档案馆办公室\t2023年3月6日印发");
  add_rule(sample, ZONE_IMPRINT, &imprint, 0, MM * 35 / 100);
}

static const Page *last_page(const Sample *sample) {
  return &sample->pages->pages[sample->pages->page_count - 1];
}

static const Line *line_of(const Page *page, BlockKind kind, const Sample *sample) {
  for (size_t i = 0; i < page->line_count; i++)
    if (sample->blocks[page->lines[i].block].kind == kind)
      return &page->lines[i];
  fail();
  return NULL;
}

/* The upper edge of the line's ink. */
static Emu ink_top(const Sample *sample, const Line *line) {
  Emu ink = 0;
  for (size_t i = 0; i < line->item_count; i++) {
    const Placed *item = &line->items[i];
    Emu top = item->size * face_ink_top(fonts_face(sample->fonts, item->face), item->glyph) / 1000;
    ink = top > ink ? top : ink;
  }
  return line->baseline - ink;
}

static void assert_near(Emu got, Emu wanted) {
  assert_in_range(got - wanted + NEAR, 0, 2 * NEAR);
}

static Emu end_of(const Line *line) {
  const Placed *last = &line->items[line->item_count - 1];
  return last->x + last->advance;
}

static void the_banner_stands_35_mm_down(void **state) {
  Sample *sample = *state;
  add_head(sample, "青禾市档案馆文件");
  sample_compose(sample);
  const Line *line = line_of(sample->pages->pages, BLOCK_BANNER, sample);
  assert_near(ink_top(sample, line), sample->upright.top + 35 * MM);
  assert_int_equal(line->colour, 0xFF0000);
}

static void a_long_name_becomes_smaller(void **state) {
  Sample *sample = *state;
  add_head(sample, "青禾市档案资料征集编纂保护和数字化建设工作领导小组文件");
  sample_compose(sample);
  const Line *line = line_of(sample->pages->pages, BLOCK_BANNER, sample);
  assert_true(line->is_first && line->is_last);
  assert_true(line->width <= sample->upright.width - 54 * MM);
  assert_true(line->items[0].size < 60 * PT);
  assert_near(ink_top(sample, line), sample->upright.top + 35 * MM);
}

static void number_and_signer_stand_at_the_ends(void **state) {
  Sample *sample = *state;
  add_head(sample, "青禾市档案馆文件");
  sample_compose(sample);
  const Line *line = line_of(sample->pages->pages, BLOCK_ROW, sample);
  assert_near(line->items[0].x, sample->upright.left + EM);
  assert_near(end_of(line), sample->upright.width - sample->upright.right - EM);
}

static void the_red_rule_is_as_wide_as_the_measure(void **state) {
  Sample *sample = *state;
  add_head(sample, "青禾市档案馆文件");
  sample_compose(sample);
  const Page *page = sample->pages->pages;
  const Line *line = line_of(page, BLOCK_ROW, sample);
  assert_int_equal(page->rule_count, 1);
  assert_int_equal(page->rules[0].x, sample->upright.left);
  assert_int_equal(page->rules[0].width, 156 * MM);
  assert_int_equal(page->rules[0].colour, 0xFF0000);
  assert_int_equal(page->rules[0].y, line->top + line->height + 2 * MM);
}

static void the_imprint_ends_at_the_foot(void **state) {
  Sample *sample = *state;
  add_head(sample, "青禾市档案馆文件");
  add_imprint(sample);
  sample_compose(sample);
  const Page *page = last_page(sample);
  const Rule *last = &page->rules[page->rule_count - 1];
  assert_int_equal(sample->pages->page_count, 1);
  assert_int_equal(last->y + last->height, sample->upright.height - sample->upright.bottom);
  const Line *line = &page->lines[page->line_count - 2];
  assert_near(line->items[0].x, sample->upright.left + 14 * PT);
  assert_near(end_of(line), sample->upright.width - sample->upright.right - 14 * PT);
}

/* However long the text is, 版记 is whole and on the last page. */
static void the_imprint_takes_a_page_when_it_must(void **state) {
  Sample *sample = *state;
  make_styles(sample);
  char text[4000] = "";
  for (int words = 1; words < 100; words++) {
    strcat(text, "档案，查阅利用");
    sample->doc.block_count = 0;
    sample_block(sample, &sample->body, text);
    add_imprint(sample);
    sample_compose(sample);
    const Page *page = last_page(sample);
    assert_int_equal(page->rule_count, 3);
    for (size_t i = 1; i < page->line_count; i++)
      assert_true(page->lines[i].top >= page->lines[i - 1].top + page->lines[i - 1].height);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(the_banner_stands_35_mm_down, sample_open, sample_close),
      cmocka_unit_test_setup_teardown(a_long_name_becomes_smaller, sample_open, sample_close),
      cmocka_unit_test_setup_teardown(number_and_signer_stand_at_the_ends, sample_open,
                                      sample_close),
      cmocka_unit_test_setup_teardown(the_red_rule_is_as_wide_as_the_measure, sample_open,
                                      sample_close),
      cmocka_unit_test_setup_teardown(the_imprint_ends_at_the_foot, sample_open, sample_close),
      cmocka_unit_test_setup_teardown(the_imprint_takes_a_page_when_it_must, sample_open,
                                      sample_close)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
