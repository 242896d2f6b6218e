/* libxml2's errors in Chinese. Only for the xml room. */
#ifndef ZIPING_XML_SYNTAX_H
#define ZIPING_XML_SYNTAX_H

#include <libxml/xmlerror.h>

#include "base/msg.h"

/* Adds the message that says what error means. */
void syntax_report(const xmlError *error, Pos pos, Messages *messages);

#endif
