/* The locked form: lines and pages end where Pages, made by hand, ends them. */
#include "docx_sample.h"

#include "xml/xml.h"

#define DOCUMENT "word/document.xml"
#define PITCH (30 * PT)
#define TOP (37 * MM)
#define MEASURE (448 * PT)

typedef struct Locked {
  Sample *sample;
  Line lines[2][4];
  Page sheets[2];
  Pages pages;
} Locked;

static int locked_new(void **state) {
  void *sample;
  if (sample_new(&sample) != 0)
    return -1;
  Locked *locked = mem_alloc(sizeof *locked);
  *locked = (Locked){.sample = sample};
  for (int i = 0; i < 2; i++)
    locked->sheets[i] =
        (Page){.number = i + 1, .setup = &locked->sample->page, .lines = locked->lines[i]};
  locked->pages = (Pages){.doc = &locked->sample->doc,
                          .fonts = locked->sample->fonts,
                          .pages = locked->sheets,
                          .page_count = 1};
  *state = locked;
  return 0;
}

static int locked_free(void **state) {
  Locked *locked = *state;
  void *sample = locked->sample;
  sample_free(&sample);
  free(locked);
  return 0;
}

static void paragraph(Locked *locked, int index, int style, const char *text) {
  locked->sample->blocks[index] = sample_block(&locked->sample->styles[style], text);
  locked->sample->doc.block_count = (size_t)index + 1;
}

/* The next line of the page, right under the one before. */
static Line *add_line(Locked *locked, int page, int block, size_t start, size_t end) {
  Page *sheet = &locked->sheets[page];
  if ((size_t)page >= locked->pages.page_count)
    locked->pages.page_count = (size_t)page + 1;
  Line *line = &sheet->lines[sheet->line_count];
  *line = (Line){.block = block,
                 .cell = -1,
                 .start = start,
                 .end = end,
                 .top = TOP + PITCH * (Emu)sheet->line_count,
                 .height = PITCH,
                 .measure = MEASURE,
                 .natural = MEASURE,
                 .is_first = start == 0,
                 .is_last = end == locked->sample->blocks[block].len};
  sheet->line_count++;
  return line;
}

static void write_locked(Locked *locked) {
  Sample *sample = locked->sample;
  buf_clear(&sample->out);
  assert_true(
      docx_write_locked(&locked->pages, NULL, sample->packer, &sample->out, sample->messages));
}

static void lines_end_inside_the_paragraph(void **state) {
  Locked *locked = *state;
  paragraph(locked, 0, BODY, "甲乙丙丁");
  add_line(locked, 0, 0, 0, 6);
  add_line(locked, 0, 0, 6, 12);
  write_locked(locked);
  expect(locked->sample, DOCUMENT,
         "<w:body><w:p><w:pPr><w:pStyle w:val=\"Normal\"/></w:pPr>"
         "<w:r><w:t>甲乙</w:t></w:r><w:r><w:br/></w:r><w:r><w:t>丙丁</w:t></w:r></w:p><w:sectPr>");
  expect_times(locked->sample, "word/settings.xml", "doNotExpandShiftReturn", 0);
}

/* What forces the break is the break itself, not a second one. */
static void forced_break_once(void **state) {
  static const size_t ends[] = {3, 6}; /* with and without U+2028 in the line */
  for (size_t i = 0; i < 2; i++) {
    Locked *locked = *state;
    locked->sheets[0].line_count = 0;
    paragraph(locked, 0, BODY, "甲\u2028乙");
    add_line(locked, 0, 0, 0, ends[i]);
    add_line(locked, 0, 0, 6, 9);
    write_locked(locked);
    expect(locked->sample, DOCUMENT, "<w:t>甲</w:t></w:r><w:r><w:br/></w:r><w:r><w:t>乙</w:t>");
  }
}

/* Two em too wide: 2.5 em of 16 pt over the Chinese text, of whose two runs
 * LibreOffice spares the last character, are 50 twips for each of 16, and none
 * may be lost in rounding. */
static void squeezed_lines_move_together(void **state) {
  Locked *locked = *state;
  paragraph(locked, 0, BODY, "一二三四五六七八九十一二三四abc“一”，“二三”");
  Line *line = add_line(locked, 0, 0, 0, 57);
  line->natural = MEASURE + 24 * PT;
  line->paired = 8 * PT;
  add_line(locked, 0, 0, 57, 69)->natural = 48 * PT;
  write_locked(locked);
  expect_times(locked->sample, DOCUMENT, "<w:spacing w:val=\"-51\"/>", 2);
  expect(locked->sample, DOCUMENT,
         "<w:r><w:t>abc</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"Marks1\"/>"
         "<w:rFonts w:hint=\"eastAsia\"/><w:spacing w:val=\"-51\"/></w:rPr><w:t>“一”，</w:t></w:r>"
         "<w:r><w:br/></w:r>");
  expect(locked->sample, DOCUMENT, "<w:r><w:t>二三</w:t></w:r>");
}

/* One em over is too much for the three characters of Chinese text that give:
 * all glyphs become narrower, but letters don't move into one another. */
static void letters_get_narrower(void **state) {
  Locked *locked = *state;
  paragraph(locked, 0, BODY, "一二三，abcde二");
  add_line(locked, 0, 0, 0, 17)->natural = MEASURE + 8 * PT;
  add_line(locked, 0, 0, 17, 20);
  write_locked(locked);
  expect(locked->sample, DOCUMENT,
         "<w:spacing w:val=\"-51\"/><w:w w:val=\"98\"/></w:rPr><w:t>一二三，</w:t>");
  expect(locked->sample, DOCUMENT, "<w:r><w:rPr><w:w w:val=\"98\"/></w:rPr><w:t>abcde</w:t>");
}

/* 4.5 em over two characters: LibreOffice takes a sixth of their width of each,
 * 53 twips of 16 pt; what that leaves of 512 pt has to become 440 pt. */
static void dense_marks_make_glyphs_narrower(void **state) {
  Locked *locked = *state;
  paragraph(locked, 0, BODY, "“（一");
  Line *line = add_line(locked, 0, 0, 0, 9);
  line->natural = MEASURE;
  line->paired = 64 * PT;
  write_locked(locked);
  expect(locked->sample, DOCUMENT,
         "<w:spacing w:val=\"-45\"/><w:w w:val=\"86\"/></w:rPr><w:t>“（一</w:t>");
}

static void signs_get_room(void **state) {
  Locked *locked = *state;
  paragraph(locked, 0, BODY, "①甲甲甲");
  add_line(locked, 0, 0, 0, 9)->natural = MEASURE - 4 * PT;
  add_line(locked, 0, 0, 9, 12);
  write_locked(locked);
  expect_times(locked->sample, DOCUMENT, "<w:spacing", 0);
  locked->lines[0][0].natural++;
  write_locked(locked);
  expect(locked->sample, DOCUMENT,
         "<w:spacing w:val=\"-52\"/><w:w w:val=\"99\"/></w:rPr><w:t>①甲甲</w:t>");
}

/* A short line keeps a twentieth of its measure free, not half an em: 3 em and
 * 2.4 pt more than it holds, over two characters. */
static void short_lines_give_less(void **state) {
  Locked *locked = *state;
  paragraph(locked, 0, BODY, "甲，甲");
  Line *line = add_line(locked, 0, 0, 0, 9);
  line->measure = line->natural = 48 * PT;
  line->natural++;
  write_locked(locked);
  expect(locked->sample, DOCUMENT, "<w:spacing w:val=\"-25\"/></w:rPr><w:t>甲，甲</w:t>");
}

/* What the style adds to every character is still added. */
static void tracking_is_kept(void **state) {
  Locked *locked = *state;
  locked->sample->styles[BODY].tracking = -PT / 5;
  paragraph(locked, 0, BODY, "一二三四五六七八九十一二三四五六七");
  add_line(locked, 0, 0, 0, 51)->paired = 4 * PT;
  write_locked(locked);
  expect(locked->sample, DOCUMENT, "<w:spacing w:val=\"-20\"/></w:rPr><w:t>一");
  Sample *sample = locked->sample;
  buf_clear(&sample->out);
  assert_true(docx_write(&sample->doc, sample->fonts, NULL, NULL, sample->packer, &sample->out,
                         sample->messages));
  expect(sample, "word/styles.xml", "<w:overflowPunct/>");
  expect(locked->sample, "word/styles.xml", "<w:rPr><w:spacing w:val=\"-4\"/></w:rPr>");
}

/* LibreOffice spares the last character of each portion, six here: without
 * squeezing the line would have no room there. */
static void spared_tracking_needs_room(void **state) {
  Locked *locked = *state;
  locked->sample->styles[BODY].tracking = -PT / 5;
  paragraph(locked, 0, BODY, "甲“乙”丙1");
  Line *line = add_line(locked, 0, 0, 0, 16);
  line->natural = line->measure - 6 * PT / 5;
  write_locked(locked);
  expect_times(locked->sample, DOCUMENT, "<w:spacing w:val=", 0);
  line->natural++;
  write_locked(locked);
  expect(locked->sample, DOCUMENT, "<w:spacing w:val=\"-45\"/></w:rPr><w:t>甲“乙”丙</w:t>");
}

static void forced_lines_stay_short(void **state) {
  Locked *locked = *state;
  paragraph(locked, 0, BODY, "甲\u2028乙\u2028丙");
  Line *first = add_line(locked, 0, 0, 0, 6), *second = add_line(locked, 0, 0, 6, 12);
  add_line(locked, 0, 0, 12, 15);
  first->ending = second->ending = END_FORCED;
  first->width = MEASURE - 37 * PT;
  second->width = MEASURE - 36 * PT;
  write_locked(locked);
  expect(locked->sample, DOCUMENT, "<w:t>甲</w:t></w:r><w:r><w:tab/><w:br/></w:r>");
  expect(locked->sample, DOCUMENT, "<w:t>乙</w:t></w:r><w:r><w:br/></w:r>");
  locked->sample->styles[BODY].align = ALIGN_LEFT;
  write_locked(locked);
  expect_times(locked->sample, DOCUMENT, "<w:tab/>", 0);
}

static void paragraph_on_a_new_page(void **state) {
  Locked *locked = *state;
  paragraph(locked, 0, HEADING, "甲");
  paragraph(locked, 1, BODY, "乙");
  locked->sample->styles[HEADING].space_before = 0;
  add_line(locked, 0, 0, 0, 3);
  add_line(locked, 1, 1, 0, 3);
  write_locked(locked);
  expect(locked->sample, DOCUMENT,
         "<w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"
         "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/><w:pageBreakBefore/></w:pPr>");
  expect_times(locked->sample, "word/styles.xml", "w:keepNext", 0);
  expect_times(locked->sample, "word/styles.xml", "<w:widowControl w:val=\"0\"/>", 1);
}

/* Three lines fill the first page and the fourth has no room: the text area is
 * three and a half lines high. */
static void height_ends_the_page_inside_a_paragraph(void **state) {
  Locked *locked = *state;
  paragraph(locked, 0, BODY, "甲乙丙丁");
  for (size_t i = 0; i < 4; i++)
    add_line(locked, i == 3, 0, i * 3, i * 3 + 3);
  write_locked(locked);
  expect_times(locked->sample, DOCUMENT, "w:pageBreakBefore", 0);
  expect_times(locked->sample, DOCUMENT, "w:widowControl", 0);
  char want[80];
  snprintf(want, sizeof want, "w:bottom=\"%d\"", 16838 - 2098 - (600 * 7 / 2));
  expect(locked->sample, DOCUMENT, want);
}

/* The first page has room for another line but keeps the block's last two
 * together: whoever opens the file has to do so as well. */
static void early_end_inside_a_paragraph(void **state) {
  Locked *locked = *state;
  paragraph(locked, 0, BODY, "甲乙丙");
  paragraph(locked, 1, BODY, "丁戊");
  add_line(locked, 0, 0, 0, 3);
  add_line(locked, 1, 0, 3, 6);
  add_line(locked, 1, 0, 6, 9);
  add_line(locked, 1, 1, 0, 6);
  write_locked(locked);
  expect(locked->sample, DOCUMENT, "<w:pStyle w:val=\"Normal\"/><w:widowControl/></w:pPr>");
}

/* The text area never reaches down into the page number. */
static void height_spares_the_page_number(void **state) {
  Locked *locked = *state;
  paragraph(locked, 0, BODY, "甲");
  Line *line = add_line(locked, 0, 0, 0, 3);
  line->top = 262 * MM - PITCH;
  locked->sample->page.folio.distance = 1 * MM;
  write_locked(locked);
  char want[80];
  snprintf(want, sizeof want, "w:bottom=\"%d\"", 16838 - 2098 - 12813);
  expect(locked->sample, DOCUMENT, want);
}

static void places_that_no_style_gives(void **state) {
  Locked *locked = *state;
  paragraph(locked, 0, BODY, "甲");
  paragraph(locked, 1, BODY, "乙");
  add_line(locked, 0, 0, 0, 3);
  Line *line = add_line(locked, 0, 1, 0, 3);
  line->top += 10 * PT;
  line->height = 40 * PT;
  write_locked(locked);
  expect(locked->sample, DOCUMENT,
         "<w:spacing w:before=\"200\" w:line=\"800\" w:lineRule=\"exact\"/></w:pPr>"
         "<w:r><w:t>乙</w:t>");
}

static void room_for_the_last_character(void **state) {
  Locked *locked = *state;
  add_line(locked, 0, 0, 0, 6);
  write_locked(locked);
  expect(locked->sample, DOCUMENT, "w:right=\"1356\"");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, locked_new, locked_free)

int main(void) {
  xml_start();
  const struct CMUnitTest tests[] = {TEST(lines_end_inside_the_paragraph),
                                     TEST(forced_break_once),
                                     TEST(squeezed_lines_move_together),
                                     TEST(letters_get_narrower),
                                     TEST(dense_marks_make_glyphs_narrower),
                                     TEST(signs_get_room),
                                     TEST(short_lines_give_less),
                                     TEST(tracking_is_kept),
                                     TEST(spared_tracking_needs_room),
                                     TEST(forced_lines_stay_short),
                                     TEST(paragraph_on_a_new_page),
                                     TEST(height_ends_the_page_inside_a_paragraph),
                                     TEST(early_end_inside_a_paragraph),
                                     TEST(height_spares_the_page_number),
                                     TEST(places_that_no_style_gives),
                                     TEST(room_for_the_last_character)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
