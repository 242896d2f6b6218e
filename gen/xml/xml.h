/* Guarded XML: the only way a file of ours becomes a libxml2 tree.
 *
 * Refused with a message: a DOCTYPE (whatever is in it), an encoding other than
 * UTF-8, anything that is not well-formed, too large or too deep; the network
 * and other files are never touched. Every element carries its line and column
 * (xml_pos). The XmlFile owns the tree; ends with xml_free. */
#ifndef ZIPING_XML_XML_H
#define ZIPING_XML_XML_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/msg.h"

typedef struct XmlBlank XmlBlank; /* see xml/missing.h */

typedef struct XmlFile {
  const char *path; /* as named by the user; used in messages */
  Buf source;       /* the bytes of the file at path; empty when it was no file of its own */
  xmlDocPtr tree;
  const XmlBlank *blanks;
  Arena *arena;
} XmlFile;

/* Once per process, before any thread: libxml2's own set-up, quiet errors. */
void xml_start(void);

/* NULL with messages when refused. xml_parse takes bytes already in memory. */
XmlFile *xml_load(const char *path, Messages *messages);
XmlFile *xml_parse(const char *path, const char *bytes, size_t len, Messages *messages);
void xml_free(XmlFile *file);

/* Where the element starts; for an attribute or a text node, its parent's,
 * unless the attribute has a place of its own (see xml/make.h). */
Pos xml_pos(const XmlFile *file, const xmlNode *node);

bool xml_is(const xmlNode *node, const char *name);
/* First child element, or the next sibling element; with name, the first so
 * called; NULL when there is none. */
xmlNode *xml_child(const xmlNode *node, const char *name);
xmlNode *xml_next(const xmlNode *node, const char *name);
/* The attribute's value, borrowed from the tree; NULL when absent. */
const char *xml_attr(const xmlNode *node, const char *name);
/* The same whatever the attribute's namespace, as files of others need it. */
const char *xml_attr_any(const xmlNode *node, const char *name);
/* The text inside, all descendants', in the arena. White space as xml_fold. */
const char *xml_text(const xmlNode *node, Arena *arena);
/* Text as it is meant, not as the file is indented: the ends are trimmed; a
 * run of white space that holds a line break goes where a Han character or
 * full-width mark stands beside it, and is one space elsewhere; spaces inside
 * a line stay as they are (U+3000 and U+00A0 are characters, never folded). */
char *xml_fold(const char *text, size_t len, Arena *arena);
/* Whether ch is a Han character or full-width mark in the sense of xml_fold. */
bool xml_is_wide(uint32_t ch);

#endif
