#include "doc/score_calls.h"

#include <libxml/xpathInternals.h>
#include <string.h>

#include "doc/call.h"
#include "doc/score.h"
#include "xml/xml.h"

/* The argument, one of the two kinds of element; NULL, stopped, otherwise. */
static xmlNode *pop_kind(Call call, const char *one, const char *other) {
  xmlNode *node = call_pop_element(call);
  if (!node || xml_is(node, one) || xml_is(node, other))
    return node;
  call_refuse(call, "“%s”要的是%s%s%s，取到的是%s", call_name(call), one,
              strcmp(one, other) ? "或" : "", strcmp(one, other) ? other : "",
              (const char *)node->name);
  return NULL;
}

static void refuse_score(Call call, Score score) {
  const char *name = xml_attr(score.at, "名称");
  const char *what = name ? name : (const char *)score.at->name;
  call_refuse(call, "“%s”%s", what, score_reason(score.fault));
  call_host(call)->place = score.at;
}

static void give_score(Call call, Score score) {
  if (score.fault == SCORE_NOT_APPLICABLE) {
    Buf buf = {0};
    buf_puts(&buf, "不适用");
    call_give(call, &buf);
  } else if (score.fault != SCORE_FOUND) {
    refuse_score(call, score);
  } else {
    call_give_decimal(call, score.value, number_put);
  }
}

/* What was entered keeps the zeros that it was written with. */
static Score points_of(Call call, const xmlNode *element) {
  Decimal entered;
  Score score = score_taken(call_host(call)->rules, element);
  if (score.fault == SCORE_FOUND && !score_entered(element, &entered))
    score.value = number_trim(score.value);
  return score;
}

static void give_points(Call call, const xmlNode *element) {
  give_score(call, points_of(call, element));
}

static void fn_points(Call call, int count) {
  const xmlNode *element = call_takes(call, count, 1, 1) ? pop_kind(call, "指标", "资金") : NULL;
  if (element)
    give_points(call, element);
}

static void fn_funds_points(Call call, int count) {
  const xmlNode *element = call_takes(call, count, 1, 1) ? pop_kind(call, "资金", "资金") : NULL;
  if (element)
    give_points(call, element);
}

static void fn_rate(Call call, int count) {
  int places = 2;
  if (!call_takes(call, count, 1, 2) || !call_pop_places(call, count == 2, &places))
    return;
  const xmlNode *element = call_pop_element(call);
  if (!element)
    return;
  Score rate = score_rate(element, places);
  if (rate.fault != SCORE_FOUND) {
    refuse_score(call, rate);
    return;
  }
  Buf buf = {0};
  number_put(&buf, rate.value);
  buf_putc(&buf, '%');
  call_give(call, &buf);
}

static void fn_total(Call call, int count) {
  const xmlNode *form = call_takes(call, count, 1, 1) ? pop_kind(call, "项目", "绩效自评") : NULL;
  if (!form)
    return;
  Score total = {SCORE_FOUND, {0, 0}, form};
  if (!score_entered(form, &total.value)) {
    total = score_total(call_host(call)->rules, form, ROWS_TAKEN);
    total.value = number_trim(total.value);
  }
  give_score(call, total);
}

static void fn_grade(Call call, int count) {
  Decimal score;
  if (!call_takes(call, count, 1, 1) || !call_pop_decimal(call, &score))
    return;
  const char *name = score_grade(call_host(call)->rules, score);
  Buf buf = {0};
  number_put(&buf, score);
  if (!name) {
    call_refuse(call, "没有哪个等级低到 %s 分", buf.data);
    buf_free(&buf);
    return;
  }
  buf_clear(&buf);
  buf_puts(&buf, name);
  call_give(call, &buf);
}

/* Rows: what a set of 指标 and 资金 has that counts. */

static bool is_row(Call call, const xmlNode *node) {
  if (node->type == XML_ELEMENT_NODE && (xml_is(node, "指标") || xml_is(node, "资金")))
    return true;
  return call_refuse(call, "“%s”要的是指标或资金，取到的是%s", call_name(call),
                     (const char *)node->name);
}

/* In the order of the document; NULL, stopped, when others are among them. */
static xmlNodeSetPtr pop_scored(Call call, int count) {
  xmlXPathObjectPtr all = call_takes(call, count, 1, 1) ? call_pop_set(call) : NULL;
  if (!all)
    return NULL;
  xmlNodeSetPtr scored = xmlXPathNodeSetCreate(NULL);
  if (!scored)
    mem_exhausted();
  xmlXPathNodeSetSort(all->nodesetval);
  bool ok = true;
  for (int i = 0; ok && all->nodesetval && i < all->nodesetval->nodeNr; i++) {
    xmlNode *node = all->nodesetval->nodeTab[i];
    ok = is_row(call, node);
    if (ok && score_counts(node) && xmlXPathNodeSetAddUnique(scored, node) != 0)
      mem_exhausted();
  }
  xmlXPathFreeObject(all);
  if (!ok)
    xmlXPathFreeNodeSet(scored);
  return ok ? scored : NULL;
}

static bool points_of_row(Call call, const xmlNode *row, Decimal *out) {
  Score points = points_of(call, row);
  *out = points.value;
  if (points.fault != SCORE_FOUND)
    refuse_score(call, points);
  return points.fault == SCORE_FOUND;
}

static void fn_scored(Call call, int count) {
  xmlNodeSetPtr scored = pop_scored(call, count);
  if (scored)
    call_give_set(call, scored);
}

/* Those that were given less than their weight. */
static void fn_lost(Call call, int count) {
  xmlNodeSetPtr rows = pop_scored(call, count);
  if (!rows)
    return;
  int kept = 0;
  bool ok = true;
  for (int i = 0; ok && i < rows->nodeNr; i++) {
    Score weight = score_weight(rows->nodeTab[i]);
    Decimal points;
    ok = points_of_row(call, rows->nodeTab[i], &points);
    if (ok && weight.fault == SCORE_FOUND && number_compare(points, weight.value) < 0)
      rows->nodeTab[kept++] = rows->nodeTab[i];
  }
  rows->nodeNr = kept;
  if (ok)
    call_give_set(call, rows);
  else
    xmlXPathFreeNodeSet(rows);
}

static void fn_points_sum(Call call, int count) {
  xmlNodeSetPtr rows = pop_scored(call, count);
  if (!rows)
    return;
  Decimal sum = {0, 0}, points;
  bool ok = rows->nodeNr > 0 || call_refuse(call, "“%s”要的得分一项也没有", call_name(call));
  for (int i = 0; ok && i < rows->nodeNr; i++)
    ok = points_of_row(call, rows->nodeTab[i], &points) &&
         (number_add(sum, points, &sum) || call_too_long(call));
  xmlXPathFreeNodeSet(rows);
  if (ok)
    call_give_decimal(call, sum, number_put);
}

static const struct {
  const char *name;
  xmlXPathFunction call;
} table[] = {{"得分", fn_points},         {"资金得分", fn_funds_points},
             {"执行率", fn_rate},         {"总分", fn_total},
             {"计分", fn_scored},         {"失分", fn_lost},
             {"得分合计", fn_points_sum}, {"等级", fn_grade}};

xmlXPathFunction score_call(const char *name) {
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    if (strcmp(name, table[i].name) == 0)
      return table[i].call;
  }
  return NULL;
}
