/* What two evaluations say differently outside their running text. */
#include "fixture.h"

#include "review/facts.h"

static void put_facts(const Facts *facts, Buf *out) {
  static const char *const kinds[] = {[FACT_VALUE] = "", [FACT_REMOVED] = "-", [FACT_ADDED] = "+"};
  for (size_t i = 0; i < facts->count; i++) {
    const Fact *fact = &facts->items[i];
    buf_printf(out, "%s%s", kinds[fact->kind], fact->place);
    if (fact->kind == FACT_VALUE)
      buf_printf(out, " %s>%s%s%s", fact->old, fact->new, *fact->unit ? " " : "", fact->unit);
    buf_puts(out, fact->is_notation ? "=\n" : fact->is_figure ? "#\n" : "\n");
  }
}

/* expected: a fact a line, figures with a # behind them, other notations of one with a =. Once all
 * are applied, nothing may be left. */
static void check(const char *old_text, const char *new_text, const char *expected) {
  Fixture *old = fixture_new("", old_text), *new = fixture_new("", new_text);
  Arena *arena = arena_new();
  Buf told = {0};
  Facts facts = facts_compare(&old->evaluation, &new->evaluation, arena);
  put_facts(&facts, &told);
  assert_string_equal(told.data ? told.data : "", expected);
  for (size_t i = 0; i < facts.count; i++)
    facts_apply(&facts, i, &old->evaluation);
  free(facts.items);
  facts = facts_compare(&old->evaluation, &new->evaluation, arena);
  assert_int_equal(facts.count, 0);
  free(facts.items);
  buf_free(&told);
  arena_free(arena);
  fixture_free(old);
  fixture_free(new);
}

static void test_values(void **state) {
  (void)state;
  check("<预算 单位=\"万元\"><收入>1</收入></预算>", "<预算 单位=\"万元\"><收入>1</收入></预算>",
        "");
  check("<预算 单位=\"万元\"><收入>1</收入></预算>", "<预算 单位=\"万元\"><收入>2.5</收入></预算>",
        "预算/收入 1>2.5 万元#\n");
  check("<数据 名=\"甲\" 值=\"1.2\"/>", "<数据 名=\"甲\" 值=\"1.20\"/>", "数据“甲”/值 1.2>1.20=\n");
  check("<指标 名称=\"甲\" 实际=\"12万元\"/>", "<指标 名称=\"甲\" 实际=\"12亿元\"/>",
        "指标“甲”/实际 12万元>12亿元#\n");
  check("<指标 名称=\"甲\" 实际=\"约12万元\"/>", "<指标 名称=\"甲\" 实际=\"约120000元\"/>",
        "指标“甲”/实际 约12万元>约120000元=\n");
  check("<指标 名称=\"甲\" 实际=\"12次\"/>", "<指标 名称=\"甲\" 实际=\"12人\"/>",
        "指标“甲”/实际 12次>12人\n");
  check("<部门><简称>第一局</简称></部门>", "<部门><简称>第1局</简称></部门>",
        "部门/简称 第一局>第1局\n");
  check("<部门><简称>甲-2局</简称></部门>", "<部门><简称>甲-3局</简称></部门>",
        "部门/简称 甲-2局>甲-3局\n");
  check("<日期>2022-01-01</日期>", "<日期>2022-02-01</日期>", "日期 2022-01-01>2022-02-01#\n");
  check("<部门><简称>甲</简称></部门>", "<部门><简称>乙</简称></部门>", "部门/简称 甲>乙\n");
  check("<数据 名=\"甲\" 值=\"1\" 单位=\"次\"/>", "<数据 名=\"甲\" 值=\"2\" 单位=\"次\"/>",
        "数据“甲”/值 1>2 次#\n");
  check("<指标 名称=\"甲\" 得分=\"1\"/>", "<指标 名称=\"甲\" 分值=\"2\"/>",
        "指标“甲”/得分 1> 分#\n指标“甲”/分值 >2 分#\n");
  check("<预算 单位=\"元\"/><项目 名称=\"甲\"><资金><来源 名称=\"乙\" 执行数=\"1\"/></资金></项目>",
        "<预算 单位=\"元\"/><项目 名称=\"甲\"><资金><来源 名称=\"乙\" 执行数=\"2\"/></资金></项目>",
        "项目“甲”/资金/来源“乙”/执行数 1>2 元#\n");
}

/* Running text is the report's, and is compared there. */
static void test_texts(void **state) {
  (void)state;
  check("<问题>不足。</问题>", "<问题>很不足。</问题>", "");
  check("<职责>甲</职责><职责>乙</职责>", "<职责>甲</职责><职责>丙</职责>", "");
  check("<正文><章 题=\"甲\"/></正文>", "<正文><章 题=\"乙\"/></正文>", "");
}

static void test_elements(void **state) {
  (void)state;
#define ONE "<任务 名称=\"修复档案\"/>"
#define TWO "<任务 名称=\"接待群众\"/>"
#define THREE "<任务 名称=\"更换书架\"/>"
  check(ONE TWO, TWO, "-任务“修复档案”\n");
  check(TWO, ONE TWO, "+任务“修复档案”\n");
  check(ONE, ONE TWO THREE, "+任务“接待群众”\n+任务“更换书架”\n");
  check(ONE TWO, THREE, "-任务“修复档案”\n-任务“接待群众”\n+任务“更换书架”\n");
  /* a name that was mended is no other element */
  check(ONE TWO, "<任务 名称=\"修复档案卷\"/>" TWO, "任务“修复档案”/名称 修复档案>修复档案卷\n");
  /* the second of two with one name stays the second */
  check(ONE "<任务 名称=\"修复档案\" 号=\"1\"/>", ONE "<任务 名称=\"修复档案\" 号=\"2\"/>",
        "任务“修复档案”/号 1>2#\n");
}

/* What is added stands where the new evaluation has it. */
static void test_order(void **state) {
  (void)state;
  Fixture *old = fixture_new("", ONE), *new = fixture_new("", TWO THREE ONE);
  Arena *arena = arena_new();
  Facts facts = facts_compare(&old->evaluation, &new->evaluation, arena);
  for (size_t i = 0; i < facts.count; i++)
    facts_apply(&facts, i, &old->evaluation);
  xmlNode *first = xml_child(old->evaluation.root, NULL);
  assert_string_equal(xml_attr(first, "名称"), "接待群众");
  assert_string_equal(xml_attr(xml_next(first, NULL), "名称"), "更换书架");
  free(facts.items);
  arena_free(arena);
  fixture_free(old);
  fixture_free(new);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_values),
      cmocka_unit_test(test_texts),
      cmocka_unit_test(test_elements),
      cmocka_unit_test(test_order),
  };
  xml_start();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
