/* The editable form, part by part, and the package around them. */
#include <dlfcn.h>

#include "docx_sample.h"
#include "xml/xml.h"

/* Interposed, so that a step of libzip can fail. */
static bool add_fails, close_fails;

int zip_file_set_dostime(zip_t *zip, zip_uint64_t index, zip_uint16_t time, zip_uint16_t date,
                         zip_flags_t flags) {
  int (*real)(zip_t *, zip_uint64_t, zip_uint16_t, zip_uint16_t, zip_flags_t) =
      (int (*)(zip_t *, zip_uint64_t, zip_uint16_t, zip_uint16_t, zip_flags_t))dlsym(
          RTLD_NEXT, "zip_file_set_dostime");
  return add_fails ? -1 : real(zip, index, time, date, flags);
}

int zip_close(zip_t *zip) {
  int (*real)(zip_t *) = (int (*)(zip_t *))dlsym(RTLD_NEXT, "zip_close");
  return close_fails ? -1 : real(zip);
}

#define DOCUMENT "word/document.xml"
#define STYLE_SHEET "word/styles.xml"
#define SETTINGS "word/settings.xml"

static void body_text(Sample *sample, const char *text) {
  sample->blocks[0] = sample_block(&sample->styles[BODY], text);
}

static void span(Sample *sample, Span *span) {
  sample->blocks[0].spans = span;
  sample->blocks[0].span_count = 1;
}

static void paragraphs_carry_styles_only(void **state) {
  Sample *sample = *state;
  sample->blocks[1] = sample_block(&sample->styles[HEADING], "一、概况");
  sample->blocks[2] = sample_block(&sample->styles[BODY], "");
  sample->doc.block_count = 3;
  write_editable(sample);
  expect(sample, DOCUMENT,
         "<w:body><w:p><w:pPr><w:pStyle w:val=\"Normal\"/></w:pPr><w:r><w:t>正文</w:t></w:r></w:p>"
         "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>一、概况</w:t></w:r></w:p>"
         "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/></w:pPr></w:p><w:sectPr>");
}

static void shared_marks_get_the_han_font(void **state) {
  Sample *sample = *state;
  body_text(sample, "称“好”Ab·（1）");
  write_editable(sample);
  expect_times(sample, DOCUMENT,
               "<w:r><w:rPr><w:rStyle w:val=\"Marks1\"/><w:rFonts w:hint=\"eastAsia\"/></w:rPr>"
               "<w:t>",
               3);
  expect(sample, DOCUMENT, "<w:t>“</w:t>");
  expect(sample, DOCUMENT, "<w:r><w:t>好</w:t></w:r>");
  expect(sample, DOCUMENT, "<w:t>·</w:t></w:r><w:r><w:t>（1）</w:t></w:r>");
  expect(sample, STYLE_SHEET,
         "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Marks1\">"
         "<w:name w:val=\"标点 仿宋\"/><w:basedOn w:val=\"DefaultParagraphFont\"/><w:rPr>"
         "<w:rFonts w:ascii=\"仿宋_GB2312\" w:hAnsi=\"仿宋_GB2312\" w:eastAsia=\"仿宋_GB2312\""
         " w:cs=\"仿宋_GB2312\"/></w:rPr></w:style>");
}

/* LibreOffice would print these in the font of what stands before them. */
static void latin_signs_get_the_latin_font(void **state) {
  Sample *sample = *state;
  body_text(sample, "求,按•1.甲100°");
  write_editable(sample);
  expect(
      sample, DOCUMENT,
      "<w:r><w:t>求</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"Marks6\"/></w:rPr><w:t>,</w:t></w:r>"
      "<w:r><w:t>按</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"Marks6\"/></w:rPr><w:t>•</w:t></w:r>"
      "<w:r><w:t>1.甲100°</w:t></w:r>");
}

/* A space among Chinese characters is theirs, one beside letters is not. */
static void spaces_between_han(void **state) {
  Sample *sample = *state;
  body_text(sample, "甲 乙a 丙");
  write_editable(sample);
  expect(sample, DOCUMENT,
         "<w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"Marks1\"/>"
         "<w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\"> </w:t></w:r>"
         "<w:r><w:t>乙a 丙</w:t></w:r>");
}

static void spans_become_character_styles(void **state) {
  static const struct {
    SpanKind kind;
    const char *role, *style;
  } rows[] = {{SPAN_SUPERSCRIPT, NULL, "Superscript"},
              {SPAN_SUBSCRIPT, NULL, "Subscript"},
              {SPAN_BOLD, NULL, "Strong"},
              {SPAN_ROLE, "楷体", "Font3"}};
  Sample *sample = *state;
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    char want[200];
    Span one = {rows[i].kind, 1, 2, rows[i].role};
    body_text(sample, "m23");
    span(sample, &one);
    write_editable(sample);
    snprintf(want, sizeof want,
             "<w:r><w:t>m</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"%s\"/></w:rPr>"
             "<w:t>2</w:t></w:r><w:r><w:t>3</w:t></w:r>",
             rows[i].style);
    expect(sample, DOCUMENT, want);
    snprintf(want, sizeof want, "w:styleId=\"%s\">", rows[i].style);
    expect(sample, STYLE_SHEET, want);
  }
}

/* A run has one style; for a mark it is the font's. */
static void marks_keep_their_span(void **state) {
  Sample *sample = *state;
  Span bold = {SPAN_BOLD, 0, strlen("“好”"), NULL};
  body_text(sample, "“好”");
  span(sample, &bold);
  write_editable(sample);
  expect_times(sample, DOCUMENT, "<w:rFonts w:hint=\"eastAsia\"/><w:b/></w:rPr>", 2);
  Span raised = {SPAN_SUPERSCRIPT, 0, strlen("“"), NULL};
  span(sample, &raised);
  write_editable(sample);
  expect(sample, DOCUMENT,
         "<w:rFonts w:hint=\"eastAsia\"/><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>“</w:t>");
  Span role = {SPAN_ROLE, 0, strlen("“好”"), "楷体"};
  span(sample, &role);
  write_editable(sample);
  expect_times(sample, DOCUMENT, "<w:rStyle w:val=\"Marks3\"/>", 2);
  expect(sample, DOCUMENT, "<w:rStyle w:val=\"Font3\"/></w:rPr><w:t>好</w:t>");
}

static void forced_breaks_and_spaces(void **state) {
  Sample *sample = *state;
  body_text(sample, "甲\u2028乙");
  write_editable(sample);
  expect(sample, DOCUMENT, "<w:t>甲</w:t></w:r><w:r><w:br/></w:r><w:r><w:t>乙</w:t></w:r>");
  expect(sample, SETTINGS,
         "<w:doNotExpandShiftReturn/><w:doNotUseHTMLParagraphAutoSpacing/><w:useFELayout/>");
  body_text(sample, "a b ");
  write_editable(sample);
  expect(sample, DOCUMENT, "<w:t xml:space=\"preserve\">a b </w:t>");
  body_text(sample, "12  34");
  write_editable(sample);
  expect(sample, DOCUMENT, "<w:t xml:space=\"preserve\">12 </w:t>");
  expect(sample, DOCUMENT, "<w:t xml:space=\"preserve\"> </w:t>");
  body_text(sample, "a<b&c");
  write_editable(sample);
  expect(sample, DOCUMENT, "<w:t>a&lt;b&amp;c</w:t>");
}

/* Longer than the writer's pieces, and of three-byte characters. */
static void long_text_is_whole(void **state) {
  Sample *sample = *state;
  Buf text = {0};
  for (int i = 0; i < 1000; i++)
    buf_puts(&text, i % 3 ? "绩" : "a");
  body_text(sample, text.data);
  write_editable(sample);
  expect(sample, DOCUMENT, text.data);
  buf_free(&text);
}

static void styles_say_what_differs(void **state) {
  Sample *sample = *state;
  write_editable(sample);
  expect(sample, STYLE_SHEET,
         "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
         "<w:name w:val=\"Normal\"/><w:qFormat/><w:pPr><w:widowControl w:val=\"0\"/><w:kinsoku/>"
         "<w:overflowPunct w:val=\"0\"/><w:autoSpaceDE/><w:autoSpaceDN/>"
         "<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"600\" w:lineRule=\"exact\"/>"
         "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:jc w:val=\"both\"/></w:pPr>"
         "<w:rPr/></w:style>");
  expect(sample, STYLE_SHEET,
         "<w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/>"
         "<w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/>"
         "<w:spacing w:before=\"120\"/><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr>"
         "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"黑体\""
         " w:cs=\"Times New Roman\"/></w:rPr></w:style>");
  expect(
      sample, STYLE_SHEET,
      "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"Item\"><w:name w:val=\"条\"/>"
      "<w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr><w:ind w:leftChars=\"400\" w:left=\"1120\""
      " w:hangingChars=\"150\" w:hanging=\"420\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"28\"/>"
      "</w:rPr></w:style>");
  expect(sample, STYLE_SHEET, "<w:name w:val=\"Title\"/>");
  expect(sample, STYLE_SHEET, "<w:jc w:val=\"center\"/></w:pPr><w:rPr><w:rFonts w:ascii=\"Times");
}

static void layout_settings_reach_word(void **state) {
  Sample *sample = *state;
  sample->page.hanging = true;
  sample->page.widow_control = true;
  write_editable(sample);
  expect(sample, STYLE_SHEET, "<w:widowControl/><w:kinsoku/><w:overflowPunct/>");
  expect(sample, SETTINGS, "<w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat>");
  sample->page.squeeze = sample->page.squeeze_pairs = false;
  sample->page.kinsoku = KINSOKU_STRICT;
  write_editable(sample);
  expect(sample, SETTINGS,
         "<w:characterSpacingControl w:val=\"doNotCompress\"/>"
         "<w:noLineBreaksAfter w:lang=\"zh-CN\" w:val=\"#$([");
  expect(sample, SETTINGS, "<w:noLineBreaksBefore w:lang=\"zh-CN\" w:val=\"!%),./");
}

static void page_in_twips(void **state) {
  Sample *sample = *state;
  write_editable(sample);
  expect(sample, DOCUMENT,
         "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId2\"/>"
         "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
         "<w:pgMar w:top=\"2098\" w:right=\"1358\" w:bottom=\"1984\" w:left=\"1587\""
         " w:header=\"1049\" w:footer=\"1187\" w:gutter=\"0\"/><w:pgNumType w:start=\"1\"/>"
         "</w:sectPr>");
}

static void page_number_is_a_field(void **state) {
  Sample *sample = *state;
  write_editable(sample);
  expect(sample, "word/footer1.xml",
         "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>"
         "<w:r><w:rPr><w:rStyle w:val=\"Marks5\"/><w:rFonts w:hint=\"eastAsia\"/></w:rPr>"
         "<w:t>—</w:t></w:r><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple>"
         "<w:r><w:rPr>");
  expect_times(sample, SETTINGS, "w:evenAndOddHeaders", 0);
  assert_null(read_part(&sample->out, "word/footer2.xml"));
}

static void outer_page_number(void **state) {
  Sample *sample = *state;
  sample->page.folio.place = FOLIO_OUTER;
  sample->page.folio.text = "— {页}—";
  sample->sections[0].start = 3;
  write_editable(sample);
  expect(sample, SETTINGS, "<w:evenAndOddHeaders/>");
  expect(sample, DOCUMENT, "<w:footerReference w:type=\"even\" r:id=\"rId3\"/>");
  expect(sample, DOCUMENT, "<w:pgNumType w:start=\"3\"/>");
  expect(sample, "word/footer1.xml", "<w:pStyle w:val=\"Footer\"/>");
  expect(sample, "word/footer2.xml", "<w:pStyle w:val=\"FooterEven\"/>");
  expect(sample, "word/footer2.xml", "<w:t xml:space=\"preserve\"> </w:t>");
  expect(sample, STYLE_SHEET,
         "<w:ind w:rightChars=\"100\" w:right=\"280\" w:firstLineChars=\"0\" w:firstLine=\"0\"/>"
         "<w:jc w:val=\"right\"/>");
  expect(sample, STYLE_SHEET,
         "<w:name w:val=\"双页页码\"/><w:basedOn w:val=\"Footer\"/><w:pPr>"
         "<w:ind w:leftChars=\"100\" w:left=\"280\" w:rightChars=\"0\" w:right=\"0\"/>"
         "<w:jc w:val=\"left\"/></w:pPr>");
}

/* {共} is the last number of a numbering, which may go on over sections that
 * print none. */
static void pages_in_all(void **state) {
  Sample *sample = *state;
  sample->page.folio.text = "{页}{共}";
  Page sheets[] = {{.number = 1, .section = sample->sections},
                   {.number = 2, .section = sample->sections + 1},
                   {.number = 1, .section = sample->sections + 2}};
  Pages pages = {.doc = &sample->doc, .pages = sheets, .page_count = 3};
  sample->blocks[1] = sample->blocks[2] = sample->blocks[0];
  assert_true(docx_needs_pages(&sample->doc));
  write_with(sample, &pages);
  expect(sample, "word/footer1.xml",
         "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple>"
         "<w:fldSimple w:instr=\" NUMPAGES \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
  sample->doc.block_count = sample->doc.section_count = 3;
  sample->sections[1] = (Section){&sample->page, false, 0, false};
  sample->sections[2] = (Section){&sample->page, true, 1, false};
  sample->blocks[1].section = 1, sample->blocks[2].section = 2;
  write_with(sample, &pages);
  expect(sample, "word/footer1.xml",
         "<w:fldSimple w:instr=\" PAGEREF _End2 \"><w:r><w:t>2</w:t></w:r></w:fldSimple>");
  expect(sample, "word/footer2.xml", "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr></w:p>");
  expect(sample, "word/footer3.xml", " SECTIONPAGES ");
  expect_times(sample, DOCUMENT, "<w:bookmarkStart", 1);
  expect(sample, DOCUMENT,
         "</w:r><w:bookmarkStart w:id=\"1\" w:name=\"_End2\"/><w:bookmarkEnd w:id=\"1\"/></w:p>");
  expect_times(sample, DOCUMENT, "<w:pgNumType w:start=\"1\"/>", 2);
}

static void no_page_number(void **state) {
  Sample *sample = *state;
  sample->page.folio = (Folio){.place = FOLIO_NONE};
  write_editable(sample);
  assert_null(read_part(&sample->out, "word/footer1.xml"));
  expect_times(sample, DOCUMENT, "w:footerReference", 0);
  expect_times(sample, DOCUMENT, "w:pgNumType", 0);
}

static void fonts_by_the_names_offices_own(void **state) {
  Sample *sample = *state;
  write_editable(sample);
  expect(sample, "word/fontTable.xml",
         "<w:font w:name=\"仿宋_GB2312\"><w:altName w:val=\"仿宋\"/>"
         "<w:panose1 w:val=\"02010609030101010101\"/><w:charset w:val=\"86\"/>"
         "<w:family w:val=\"modern\"/><w:pitch w:val=\"fixed\"/></w:font>");
  expect(sample, "word/fontTable.xml", "<w:font w:name=\"方正小标宋简体\">");
  expect(sample, "word/fontTable.xml", "<w:charset w:val=\"00\"/><w:family w:val=\"roman\"/>");
  expect_times(sample, "word/fontTable.xml", "楷体", 0);
}

static void properties_are_escaped(void **state) {
  Sample *sample = *state;
  sample->doc.title = "R&D <自评>";
  write_editable(sample);
  expect(sample, "docProps/core.xml",
         "<dc:title>R&amp;D &lt;自评&gt;</dc:title><dc:subject>绩效自评</dc:subject>"
         "<dc:creator>办公室</dc:creator><dc:language>zh-CN</dc:language></cp:coreProperties>");
  expect(sample, "docProps/app.xml", "<Company>办公室</Company>");
  sample->doc.author = "";
  write_editable(sample);
  expect(sample, "docProps/core.xml", "</dc:subject><dc:language>");
  expect(sample, "docProps/app.xml", "</Application></Properties>");
}

static void package_is_ordered_and_linked(void **state) {
  static const char *const order[] = {
      "[Content_Types].xml", "_rels/.rels",     DOCUMENT, "word/_rels/document.xml.rels",
      "word/footer1.xml",    STYLE_SHEET,       SETTINGS, "word/fontTable.xml",
      "docProps/core.xml",   "docProps/app.xml"};
  Sample *sample = *state;
  write_editable(sample);
  zip_t *zip = open_package(&sample->out);
  assert_int_equal(zip_get_num_entries(zip, 0), sizeof order / sizeof order[0]);
  for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
    assert_string_equal(zip_get_name(zip, i, 0), order[i]);
  zip_close(zip);
  expect(sample, "[Content_Types].xml",
         "<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd."
         "openxmlformats-officedocument.wordprocessingml.footer+xml\"/>");
  expect(sample, "_rels/.rels", "relationships/officeDocument\" Target=\"word/document.xml\"/>");
  expect(sample, "_rels/.rels",
         "Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
         "core-properties\" Target=\"docProps/core.xml\"/>");
  expect(sample, "word/_rels/document.xml.rels",
         "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
         "relationships/footer\" Target=\"footer1.xml\"/>");
}

/* Whatever the packer packed before. */
static void same_input_same_bytes(void **state) {
  Sample *sample = *state;
  Buf first = {0};
  Packer *packer = packer_new();
  body_text(sample, "甲");
  setenv("TZ", "Asia/Shanghai", 1);
  assert_true(
      docx_write(&sample->doc, sample->fonts, NULL, NULL, packer, &first, sample->messages));
  packer_free(packer);
  body_text(sample, "乙");
  write_editable(sample);
  expect(sample, DOCUMENT, "乙");
  body_text(sample, "甲");
  setenv("TZ", "UTC", 1);
  write_editable(sample);
  assert_int_equal(first.len, sample->out.len);
  assert_memory_equal(first.data, sample->out.data, first.len);
  buf_free(&first);
}

static void failures_are_reported(void **state) {
  bool *const switches[] = {&add_fails, &close_fails};
  for (size_t i = 0; i < 2; i++) {
    Sample *sample = *state;
    Buf text = {0};
    FILE *file = tmpfile();
    char shown[512] = "";
    *switches[i] = true;
    bool written = docx_write(&sample->doc, sample->fonts, NULL, NULL, sample->packer, &text,
                              sample->messages);
    *switches[i] = false;
    assert_false(written);
    assert_int_equal(text.len, 0);
    assert_int_equal(msg_status(sample->messages), EXIT_SYSTEM);
    msg_print(sample->messages, file);
    rewind(file);
    assert_true(fread(shown, 1, sizeof shown - 1, file) > 0);
    assert_non_null(strstr(shown, msg_name(DOCX_FAILED)));
    fclose(file);
  }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, sample_new, sample_free)

int main(void) {
  xml_start();
  const struct CMUnitTest tests[] = {TEST(paragraphs_carry_styles_only),
                                     TEST(shared_marks_get_the_han_font),
                                     TEST(latin_signs_get_the_latin_font),
                                     TEST(spaces_between_han),
                                     TEST(spans_become_character_styles),
                                     TEST(marks_keep_their_span),
                                     TEST(forced_breaks_and_spaces),
                                     TEST(long_text_is_whole),
                                     TEST(styles_say_what_differs),
                                     TEST(layout_settings_reach_word),
                                     TEST(page_in_twips),
                                     TEST(page_number_is_a_field),
                                     TEST(outer_page_number),
                                     TEST(pages_in_all),
                                     TEST(no_page_number),
                                     TEST(fonts_by_the_names_offices_own),
                                     TEST(properties_are_escaped),
                                     TEST(package_is_ordered_and_linked),
                                     TEST(same_input_same_bytes),
                                     TEST(failures_are_reported)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
