/* A preload library that makes one system call fail, to try what happens when
 * a disk is full or broken:  LD_PRELOAD=faults.so FAIL=write:3:28 ziping …
 * makes the third write fail with errno 28; errno 0 kills the process there.
 * With FAIL_SAID in the environment it says “struck” on stderr then.
 * FAIL_LINKS: a disk without links; FAIL_BACK: no older file can be renamed back.
 * open, write, ftruncate, close, fsync, rename, link, unlink: counted are only
 * calls that write, so open with O_CREAT, write and close of what was so opened.
 * read is open without O_CREAT; mmap is any. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

static struct {
  char function[16];
  int when, error;
  atomic_int calls;
} plan;

static bool written[1024]; /* descriptors that were opened to write */

__attribute__((constructor)) static void read_plan(void) {
  const char *text = getenv("FAIL");
  if (!text || sscanf(text, "%15[a-z]:%d:%d", plan.function, &plan.when, &plan.error) != 3)
    plan.when = 0;
}

/* Whether this call of the function is the one to fail; errno is set then. */
static bool fails(const char *function) {
  if (!plan.when || strcmp(plan.function, function) != 0 ||
      atomic_fetch_add(&plan.calls, 1) + 1 != plan.when)
    return false;
  if (getenv("FAIL_SAID"))
    dprintf(STDERR_FILENO, "struck\n");
  if (plan.error == 0)
    kill(getpid(), SIGKILL);
  errno = plan.error;
  return true;
}

static bool is_written(int fd) {
  return fd >= 0 && (size_t)fd < sizeof written && written[fd];
}

static bool ends_with(const char *text, const char *ending) {
  size_t len = strlen(text), end = strlen(ending);
  return len >= end && strcmp(text + len - end, ending) == 0;
}

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static int open_counted(const char *path, int flags, mode_t mode) {
  REAL(open);
  if (fails(flags & O_CREAT ? "open" : "read"))
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

int ftruncate(int fd, off_t len) {
  REAL(ftruncate);
  return is_written(fd) && fails("ftruncate") ? -1 : real(fd, len);
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
  bool back = getenv("FAIL_BACK") && ends_with(from, ".ziping-old");
  if (back)
    errno = EIO;
  return back || fails("rename") ? -1 : real(from, to);
}

int link(const char *from, const char *to) {
  REAL(link);
  bool never = getenv("FAIL_LINKS") && access(from, F_OK) == 0;
  if (never)
    errno = EPERM;
  return never || fails("link") ? -1 : real(from, to);
}

int unlink(const char *path) {
  REAL(unlink);
  return fails("unlink") ? -1 : real(path);
}

void *mmap(void *place, size_t size, int protection, int flags, int fd, off_t offset) {
  REAL(mmap);
  return fails("mmap") ? MAP_FAILED : real(place, size, protection, flags, fd, offset);
}
