#include "batch/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fd.h"
#include "base/infile.h"

#define BEGIN "{\"batch\":\"begin\"}\n"
#define END "{\"batch\":\"end\"}\n"
#define JOURNAL_MOST ((size_t)1 << 30)

struct Journal {
  const char *path;
  int fd;
  json_t *records; /* by data */
};

static bool failed(const char *path, const char *step, int error, Messages *messages) {
  msg_add(messages, pos_file(path), WRITE_FAILED, path, step, msg_errno(error));
  return false;
}

/* One write a line, so that lines of a killed batch are whole. */
static bool write_line(Journal *journal, const char *line, size_t len, Messages *messages) {
  return fd_write_all(journal->fd, line, len) || failed(journal->path, "写入", errno, messages);
}

static bool lock(Journal *journal, Messages *messages) {
  journal->fd = open(journal->path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (journal->fd < 0)
    return failed(journal->path, "新建", errno, messages);
  if (flock(journal->fd, LOCK_EX | LOCK_NB) == 0)
    return true;
  if (errno == EWOULDBLOCK)
    msg_add(messages, pos_file(journal->path), BATCH_BUSY, journal->path);
  else
    failed(journal->path, "加锁", errno, messages);
  return false;
}

/* The records of all lines. ended: whether the last batch came to its end. */
static void take_lines(Journal *journal, const Buf *bytes, bool *ended) {
  const char *line = bytes->data, *last = bytes->data + bytes->len;
  for (const char *end; (end = memchr(line, '\n', (size_t)(last - line))); line = end + 1) {
    size_t len = (size_t)(end - line) + 1;
    json_t *record = NULL;
    if (len == strlen(END) && memcmp(line, END, len) == 0)
      *ended = true;
    else if (len == strlen(BEGIN) && memcmp(line, BEGIN, len) == 0)
      *ended = false;
    else
      record = record_read(line, len);
    if (record && json_object_set_new(journal->records, record_data(record), record) != 0)
      mem_exhausted();
  }
}

/* What the file holds so far; begun again unless that is still of use. */
static bool read_old(Journal *journal, bool keep, Messages *messages) {
  off_t size = lseek(journal->fd, 0, SEEK_END);
  bool ended = true;
  if (size > 0) {
    Buf bytes = {0};
    bool read = infile_read(journal->path, JOURNAL_MOST, &bytes, messages);
    if (read)
      take_lines(journal, &bytes, &ended);
    buf_free(&bytes);
    if (!read)
      return false;
  }
  if (!ended || keep)
    return write_line(journal, "\n", 1, messages);
  json_object_clear(journal->records);
  return ftruncate(journal->fd, 0) == 0 || failed(journal->path, "清空", errno, messages);
}

Journal *journal_open(const char *path, bool keep, Messages *messages) {
  Journal *journal = mem_alloc(sizeof *journal);
  *journal = (Journal){.path = path, .fd = -1, .records = json_object()};
  if (!journal->records)
    mem_exhausted();
  if (lock(journal, messages) && read_old(journal, keep, messages) &&
      write_line(journal, BEGIN, strlen(BEGIN), messages))
    return journal;
  journal_close(journal);
  return NULL;
}

const json_t *journal_find(const Journal *journal, const char *data) {
  char *name = record_name(data);
  const json_t *record = json_object_get(journal->records, name);
  free(name);
  return record;
}

bool journal_add(Journal *journal, const json_t *record, Messages *messages) {
  Buf line = {0};
  record_put(record, &line);
  bool written = write_line(journal, line.data, line.len, messages);
  buf_free(&line);
  return written;
}

bool journal_finish(Journal *journal, Messages *messages) {
  return write_line(journal, END, strlen(END), messages);
}

void journal_close(Journal *journal) {
  if (journal->fd >= 0)
    close(journal->fd);
  json_decref(journal->records);
  free(journal);
}
