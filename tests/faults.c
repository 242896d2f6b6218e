/* A preload library that makes one system call fail, to try what happens when
 * a disk is full or broken:  LD_PRELOAD=faults.so FAIL=write:3:28 ziping …
 * makes the third write fail with errno 28. Counted are only calls that
 * write: open with O_CREAT, write and close of what was so opened, fsync,
 * rename. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

static bool written[1024]; /* descriptors that were opened to write */

static bool is_written(int fd) {
  return fd >= 0 && (size_t)fd < sizeof written && written[fd];
}

/* Whether this call of the function is the one to fail; errno is set then. */
static bool fails(const char *function) {
  static int calls;
  char wanted[16];
  int when, error;
  const char *plan = getenv("FAIL");
  if (!plan || sscanf(plan, "%15[a-z]:%d:%d", wanted, &when, &error) != 3)
    return false;
  if (strcmp(wanted, function) != 0 || ++calls != when)
    return false;
  errno = error;
  return true;
}

#define REAL(name) __typeof__(&name) real = dlsym(RTLD_NEXT, #name)

static int open_counted(const char *path, int flags, mode_t mode) {
  REAL(open);
  if ((flags & O_CREAT) && fails("open"))
    return -1;
  int fd = real(path, flags, mode);
  if (fd >= 0 && (size_t)fd < sizeof written)
    written[fd] = (flags & O_CREAT) != 0;
  return fd;
}

static mode_t mode_of(int flags, va_list args) {
  return flags & O_CREAT ? (mode_t)va_arg(args, int) : 0;
}

int open(const char *path, int flags, ...) {
  va_list args;
  va_start(args, flags);
  mode_t mode = mode_of(flags, args);
  va_end(args);
  return open_counted(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list args;
  va_start(args, flags);
  mode_t mode = mode_of(flags, args);
  va_end(args);
  return open_counted(path, flags, mode);
}

ssize_t write(int fd, const void *bytes, size_t len) {
  REAL(write);
  return is_written(fd) && fails("write") ? -1 : real(fd, bytes, len);
}

int close(int fd) {
  REAL(close);
  bool fail = is_written(fd) && fails("close");
  int error = errno;
  int result = real(fd);
  errno = fail ? error : errno;
  return fail ? -1 : result;
}

int fsync(int fd) {
  REAL(fsync);
  return fails("fsync") ? -1 : real(fd);
}

int rename(const char *from, const char *to) {
  REAL(rename);
  return fails("rename") ? -1 : real(from, to);
}
