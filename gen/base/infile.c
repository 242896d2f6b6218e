#include "base/infile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is wrong with the system, not with the file that was named. */
static bool is_trouble(int error) {
  return error == EIO || error == ENOMEM || error == EMFILE || error == ENFILE || error == ESTALE;
}

static bool refuse_read(const char *path, int error, Messages *messages) {
  MsgId id = is_trouble(error) ? FILE_READ_FAILED : FILE_NOT_READ;
  msg_add_args(messages, pos_file(path), id, (const char *const[]){path, msg_errno(error), NULL});
  return false;
}

static bool check_size(const char *path, const struct stat *info, size_t limit,
                       Messages *messages) {
  Pos pos = pos_file(path);
  if (!S_ISREG(info->st_mode)) {
    msg_add(messages, pos, FILE_IS_FOLDER, path);
    return false;
  }
  if (info->st_size == 0) {
    msg_add(messages, pos, FILE_EMPTY, path);
    return false;
  }
  if ((uint64_t)info->st_size > limit) {
    char size[32], most[32];
    snprintf(size, sizeof size, "%lld", (long long)(info->st_size >> 20));
    snprintf(most, sizeof most, "%zu", limit >> 20);
    msg_add(messages, pos, FILE_TOO_LARGE, path, size, most);
    return false;
  }
  return true;
}

/* The file may shrink or grow while it is read: what is there is taken, never
 * more than limit. */
static bool read_all(int fd, const char *path, size_t limit, Buf *out, Messages *messages) {
  char block[65536];
  size_t total = 0;
  for (;;) {
    ssize_t got = read(fd, block, sizeof block);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return refuse_read(path, errno, messages);
    if (got == 0)
      return true;
    total += (size_t)got;
    if (total > limit)
      return refuse_read(path, EFBIG, messages);
    buf_add(out, block, (size_t)got);
  }
}

bool infile_read(const char *path, size_t limit, Buf *out, Messages *messages) {
  /* O_NONBLOCK: opening a FIFO must not wait for a writer. */
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0)
    return refuse_read(path, errno, messages);
  struct stat info;
  bool ok = fstat(fd, &info) == 0 ? check_size(path, &info, limit, messages)
                                  : refuse_read(path, errno, messages);
  ok = ok && read_all(fd, path, limit, out, messages);
  close(fd);
  return ok;
}
