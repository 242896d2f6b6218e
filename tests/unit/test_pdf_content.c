/* What the pdf room prints itself: numbers, page content, the tables of a font. */
#include "pdf_sample.h"

#include "pdf/cmap.h"
#include "pdf/content.h"
#include "pdf/number.h"

static void numbers_have_no_needless_decimals(void **state) {
  (void)state;
  const struct {
    Milli value;
    const char *printed;
  } cases[] = {{0, "0"},         {1000, "1"},         {28950, "28.95"},          {-3, "-0.003"},
               {100, "0.1"},     {-12000, "-12"},     {841890, "841.89"},        {1, "0.001"},
               {10010, "10.01"}, {999999, "999.999"}, {1234567890, "1234567.89"}};
  Buf out = {0};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    buf_clear(&out);
    pdf_put_milli(&out, cases[i].value);
    assert_string_equal(out.data, cases[i].printed);
  }
  buf_clear(&out);
  buf_put_int(&out, INT64_MIN);
  assert_string_equal(out.data, "-9223372036854775808");
  buf_free(&out);
}

static void lengths_round_to_a_thousandth_of_a_point(void **state) {
  (void)state;
  assert_int_equal(pdf_milli(7560000), 595276); /* 210 mm */
  assert_int_equal(pdf_milli(6), 0);
  assert_int_equal(pdf_milli(7), 1);
  assert_int_equal(pdf_milli(-7), -1);
}

static void characters_beyond_the_bmp_take_surrogates(void **state) {
  (void)state;
  Buf out = {0};
  pdf_put_utf16(&out, 0x4E00);
  pdf_put_utf16(&out, 0xFFFF);
  pdf_put_utf16(&out, 0x10000);
  pdf_put_utf16(&out, 0x20BB7);
  assert_string_equal(out.data, "4E00FFFFD800DC00D842DFB7");
  buf_free(&out);
}

static void widths_list_what_is_not_a_full_em(void **state) {
  (void)state;
  PdfGlyph glyphs[] = {{.code = 1, .width = 500},
                       {.code = 2, .width = 278},
                       {.code = 3, .width = 1000},
                       {.code = 4, .width = 944},
                       {.code = 4, .width = 944, .variant = 1},
                       {.code = 9, .width = 0}};
  PdfFont font = {.glyphs = glyphs, .count = 6, .variants = 2};
  Buf out = {0};
  pdf_put_widths(&out, &font);
  assert_string_equal(out.data, "[1[500 278]4[944]9[0]]");
  buf_clear(&out);
  font.glyphs = &glyphs[2];
  font.count = 1;
  pdf_put_widths(&out, &font);
  assert_string_equal(out.data, "[]");
  buf_free(&out);
}

static void each_resource_maps_its_own_characters(void **state) {
  (void)state;
  PdfGlyph glyphs[] = {{.code = 0x60, .ch = 0xB7},
                       {.code = 0x60, .ch = 0x30FB, .variant = 1},
                       {.code = 0x1E11, .ch = 0x20BB7}};
  PdfFont font = {.glyphs = glyphs, .count = 3, .variants = 2};
  Buf out = {0};
  pdf_put_unicode_map(&out, &font, 0);
  assert_non_null(strstr(out.data, "\n2 beginbfchar\n<0060><00B7>\n<1E11><D842DFB7>\nendbfchar\n"));
  buf_clear(&out);
  pdf_put_unicode_map(&out, &font, 1);
  assert_non_null(strstr(out.data, "\n1 beginbfchar\n<0060><30FB>\nendbfchar\nendcmap\n"));
  buf_free(&out);
}

static void a_map_has_at_most_100_characters_a_block(void **state) {
  (void)state;
  PdfGlyph glyphs[201] = {{0}};
  for (int i = 0; i < 201; i++)
    glyphs[i] = (PdfGlyph){.code = i, .ch = 0x4E00 + (uint32_t)i};
  PdfFont font = {.glyphs = glyphs, .count = 201, .variants = 1};
  Buf out = {0};
  pdf_put_unicode_map(&out, &font, 0);
  assert_non_null(strstr(out.data, "<0063><4E63>\nendbfchar\n100 beginbfchar\n<0064><4E64>\n"));
  assert_non_null(strstr(out.data, "<00C7><4EC7>\nendbfchar\n1 beginbfchar\n<00C8><4EC8>\n"));
  buf_free(&out);
}

/* A line of the sample is a paragraph. */
#define P(id) "/P<</MCID " #id ">>BDC\n"
#define END "EMC\n"

/* The content of the sample's page, every glyph under its character as code;
 * the caller frees it. */
static char *content_of(Sample *sample) {
  PdfFonts *fonts = pdf_fonts_new(&sample->pages);
  for (size_t i = 0; i < fonts->count; i++)
    for (size_t j = 0; j < fonts->fonts[i].count; j++)
      fonts->fonts[i].glyphs[j].code = (int)fonts->fonts[i].glyphs[j].ch;
  PdfTags *tags = pdf_tags_new(&sample->doc);
  pdf_tags_turn_to_page(tags, 0);
  Buf out = {0};
  pdf_put_content(&out, &sample->page, fonts, tags);
  pdf_tags_free(tags);
  pdf_fonts_free(fonts);
  return buf_take(&out);
}

static void assert_content(Sample *sample, const char *expected) {
  char *content = content_of(sample);
  assert_string_equal(content, expected);
  free(content);
}

static void natural_text_needs_no_adjustment(void **state) {
  Sample *sample = *state;
  sample_line(sample, "仿宋", "一二", 16 * EMU_PER_PT);
  sample_line(sample, "仿宋", "三", 16 * EMU_PER_PT);
  assert_content(sample, "BT\n100 775.89 Td\n" P(0) "/F1 16 Tf\n[<4E004E8C>]TJ\n" END
                                                    "0 -20 Td\n" P(1) "[<4E09>]TJ\n" END "ET\n");
}

static void the_page_number_comes_last(void **state) {
  Sample *sample = *state;
  sample_line(sample, "仿宋", "一", 16 * EMU_PER_PT);
  sample->page.folio = sample_line(sample, "仿宋", "12", 14 * EMU_PER_PT);
  sample->page.line_count = 1;
  assert_content(sample, "BT\n100 775.89 Td\n" P(
                             0) "/F1 16 Tf\n[<4E00>]TJ\n" END
                                "0 -20 Td\n/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n"
                                "/F2 14 Tf\n[<00310032>]TJ\n" END "ET\n");
}

static void squeezed_and_stretched_text_is_adjusted(void **state) {
  Sample *sample = *state;
  Line *line = sample_line(sample, "仿宋", "一二三", 16 * EMU_PER_PT);
  sample_move(line, 1, 16 * EMU_PER_PT / 20);
  sample_move(line, 2, -4 * EMU_PER_PT);
  assert_content(sample,
                 "BT\n100 775.89 Td\n" P(0) "/F1 16 Tf\n[<4E00>-50<4E8C>250<4E09>]TJ\n" END "ET\n");
}

static void a_gap_is_marked_so_that_it_is_read_as_no_space(void **state) {
  Sample *sample = *state;
  Line *line = sample_line(sample, "仿宋", "年3月日", 16 * EMU_PER_PT);
  sample_move(line, 1, 4 * EMU_PER_PT);
  sample_move(line, 2, 4 * EMU_PER_PT);
  assert_content(sample, "BT\n100 775.89 Td\n/Span<</MCID 0/ActualText<FEFF5E7400336708>>>BDC\n"
                         "/F1 16 Tf\n[<5E74>]TJ\n/F2 16 Tf\n[-250<0033>]TJ\n"
                         "/F1 16 Tf\n[-250<6708>]TJ\n" END P(1) "[<65E5>]TJ\n" END "ET\n");
}

static void a_step_back_is_marked_so_that_the_line_goes_on(void **state) {
  Sample *sample = *state;
  Line *line = sample_line(sample, "仿宋", "，“一", 16 * EMU_PER_PT);
  sample_move(line, 1, -12 * EMU_PER_PT);
  assert_content(sample, "BT\n100 775.89 Td\n/Span<</MCID 0/ActualText<FEFFFF0C201C>>>BDC\n"
                         "/F1 16 Tf\n[<FF0C>750<201C>]TJ\n" END P(1) "[<4E00>]TJ\n" END "ET\n");
}

/* The fonts have none, so one is made of another character. */
static void a_private_character_says_so_even_in_an_artifact(void **state) {
  Sample *sample = *state;
  sample_line(sample, "仿宋", "一", 16 * EMU_PER_PT)->items[0].ch = 0xE000;
  sample->page.folio = sample_line(sample, "仿宋", "一", 16 * EMU_PER_PT);
  sample->page.folio->items[0].ch = 0xF0000;
  sample->page.line_count = 1;
  assert_content(sample,
                 "BT\n100 775.89 Td\n/Span<</MCID 0/ActualText<FEFFE000>>>BDC\n"
                 "/F1 16 Tf\n[<E000>]TJ\n" END
                 "0 -20 Td\n/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n"
                 "/Span<</ActualText<FEFFDB80DC00>>>BDC\n/F2 16 Tf\n[<0000>]TJ\n" END END "ET\n");
}

/* A string of more than 32,767 bytes would be against PDF/A. */
static void a_long_piece_is_said_in_parts(void **state) {
  Sample *sample = *state;
  enum { ITEMS = 8001 };
  char *text = mem_alloc(3 * ITEMS + 1);
  for (int i = 0; i < ITEMS; i++)
    memcpy(text + 3 * i, "一", 3);
  Line *line = sample_line(sample, "仿宋", text, EMU_PER_PT);
  for (size_t i = 0; i < line->item_count; i++)
    line->items[i].x = 2 * (Emu)i * EMU_PER_PT;
  char *content = content_of(sample);
  const char *first = strstr(content, "/ActualText<");
  assert_non_null(first);
  assert_int_equal(strchr(first + 12, '>') - first - 12, 4 * (8000 + 1));
  const char *second = strstr(content, "/P<</MCID 1>>BDC");
  assert_non_null(second);
  free(content);
  free(text);
}

static void a_real_space_stays_one(void **state) {
  Sample *sample = *state;
  Line *line = sample_line(sample, "仿宋", "a b", 16 * EMU_PER_PT);
  sample_move(line, 2, 4 * EMU_PER_PT);
  assert_content(sample,
                 "BT\n100 775.89 Td\n" P(0) "/F1 16 Tf\n[<00610020>-250<0062>]TJ\n" END "ET\n");
}

static void raised_and_bold_text_is_set_and_reset(void **state) {
  Sample *sample = *state;
  Line *line = sample_line(sample, "仿宋", "一二三四", 15 * EMU_PER_PT);
  line->items[1].bold = true;
  line->items[2].rise = 5 * EMU_PER_PT;
  assert_content(
      sample, "BT\n100 775.89 Td\n" P(0) "/F1 15 Tf\n[<4E00>]TJ\n0.5 w\n2 Tr\n[<4E8C>]TJ\n"
                                         "5 Ts\n0 Tr\n[<4E09>]TJ\n0 Ts\n[<56DB>]TJ\n" END "ET\n");
}

/* Where a viewer puts the last character of a line of one font: the origin of
 * its Td, all advances of 1000, all adjustments. In 1/1000 pt times 1000. */
static int64_t viewed_at(const char *content, int64_t size) {
  int64_t x = 100000000, characters = 0;
  for (const char *at = strchr(content, '['); *at != ']'; at++) {
    if (*at == '<')
      for (at++; *at != '>'; at += 4)
        characters++;
    else if (*at == '-' || (*at >= '0' && *at <= '9'))
      x -= strtoll(at, (char **)&at, 10) * size, at--;
  }
  return x + (characters - 1) * 1000 * size;
}

static void rounding_does_not_add_up(void **state) {
  Sample *sample = *state;
  static const char zhong[] = "中";
  char text[3 * 90 + 1] = "";
  for (int i = 0; i < 90; i++)
    memcpy(text + 3 * i, zhong, sizeof zhong);
  Emu size = 200533; /* 15.79 pt */
  Line *line = sample_line(sample, "仿宋", text, size);
  for (size_t i = 1; i < line->item_count; i++)
    sample_move(line, i, 1371); /* not a whole 1/1000 em */
  char *content = content_of(sample);
  int64_t meant = emu_scale(line->items[89].x, 1000000, EMU_PER_PT);
  int64_t off = viewed_at(content, pdf_milli(size)) - meant;
  assert_in_range(llabs(off), 0, 15790 / 2 + 1);
  free(content);
}

static void rules_are_filled_before_the_text(void **state) {
  Sample *sample = *state;
  sample_line(sample, "仿宋", "一", 16 * EMU_PER_PT);
  /* Edges are rounded: the second begins where the first ends. */
  Rule rules[] = {{1008000, 1332000, 5616000, 6350, 0}, {1008000, 1338350, 6351, 99999, 0}};
  sample->page.rules = rules;
  sample->page.rule_count = 2;
  assert_content(sample, "/Artifact<</Type/Layout>>BDC\n"
                         "79.37 736.508 442.205 0.5 re\n79.37 728.634 0.5 7.874 re\nf\n" END
                         "BT\n100 775.89 Td\n" P(0) "/F1 16 Tf\n[<4E00>]TJ\n" END "ET\n");
}

static void turned_text_reads_down_the_page(void **state) {
  Sample *sample = *state;
  sample->page.width = 842 * EMU_PER_PT;
  sample->page.height = 595 * EMU_PER_PT;
  Line *line = sample_line(sample, "仿宋", "一二", 16 * EMU_PER_PT);
  line->turned = true;
  line->baseline = 800 * EMU_PER_PT;
  sample_line(sample, "仿宋", "三", 16 * EMU_PER_PT)->baseline = 70 * EMU_PER_PT;
  assert_content(sample, "BT\n0 -1 1 0 42 495 Tm\n" P(0) "/F1 16 Tf\n[<4E004E8C>]TJ\n" END
                                                         "1 0 0 1 0 0 Tm\n100 525 Td\n" P(
                                                             1) "[<4E09>]TJ\n" END "ET\n");
}

static void characters_that_share_a_glyph_part(void **state) {
  Sample *sample = *state;
  Line *line = sample_line(sample, "仿宋", "一二一", 16 * EMU_PER_PT);
  line->items[1].glyph = line->items[0].glyph;
  PdfFonts *fonts = pdf_fonts_new(&sample->pages);
  assert_int_equal(fonts->count, 1);
  assert_int_equal(fonts->resources, 2);
  assert_int_equal(fonts->fonts[0].variants, 2);
  assert_int_equal(fonts->fonts[0].count, 2);
  assert_int_equal(pdf_font_glyph(&fonts->fonts[0], &line->items[0])->variant, 0);
  assert_int_equal(pdf_font_glyph(&fonts->fonts[0], &line->items[1])->variant, 1);
  pdf_fonts_free(fonts);
  assert_content(sample, "BT\n100 775.89 Td\n" P(0) "/F1 16 Tf\n[<4E00>]TJ\n/F2 16 Tf\n[<4E8C>]TJ\n"
                                                    "/F1 16 Tf\n[<4E00>]TJ\n" END "ET\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(numbers_have_no_needless_decimals),
      cmocka_unit_test(lengths_round_to_a_thousandth_of_a_point),
      cmocka_unit_test(characters_beyond_the_bmp_take_surrogates),
      cmocka_unit_test(widths_list_what_is_not_a_full_em),
      cmocka_unit_test(each_resource_maps_its_own_characters),
      cmocka_unit_test(a_map_has_at_most_100_characters_a_block),
      cmocka_unit_test_setup_teardown(natural_text_needs_no_adjustment, sample_open, sample_close),
      cmocka_unit_test_setup_teardown(the_page_number_comes_last, sample_open, sample_close),
      cmocka_unit_test_setup_teardown(squeezed_and_stretched_text_is_adjusted, sample_open,
                                      sample_close),
      cmocka_unit_test_setup_teardown(a_gap_is_marked_so_that_it_is_read_as_no_space, sample_open,
                                      sample_close),
      cmocka_unit_test_setup_teardown(a_step_back_is_marked_so_that_the_line_goes_on, sample_open,
                                      sample_close),
      cmocka_unit_test_setup_teardown(a_private_character_says_so_even_in_an_artifact, sample_open,
                                      sample_close),
      cmocka_unit_test_setup_teardown(a_long_piece_is_said_in_parts, sample_open, sample_close),
      cmocka_unit_test_setup_teardown(a_real_space_stays_one, sample_open, sample_close),
      cmocka_unit_test_setup_teardown(raised_and_bold_text_is_set_and_reset, sample_open,
                                      sample_close),
      cmocka_unit_test_setup_teardown(rounding_does_not_add_up, sample_open, sample_close),
      cmocka_unit_test_setup_teardown(rules_are_filled_before_the_text, sample_open, sample_close),
      cmocka_unit_test_setup_teardown(turned_text_reads_down_the_page, sample_open, sample_close),
      cmocka_unit_test_setup_teardown(characters_that_share_a_glyph_part, sample_open,
                                      sample_close),
  };
  return cmocka_run_group_tests_name("pdf_content", tests, NULL, NULL);
}
