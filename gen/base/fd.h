/* All of a stretch of bytes to or from an open descriptor, though the system may take
 * it in pieces or be interrupted by a signal; and all names of a folder, unless it can't
 * be read to its end. */
#ifndef ZIPING_BASE_FD_H
#define ZIPING_BASE_FD_H

#include <dirent.h>
#include <stdbool.h>
#include <stddef.h>

/* False with errno. */
bool fd_write_all(int fd, const void *bytes, size_t len);
/* False with errno, or at the end before so many had come. */
bool fd_read_all(int fd, void *bytes, size_t len);

/* The name of the next entry of an open folder; NULL at its end, with *error 0, or when it
 * can't be read. */
const char *fd_next_name(DIR *folder, int *error);

#endif
