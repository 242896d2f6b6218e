/* An own rule's finding stands at what the rule is about, and says what that is. */
#include "fixture.h"

#include "check/check.h"

#define FACTS                                                                                              \
  "\n<预算><收入>120</收入>\n<支出>150</支出></预算>"                                          \
  "\n<数据 名=\"编制\" 值=\"3\"/>"                                                                   \
  "\n<指标 名称=\"丙\" 分值=\"5\" 得分=\"6\"/><指标 名称=\"丁\" 分值=\"5\" 得分=\"4\"/>" \
  "\n<部门><全称>甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸局</全称></部门>"    \
  "\n<联系 电话=\"1\"/>"

static const struct {
  const char *expression, *finding;
} rules[] = {
    {"预算/收入 &gt;= 预算/支出", "2:5: 警告: 不对（预算/收入 是 120，预算/支出 是 150）"},
    {"预算/支出 = 3 and 自评/得分", "3:1: 警告: 不对（预算/支出 是 150，自评/得分 没有写）"},
    {"100 * 预算/支出 div 3 &lt; (2 + count(指标)) * 1 or false()",
     "3:1: 警告: 不对（预算/支出 是 150，count(指标) 是 2）"},
    {"/*/数据[@名='编制']/@值 &gt; 3", "4:1: 警告: 不对（/*/数据[@名='编制']/@值 是 3）"},
    {"数据('编制') &gt; 3", "4:1: 警告: 不对（数据('编制') 是 3）"},
    {"not(指标[@得分 &gt; @分值])", "5:1: 警告: 不对（指标[@得分 > @分值] 是 丙）"},
    {"指标/@得分 &gt; 7", "5:1: 警告: 不对（指标/@得分 有 2 处，第一处是 6）"},
    {"合计(指标/@分值) = 100", "5:1: 警告: 不对（合计(指标/@分值) 是 10）"},
    {"*[1] = 5 or 联系/@人 = '某'", "7:1: 警告: 不对"},
    {"string(部门/全称) = '甲'",
     "6:5: 警告: 不对（string(部门/全称) 是 甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸……）"},
    {"部门 = '甲'", "6:1: 警告: 不对（部门 是 甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸……）"},
    {"联系 = '某' or 预算/收入 = 1 or 指标[1]/@得分 = 1 or ./数据/@值 = 2 or 部门 = 3",
     "7:1: 警告: 不对（联系 有 1 处，预算/收入 是 120，指标[1]/@得分 是 6，./数据/@值 是 3）"},
    {"指标[@得分 = 6 and @分值 = 5]/@得分[. = 6] = 7", "5:1: 警告: 不对（指标[…]/@得分[…] 是 6）"},
    {"自评/得分", "1:1: 警告: 不对"},
    {"预算/年初预算", "2:1: 警告: 不对"},
    {"false()", "1:1: 警告: 不对"},
    {"not(not(not(not(not(not(not(not(not(预算/收入 = 120)))))))))", "1:1: 警告: 不对"},
};

static void check_with(const char *expression, const char *finding) {
  Buf text = {0};
  buf_printf(&text, FACTS "<校核><规则 名=\"甲\" 式=\"%s\" 说明=\"不对\"/></校核>", expression);
  Fixture *fixture = fixture_new("", text.data);
  Doc *doc = doc_build(&fixture->layout, &fixture->evaluation, fixture->messages);
  check_report(&fixture->layout, &fixture->evaluation, doc, fixture->messages);
  char *said = fixture_messages(fixture->messages);
  buf_clear(&text);
  buf_printf(&text, "数据.xml:%s [甲]\n", finding);
  if (!strstr(said, text.data))
    fail_msg("%s\nsays %swithout %s", expression, said, text.data);
  free(said);
  doc_free(doc);
  fixture_free(fixture);
  buf_free(&text);
}

static void finding_says_what_the_rule_found(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
    check_with(rules[i].expression, rules[i].finding);
}

int main(void) {
  xml_start();
  const struct CMUnitTest tests[] = {cmocka_unit_test(finding_says_what_the_rule_found)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
