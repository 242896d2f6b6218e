/* PDFs of other programs, as text: handmade ones, whole and not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "readback/attached.h"
#include "readback/pieces.h"
#include "readback/text.h"

enum { OBJECTS = 16 };

/* A PDF while it is put together: objects are numbered as they come. */
typedef struct Sample {
  Buf file;
  size_t at[OBJECTS];
  int count;
  const char *trailer; /* more of the trailer */
  size_t cut;          /* bytes taken off the end */
  Messages *messages;
} Sample;

static void begin(Sample *sample) {
  *sample = (Sample){.trailer = "", .messages = msg_new()};
  buf_puts(&sample->file, "%PDF-1.7\n");
}

static void object(Sample *sample, const char *body) {
  sample->at[sample->count++] = sample->file.len;
  buf_printf(&sample->file, "%d 0 obj\n%s\nendobj\n", sample->count, body);
}

static void stream(Sample *sample, const char *more, const char *bytes) {
  Buf body = {0};
  buf_printf(&body, "<</Length %zu%s>>\nstream\n%s\nendstream", strlen(bytes), more, bytes);
  object(sample, body.data);
  buf_free(&body);
}

static void finish(Sample *sample) {
  size_t start = sample->file.len;
  buf_printf(&sample->file, "xref\n0 %d\n0000000000 65535 f \n", sample->count + 1);
  for (int i = 0; i < sample->count; i++)
    buf_printf(&sample->file, "%010zu 00000 n \n", sample->at[i]);
  buf_printf(&sample->file, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%zu\n%%%%EOF\n",
             sample->count + 1, sample->trailer, start);
}

/* The paragraphs, a line each; what was said instead when there are none. */
static char *read_all(Sample *sample) {
  Buf out = {0};
  buf_puts(&out, "");
  finish(sample);
  ReadText *text =
      read_text("a.pdf", sample->file.data, sample->file.len - sample->cut, sample->messages);
  for (size_t i = 0; text && i < text->count; i++)
    buf_printf(&out, "%d%s%s\n", text->paras[i].page, text->paras[i].is_stray ? "*" : " ",
               text->paras[i].text);
  read_text_free(text);
  if (!text) {
    char line[512];
    FILE *said = tmpfile();
    msg_print(sample->messages, said);
    rewind(said);
    while (fgets(line, sizeof line, said))
      buf_puts(&out, line);
    fclose(said);
  }
  msg_free(sample->messages);
  buf_free(&sample->file);
  return buf_take(&out);
}

#define CATALOG "<</Type/Catalog/Pages 2 0 R>>"
#define PAGES "<</Type/Pages/Count 1/Kids[3 0 R]/Resources<</Font<</F 5 0 R/G 6 0 R>>>>>>"
#define PAGE "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>"
#define LATIN "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 32/Widths[300]>>"

static void plain_page(Sample *sample, const char *content) {
  begin(sample);
  object(sample, CATALOG);
  object(sample, PAGES);
  object(sample, PAGE);
  stream(sample, "", content);
  object(sample, LATIN);
  object(sample, "<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 7 0 R"
                 "/DescendantFonts[<</DW 1000/W[3[500]]>>]>>");
  stream(sample, "",
         "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
         "2 beginbfrange <0001> <0002> <4E00> <0003> <0003> [<0031>] endbfrange\n"
         "1 beginbfchar <0004> <D842DFB7> endbfchar");
}

static void expect(Sample *sample, const char *expected) {
  char *got = read_all(sample);
  assert_string_equal(got, expected);
  free(got);
}

static void test_latin(void **state) {
  (void)state;
  Sample sample;
  plain_page(&sample, "BT /F 10 Tf 50 700 Td (a\\(b\\051\\\\) Tj 0 -40 Td <41 4> Tj ET");
  expect(&sample, "1 a(b)\\\n1 A@\n");
}

/* One bfrange of each form, a character beyond U+FFFF, and one without text. */
static void test_unicode(void **state) {
  (void)state;
  Sample sample;
  plain_page(&sample, "BT /G 10 Tf 50 700 Td <00010002000300040009> Tj ET");
  expect(&sample, "1 \u4e00\u4e011\U00020bb7\ufffd\n");
}

/* Words that stand apart; lines out of order; a line that goes on. */
static void test_lines(void **state) {
  (void)state;
  Sample sample;
  plain_page(&sample, "BT /F 10 Tf 1 0 0 1 50 680 Tm (end) Tj 1 0 0 1 60 700 Tm (one) Tj "
                      "1 0 0 1 78 700 Tm (two) Tj 1 0 0 1 200 700 Tm (far) Tj ET");
  expect(&sample, "1 one two\tfar\n1 end\n");
}

static void test_folio(void **state) {
  (void)state;
  Sample sample;
  plain_page(&sample, "BT /F 10 Tf 50 700 Td (12 items) Tj 0 -600 Td (- 1 -) Tj ET");
  expect(&sample, "1 12 items\n");
}

/* Pages of two sizes, each with its number; digits elsewhere on the last, one that isn't
 * its page's number, and one that stands with another. */
static void numbered_pages(Sample *sample, const char *last) {
  begin(sample);
  object(sample, CATALOG);
  object(sample, "<</Type/Pages/Count 4/Kids[3 0 R 4 0 R 5 0 R 6 0 R]/MediaBox[0 0 600 800]"
                 "/Resources<</Font<</F 7 0 R>>>>>>");
  object(sample, "<</Type/Page/Parent 2 0 R/Contents 8 0 R>>");
  object(sample, "<</Type/Page/Parent 2 0 R/Contents 9 0 R/MediaBox[0 0 800 600]>>");
  object(sample, "<</Type/Page/Parent 2 0 R/Contents 10 0 R>>");
  object(sample, "<</Type/Page/Parent 2 0 R/Contents 11 0 R>>");
  object(sample, LATIN);
  stream(sample, "", "BT /F 10 Tf 50 700 Td (a) Tj 0 -640 Td (- 1 -) Tj ET");
  stream(sample, "", "BT /F 10 Tf 50 300 Td (b) Tj 0 -1 1 0 40 90 Tm (- 2 -) Tj ET");
  stream(sample, "", "BT /F 10 Tf 50 700 Td (c) Tj 300 -640 Td (- 3 -) Tj ET");
  stream(sample, "", last);
}

static void test_folios(void **state) {
  (void)state;
  Sample sample;
  numbered_pages(&sample, "BT /F 10 Tf 50 700 Td (d) Tj 0 -640 Td (- 4 -) Tj ET");
  expect(&sample, "1 a\n2 b\n3 c\n4 d\n");
  numbered_pages(&sample, "BT /F 10 Tf 50 700 Td (d) Tj 0 -100 Td (4) Tj ET");
  expect(&sample, "1 a\n2 b\n3 c\n4 d\n4 4\n");
  numbered_pages(&sample, "BT /F 10 Tf 50 700 Td (d) Tj 0 -640 Td (2475) Tj ET");
  expect(&sample, "1 a\n2 b\n3 c\n4 d\n4 2475\n");
  numbered_pages(&sample, "BT /F 10 Tf 50 700 Td (d) Tj 0 -640 Td (- 4 -) Tj 99 0 Td (5) Tj ET");
  expect(&sample, "1 a\n2 b\n3 c\n4 d\n4 - 4 -\t5\n");
}

/* A wide page doesn't make the lines of the others short. */
static void test_measure(void **state) {
  (void)state;
  Sample sample;
  begin(&sample);
  object(&sample, CATALOG);
  object(&sample, "<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]/Resources<</Font<</F 5 0 R>>>>>>");
  object(&sample, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 6 0 R>>");
  object(&sample, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 800 600]/Contents 7 0 R>>");
  object(&sample, LATIN);
  stream(&sample, "", "BT /F 10 Tf 50 700 Td (abcdefghij) Tj 0 -12 Td (kl) Tj ET");
  stream(&sample, "", "BT /F 10 Tf 50 500 Td (abcdefghijklmnopqrstuvwxyz) Tj ET");
  expect(&sample, "1 abcdefghij kl\n2 abcdefghijklmnopqrstuvwxyz\n");
}

/* A table that goes on: what it says again at its place, and not elsewhere. */
static void test_repeats(void **state) {
  (void)state;
  Sample sample;
  begin(&sample);
  object(&sample, "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R>>");
  object(&sample, "<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]/Resources<</Font<</F 5 0 R>>>>"
                  "/MediaBox[0 0 600 800]>>");
  object(&sample, "<</Type/Page/Parent 2 0 R/Contents 7 0 R>>");
  object(&sample, "<</Type/Page/Parent 2 0 R/Contents 8 0 R>>");
  object(&sample, LATIN);
  object(&sample,
         "<</Type/StructTreeRoot/K[<</S/Table/K[<</S/TR/K[<</S/TH/Pg 3 0 R/K 0>>]>>]>>]>>");
  stream(&sample, "", "BT /F 10 Tf 50 500 Td /TH <</MCID 0>> BDC (head) Tj EMC ET");
  stream(&sample, "", "/Artifact BMC BT /F 10 Tf 50 700 Td (head) Tj 90 -20 Td (head) Tj ET EMC");
  expect(&sample, "1 head\n2*head\n");
}

static void test_actual_text(void **state) {
  (void)state;
  Sample sample;
  plain_page(&sample, "BT /F 10 Tf 50 700 Td /Span <</ActualText <FEFF4E2D6587>>> BDC (x) Tj "
                      "(y) Tj EMC (z) Tj ET /Artifact BMC BT 9 0 0 9 50 20 Tm (foot) Tj ET EMC");
  expect(&sample, "1 \u4e2d\u6587z\n1 foot\n");
}

/* Glyphs that say something else than their ActualText are what a person reads; spaces and
 * hyphens are not, nor what nothing maps to text. */
static void test_glyphs_win(void **state) {
  (void)state;
  Sample sample;
  plain_page(&sample, "BT /G 10 Tf 50 700 Td /Span <</ActualText <FEFF4E00>>> BDC <0001> Tj EMC "
                      "/Span <</ActualText <FEFF4E00>>> BDC <0002> Tj EMC "
                      "/Span <</ActualText <FEFF4E000020003100AD>>> BDC <00010003> Tj EMC "
                      "/Span <</ActualText <FEFF4E00>>> BDC <0009> Tj EMC ET");
  expect(&sample, "1 \u4e00\u4e01\u4e00 1\u00ad\u4e00\n");
}

static void test_form(void **state) {
  (void)state;
  Sample sample;
  begin(&sample);
  object(&sample, CATALOG);
  object(&sample, "<</Type/Pages/Count 1/Kids[3 0 R]/Resources<</Font<</F 5 0 R>>"
                  "/XObject<</X 6 0 R>>>>>>");
  object(&sample, PAGE);
  stream(&sample, "", "q 1 0 0 1 50 600 cm /X Do Q BT /F 10 Tf 50 500 Td (b) Tj ET");
  object(&sample, LATIN);
  stream(&sample, "/Subtype/Form/BBox[0 0 9 9]", "BT /F 10 Tf (a) Tj ET /X Do");
  expect(&sample, "1 a\n1 b\n");
}

/* Tagged: the tree's order, a row, a figure, and what was written beside it. */
static void test_tags(void **state) {
  (void)state;
  Sample sample;
  begin(&sample);
  object(&sample, "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R>>");
  object(&sample, "<</Type/Pages/Count 1/Kids[3 0 R]/Resources<</Font<</F 5 0 R>>>>>>");
  object(&sample, PAGE);
  stream(&sample, "",
         "BT /F 10 Tf 50 700 Td /P <</MCID 1>> BDC (text) Tj EMC 0 -20 Td /H <</MCID 0>> BDC "
         "(head) Tj EMC 0 -20 Td /TD <</MCID 2>> BDC (1) Tj EMC 50 0 Td /TD <</MCID 3>> BDC "
         "(2) Tj EMC 0 -50 Td (stray) Tj ET");
  object(&sample, LATIN);
  object(&sample, "<</Type/StructTreeRoot/RoleMap<</Chapter/H1>>/K[7 0 R]>>");
  object(&sample, "<</S/Document/Pg 3 0 R/K[<</S/Chapter/K 0>><</S/P/K[<</S/Span/K 1>>]>>"
                  "<</S/Table/K[<</S/TR/K[<</S/TH/K[<</S/P/K 2>>]>><</S/TD/K 3>>]>>]>>"
                  "<</S/Figure/Alt(chart)>>]>>");
  expect(&sample, "1 head\n1 text\n1 1\t2\n0 chart\n1*stray\n");
}

/* A structure that holds itself, and no end of saved states. */
static void test_circles(void **state) {
  (void)state;
  Sample sample;
  begin(&sample);
  object(&sample, "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R>>");
  object(&sample, "<</Type/Pages/Count 1/Kids[3 0 R]/Resources<</Font<</F 5 0 R>>>>>>");
  object(&sample, PAGE);
  stream(&sample, "", "q q Q Q Q EMC EMC BT /F 10 Tf 50 700 Td (a) Tj ET ] >> ) } ID x EI");
  object(&sample, LATIN);
  object(&sample, "<</Type/StructTreeRoot/K 6 0 R>>");
  expect(&sample, "1*a\n");
}

static void expect_message(Sample *sample, const char *name) {
  char *got = read_all(sample);
  assert_non_null(strstr(got, name));
  free(got);
}

static void test_broken(void **state) {
  (void)state;
  Sample sample;
  plain_page(&sample, "");
  sample.cut = 100;
  expect_message(&sample, "[PDF损坏]");
  plain_page(&sample, "");
  sample.file.data[1] = 'X';
  expect_message(&sample, "[不是PDF或DOCX]");
  begin(&sample);
  object(&sample, CATALOG);
  object(&sample, PAGES);
  object(&sample, PAGE);
  stream(&sample, "/Filter/FlateDecode", "not deflated");
  expect_message(&sample, "[PDF损坏]");
}

/* Each operator that moves, spaces or shows: what stands apart shows whether the
 * position is right. */
static void test_operators(void **state) {
  (void)state;
  Sample sample;
  plain_page(&sample,
             "% a comment\rBT /F 10 Tf 12 TL 50 700 Td (a) Tj T* (b) Tj (c) ' 2 1 (d) \" "
             "0 -12 TD (e) Tj T* (f) Tj 3 Ts (g) Tj 0 Ts 50 Tz (h) Tj 100 Tz ET\n"
             "BT 50 600 Td 0 Tc 0 Tw (i) Tj 20 Tc (j) Tj 0 Tc 30 Tw (k l) Tj 140 0 Td (far) Tj ET\n"
             "BT /#46 10 Tf 50 500 Td (m\\\r\nn\\\ro\\\np\r\nq\rr\\ns\\101\\7) Tj ET");
  expect(&sample, "1 a\n1 b\n1 c\n1 d\n1 e\n1 fgh\n1 ijk l\tfar\n"
                  "1 mnop\ufffdq\ufffdr\ufffdsA\ufffd\n");
}

/* Marks whose properties stand in the resources. */
static void test_named_properties(void **state) {
  (void)state;
  Sample sample;
  begin(&sample);
  object(&sample, "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R>>");
  object(&sample, "<</Type/Pages/Count 1/Kids[3 0 R]/Resources<</Font<</F 5 0 R>>"
                  "/Properties<</A<</MCID 4>>/B<</ActualText(said)>>>>>>>>");
  object(&sample, PAGE);
  stream(&sample, "",
         "BT /F 10 Tf 50 700 Td /P /A BDC (marked) Tj EMC 0 -20 Td /Span /B BDC (shown) Tj EMC ET");
  object(&sample, LATIN);
  object(&sample, "<</Type/StructTreeRoot/K[<</S/P/K<</Type/MCR/Pg 3 0 R/MCID 4>>>>"
                  "<</S/P/Pg 3 0 R/K<</Type/OBJR/Obj 5 0 R>>>>]>>");
  expect(&sample, "1 marked\n1*said\n");
}

/* A form that moves what it shows and has fonts of its own; an array for one filter,
 * hexadecimal in two halves. */
static void test_form_of_its_own(void **state) {
  (void)state;
  Sample sample;
  begin(&sample);
  object(&sample, CATALOG);
  object(&sample, "<</Type/Pages/Count 1/Kids[3 0 R]/Resources<</XObject<</X 6 0 R>>>>>>");
  object(&sample, PAGE);
  stream(&sample, "/Filter[/ASCIIHexDecode]", "2F5820446F20>");
  object(&sample, LATIN);
  stream(&sample,
         "/Subtype/Form/BBox[0 0 9 9]/Matrix[2 0 0 2 50 600]/Resources<</Font<</F 5 0 R>>>>",
         "BT /F 10 Tf (a) Tj 0 20 Td (b) Tj ET");
  expect(&sample, "1 b a\n");
}

/* Operands of another kind than the operator wants, or none. */
static void test_strange_operands(void **state) {
  (void)state;
  Sample sample;
  plain_page(&sample, "1 BDC [ BMC << /X Do BDC Tf ] Tf BT /F 10 Tf 50 700 Td (a) Tj [ Tj ET");
  expect(&sample, "1 a\n");
}

/* Ranges and widths that say every code again and again end in good time. */
static void test_no_end_of_codes(void **state) {
  (void)state;
  Sample sample;
  Buf map = {0}, font = {0};
  buf_puts(&font, "<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 7 0 R"
                  "/DescendantFonts[<</DW 1000/W[");
  buf_puts(&map, "20000 beginbfrange");
  for (int i = 0; i < 20000; i++) {
    buf_puts(&font, "0 65535 500 ");
    buf_puts(&map, " <0000><FFFF><4E00>");
  }
  buf_puts(&font, "]>>]>>");
  begin(&sample);
  object(&sample, CATALOG);
  object(&sample, "<</Type/Pages/Count 1/Kids[3 0 R]/Resources<</Font<</G 5 0 R>>>>>>");
  object(&sample, PAGE);
  stream(&sample, "", "BT /G 10 Tf 50 700 Td <0001> Tj ET");
  object(&sample, font.data);
  object(&sample, "null");
  stream(&sample, "", map.data);
  buf_free(&font);
  buf_free(&map);
  expect(&sample, "1 \u4e01\n");
}

/* The kids of a name tree are the tree itself, ten times over. */
static void test_circle_of_names(void **state) {
  (void)state;
  Sample sample;
  begin(&sample);
  object(&sample, "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 4 0 R>>>>");
  object(&sample, PAGES);
  object(&sample, PAGE);
  object(&sample, "<</Kids[4 0 R 4 0 R 4 0 R 4 0 R 4 0 R 4 0 R 4 0 R 4 0 R 4 0 R 4 0 R]>>");
  finish(&sample);
  Arena *arena = arena_new();
  Attachments attached;
  assert_false(
      read_attached("a.pdf", sample.file.data, sample.file.len, &attached, arena, sample.messages));
  assert_int_equal(msg_count(sample.messages, MSG_ERROR), 1);
  arena_free(arena);
  msg_free(sample.messages);
  buf_free(&sample.file);
}

static void test_no_root(void **state) {
  (void)state;
  Sample sample;
  begin(&sample);
  object(&sample, "null");
  expect_message(&sample, "[PDF损坏]");
}

/* What pages share is told once, and a circle ends. */
static void test_shared_pieces(void **state) {
  (void)state;
  Sample sample;
  begin(&sample);
  object(&sample, CATALOG);
  object(&sample, "<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]/Resources<</Font<</F 5 0 R>>"
                  "/XObject 6 0 R>>/MediaBox[0 0 9 9]>>");
  object(&sample, "<</Type/Page/Parent 2 0 R/Annots[4 0 R]>>");
  object(&sample, "<</Type/Page/Parent 2 0 R>>");
  object(&sample, "<</Type/Font/BaseFont/ABCDEF+Helvetica/Own 5 0 R>>");
  object(&sample, "<</X 7 0 R/Own 6 0 R>>");
  stream(&sample, "/Subtype/Image", "bytes");
  finish(&sample);
  ReadPieces pieces = {0};
  assert_true(read_pieces("a.pdf", &sample.file, &pieces, sample.messages));
  Buf names = {0};
  for (size_t i = 0; i < pieces.count; i++)
    buf_printf(&names, "%d %s\n", pieces.items[i].page, pieces.items[i].name);
  assert_string_equal(names.data, "1 印出的文字\n1 内容\n1 纸张\n1 批注\n1 图\n"
                                  "0 字体 Helvetica\n2 印出的文字\n2 内容\n2 纸张\n");
  buf_free(&names);
  read_pieces_free(&pieces);
  msg_free(sample.messages);
  buf_free(&sample.file);
}

static void test_password(void **state) {
  (void)state;
  Sample sample;
  plain_page(&sample, "");
  sample.trailer = "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4"
                   "/O(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)/U(bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb)>>";
  expect_message(&sample, "[PDF有密码]");
}

/* What qpdf would unpack without a limit is only taken when it is short. */
static void test_too_large(void **state) {
  (void)state;
  Sample sample;
  Buf bytes = {0};
  for (int i = 0; i < 70000; i++)
    buf_puts(&bytes, "00");
  begin(&sample);
  object(&sample, CATALOG);
  object(&sample, PAGES);
  object(&sample, PAGE);
  stream(&sample, "/Filter[/ASCIIHexDecode/FlateDecode]", bytes.data);
  buf_free(&bytes);
  expect_message(&sample, "[PDF过大]");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_latin),
      cmocka_unit_test(test_unicode),
      cmocka_unit_test(test_lines),
      cmocka_unit_test(test_folio),
      cmocka_unit_test(test_folios),
      cmocka_unit_test(test_measure),
      cmocka_unit_test(test_repeats),
      cmocka_unit_test(test_actual_text),
      cmocka_unit_test(test_glyphs_win),
      cmocka_unit_test(test_form),
      cmocka_unit_test(test_tags),
      cmocka_unit_test(test_circles),
      cmocka_unit_test(test_broken),
      cmocka_unit_test(test_password),
      cmocka_unit_test(test_too_large),
      cmocka_unit_test(test_strange_operands),
      cmocka_unit_test(test_no_end_of_codes),
      cmocka_unit_test(test_circle_of_names),
      cmocka_unit_test(test_no_root),
      cmocka_unit_test(test_shared_pieces),
      cmocka_unit_test(test_operators),
      cmocka_unit_test(test_named_properties),
      cmocka_unit_test(test_form_of_its_own),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
