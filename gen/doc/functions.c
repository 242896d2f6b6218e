#include "doc/functions.h"

#include <libxml/xpathInternals.h>
#include <string.h>

#include "doc/call.h"
#include "doc/score_calls.h"
#include "xml/xml.h"

static void round_to(Call call, int count, int least, void (*put)(Buf *, Decimal)) {
  int places = 2;
  Decimal value;
  if (call_takes(call, count, least, 2) && call_pop_places(call, count == 2, &places) &&
      call_pop_decimal(call, &value) &&
      (number_round(value, places, &value) || call_too_long(call)))
    call_give_decimal(call, value, put);
}

static void fn_amount(Call call, int count) {
  round_to(call, count, 1, number_put);
}

static void fn_grouped(Call call, int count) {
  round_to(call, count, 1, number_put_grouped);
}

static void fn_round(Call call, int count) {
  round_to(call, count, 2, number_put);
}

/* 部分, 整体[, 位]: the ratio times 10^shift. */
static bool pop_ratio(Call call, int count, int shift, Decimal *out) {
  int places = 2;
  Decimal part, whole;
  if (!call_takes(call, count, 2, 3) || !call_pop_places(call, count == 3, &places) ||
      !call_pop_decimal(call, &whole) || !call_pop_decimal(call, &part))
    return false;
  if (whole.units == 0)
    return call_refuse(call, "“%s”的整体是 0，不能作除数", call_name(call));
  return number_ratio(part, whole, shift, places, out) || call_too_long(call);
}

static void fn_ratio(Call call, int count) {
  Decimal value;
  if (pop_ratio(call, count, 0, &value))
    call_give_decimal(call, value, number_put);
}

static void fn_percent(Call call, int count) {
  Decimal value;
  if (!pop_ratio(call, count, 2, &value))
    return;
  Buf buf = {0};
  number_put(&buf, value);
  buf_putc(&buf, '%');
  call_give(call, &buf);
}

static void fn_difference(Call call, int count) {
  Decimal a, b;
  if (call_takes(call, count, 2, 2) && call_pop_decimal(call, &b) && call_pop_decimal(call, &a) &&
      (number_subtract(a, b, &a) || call_too_long(call)))
    call_give_decimal(call, a, number_put);
}

static void fn_han(Call call, int count) {
  Decimal value;
  if (!call_takes(call, count, 1, 1) || !call_pop_decimal(call, &value))
    return;
  value = number_trim(value);
  Buf buf = {0};
  if (value.scale > 0 || !number_put_han(&buf, value.units))
    call_refuse(call, "“%s”要的是 16 位以内的整数", call_name(call));
  else
    call_give(call, &buf);
  buf_free(&buf);
}

/* How many powers of ten 元, 万元 or 亿元 stands for; -1 for anything else. */
static int yuan_exponent(const char *unit) {
  if (strcmp(unit, "元") == 0)
    return 0;
  if (strcmp(unit, "万元") == 0)
    return 4;
  return strcmp(unit, "亿元") == 0 ? 8 : -1;
}

static void fn_capital(Call call, int count) {
  if (!call_takes(call, count, 1, 2))
    return;
  const char *unit = count == 2 ? call_pop_text(call) : "元";
  int exponent = unit ? yuan_exponent(unit) : -1;
  Decimal value;
  if (exponent < 0) {
    call_refuse(call, "“%s”的单位要是元、万元或亿元", call_name(call));
    return;
  }
  if (!call_pop_decimal(call, &value))
    return;
  Buf buf = {0};
  if (!number_shift(value, exponent, &value) || !number_put_capital(&buf, value))
    call_refuse(call, "“%s”的金额太大", call_name(call));
  else
    call_give(call, &buf);
  buf_free(&buf);
}

/* count digits as a number, -1 when there are others. */
static int digits(const char **text, int count) {
  int value = 0;
  for (; count > 0; count--, (*text)++) {
    if (**text < '0' || **text > '9')
      return -1;
    value = value * 10 + (**text - '0');
  }
  return value;
}

static int month_days(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

/* 2023-03-15 or 2023-03; *day is 0 for the latter. */
static bool parse_date(const char *text, int *year, int *month, int *day) {
  *day = 0;
  *year = digits(&text, 4);
  if (*year < 1 || *text++ != '-')
    return false;
  *month = digits(&text, 2);
  if (*month < 1 || *month > 12)
    return false;
  if (*text == '\0')
    return true;
  if (*text++ != '-')
    return false;
  *day = digits(&text, 2);
  return *day >= 1 && *day <= month_days(*year, *month) && *text == '\0';
}

static void fn_date(Call call, int count) {
  if (!call_takes(call, count, 1, 1))
    return;
  const char *text = call_pop_text(call);
  int year, month, day;
  if (text)
    text = xml_fold(text, strlen(text), call_host(call)->arena);
  if (!text || !parse_date(text, &year, &month, &day)) {
    call_refuse(call, "“%s”要的是 2023-03-15 这样的日期，取到的是“%s”", call_name(call),
                text ? text : "");
    return;
  }
  Buf buf = {0};
  number_put_date(&buf, year, month, day);
  call_give(call, &buf);
}

static bool add_nodes(Call call, const xmlNodeSet *nodes, Decimal *sum) {
  Decimal value;
  bool ok = !xmlXPathNodeSetIsEmpty(nodes) || call_to_decimal(call, "", &value);
  for (int i = 0; ok && nodes && i < nodes->nodeNr; i++) {
    xmlChar *text = xmlXPathCastNodeToString(nodes->nodeTab[i]);
    if (!text)
      mem_exhausted();
    ok = call_to_decimal(call, (const char *)text, &value) &&
         (number_add(*sum, value, sum) || call_too_long(call));
    xmlFree(text);
  }
  return ok;
}

/* One argument: every node of a set, or one number. */
static bool pop_sum(Call call, Decimal *sum) {
  if (call->value && call->value->type == XPATH_NODESET) {
    xmlXPathObjectPtr object = valuePop(call);
    bool ok = add_nodes(call, object->nodesetval, sum);
    xmlXPathFreeObject(object);
    return ok;
  }
  Decimal value;
  return call_pop_decimal(call, &value) && (number_add(*sum, value, sum) || call_too_long(call));
}

static void fn_sum(Call call, int count) {
  Decimal sum = {0, 0};
  if (count == 0) {
    call_refuse(call, "“%s”至少要 1 个参数", call_name(call));
    return;
  }
  for (; count > 0; count--) {
    if (!pop_sum(call, &sum))
      return;
  }
  call_give_decimal(call, sum, number_put);
}

static const xmlNode *find_data(Functions *functions, const char *name) {
  if (!functions->data) {
    functions->data = xmlHashCreate(64);
    if (!functions->data)
      mem_exhausted();
    for (xmlNode *node = xml_child(functions->root, "数据"); node; node = xml_next(node, "数据")) {
      const char *key = xml_attr(node, "名");
      /* of two with one name the first stays */
      if (key && !xmlHashLookup(functions->data, (const xmlChar *)key) &&
          xmlHashAddEntry(functions->data, (const xmlChar *)key, node) != 0)
        mem_exhausted();
    }
  }
  return xmlHashLookup(functions->data, (const xmlChar *)name);
}

static void give_node(Call call, xmlNode *node) {
  xmlXPathObjectPtr object = xmlXPathNewNodeSet(node);
  if (!object)
    mem_exhausted();
  valuePush(call, object);
}

static void give_data(Call call, int count, const char *attribute) {
  if (!call_takes(call, count, 1, 1))
    return;
  const char *name = call_pop_text(call);
  const xmlNode *data = name ? find_data(call_host(call), name) : NULL;
  if (!data) {
    call_refuse(call, "没有名为“%s”的数据", name ? name : "");
    return;
  }
  xmlAttrPtr attr = xmlHasProp((xmlNode *)data, (const xmlChar *)attribute);
  if (!attr) {
    call_refuse(call, "数据“%s”没有写%s", name, attribute);
    return;
  }
  give_node(call, (xmlNode *)attr);
}

static void fn_data(Call call, int count) {
  give_data(call, count, "值");
}

static void fn_unit(Call call, int count) {
  give_data(call, count, "单位");
}

/* How many bytes of the unit the text says already: all, in whatever place, or a
 * beginning that it ends with (20万 of 万页). */
static size_t unit_said(const char *text, const char *unit) {
  size_t len = strlen(text), said = strlen(unit);
  if (strstr(text, unit))
    return said;
  while (said > len || memcmp(text + len - said, unit, said) != 0)
    said--;
  return said;
}

static bool is_percent(const char *unit) {
  return strcmp(unit, "%") == 0 || strcmp(unit, "％") == 0;
}

/* Offices write the unit beside the figure, in a column of its own, or both. */
static void fn_with_unit(Call call, int count) {
  if (!call_takes(call, count, 2, 2))
    return;
  const char *unit = call_pop_text(call), *text = call_pop_text(call);
  Buf buf = {0};
  if (text && *text) {
    buf_puts(&buf, text);
    if (unit && !(is_percent(unit) && (strstr(text, "%") || strstr(text, "％"))))
      buf_puts(&buf, unit + unit_said(text, unit));
  }
  call_give(call, &buf);
}

/* Inside [ ] "." is the node that is being tested; 本项() is still the item
 * that the whole expression started from. */
static void fn_item(Call call, int count) {
  if (call_takes(call, count, 0, 0))
    give_node(call, call_host(call)->item);
}

/* Adds the node unless one with its text came before. */
static void add_unlike(xmlNodeSetPtr nodes, xmlHashTablePtr texts, xmlNode *node) {
  xmlChar *text = xmlXPathCastNodeToString(node);
  if (!text)
    mem_exhausted();
  if (!xmlHashLookup(texts, text) &&
      (xmlHashAddEntry(texts, text, node) != 0 || xmlXPathNodeSetAddUnique(nodes, node) != 0))
    mem_exhausted();
  xmlFree(text);
}

/* A set without those whose text an earlier one has. */
static void fn_unlike(Call call, int count) {
  xmlXPathObjectPtr all = call_takes(call, count, 1, 1) ? call_pop_set(call) : NULL;
  if (!all)
    return;
  xmlNodeSetPtr nodes = xmlXPathNodeSetCreate(NULL);
  xmlHashTablePtr texts = xmlHashCreate(16);
  if (!nodes || !texts)
    mem_exhausted();
  xmlXPathNodeSetSort(all->nodesetval);
  for (int i = 0; all->nodesetval && i < all->nodesetval->nodeNr; i++)
    add_unlike(nodes, texts, all->nodesetval->nodeTab[i]);
  xmlHashFree(texts, NULL);
  xmlXPathFreeObject(all);
  call_give_set(call, nodes);
}

static const struct {
  const char *name;
  xmlXPathFunction call;
} table[] = {{"金额", fn_amount},      {"千分", fn_grouped},     {"舍入", fn_round},
             {"百分比", fn_percent},   {"比", fn_ratio},         {"差", fn_difference},
             {"数字", fn_han},         {"大写金额", fn_capital}, {"日期", fn_date},
             {"合计", fn_sum},         {"数据", fn_data},        {"单位", fn_unit},
             {"带单位", fn_with_unit}, {"本项", fn_item},        {"不重", fn_unlike}};

/* libxml2 asks here first, then among XPath's own; so the last name asked for
 * is the unknown one when the expression stops for that. */
static xmlXPathFunction look_up(void *user, const xmlChar *name, const xmlChar *uri) {
  Functions *functions = user;
  for (size_t i = 0; !uri && i < sizeof table / sizeof *table; i++) {
    if (strcmp((const char *)name, table[i].name) == 0)
      return table[i].call;
  }
  xmlXPathFunction of_scores = uri ? NULL : score_call((const char *)name);
  if (of_scores)
    return of_scores;
  functions->unknown = arena_copy(functions->arena, (const char *)name);
  return NULL;
}

void functions_register(Functions *functions, xmlXPathContextPtr context) {
  xmlXPathRegisterFuncLookup(context, look_up, functions);
}

void functions_end(Functions *functions) {
  xmlHashFree(functions->data, NULL);
  functions->data = NULL;
}
