#include "doc/expr.h"

#include <libxml/hash.h>
#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/compiled.h"
#include "doc/functions.h"
#include "doc/number.h"
#include "doc/syntax.h"

/* Steps of libxml2 that one report may take, about a second's worth; a report of
 * 10,000 paragraphs takes well below a hundredth of it. */
#define OPERATION_LIMIT 100000000ul

struct Expr {
  Arena *arena;
  const Layout *layout;
  const Evaluation *evaluation;
  Messages *messages;
  xmlXPathContextPtr context;
  CompiledTable compiled;  /* what the evaluation itself asks */
  xmlHashTablePtr at_root; /* text of an expression -> its ExprValue at the root */
  Functions functions;
  int code; /* libxml2's first error while one expression runs, 0: none */
  bool exhausted;
};

/* One attribute that holds an expression. */
typedef struct Place {
  const xmlNode *holder;
  const char *text;
} Place;

static void on_error(void *user, xmlErrorPtr error) {
  Expr *expr = user;
  int code = error->code - XML_XPATH_EXPRESSION_OK;
  if (error->code == XML_ERR_NO_MEMORY || code == XPATH_MEMORY_ERROR)
    mem_exhausted();
  if (expr->code == 0)
    expr->code = code;
}

Expr *expr_new(const Layout *layout, const Evaluation *evaluation, Messages *messages) {
  Expr *expr = mem_alloc(sizeof *expr);
  *expr = (Expr){.arena = arena_new(),
                 .layout = layout,
                 .evaluation = evaluation,
                 .messages = messages,
                 .context = xmlXPathNewContext(evaluation->file->tree),
                 .at_root = xmlHashCreate(64)};
  if (!expr->context || !expr->at_root)
    mem_exhausted();
  expr->functions.arena = expr->arena;
  expr->functions.root = evaluation->root;
  expr->functions.rules = layout->scoring;
  if (xmlXPathContextSetCache(expr->context, 1, -1, 0) != 0)
    mem_exhausted();
  expr->context->error = on_error;
  expr->context->userData = expr;
  expr->context->opLimit = OPERATION_LIMIT;
  functions_register(&expr->functions, expr->context);
  return expr;
}

void expr_free(Expr *expr) {
  if (!expr)
    return;
  compiled_end(&expr->compiled);
  xmlHashFree(expr->at_root, NULL);
  functions_end(&expr->functions);
  xmlXPathFreeContext(expr->context);
  arena_free(expr->arena);
  free(expr);
}

Item expr_root(const Expr *expr) {
  return (Item){expr->evaluation->root, 1, 1};
}

Pos expr_pos(const Expr *expr, const xmlNode *node) {
  bool of_layout = node->doc == expr->layout->file->tree;
  return xml_pos(of_layout ? expr->layout->file : expr->evaluation->file, node);
}

bool expr_exhausted(const Expr *expr) {
  return expr->exhausted;
}

static Place place(const xmlNode *holder, const char *attribute) {
  const char *text = xml_attr(holder, attribute);
  return (Place){holder, text ? text : ""};
}

static void report_syntax(Expr *expr, Place place, const Compiled *compiled) {
  const char *at = arena_printf(expr->arena, "%zu", utf8_count(place.text, compiled->fault_at) + 1);
  msg_add(expr->messages, expr_pos(expr, place.holder), EXPR_SYNTAX, place.text, at,
          compiled->fault);
}

static const Compiled *compile(Expr *expr, Place place) {
  bool is_of_layout = place.holder->doc == expr->layout->file->tree;
  return compiled_find(&expr->compiled, place.text, is_of_layout);
}

bool expr_check(Expr *expr, const xmlNode *holder, const char *attribute) {
  Place at = place(holder, attribute);
  const Compiled *compiled = compile(expr, at);
  if (compiled->fault)
    report_syntax(expr, at, compiled);
  return !compiled->fault;
}

static void report_failure(Expr *expr, Place place) {
  Pos pos = expr_pos(expr, place.holder);
  if (expr->code == XPATH_OP_LIMIT_EXCEEDED) {
    expr->exhausted = true;
    msg_add(expr->messages, pos, EXPR_TOO_COSTLY, place.text);
    return;
  }
  const char *reason = expr->functions.reason;
  if (reason && expr->functions.place)
    pos = expr_pos(expr, expr->functions.place);
  if (!reason && expr->code == XPATH_UNKNOWN_FUNC_ERROR)
    reason = arena_printf(expr->arena, "没有函数“%s”", expr->functions.unknown);
  else if (!reason)
    reason = syntax_words(expr->code);
  msg_add(expr->messages, pos, EXPR_FAILED, place.text, reason);
}

/* Ready to run at the item; NULL when it can't be. */
static const Compiled *prepare(Expr *expr, Place place, Item item) {
  if (expr->exhausted)
    return NULL;
  const Compiled *compiled = compile(expr, place);
  if (compiled->fault) {
    report_syntax(expr, place, compiled);
    return NULL;
  }
  expr->code = 0;
  expr->functions.reason = NULL;
  expr->functions.place = NULL;
  expr->functions.item = item.node;
  expr->context->node = item.node;
  expr->context->proximityPosition = item.at;
  expr->context->contextSize = item.count;
  return compiled;
}

/* NULL when it failed. */
static xmlXPathObjectPtr evaluate(Expr *expr, Place place, const Compiled *compiled) {
  xmlXPathObjectPtr object = xmlXPathCompiledEval(compiled->code, expr->context);
  if (!object)
    report_failure(expr, place);
  return object;
}

/* What the path names; false when it cost more than was left. Free nodes. */
static bool walk(Expr *expr, Place place, const Path *path, bool first_only, PathNodes *out) {
  xmlXPathContextPtr context = expr->context;
  *out = path_walk(path, context->node, first_only, &context->opCount);
  if (context->opCount <= OPERATION_LIMIT)
    return true;
  free(out->nodes);
  expr->code = XPATH_OP_LIMIT_EXCEEDED;
  report_failure(expr, place);
  return false;
}

bool expr_true(Expr *expr, const xmlNode *holder, const char *attribute, Item item, bool *out) {
  Place at = place(holder, attribute);
  const Compiled *compiled = prepare(expr, at, item);
  if (!compiled)
    return false;
  if (compiled->path) {
    PathNodes found;
    if (!walk(expr, at, compiled->path, true, &found))
      return false;
    *out = found.count > 0;
    free(found.nodes);
    return true;
  }
  xmlXPathObjectPtr object = evaluate(expr, at, compiled);
  if (!object)
    return false;
  *out = xmlXPathCastToBoolean(object) != 0;
  xmlXPathFreeObject(object);
  return true;
}

static const char *node_text(Expr *expr, xmlNode *node) {
  xmlChar *text = xmlXPathCastNodeToString(node);
  if (!text)
    mem_exhausted();
  const char *folded = xml_fold((const char *)text, strlen((const char *)text), expr->arena);
  xmlFree(text);
  return folded;
}

static const char *number_text(Expr *expr, double value) {
  Decimal decimal;
  if (!number_from_double(value, &decimal))
    return "";
  Buf buf = {0};
  number_put(&buf, decimal);
  const char *text = arena_copy(expr->arena, buf.data);
  buf_free(&buf);
  return text;
}

static ExprValue node_value(Expr *expr, xmlNode *node) {
  if (node->type == XML_ELEMENT_NODE)
    return (ExprValue){.element = node};
  return (ExprValue){.text = node_text(expr, node), .written = node};
}

static ExprValue object_value(Expr *expr, const xmlXPathObject *object) {
  ExprValue value = {.text = ""};
  switch (object->type) {
  case XPATH_NODESET:
    if (!xmlXPathNodeSetIsEmpty(object->nodesetval))
      value = node_value(expr, object->nodesetval->nodeTab[0]);
    break;
  case XPATH_NUMBER:
    value.text = number_text(expr, object->floatval);
    break;
  case XPATH_BOOLEAN:
    value.text = object->boolval ? "是" : "否";
    break;
  case XPATH_STRING:
    value.text = arena_copy(expr->arena, (const char *)object->stringval);
    break;
  default:
    break;
  }
  return value;
}

static bool walk_value(Expr *expr, Place place, const Path *path, ExprValue *out) {
  PathNodes found;
  if (!walk(expr, place, path, true, &found))
    return false;
  *out = found.count > 0 ? node_value(expr, found.nodes[0]) : (ExprValue){.text = ""};
  free(found.nodes);
  return true;
}

static bool run_value(Expr *expr, Place place, const Compiled *compiled, ExprValue *out) {
  xmlXPathObjectPtr object = evaluate(expr, place, compiled);
  if (!object)
    return false;
  *out = object_value(expr, object);
  xmlXPathFreeObject(object);
  return true;
}

static bool is_root(const Expr *expr, Item item) {
  return item.node == expr->evaluation->root && item.at == 1 && item.count == 1;
}

/* What is asked at the root (a figure that many paragraphs name) is computed
 * once: the evaluation does not change. */
static bool find_value(Expr *expr, Place place, Item item, ExprValue *out) {
  const Compiled *compiled = prepare(expr, place, item);
  if (!compiled)
    return false;
  if (compiled->path)
    return walk_value(expr, place, compiled->path, out);
  if (!is_root(expr, item))
    return run_value(expr, place, compiled, out);
  ExprValue *known = xmlHashLookup(expr->at_root, (const xmlChar *)place.text);
  if (!known) {
    if (!run_value(expr, place, compiled, out))
      return false;
    known = arena_alloc(expr->arena, sizeof *known);
    *known = *out;
    if (xmlHashAddEntry(expr->at_root, (const xmlChar *)place.text, known) != 0)
      mem_exhausted();
  }
  *out = *known;
  return true;
}

/* A name in a loop is seen from its item; often the report's own is meant. */
static void say_missing(Expr *expr, Place at, Item item) {
  Pos pos = expr_pos(expr, at.holder);
  ExprValue whole = {.text = ""};
  bool is_path = *at.text != '.' && compile(expr, at)->path != NULL;
  if (is_path && !is_root(expr, item) && find_value(expr, at, expr_root(expr), &whole) &&
      (whole.element || *whole.text))
    msg_add(expr->messages, pos, VALUE_NOT_OF_ITEM, at.text, (const char *)item.node->name);
  else
    msg_add(expr->messages, pos, VALUE_MISSING, at.text);
}

bool expr_value(Expr *expr, const xmlNode *holder, const char *attribute, Item item,
                ExprValue *out) {
  Place at = place(holder, attribute);
  if (!find_value(expr, at, item, out))
    return false;
  if (out->element || out->text[strspn(out->text, " \t\r\n")] != '\0')
    return true;
  say_missing(expr, at, item);
  return false;
}

bool expr_text(Expr *expr, const xmlNode *holder, const char *attribute, Item item,
               const char **out) {
  ExprValue value;
  if (!find_value(expr, place(holder, attribute), item, &value))
    return false;
  *out = value.element ? node_text(expr, (xmlNode *)value.element) : value.text;
  return true;
}

static ExprPeek peek_at(Expr *expr, xmlNode *first, size_t count) {
  return (ExprPeek){first, (int)count, first ? node_text(expr, first) : "", false};
}

bool expr_peek(Expr *expr, const char *text, ExprPeek *out) {
  Place at = {expr->evaluation->root, text};
  if (expr->exhausted || compile(expr, at)->fault)
    return false;
  const Compiled *compiled = prepare(expr, at, expr_root(expr));
  if (compiled->path) {
    PathNodes found =
        path_walk(compiled->path, expr->context->node, false, &expr->context->opCount);
    *out = peek_at(expr, found.count > 0 ? found.nodes[0] : NULL, found.count);
    free(found.nodes);
    return true;
  }
  xmlXPathObjectPtr object = xmlXPathCompiledEval(compiled->code, expr->context);
  if (!object)
    return false;
  const xmlNodeSet *set = object->type == XPATH_NODESET ? object->nodesetval : NULL;
  *out = set && set->nodeNr > 0 ? peek_at(expr, set->nodeTab[0], (size_t)set->nodeNr)
                                : (ExprPeek){.text = object_value(expr, object).text,
                                             .is_truth = object->type == XPATH_BOOLEAN};
  xmlXPathFreeObject(object);
  return true;
}

static bool can_be_item(const xmlNode *node) {
  return node->type == XML_ELEMENT_NODE || node->type == XML_ATTRIBUTE_NODE ||
         node->type == XML_TEXT_NODE;
}

/* Hands the set's nodes over; false when it is no set. */
static bool take_nodes(xmlXPathObjectPtr object, ExprNodes *out) {
  bool is_set = object->type == XPATH_NODESET;
  *out = (ExprNodes){NULL, 0};
  if (is_set && !xmlXPathNodeSetIsEmpty(object->nodesetval)) {
    size_t size = (size_t)object->nodesetval->nodeNr * sizeof *out->nodes;
    *out = (ExprNodes){mem_alloc(size), object->nodesetval->nodeNr};
    memcpy(out->nodes, object->nodesetval->nodeTab, size);
  }
  xmlXPathFreeObject(object);
  return is_set;
}

/* False when it failed; *is_set: it names nodes and nothing else. */
static bool find_nodes(Expr *expr, Place place, const Compiled *compiled, ExprNodes *out,
                       bool *is_set) {
  PathNodes found;
  *is_set = true;
  if (!compiled->path) {
    xmlXPathObjectPtr object = evaluate(expr, place, compiled);
    *is_set = object && take_nodes(object, out);
    return object != NULL;
  }
  if (!walk(expr, place, compiled->path, false, &found))
    return false;
  *out = (ExprNodes){found.nodes, (int)found.count};
  return true;
}

bool expr_nodes(Expr *expr, const xmlNode *holder, const char *attribute, Item item,
                ExprNodes *out) {
  Place at = place(holder, attribute);
  const Compiled *compiled = prepare(expr, at, item);
  bool ok;
  if (!compiled || !find_nodes(expr, at, compiled, out, &ok))
    return false;
  for (int i = 0; ok && i < out->count; i++)
    ok = can_be_item(out->nodes[i]);
  if (ok)
    return true;
  msg_add(expr->messages, expr_pos(expr, holder), EXPR_NOT_NODES, at.text);
  expr_nodes_free(out);
  return false;
}

void expr_nodes_free(ExprNodes *nodes) {
  free(nodes->nodes);
  *nodes = (ExprNodes){NULL, 0};
}
