/* One XML part of the package while it is written.
 *
 * A thin cover over libxml2's xmlTextWriter: every return is checked, and the
 * first failure sticks (part.failed), so that the element functions read like
 * the XML they write and package_write asks once. Parts are made and owned by a
 * Package (package/package.h). */
#ifndef ZIPING_PACKAGE_PART_H
#define ZIPING_PACKAGE_PART_H

#include <libxml/xmlwriter.h>
#include <stdbool.h>
#include <stddef.h>

#define PACKAGE_REL_NS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

typedef struct Part {
  const char *name;         /* inside the package, without a leading slash */
  const char *content_type; /* NULL: covered by a default of [Content_Types].xml */
  const char *relation;     /* last step of the relationship type's URI, or all of it */
  const char *source;       /* the part that refers to this one; "" is the package */
  char id[16];              /* relationship id, unique in the package */
  xmlTextWriterPtr writer;
  xmlBufferPtr bytes;
  bool failed;
  const void *raw; /* a part that is no XML: its bytes; NULL otherwise */
  size_t raw_len;
  struct Part *next;
} Part;

/* The writer and its buffer; ends the program when memory ran out. */
void part_start(Part *part);
/* Ends the XML document; the bytes are whole after it. */
void part_finish(Part *part);
void part_free(Part *part);

/* Elements and attributes by their qualified names; values are escaped. */
void part_open(Part *part, const char *element);
void part_close(Part *part);
void part_attr(Part *part, const char *name, const char *value);
void part_attr_int(Part *part, const char *name, long value);
void part_text(Part *part, const char *text, size_t len);

/* <element>text</element> */
void part_element(Part *part, const char *element, const char *text);

#endif
