/* The known name that somebody may have meant. */
#ifndef ZIPING_XML_NEAR_H
#define ZIPING_XML_NEAR_H

#include <stddef.h>

/* The name that differs from `name` by the fewest characters inserted, deleted
 * or replaced; NULL when none differs by half of the longer one or less. */
const char *xml_nearest(const char *name, const char *const *known, size_t count);

#endif
