/* Text on its way into XML. */
#ifndef ZIPING_XML_ESCAPE_H
#define ZIPING_XML_ESCAPE_H

#include "base/buf.h"

/* Appends text, as references those of its characters that are among signs: what a
 * reader would not take for the character itself where the text stands (XML 1.0,
 * 2.4, 2.11, 3.3.3). signs: any of & < > " tab, line feed, carriage return. */
void xml_put_escaped(Buf *out, const char *text, size_t len, const char *signs);

#endif
