/* Paths of names alone: the same nodes as libxml2 finds. Runs in the project's
 * folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <libxml/parser.h>
#include <libxml/xpath.h>

#include "doc/path.h"

#define EXAMPLE "examples/zengcheng-2022.xml"

static const char *const paths[] = {".",
                                    "..",
                                    "../..",
                                    "../../..",
                                    "指标",
                                    "项目/指标",
                                    "@年度",
                                    "预算/@单位",
                                    "预算/支出",
                                    "./指标",
                                    "./@分值",
                                    "../指标",
                                    "../@年度",
                                    "../指标/@名称",
                                    "指标/@分值",
                                    "正文/章/节",
                                    "项目/资金/来源/@名称",
                                    "没有",
                                    "@没有",
                                    "没有/@没有",
                                    "../../绩效自评",
                                    "and",
                                    "div/mod"};

static void same_as_xpath(const char *text, xmlNode *from, bool first_only) {
  Path *path = path_parse(text);
  assert_non_null(path);
  unsigned long steps = 0;
  PathNodes found = path_walk(path, from, first_only, &steps);
  assert_true(steps > 0);
  xmlXPathContextPtr context = xmlXPathNewContext(from->doc);
  context->node = from;
  xmlXPathObjectPtr object = xmlXPathEvalExpression((const xmlChar *)text, context);
  assert_non_null(object);
  const xmlNodeSet *set = object->nodesetval;
  size_t count = set ? (size_t)set->nodeNr : 0;
  if (found.count != (first_only && count > 1 ? 1 : count))
    fail_msg("%s: %zu nodes, libxml2 finds %zu", text, found.count, count);
  for (size_t i = 0; i < found.count; i++)
    assert_ptr_equal(found.nodes[i], set->nodeTab[i]);
  free(found.nodes);
  xmlXPathFreeObject(object);
  xmlXPathFreeContext(context);
  path_free(path);
}

static void finds_what_xpath_finds(void **state) {
  (void)state;
  xmlDocPtr example = xmlReadFile(EXAMPLE, NULL, 0);
  if (!example)
    fail_msg("%s is not there; run the tests in the project's folder", EXAMPLE);
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
    xmlNode *root = xmlDocGetRootElement(example);
    same_as_xpath(paths[i], root, false);
    for (xmlNode *node = root->children; node; node = node->next)
      for (int first_only = 0; first_only < 2; first_only++)
        same_as_xpath(paths[i], node, first_only);
    same_as_xpath(paths[i], (xmlNode *)root->properties, false);
  }
  xmlFreeDoc(example);
}

static void leaves_the_rest_to_xpath(void **state) {
  (void)state;
  static const char *const others[] = {"",
                                       "/",
                                       "/*/预算",
                                       "//指标",
                                       "指标/",
                                       "*",
                                       "@*",
                                       "指标[1]",
                                       "1",
                                       ".5",
                                       "1.5",
                                       "-支出",
                                       "支出 - 收入",
                                       "count(指标)",
                                       "...",
                                       ".//指标",
                                       "指标/..",
                                       "指标/.",
                                       "@年度/..",
                                       "a:b",
                                       "'支出'",
                                       "$x",
                                       " 支出",
                                       "支出，",
                                       "self::指标",
                                       "a/b/c/d/e/f/g/h/i"};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    Path *path = path_parse(others[i]);
    if (path)
      fail_msg("“%s” is taken for a path", others[i]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_what_xpath_finds),
      cmocka_unit_test(leaves_the_rest_to_xpath),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
