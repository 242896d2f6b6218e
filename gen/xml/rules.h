/* A schema as the check uses it: for every element what may stand in it. Made
 * by schema.c, read by check.c; nobody else includes this. */
#ifndef ZIPING_XML_RULES_H
#define ZIPING_XML_RULES_H

#include <libxml/schemasInternals.h>
#include <libxml/xmlregexp.h>

#include "xml/schema.h"

/* One <value> or <data>. */
typedef struct Datum {
  const xmlNode *source;
  const char *value;     /* <value>: the text itself */
  xmlSchemaTypePtr type; /* <data>: its type in XML Schema … */
  xmlRegexpPtr pattern;  /* … and its pattern, NULL when it has none */
} Datum;

/* What a value may be: one of the data. */
typedef struct Values {
  Datum **items;
  size_t count, capacity;
  const char *expected; /* in words, for the message */
} Values;

typedef struct AttributeRule {
  const char *name;
  bool required;
  bool change_only; /* see schema_check_change */
  bool always;      /* required there too */
  Values values;    /* none: any text */
} AttributeRule;

typedef struct ChildRule {
  struct Rule *rule;
  bool required, repeats;
  bool change_only;
} ChildRule;

typedef struct Rule {
  const xmlNode *source; /* its <element> in the schema */
  const char *name;
  AttributeRule *attributes;
  size_t attribute_count, attribute_capacity;
  ChildRule *children;
  size_t child_count, child_capacity;
  bool text;
  Values values; /* of the element's own text; none: see text */
} Rule;

/* The names of all elements, or of all attributes: sorted, each once. */
typedef struct SchemaNames {
  const char **items;
  size_t count;
} SchemaNames;

struct Schema {
  XmlFile *file;
  SchemaNames elements, attributes;
  Rule *root;
  Rule **rules;
  size_t rule_count, rule_capacity;
  Datum **data;
  size_t datum_count, datum_capacity;
};

#endif
