/* A whole input file in memory, with the refusals that every reader shares:
 * not there, a folder or device, empty, larger than limit. */
#ifndef ZIPING_BASE_INFILE_H
#define ZIPING_BASE_INFILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/msg.h"

#define INFILE_LIMIT ((size_t)64 << 20)

/* Appends the bytes of path to out. False with a message when refused. */
bool infile_read(const char *path, size_t limit, Buf *out, Messages *messages);

#endif
