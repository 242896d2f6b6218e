#include "doc/operand.h"

#include <string.h>

#include "layout/lex.h"

/* Calls in calls that are looked into; steps that a path is cut by. */
enum { DEPTH_LIMIT = 8, CUT_LIMIT = 8 };

typedef struct Search {
  Expr *expr;
  Operand *out;
  size_t count, most;
  int depth;
  Arena *arena;
} Search;

static void find(Search *search, const char *text);

static bool opens(Lexeme lexeme) {
  return lex_is(lexeme, "(") || lex_is(lexeme, "[");
}

static bool closes(Lexeme lexeme) {
  return lex_is(lexeme, ")") || lex_is(lexeme, "]");
}

/* The one that closes what this one opens. */
static Lexeme group_end(Lexeme open) {
  int depth = 1;
  Lexeme last = open;
  while (depth > 0 && last.kind != LEX_END) {
    last = lex_next(last);
    depth += opens(last) - closes(last);
  }
  return last;
}

/* What a step of a path goes on from. */
static bool joins(Lexeme lexeme) {
  return lex_is(lexeme, "/") || lex_is(lexeme, "@") || lex_is(lexeme, "::");
}

static bool is_step(Lexeme lexeme) {
  return lexeme.kind == LEX_NAME || lex_is(lexeme, "*") || lex_is(lexeme, ".");
}

/* The last lexeme of the path or call that begins here. */
static Lexeme operand_end(Lexeme first) {
  Lexeme last = first;
  for (;;) {
    Lexeme next = lex_next(last);
    bool is_call = last.kind == LEX_NAME && lex_is(next, "(");
    if (is_call || (lex_is(next, "[") && !joins(last)))
      last = group_end(next);
    else if (joins(next) || (joins(last) && is_step(next)) ||
             (lex_is(last, ".") && lex_is(next, ".")))
      last = next;
    else
      return last;
  }
}

static bool begins_operand(Lexeme lexeme) {
  return (lexeme.kind == LEX_NAME && !lex_is_operator(lexeme)) || lex_is(lexeme, "/") ||
         lex_is(lexeme, "@") || lex_is(lexeme, ".");
}

/* Where a path that names nothing would lead: its nearest part that names something. */
static const xmlNode *holder_of(Search *search, const char *path) {
  char *part = arena_copy(search->arena, path), *slash = strrchr(part, '/');
  for (int i = 0; i < CUT_LIMIT && slash && slash > part; i++, slash = strrchr(part, '/')) {
    ExprPeek found;
    *slash = '\0';
    if (expr_peek(search->expr, part, &found) && found.node)
      return found.node;
  }
  return expr_root(search->expr).node;
}

/* 数据('编制') is about <数据 名='编制'>; another call, about the first that it takes. */
static const xmlNode *subject_of(Search *search, Lexeme function, const char *taken) {
  Operand first = {.at = expr_root(search->expr).node};
  Search inside = *search;
  ExprPeek found;
  bool is_data = lex_is(function, "数据") || lex_is(function, "单位");
  const char *path = arena_printf(search->arena, "数据[@名=%s]", taken);
  if (is_data && expr_peek(search->expr, path, &found) && found.node)
    return found.node;
  inside.out = &first;
  inside.count = 0;
  inside.most = 1;
  find(&inside, taken);
  return first.at;
}

/* Both included. */
static const char *copy_of(Search *search, Lexeme first, Lexeme last) {
  return arena_copy_n(search->arena, first.at, (size_t)(last.at - first.at) + last.len);
}

/* What an item is known by. */
static const char *name_of(const xmlNode *node) {
  if (!node || node->type != XML_ELEMENT_NODE)
    return NULL;
  const char *name = xml_attr(node, "名称");
  return name ? name : xml_attr(node, "名");
}

/* A truth is no more than those that it was found from. */
static void take(Search *search, Lexeme first, Lexeme last) {
  ExprPeek found;
  Lexeme open = lex_next(first);
  const char *text = copy_of(search, first, last), *taken = NULL;
  if (!expr_peek(search->expr, text, &found))
    return;
  if (first.kind == LEX_NAME && lex_is(open, "(") && group_end(open).at == last.at)
    taken = arena_copy_n(search->arena, open.at + 1, (size_t)(last.at - open.at) - 1);
  if (found.is_truth && taken)
    find(search, taken);
  if (found.is_truth)
    return;
  const xmlNode *at = found.node;
  if (!at)
    at = taken ? subject_of(search, first, taken) : holder_of(search, text);
  const char *name = name_of(found.node), *value = name || !*found.text ? name : found.text;
  search->out[search->count++] = (Operand){text, value, found.count, at};
}

static void find(Search *search, const char *text) {
  if (++search->depth <= DEPTH_LIMIT) {
    for (Lexeme first = lex_first(text), last; first.kind != LEX_END; first = lex_next(last)) {
      last = first;
      if (lex_is(first, "[")) {
        last = group_end(first);
      } else if (begins_operand(first) && search->count < search->most) {
        last = operand_end(first);
        take(search, first, last);
      }
    }
  }
  search->depth--;
}

size_t operands_of(Expr *expr, const char *text, Operand *out, size_t most, Arena *arena) {
  Search search = {.expr = expr, .out = out, .most = most, .arena = arena};
  find(&search, text);
  return search.count;
}
