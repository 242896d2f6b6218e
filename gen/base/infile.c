#include "base/infile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
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

bool infile_size_ok(const char *path, uint64_t bytes, size_t limit, Messages *messages) {
  if (bytes == 0) {
    msg_add(messages, pos_file(path), FILE_EMPTY, path);
    return false;
  }
  if (bytes > limit) {
    char size[32], most[32];
    snprintf(size, sizeof size, "%llu", (unsigned long long)(bytes >> 20));
    snprintf(most, sizeof most, "%zu", limit >> 20);
    msg_add(messages, pos_file(path), FILE_TOO_LARGE, path, size, most);
    return false;
  }
  return true;
}

static bool check_file(int fd, const char *path, size_t limit, Messages *messages) {
  struct stat info;
  if (fstat(fd, &info) != 0)
    return refuse_read(path, errno, messages);
  if (!S_ISREG(info.st_mode)) {
    msg_add(messages, pos_file(path), FILE_IS_FOLDER, path);
    return false;
  }
  return infile_size_ok(path, (uint64_t)info.st_size, limit, messages);
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

static InfileLoan *loans;

void infile_lend(InfileLoan *loan) {
  loan->next = loans;
  loans = loan;
}

void infile_take_back(InfileLoan *loan) {
  InfileLoan **at = &loans;
  while (*at && *at != loan)
    at = &(*at)->next;
  if (*at)
    *at = loan->next;
}

const Attachment *infile_lent(const char *path) {
  for (const InfileLoan *loan = loans; loan; loan = loan->next) {
    size_t folder = strlen(loan->folder);
    if (strncmp(path, loan->folder, folder) != 0 || path[folder] != '/')
      continue;
    for (size_t i = 0; i < loan->count; i++)
      if (strcmp(path + folder + 1, loan->files[i].name) == 0)
        return &loan->files[i];
  }
  return NULL;
}

bool infile_is_there(const char *path) {
  return infile_lent(path) || access(path, F_OK) == 0;
}

static bool read_lent(const char *path, const Attachment *file, size_t limit, Buf *out,
                      Messages *messages) {
  bool ok = infile_size_ok(path, file->len, limit, messages);
  if (ok)
    buf_add(out, file->bytes, file->len);
  return ok;
}

bool infile_read(const char *path, size_t limit, Buf *out, Messages *messages) {
  const Attachment *lent = infile_lent(path);
  if (lent)
    return read_lent(path, lent, limit, out, messages);
  /* O_NONBLOCK: opening a FIFO must not wait for a writer. */
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0)
    return refuse_read(path, errno, messages);
  bool ok = check_file(fd, path, limit, messages) && read_all(fd, path, limit, out, messages);
  close(fd);
  return ok;
}

bool infile_read_stream(int fd, const char *path, size_t limit, Buf *out, Messages *messages) {
  size_t before = out->len;
  return read_all(fd, path, limit, out, messages) &&
         infile_size_ok(path, out->len - before, limit, messages);
}

bool infile_is_pdf(const char *bytes, size_t len) {
  static const char mark[] = "%PDF-";
  return len >= strlen(mark) && memcmp(bytes, mark, strlen(mark)) == 0;
}
