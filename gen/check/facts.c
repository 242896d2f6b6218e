/* Amounts among the facts: 基本支出＋项目支出＝支出, a fund's rows, the rate of
 * execution, the grade; and running text against the facts that it repeats. */
#include <string.h>

#include "check/rules.h"
#include "doc/score.h"

static bool amount_of(const Check *check, const xmlNode *node, Decimal *out) {
  return node && number_parse(xml_text(node, check->arena), out);
}

static bool attribute_of(const xmlNode *node, const char *name, Decimal *out) {
  const char *text = xml_attr(node, name);
  return text && number_parse(text, out);
}

/* As prose has it: 万元 in 元. */
static bool in_yuan(const xmlNode *budget, Decimal value, Decimal *out) {
  const char *unit = xml_attr(budget, "单位");
  int power = !unit ? 0 : strstr(unit, "亿") ? 8 : strstr(unit, "万") ? 4 : 0;
  *out = value;
  return power == 0 || number_shift(value, power, out);
}

static void check_spending(Check *check, const xmlNode *budget) {
  const xmlNode *total_node = xml_child(budget, "支出");
  Decimal total, basic, projects, sum, told_total, told_sum;
  if (!amount_of(check, total_node, &total) ||
      !amount_of(check, xml_child(budget, "基本支出"), &basic) ||
      !amount_of(check, xml_child(budget, "项目支出"), &projects) ||
      !number_add(basic, projects, &sum) || number_compare(sum, total) == 0)
    return;
  if (in_yuan(budget, total, &told_total) && in_yuan(budget, sum, &told_sum))
    tell_sum(check, told_total, told_sum);
  finding(check, fact_pos(check, total_node, NULL), CHECK_SPENDING, decimal_text(check, basic),
          decimal_text(check, projects), decimal_text(check, sum), decimal_text(check, total));
}

static bool is_total_row(const xmlNode *row) {
  const char *name = xml_attr(row, "名称");
  return name && (strstr(name, "总额") || strstr(name, "合计") || strstr(name, "总计"));
}

/* The rows below the total make it, each column. */
static void check_funds_column(Check *check, const xmlNode *total, const char *column) {
  Decimal whole, part, sum = {0, 0};
  int parts = 0;
  if (!attribute_of(total, column, &whole))
    return;
  for (const xmlNode *row = xml_next(total, "来源"); row; row = xml_next(row, "来源")) {
    if (is_total_row(row))
      return;
    if (!attribute_of(row, column, &part))
      continue;
    if (!number_add(sum, part, &sum))
      return;
    parts++;
  }
  if (parts > 0 && number_compare(sum, whole) != 0)
    finding(check, fact_pos(check, total, column), CHECK_FUNDS, column, decimal_text(check, sum),
            xml_attr(total, "名称"), decimal_text(check, whole));
}

static void check_funds(Check *check, const xmlNode *funds) {
  static const char *const columns[] = {"年初预算", "全年预算", "执行数"};
  const xmlNode *total = xml_child(funds, "来源");
  while (total && !is_total_row(total))
    total = xml_next(total, "来源");
  for (size_t i = 0; total && i < sizeof columns / sizeof *columns; i++)
    check_funds_column(check, total, columns[i]);
}

/* Amounts that a rate of execution may be made of. */
typedef struct Execution {
  Decimal spent, planned;
  const char *spent_name, *planned_name;
} Execution;

enum { EXECUTIONS_MOST = 8 };

static size_t executions_of(const Check *check, const xmlNode *budget,
                            Execution out[EXECUTIONS_MOST]) {
  static const char *const spent[] = {"支出", "执行数"};
  static const char *const planned[] = {"收入", "全年预算", "年初预算"};
  size_t count = 0;
  for (size_t i = 0; i < 2; i++) {
    for (size_t j = 0; j < 3; j++) {
      Execution *one = &out[count];
      *one = (Execution){.spent_name = spent[i], .planned_name = planned[j]};
      count += amount_of(check, xml_child(budget, spent[i]), &one->spent) &&
               amount_of(check, xml_child(budget, planned[j]), &one->planned) &&
               one->planned.units != 0;
    }
  }
  return count;
}

/* 预算执行率, 部门整体预算资金执行率; not 政府采购执行率. */
static bool is_of_budget(const char *name) {
  static const char *const words[] = {"部门", "单位", "整体", "全年", "年度", "总体",
                                      "预算", "资金", "支出", "总",   "（%）"};
  for (size_t i = 0; i < sizeof words / sizeof *words;) {
    size_t len = strlen(words[i]);
    bool found = strncmp(name, words[i], len) == 0;
    name += found ? len : 0;
    i = found ? 0 : i + 1;
  }
  return strncmp(name, "执行率", strlen("执行率")) == 0;
}

static void check_stated_rate(Check *check, Pos pos, const char *name, const char *value,
                              const Execution *executions, size_t count) {
  Decimal stated, percent;
  if (!is_of_budget(name) || count == 0 || !number_parse(value, &stated) ||
      stated.scale > NUMBER_PLACES)
    return;
  for (size_t i = 0; i < count; i++) {
    if (number_ratio(executions[i].spent, executions[i].planned, 2, stated.scale, &percent) &&
        number_compare(percent, stated) == 0)
      return;
  }
  int places = stated.scale > 2 ? stated.scale : 2;
  if (number_ratio(executions[0].spent, executions[0].planned, 2, places, &percent))
    finding(check, pos, CHECK_EXECUTION, name, value, executions[0].spent_name,
            executions[0].planned_name, decimal_text(check, percent));
}

static const char *percent_of(const Check *check, const char *value, const char *unit) {
  size_t len = value ? strlen(value) : 0;
  if (len > 0 && value[len - 1] == '%')
    return arena_copy_n(check->arena, value, len - 1);
  return value && unit && strcmp(unit, "%") == 0 ? value : NULL;
}

static void check_execution(Check *check, const xmlNode *root) {
  Execution executions[EXECUTIONS_MOST];
  size_t count = executions_of(check, xml_child(root, "预算"), executions);
  for (xmlNode *node = xml_child(root, NULL); node; node = xml_next(node, NULL)) {
    bool is_data = xml_is(node, "数据");
    if (!is_data && !xml_is(node, "指标"))
      continue;
    const char *name = xml_attr(node, is_data ? "名" : "名称");
    const char *field = is_data ? "值" : "实际";
    const char *value = percent_of(check, xml_attr(node, field), xml_attr(node, "单位"));
    if (value)
      check_stated_rate(check, fact_pos(check, node, field), name, value, executions, count);
  }
}

/* What has been told of the facts is not told of the text again. */
typedef struct ToldGrade {
  const char *stated; /* NULL: nothing */
  Decimal score;
} ToldGrade;

static ToldGrade check_grade(Check *check, const xmlNode *root) {
  const xmlNode *rules = check->layout->scoring;
  const xmlNode *grade = xml_child(xml_child(root, "自评"), "等级");
  const char *stated = grade ? xml_text(grade, check->arena) : "";
  Decimal score;
  if (!*stated)
    return (ToldGrade){NULL, {0, 0}};
  if (!score_entered(root, &score)) {
    Score total = score_total(rules, root, ROWS_TAKEN);
    if (total.fault != SCORE_FOUND)
      return (ToldGrade){NULL, {0, 0}};
    score = total.value;
  }
  const char *right = score_grade(rules, score);
  if (right && strcmp(right, stated) == 0)
    return (ToldGrade){NULL, {0, 0}};
  finding(check, fact_pos(check, grade, NULL), CHECK_GRADE, stated, decimal_text(check, score),
          right ? right : "没有等级");
  return (ToldGrade){stated, score};
}

/* 优, 良 … said of a score in running text, up to limit; NULL when none is. */
static const char *grade_behind(const Check *check, const Passage *passage, const Figure *figure,
                                size_t limit) {
  static Words links = {.list = "等级为|等级是|结果为|结果是|评为|评定为|评级为|等次为|等级"};
  static Words grades = {.list = "优|良|中|差"};
  for (size_t at = figure->end; at < limit && !ends_sentence(passage->chars[at]); at++) {
    size_t link = words_at(passage, at, &links);
    if (link == 0)
      continue;
    at += link;
    at += word_at(passage, at, "“");
    size_t grade = words_at(passage, at, &grades);
    return grade ? quote(check, passage, at, at + grade) : NULL;
  }
  return NULL;
}

static bool is_score(const Passage *passage, const Figure *figure) {
  static Words scores = {.list = "得分|分数|总分|评分"};
  return figure->family && strcmp(figure->family, "分") == 0 && head_has(passage, figure, &scores);
}

/* 自评得分85分，等级为优; not the points of a part. */
static void check_grade_in_text(Check *check, const Passage *passage, const Figures *figures,
                                ToldGrade told) {
  static Words parts = {.list = "指标|管理|投入|过程|产出|效益|效果|满意度|决策|平均|一级|二级"};
  for (size_t i = 0; i < figures->count; i++) {
    const Figure *figure = &figures->items[i];
    if (!is_score(passage, figure) || head_has(passage, figure, &parts))
      continue;
    size_t next = i + 1;
    while (next < figures->count && !is_score(passage, &figures->items[next]))
      next++;
    const char *stated = grade_behind(
        check, passage, figure, next < figures->count ? figures->items[next].head : passage->count);
    const char *right = score_grade(check->layout->scoring, figure->value);
    bool again = stated && told.stated && strcmp(stated, told.stated) == 0 &&
                 number_compare(figure->value, told.score) == 0;
    if (stated && right && !again && strcmp(stated, right) != 0)
      finding(check, passage_pos(passage, figure->start), CHECK_GRADE, stated,
              decimal_text(check, figure->value), right);
  }
}

void rules_facts(Check *check) {
  const xmlNode *root = check->evaluation->root;
  check_spending(check, xml_child(root, "预算"));
  check_execution(check, root);
  ToldGrade told = check_grade(check, root);
  check_funds(check, xml_child(root, "资金"));
  for (size_t i = 0; i < check->count; i++)
    check_grade_in_text(check, &check->passages[i], &check->figures[i], told);
  for (xmlNode *form = xml_child(root, "项目"); form; form = xml_next(form, "项目"))
    check_funds(check, xml_child(form, "资金"));
}
