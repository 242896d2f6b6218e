#include "layout/terms.h"

#include <string.h>

#include "layout/lex.h"
#include "xml/schema.h"

const char *const layout_expressions[] = {"若", "式", "取", "每", "项", "值", "对", "单位取", NULL};

static bool is_one_of(const char *name, const char *const names[]) {
  while (*names && strcmp(*names, name) != 0)
    names++;
  return *names;
}

bool layout_is_expression(const char *attribute) {
  return is_one_of(attribute, layout_expressions);
}

/* Of one file; somebody who has written so many reads no more of them. */
enum { REPORT_LIMIT = 20 };

typedef struct Check {
  const XmlFile *file;
  const char *const *attributes;
  const Schema *known;
  int reported;
  Arena *arena;
  Messages *messages;
} Check;

/* What XPath itself has words for: a function or an axis by what follows, an operator; and
 * prefixes, which are a fault of syntax. */
static bool is_of_xpath(Lexeme name) {
  Lexeme behind = lex_next(name);
  return lex_is(behind, "(") || lex_is(behind, "::") || lex_is(behind, ":") ||
         lex_is_operator(name);
}

static void check_name(Check *check, const char *name, bool is_attribute, const char *expression,
                       Pos pos) {
  if (schema_has_name(check->known, name, is_attribute) || ++check->reported > REPORT_LIMIT)
    return;
  const char *kind = is_attribute ? "属性" : "元素";
  const char *near = schema_near_name(check->known, name, is_attribute);
  if (near)
    msg_add(check->messages, pos, EXPR_NAME_NEAR, expression, name, kind, near);
  else
    msg_add(check->messages, pos, EXPR_NAME_UNKNOWN, expression, name, kind);
}

/* Variables and prefixes, which no expression may have, end it. */
static bool is_faulty(Lexeme lexeme) {
  return lex_is(lexeme, "$") || lex_is(lexeme, ":");
}

static void check_expression(Check *check, const char *text, Pos pos) {
  bool is_attribute = false;
  Lexeme lexeme = lex_first(text);
  for (; lexeme.kind != LEX_END && !is_faulty(lexeme); lexeme = lex_next(lexeme)) {
    if (lexeme.kind == LEX_NAME && !is_of_xpath(lexeme))
      check_name(check, arena_copy_n(check->arena, lexeme.at, lexeme.len), is_attribute, text, pos);
    is_attribute = lex_is(lexeme, "@");
  }
}

static void check_tree(Check *check, const xmlNode *node) {
  for (const xmlAttr *attr = node->properties; attr; attr = attr->next)
    if (is_one_of((const char *)attr->name, check->attributes))
      check_expression(check, xml_attr(node, (const char *)attr->name),
                       xml_pos(check->file, (const xmlNode *)attr));
  for (const xmlNode *at = xml_child(node, NULL); at; at = xml_next(at, NULL))
    check_tree(check, at);
}

void terms_check(const XmlFile *file, const xmlNode *top, const char *const attributes[],
                 const char *home, Messages *messages) {
  const Schema *schema = schema_of(home, "绩效自评.rng", messages);
  if (!schema || !top)
    return;
  Check check = {.file = file,
                 .attributes = attributes,
                 .known = schema,
                 .arena = arena_new(),
                 .messages = messages};
  check_tree(&check, top);
  arena_free(check.arena);
}
