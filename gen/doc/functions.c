#include "doc/functions.h"

#include <libxml/xpathInternals.h>
#include <string.h>

#include "base/buf.h"
#include "doc/number.h"
#include "xml/xml.h"

typedef xmlXPathParserContextPtr Call;

static Functions *host(Call call) {
  return call->context->funcLookupData;
}

/* Stops the expression; the first reason is the one that counts. */
#define refuse(call, ...) refuse_with((call), arena_printf(host(call)->arena, __VA_ARGS__))
static bool refuse_with(Call call, const char *reason) {
  if (!host(call)->reason)
    host(call)->reason = reason;
  xmlXPatherror(call, __FILE__, __LINE__, XPATH_EXPR_ERROR);
  return false;
}

static const char *function_name(Call call) {
  return (const char *)call->context->function;
}

static bool takes(Call call, int count, int least, int most) {
  if (count >= least && count <= most)
    return true;
  if (least == most)
    return refuse(call, "“%s”要 %d 个参数，这里有 %d 个", function_name(call), least, count);
  return refuse(call, "“%s”要 %d 到 %d 个参数，这里有 %d 个", function_name(call), least, most,
                count);
}

static void give(Call call, Buf *buf) {
  xmlXPathObjectPtr object = xmlXPathNewCString(buf->data ? buf->data : "");
  buf_free(buf);
  if (!object)
    mem_exhausted();
  valuePush(call, object);
}

static bool to_decimal(Call call, const char *text, Decimal *out) {
  if (number_parse(text, out))
    return true;
  if (text[strspn(text, " \t\r\n")] == '\0')
    return refuse(call, "“%s”要的数没有取到", function_name(call));
  return refuse(call, "“%s”要的是数（至多 %d 位），取到的是“%s”", function_name(call),
                NUMBER_DIGITS, text);
}

/* As text, in the arena; NULL when the argument names no node. */
static const char *pop_text(Call call) {
  xmlXPathObjectPtr object = valuePop(call);
  if (!object)
    return NULL;
  const char *text = NULL;
  if (object->type != XPATH_NODESET || !xmlXPathNodeSetIsEmpty(object->nodesetval)) {
    xmlChar *string = xmlXPathCastToString(object);
    if (!string)
      mem_exhausted();
    text = arena_copy(host(call)->arena, (const char *)string);
    xmlFree(string);
  }
  xmlXPathFreeObject(object);
  return text;
}

static bool pop_decimal(Call call, Decimal *out) {
  if (call->value && call->value->type == XPATH_NUMBER) {
    double value = xmlXPathPopNumber(call);
    return number_from_double(value, out) ||
           refuse(call, "“%s”要的数算不出来或太大", function_name(call));
  }
  const char *text = pop_text(call);
  return to_decimal(call, text ? text : "", out);
}

/* The last argument, when given. */
static bool pop_places(Call call, bool given, int *places) {
  Decimal value;
  if (!given)
    return true;
  if (!pop_decimal(call, &value))
    return false;
  value = number_trim(value);
  if (value.scale > 0 || value.units < 0 || value.units > NUMBER_PLACES)
    return refuse(call, "“%s”的位数要是 0 到 %d 的整数", function_name(call), NUMBER_PLACES);
  *places = (int)value.units;
  return true;
}

static bool too_long(Call call) {
  return refuse(call, "“%s”的结果超过 %d 位", function_name(call), NUMBER_DIGITS);
}

static void give_decimal(Call call, Decimal value, void (*put)(Buf *, Decimal)) {
  Buf buf = {0};
  put(&buf, value);
  give(call, &buf);
}

static void round_to(Call call, int count, int least, void (*put)(Buf *, Decimal)) {
  int places = 2;
  Decimal value;
  if (takes(call, count, least, 2) && pop_places(call, count == 2, &places) &&
      pop_decimal(call, &value) && (number_round(value, places, &value) || too_long(call)))
    give_decimal(call, value, put);
}

static void call_amount(Call call, int count) {
  round_to(call, count, 1, number_put);
}

static void call_grouped(Call call, int count) {
  round_to(call, count, 1, number_put_grouped);
}

static void call_round(Call call, int count) {
  round_to(call, count, 2, number_put);
}

/* 部分, 整体[, 位]: the ratio times 10^shift. */
static bool pop_ratio(Call call, int count, int shift, Decimal *out) {
  int places = 2;
  Decimal part, whole;
  if (!takes(call, count, 2, 3) || !pop_places(call, count == 3, &places) ||
      !pop_decimal(call, &whole) || !pop_decimal(call, &part))
    return false;
  if (whole.units == 0)
    return refuse(call, "“%s”的整体是 0，不能作除数", function_name(call));
  return number_ratio(part, whole, shift, places, out) || too_long(call);
}

static void call_ratio(Call call, int count) {
  Decimal value;
  if (pop_ratio(call, count, 0, &value))
    give_decimal(call, value, number_put);
}

static void call_percent(Call call, int count) {
  Decimal value;
  if (!pop_ratio(call, count, 2, &value))
    return;
  Buf buf = {0};
  number_put(&buf, value);
  buf_putc(&buf, '%');
  give(call, &buf);
}

static void call_difference(Call call, int count) {
  Decimal a, b;
  if (takes(call, count, 2, 2) && pop_decimal(call, &b) && pop_decimal(call, &a) &&
      (number_subtract(a, b, &a) || too_long(call)))
    give_decimal(call, a, number_put);
}

static void call_han(Call call, int count) {
  Decimal value;
  if (!takes(call, count, 1, 1) || !pop_decimal(call, &value))
    return;
  value = number_trim(value);
  Buf buf = {0};
  if (value.scale > 0 || !number_put_han(&buf, value.units))
    refuse(call, "“%s”要的是 16 位以内的整数", function_name(call));
  else
    give(call, &buf);
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

static void call_capital(Call call, int count) {
  if (!takes(call, count, 1, 2))
    return;
  const char *unit = count == 2 ? pop_text(call) : "元";
  int exponent = unit ? yuan_exponent(unit) : -1;
  Decimal value;
  if (exponent < 0) {
    refuse(call, "“%s”的单位要是元、万元或亿元", function_name(call));
    return;
  }
  if (!pop_decimal(call, &value))
    return;
  Buf buf = {0};
  if (!number_shift(value, exponent, &value) || !number_put_capital(&buf, value))
    refuse(call, "“%s”的金额太大", function_name(call));
  else
    give(call, &buf);
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

/* GB/T 9704: Arabic numerals, no leading zeros. */
static void call_date(Call call, int count) {
  if (!takes(call, count, 1, 1))
    return;
  const char *text = pop_text(call);
  int year, month, day;
  if (text)
    text = xml_fold(text, strlen(text), host(call)->arena);
  if (!text || !parse_date(text, &year, &month, &day)) {
    refuse(call, "“%s”要的是 2023-03-15 这样的日期，取到的是“%s”", function_name(call),
           text ? text : "");
    return;
  }
  Buf buf = {0};
  buf_printf(&buf, "%d年%d月", year, month);
  if (day > 0)
    buf_printf(&buf, "%d日", day);
  give(call, &buf);
}

/* The bands of 财预〔2020〕10号. */
static void call_grade(Call call, int count) {
  static const struct {
    int from;
    const char *name;
  } bands[] = {{90, "优"}, {80, "良"}, {60, "中"}};
  Decimal score;
  if (!takes(call, count, 1, 1) || !pop_decimal(call, &score))
    return;
  const char *name = "差";
  for (size_t i = sizeof bands / sizeof *bands; i-- > 0;) {
    if (number_compare(score, (Decimal){bands[i].from, 0}) >= 0)
      name = bands[i].name;
  }
  Buf buf = {0};
  buf_puts(&buf, name);
  give(call, &buf);
}

static bool add_nodes(Call call, const xmlNodeSet *nodes, Decimal *sum) {
  Decimal value;
  bool ok = !xmlXPathNodeSetIsEmpty(nodes) || to_decimal(call, "", &value);
  for (int i = 0; ok && nodes && i < nodes->nodeNr; i++) {
    xmlChar *text = xmlXPathCastNodeToString(nodes->nodeTab[i]);
    if (!text)
      mem_exhausted();
    ok = to_decimal(call, (const char *)text, &value) &&
         (number_add(*sum, value, sum) || too_long(call));
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
  return pop_decimal(call, &value) && (number_add(*sum, value, sum) || too_long(call));
}

static void call_sum(Call call, int count) {
  Decimal sum = {0, 0};
  if (count == 0) {
    refuse(call, "“%s”至少要 1 个参数", function_name(call));
    return;
  }
  for (; count > 0; count--) {
    if (!pop_sum(call, &sum))
      return;
  }
  give_decimal(call, sum, number_put);
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
  if (!takes(call, count, 1, 1))
    return;
  const char *name = pop_text(call);
  const xmlNode *data = name ? find_data(host(call), name) : NULL;
  if (!data) {
    refuse(call, "没有名为“%s”的数据", name ? name : "");
    return;
  }
  xmlAttrPtr attr = xmlHasProp((xmlNode *)data, (const xmlChar *)attribute);
  if (!attr) {
    refuse(call, "数据“%s”没有写%s", name, attribute);
    return;
  }
  give_node(call, (xmlNode *)attr);
}

static void call_data(Call call, int count) {
  give_data(call, count, "值");
}

static void call_unit(Call call, int count) {
  give_data(call, count, "单位");
}

/* Inside [ ] "." is the node that is being tested; 本项() is still the item
 * that the whole expression started from. */
static void call_item(Call call, int count) {
  if (takes(call, count, 0, 0))
    give_node(call, host(call)->item);
}

static const struct {
  const char *name;
  xmlXPathFunction call;
} table[] = {{"金额", call_amount},    {"千分", call_grouped},     {"舍入", call_round},
             {"百分比", call_percent}, {"比", call_ratio},         {"差", call_difference},
             {"数字", call_han},       {"大写金额", call_capital}, {"日期", call_date},
             {"等级", call_grade},     {"合计", call_sum},         {"数据", call_data},
             {"单位", call_unit},      {"本项", call_item}};

/* libxml2 asks here first, then among XPath's own; so the last name asked for
 * is the unknown one when the expression stops for that. */
static xmlXPathFunction look_up(void *user, const xmlChar *name, const xmlChar *uri) {
  Functions *functions = user;
  for (size_t i = 0; !uri && i < sizeof table / sizeof *table; i++) {
    if (strcmp((const char *)name, table[i].name) == 0)
      return table[i].call;
  }
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
