#include "doc/score.h"

#include <string.h>

#include "base/arena.h"
#include "doc/target.h"
#include "xml/xml.h"

enum { DEFAULT_PLACES = 2, DEFAULT_FULL = 100 };

const char *score_reason(ScoreFault fault) {
  static const char *const reasons[] = {
      [SCORE_FOUND] = "",
      [SCORE_NOT_APPLICABLE] = "这一项不适用，不参加评分",
      [SCORE_WEIGHT] = "没有写分值",
      [SCORE_TARGET] = "目标没有写，或不是一个数",
      [SCORE_ACTUAL] = "实际没有写，或不是一个数",
      [SCORE_UNITS] = "目标和实际的单位不同",
      [SCORE_DIVISOR] = "没有达到目标，而目标不大于 0，不能按比例算",
      [SCORE_DEGREE] = "定性指标没有写完成度",
      [SCORE_FUNDS] = "全年预算或执行数没有写，或全年预算不大于 0",
      [SCORE_NOTHING] = "没有可以合计的指标和资金",
      [SCORE_LARGE] = "数太大"};
  return reasons[fault];
}

static Score found(const xmlNode *at, Decimal value) {
  return (Score){SCORE_FOUND, value, at};
}

static Score failed(const xmlNode *at, ScoreFault fault) {
  return (Score){fault, {0, 0}, at};
}

static bool decimal_at(const xmlNode *node, const char *name, Decimal *out) {
  const char *text = node ? xml_attr(node, name) : NULL;
  return text && number_parse(text, out);
}

static bool decimal_in(const xmlNode *element, Decimal *out) {
  if (!element)
    return false;
  xmlChar *text = xmlNodeGetContent((xmlNode *)element);
  if (!text)
    mem_exhausted();
  bool ok = number_parse((const char *)text, out);
  xmlFree(text);
  return ok;
}

static bool attr_is(const xmlNode *node, const char *name, const char *value) {
  const char *own = node ? xml_attr(node, name) : NULL;
  return own && strcmp(own, value) == 0;
}

/* The layout's figures. */

static int places_of(const xmlNode *rules) {
  Decimal places;
  if (!decimal_at(rules, "位数", &places) || places.scale > 0 || places.units < 0 ||
      places.units > NUMBER_PLACES)
    return DEFAULT_PLACES;
  return (int)places.units;
}

Decimal score_full_marks(const xmlNode *rules) {
  Decimal full = {DEFAULT_FULL, 0};
  decimal_at(rules, "满分", &full);
  return full;
}

bool score_weight_of_group(const xmlNode *rules, const char *group, Decimal *out) {
  const xmlNode *node = rules ? xml_child(rules, "权重") : NULL;
  for (; node; node = xml_next(node, "权重")) {
    if (attr_is(node, "一级", group))
      return decimal_at(node, "分值", out);
  }
  return false;
}

/* The bands of 财预〔2020〕10号. */
static const char *default_grade(Decimal score) {
  static const struct {
    int from;
    const char *name;
  } bands[] = {{90, "优"}, {80, "良"}, {60, "中"}, {0, "差"}};
  for (size_t i = 0; i < sizeof bands / sizeof *bands; i++) {
    if (number_compare(score, (Decimal){bands[i].from, 0}) >= 0)
      return bands[i].name;
  }
  return NULL;
}

const char *score_grade(const xmlNode *rules, Decimal score) {
  const xmlNode *band = rules ? xml_child(rules, "等级") : NULL;
  if (!band)
    return default_grade(score);
  const char *name = NULL;
  Decimal from, highest = {0, 0};
  for (; band; band = xml_next(band, "等级")) {
    if (!decimal_at(band, "下限", &from) || number_compare(score, from) < 0 ||
        (name && number_compare(from, highest) < 0))
      continue;
    name = xml_attr(band, "名");
    highest = from;
  }
  return name;
}

/* What was entered. */

bool score_entered(const xmlNode *element, Decimal *out) {
  if (xml_is(element, "绩效自评")) {
    const xmlNode *verdict = xml_child(element, "自评");
    return verdict && decimal_in(xml_child(verdict, "得分"), out);
  }
  return decimal_at(element, xml_is(element, "项目") ? "总分" : "得分", out);
}

Score score_weight(const xmlNode *element) {
  Decimal weight;
  return decimal_at(element, "分值", &weight) ? found(element, weight)
                                              : failed(element, SCORE_WEIGHT);
}

/* Scores. */

/* weight × part / whole, whole above 0, within 0 and the weight. */
static Score share_of_weight(const xmlNode *rules, const xmlNode *element, Decimal weight,
                             Decimal part, Decimal whole) {
  Decimal points;
  if (part.units <= 0)
    return found(element, (Decimal){0, 0});
  if (number_compare(part, whole) >= 0)
    return found(element, weight);
  if (!number_multiply(weight, part, &part) ||
      !number_ratio(part, whole, 0, places_of(rules), &points))
    return failed(element, SCORE_LARGE);
  return found(element, number_compare(points, weight) > 0 ? weight : points);
}

/* An actual figure before its target. */
typedef struct Measured {
  bool met;
  Decimal part, whole; /* missed: what was reached is part / whole */
} Measured;

static void lower_is_better(Decimal bound, Decimal actual, Measured *out) {
  out->met = number_compare(actual, bound) <= 0;
  out->part = bound;
  out->whole = actual;
}

static void higher_is_better(Decimal bound, Decimal actual, Measured *out) {
  out->met = number_compare(actual, bound) >= 0;
  out->part = actual;
  out->whole = bound;
}

static void compare(const Target *target, TargetSign sign, Decimal actual, Measured *out) {
  Decimal bound = target->bound.value;
  switch (sign) {
  case TARGET_AT_MOST:
  case TARGET_BELOW:
    lower_is_better(bound, actual, out);
    break;
  case TARGET_EXACTLY:
  case TARGET_BETWEEN:
    higher_is_better(bound, actual, out);
    if (out->met)
      lower_is_better(sign == TARGET_BETWEEN ? target->upper : bound, actual, out);
    break;
  default:
    higher_is_better(bound, actual, out);
  }
  bool strict = sign == TARGET_BELOW || sign == TARGET_ABOVE;
  out->met &= !strict || number_compare(actual, bound) != 0;
}

static bool is_quality(const xmlNode *indicator) {
  Target target;
  const char *text = xml_attr(indicator, "目标");
  if (xml_attr(indicator, "性质"))
    return attr_is(indicator, "性质", "定性");
  return !text || !target_parse(text, &target);
}

static ScoreFault measure(const xmlNode *indicator, Measured *out) {
  const char *wanted = xml_attr(indicator, "目标"), *reached = xml_attr(indicator, "实际");
  Target target;
  Figure actual;
  if (!wanted || !target_parse(wanted, &target))
    return SCORE_TARGET;
  if (!reached || !target_actual(reached, &actual))
    return SCORE_ACTUAL;
  if (!target_same_unit(&target.bound, &actual, xml_attr(indicator, "单位")))
    return SCORE_UNITS;
  TargetSign sign = target.sign;
  if (sign == TARGET_PLAIN && attr_is(indicator, "性质", "反向"))
    sign = TARGET_AT_MOST;
  compare(&target, sign, actual.value, out);
  return out->met || out->whole.units > 0 ? SCORE_FOUND : SCORE_DIVISOR;
}

ScoreMet score_met(const xmlNode *indicator) {
  Measured measured;
  if (is_quality(indicator))
    return MET_UNKNOWN;
  ScoreFault fault = measure(indicator, &measured);
  if (fault == SCORE_DIVISOR)
    return MET_NO;
  if (fault != SCORE_FOUND)
    return MET_UNKNOWN;
  return measured.met ? MET_YES : MET_NO;
}

static Score indicator_points(const xmlNode *rules, const xmlNode *indicator, Decimal weight) {
  static const Decimal one = {1, 0};
  if (is_quality(indicator)) {
    Decimal degree;
    if (!decimal_at(indicator, "完成度", &degree))
      return failed(indicator, SCORE_DEGREE);
    return share_of_weight(rules, indicator, weight, degree, one);
  }
  Measured measured;
  ScoreFault fault = measure(indicator, &measured);
  if (fault != SCORE_FOUND)
    return failed(indicator, fault);
  if (measured.met)
    return found(indicator, weight);
  return share_of_weight(rules, indicator, weight, measured.part, measured.whole);
}

/* Budget and spending. */

static bool name_holds(const xmlNode *source, const char *part) {
  const char *name = xml_attr(source, "名称");
  return name && strstr(name, part);
}

static const xmlNode *total_row(const xmlNode *funds) {
  const xmlNode *row = xml_child(funds, "来源");
  for (; row; row = xml_next(row, "来源")) {
    if (name_holds(row, "总额") || name_holds(row, "合计") || name_holds(row, "总计"))
      return row;
  }
  return NULL;
}

static ScoreFault add_rows(const xmlNode *funds, Decimal *budget, Decimal *spent) {
  *budget = *spent = (Decimal){0, 0};
  const xmlNode *row = xml_child(funds, "来源");
  if (!row)
    return SCORE_FUNDS;
  for (; row; row = xml_next(row, "来源")) {
    const char *name = xml_attr(row, "名称");
    Decimal planned, paid;
    if (name && strncmp(name, "其中", strlen("其中")) == 0)
      break;
    if (!decimal_at(row, "全年预算", &planned) || !decimal_at(row, "执行数", &paid))
      return SCORE_FUNDS;
    if (!number_add(*budget, planned, budget) || !number_add(*spent, paid, spent))
      return SCORE_LARGE;
  }
  return SCORE_FOUND;
}

/* Of 资金, 来源 or 预算; the budget is above 0. */
static ScoreFault amounts_of(const xmlNode *element, Decimal *budget, Decimal *spent) {
  ScoreFault fault = SCORE_FOUND;
  const xmlNode *row = xml_is(element, "资金") ? total_row(element) : element;
  if (!row)
    fault = add_rows(element, budget, spent);
  else if (xml_is(row, "预算"))
    fault = decimal_in(xml_child(row, "全年预算"), budget) &&
                    decimal_in(xml_child(row, "执行数"), spent)
                ? SCORE_FOUND
                : SCORE_FUNDS;
  else if (!decimal_at(row, "全年预算", budget) || !decimal_at(row, "执行数", spent))
    fault = SCORE_FUNDS;
  if (fault == SCORE_FOUND && budget->units <= 0)
    fault = SCORE_FUNDS;
  return fault;
}

Score score_rate(const xmlNode *element, int places) {
  Decimal budget, spent, rate;
  ScoreFault fault = amounts_of(element, &budget, &spent);
  if (fault != SCORE_FOUND)
    return failed(element, fault);
  if (!number_ratio(spent, budget, 2, places, &rate))
    return failed(element, SCORE_LARGE);
  return found(element, rate);
}

static Score funds_points(const xmlNode *rules, const xmlNode *funds, Decimal weight) {
  Decimal budget, spent;
  ScoreFault fault = amounts_of(funds, &budget, &spent);
  if (fault != SCORE_FOUND)
    return failed(funds, fault);
  return share_of_weight(rules, funds, weight, spent, budget);
}

static bool applies(const xmlNode *element) {
  return !attr_is(element, "适用", "否");
}

Score score_computed(const xmlNode *rules, const xmlNode *element) {
  if (!applies(element))
    return failed(element, SCORE_NOT_APPLICABLE);
  Score weight = score_weight(element);
  if (weight.fault != SCORE_FOUND)
    return weight;
  return xml_is(element, "资金") ? funds_points(rules, element, weight.value)
                                 : indicator_points(rules, element, weight.value);
}

Score score_taken(const xmlNode *rules, const xmlNode *element) {
  Decimal entered;
  if (!applies(element))
    return failed(element, SCORE_NOT_APPLICABLE);
  if (score_entered(element, &entered))
    return found(element, entered);
  return score_computed(rules, element);
}

bool score_counts(const xmlNode *row) {
  const char *actual = xml_attr(row, "实际");
  if (!applies(row))
    return false;
  if (xml_attr(row, "得分"))
    return true;
  bool measured = xml_is(row, "资金") ? xml_child(row, "来源") != NULL
                                      : (actual && *actual) || xml_attr(row, "完成度");
  return measured && xml_attr(row, "分值");
}

/* Totals. */

static bool is_row(const xmlNode *node) {
  return xml_is(node, "指标") ||
         (xml_is(node, "资金") && (xml_attr(node, "分值") || xml_attr(node, "得分")));
}

static Score points_of(const xmlNode *rules, const xmlNode *row, ScoreRows rows) {
  return rows == ROWS_TAKEN ? score_taken(rules, row) : score_computed(rules, row);
}

static Score add_up(const xmlNode *rules, const xmlNode *form, ScoreRows rows, bool *all_apply) {
  Decimal sum = {0, 0};
  bool any = false;
  *all_apply = true;
  for (const xmlNode *row = xml_child(form, NULL); row; row = xml_next(row, NULL)) {
    if (!is_row(row))
      continue;
    Score points = points_of(rules, row, rows);
    if (points.fault == SCORE_NOT_APPLICABLE) {
      *all_apply = false;
      continue;
    }
    if (points.fault != SCORE_FOUND)
      return points;
    if (!number_add(sum, points.value, &sum))
      return failed(row, SCORE_LARGE);
    any = true;
  }
  return any ? found(form, sum) : failed(form, SCORE_NOTHING);
}

Score score_weights(const xmlNode *form, bool all) {
  Decimal sum = {0, 0};
  bool any = false;
  for (const xmlNode *row = xml_child(form, NULL); row; row = xml_next(row, NULL)) {
    if (!is_row(row) || (!all && !applies(row)))
      continue;
    Score weight = score_weight(row);
    if (weight.fault != SCORE_FOUND)
      return weight;
    if (!number_add(sum, weight.value, &sum))
      return failed(row, SCORE_LARGE);
    any = true;
  }
  return any ? found(form, sum) : failed(form, SCORE_NOTHING);
}

Score score_total(const xmlNode *rules, const xmlNode *form, ScoreRows rows) {
  bool all_apply;
  Score total = add_up(rules, form, rows, &all_apply);
  if (total.fault != SCORE_FOUND || all_apply || attr_is(rules, "不适用", "不折算"))
    return total;
  Score weights = score_weights(form, false);
  if (weights.fault != SCORE_FOUND)
    return weights;
  if (weights.value.units <= 0)
    return failed(form, SCORE_WEIGHT);
  Decimal scaled;
  if (!number_multiply(total.value, score_full_marks(rules), &scaled) ||
      !number_ratio(scaled, weights.value, 0, places_of(rules), &scaled))
    return failed(form, SCORE_LARGE);
  return found(form, scaled);
}

/* 评价. */

bool score_band(const xmlNode *indicator, ScoreBand *out) {
  static const struct {
    const char *rating;
    int least, most; /* percent of the weight */
  } bands[] = {{"达成", 80, 100}, {"部分达成", 60, 80}, {"未达成", 0, 60}};
  Score weight = score_weight(indicator);
  for (size_t i = 0; weight.fault == SCORE_FOUND && i < sizeof bands / sizeof *bands; i++) {
    if (!attr_is(indicator, "评价", bands[i].rating))
      continue;
    out->most_belongs = bands[i].most == 100;
    return number_multiply(weight.value, (Decimal){bands[i].least, 2}, &out->least) &&
           number_multiply(weight.value, (Decimal){bands[i].most, 2}, &out->most);
  }
  return false;
}

bool score_in_band(const ScoreBand *band, Decimal points) {
  int above = number_compare(points, band->most);
  return number_compare(points, band->least) >= 0 && (band->most_belongs ? above <= 0 : above < 0);
}
