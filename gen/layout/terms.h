/* Names in expressions that an evaluation can't have. What they take is always empty, and
 * a chapter left out, or a list that says 无, looks just as it does when there is nothing
 * to say. Lexical only: whether a name may stand there is not asked. */
#ifndef ZIPING_LAYOUT_TERMS_H
#define ZIPING_LAYOUT_TERMS_H

#include "xml/xml.h"

/* The attributes of a layout that are expressions, NULL behind the last. */
extern const char *const layout_expressions[];
bool layout_is_expression(const char *attribute);

/* Looks at these attributes of all elements in top. home: the folder of 绩效自评.rng.
 * What is not known there is a message, up to twenty of them. */
void terms_check(const XmlFile *file, const xmlNode *top, const char *const attributes[],
                 const char *home, Messages *messages);

#endif
