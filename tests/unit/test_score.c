/* The rules that forms print in their notes, each at, above and below its
 * bounds: indicators, funds, totals, bands, grades, and what can't be computed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "doc/score.h"
#include "doc/target.h"
#include "xml/xml.h"

static XmlFile *parse(const char *text) {
  Messages *messages = msg_new();
  XmlFile *file = xml_parse("试.xml", text, strlen(text), messages);
  msg_free(messages);
  if (!file)
    fail_msg("the test's own XML is no XML: %s", text);
  return file;
}

static const xmlNode *root_of(const XmlFile *file) {
  return xmlDocGetRootElement(file->tree);
}

/* The value without the zeros that end it, or ! and the reason. */
static char *words(Score score) {
  Buf buf = {0};
  if (score.fault != SCORE_FOUND)
    buf_printf(&buf, "!%s", score_reason(score.fault));
  else
    number_put(&buf, number_trim(score.value));
  return buf_take(&buf);
}

static void expect(Score score, const char *wanted, const char *what) {
  char *got = words(score);
  if (strcmp(got, wanted) != 0)
    fail_msg("%s: %s, not %s", what, got, wanted);
  free(got);
}

typedef struct Row {
  const char *attributes;
  const char *points;
} Row;

/* rules: attributes and content of 评分 as a whole element; NULL: none. */
static void expect_points(const char *element, const char *rules, const Row *rows, size_t count) {
  XmlFile *layout = rules ? parse(rules) : NULL;
  for (size_t i = 0; i < count; i++) {
    Buf text = {0};
    buf_printf(&text, "<%s 名称=\"甲\" %s/>", element, rows[i].attributes);
    XmlFile *file = parse(text.data);
    expect(score_computed(layout ? root_of(layout) : NULL, root_of(file)), rows[i].points,
           rows[i].attributes);
    xml_free(file);
    buf_free(&text);
  }
  if (layout)
    xml_free(layout);
}

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static void the_more_the_better(void **state) {
  (void)state;
  static const Row rows[] = {{"目标='≥20' 实际='19.99' 分值='10'", "10"}, /* 9.995 */
                             {"目标='≥20' 实际='19.98' 分值='10'", "9.99"},
                             {"目标='≥20' 实际='20' 分值='10'", "10"},
                             {"目标='≥20' 实际='20.01' 分值='10'", "10"},
                             {"目标='≥20' 实际='2000' 分值='10'", "10"},
                             {"目标='≥20' 实际='18' 分值='10'", "9"},
                             {"目标='≥3' 实际='1' 分值='10'", "3.33"},
                             {"目标='≥3' 实际='2' 分值='10'", "6.67"},
                             {"目标='≥20' 实际='0' 分值='10'", "0"},
                             {"目标='≥20' 实际='-1' 分值='10'", "0"},
                             {"目标='20' 实际='19' 分值='10'", "9.5"},
                             {"目标='20' 实际='20' 分值='10'", "10"},
                             {"目标='20' 实际='21' 分值='10'", "10"},
                             {"目标='&gt;20' 实际='20.01' 分值='10'", "10"},
                             {"目标='&gt;20' 实际='19' 分值='10'", "9.5"},
                             {"目标='不低于95%' 实际='94％' 分值='5'", "4.95"},
                             {"目标='95%以上' 实际='95%' 分值='5'", "5"},
                             {"目标='≥1,200' 实际='1,140' 分值='10'", "9.5"},
                             {"目标='0' 实际='0' 分值='10'", "10"},
                             {"目标='≥-5' 实际='-5' 分值='10'", "10"},
                             {"目标='≥20' 实际='19' 分值='0'", "0"},
                             {"性质='定量' 目标='≥20' 实际='19' 分值='10'", "9.5"}};
  expect_points("指标", NULL, rows, COUNT(rows));
}

static void the_less_the_better(void **state) {
  (void)state;
  static const Row rows[] = {{"性质='反向' 目标='20' 实际='19' 分值='10'", "10"},
                             {"性质='反向' 目标='20' 实际='20' 分值='10'", "10"},
                             {"性质='反向' 目标='20' 实际='25' 分值='10'", "8"},
                             {"目标='≤20' 实际='20' 分值='10'", "10"},
                             {"目标='≤20' 实际='20.01' 分值='10'", "10"}, /* 9.995 */
                             {"目标='≤20' 实际='20.02' 分值='10'", "9.99"},
                             {"目标='≤20' 实际='0' 分值='10'", "10"},
                             {"目标='≤20' 实际='30' 分值='10'", "6.67"},
                             {"目标='≤0' 实际='0' 分值='10'", "10"},
                             {"目标='≤0' 实际='1' 分值='10'", "0"},
                             {"目标='≤-1' 实际='1' 分值='10'", "0"},
                             {"目标='&lt;20' 实际='19.99' 分值='10'", "10"},
                             {"目标='&lt;20' 实际='40' 分值='10'", "5"},
                             {"目标='不超过3个' 实际='4个' 分值='10'", "7.5"},
                             {"目标='30日以内' 实际='40日' 分值='10'", "7.5"}};
  expect_points("指标", NULL, rows, COUNT(rows));
}

static void exactly_and_between(void **state) {
  (void)state;
  static const Row rows[] = {{"目标='=20' 实际='20' 分值='10'", "10"},
                             {"目标='=20' 实际='20.00' 分值='10'", "10"},
                             {"目标='=20' 实际='19' 分值='10'", "9.5"},
                             {"目标='＝20' 实际='25' 分值='10'", "8"},
                             {"目标='20-30' 实际='20' 分值='10'", "10"},
                             {"目标='20-30' 实际='25' 分值='10'", "10"},
                             {"目标='20～30' 实际='30' 分值='10'", "10"},
                             {"目标='20至30次' 实际='19次' 分值='10'", "9.5"},
                             {"目标='20%-30%' 实际='40%' 分值='10'", "7.5"}};
  expect_points("指标", NULL, rows, COUNT(rows));
}

static void qualities(void **state) {
  (void)state;
  static const Row rows[] = {{"性质='定性' 完成度='1' 分值='10'", "10"},
                             {"性质='定性' 完成度='0.9' 分值='10'", "9"},
                             {"性质='定性' 完成度='0' 分值='10'", "0"},
                             {"性质='定性' 完成度='1.2' 分值='10'", "10"},
                             {"目标='有所提高' 实际='有所提高' 完成度='0.855' 分值='7'", "5.99"},
                             {"性质='定性' 评价='达成' 分值='10'", "!定性指标没有写完成度"},
                             {"目标='有所提高' 实际='提高' 分值='10'", "!定性指标没有写完成度"}};
  expect_points("指标", NULL, rows, COUNT(rows));
}

static void what_cannot_be_computed(void **state) {
  (void)state;
  static const Row rows[] = {
      {"目标='≥20' 实际='20'", "!没有写分值"},
      {"性质='定量' 实际='20' 分值='10'", "!目标没有写，或不是一个数"},
      {"性质='定量' 目标='12月' 实际='11月' 分值='10'", "!目标没有写，或不是一个数"},
      {"性质='定量' 目标='30-20' 实际='25' 分值='10'", "!目标没有写，或不是一个数"},
      {"性质='定量' 目标='≥20-30' 实际='25' 分值='10'", "!目标没有写，或不是一个数"},
      {"性质='定量' 目标='≥20以下' 实际='25' 分值='10'", "!目标没有写，或不是一个数"},
      {"目标='≥20' 分值='10'", "!实际没有写，或不是一个数"},
      {"目标='≥20' 实际='完成' 分值='10'", "!实际没有写，或不是一个数"},
      {"目标='≥20' 实际='16和4' 分值='10'", "!实际没有写，或不是一个数"},
      {"目标='≥20次' 实际='21个' 分值='10'", "!目标和实际的单位不同"},
      {"目标='≥95%' 实际='96' 分值='10'", "!目标和实际的单位不同"},
      {"目标='≥0' 实际='-1' 分值='10'", "!没有达到目标，而目标不大于 0，不能按比例算"},
      {"目标='=0' 实际='-1' 分值='10'", "!没有达到目标，而目标不大于 0，不能按比例算"},
      {"目标='≥999999999999999999' 实际='999999999999999998' 分值='10'", "!数太大"},
      {"目标='≥20' 实际='20' 分值='10' 适用='否'", "!这一项不适用，不参加评分"}};
  expect_points("指标", NULL, rows, COUNT(rows));
  static const Row fine[] = {{"目标='≥95%' 实际='96' 单位='%' 分值='10'", "10"},
                             {"目标='≥15次' 实际='12' 单位='次' 分值='10'", "8"},
                             {"目标='≥3200m2' 实际='3200 m2' 分值='10'", "10"},
                             {"目标='≥20' 实际='20' 分值='10' 适用='是'", "10"}};
  expect_points("指标", NULL, fine, COUNT(fine));
}

static void rounds_as_the_layout_says(void **state) {
  (void)state;
  static const Row none[] = {{"目标='≥3' 实际='2' 分值='10'", "7"}};
  static const Row one[] = {{"目标='≥20' 实际='18.9' 分值='10'", "9.5"},
                            {"目标='≥20' 实际='18.88' 分值='10'", "9.4"}};
  static const Row four[] = {{"目标='≥3' 实际='2' 分值='10'", "6.6667"}};
  expect_points("指标", "<评分 位数='0'/>", none, COUNT(none));
  expect_points("指标", "<评分 位数='1'/>", one, COUNT(one));
  expect_points("指标", "<评分 位数='4'/>", four, COUNT(four));
}

/* Row.attributes: attributes and content of 资金. */
static void funds(void **state) {
  (void)state;
#define TOTAL(plan, paid) "<来源 名称='年度资金总额' 全年预算='" plan "' 执行数='" paid "'/>"
  static const Row rows[] = {
      {" 分值='10'>" TOTAL("120", "116.64"), "9.72"},
      {" 分值='10'>" TOTAL("2661.70", "2457.31"), "9.23"},
      {" 分值='20'>" TOTAL("2661.70", "2457.31"), "18.46"},
      {" 分值='10'>" TOTAL("120", "120"), "10"},
      {" 分值='10'>" TOTAL("120", "121"), "10"},
      {" 分值='10'>" TOTAL("120", "0"), "0"},
      {" 分值='10'>" TOTAL("120", "-3"), "0"},
      {">" TOTAL("120", "60"), "!没有写分值"},
      {" 分值='10'>" TOTAL("0", "0"), "!全年预算或执行数没有写，或全年预算不大于 0"},
      {" 分值='10'><来源 名称='年度资金总额' 全年预算='5'/>",
       "!全年预算或执行数没有写，或全年预算不大于 0"},
      {" 分值='10'>", "!全年预算或执行数没有写，或全年预算不大于 0"},
      {" 分值='10'><来源 名称='其他资金' 全年预算='1' 执行数='0'/>" TOTAL("100", "50"), "5"},
      {" 分值='10'><来源 名称='财政拨款' 全年预算='60' 执行数='60'/>"
       "<来源 名称='其他资金' 全年预算='40' 执行数='20'/>",
       "8"},
      {" 分值='10'><来源 名称='全年资金' 全年预算='100' 执行数='70'/>"
       "<来源 名称='其中：财政拨款' 全年预算='60' 执行数='60'/>"
       "<来源 名称='其他资金' 全年预算='40' 执行数='10'/>",
       "7"}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    Buf text = {0};
    buf_printf(&text, "<资金%s</资金>", rows[i].attributes);
    XmlFile *file = parse(text.data);
    expect(score_computed(NULL, root_of(file)), rows[i].points, text.data);
    xml_free(file);
    buf_free(&text);
  }
}

static void rates(void **state) {
  (void)state;
  static const struct {
    const char *text;
    int places;
    const char *rate;
  } rows[] = {
      {"<来源 全年预算='2661.70' 执行数='2457.31'/>", 2, "92.32"},
      {"<来源 全年预算='2661.70' 执行数='2457.31'/>", 0, "92"},
      {"<来源 全年预算='100' 执行数='101'/>", 2, "101"},
      {"<预算><全年预算>200</全年预算><执行数>150.00</执行数></预算>", 2, "75"},
      {"<预算><执行数>150</执行数></预算>", 2, "!全年预算或执行数没有写，或全年预算不大于 0"},
      {"<资金><来源 名称='年度资金总额' 全年预算='3' 执行数='1'/></资金>", 2, "33.33"}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    XmlFile *file = parse(rows[i].text);
    expect(score_rate(root_of(file), rows[i].places), rows[i].rate, rows[i].text);
    xml_free(file);
  }
}

static void totals(void **state) {
  (void)state;
#define FORM(content) "<项目 名称='甲' 总分='1'>" content "</项目>"
#define FUNDS "<资金 分值='10' 得分='9'>" TOTAL("100", "95") "</资金>"
#define HALF "<指标 分值='40' 目标='≥2' 实际='1'/>"
#define FULL "<指标 分值='50' 目标='≥2' 实际='2'/>"
#define ENTERED "<指标 分值='50' 目标='≥2' 实际='2' 得分='45.5'/>"
#define SPARED "<指标 分值='50' 目标='≥2' 适用='否'/>"
  static const struct {
    const char *form, *taken, *computed, *weights, *all;
  } rows[] = {
      {FORM(FUNDS HALF FULL), "79", "79.5", "100", "100"},
      {FORM(FUNDS HALF ENTERED), "74.5", "79.5", "100", "100"},
      {FORM(FUNDS HALF SPARED), "58", "59", "50", "100"}, /* 29 and 29.5 of 50 */
      {FORM(FULL FULL FUNDS), "109", "109.5", "110", "110"},
      {FORM(SPARED), "!没有可以合计的指标和资金", "!没有可以合计的指标和资金",
       "!没有可以合计的指标和资金", "50"},
      {FORM(""), "!没有可以合计的指标和资金", "!没有可以合计的指标和资金",
       "!没有可以合计的指标和资金", "!没有可以合计的指标和资金"},
      {FORM(FULL "<指标 目标='≥2' 实际='2' 得分='3'/>"), "53", "!没有写分值", "!没有写分值",
       "!没有写分值"},
      {FORM(SPARED "<指标 分值='0' 得分='3'/>"), "!没有写分值", "!定性指标没有写完成度", "0", "50"},
      {FORM("<资金>" TOTAL("100", "95") "</资金>" FULL), "50", "50", "50", "50"},
      {FORM("<资金 得分='9'>" TOTAL("100", "95") "</资金>" FULL), "59", "!没有写分值",
       "!没有写分值", "!没有写分值"},
      {"<绩效自评><自评><得分>1</得分></自评>" HALF "<项目>" FULL "</项目></绩效自评>", "20", "20",
       "40", "40"}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    XmlFile *file = parse(rows[i].form);
    const xmlNode *form = root_of(file);
    expect(score_total(NULL, form, ROWS_TAKEN), rows[i].taken, rows[i].form);
    expect(score_total(NULL, form, ROWS_COMPUTED), rows[i].computed, rows[i].form);
    expect(score_weights(form, false), rows[i].weights, rows[i].form);
    expect(score_weights(form, true), rows[i].all, rows[i].form);
    xml_free(file);
  }
}

static void scales_only_where_the_layout_does(void **state) {
  (void)state;
  static const struct {
    const char *rules, *total;
  } rows[] = {{"<评分/>", "58"},
              {"<评分 不适用='折算'/>", "58"},
              {"<评分 不适用='不折算'/>", "29"},
              {"<评分 满分='120'/>", "69.6"},
              {"<评分 满分='110' 位数='0'/>", "64"}}; /* 63.8 */
  XmlFile *file = parse(FORM(FUNDS HALF SPARED));
  for (size_t i = 0; i < COUNT(rows); i++) {
    XmlFile *layout = parse(rows[i].rules);
    expect(score_total(root_of(layout), root_of(file), ROWS_TAKEN), rows[i].total, rows[i].rules);
    xml_free(layout);
  }
  xml_free(file);
}

static void fails_at_its_place(void **state) {
  (void)state;
  XmlFile *file = parse(FORM(FULL "<指标 分值='5'/>"));
  Score score = score_total(NULL, root_of(file), ROWS_TAKEN);
  assert_int_equal(score.fault, SCORE_DEGREE);
  assert_string_equal(xml_attr(score.at, "分值"), "5");
  xml_free(file);
}

static void entered_figures(void **state) {
  (void)state;
  static const struct {
    const char *text, *figure; /* NULL: none */
  } rows[] = {{"<指标 得分='4.62'/>", "4.62"},
              {"<指标 分值='5'/>", NULL},
              {"<资金 得分='9.72'/>", "9.72"},
              {"<项目 总分='98.5'/>", "98.5"},
              {"<项目/>", NULL},
              {"<绩效自评><自评><得分>99.24</得分></自评></绩效自评>", "99.24"},
              {"<绩效自评><自评/></绩效自评>", NULL},
              {"<绩效自评/>", NULL}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    XmlFile *file = parse(rows[i].text);
    Decimal value;
    assert_int_equal(score_entered(root_of(file), &value), rows[i].figure != NULL);
    if (rows[i].figure)
      expect((Score){SCORE_FOUND, value, NULL}, rows[i].figure, rows[i].text);
    xml_free(file);
  }
}

static void targets_met_or_missed(void **state) {
  (void)state;
  static const struct {
    const char *attributes;
    ScoreMet met;
  } rows[] = {{"目标='≥20' 实际='20'", MET_YES},
              {"目标='≥20' 实际='19.99'", MET_NO},
              {"目标='&gt;20' 实际='20'", MET_NO},
              {"目标='&gt;20' 实际='20.01'", MET_YES},
              {"目标='≤20' 实际='20'", MET_YES},
              {"目标='≤20' 实际='20.01'", MET_NO},
              {"目标='&lt;20' 实际='20'", MET_NO},
              {"目标='=20' 实际='20.0'", MET_YES},
              {"目标='=20' 实际='20.01'", MET_NO},
              {"目标='20-30' 实际='30.01'", MET_NO},
              {"目标='20-30' 实际='30'", MET_YES},
              {"目标='≥0' 实际='-1'", MET_NO},
              {"性质='反向' 目标='3' 实际='4'", MET_NO},
              {"性质='反向' 目标='3' 实际='3'", MET_YES},
              {"目标='完成' 实际='完成'", MET_UNKNOWN},
              {"目标='≥20'", MET_UNKNOWN},
              {"性质='定性' 目标='≥20' 实际='21'", MET_UNKNOWN}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    Buf text = {0};
    buf_printf(&text, "<指标 %s/>", rows[i].attributes);
    XmlFile *file = parse(text.data);
    if (score_met(root_of(file)) != rows[i].met)
      fail_msg("%s", rows[i].attributes);
    xml_free(file);
    buf_free(&text);
  }
}

static Decimal decimal(const char *text) {
  Decimal value = {0, 0};
  assert_true(number_parse(text, &value));
  return value;
}

static void bands_of_ratings(void **state) {
  (void)state;
  static const struct {
    const char *rating, *points;
    bool inside;
  } rows[] = {{"达成", "10.01", false}, {"达成", "10", true},        {"达成", "8", true},
              {"达成", "7.99", false},  {"部分达成", "8", false},    {"部分达成", "7.99", true},
              {"部分达成", "6", true},  {"部分达成", "5.99", false}, {"未达成", "6", false},
              {"未达成", "5.99", true}, {"未达成", "0", true}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    Buf text = {0};
    buf_printf(&text, "<指标 分值='10' 评价='%s'/>", rows[i].rating);
    XmlFile *file = parse(text.data);
    ScoreBand band;
    assert_true(score_band(root_of(file), &band));
    if (score_in_band(&band, decimal(rows[i].points)) != rows[i].inside)
      fail_msg("%s %s", rows[i].rating, rows[i].points);
    xml_free(file);
    buf_free(&text);
  }
  XmlFile *file = parse("<指标 分值='10'/>");
  ScoreBand band;
  assert_false(score_band(root_of(file), &band));
  xml_free(file);
}

static void grades(void **state) {
  (void)state;
  static const char shanghai[] =
      "<评分><等级 名='合格' 下限='60'/><等级 名='优' 下限='90'/><等级 名='良' 下限='75'/></评分>";
  static const struct {
    const char *rules, *score, *grade; /* NULL: none */
  } rows[] = {{NULL, "100", "优"},      {NULL, "90", "优"},          {NULL, "89.99", "良"},
              {NULL, "80", "良"},       {NULL, "79.99", "中"},       {NULL, "60", "中"},
              {NULL, "59.99", "差"},    {NULL, "0", "差"},           {NULL, "-1", NULL},
              {"<评分/>", "85", "良"},  {shanghai, "90", "优"},      {shanghai, "89.9", "良"},
              {shanghai, "75", "良"},   {shanghai, "74.99", "合格"}, {shanghai, "60", "合格"},
              {shanghai, "59.99", NULL}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    XmlFile *layout = rows[i].rules ? parse(rows[i].rules) : NULL;
    const char *grade = score_grade(layout ? root_of(layout) : NULL, decimal(rows[i].score));
    if (rows[i].grade ? !grade || strcmp(grade, rows[i].grade) != 0 : grade != NULL)
      fail_msg("%s: %s, not %s", rows[i].score, grade, rows[i].grade);
    if (layout)
      xml_free(layout);
  }
}

static void weights_of_groups(void **state) {
  (void)state;
  XmlFile *layout = parse("<评分 满分='120'><权重 一级='产出指标' 分值='50'/>"
                          "<权重 一级='效益指标' 分值='30.5'/></评分>");
  Decimal weight;
  assert_true(score_weight_of_group(root_of(layout), "效益指标", &weight));
  assert_int_equal(number_compare(weight, decimal("30.5")), 0);
  assert_false(score_weight_of_group(root_of(layout), "满意度指标", &weight));
  assert_false(score_weight_of_group(NULL, "产出指标", &weight));
  assert_int_equal(number_compare(score_full_marks(root_of(layout)), decimal("120")), 0);
  assert_int_equal(number_compare(score_full_marks(NULL), decimal("100")), 0);
  xml_free(layout);
}

static void what_has_points_to_show(void **state) {
  static const struct {
    const char *row;
    bool counts;
  } rows[] = {{"<指标 得分='4'/>", true},
              {"<指标 得分='4' 适用='否'/>", false},
              {"<指标 分值='5' 实际='1'/>", true},
              {"<指标 分值='5' 实际=''/>", false},
              {"<指标 分值='5' 评价='达成'/>", false},
              {"<指标 分值='5' 完成度='0.9'/>", true},
              {"<指标 实际='1'/>", false},
              {"<资金 分值='5'><来源 名称='甲'/></资金>", true},
              {"<资金><来源 名称='甲'/></资金>", false},
              {"<资金 分值='5'/>", false},
              {"<资金 得分='5'/>", true}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    XmlFile *file = parse(rows[i].row);
    if (score_counts(root_of(file)) != rows[i].counts)
      fail_msg("%s", rows[i].row);
    xml_free(file);
  }
  (void)state;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_more_the_better),
      cmocka_unit_test(the_less_the_better),
      cmocka_unit_test(exactly_and_between),
      cmocka_unit_test(qualities),
      cmocka_unit_test(what_cannot_be_computed),
      cmocka_unit_test(rounds_as_the_layout_says),
      cmocka_unit_test(funds),
      cmocka_unit_test(rates),
      cmocka_unit_test(totals),
      cmocka_unit_test(scales_only_where_the_layout_does),
      cmocka_unit_test(fails_at_its_place),
      cmocka_unit_test(entered_figures),
      cmocka_unit_test(what_has_points_to_show),
      cmocka_unit_test(targets_met_or_missed),
      cmocka_unit_test(bands_of_ratings),
      cmocka_unit_test(grades),
      cmocka_unit_test(weights_of_groups),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
