#include "batch/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fd.h"
#include "base/outfile.h"
#include "batch/ledger.h"

/* A file of more lines than so many times its records, and some, is written anew. */
enum { LINES_A_RECORD = 2, LINES_SPARE = 64 };

struct Journal {
  const Batch *batch;
  char *path;
  int fd;
  Ledger own;
  Ledger *others;
  size_t other_count, other_capacity;
};

static bool failed(const char *path, const char *step, int error, Messages *messages) {
  msg_add(messages, pos_file(path), WRITE_FAILED, path, step, msg_errno(error));
  return false;
}

/* Locks. They belong to the open file, so that workers hold them too as long as they end what
 * they are at. */

static bool busy(const char *path, Messages *messages) {
  msg_add(messages, pos_file(path), BATCH_BUSY, path);
  return false;
}

/* Whether the path still leads to the open file: another batch may have written its journal
 * anew between. */
static bool is_in_place(const Journal *journal) {
  struct stat ours, named;
  return fstat(journal->fd, &ours) == 0 && stat(journal->path, &named) == 0 &&
         ours.st_ino == named.st_ino && ours.st_dev == named.st_dev;
}

static bool lock(Journal *journal, Messages *messages) {
  const int flags = O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW;
  struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  do {
    if (journal->fd >= 0)
      close(journal->fd);
    journal->fd = open(journal->path, flags, 0666);
    if (journal->fd < 0)
      return failed(journal->path, "新建", errno, messages);
    if (fcntl(journal->fd, F_OFD_SETLK, &whole) == 0)
      continue;
    return errno == EAGAIN || errno == EACCES ? busy(journal->path, messages)
                                              : failed(journal->path, "加锁", errno, messages);
  } while (!is_in_place(journal));
  return true;
}

static bool is_locked(const char *path) {
  struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  bool locked = fd >= 0 && fcntl(fd, F_OFD_GETLK, &whole) == 0 && whole.l_type != F_UNLCK;
  if (fd >= 0)
    close(fd);
  return locked;
}

/* Another journal of the folder. */
static bool meet(Journal *journal, const char *path, int shards, Messages *messages) {
  bool is_fellow = shards > 1 && shards == journal->batch->shards;
  if (!is_fellow && is_locked(path))
    return busy(path, messages);
  if (!journal->batch->only_changed)
    return true;
  journal->others = mem_grow(journal->others, journal->other_count, &journal->other_capacity,
                             sizeof *journal->others);
  journal->others[journal->other_count] = (Ledger){0};
  return ledger_read(&journal->others[journal->other_count++], path, messages);
}

static bool meet_others(Journal *journal, Messages *messages) {
  const Batch *batch = journal->batch;
  DIR *folder = opendir(batch->folder);
  if (!folder)
    return failed(batch->folder, "打开", errno, messages);
  bool ok = true;
  int shard, shards, error = 0;
  for (const char *name; ok && (name = fd_next_name(folder, &error));) {
    if (!ledger_is_named(name, &shard, &shards) ||
        (shard == batch->shard && shards == batch->shards))
      continue;
    char *path = ledger_path(batch->folder, shard, shards);
    ok = meet(journal, path, shards, messages);
    free(path);
  }
  closedir(folder);
  return ok && (error == 0 || failed(batch->folder, "读取", error, messages));
}

/* One write a line, so that lines of a killed batch are whole. */
static bool add_line(Journal *journal, json_t *line, Messages *messages) {
  Buf bytes = {0};
  record_put(line, &bytes);
  bool written = fd_write_all(journal->fd, bytes.data, bytes.len) ||
                 failed(journal->path, "写入", errno, messages);
  buf_free(&bytes);
  ledger_add(&journal->own, line);
  return written;
}

/* Behind what a killed batch may have left of a line. */
static bool take_up(Journal *journal, Messages *messages) {
  if (lseek(journal->fd, 0, SEEK_END) > 0 && !fd_write_all(journal->fd, "\n", 1))
    return failed(journal->path, "写入", errno, messages);
  return add_line(journal, ledger_mark("begin", journal->batch->about), messages);
}

Journal *journal_open(const Batch *batch, Messages *messages) {
  Journal *journal = mem_alloc(sizeof *journal);
  *journal = (Journal){.batch = batch, .fd = -1};
  journal->path = ledger_path(batch->folder, batch->shard, batch->shards);
  if (lock(journal, messages) && meet_others(journal, messages) &&
      ledger_read(&journal->own, journal->path, messages) && take_up(journal, messages))
    return journal;
  journal_close(journal);
  return NULL;
}

const json_t *journal_find(const Journal *journal, const char *name, size_t *next) {
  const Batch *batch = journal->batch;
  while (*next <= journal->other_count) {
    size_t at = (*next)++;
    const Ledger *ledger = at == 0 ? &journal->own : &journal->others[at - 1];
    bool counts = at > 0 || batch->only_changed || ledger_is_since(ledger, name, batch->about);
    const json_t *record = counts ? record_find(ledger->records, name) : NULL;
    if (record)
      return record;
  }
  return NULL;
}

const json_t *journal_last(const Journal *journal, const char *name) {
  return record_find(journal->own.records, name);
}

const json_t *journal_records(const Journal *journal) {
  return journal->own.records;
}

bool journal_add(Journal *journal, const json_t *record, Messages *messages) {
  return add_line(journal, json_incref((json_t *)record), messages);
}

/* It only becomes shorter by that; what can't be done now is done another time. */
static void write_anew(const Journal *journal) {
  Messages *quiet = msg_new();
  OutSet *set = outset_new(quiet);
  Buf bytes = {0};
  ledger_put(&journal->own, &bytes);
  if (outset_add(set, journal->path, bytes.data, bytes.len))
    outset_commit(set);
  buf_free(&bytes);
  outset_free(set);
  msg_free(quiet);
}

bool journal_finish(Journal *journal, Messages *messages) {
  if (!add_line(journal, ledger_mark("end", journal->batch->about), messages))
    return false;
  size_t live = json_object_size(journal->own.records);
  if ((size_t)journal->own.line_count > LINES_A_RECORD * live + LINES_SPARE)
    write_anew(journal);
  return true;
}

void journal_close(Journal *journal) {
  if (journal->fd >= 0)
    close(journal->fd);
  for (size_t i = 0; i < journal->other_count; i++)
    ledger_free(&journal->others[i]);
  free(journal->others);
  ledger_free(&journal->own);
  free(journal->path);
  free(journal);
}
