/* schema_check: a file against the rules of its schema. */
#include <libxml/xmlschemastypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "xml/near.h"
#include "xml/rules.h"

enum { ERROR_LIMIT = 100, EXCERPT_CHARS = 16, LISTED_NAMES = 12 };

typedef struct Check {
  const Schema *schema;
  const XmlFile *file;
  Messages *messages;
  Arena *arena;
  bool change; /* the file says only in what it differs from another */
  int errors;
} Check;

static bool attribute_allowed(const Check *check, const AttributeRule *rule) {
  return check->change || !rule->change_only;
}

static bool child_allowed(const Check *check, const ChildRule *rule) {
  return check->change || !rule->change_only;
}

static void report_args(Check *check, const xmlNode *node, MsgId id, const char *const args[]) {
  if (++check->errors <= ERROR_LIMIT)
    msg_add_args(check->messages, xml_pos(check->file, node), id, args);
}

#define report(check, node, id, ...)                                                               \
  report_args((check), (node), (id), (const char *const[]){__VA_ARGS__, NULL})

/* The first characters of a text, for a message. */
static const char *excerpt(Check *check, const char *text) {
  const char *folded = xml_fold(text, strlen(text), check->arena);
  size_t len = strlen(folded), at = 0;
  for (int i = 0; i < EXCERPT_CHARS && at < len; i++)
    utf8_next(folded, len, &at);
  if (at == len)
    return folded;
  return arena_printf(check->arena, "%.*s…", (int)at, folded);
}

static const char *full_name(Check *check, const xmlChar *name, const xmlNs *ns) {
  if (!ns || !ns->prefix)
    return (const char *)name;
  return arena_printf(check->arena, "%s:%s", (const char *)ns->prefix, (const char *)name);
}

static bool datum_fits(const Datum *datum, const char *text) {
  if (datum->value)
    return strcmp(datum->value, text) == 0;
  const xmlChar *value = (const xmlChar *)text;
  if (xmlSchemaValidatePredefinedType(datum->type, value, NULL) != 0)
    return false;
  return !datum->pattern || xmlRegexpExec(datum->pattern, value) == 1;
}

/* The text as it stands: who reads a checked value need not trim it. */
static bool values_fit(const Values *values, const char *text) {
  for (size_t i = 0; i < values->count; i++) {
    if (datum_fits(values->items[i], text))
      return true;
  }
  return values->count == 0;
}

/* 甲、乙、丙 */
static const char *list_names(Check *check, const char *const *names, size_t count) {
  Buf list = {0};
  for (size_t i = 0; i < count && i < LISTED_NAMES; i++)
    buf_printf(&list, "%s“%s”", i ? "、" : "", names[i]);
  if (count > LISTED_NAMES)
    buf_puts(&list, "等");
  const char *copy = arena_copy(check->arena, list.len ? list.data : "");
  buf_free(&list);
  return copy;
}

static void unknown_attribute(Check *check, const Rule *rule, const xmlAttr *attr) {
  const char *name = full_name(check, attr->name, attr->ns);
  const char **known = arena_array(check->arena, rule->attribute_count, sizeof *known);
  size_t count = 0;
  for (size_t i = 0; i < rule->attribute_count; i++)
    if (attribute_allowed(check, &rule->attributes[i]))
      known[count++] = rule->attributes[i].name;
  const char *near = xml_nearest(name, known, count, NEAR_WORD);
  const xmlNode *node = (const xmlNode *)attr;
  if (near)
    report(check, node, SCHEMA_ATTRIBUTE_NEAR, rule->name, name, near);
  else if (count == 0)
    report(check, node, SCHEMA_ATTRIBUTE_NONE, rule->name, name);
  else
    report(check, node, SCHEMA_ATTRIBUTE_UNKNOWN, rule->name, name,
           list_names(check, known, count));
}

static const AttributeRule *attribute_rule(const Check *check, const Rule *rule,
                                           const xmlAttr *attr) {
  for (size_t i = 0; !attr->ns && i < rule->attribute_count; i++) {
    if (strcmp(rule->attributes[i].name, (const char *)attr->name) == 0)
      return attribute_allowed(check, &rule->attributes[i]) ? &rule->attributes[i] : NULL;
  }
  return NULL;
}

static void check_attributes(Check *check, const Rule *rule, const xmlNode *node) {
  for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
    const AttributeRule *known = attribute_rule(check, rule, attr);
    const char *text =
        attr->children && attr->children->content ? (const char *)attr->children->content : "";
    if (!known)
      unknown_attribute(check, rule, attr);
    else if (!values_fit(&known->values, text))
      report(check, (const xmlNode *)attr, SCHEMA_ATTRIBUTE_VALUE, known->name,
             excerpt(check, text), known->values.expected);
  }
  for (size_t i = 0; i < rule->attribute_count; i++) {
    const AttributeRule *known = &rule->attributes[i];
    if (known->required && (!check->change || known->always) && !xml_attr(node, known->name))
      report(check, node, SCHEMA_ATTRIBUTE_MISSING, rule->name, known->name);
  }
}

static const ChildRule *child_rule(const Check *check, const Rule *rule, const xmlNode *node) {
  for (size_t i = 0; !node->ns && i < rule->child_count; i++) {
    if (strcmp(rule->children[i].rule->name, (const char *)node->name) == 0)
      return child_allowed(check, &rule->children[i]) ? &rule->children[i] : NULL;
  }
  return NULL;
}

/* The first element of the vocabulary that may hold one so called. */
static const char *home_of(const Check *check, const xmlNode *node) {
  const Schema *schema = check->schema;
  for (size_t i = 0; i < schema->rule_count; i++) {
    if (child_rule(check, schema->rules[i], node))
      return schema->rules[i]->name;
  }
  return NULL;
}

static void unknown_element(Check *check, const Rule *parent, const xmlNode *node) {
  const char *name = full_name(check, node->name, node->ns);
  const char **known = arena_array(check->arena, parent->child_count, sizeof *known);
  size_t count = 0;
  for (size_t i = 0; i < parent->child_count; i++)
    if (child_allowed(check, &parent->children[i]))
      known[count++] = parent->children[i].rule->name;
  const char *near = xml_nearest(name, known, count, NEAR_WORD);
  const char *home = home_of(check, node);
  if (home)
    report(check, node, SCHEMA_ELEMENT_ELSEWHERE, parent->name, name, home);
  else if (near)
    report(check, node, SCHEMA_ELEMENT_NEAR, parent->name, name, near);
  else if (count == 0)
    report(check, node, SCHEMA_ELEMENT_NONE, parent->name, name);
  else
    report(check, node, SCHEMA_ELEMENT_UNKNOWN, parent->name, name,
           list_names(check, known, count));
}

static void check_element(Check *check, const Rule *rule, const xmlNode *node);

/* Counts what is there, so that missing and repeated children can be named. */
static void check_children(Check *check, const Rule *rule, const xmlNode *node) {
  size_t *seen = mem_alloc(rule->child_count * sizeof *seen);
  const xmlNode *child = xml_child(node, NULL);
  for (; child && check->errors <= ERROR_LIMIT; child = xml_next(child, NULL)) {
    const ChildRule *known = child_rule(check, rule, child);
    if (!known) {
      unknown_element(check, rule, child);
      continue;
    }
    if (seen[known - rule->children]++ > 0 && !known->repeats)
      report(check, child, SCHEMA_REPEATED, rule->name, known->rule->name);
    check_element(check, known->rule, child);
  }
  for (size_t i = 0; i < rule->child_count; i++) {
    if (!check->change && rule->children[i].required && seen[i] == 0)
      report(check, node, SCHEMA_ELEMENT_MISSING, rule->name, rule->children[i].rule->name);
  }
  free(seen);
}

static void check_text(Check *check, const Rule *rule, const xmlNode *node) {
  if (rule->values.count > 0) {
    const char *text = xml_text(node, check->arena);
    if (!values_fit(&rule->values, text))
      report(check, node, SCHEMA_CONTENT, rule->name, excerpt(check, text), rule->values.expected);
    return;
  }
  for (const xmlNode *child = node->children; !rule->text && child; child = child->next) {
    if (child->type == XML_TEXT_NODE && !xmlIsBlankNode(child))
      report(check, node, SCHEMA_TEXT, rule->name, excerpt(check, (const char *)child->content));
  }
}

static void check_element(Check *check, const Rule *rule, const xmlNode *node) {
  if (check->errors > ERROR_LIMIT)
    return;
  check_attributes(check, rule, node);
  check_text(check, rule, node);
  check_children(check, rule, node);
}

static bool check_file(const Schema *schema, const XmlFile *file, bool change, Messages *messages) {
  Check check = {
      .schema = schema, .file = file, .messages = messages, .arena = arena_new(), .change = change};
  const xmlNode *root = xmlDocGetRootElement(file->tree);
  if (root->ns || !xml_is(root, schema->root->name))
    report(&check, root, SCHEMA_ROOT, full_name(&check, root->name, root->ns), schema->root->name);
  else
    check_element(&check, schema->root, root);
  if (check.errors > ERROR_LIMIT) {
    char limit[16];
    snprintf(limit, sizeof limit, "%d", ERROR_LIMIT);
    msg_add(messages, pos_file(file->path), XML_TOO_MANY_ERRORS, limit);
  }
  arena_free(check.arena);
  return check.errors == 0;
}

bool schema_check(const Schema *schema, const XmlFile *file, Messages *messages) {
  return check_file(schema, file, false, messages);
}

bool schema_check_change(const Schema *schema, const XmlFile *file, Messages *messages) {
  return check_file(schema, file, true, messages);
}
