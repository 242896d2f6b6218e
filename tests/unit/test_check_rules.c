/* Every rule of the check, one pair each: a slip that is found at its line and
 * column, and at its cell when the evaluation is a spreadsheet; and something
 * near it that is right. A rule without a pair fails. More of each rule is in
 * test_check.c. */
#include "check/check.h"
#include "fixture.h"
#include "sheet/read.h"
#include "sheet/sheet.h"

typedef struct Pair {
  const char *rule;
  const char *place, *cell; /* of the slip */
  const char *slip, *near;
} Pair;

#define TEXT(inside) "\n<正文 完整=\"是\">\n" inside "</正文>"
#define P(text) "  <段>" text "</段>\n"
#define FACTS(inside) "\n" inside
#define BUDGET(spent, basic, projects)                                                             \
  "\n  <预算 单位=\"万元\"><收入>100</收入>\n    <支出>" spent "</支出><基本支出>" basic           \
  "</基本支出><项目支出>" projects "</项目支出></预算>"
#define SCORED(score, grade) "\n  <自评><得分>" score "</得分>\n    <等级>" grade "</等级></自评>"
#define FUNDS(rest)                                                                                \
  "\n  <资金>\n    <来源 名称=\"年度资金总额\" 执行数=\"10\"/>"                     \
  "<来源 名称=\"当年财政拨款\" 执行数=\"6\"/>"                                        \
  "<来源 名称=\"其他资金\" 执行数=\"" rest "\"/></资金>"
/* Indicators: the first in question, the second fills up to 100. */
#define INDICATORS(first)                                                                          \
  "\n  <指标 一级=\"产出指标\" 名称=\"甲\" " first                                                 \
  "\n  <指标 一级=\"效益指标\" 名称=\"乙\" 分值=\"90\" 得分=\"90\"/>"
#define LONG                                                                                                                       \
  "全馆干部职工把群众满意作为检验工作的标准，主动上门服务，反复核对档案，耐心解答疑问，" \
  "做到件件有着落。"

static const Pair pairs[] = {
    /* structure */
    {"空章节", "3:3", "正文!A2", TEXT("  <章 题=\"甲\"/>\n  <章 题=\"乙\"><段>有。</段></章>"),
     TEXT("  <章 题=\"甲\"><段>无。</段></章>\n  <章 题=\"乙\"><段>有。</段></章>")},
    {"级次跳过", "4:3", "正文!E3", TEXT("  <章 题=\"甲\">\n  <款>子。</款>\n  <款>丑。</款></章>"),
     TEXT("  <章 题=\"甲\">\n  <条>子。</条>\n  <款>丑。</款></章>")},
    {"编号跳号", "4:3", "正文!E3", TEXT("  <条>甲。</条>\n  <条 号=\"3.\">乙。</条>\n"),
     TEXT("  <条>甲。</条>\n  <条 号=\"2.\">乙。</条>\n")},
    {"编号混用", "5:3", "正文!E4",
     TEXT("  <条>甲。</条>\n  <条>乙。</条>\n  <条 号=\"3、\">丙。</条>\n"),
     TEXT("  <条>甲。</条>\n  <条>乙。</条>\n  <条 号=\"3.\">丙。</条>\n")},
    {"编号两次", "3:3", "正文!A2", TEXT("  <章 题=\"三、甲\"><段>有。</段></章>\n"),
     TEXT("  <章 题=\"三四季度的甲\"><段>有。</段></章>\n")},
    {"列举跳号", "3:3", "正文!E2", TEXT(P("一是修订制度。二是举办培训。四是开展检查。")),
     TEXT(P("一是修订制度。二是举办培训。三是开展检查。"))},
    /* figures of the facts */
    {"支出不平", "3:5", "基本信息!B19", BUDGET("90", "50.5", "40"), BUDGET("90.5", "50.5", "40")},
    {"资金不平", "3:5", "资金!E2", FUNDS("3"), FUNDS("4")},
    {"执行率不符", "2:3", "数据!B2",
     "\n  <数据 名=\"执行率\" 值=\"91\" 单位=\"%\"/>"
     "<预算 单位=\"万元\"><收入>100</收入><支出>90</支出></预算>",
     "\n  <数据 名=\"执行率\" 值=\"90.0\" 单位=\"%\"/>"
     "<预算 单位=\"万元\"><收入>100</收入><支出>90</支出></预算>"},
    {"等级不符", "3:5", "基本信息!B26", SCORED("89.99", "优"), SCORED("90", "优")},
    {"一级分值不符", "2:3", "指标!H2", INDICATORS("分值=\"12\" 得分=\"12\"/>"),
     INDICATORS("分值=\"10\" 得分=\"10\"/>")},
    {"指标未归类", "3:3", "指标!C3",
     "\n  <指标 一级=\"产出指标\" 名称=\"甲\" 分值=\"10\" 得分=\"10\"/>"
     "\n  <指标 名称=\"乙\" 分值=\"90\" 得分=\"90\"/>",
     INDICATORS("分值=\"10\" 得分=\"10\"/>")},
    {"指标归类不符", "2:3", "指标!A2",
     "\n  <指标 一级=\"产出\" 名称=\"甲\" 分值=\"10\" 得分=\"10\"/>"
     "\n  <指标 一级=\"效益指标\" 名称=\"乙\" 分值=\"90\" 得分=\"90\"/>",
     INDICATORS("分值=\"10\" 得分=\"10\"/>")},
    {"分值合计不符", "2:3", "指标!H2",
     "\n  <指标 一级=\"产出指标\" 名称=\"甲\" 分值=\"10\" 得分=\"10\"/>",
     INDICATORS("分值=\"10\" 得分=\"10\"/>")},
    {"总分不符", "2:7", "基本信息!B25",
     "\n  <自评><得分>99.5</得分></自评>" INDICATORS("分值=\"10\" 得分=\"10\"/>"),
     "\n  <自评><得分>100</得分></自评>" INDICATORS("分值=\"10\" 得分=\"10\"/>")},
    {"得分超分值", "2:3", "指标!I2", INDICATORS("分值=\"10\" 得分=\"10.01\"/>"),
     INDICATORS("分值=\"10\" 得分=\"10\"/>")},
    {"达标扣分", "2:3", "指标!I2", INDICATORS("目标=\"≥8\" 实际=\"8\" 分值=\"10\" 得分=\"9.99\"/>"),
     INDICATORS("目标=\"≥8\" 实际=\"8\" 分值=\"10\" 得分=\"10\"/>")},
    {"得分不合评价", "2:3", "指标!I2",
     INDICATORS("性质=\"定性\" 评价=\"达成\" 分值=\"10\" 得分=\"7.99\"/>"),
     INDICATORS("性质=\"定性\" 评价=\"达成\" 分值=\"10\" 得分=\"8\"/>")},
    {"得分不合算法", "2:3", "指标!I2",
     INDICATORS("目标=\"≥8\" 实际=\"6\" 分值=\"10\" 得分=\"7.6\"><偏差原因>因。</偏差原因></指标>"),
     INDICATORS(
         "目标=\"≥8\" 实际=\"6\" 分值=\"10\" 得分=\"7.5\"><偏差原因>因。</偏差原因></指标>")},
    {"缺偏差原因", "2:3", "指标!F2",
     INDICATORS("目标=\"≥8\" 实际=\"6\" 分值=\"10\" 得分=\"7.5\"/>"),
     INDICATORS("目标=\"≥8\" 实际=\"8\" 分值=\"10\" 得分=\"10\"/>")},
    /* figures in prose */
    {"合计不符", "4:3", "正文!E3",
     TEXT(P("甲。") P("全年发稿100篇，其中：省级40篇，市级30篇，县级20篇。")),
     TEXT(P("甲。") P("全年发稿100篇，其中：省级40篇，市级30篇，县级30篇。"))},
    {"分项存疑", "4:3", "正文!E3", TEXT(P("甲。") P("到会100人，其中党员60人，女性55人。")),
     TEXT(P("甲。") P("到会100人，其中党员60人，女性40人。"))},
    {"分项过大", "4:3", "正文!E3", TEXT(P("甲。") P("集中学习12次，其中专题辅导13次。")),
     TEXT(P("甲。") P("集中学习12次，其中专题辅导12次。"))},
    {"比率不符", "4:3", "正文!E3", TEXT(P("甲。") P("计划培训400人，实际完成300人，完成率65%。")),
     TEXT(P("甲。") P("计划培训400人，实际完成300人，完成率75%。"))},
    {"增幅不符", "4:3", "正文!E3", TEXT(P("甲。") P("接待250人次，比上年增加50人次，增长20%。")),
     TEXT(P("甲。") P("接待250人次，比上年增加50人次，增长25%。"))},
    {"差额不符", "4:3", "正文!E3", TEXT(P("甲。") P("标准由123元提高到133元，增加20元。")),
     TEXT(P("甲。") P("标准由123元提高到133元，增加10元。"))},
    {"升降不符", "4:3", "正文!E3", TEXT(P("甲。") P("普及率由93.4%提高到91.2%。")),
     TEXT(P("甲。") P("普及率由91.2%提高到93.4%。"))},
    {"百分点不符", "4:3", "正文!E3", TEXT(P("甲。") P("药占比从31.5%下降到28.7%，下降2.8%。")),
     TEXT(P("甲。") P("药占比从31.5%下降到28.7%，下降2.8个百分点。"))},
    {"前后不一", "4:3", "正文!E3",
     TEXT(P("局理论学习小组全年集中学习16次。") P("局理论学习小组围绕新规定集中学习15次。")),
     TEXT(P("局理论学习小组计划集中学习16次。") P("局理论学习小组全年集中学习15次。"))},
    {"约数不一", "4:3", "正文!E3",
     TEXT(P("主流媒体报道本县新闻4000余篇次。") P("主流媒体报道本县新闻近4000篇。")),
     TEXT(P("主流媒体报道本县新闻4000余篇次。") P("主流媒体报道本县新闻超4000篇。"))},
    {"与数据不符", "4:3", "正文!E3",
     "\n  <数据 名=\"集中学习\" 值=\"16\" 单位=\"次\"/><正文 完整=\"是\">\n" P("甲。")
         P("集中学习15次。") "</正文>",
     "\n  <数据 名=\"集中学习\" 值=\"16\" 单位=\"次\"/><正文 完整=\"是\">\n" P("甲。")
         P("计划集中学习15次，实际集中学习16次。") "</正文>"},
    /* language */
    {"有头无尾", "4:3", "正文!E3", TEXT(P("甲。") P("提出了“聚焦‘新颜值’，实施‘一号’工程。")),
     TEXT(P("甲。") P("提出了“聚焦‘新颜值’，实施‘一号’工程”。"))},
    {"有尾无头", "4:3", "正文!E3", TEXT(P("甲。") P("各单位（含下属单位）共同）参加。")),
     TEXT(P("甲。") P("分两步走：1）摸底；2）整改。"))},
    {"套用同号", "4:3", "正文!E3", TEXT(P("甲。") P("印发《关于转发《办法》的通知》。")),
     TEXT(P("甲。") P("印发《关于转发〈办法〉的通知》。"))},
    {"标点交错", "4:3", "正文!E3", TEXT(P("甲。") P("开展（“红色讲堂）”活动。")),
     TEXT(P("甲。") P("开展（“红色讲堂”）活动。"))},
    {"半角括号", "4:3", "正文!E3", TEXT(P("甲。") P("各级党委(党组）学习。")),
     TEXT(P("甲。") P("采用PDF(ISO 32000)格式。"))},
    {"半角标点", "4:3", "正文!E3", TEXT(P("甲。") P("按照要求,按时完成。")),
     TEXT(P("甲。") P("支出2,457.31元，比例3:7。"))},
    {"标点重复", "4:3", "正文!E3", TEXT(P("甲。") P("按照要求，，按时完成。")),
     TEXT(P("甲。") P("他说：“按时完成。”，然后……"))},
    {"多余空格", "4:3", "正文!E3", TEXT(P("甲。") P("印发《 工作方案》。")),
     TEXT(P("甲。") P("举办“聚网连心 才汇一堂”活动，2022 年共 3 次。"))},
    {"词句重复", "4:3", "正文!E3", TEXT(P("甲。") P("资金的的使用。")),
     TEXT(P("甲。") P("目的的确是为了了解情况。"))},
    {"名称重复", "4:3", "正文!E3", TEXT(P("甲。") P("青禾市东湖区档案局青禾市东湖区是主管部门。")),
     TEXT(P("甲。") P("青禾市东湖区档案局和青禾市东湖区教育局是主管部门。"))},
    {"段落重复", "4:3", "正文!E3", TEXT(P(LONG) P(LONG)),
     TEXT(P("按要求完成。") P("按要求完成。"))},
    {"千分号不一", "4:3", "正文!E3", TEXT(P("收入2,661.70万元。") P("支出1562.97万元。")),
     TEXT(P("收入2,661.70万元。") P("支出662.97万元，发稿1101篇。"))},
    {"金额单位不一", "4:3", "正文!E3", TEXT(P("甲。") P("共支出120.5万元，其中培训费45600元。")),
     TEXT(P("甲。") P("共支出120.5万元，给每户发放500元。"))},
    {"单位写法不一", "4:3", "正文!E3", TEXT(P("修路12公里。") P("种树30千米。")),
     TEXT(P("修路12公里。") P("种树30公里。"))},
    {"残渣", "4:3", "正文!E3", TEXT(P("甲。") P("情况[bookmark: _GoBack]如下。")),
     TEXT(P("甲。") P("情况[一]如下，见附表#1。"))},
    {"待填", "4:3", "正文!E3", TEXT(P("甲。") P("支出XX万元。")), TEXT(P("甲。") P("型号XXL。"))},
    {"不可见字符", "4:3", "正文!E3", TEXT(P("甲。") P("情\xE2\x80\xAE况如下。")),
     TEXT(P("甲。") P("情况\xE2\x80\x94\xE2\x80\x94如下。"))},
};

enum { PAIR_COUNT = sizeof pairs / sizeof *pairs };

/* What is found: "line:col[name]", or "sheet!cell[name]", parted by "; ". */
static void put_finding(void *user, const MsgView *message) {
  Buf *out = user;
  const char *cell = strchr(message->pos.file, ':');
  buf_puts(out, out->len ? "; " : "");
  if (cell)
    buf_printf(out, "%s[%s]", cell + 1, message->name);
  else
    buf_printf(out, "%d:%d[%s]", message->pos.line, message->pos.col, message->name);
}

static void expect(Fixture *fixture, const Evaluation *evaluation, const char *place,
                   const char *rule) {
  XmlFile *rules = fixture_parse("评分.xml",
                                 "<评分><权重 一级=\"产出指标\" 分值=\"10\"/>"
                                 "<权重 一级=\"效益指标\" 分值=\"90\"/></评分>",
                                 fixture->messages);
  fixture->layout.scoring = xmlDocGetRootElement(rules->tree);
  Doc *doc = doc_build(&fixture->layout, evaluation, fixture->messages);
  assert_non_null(doc);
  check_report(&fixture->layout, evaluation, doc, fixture->messages);
  Buf found = {0}, wanted = {0};
  buf_puts(&wanted, "");
  if (rule)
    buf_printf(&wanted, "%s[%s]", place, rule);
  msg_visit(fixture->messages, put_finding, &found);
  if (strcmp(found.data ? found.data : "", wanted.data) != 0) {
    msg_print(fixture->messages, stderr);
    print_error("expected “%s”, found “%s”\n", wanted.data, found.data ? found.data : "");
    fail();
  }
  buf_free(&found);
  buf_free(&wanted);
  doc_free(doc);
  xml_free(rules);
}

/* rule: NULL when nothing is to be found. */
static void expect_in_xml(const char *evaluation, const char *place, const char *rule) {
  Fixture *fixture = fixture_new("<标题>报告</标题>", evaluation);
  expect(fixture, &fixture->evaluation, place, rule);
  fixture_free(fixture);
}

/* The same, written as a workbook and read again. */
static void expect_in_sheet(const char *evaluation, const char *cell, const char *rule) {
  Fixture *fixture = fixture_new("<标题>报告</标题>", evaluation);
  Buf book = {0};
  assert_true(sheet_write(&fixture->evaluation, NULL, &book, fixture->messages));
  XmlFile *file = sheet_read("数据.xlsx", book.data, book.len, fixture->messages);
  assert_non_null(file);
  Evaluation read = fixture_evaluation(file);
  expect(fixture, &read, cell, rule);
  buf_free(&book);
  fixture_free(fixture);
  xml_free(file);
}

static void slips_are_found(void **state) {
  (void)state;
  for (size_t i = 0; i < PAIR_COUNT; i++)
    expect_in_xml(pairs[i].slip, pairs[i].place, pairs[i].rule);
}

static void slips_are_found_in_sheets(void **state) {
  (void)state;
  for (size_t i = 0; i < PAIR_COUNT; i++)
    expect_in_sheet(pairs[i].slip, pairs[i].cell, pairs[i].rule);
}

static void what_is_near_is_not(void **state) {
  (void)state;
  for (size_t i = 0; i < PAIR_COUNT; i++) {
    expect_in_xml(pairs[i].near, NULL, NULL);
    expect_in_sheet(pairs[i].near, NULL, NULL);
  }
}

/* Overrides and isolates of direction, marks of direction, line and paragraph
 * separators, joiners, controls: in text, in a title, in a cell. */
static void unseen_characters_are_found(void **state) {
  (void)state;
  static const unsigned unseen[] = {0x7F,   0x85,   0xAD,   0x61C,  0x180E, 0x200B, 0x200E, 0x200F,
                                    0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2066,
                                    0x2067, 0x2068, 0x2069, 0xE000, 0xFEFF, 0xFFF9, 0xE0001};
  static const char *const places[][2] = {
      {TEXT("  <段>甲&#%u;乙。</段>"), "3:3"},
      {"\n  <标题>甲&#%u;乙</标题><正文 完整=\"是\"><段>丙。</段></正文>", "2:3"},
      {TEXT("  <表格><行><格>甲</格><格>甲&#%u;乙</格></行></表格>"), "3:18"}};
  for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++) {
    for (size_t j = 0; j < sizeof places / sizeof *places; j++) {
      char text[200];
      snprintf(text, sizeof text, places[j][0], unseen[i]);
      expect_in_xml(text, places[j][1], "不可见字符");
    }
  }
}

static bool has_pair(const char *rule) {
  size_t count = 0;
  for (size_t i = 0; i < PAIR_COUNT; i++)
    count += strcmp(pairs[i].rule, rule) == 0;
  return count == 1;
}

static void every_rule_has_a_pair(void **state) {
  (void)state;
  static const struct {
    const char *id, *name;
  } messages[] = {
#define MESSAGE(id, level, name, text) {#id, name},
#include "base/messages.def"
#undef MESSAGE
  };
  size_t rules = 0;
  for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
    if (strncmp(messages[i].id, "CHECK_", 6) != 0 || strcmp(messages[i].name, "无此规则") == 0)
      continue;
    if (!has_pair(messages[i].name))
      fail_msg("no pair for %s", messages[i].name);
    rules++;
  }
  assert_int_equal(rules, PAIR_COUNT);
}

/* A rule that is switched off says nothing, whichever it is. */
static void every_rule_can_be_switched_off(void **state) {
  (void)state;
  for (size_t i = 0; i < PAIR_COUNT; i++) {
    Buf text = {0};
    buf_printf(&text, "%s<校核><关 规则=\"%s\"/></校核>", pairs[i].slip, pairs[i].rule);
    expect_in_xml(text.data, NULL, NULL);
    buf_free(&text);
  }
}

int main(void) {
  xml_start();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(slips_are_found),       cmocka_unit_test(slips_are_found_in_sheets),
      cmocka_unit_test(what_is_near_is_not),   cmocka_unit_test(unseen_characters_are_found),
      cmocka_unit_test(every_rule_has_a_pair), cmocka_unit_test(every_rule_can_be_switched_off),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
