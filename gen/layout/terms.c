#include "layout/terms.h"

#include <ctype.h>
#include <string.h>

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

static bool begins_name(char byte) {
  return (unsigned char)byte >= 0x80 || isalpha((unsigned char)byte) || byte == '_';
}

static size_t name_length(const char *at) {
  size_t len = 0;
  while (begins_name(at[len]) || isdigit((unsigned char)at[len]) ||
         (at[len] && strchr(".-", at[len])))
    len++;
  return len;
}

/* What XPath itself has words for: a function or an axis by what follows, an operator; and
 * prefixes, which are a fault of syntax. */
static bool is_of_xpath(const char *name, const char *behind) {
  static const char *const operators[] = {"and", "or", "div", "mod", NULL};
  behind += strspn(behind, " \t\r\n");
  return *behind == '(' || *behind == ':' || is_one_of(name, operators);
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
static bool is_faulty(const char *at) {
  return *at == '$' || (*at == ':' && at[1] != ':');
}

static void check_expression(Check *check, const char *text, Pos pos) {
  bool is_attribute = false;
  for (const char *at = text; *at && !is_faulty(at);) {
    size_t len = begins_name(*at) ? name_length(at) : 0;
    if (*at == '\'' || *at == '"') {
      const char *end = strchr(at + 1, *at);
      at = end ? end + 1 : at + strlen(at);
    } else if (len > 0) {
      const char *name = arena_copy_n(check->arena, at, len);
      if (!is_of_xpath(name, at + len))
        check_name(check, name, is_attribute, text, pos);
      at += len;
    } else {
      is_attribute = *at == '@' || (is_attribute && *at == ' ');
      at += *at == ':' ? 2 : 1;
      continue;
    }
    is_attribute = false;
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
