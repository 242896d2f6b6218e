/* The vocabulary check: every kind of fault, its words and its place; and that
 * our schemas say the same to us as to libxml2's own RELAX NG validator. */
#include <libxml/relaxng.h>

#include "said.h"

#include "base/infile.h"
#include "xml/near.h"
#include "xml/schema.h"

static bool libxml_agrees(const char *schema, xmlDocPtr tree) {
  xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewParserCtxt(schema);
  xmlRelaxNGSetParserErrors(parser, NULL, NULL, NULL);
  xmlRelaxNGPtr rules = xmlRelaxNGParse(parser);
  assert_non_null(rules);
  xmlRelaxNGValidCtxtPtr valid = xmlRelaxNGNewValidCtxt(rules);
  xmlRelaxNGSetValidErrors(valid, NULL, NULL, NULL);
  bool ok = xmlRelaxNGValidateDoc(valid, tree) == 0;
  xmlRelaxNGFreeValidCtxt(valid);
  xmlRelaxNGFree(rules);
  xmlRelaxNGFreeParserCtxt(parser);
  return ok;
}

/* What the check says of xml; both validators must judge alike. */
static char *judged(const char *schema_path, const char *xml) {
  Messages *messages = msg_new();
  Schema *schema = schema_load(schema_path, messages);
  assert_non_null(schema);
  XmlFile *file = xml_parse("甲.xml", xml, strlen(xml), messages);
  assert_non_null(file);
  bool ok = schema_check(schema, file, messages);
  assert_int_equal(ok, msg_count(messages, MSG_ERROR) == 0);
  char *text = take_messages(messages);
  if (libxml_agrees(schema_path, file->tree) != ok)
    fail_msg("libxml2 judges otherwise than we: %s\n%s", xml, text);
  xml_free(file);
  schema_free(schema);
  return text;
}

#define EVALUATION "layouts/绩效自评.rng"

static void test_good_files(void **state) {
  (void)state;
  static const char *const good[] = {
      "<绩效自评 年度='2022'/>",
      "<绩效自评 年度='2022' "
      "布局='增城-2022'><自评><得分>99.24</得分></自评><日期>2024-02-29</日期>"
      "<问题>甲<上标>2</上标><值 式='.'/></问题><附件 号=''/><问题>乙</问题></绩效自评>",
      "<绩效自评 年度='2022'><预算><支出>1.50</支出></预算><正文 完整='是'><段>一</段><章 "
      "题='二'>"
      "<节 题='三'><款>四</款></节><条 号=''>五</条></章></正文></绩效自评>",
  };
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    char *text = judged(EVALUATION, good[i]);
    assert_string_equal(text, "");
    free(text);
  }
}

static void test_each_fault_has_its_words(void **state) {
  (void)state;
  static const struct {
    const char *inside, *expected;
  } cases[] = {
      {"<部们/>", "甲.xml:2:1: 错误: “绩效自评”里没有“部们”这种元素；是否要写“部门” [元素疑写错]"},
      {"<支出>1</支出>", "“支出”不能放在“绩效自评”里；它可放在“预算”里，请移过去 [元素放错]"},
      {"<自评><说明文字/></自评>",
       "“自评”里没有“说明文字”这种元素；这里可写“得分”、“等级” [元素不认识]"},
      {"<附件><甲/></附件>", "“附件”里不能再放元素（这里有“甲”）；请删去或移到外面 [不含元素]"},
      {"<自评/>\n<自评/>",
       "甲.xml:3:1: 错误: “绩效自评”里只能有一个“自评”；请合并或删去多余的 [元素重复]"},
      {"<任务 名字='一'/>", "“任务”没有“名字”这个属性；是否要写“名称” [属性疑写错]"},
      {"<指标 名称='一' 备注文字='二'/>",
       "“指标”没有“备注文字”这个属性；可用的属性有“名称”、“一级”、“二级”、“性质”、“目标”、“实际”、“"
       "单位”、“分值”、“得分”、“评价”、“完成度”、“适用” [属性不认识]"},
      {"<部门 名='一'/>", "“部门”不带属性（这里有“名”）；请删去 [不带属性]"},
      {"<任务/>", "甲.xml:2:1: 错误: “任务”缺少属性“名称”；请补上 [缺属性]"},
      {"<正文 完整='对'/>", "属性“完整”的值“对”不对；应是“是”或“否” [属性值不对]"},
      {"<任务 名称=' '/>", "属性“名称”的值“”不对；应是文字，不能空着"},
      {"<预算><支出>2,457.31万元</支出></预算>",
       "“支出”的内容“2,457.31万元”不对；应是只写数字和小数点的数"},
      {"<预算><支出/></预算>", "“支出”的内容“”不对"},
      {"<日期>2023-02-29</日期>", "“日期”的内容“2023-02-29”不对；应是历上有的日期"},
      {"<日期>2023-2-1</日期>", "[内容不对]"},
      {"<自评><得分>优</得分></自评>", "“得分”的内容“优”不对；应是分数"},
      {"<部门>\n宣传部，负责宣传工作的部门之一也是\n</部门>",
       "甲.xml:2:1: 错误: "
       "“部门”里不能直接写文字（“宣传部，负责宣传工作的部门之一也…”）；请放进它的下级元素，或删去 "
       "[多余文字]"},
      {"<指标 名称='一' xmlns:z='urn:z' z:得分='1'/>",
       "“指标”没有“z:得分”这个属性；是否要写“得分”"},
      {"<段 xmlns='urn:x'/>", "没有“段”这种元素"},
      {"<章 题='一'/>", "“章”不能放在“绩效自评”里；它可放在“正文”里"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Buf xml = {0};
    buf_printf(&xml, "<绩效自评 年度='2022'>\n%s</绩效自评>", cases[i].inside);
    char *text = judged(EVALUATION, xml.data);
    assert_says(text, cases[i].expected);
    free(text);
    buf_free(&xml);
  }
}

static void test_root(void **state) {
  (void)state;
  char *text = judged(EVALUATION, "<布局/>");
  assert_says(text, "根元素是“布局”，应是“绩效自评”；请核对是不是拿错了文件 [根元素不对]");
  free(text);
  text = judged(EVALUATION, "<绩效自评 年度='22'/>");
  assert_says(text, "属性“年度”的值“22”不对；应是四位数字的年份，如 2022");
  free(text);
  text = judged(EVALUATION, "<绩效自评 年度='2022' 布局='../密.xml'/>");
  assert_says(text, "[属性值不对]");
  free(text);
}

static void test_missing_element(void **state) {
  (void)state;
  char *text = judged("fonts/字体表.rng", "<字体表><文件夹 路径='一'/></字体表>");
  assert_string_equal(text, "甲.xml:1:1: 错误: “字体表”里缺少“角色”；请补上 [缺元素]\n");
  free(text);
}

static void test_all_in_one_go(void **state) {
  (void)state;
  char *text = judged(EVALUATION, "<绩效自评 年度='二〇二二'>\n<部门><全称/></部门>\n<甲乙丙/>\n"
                                  "<预算><支出>无</支出></预算>\n文字\n</绩效自评>");
  assert_int_equal(count_lines(text), 5);
  free(text);
}

static void test_errors_end_somewhere(void **state) {
  (void)state;
  Buf xml = {0};
  buf_puts(&xml, "<绩效自评 年度='2022'>");
  for (int i = 0; i < 2000; i++)
    buf_puts(&xml, "<一二三/>\n");
  buf_puts(&xml, "</绩效自评>");
  char *text = judged(EVALUATION, xml.data);
  assert_int_equal(count_lines(text), 101);
  assert_says(text, "[错误过多]");
  free(text);
  buf_free(&xml);
}

/* A schema that an office has changed beyond what is read here. */
static void test_unreadable_schemas(void **state) {
  (void)state;
  static const char *const bad[] = {
      "<start><ref name='无'/></start>",
      "<start><ref name='甲'/></start><define name='甲'><ref name='甲'/></define>",
      "<start><choice><element name='甲'/><element name='乙'/></choice></start>",
      "<start><element name='甲'><data type='什么'/></element></start>",
      "<start><element name='甲'><data type='token'><param name='length'>3</param></data>"
      "</element></start>",
      "<start><element name='甲'><data type='token'><param name='pattern'>(</param></data>"
      "</element></start>",
      "<start><element name='甲'><notAllowed/></element></start>",
      "<start><element name='甲'><attribute/></element></start>",
      "<start><element name='甲'><element name='乙'/><element name='乙'/></element></start>",
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    char path[] = "/tmp/ziping-schema-XXXXXX";
    FILE *file = fdopen(mkstemp(path), "w");
    fprintf(file,
            "<grammar xmlns='http://relaxng.org/ns/structure/1.0' datatypeLibrary="
            "'http://www.w3.org/2001/XMLSchema-datatypes'>%s</grammar>",
            bad[i]);
    fclose(file);
    Messages *messages = msg_new();
    assert_null(schema_load(path, messages));
    char *text = take_messages(messages);
    if (!strstr(text, "[模式写法]"))
      fail_msg("%s: %s", bad[i], text);
    free(text);
    remove(path);
  }
}

/* The first XML block of a reference page, and the one that builds on another file
 * ("" when there is none). */
static void page_examples(const char *path, char *examples[2]) {
  Messages *messages = msg_new();
  Buf page = {0};
  assert_true(infile_read(path, INFILE_LIMIT, &page, messages));
  msg_free(messages);
  examples[0] = examples[1] = NULL;
  for (const char *at = strstr(page.data, "```xml\n"); at; at = strstr(at, "```xml\n")) {
    const char *start = at + 7;
    at = strstr(start, "```") + 3;
    char *block = strndup(start, (size_t)(at - 3 - start));
    int which = examples[0] ? 1 : 0;
    if (!examples[which] && (which == 0 || strstr(block, " 以=")))
      examples[which] = block;
    else
      free(block);
  }
  if (!examples[1])
    examples[1] = strdup("");
  buf_free(&page);
}

static void assert_good_change(const char *schema_path, const char *xml) {
  Messages *messages = msg_new();
  Schema *schema = schema_load(schema_path, messages);
  XmlFile *file = xml_parse("改.xml", xml, strlen(xml), messages);
  assert_true(file && schema_check_change(schema, file, messages));
  assert_false(schema_check(schema, file, messages));
  xml_free(file);
  schema_free(schema);
  msg_free(messages);
}

static void assert_shows(const xmlNode *pattern, const char *example) {
  for (; pattern; pattern = xml_next(pattern, NULL)) {
    const char *name = xml_attr(pattern, "name");
    char use[64] = "";
    if (xml_is(pattern, "element"))
      snprintf(use, sizeof use, "<%s", name);
    else if (xml_is(pattern, "attribute"))
      snprintf(use, sizeof use, " %s=\"", name);
    if (!strstr(example, use))
      fail_msg("the reference page's example lacks %s", use);
    assert_shows(xml_child(pattern, NULL), example);
  }
}

/* The reference pages have an example that is right and shows everything. */
static void test_reference_pages(void **state) {
  (void)state;
  static const struct {
    const char *page, *schema;
  } pages[] = {{"docs/evaluation.md", EVALUATION}, {"docs/layout.md", "layouts/布局.rng"}};
  for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
    char *examples[2];
    page_examples(pages[i].page, examples);
    char *text = judged(pages[i].schema, examples[0]);
    assert_string_equal(text, "");
    free(text);
    if (*examples[1])
      assert_good_change(pages[i].schema, examples[1]);
    char *both = NULL;
    assert_true(asprintf(&both, "%s%s", examples[0], examples[1]) > 0);
    Messages *messages = msg_new();
    XmlFile *schema = xml_load(pages[i].schema, messages);
    assert_shows(xmlDocGetRootElement(schema->tree), both);
    xml_free(schema);
    msg_free(messages);
    free(both);
    free(examples[0]);
    free(examples[1]);
  }
}

static void test_nearest(void **state) {
  (void)state;
  static const char *const known[] = {"部门", "全称", "偏差原因", "基本支出"};
  assert_string_equal(xml_nearest("部", known, 4, NEAR_WORD), "部门");
  assert_string_equal(xml_nearest("偏差的原因", known, 4, NEAR_WORD), "偏差原因");
  assert_string_equal(xml_nearest("基本支", known, 4, NEAR_WORD), "基本支出");
  assert_null(xml_nearest("章", known, 4, NEAR_WORD));
  assert_null(xml_nearest("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五",
                          known, 4, NEAR_WORD));
  assert_string_equal(xml_nearest("偏差的原因", known, 4, NEAR_TITLE), "偏差原因");
  assert_null(xml_nearest("偏差的原由", known, 4, NEAR_TITLE));
}

int main(void) {
  xml_start();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_good_files),
      cmocka_unit_test(test_each_fault_has_its_words),
      cmocka_unit_test(test_root),
      cmocka_unit_test(test_missing_element),
      cmocka_unit_test(test_all_in_one_go),
      cmocka_unit_test(test_errors_end_somewhere),
      cmocka_unit_test(test_unreadable_schemas),
      cmocka_unit_test(test_reference_pages),
      cmocka_unit_test(test_nearest),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
