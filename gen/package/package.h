/* The ZIP package (ISO/IEC 29500-2): parts, their content types and the
 * relationships between them, which all come from one list, so that none can
 * be missing or dangle. package_new owns the parts; package_free ends them. */
#ifndef ZIPING_PACKAGE_PACKAGE_H
#define ZIPING_PACKAGE_PACKAGE_H

#include "base/buf.h"
#include "base/msg.h"
#include "package/packer.h"
#include "package/part.h"

typedef struct Package Package;

Package *package_new(void);
void package_free(Package *package);
/* A new part, ready to be written; it stays where it is while others are
 * added. Parts stand in the package in this order. See Part for the strings,
 * which are borrowed. */
Part *package_add(Package *package, const char *name, const char *content_type,
                  const char *relation, const char *source);
/* A part that is no XML, of a copy of these bytes. */
Part *package_add_bytes(Package *package, const char *name, const char *content_type,
                        const char *relation, const char *source, const void *bytes, size_t len);
/* Appends the packed file to out; the parts' bytes are gone then. The file's
 * depend on them only. False with the message failed, whose %1 is the reason. */
bool package_write(Package *package, Packer *packer, Buf *out, MsgId failed, Messages *messages);

#endif
