/* The relationships of a package (ISO/IEC 29500-2, 6.5): which part refers to
 * which. A zeroed Links is empty; links_free ends what links_read filled. */
#ifndef ZIPING_PACKAGE_LINKS_H
#define ZIPING_PACKAGE_LINKS_H

#include "package/archive.h"

typedef struct Link {
  const char *id;
  const char *type; /* the last step of its URI, which transitional and strict share */
  const char *part; /* a name as the archive has them; NULL when it leads out of it */
} Link;

typedef struct Links {
  Link *items;
  size_t count, capacity;
  Arena *arena;
} Links;

/* Those of one part; source "" is the package itself. A part without
 * relationships has none. False with messages. */
bool links_read(Archive *archive, const char *source, Links *links, Messages *messages);
void links_free(Links *links);
/* The part that has this id, or is the first of this type; NULL when none is. */
const char *links_by_id(const Links *links, const char *id);
const char *links_by_type(const Links *links, const char *type);

#endif
