/* What is told of two versions: each change once, with its cause. */
#include "fixture.h"

#include "review/read.h"
#include "review/review.h"

static Side *side_of_text(const char *text) {
  Messages *messages = msg_new();
  Side *side = review_read("t.txt", FILE_TEXT, text, strlen(text), messages);
  assert_non_null(side);
  msg_free(messages);
  return side;
}

static void assert_told(const Review *review, const char *expected) {
  Buf told = {0};
  review_print(review, false, &told);
  assert_string_equal(told.data, expected);
  buf_free(&told);
}

static void check_texts(const char *old_text, const char *new_text, const char *expected) {
  Version old = {.side = side_of_text(old_text)}, new = {.side = side_of_text(new_text)};
  Review *review = review_compare(&old, &new, NULL);
  assert_told(review, expected);
  review_free(review);
  side_free(old.side);
  side_free(new.side);
}

static void test_figures(void **state) {
  (void)state;
  check_texts("本年投入12万元。\n", "本年投入12亿元。\n",
              "数字 1 处\n  1 第1段：12万 → 12亿 元\n    本年投入[-12万-]{+12亿+}元。\n");
  check_texts("本年投入12万元。\n", "本年投入13万元。\n",
              "数字 1 处\n  1 第1段：12 → 13 万元\n    本年投入[-12-]{+13+}万元。\n");
  check_texts("净增人员-5人。\n", "净增人员5人。\n",
              "数字 1 处\n  1 第1段：-5 → 5 人\n    净增人员[--5-]{+5+}人。\n");
  check_texts("开展培训十二次。\n", "开展培训二十次。\n",
              "数字 1 处\n  1 第1段：十二 → 二十 次\n    开展培训[-十二-]{+二十+}次。\n");
  check_texts("提高0.5个百分点。\n", "提高0.5%。\n",
              "数字 1 处\n  1 第1段：0.5个百分点 → 0.5%\n    提高[-0.5个百分点-]{+0.5%+}。\n");
}

/* Neither a changed figure nor changed words. */
static void test_notation(void **state) {
  (void)state;
  check_texts("得分为95.0分。\n", "得分为95分。\n",
              "文字 1 处\n  1 第1段：95.0 → 95 分（写法不同，数没有变）\n"
              "    得分为[-95.0-]{+95+}分。\n");
}

/* Figures and words of one paragraph are told apart, and each once. */
static void test_both(void **state) {
  (void)state;
  check_texts("全年培训12期，参训人员较多。\n", "全年培训13期，参训人员众多。\n",
              "数字 1 处\n  1 第1段：12 → 13 期\n    全年培训[-12-]{+13+}期，参训人员众多。\n"
              "文字 1 处\n  2 第1段：…培训13期，参训人员[-较-]{+众+}多。\n");
}

/* The figure's unit is not what the cell beside it begins with. */
static void test_cells(void **state) {
  (void)state;
  check_texts("执行率\t92.32%\t4.62\t部分项目\n", "执行率\t92.32%\t4.60\t部分项目\n",
              "数字 1 处\n  1 表1第1行：4.62 → 4.60\n"
              "    …行率｜92.32%｜[-4.62-]{+4.60+}｜部分项目\n");
}

static Side *side_of_fixture(Fixture *fixture) {
  Doc *doc = doc_build(&fixture->layout, &fixture->evaluation, fixture->messages);
  assert_non_null(doc);
  return side_of_doc("数据.xml", doc, NULL);
}

static void end_side(Side *side) {
  doc_free((Doc *)side->doc);
  side_free(side);
}

/* Evaluations under one skeleton. */
static void check_data(const char *skeleton, const char *old_text, const char *new_text,
                       const char *expected) {
  Fixture *a = fixture_new(skeleton, old_text), *b = fixture_new(skeleton, new_text);
  Fixture *again = fixture_new(skeleton, old_text);
  Version old = {side_of_fixture(a), &a->layout, &a->evaluation, NULL};
  Version new = {.side = side_of_fixture(b), .evaluation = &b->evaluation};
  Review *review = review_compare(&old, &new, &again->evaluation);
  assert_told(review, expected);
  review_free(review);
  end_side(old.side);
  end_side(new.side);
  fixture_free(a);
  fixture_free(b);
  fixture_free(again);
}

#define COUNTED "<段>共有<值 式=\"count(指标)\"/>项指标，详见下文。</段>"
#define EACH "<每 取=\"指标\"><段>按期完成了<值 式=\"@名称\"/>。</段></每>"

/* The number of indicators is the same before and after. */
static void test_replaced(void **state) {
  (void)state;
  check_data(COUNTED EACH, "<指标 名称=\"甲地培训\"/><指标 名称=\"修复\"/>",
             "<指标 名称=\"修复\"/><指标 名称=\"展览观摩\"/>",
             "文字 2 处\n"
             "  1 删去 指标“甲地培训”\n    报告里随之改动 1 处：\n"
             "      第2段：[-按期完成了甲地培训。-]\n"
             "  2 增加 指标“展览观摩”\n    报告里随之改动 1 处：\n"
             "      第3段：{+按期完成了展览观摩。+}\n");
}

#define SHARE "<段>支出占收入的<值 式=\"百分比(预算/支出,预算/收入)\"/>，详见下文。</段>"
#define SPENT "<段>本年支出<值 式=\"预算/支出\"/>万元。</段>"

/* No figure is told that stands in neither. */
static void test_common(void **state) {
  (void)state;
  check_data(SHARE, "<预算><收入>100</收入><支出>50</支出></预算>",
             "<预算><收入>200</收入><支出>80</支出></预算>",
             "数字 2 处\n"
             "  1 预算/收入：100 → 200\n    报告里随之改动 1 处：\n"
             "      第1段（与 2 一起）：支出占收入的[-50.00-]{+40.00+}%，详见下文。\n"
             "  2 预算/支出：50 → 80\n    报告里随之改动的，见 1\n");
  check_data(SHARE SPENT, "<预算><收入>100</收入><支出>50</支出></预算>",
             "<预算><收入>200</收入><支出>80</支出></预算>",
             "数字 2 处\n"
             "  1 预算/收入：100 → 200\n    报告里随之改动 1 处：\n"
             "      第1段（与 2 一起）：支出占收入的[-50.00-]{+40.00+}%，详见下文。\n"
             "  2 预算/支出：50 → 80\n    报告里随之改动 1 处：\n"
             "      第2段：本年支出[-50-]{+80+}万元。\n"
             "      另见 1\n");
  /* both change, and what is computed of them does not */
  check_data(SHARE, "<预算><收入>100</收入><支出>50</支出></预算>",
             "<预算><收入>200</收入><支出>100</支出></预算>",
             "数字 2 处\n  1 预算/收入：100 → 200\n  2 预算/支出：50 → 100\n");
}

#define TOLD "<每 取=\"问题\"><段><值 式=\".\"/></段></每>"

/* What data and words change in one sentence is told apart. */
static void test_mixed(void **state) {
  (void)state;
  check_data(TOLD,
             "<数据 名=\"甲\" 值=\"12\"/><问题>开展<值 式=\"数据('甲')\"/>次，效果较好。</问题>",
             "<数据 名=\"甲\" 值=\"13\"/><问题>开展<值 式=\"数据('甲')\"/>次，效果很好。</问题>",
             "数字 1 处\n"
             "  1 数据“甲”/值：12 → 13\n    报告里随之改动 1 处：\n"
             "      第1段：开展[-12-]{+13+}次，效果很好。\n"
             "文字 1 处\n"
             "  2 第1段：开展13次，效果[-较-]{+很+}好。\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_figures),  cmocka_unit_test(test_notation),
      cmocka_unit_test(test_both),     cmocka_unit_test(test_cells),
      cmocka_unit_test(test_replaced), cmocka_unit_test(test_common),
      cmocka_unit_test(test_mixed)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
