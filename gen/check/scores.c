/* Weights and points of 指标 and 资金, form by form: the evaluation's own and
 * each 项目. What the office entered is judged, never replaced. */
#include <string.h>

#include "check/rules.h"
#include "doc/score.h"

/* One form: the evaluation's root or a 项目. */
typedef struct Form {
  Check *check;
  const xmlNode *rules; /* the layout's 评分; NULL: the defaults */
  const xmlNode *node;
  const char *name; /* in messages */
} Form;

static Pos pos_of(const Form *form, const xmlNode *node, const char *attribute) {
  return fact_pos(form->check, node, attribute);
}

static const char *name_of(const xmlNode *element) {
  const char *name = xml_attr(element, "名称");
  return name ? name : "资金";
}

/* What 资金 earns counts as the group 预算执行率. */
static bool is_of_group(const xmlNode *element, const char *group) {
  if (xml_is(element, "资金"))
    return xml_attr(element, "分值") && strcmp(group, "预算执行率") == 0;
  const char *own = xml_is(element, "指标") ? xml_attr(element, "一级") : NULL;
  return own && strcmp(own, group) == 0;
}

/* The weights of one group (一级) against what the layout gives it; true when
 * they differ. */
static bool check_group(const Form *form, const char *group) {
  Decimal weight, sum = {0, 0};
  const xmlNode *first = NULL;
  for (xmlNode *node = xml_child(form->node, NULL); node; node = xml_next(node, NULL)) {
    if (!is_of_group(node, group))
      continue;
    Score own = score_weight(node);
    if (own.fault != SCORE_FOUND || !number_add(sum, own.value, &sum))
      return false;
    first = first ? first : node;
  }
  if (!first || !score_weight_of_group(form->rules, group, &weight) ||
      number_compare(sum, weight) == 0)
    return false;
  finding(form->check, pos_of(form, first, "分值"), CHECK_GROUP_WEIGHT, form->name, group,
          decimal_text(form->check, sum), decimal_text(form->check, weight));
  return true;
}

/* All weights make full marks; told only where the groups are right. */
static void check_weights(const Form *form) {
  bool told = false;
  for (xmlNode *group = xml_child(form->rules, "权重"); group; group = xml_next(group, "权重"))
    told |= check_group(form, xml_attr(group, "一级"));
  Score sum = score_weights(form->node, true);
  Decimal full = score_full_marks(form->rules);
  if (!told && sum.fault == SCORE_FOUND && number_compare(sum.value, full) != 0)
    finding(form->check, pos_of(form, xml_child(form->node, "指标"), "分值"), CHECK_WEIGHTS,
            form->name, decimal_text(form->check, sum.value), decimal_text(form->check, full));
}

static void check_total(const Form *form) {
  Decimal stated;
  Score sum = score_total(form->rules, form->node, ROWS_TAKEN);
  if (!score_entered(form->node, &stated) || sum.fault != SCORE_FOUND ||
      number_compare(stated, sum.value) == 0)
    return;
  const xmlNode *own = xml_child(xml_child(form->node, "自评"), "得分");
  finding(form->check, pos_of(form, own ? own : form->node, "总分"), CHECK_TOTAL, form->name,
          decimal_text(form->check, stated), decimal_text(form->check, sum.value));
}

/* 定性: the points against the band that its 评价 allows. */
static void check_band(const Form *form, const xmlNode *element, Decimal entered) {
  ScoreBand band;
  if (!score_band(element, &band) || score_in_band(&band, entered))
    return;
  const char *given = xml_attr(element, "得分") ? "得分" : "完成度";
  finding(form->check, pos_of(form, element, given), CHECK_BAND, name_of(element),
          decimal_text(form->check, entered), xml_attr(element, "评价"),
          decimal_text(form->check, band.least), decimal_text(form->check, band.most));
}

/* Less than full marks for a target that was met needs a reason. */
static void check_met(const Form *form, const xmlNode *element, Decimal entered, Decimal weight) {
  Check *check = form->check;
  if (!xml_child(element, "偏差原因"))
    finding(check, pos_of(form, element, "得分"), CHECK_MET_BUT_LESS, name_of(element),
            xml_attr(element, "实际"), xml_attr(element, "目标"), decimal_text(check, entered),
            decimal_text(check, weight));
}

/* Points that were entered, or follow from what was: above the weight, taken off though the target
 * was met, or not what the rule gives. One finding each. */
static void check_points(const Form *form, const xmlNode *element) {
  Check *check = form->check;
  Decimal entered;
  Score weight = score_weight(element);
  Score computed = score_computed(form->rules, element);
  if (weight.fault != SCORE_FOUND)
    return;
  if (!score_entered(element, &entered)) {
    if (computed.fault == SCORE_FOUND)
      check_band(form, element, computed.value);
    return;
  }
  bool below = number_compare(entered, weight.value) < 0;
  if (number_compare(entered, weight.value) > 0)
    finding(check, pos_of(form, element, "得分"), CHECK_ABOVE_WEIGHT, name_of(element),
            decimal_text(check, entered), decimal_text(check, weight.value));
  else if (below && xml_is(element, "指标") && score_met(element) == MET_YES)
    check_met(form, element, entered, weight.value);
  else if (xml_attr(element, "评价"))
    check_band(form, element, entered);
  else if (computed.fault == SCORE_FOUND && number_compare(entered, computed.value) != 0)
    finding(check, pos_of(form, element, "得分"), CHECK_POINTS, name_of(element),
            decimal_text(check, entered), decimal_text(check, computed.value));
}

static bool is_missed(const xmlNode *indicator) {
  const char *judged = xml_attr(indicator, "评价");
  return score_met(indicator) == MET_NO || (judged && strcmp(judged, "达成") != 0);
}

static void check_reason(const Form *form, const xmlNode *indicator) {
  const char *applies = xml_attr(indicator, "适用");
  if ((applies && strcmp(applies, "否") == 0) || !is_missed(indicator) ||
      xml_child(indicator, "偏差原因"))
    return;
  finding(form->check, pos_of(form, indicator, "实际"), CHECK_NO_REASON, name_of(indicator));
}

static void check_form(Check *check, const xmlNode *node, const char *name) {
  Form form = {check, check->layout->scoring, node, name};
  if (!xml_child(node, "指标"))
    return;
  check_weights(&form);
  check_total(&form);
  for (xmlNode *element = xml_child(node, NULL); element; element = xml_next(element, NULL)) {
    if (xml_is(element, "指标") || xml_is(element, "资金"))
      check_points(&form, element);
    if (xml_is(element, "指标"))
      check_reason(&form, element);
  }
}

void rules_scores(Check *check) {
  const xmlNode *root = check->evaluation->root;
  check_form(check, root, "部门整体");
  for (xmlNode *form = xml_child(root, "项目"); form; form = xml_next(form, "项目"))
    check_form(check, form, xml_attr(form, "名称"));
}
