/* The vocabulary of a file, read from its RELAX NG schema, so that the schema
 * is the only place that lists elements and attributes.
 *
 * Read is the part of RELAX NG that our schemas keep to: grammar, start,
 * define, ref, element, attribute, text, data, value, choice, optional,
 * zeroOrMore, oneOrMore, interleave, group, mixed, empty (order is never
 * prescribed). schema_check reports every fault of the file, in Chinese, each
 * at its line and column: unknown element or attribute (with the nearest known
 * name), missing, repeated, wrong value, text where none belongs. */
#ifndef ZIPING_XML_SCHEMA_H
#define ZIPING_XML_SCHEMA_H

#include "xml/xml.h"

typedef struct Schema Schema;

/* The schema owns itself; schema_free ends it. */
Schema *schema_load(const char *path, Messages *messages);
void schema_free(Schema *schema);
/* Whether an element so called may stand in the other. */
bool schema_may_hold(const Schema *schema, const char *parent, const char *child);
/* Whether any element, or any attribute, is so called; and which one may be meant, NULL
 * for none (see near.h). */
bool schema_has_name(const Schema *schema, const char *name, bool is_attribute);
const char *schema_near_name(const Schema *schema, const char *name, bool is_attribute);
/* False when there was at least one error. */
bool schema_check(const Schema *schema, const XmlFile *file, Messages *messages);
/* The same for a file that says only in what it differs from another: nothing
 * in it is missing, and what the schema marks with z:改="可" may stand in it;
 * required is what is marked "必". */
bool schema_check_change(const Schema *schema, const XmlFile *file, Messages *messages);
/* The schema so named in the folder home, read once a process, which ends it. NULL with
 * messages. */
const Schema *schema_of(const char *home, const char *name, Messages *messages);
/* The file at path, checked by that schema. NULL with messages when it is refused. */
XmlFile *schema_open(const char *path, const char *home, const char *name, Messages *messages);
/* The same for a file that is there already, which it takes over; NULL stays NULL. */
XmlFile *schema_admit(XmlFile *file, const char *home, const char *name, Messages *messages);
XmlFile *schema_admit_change(XmlFile *file, const char *home, const char *name, Messages *messages);

#endif
