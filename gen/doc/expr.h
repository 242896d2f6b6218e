/* Expressions (式, 取, 若): XPath 1.0 by libxml2 over the evaluation, with the
 * functions of functions.h.
 *
 * Each text is compiled once. What fails is reported at the element that holds
 * the expression; all functions then return false. An Expr owns everything it
 * hands out; expr_free ends it. */
#ifndef ZIPING_DOC_EXPR_H
#define ZIPING_DOC_EXPR_H

#include <libxml/xpath.h>

#include "input/evaluation.h"

typedef struct Expr Expr;

/* What "." means: the evaluation's root, or an item of a loop, the at-th (from
 * 1) of count. */
typedef struct Item {
  xmlNode *node;
  int at, count;
} Item;

/* What a 值 stands for: an element, whose inline content is meant, or a text. */
typedef struct ExprValue {
  const xmlNode *element;
  const char *text;       /* NULL when there is an element */
  const xmlNode *written; /* the attribute or text that it stands in; NULL: computed */
} ExprValue;

typedef struct ExprNodes {
  xmlNode **nodes;
  int count;
} ExprNodes;

Expr *expr_new(const Layout *layout, const Evaluation *evaluation, Messages *messages);
void expr_free(Expr *expr);

Item expr_root(const Expr *expr);
/* Where an element of the layout or of the evaluation stands. */
Pos expr_pos(const Expr *expr, const xmlNode *node);
/* The expressions together cost more than a report may; nothing more is
 * evaluated, and that has been reported. */
bool expr_exhausted(const Expr *expr);

/* holder's attribute is the expression. False when it does not parse. */
bool expr_check(Expr *expr, const xmlNode *holder, const char *attribute);
bool expr_true(Expr *expr, const xmlNode *holder, const char *attribute, Item item, bool *out);
/* Naming nothing (no node, no text, no number) is an error. */
bool expr_value(Expr *expr, const xmlNode *holder, const char *attribute, Item item,
                ExprValue *out);
/* As text, "" when it names nothing. */
bool expr_text(Expr *expr, const xmlNode *holder, const char *attribute, Item item,
               const char **out);
/* What a text names at the root. Says nothing: false when it can't be evaluated. */
typedef struct ExprPeek {
  const xmlNode *node; /* the first; NULL: none, or it is computed */
  int count;           /* of nodes */
  const char *text;    /* "": nothing */
  bool is_truth;       /* computed as true or false */
} ExprPeek;
bool expr_peek(Expr *expr, const char *text, ExprPeek *out);
/* Elements, attributes or texts in document order; end with expr_nodes_free. */
bool expr_nodes(Expr *expr, const xmlNode *holder, const char *attribute, Item item,
                ExprNodes *out);
void expr_nodes_free(ExprNodes *nodes);

#endif
