#include "input/evaluation.h"

#include <libxml/xpath.h>
#include <stdlib.h>
#include <string.h>

#include "layout/terms.h"
#include "xml/missing.h"
#include "xml/seen.h"

/* A required fact is a path; what needs more steps than this is none. */
enum { STEP_LIMIT = 10000000 };

#define SCHEMA "绩效自评.rng"

static Evaluation *of_file(XmlFile *file) {
  if (!file)
    return NULL;
  Evaluation *evaluation = mem_alloc(sizeof *evaluation);
  evaluation->file = file;
  evaluation->root = xmlDocGetRootElement(file->tree);
  evaluation->year = atoi(xml_attr(evaluation->root, "年度"));
  evaluation->layout = xml_attr(evaluation->root, "布局");
  return evaluation;
}

static bool same_attr(const xmlNode *a, const xmlNode *b, const char *name) {
  const char *one = xml_attr(a, name), *other = xml_attr(b, name);
  return strcmp(one ? one : "", other ? other : "") == 0;
}

static bool same_data(const xmlNode *a, const xmlNode *b) {
  return same_attr(a, b, "值") && same_attr(a, b, "单位");
}

/* 数据(名) takes one of them; the same twice is no harm. */
static bool check_data(const Evaluation *evaluation, Messages *messages) {
  int before = msg_count(messages, MSG_ERROR);
  XmlSeen seen = {NULL};
  xmlNode *data = xml_child(evaluation->root, "数据");
  for (; data; data = xml_next(data, "数据")) {
    const char *name = xml_attr(data, "名");
    const xmlNode *first = xml_seen(&seen, name, NULL, data);
    if (first && !same_data(first, data))
      msg_add(messages, xml_pos(evaluation->file, data), DATA_TWICE, name, xml_attr(first, "值"));
  }
  xml_seen_free(&seen);
  return msg_count(messages, MSG_ERROR) == before;
}

Evaluation *evaluation_take(XmlFile *file, const char *schema_home, Messages *messages) {
  static const char *const expressions[] = {"式", "取", NULL};
  Evaluation *evaluation = of_file(schema_admit(file, schema_home, SCHEMA, messages));
  if (!evaluation)
    return NULL;
  terms_check(file, evaluation->root, expressions, schema_home, messages);
  if (check_data(evaluation, messages))
    return evaluation;
  evaluation_free(evaluation);
  return NULL;
}

void evaluation_free(Evaluation *evaluation) {
  if (!evaluation)
    return;
  xml_free(evaluation->file);
  free(evaluation);
}

/* Other than white space, in the node or below. */
static bool has_text(const xmlNode *node) {
  if (node->type == XML_TEXT_NODE)
    return !xmlIsBlankNode(node);
  const xmlNode *child = node->children;
  while (child && !has_text(child))
    child = child->next;
  return child != NULL;
}

/* An element that holds anything, or an attribute with a value. */
static bool says_something(const xmlNode *node) {
  if (node->type == XML_ATTRIBUTE_NODE)
    return has_text(node);
  return node->properties || xml_child(node, NULL) || has_text(node);
}

static bool any_says_something(const xmlNodeSet *nodes) {
  for (int i = 0; nodes && i < nodes->nodeNr; i++) {
    if (says_something(nodes->nodeTab[i]))
      return true;
  }
  return false;
}

static void keep_quiet(void *user, xmlErrorPtr error) {
  (void)user, (void)error;
}

static xmlXPathContext *new_context(const Evaluation *evaluation) {
  xmlXPathContext *context = xmlXPathNewContext(evaluation->file->tree);
  if (!context)
    mem_exhausted();
  context->error = keep_quiet;
  context->opLimit = STEP_LIMIT;
  return context;
}

/* The nodes of the path; NULL when it is no path. */
static xmlXPathObject *find(const Evaluation *evaluation, const char *path,
                            xmlXPathContext *context) {
  context->node = evaluation->root;
  context->opCount = 0;
  xmlXPathObject *found = xmlXPathEvalExpression((const xmlChar *)path, context);
  if (found && found->type != XPATH_NODESET) {
    xmlXPathFreeObject(found);
    found = NULL;
  }
  return found;
}

static void check_fact(const Evaluation *evaluation, const Layout *layout, const xmlNode *fact,
                       xmlXPathContext *context, Messages *messages) {
  const char *path = xml_attr(fact, "取");
  xmlXPathObject *found = find(evaluation, path, context);
  if (!found)
    msg_add(messages, xml_pos(layout->file, fact), FACT_NO_PATH, path);
  else if (!any_says_something(found->nodesetval))
    msg_add(messages, xml_missing_pos(evaluation->file, path), FACT_MISSING, xml_attr(fact, "说明"),
            path, layout->name);
  xmlXPathFreeObject(found);
}

/* 完整: the report stands there whole, so nothing is composed from facts. */
static bool is_whole(const xmlNode *text) {
  const char *whole = xml_attr(text, "完整");
  return whole && strcmp(whole, "是") == 0;
}

/* Nothing but the title would be printed of a whole text without content. */
static bool check_whole(const Evaluation *evaluation, const xmlNode *text, Messages *messages) {
  if (xml_child(text, NULL))
    return true;
  const xmlNode *stated = (const xmlNode *)xmlHasProp(text, (const xmlChar *)"完整");
  msg_add(messages, xml_pos(evaluation->file, stated), TEXT_WHOLE_EMPTY, NULL);
  return false;
}

bool evaluation_check(const Evaluation *evaluation, const Layout *layout, Messages *messages) {
  const xmlNode *text = xml_child(evaluation->root, "正文");
  if (is_whole(text) && !layout->facts_only)
    return check_whole(evaluation, text, messages);
  int before = msg_count(messages, MSG_ERROR);
  xmlXPathContext *context = new_context(evaluation);
  const xmlNode *fact = xml_child(layout->facts, "必填");
  for (; fact; fact = xml_next(fact, "必填"))
    check_fact(evaluation, layout, fact, context, messages);
  xmlXPathFreeContext(context);
  return msg_count(messages, MSG_ERROR) == before;
}
