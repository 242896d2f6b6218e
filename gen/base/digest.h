/* SHA-256 of bytes and files, in hexadecimal. */
#ifndef ZIPING_BASE_DIGEST_H
#define ZIPING_BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

enum { DIGEST_SIZE = 65 }; /* 64 digits and a NUL */

void digest_bytes(const void *bytes, size_t len, char out[DIGEST_SIZE]);
/* False when the file can't be read. */
bool digest_file(const char *path, char out[DIGEST_SIZE]);

#endif
