/* All of a stretch of bytes to or from an open descriptor, though the system may take
 * it in pieces or be interrupted by a signal. */
#ifndef ZIPING_BASE_FD_H
#define ZIPING_BASE_FD_H

#include <stdbool.h>
#include <stddef.h>

/* False with errno. */
bool fd_write_all(int fd, const void *bytes, size_t len);
/* False with errno, or at the end before so many had come. */
bool fd_read_all(int fd, void *bytes, size_t len);

#endif
