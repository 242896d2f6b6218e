/* SHA-256 of files, in hexadecimal. Only for the batch room. */
#ifndef ZIPING_BATCH_DIGEST_H
#define ZIPING_BATCH_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

enum { DIGEST_SIZE = 65 }; /* 64 digits and a NUL */

void digest_bytes(const void *bytes, size_t len, char out[DIGEST_SIZE]);
/* False when the file can't be read. */
bool digest_file(const char *path, char out[DIGEST_SIZE]);

#endif
