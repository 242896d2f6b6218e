/* Any bytes as an expression, in every place that can hold one. */
#include "support.h"

#include <string.h>

#include "base/utf8.h"

static const char evaluation_text[] =
    "<绩效自评 年度='2022'><日期>2023-03-05</日期><部门><全称>青禾市档案馆</全称></部门>"
    "<预算 单位='万元'><收入>12000.505</收入><支出>11000.25</支出></预算>"
    "<自评><得分>96.5</得分></自评><指标 名称='查档' 分值='10' 得分='9'/>"
    "<指标 名称='借阅' 分值='10'/><任务 名称='数字化'/><问题>库房<值 式='预算/收入'/></问题>"
    "<数据 名='查档' 值='1234' 单位='人次'/><正文><章 "
    "题='其他'><段><值/></段></章></正文></绩效自评>";

static const char layout_text[] =
    "<布局><骨架><段><值/></段><若><段>成立</段></若><择><当><段>成立</段></当></择>"
    "<每><段><值/></段></每><段><列举/></段></骨架></布局>";

/* The places in the layout, by element and attribute. */
static void set_everywhere(xmlNode *parent, const char *text) {
  for (xmlNode *node = xml_child(parent, NULL); node; node = xml_next(node, NULL)) {
    if (xml_is(node, "值") || xml_is(node, "若") || xml_is(node, "当"))
      DEMAND(xmlSetProp(node, BAD_CAST "式", BAD_CAST text));
    if (xml_is(node, "每") || xml_is(node, "列举"))
      DEMAND(xmlSetProp(node, BAD_CAST "取", BAD_CAST text));
    set_everywhere(node, text);
  }
}

static XmlFile *parse(const char *name, const char *text, const char *expression) {
  Messages *messages = msg_new();
  XmlFile *file = xml_parse(name, text, strlen(text), messages);
  DEMAND(file != NULL);
  msg_free(messages);
  set_everywhere(xmlDocGetRootElement(file->tree), expression);
  return file;
}

/* A layout with nothing but a skeleton, and styles without looks: expressions
 * are over before those matter. */
static Layout bare_layout(XmlFile *file) {
  static const Style style = {.name = "正文"};
  static const Style *const styles[] = {&style};
  return (Layout){.file = file,
                  .name = "样本",
                  .title = "报告",
                  .year = 2022,
                  .styles = styles,
                  .style_count = 1,
                  .body = &style,
                  .numbering = {{"", NUMBER_HAN, "、"},
                                {"（", NUMBER_HAN, "）"},
                                {"", NUMBER_ARABIC, "."},
                                {"", NUMBER_CIRCLED, ""}},
                  .level_style = {&style, &style, &style, &style},
                  .skeleton = xml_child(xmlDocGetRootElement(file->tree), "骨架")};
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  if (len == 0 || utf8_check((const char *)bytes, len) != len || memchr(bytes, '\0', len))
    return 0;
  Arena *arena = arena_new();
  const char *expression = arena_copy_n(arena, (const char *)bytes, len);
  Layout layout = bare_layout(parse("布局.xml", layout_text, expression));
  XmlFile *file = parse("数据.xml", evaluation_text, expression);
  Evaluation evaluation = {.file = file, .root = xmlDocGetRootElement(file->tree), .year = 2022};
  Messages *messages = msg_new();
  Doc *doc = doc_build(&layout, &evaluation, messages);
  fuzz_end(messages, !doc);
  if (doc)
    doc_free(doc);
  xml_free(file);
  xml_free(layout.file);
  arena_free(arena);
  return 0;
}
