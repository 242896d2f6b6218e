/* Import of a running text: what becomes of its lines, and that the document
 * built from it says the same, character by character, white space aside. */
#include <unistd.h>

#include "said.h"

#include "base/infile.h"
#include "base/utf8.h"
#include "doc/build.h"
#include "input/import.h"
#include "sheet/sheet.h"

static Fonts *fonts;
static Layout *layout;

static void write_file(char path[], const void *bytes, size_t len) {
  FILE *file = fdopen(mkstemps(path, 4), "w");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, len, file), len);
  assert_int_equal(fclose(file), 0);
}

/* The evaluation that text becomes; *said is what was reported. Both are freed
 * by the caller; NULL when refused. */
static char *imported(const char *text, size_t len, char **said) {
  char path[] = "/tmp/ziping-import-XXXXXX.txt";
  write_file(path, text, len);
  Messages *messages = msg_new();
  Buf out = {0};
  bool ok = import_report(path, layout, &out, messages);
  *said = take_messages(messages);
  remove(path);
  if (ok)
    return buf_take(&out);
  assert_int_equal(out.len, 0);
  return NULL;
}

/* Without white space: what must be the same in source and document. */
static void add_bare(Buf *out, const char *text) {
  size_t len = strlen(text), at = 0;
  while (at < len) {
    uint32_t ch = utf8_next(text, len, &at);
    bool is_space =
        ch <= ' ' || ch == 0xA0 || ch == 0x3000 || ch == 0x85 || ch == 0x2028 || ch == 0xFEFF;
    if (!is_space)
      buf_put_char(out, ch);
  }
}

/* The text of the document that is built from the evaluation. */
static char *document_text(const char *xml, const Layout *with) {
  char path[] = "/tmp/ziping-import-XXXXXX.xml";
  write_file(path, xml, strlen(xml));
  Messages *messages = msg_new();
  Evaluation *evaluation = sheet_load(path, "layouts", messages);
  bool ok = evaluation && evaluation_check(evaluation, with, messages);
  Doc *doc = ok ? doc_build(with, evaluation, messages) : NULL;
  char *said = take_messages(messages);
  assert_string_equal(said, "");
  assert_non_null(doc);
  free(said);
  remove(path);
  Buf text = {0};
  buf_puts(&text, "");
  for (size_t i = 0; i < doc->block_count; i++)
    add_bare(&text, doc->blocks[i].text);
  doc_free(doc);
  evaluation_free(evaluation);
  return buf_take(&text);
}

/* What lies between 正文's tags, or all of it with head. */
static void assert_becomes(const char *text, const char *part) {
  char *said;
  char *xml = imported(text, strlen(text), &said);
  assert_non_null(xml);
  assert_says(xml, part);
  char *document = document_text(xml, layout);
  Buf source = {0};
  add_bare(&source, text);
  assert_string_equal(document, source.data);
  buf_free(&source);
  free(document);
  free(said);
  free(xml);
}

static void test_head(void **state) {
  (void)state;
  assert_becomes(
      "附件2\n\n2021年度某市\n整体支出报告\n一、基本情况\n文。",
      "<绩效自评 年度=\"2021\" 布局=\"增城-2022\">\n  <附件 号=\"2\"/>\n"
      "  <标题>2021年度某市<换行/>整体支出报告</标题>\n  <正文 完整=\"是\">\n"
      "    <章 题=\"基本情况\">\n      <段>文。</段>\n    </章>\n  </正文>\n</绩效自评>\n");
  assert_becomes("附件：\n报告\n一、甲", "<附件 号=\"：\"/>\n  <标题>报告</标题>");
  assert_becomes("附件工作情况的报告\n一、甲", "<标题>附件工作情况的报告</标题>");
  assert_becomes(
      "根据通知，报告如下。\n一、基本情况\n",
      "<绩效自评 年度=\"2022\" 布局=\"增城-2022\">\n  <标题></标题>\n"
      "  <正文 完整=\"是\">\n    <段>根据通知，报告如下。</段>\n    <章 题=\"基本情况\">\n");
  assert_becomes("报告\n根据通知，报告如下：\n1.甲\n一、乙\n1.丙",
                 "<标题>报告</标题>\n  <正文 完整=\"是\">\n    <段>根据通知，报告如下：</段>\n"
                 "    <条>甲</条>\n    <章 题=\"乙\">\n      <条>丙</条>\n");
}

static void test_levels(void **state) {
  (void)state;
  assert_becomes(
      "题\n一、甲\n（一）乙\n1.丙\n（1）丁\n（2）戊\n2.己\n（1）庚\n（二）辛\n1.壬\n二、癸",
      "    <章 题=\"甲\">\n      <节 题=\"乙\">\n        <条>丙</条>\n        <款>丁</款>\n"
      "        <款>戊</款>\n        <条>己</条>\n        <款>庚</款>\n      </节>\n"
      "      <节 题=\"辛\">\n        <条>壬</条>\n      </节>\n    </章>\n"
      "    <章 题=\"癸\">\n    </章>\n");
  assert_becomes("题\n基本情况\n文。\n一、甲", "<章 题=\"基本情况\" 号=\"\">\n      <段>文。</段>\n"
                                               "    </章>\n    <章 题=\"甲\">");
  assert_becomes("题\n1、基本情况\n", "<章 题=\"基本情况\" 号=\"1、\">");
}

static void test_labels_that_differ_are_kept(void **state) {
  (void)state;
  assert_becomes("题\n一、甲\n1.乙\n9、丙\n3.丁\n3.戊",
                 "<条>乙</条>\n      <条 号=\"9、\">丙</条>\n      <条>丁</条>\n"
                 "      <条 号=\"3.\">戊</条>\n");
  assert_becomes("题\n二、甲\n三、乙\n三、丙", "<章 题=\"甲\" 号=\"二、\">\n    </章>\n"
                                               "    <章 题=\"乙\" 号=\"三、\">\n    </章>\n"
                                               "    <章 题=\"丙\">\n");
  assert_becomes("题\n一、 甲\n(一)乙\n01.丙\n1．丁\n①戊", "<章 题=\"甲\" 号=\"一、 \">\n"
                                                           "      <节 题=\"乙\" 号=\"(一)\">\n"
                                                           "        <条 号=\"01.\">丙</条>\n"
                                                           "        <条 号=\"1．\">丁</条>\n"
                                                           "        <款 号=\"①\">戊</款>\n");
}

static void test_han_numbers(void **state) {
  (void)state;
  static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  Buf text = {0};
  buf_puts(&text, "题\n");
  for (int i = 1; i < 100; i++)
    buf_printf(&text, "%s%s%s、甲\n", i < 20 ? "" : digits[i / 10], i < 10 ? "" : "十",
               digits[i % 10]);
  buf_puts(&text, "一百、甲\n一十、甲\n");
  char *said;
  char *xml = imported(text.data, text.len, &said);
  int computed = 0;
  for (const char *at = xml; (at = strstr(at, "<章 题=\"甲\">")); at++)
    computed++;
  assert_int_equal(computed, 99);
  assert_non_null(strstr(xml, "<段>一百、甲</段>"));
  assert_non_null(strstr(xml, "<章 题=\"甲\" 号=\"一十、\">"));
  char *document = document_text(xml, layout);
  Buf source = {0};
  add_bare(&source, text.data);
  assert_string_equal(document, source.data);
  buf_free(&source);
  buf_free(&text);
  free(document);
  free(said);
  free(xml);
}

static void test_what_is_no_heading(void **state) {
  (void)state;
  assert_becomes("题\n一、甲\n1.5倍于去年\n", "<段>1.5倍于去年</段>");
  assert_becomes("题\n一、甲\n2022.3\n", "<段>2022.3</段>");
  assert_becomes("题\n一、甲\n（一）强化领导。成立专班\n", "<段>（一）强化领导。成立专班</段>");
  assert_becomes("题\n一、甲。\n", "<章 题=\"甲。\">");
}

static void test_numbers_alone(void **state) {
  (void)state;
  assert_becomes("题\n一、甲\n1.\n（1）\n二、\n",
                 "<段>1.</段>\n      <段>（1）</段>\n      <段>二、</段>");
  assert_becomes("题\n（一）甲\n", "<标题>题</标题>\n  <正文 完整=\"是\">\n    <段>（一）甲</段>");
}

static void test_white_space_and_signs(void **state) {
  (void)state;
  assert_becomes(
      "\xEF\xBB\xBF题\r\n\r\n　　一、甲 \t\r\n\u3000\u3000文  中\u3000有 空　。\u3000\r\n",
      "<章 题=\"甲\">\n      <段>文  中\u3000有 空　。</段>");
  assert_becomes("题\n一、a<b>&\"c\"\td\n<值 式='1'/>]]>\t\"\n",
                 "<章 题=\"a&lt;b&gt;&amp;&quot;c&quot;&#9;d\">\n"
                 "      <段>&lt;值 式='1'/&gt;]]&gt;&#9;\"</段>");
  assert_becomes("题\n一、甲\f乙\x0B丙\u2028丁\xC2\x85戊", "<段>乙</段>\n      <段>丙</段>\n"
                                                           "      <段>丁</段>\n      <段>戊</段>");
  assert_becomes("题\r一、甲\r𠮷祎\r", "<段>𠮷祎</段>");
}

static void test_rubbish_is_left_out_and_reported(void **state) {
  (void)state;
  static const char text[] = "题\r\n一、甲\n文[bookmark: _GoBack]字[bookmark: 一]\n[bookmark: 二]\n"
                             "[bookmark: 没有完\n";
  char *said;
  char *xml = imported(text, strlen(text), &said);
  assert_non_null(strstr(xml, "<段>文字</段>\n      <段>[bookmark: 没有完</段>"));
  assert_says(said, "txt:3:2: 警告: “[bookmark: _GoBack]”是转换时留下的标记");
  assert_says(said, "txt:3:22: 警告: “[bookmark: 一]”");
  assert_says(said, "txt:4:1: 警告");
  free(said);
  free(xml);
}

static void assert_refused(const char *text, size_t len, const char *expected) {
  char *said;
  assert_null(imported(text, len, &said));
  assert_says(said, expected);
  free(said);
}

static void test_refusals(void **state) {
  (void)state;
  assert_refused("", 0, "[空文件]");
  assert_refused(" \n\u3000\n", 6, "[空文件]");
  assert_refused("题\n甲\xB2\xBF", 9, "txt:2:2: 错误: 这里的字节不是 UTF-8");
  assert_refused("\xFF\xFE\x00", 3, "[不是UTF-8]");
  assert_refused("题\n甲\x01乙\x1B", 12, "txt:2:2: 错误: 这里有 XML 存不下的控制字符（U+0001）");
  assert_refused("题\n甲\x01乙\x1B", 12, "txt:2:4: 错误: 这里有 XML 存不下的控制字符（U+001B）");
  assert_refused("甲\0乙", 7, "（U+0000）");
  assert_refused("甲\uFFFE", 6, "（U+FFFE）");
  char *long_line = malloc(1000002);
  memset(long_line, 'a', 1000001);
  long_line[0] = '\n';
  assert_refused(long_line, 1000001 + 1,
                 "txt:2:1: 错误: "
                 "从这里起的一段超过一百万字节；请核对是不是拿错了文件，正文应一段一行 [一段过长]");
  free(long_line);
}

static void test_required_facts(void **state) {
  (void)state;
  static const struct {
    const char *inside, *expected;
  } cases[] = {
      {"", "甲.xml:1:1: 错误: 布局“增城-2022”要求填写部门全称（部门/全称）"},
      {"<部门><全称>某</全称></部门>", "要求填写预算支出（预算/支出）"},
      {"<正文 完整='否'/>", "[缺必填]"},
      {"<正文 完整='是'><段>全文。</段></正文>", ""},
      {"<正文 完整='是'/>", "[正文是空的]"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Buf xml = {0};
    buf_printf(&xml, "<绩效自评 年度='2022'>%s</绩效自评>", cases[i].inside);
    Messages *messages = msg_new();
    XmlFile *file = xml_parse("甲.xml", xml.data, xml.len, messages);
    Evaluation evaluation = {.file = file, .root = xmlDocGetRootElement(file->tree)};
    assert_int_equal(evaluation_check(&evaluation, layout, messages), !*cases[i].expected);
    char *said = take_messages(messages);
    assert_says(said, cases[i].expected);
    free(said);
    xml_free(file);
    buf_free(&xml);
  }
}

static void test_required_fact_that_is_no_path(void **state) {
  (void)state;
  Messages *messages = msg_new();
  static const char layout_xml[] =
      "<布局><事实>\n<必填 取='部门[' 说明='甲'/>\n"
      "<必填 取='1+1' 说明='乙'/><必填 取='@年度' 说明='丙'/></事实></布局>";
  static const char xml[] = "<绩效自评 年度='2022'/>";
  XmlFile *rules = xml_parse("布局.xml", layout_xml, strlen(layout_xml), messages);
  XmlFile *file = xml_parse("甲.xml", xml, strlen(xml), messages);
  Layout own = {.file = rules, .facts = xml_child(xmlDocGetRootElement(rules->tree), "事实")};
  Evaluation evaluation = {.file = file, .root = xmlDocGetRootElement(file->tree)};
  assert_false(evaluation_check(&evaluation, &own, messages));
  char *said = take_messages(messages);
  assert_says(said, "布局.xml:2:1: 错误: "
                    "必填的“部门[”不是指向元素或属性的路径；请写成“部门/全称”的样子 [必填写法]");
  assert_says(said, "布局.xml:3:1: 错误: 必填的“1+1”");
  assert_null(strstr(said, "甲.xml"));
  free(said);
  xml_free(rules);
  xml_free(file);
}

#define SEEDS "../shared/seeds/"

static void drop_bookmarks(char *text) {
  char *at;
  while ((at = strstr(text, "[bookmark:"))) {
    char *end = strchr(at, ']') + 1;
    memmove(at, end, strlen(end) + 1);
  }
}

/* The two real reports, if they are there: all their text, and how many labels
 * had to be kept as written. */
static void check_report(const char *file, const char *layout_name, int chapters, int labels) {
  if (access(file, R_OK) != 0) {
    print_message("NOT TESTED: %s IS NOT THERE\n", file);
    return;
  }
  Messages *messages = msg_new();
  Layout *own = layout_load(layout_name, pos_file(NULL), "layouts", fonts, messages);
  Buf source = {0}, xml = {0}, bare = {0};
  assert_true(infile_read(file, INFILE_LIMIT, &source, messages));
  assert_true(import_report(file, own, &xml, messages));
  char *document = document_text(xml.data, own);
  drop_bookmarks(source.data);
  add_bare(&bare, source.data);
  assert_string_equal(document, bare.data);
  int seen_chapters = 0, seen_labels = 0;
  for (const char *at = xml.data; (at = strstr(at, "<章 ")); at++)
    seen_chapters++;
  for (const char *at = strstr(xml.data, "<正文"); (at = strstr(at, " 号=\"")); at++)
    seen_labels++;
  assert_int_equal(seen_chapters, chapters);
  assert_int_equal(seen_labels, labels);
  print_message("%s: %zu characters kept\n", file, utf8_count(bare.data, bare.len));
  free(document);
  buf_free(&source);
  buf_free(&xml);
  buf_free(&bare);
  layout_free(own);
  msg_free(messages);
}

static void test_real_reports(void **state) {
  (void)state;
  check_report(SEEDS "zengcheng-2022.txt", "增城-2022", 4, 0);
  check_report(SEEDS "004_20281f466c5a2901.txt", "高阳-2022", 4, 1);
}

static int load(void **state) {
  (void)state;
  Messages *messages = msg_new();
  fonts = fonts_load("fonts", messages);
  layout = fonts ? layout_load("增城-2022", pos_file(NULL), "layouts", fonts, messages) : NULL;
  msg_print(messages, stderr);
  msg_free(messages);
  return layout ? 0 : -1;
}

static int unload(void **state) {
  (void)state;
  layout_free(layout);
  fonts_free(fonts);
  return 0;
}

int main(void) {
  xml_start();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_head),
      cmocka_unit_test(test_levels),
      cmocka_unit_test(test_labels_that_differ_are_kept),
      cmocka_unit_test(test_han_numbers),
      cmocka_unit_test(test_what_is_no_heading),
      cmocka_unit_test(test_numbers_alone),
      cmocka_unit_test(test_white_space_and_signs),
      cmocka_unit_test(test_rubbish_is_left_out_and_reported),
      cmocka_unit_test(test_refusals),
      cmocka_unit_test(test_required_facts),
      cmocka_unit_test(test_required_fact_that_is_no_path),
      cmocka_unit_test(test_real_reports),
  };
  return cmocka_run_group_tests(tests, load, unload);
}
