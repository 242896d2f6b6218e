/* One part of the package while it is written.
 *
 * XML is written straight into the part's bytes: elements and attributes by
 * their qualified names, in order, text and values escaped. Nothing here fails;
 * a part is whole when its root element is closed. Parts are made and owned by
 * a Package (package/package.h). */
#ifndef ZIPING_PACKAGE_PART_H
#define ZIPING_PACKAGE_PART_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

#define PACKAGE_REL_NS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

typedef struct Part {
  const char *name;         /* inside the package, without a leading slash */
  const char *content_type; /* NULL: covered by a default of [Content_Types].xml */
  const char *relation;     /* last step of the relationship type's URI, or all of it */
  const char *source;       /* the part that refers to this one; "" is the package */
  char id[16];              /* relationship id, unique in the package */
  Buf bytes;
  const char **open; /* the elements that are open, outermost first */
  size_t depth, open_capacity;
  bool in_tag; /* the start tag of the innermost has no end yet */
  struct Part *next;
} Part;

void part_free(Part *part);

/* element is borrowed until part_close. */
void part_open(Part *part, const char *element);
void part_close(Part *part);
/* Right behind part_open, or behind another. */
void part_attr(Part *part, const char *name, const char *value);
void part_attr_int(Part *part, const char *name, long value);
void part_text(Part *part, const char *text, size_t len);

/* <element>text</element> */
void part_element(Part *part, const char *element, const char *text);

#endif
