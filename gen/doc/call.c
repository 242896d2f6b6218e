#include "doc/call.h"

#include <libxml/xpathInternals.h>
#include <string.h>

#include "xml/xml.h"

Functions *call_host(Call call) {
  return call->context->funcLookupData;
}

bool call_refuse_with(Call call, const char *reason) {
  if (!call_host(call)->reason)
    call_host(call)->reason = reason;
  xmlXPatherror(call, __FILE__, __LINE__, XPATH_EXPR_ERROR);
  return false;
}

const char *call_name(Call call) {
  return (const char *)call->context->function;
}

bool call_takes(Call call, int count, int least, int most) {
  if (count >= least && count <= most)
    return true;
  if (least == most)
    return call_refuse(call, "“%s”要 %d 个参数，这里有 %d 个", call_name(call), least, count);
  return call_refuse(call, "“%s”要 %d 到 %d 个参数，这里有 %d 个", call_name(call), least, most,
                     count);
}

void call_give(Call call, Buf *buf) {
  xmlXPathObjectPtr object = xmlXPathNewCString(buf->data ? buf->data : "");
  buf_free(buf);
  if (!object)
    mem_exhausted();
  valuePush(call, object);
}

bool call_to_decimal(Call call, const char *text, Decimal *out) {
  if (number_parse(text, out))
    return true;
  if (text[strspn(text, " \t\r\n")] == '\0')
    return call_refuse(call, "“%s”要的数没有取到", call_name(call));
  return call_refuse(call, "“%s”要的是数（至多 %d 位），取到的是“%s”", call_name(call),
                     NUMBER_DIGITS, text);
}

const char *call_pop_text(Call call) {
  xmlXPathObjectPtr object = valuePop(call);
  if (!object)
    return NULL;
  const char *text = NULL;
  if (object->type != XPATH_NODESET || !xmlXPathNodeSetIsEmpty(object->nodesetval)) {
    xmlChar *string = xmlXPathCastToString(object);
    if (!string)
      mem_exhausted();
    text = arena_copy(call_host(call)->arena, (const char *)string);
    xmlFree(string);
  }
  xmlXPathFreeObject(object);
  return text;
}

bool call_pop_decimal(Call call, Decimal *out) {
  if (call->value && call->value->type == XPATH_NUMBER) {
    double value = xmlXPathPopNumber(call);
    return number_from_double(value, out) ||
           call_refuse(call, "“%s”要的数算不出来或太大", call_name(call));
  }
  const char *text = call_pop_text(call);
  return call_to_decimal(call, text ? text : "", out);
}

bool call_pop_places(Call call, bool given, int *places) {
  Decimal value;
  if (!given)
    return true;
  if (!call_pop_decimal(call, &value))
    return false;
  value = number_trim(value);
  if (value.scale > 0 || value.units < 0 || value.units > NUMBER_PLACES)
    return call_refuse(call, "“%s”的位数要是 0 到 %d 的整数", call_name(call), NUMBER_PLACES);
  *places = (int)value.units;
  return true;
}

xmlNode *call_pop_element(Call call) {
  xmlXPathObjectPtr object = valuePop(call);
  const xmlNodeSet *nodes = object && object->type == XPATH_NODESET ? object->nodesetval : NULL;
  xmlNode *node = nodes && nodes->nodeNr > 0 ? nodes->nodeTab[0] : NULL;
  xmlXPathFreeObject(object);
  if (node && node->type == XML_ELEMENT_NODE)
    return node;
  call_refuse(call, "“%s”要的元素没有取到", call_name(call));
  return NULL;
}

xmlXPathObjectPtr call_pop_set(Call call) {
  if (call->value && call->value->type == XPATH_NODESET)
    return valuePop(call);
  call_refuse(call, "“%s”要的是一组元素或属性", call_name(call));
  return NULL;
}

void call_give_set(Call call, xmlNodeSetPtr nodes) {
  xmlXPathObjectPtr object = xmlXPathWrapNodeSet(nodes);
  if (!object)
    mem_exhausted();
  valuePush(call, object);
}

bool call_too_long(Call call) {
  return call_refuse(call, "“%s”的结果超过 %d 位", call_name(call), NUMBER_DIGITS);
}

void call_give_decimal(Call call, Decimal value, void (*put)(Buf *, Decimal)) {
  Buf buf = {0};
  put(&buf, value);
  call_give(call, &buf);
}
