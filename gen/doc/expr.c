#include "doc/expr.h"

#include <libxml/hash.h>
#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
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
  xmlHashTablePtr compiled; /* text of an expression -> Compiled */
  Functions functions;
  int code;   /* libxml2's first error while one expression runs, 0: none */
  int offset; /* bytes into the expression where it came up */
  bool exhausted;
};

typedef struct Compiled {
  xmlXPathCompExprPtr code; /* NULL: it does not parse */
  const char *fault;        /* then: why, and at which byte */
  size_t fault_at;
  bool is_known; /* at_root holds: the evaluation does not change */
  ExprValue at_root;
} Compiled;

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
  if (expr->code != 0)
    return;
  expr->code = code;
  expr->offset = error->int1;
}

Expr *expr_new(const Layout *layout, const Evaluation *evaluation, Messages *messages) {
  Expr *expr = mem_alloc(sizeof *expr);
  *expr = (Expr){.arena = arena_new(),
                 .layout = layout,
                 .evaluation = evaluation,
                 .messages = messages,
                 .context = xmlXPathNewContext(evaluation->file->tree),
                 .compiled = xmlHashCreate(64)};
  if (!expr->context || !expr->compiled)
    mem_exhausted();
  expr->functions.arena = expr->arena;
  expr->functions.root = evaluation->root;
  expr->functions.rules = layout->scoring;
  expr->context->error = on_error;
  expr->context->userData = expr;
  expr->context->opLimit = OPERATION_LIMIT;
  functions_register(&expr->functions, expr->context);
  return expr;
}

static void free_compiled(void *entry, const xmlChar *name) {
  (void)name;
  Compiled *compiled = entry;
  xmlXPathFreeCompExpr(compiled->code);
  free(compiled);
}

void expr_free(Expr *expr) {
  if (!expr)
    return;
  xmlHashFree(expr->compiled, free_compiled);
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

static xmlXPathCompExprPtr compile_text(Expr *expr, const char *text) {
  expr->code = 0;
  expr->offset = 0;
  return xmlXPathCtxtCompile(expr->context, (const xmlChar *)text);
}

/* A plain path is compiled once more in brackets: libxml2 would run it as a
 * "stream" over the whole tree down to the path's depth, uncounted, instead of
 * stepping from child to child. */
static void compile_steps(Expr *expr, const char *text, Compiled *compiled) {
  compiled->fault = syntax_fault(text, &compiled->fault_at);
  if (compiled->fault)
    return;
  xmlXPathCompExprPtr plain = compile_text(expr, text);
  if (plain) {
    xmlXPathFreeCompExpr(plain);
    compiled->code = compile_text(expr, arena_printf(expr->arena, "(%s)", text));
  }
  if (compiled->code)
    return;
  size_t len = strlen(text);
  size_t offset = expr->offset > 0 ? (size_t)expr->offset : 0;
  compiled->fault = syntax_words(expr->code);
  compiled->fault_at = offset < len ? offset : len;
}

static Compiled *compile(Expr *expr, const char *text) {
  Compiled *compiled = xmlHashLookup(expr->compiled, (const xmlChar *)text);
  if (compiled)
    return compiled;
  compiled = mem_alloc(sizeof *compiled);
  compile_steps(expr, text, compiled);
  if (xmlHashAddEntry(expr->compiled, (const xmlChar *)text, compiled) != 0)
    mem_exhausted();
  return compiled;
}

bool expr_check(Expr *expr, const xmlNode *holder, const char *attribute) {
  Place at = place(holder, attribute);
  const Compiled *compiled = compile(expr, at.text);
  if (!compiled->code)
    report_syntax(expr, at, compiled);
  return compiled->code != NULL;
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

/* NULL when it failed. */
static xmlXPathObjectPtr evaluate(Expr *expr, Place place, Item item) {
  if (expr->exhausted)
    return NULL;
  const Compiled *compiled = compile(expr, place.text);
  if (!compiled->code) {
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
  xmlXPathObjectPtr object = xmlXPathCompiledEval(compiled->code, expr->context);
  if (!object)
    report_failure(expr, place);
  return object;
}

bool expr_true(Expr *expr, const xmlNode *holder, const char *attribute, Item item, bool *out) {
  xmlXPathObjectPtr object = evaluate(expr, place(holder, attribute), item);
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

static ExprValue object_value(Expr *expr, const xmlXPathObject *object) {
  ExprValue value = {NULL, ""};
  switch (object->type) {
  case XPATH_NODESET:
    if (!xmlXPathNodeSetIsEmpty(object->nodesetval)) {
      xmlNode *first = object->nodesetval->nodeTab[0];
      if (first->type == XML_ELEMENT_NODE)
        return (ExprValue){first, NULL};
      value.text = node_text(expr, first);
    }
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

static bool is_root(const Expr *expr, Item item) {
  return item.node == expr->evaluation->root && item.at == 1 && item.count == 1;
}

/* What is asked at the root (a fact that many paragraphs name) is asked once. */
static bool find_value(Expr *expr, Place place, Item item, ExprValue *out) {
  Compiled *compiled = compile(expr, place.text);
  if (is_root(expr, item) && compiled->is_known) {
    *out = compiled->at_root;
    return true;
  }
  xmlXPathObjectPtr object = evaluate(expr, place, item);
  if (!object)
    return false;
  *out = object_value(expr, object);
  xmlXPathFreeObject(object);
  if (is_root(expr, item)) {
    compiled->at_root = *out;
    compiled->is_known = true;
  }
  return true;
}

bool expr_value(Expr *expr, const xmlNode *holder, const char *attribute, Item item,
                ExprValue *out) {
  Place at = place(holder, attribute);
  if (!find_value(expr, at, item, out))
    return false;
  if (out->element || out->text[strspn(out->text, " \t\r\n")] != '\0')
    return true;
  msg_add(expr->messages, expr_pos(expr, holder), VALUE_MISSING, at.text);
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

static bool can_be_item(const xmlNode *node) {
  return node->type == XML_ELEMENT_NODE || node->type == XML_ATTRIBUTE_NODE ||
         node->type == XML_TEXT_NODE;
}

bool expr_nodes(Expr *expr, const xmlNode *holder, const char *attribute, Item item,
                ExprNodes *out) {
  Place at = place(holder, attribute);
  xmlXPathObjectPtr object = evaluate(expr, at, item);
  if (!object)
    return false;
  const xmlNodeSet *set = object->type == XPATH_NODESET ? object->nodesetval : NULL;
  bool ok = object->type == XPATH_NODESET;
  for (int i = 0; ok && set && i < set->nodeNr; i++)
    ok = can_be_item(set->nodeTab[i]);
  if (!ok) {
    msg_add(expr->messages, expr_pos(expr, holder), EXPR_NOT_NODES, at.text);
    xmlXPathFreeObject(object);
    return false;
  }
  *out = (ExprNodes){set ? set->nodeTab : NULL, set ? set->nodeNr : 0, object};
  return true;
}

void expr_nodes_free(ExprNodes *nodes) {
  xmlXPathFreeObject(nodes->object);
  *nodes = (ExprNodes){NULL, 0, NULL};
}
