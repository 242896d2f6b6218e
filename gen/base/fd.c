#include "base/fd.h"

#include <errno.h>
#include <unistd.h>

bool fd_write_all(int fd, const void *bytes, size_t len) {
  for (const char *at = bytes; len > 0;) {
    ssize_t written = write(fd, at, len);
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return false;
    at += written;
    len -= (size_t)written;
  }
  return true;
}

bool fd_read_all(int fd, void *bytes, size_t len) {
  for (char *at = bytes; len > 0;) {
    ssize_t got = read(fd, at, len);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return false;
    at += got;
    len -= (size_t)got;
  }
  return true;
}

const char *fd_next_name(DIR *folder, int *error) {
  errno = 0;
  const struct dirent *entry = readdir(folder);
  *error = entry ? 0 : errno;
  return entry ? entry->d_name : NULL;
}
