/* The known name that somebody may have meant. */
#ifndef ZIPING_XML_NEAR_H
#define ZIPING_XML_NEAR_H

#include <stddef.h>

/* How much may differ: one character in so many of the longer name. */
enum { NEAR_WORD = 2, NEAR_TITLE = 4 };

/* The name that differs from `name` by the fewest characters inserted, deleted
 * or replaced; NULL when all differ by more than one in `share`. */
const char *xml_nearest(const char *name, const char *const *known, size_t count, size_t share);

#endif
