/* Trees that are made, not read: what comes from a spreadsheet is handed on as
 * if it had been an XML file. Nothing here fails; memory that runs out ends
 * the program. */
#ifndef ZIPING_XML_MAKE_H
#define ZIPING_XML_MAKE_H

#include "xml/xml.h"

/* An empty document with a root element; path is for its messages. */
XmlFile *xml_make(const char *path, const char *root);
/* A new last child. Pos.file must live as long as the file's arena. */
xmlNode *xml_make_element(XmlFile *file, xmlNode *parent, const char *name, Pos pos);
/* Sets an attribute, a new one or again. */
void xml_make_attr(XmlFile *file, xmlNode *node, const char *name, const char *value, Pos pos);
/* Where the node was written. */
void xml_make_pos(XmlFile *file, xmlNode *node, Pos pos);
/* Text after all that node holds. */
void xml_make_text(xmlNode *node, const char *text, size_t len);

#endif
