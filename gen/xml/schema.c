#include <libxml/hash.h>
#include <libxml/xmlschemastypes.h>
#include <stdlib.h>
#include <string.h>

#include "xml/near.h"
#include "xml/rules.h"

#define RNG_NS "http://relaxng.org/ns/structure/1.0"
#define XSD_NS "http://www.w3.org/2001/XMLSchema"

/* A ref that leads to itself without an element between is an error of the schema. */
enum { REF_LIMIT = 32 };

/* Reading of one element's content. */
typedef struct Reader {
  Schema *schema;
  xmlHashTablePtr defines; /* by name */
  Rule *rule;
  Messages *messages;
  int refs; /* open refs */
  bool ok;
} Reader;

typedef struct Occurs {
  bool required, repeats;
  bool change; /* only in a file that changes another */
} Occurs;

static void unreadable(Reader *reader, const xmlNode *node) {
  msg_add(reader->messages, xml_pos(reader->schema->file, node), SCHEMA_UNREADABLE,
          (const char *)node->name);
  reader->ok = false;
}

/* Patterns are elements of RELAX NG's namespace; others are annotations. */
static bool is_pattern(const xmlNode *node) {
  return node->type == XML_ELEMENT_NODE && node->ns &&
         strcmp((const char *)node->ns->href, RNG_NS) == 0;
}

/* Of two with one name the first counts. */
static xmlHashTablePtr index_defines(const xmlNode *grammar) {
  xmlHashTablePtr defines = xmlHashCreate(64);
  if (!defines)
    mem_exhausted();
  for (xmlNode *at = xml_child(grammar, "define"); at; at = xml_next(at, "define")) {
    const xmlChar *name = (const xmlChar *)xml_attr(at, "name");
    if (name && !xmlHashLookup(defines, name) && xmlHashAddEntry(defines, name, at) != 0)
      mem_exhausted();
  }
  return defines;
}

static const xmlNode *find_define(const Reader *reader, const xmlNode *ref) {
  return xmlHashLookup(reader->defines, (const xmlChar *)xml_attr(ref, "name"));
}

/* The data's XML Schema type and pattern; false when they are not known here. */
static bool read_data(Datum *datum, const xmlNode *node) {
  const char *type = xml_attr(node, "type");
  datum->type =
      type ? xmlSchemaGetPredefinedType((const xmlChar *)type, (const xmlChar *)XSD_NS) : NULL;
  const xmlNode *param = xml_child(node, NULL);
  if (!datum->type || !param)
    return datum->type != NULL;
  const char *name = xml_attr(param, "name");
  const xmlNode *text = param->children;
  if (!name || strcmp(name, "pattern") != 0 || !text || xml_next(param, NULL))
    return false;
  datum->pattern = xmlRegexpCompile(text->content);
  return datum->pattern != NULL;
}

static Datum *find_datum(const Schema *schema, const xmlNode *node) {
  for (size_t i = 0; i < schema->datum_count; i++) {
    if (schema->data[i]->source == node)
      return schema->data[i];
  }
  return NULL;
}

/* The <value> or <data> node, read once however often it is referred to. */
static Datum *read_datum(Reader *reader, const xmlNode *node) {
  Schema *schema = reader->schema;
  Datum *datum = find_datum(schema, node);
  if (datum)
    return datum;
  datum = arena_alloc(schema->file->arena, sizeof *datum);
  datum->source = node;
  if (xml_is(node, "value"))
    datum->value = xml_text(node, schema->file->arena);
  else if (!read_data(datum, node))
    unreadable(reader, node);
  schema->data =
      mem_grow(schema->data, schema->datum_count, &schema->datum_capacity, sizeof *schema->data);
  schema->data[schema->datum_count++] = datum;
  return datum;
}

static void add_datum(Reader *reader, Values *values, const xmlNode *node) {
  values->items = mem_grow(values->items, values->count, &values->capacity, sizeof *values->items);
  values->items[values->count++] = read_datum(reader, node);
}

/* “是”或“否”; or what the schema says in z:应是. */
static const char *describe(const Values *values, Arena *arena) {
  const char *words = "";
  for (size_t i = 0; i < values->count; i++) {
    const Datum *datum = values->items[i];
    const char *joint = *words ? "或" : "";
    const xmlAttr *hint = xmlHasProp((xmlNode *)datum->source, (const xmlChar *)"应是");
    if (datum->value)
      words = arena_printf(arena, "%s%s“%s”", words, joint, datum->value);
    else if (hint && hint->children)
      words = arena_printf(arena, "%s%s%s", words, joint, (const char *)hint->children->content);
  }
  return words;
}

static void read_values(Reader *reader, Values *values, const xmlNode *parent);

static void read_value_pattern(Reader *reader, Values *values, const xmlNode *node) {
  if (xml_is(node, "data") || xml_is(node, "value")) {
    add_datum(reader, values, node);
  } else if (xml_is(node, "choice")) {
    read_values(reader, values, node);
  } else if (xml_is(node, "ref") && reader->refs < REF_LIMIT) {
    const xmlNode *define = find_define(reader, node);
    reader->refs++;
    if (define)
      read_values(reader, values, define);
    else
      unreadable(reader, node);
    reader->refs--;
  } else if (!xml_is(node, "text")) {
    unreadable(reader, node);
  }
}

static void read_values(Reader *reader, Values *values, const xmlNode *parent) {
  for (const xmlNode *node = parent->children; node; node = node->next) {
    if (is_pattern(node))
      read_value_pattern(reader, values, node);
  }
}

/* What the schema says of files that change another: 可, may stand only in
 * them; 必, required in them too. */
static bool marked(const xmlNode *node, const char *value) {
  const char *mark = xml_attr_any(node, "改");
  return mark && strcmp(mark, value) == 0;
}

static void add_attribute(Reader *reader, const xmlNode *node, Occurs occurs) {
  const char *name = xml_attr(node, "name");
  if (!name) {
    unreadable(reader, node);
    return;
  }
  Rule *rule = reader->rule;
  rule->attributes = mem_grow(rule->attributes, rule->attribute_count, &rule->attribute_capacity,
                              sizeof *rule->attributes);
  AttributeRule *attribute = &rule->attributes[rule->attribute_count++];
  *attribute = (AttributeRule){.name = name,
                               .required = occurs.required,
                               .change_only = occurs.change,
                               .always = marked(node, "必")};
  read_values(reader, &attribute->values, node);
  attribute->values.expected = describe(&attribute->values, reader->schema->file->arena);
}

static Rule *rule_of(Schema *schema, const xmlNode *node, const char *name) {
  for (size_t i = 0; i < schema->rule_count; i++) {
    if (schema->rules[i]->source == node)
      return schema->rules[i];
  }
  schema->rules =
      mem_grow(schema->rules, schema->rule_count, &schema->rule_capacity, sizeof *schema->rules);
  Rule *rule = mem_alloc(sizeof *rule);
  rule->source = node;
  rule->name = name;
  return schema->rules[schema->rule_count++] = rule;
}

/* The element's own content is read later: it may hold itself. */
static void add_child(Reader *reader, const xmlNode *node, Occurs occurs) {
  const char *name = xml_attr(node, "name");
  Rule *rule = reader->rule;
  for (size_t i = 0; name && i < rule->child_count; i++) {
    if (strcmp(rule->children[i].rule->name, name) == 0)
      name = NULL;
  }
  if (!name) {
    unreadable(reader, node);
    return;
  }
  rule->children =
      mem_grow(rule->children, rule->child_count, &rule->child_capacity, sizeof *rule->children);
  rule->children[rule->child_count++] = (ChildRule){rule_of(reader->schema, node, name),
                                                    occurs.required, occurs.repeats, occurs.change};
}

static void read_content(Reader *reader, const xmlNode *parent, Occurs occurs);

static void read_ref(Reader *reader, const xmlNode *node, Occurs occurs) {
  const xmlNode *define = find_define(reader, node);
  if (!define || reader->refs == REF_LIMIT) {
    unreadable(reader, node);
    return;
  }
  reader->refs++;
  read_content(reader, define, occurs);
  reader->refs--;
}

/* In a choice no branch is required by itself: that one of them must be there
 * is not read. */
static void read_pattern(Reader *reader, const xmlNode *node, Occurs occurs) {
  occurs.change = occurs.change || marked(node, "可");
  if (xml_is(node, "element"))
    add_child(reader, node, occurs);
  else if (xml_is(node, "attribute"))
    add_attribute(reader, node, occurs);
  else if (xml_is(node, "data") || xml_is(node, "value"))
    add_datum(reader, &reader->rule->values, node);
  else if (xml_is(node, "text"))
    reader->rule->text = true;
  else if (xml_is(node, "ref"))
    read_ref(reader, node, occurs);
  else if (xml_is(node, "optional") || xml_is(node, "choice"))
    read_content(reader, node, (Occurs){false, occurs.repeats, occurs.change});
  else if (xml_is(node, "zeroOrMore"))
    read_content(reader, node, (Occurs){false, true, occurs.change});
  else if (xml_is(node, "oneOrMore"))
    read_content(reader, node, (Occurs){occurs.required, true, occurs.change});
  else if (xml_is(node, "group") || xml_is(node, "interleave"))
    read_content(reader, node, occurs);
  else if (xml_is(node, "mixed")) {
    reader->rule->text = true;
    read_content(reader, node, occurs);
  } else if (!xml_is(node, "empty"))
    unreadable(reader, node);
}

static void read_content(Reader *reader, const xmlNode *parent, Occurs occurs) {
  for (const xmlNode *node = parent->children; node; node = node->next) {
    if (is_pattern(node))
      read_pattern(reader, node, occurs);
  }
}

/* Reads the root's rule and, one after the other, those found on the way. */
static bool read_rules(Schema *schema, Messages *messages) {
  Rule start = {0};
  const xmlNode *grammar = xmlDocGetRootElement(schema->file->tree);
  Reader reader = {.schema = schema,
                   .defines = index_defines(grammar),
                   .rule = &start,
                   .messages = messages,
                   .ok = true};
  const xmlNode *node = xml_child(grammar, "start");
  if (node)
    read_content(&reader, node, (Occurs){true, false, false});
  if (start.child_count == 1)
    schema->root = start.children[0].rule;
  else
    unreadable(&reader, grammar);
  free(start.children);
  for (size_t i = 0; i < schema->rule_count; i++) {
    Rule *rule = reader.rule = schema->rules[i];
    read_content(&reader, rule->source, (Occurs){true, false, false});
    rule->values.expected = describe(&rule->values, schema->file->arena);
  }
  xmlHashFree(reader.defines, NULL);
  return reader.ok;
}

static int compare_names(const void *left, const void *right) {
  return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static void sort_names(SchemaNames *names) {
  size_t kept = 0;
  if (names->count > 0)
    qsort(names->items, names->count, sizeof *names->items, compare_names);
  for (size_t i = 0; i < names->count; i++)
    if (i == 0 || strcmp(names->items[i], names->items[kept - 1]) != 0)
      names->items[kept++] = names->items[i];
  names->count = kept;
}

static void gather_names(Schema *schema) {
  SchemaNames *elements = &schema->elements, *attributes = &schema->attributes;
  size_t most = 0;
  for (size_t i = 0; i < schema->rule_count; i++)
    most += schema->rules[i]->attribute_count;
  elements->items = arena_array(schema->file->arena, schema->rule_count, sizeof(char *));
  attributes->items = arena_array(schema->file->arena, most, sizeof(char *));
  for (size_t i = 0; i < schema->rule_count; i++) {
    const Rule *rule = schema->rules[i];
    elements->items[elements->count++] = rule->name;
    for (size_t j = 0; j < rule->attribute_count; j++)
      attributes->items[attributes->count++] = rule->attributes[j].name;
  }
  sort_names(elements);
  sort_names(attributes);
}

Schema *schema_load(const char *path, Messages *messages) {
  XmlFile *file = xml_load(path, messages);
  if (!file)
    return NULL;
  Schema *schema = mem_alloc(sizeof *schema);
  schema->file = file;
  if (read_rules(schema, messages)) {
    gather_names(schema);
    return schema;
  }
  schema_free(schema);
  return NULL;
}

static void free_rule(Rule *rule) {
  for (size_t i = 0; i < rule->attribute_count; i++)
    free(rule->attributes[i].values.items);
  free(rule->attributes);
  free(rule->children);
  free(rule->values.items);
  free(rule);
}

void schema_free(Schema *schema) {
  if (!schema)
    return;
  for (size_t i = 0; i < schema->rule_count; i++)
    free_rule(schema->rules[i]);
  free(schema->rules);
  for (size_t i = 0; i < schema->datum_count; i++)
    xmlRegFreeRegexp(schema->data[i]->pattern);
  free(schema->data);
  xml_free(schema->file);
  free(schema);
}

bool schema_may_hold(const Schema *schema, const char *parent, const char *child) {
  for (size_t i = 0; i < schema->rule_count; i++) {
    const Rule *rule = schema->rules[i];
    for (size_t j = 0; strcmp(rule->name, parent) == 0 && j < rule->child_count; j++)
      if (strcmp(rule->children[j].rule->name, child) == 0)
        return true;
  }
  return false;
}

static const SchemaNames *names_of(const Schema *schema, bool is_attribute) {
  return is_attribute ? &schema->attributes : &schema->elements;
}

bool schema_has_name(const Schema *schema, const char *name, bool is_attribute) {
  const SchemaNames *names = names_of(schema, is_attribute);
  return bsearch(&name, names->items, names->count, sizeof *names->items, compare_names) != NULL;
}

const char *schema_near_name(const Schema *schema, const char *name, bool is_attribute) {
  const SchemaNames *names = names_of(schema, is_attribute);
  return xml_nearest(name, names->items, names->count, NEAR_WORD);
}

/* Those read stay for as long as the process lives: a batch checks its files by the same
 * few. */
const Schema *schema_of(const char *home, const char *name, Messages *messages) {
  static Schema **kept;
  static size_t count, capacity;
  Buf path = {0};
  buf_printf(&path, "%s/%s", home, name);
  Schema *schema = NULL;
  for (size_t i = 0; i < count && !schema; i++)
    if (strcmp(kept[i]->file->path, path.data) == 0)
      schema = kept[i];
  if (!schema && (schema = schema_load(path.data, messages))) {
    kept = mem_grow(kept, count, &capacity, sizeof(Schema *));
    kept[count++] = schema;
  }
  buf_free(&path);
  return schema;
}

typedef bool SchemaCheck(const Schema *schema, const XmlFile *file, Messages *messages);

static XmlFile *admit(XmlFile *file, const char *home, const char *name, SchemaCheck *check,
                      Messages *messages) {
  if (!file)
    return NULL;
  const Schema *schema = schema_of(home, name, messages);
  if (schema && check(schema, file, messages))
    return file;
  xml_free(file);
  return NULL;
}

XmlFile *schema_admit(XmlFile *file, const char *home, const char *name, Messages *messages) {
  return admit(file, home, name, schema_check, messages);
}

XmlFile *schema_admit_change(XmlFile *file, const char *home, const char *name,
                             Messages *messages) {
  return admit(file, home, name, schema_check_change, messages);
}

XmlFile *schema_open(const char *path, const char *home, const char *name, Messages *messages) {
  return schema_admit(xml_load(path, messages), home, name, messages);
}
