/* A ZIP file while it is written: named files, deflated, in the order in which
 * they are added. Its bytes depend on these alone. Only for the package room. */
#ifndef ZIPING_PACKAGE_PACK_H
#define ZIPING_PACKAGE_PACK_H

#include <stdbool.h>

#include "package/packer.h"

typedef struct Pack Pack;

Pack *pack_new(Packer *packer);
void pack_free(Pack *pack);
/* Takes the bytes over. False when it failed; pack_failure says why. */
bool pack_add(Pack *pack, const char *name, Buf *bytes);
/* Appends the whole file to out; nothing can be added after it. */
bool pack_finish(Pack *pack, Buf *out);
/* Why the first that failed did; libzip's words. */
const char *pack_failure(Pack *pack);

#endif
