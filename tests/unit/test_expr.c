/* Expressions: every example of docs/expressions.md against the shipped
 * example, values and errors at their places. Runs in the project's folder. */
#include "fixture.h"

#define EXAMPLE "examples/zengcheng-2022.xml"
#define PAGE "docs/expressions.md"

/* The holder of one expression. */
static Fixture *holding(const char *expression, XmlFile *example) {
  Buf skeleton = {0};
  xmlChar *escaped = xmlEncodeSpecialChars(NULL, (const xmlChar *)expression);
  assert_non_null(escaped);
  buf_printf(&skeleton, "<段><值 式=\"%s\"/></段>", (const char *)escaped);
  xmlFree(escaped);
  Fixture *fixture = fixture_new(skeleton.data, "");
  buf_free(&skeleton);
  xml_free(fixture->evaluation.file);
  fixture->evaluation = fixture_evaluation(example);
  return fixture;
}

static void fixture_end(Fixture *fixture) {
  fixture->evaluation.file = NULL; /* the example's, used again */
  xml_free(fixture->layout.file);
  msg_free(fixture->messages);
  free(fixture);
}

/* 得到 in back quotes is what is printed; 错误：… is part of the message. */
static void check_row(const char *expression, const char *result, XmlFile *example) {
  static const char error[] = "错误：";
  Fixture *fixture = holding(expression, example);
  Doc *doc = doc_build(&fixture->layout, &fixture->evaluation, fixture->messages);
  char *messages = fixture_messages(fixture->messages);
  bool expects_error = strncmp(result, error, strlen(error)) == 0;
  if (expects_error && !strstr(messages, result + strlen(error)))
    fail_msg("%s: %s says nothing of %s", expression, messages, result);
  if (!expects_error && !doc)
    fail_msg("%s: %s", expression, messages);
  if (doc) {
    assert_string_equal(doc->blocks[0].text, result);
  }
  doc_free(doc);
  free(messages);
  fixture_end(fixture);
}

/* The text between the next pair of back quotes, *at moved behind it. */
static char *quoted(char **at) {
  char *start = strchr(*at, '`');
  char *end = start ? strchr(start + 1, '`') : NULL;
  if (!end)
    return NULL;
  *end = '\0';
  *at = end + 1;
  return start + 1;
}

/* The next cell of a row, without the spaces around it. */
static char *cell(char **at) {
  char *start = strchr(*at, '|');
  char *end = start ? strchr(start + 1, '|') : NULL;
  assert_non_null(end);
  start += 2;
  *at = end;
  end[-1] = '\0';
  return start;
}

static void the_page_is_true(void **state) {
  (void)state;
  Messages *messages = msg_new();
  XmlFile *example = xml_load(EXAMPLE, messages);
  FILE *page = fopen(PAGE, "r");
  if (!example || !page)
    fail_msg("%s or %s is not there; run the tests in the project's folder", EXAMPLE, PAGE);
  char *line = NULL;
  size_t capacity = 0;
  int rows = 0;
  bool has_results = false;
  while (getline(&line, &capacity, page) >= 0) {
    if (strncmp(line, "| 写法", strlen("| 写法")) == 0)
      has_results = strstr(line, "得到") != NULL;
    if (!has_results || strncmp(line, "| `", 3) != 0)
      continue;
    char *at = line + 2;
    char *expression = quoted(&at);
    char *result = cell(&at);
    if (*result == '`')
      result = quoted(&result);
    check_row(expression, result, example);
    rows++;
  }
  print_message("%d examples\n", rows);
  assert_true(rows > 40);
  free(line);
  fclose(page);
  xml_free(example);
  msg_free(messages);
}

static void expect_result(const char *expression, const char *evaluation, const char *wanted) {
  Buf skeleton = {0};
  buf_printf(&skeleton, "<段>[<值 式=\"%s\"/>]</段>", expression);
  Fixture *fixture = fixture_new(skeleton.data, evaluation);
  Doc *doc = doc_build(&fixture->layout, &fixture->evaluation, fixture->messages);
  char *messages = fixture_messages(fixture->messages);
  if (doc && strcmp(doc->blocks[0].text, wanted) != 0)
    fail_msg("%s: %s, not %s", expression, doc->blocks[0].text, wanted);
  if (!doc && !strstr(messages, wanted))
    fail_msg("%s: %s, not %s", expression, messages, wanted);
  doc_free(doc);
  free(messages);
  buf_free(&skeleton);
  fixture_free(fixture);
}

static void values(void **state) {
  (void)state;
  static const char data[] =
      "<预算><支出> 2457.31\n</支出><收入/></预算><部门><简称>某局</简称></部门>"
      "<数据 名=\"甲\" 值=\"1\"/><数据 名=\"甲\" 值=\"2\" 单位=\"次\"/>"
      "<数据 名=\"乙\" 值=\"0.005\" 单位=\"\"/>";
  static const char *const cases[][2] = {
      {"千分(预算/支出)", "[2,457.31]"},
      {"预算/支出", "[2457.31]"},
      {"预算/支出 * 2", "[4914.62]"},
      {"1 div 3", "[0.333333333333333]"},
      {"100 - 99.24", "[0.76]"},
      {"千分(100 - 99.24)", "[0.76]"},
      {"舍入(0.3 - 0.175, 2)", "[0.13]"},
      {"'  x  '", "[  x  ]"},
      {"true()", "[是]"},
      {"not(预算)", "[否]"},
      {"数据('甲')", "[1]"},
      {"单位('甲')", "数据“甲”没有写单位"},
      {"单位('乙')", "没有取到值"},
      {"金额(数据('乙'))", "[0.01]"},
      {"数据(预算/@无)", "没有名为“”的数据"},
      {"百分比(1, 8, 1)", "[12.5%]"},
      {"部门/简称 | 部门/全称[not(../简称)]", "[某局]"},
      {"substring(部门/简称, 1, 1)", "[某]"},
      {"预算/收入", "没有取到值"},
      {"''", "没有取到值"},
      {"number('x')", "没有取到值"},
      {"1 div 0", "没有取到值"},
      {"千分(1 div 0)", "“千分”要的数算不出来或太大"},
      {"千分('123456789012345678901')", "要的是数（至多 18 位）"},
      {"千分('999999999999999999', 2)", "“千分”的结果超过 18 位"},
      {"合计('999999999999999999', 1)", "“合计”的结果超过 18 位"},
      {"合计('999999999999999999', 数据('甲'))", "“合计”的结果超过 18 位"},
      {"合计()", "“合计”至少要 1 个参数"},
      {"合计(预算/无)", "“合计”要的数没有取到"},
      {"合计(数据/@值, 预算/支出, 0.5)", "[2460.815]"},
      {"差('-999999999999999999', 1)", "“差”的结果超过 18 位"},
      {"比('999999999999999999', '0.01')", "“比”的结果超过 18 位"},
      {"数字('12345678901234567')", "16 位以内的整数"},
      {"大写金额('99999999999999999')", "“大写金额”的金额太大"},
      {"大写金额(预算/支出, '万元')", "[贰仟肆佰伍拾柒万叁仟壹佰元整]"},
      {"日期('2024-02-29')", "[2024年2月29日]"},
      {"日期('2100-02-29')", "取到的是“2100-02-29”"},
      {"日期('2022-13')", "取到的是“2022-13”"},
      {"日期('2022-1-1')", "取到的是“2022-1-1”"},
      {"日期(预算/无)", "取到的是“”"},
      {"等级(90)", "[优]"},
      {"等级(80)", "[良]"},
      {"等级('79.99')", "[中]"},
      {"等级(60)", "[中]"},
      {"等级(59.9)", "[差]"},
      {"本项()/预算/支出", "[2457.31]"},
      {"$甲", "没有变量可用"},
      {"a:b", "名称不用前缀"},
      {"a:数据('甲')", "名称不用前缀"},
      {"preceding-sibling::预算 or self::绩效自评", "[是]"},
      {"1.2.3", "第 4 个字处写错了"},
      {"", "第 1 个字处写错了"},
      {"count(1)", "要的是元素或属性"},
      {"count()", "函数的参数个数不对"},
      {"'abc", "第 1 个字处写错了：引号没有成对"},
      {"预算[1)", "第 5 个字处写错了：括号没有成对"},
      {"预算]", "第 3 个字处写错了：括号没有成对"},
      {"((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((("
       "((("
       "(((((((((1)))))",
       "第 101 个字处写错了：括号套得太深"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    expect_result(cases[i][0], data, cases[i][1]);
}

static void a_long_expression(void **state) {
  (void)state;
  Buf text = {0};
  buf_puts(&text, "1");
  for (int i = 0; i < 20000; i++)
    buf_puts(&text, "+1");
  expect_result(text.data, "", "式太长或套得太深");
  buf_free(&text);
}

/* In a loop "." is the item, in brackets the node that is tested. */
static void items(void **state) {
  (void)state;
  Fixture *fixture =
      fixture_new("<每 取=\"指标[not(@级 = preceding-sibling::指标/@级)]\"><段><值 式=\"@级\"/>"
                  "<值 式=\"count(../指标[@级 = 本项()/@级])\"/></段></每>",
                  "<指标 级=\"甲\"/><指标 级=\"乙\"/><指标 级=\"甲\"/>");
  Doc *doc = doc_build(&fixture->layout, &fixture->evaluation, fixture->messages);
  assert_non_null(doc);
  assert_int_equal(doc->block_count, 2);
  assert_string_equal(doc->blocks[0].text, "甲2");
  assert_string_equal(doc->blocks[1].text, "乙1");
  doc_free(doc);
  fixture_free(fixture);
}

static int set_up(void **state) {
  (void)state;
  xml_start();
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_page_is_true),
      cmocka_unit_test(values),
      cmocka_unit_test(a_long_expression),
      cmocka_unit_test(items),
  };
  return cmocka_run_group_tests_name("expr", tests, set_up, NULL);
}
