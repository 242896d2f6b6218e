/* What is refused before a parser sees it. Only for the xml room. */
#ifndef ZIPING_XML_GUARD_H
#define ZIPING_XML_GUARD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/msg.h"

/* Bytes of a byte order mark at the start. */
size_t guard_bom(const char *bytes, size_t len);
/* UTF-8 that says nothing else of itself, not too large, no tag crowded with
 * attributes. bytes without byte order mark. False with a message. */
bool guard_bytes(const char *path, const char *bytes, size_t len, Messages *messages);

#endif
