/* Where something that a file lacks would have been written, so that a message
 * can send its reader there. */
#ifndef ZIPING_XML_MISSING_H
#define ZIPING_XML_MISSING_H

#include "xml/xml.h"

/* Remembers the place that was left empty for a path of element names from the
 * root ("预算/收入"), as a blank cell of a form is. Pos.file and path must live
 * as long as the file's arena. */
void xml_missing_at(XmlFile *file, const char *path, Pos pos);
/* The place left empty for the path; else the last element there is on the way
 * to it, the root at the least. Of another kind of path only the element names
 * that it begins with count. */
Pos xml_missing_pos(const XmlFile *file, const char *path);

#endif
