#include "base/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

typedef struct OutFile {
  char *path;
  char *temp; /* NULL once renamed */
  char *old;  /* a second link to the file that was there; NULL when none */
} OutFile;

struct OutSet {
  Messages *messages;
  OutFile *files;
  size_t count, capacity;
};

/* Temporary files that exist now, for removal when the program ends early. The
 * signal handler reads the slots, so a name is complete before its slot is set. */
enum { PENDING_MOST = 256 };
static char *volatile pending[PENDING_MOST];
static pthread_mutex_t pending_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t pending_once = PTHREAD_ONCE_INIT;

static void remove_pending(void) {
  for (int i = 0; i < PENDING_MOST; i++)
    if (pending[i])
      unlink(pending[i]);
}

static void on_signal(int number) {
  remove_pending();
  signal(number, SIG_DFL);
  raise(number);
}

static void watch_exit(void) {
  atexit(remove_pending);
  static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
  struct sigaction action = {.sa_handler = on_signal};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    sigaction(numbers[i], &action, NULL);
  /* A full file-size limit shall be an error of write, not a kill. */
  signal(SIGXFSZ, SIG_IGN);
}

static bool remember(char *temp) {
  pthread_once(&pending_once, watch_exit);
  bool kept = false;
  pthread_mutex_lock(&pending_lock);
  for (int i = 0; i < PENDING_MOST && !kept; i++)
    if (!pending[i]) {
      pending[i] = temp;
      kept = true;
    }
  pthread_mutex_unlock(&pending_lock);
  return kept;
}

static void forget(const char *temp) {
  pthread_mutex_lock(&pending_lock);
  for (int i = 0; i < PENDING_MOST; i++)
    if (pending[i] == temp)
      pending[i] = NULL;
  pthread_mutex_unlock(&pending_lock);
}

OutSet *outset_new(Messages *messages) {
  OutSet *set = mem_alloc(sizeof *set);
  set->messages = messages;
  return set;
}

static bool failed(OutSet *set, const char *path, const char *step, int error) {
  msg_add(set->messages, pos_file(path), WRITE_FAILED, path, step, msg_errno(error));
  return false;
}

static bool write_all(int fd, const char *bytes, size_t len) {
  while (len) {
    ssize_t written = write(fd, bytes, len);
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return false;
    bytes += written;
    len -= (size_t)written;
  }
  return true;
}

static bool write_temp(OutSet *set, const char *path, const char *temp, const void *bytes,
                       size_t len) {
  int fd = open(temp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0)
    return failed(set, path, "新建临时文件", errno);
  bool ok = write_all(fd, bytes, len) || failed(set, path, "写入", errno);
  ok = ok && (fsync(fd) == 0 || failed(set, path, "存盘", errno));
  if (close(fd) != 0 && ok)
    ok = failed(set, path, "关闭", errno);
  return ok;
}

/* A folder in the way would only show at the rename, after other files of the
 * set were already in place. */
static bool target_is_free(OutSet *set, const char *path) {
  struct stat info;
  if (stat(path, &info) == 0 && !S_ISREG(info.st_mode))
    return failed(set, path, "替换", S_ISDIR(info.st_mode) ? EISDIR : EEXIST);
  return true;
}

bool outset_add(OutSet *set, const char *path, const void *bytes, size_t len) {
  if (!target_is_free(set, path))
    return false;
  set->files = mem_grow(set->files, set->count, &set->capacity, sizeof *set->files);
  OutFile *file = &set->files[set->count++];
  *file = (OutFile){0};
  size_t size = strlen(path) + 48;
  file->path = mem_alloc(size);
  file->temp = mem_alloc(size);
  strcpy(file->path, path);
  snprintf(file->temp, size, "%s.%ld-%zu.tmp", path, (long)getpid(), set->count);
  if (!remember(file->temp))
    return failed(set, path, "新建临时文件", EMFILE);
  return write_temp(set, path, file->temp, bytes, len);
}

static bool sync_folder(OutSet *set, const char *path) {
  char *copy = mem_alloc(strlen(path) + 1);
  strcpy(copy, path);
  int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  /* EINVAL: a file system that cannot sync folders; the files are synced. */
  bool ok = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);
  if (!ok)
    failed(set, path, "存盘", errno);
  if (fd >= 0)
    close(fd);
  free(copy);
  return ok;
}

/* A second link lets the older file come back when a later step fails. Where
 * there is none to be had (no such file, no links on this disk), old stays NULL. */
static void keep_old(OutFile *file, size_t number) {
  size_t size = strlen(file->path) + 48;
  file->old = mem_alloc(size);
  snprintf(file->old, size, "%s.%ld-%zu.old", file->path, (long)getpid(), number);
  if (link(file->path, file->old) == 0 && remember(file->old))
    return;
  unlink(file->old);
  free(file->old);
  file->old = NULL;
}

static bool put_in_place(OutSet *set, OutFile *file) {
  if (rename(file->temp, file->path) != 0)
    return failed(set, file->path, "改名", errno);
  forget(file->temp);
  free(file->temp);
  file->temp = NULL;
  return true;
}

/* What was put in place goes again, and the older files come back. */
static void take_back(OutSet *set) {
  for (size_t i = 0; i < set->count; i++) {
    OutFile *file = &set->files[i];
    if (file->temp)
      continue;
    if (!file->old)
      unlink(file->path);
    else
      rename(file->old, file->path);
  }
}

bool outset_commit(OutSet *set) {
  for (size_t i = 0; i < set->count; i++)
    keep_old(&set->files[i], i);
  bool ok = true;
  for (size_t i = 0; i < set->count && ok; i++)
    ok = put_in_place(set, &set->files[i]);
  for (size_t i = 0; i < set->count && ok; i++)
    ok = sync_folder(set, set->files[i].path);
  if (!ok)
    take_back(set);
  return ok;
}

/* Removes a helper file and forgets its name. */
static void discard(char *name) {
  if (!name)
    return;
  unlink(name);
  forget(name);
  free(name);
}

void outset_free(OutSet *set) {
  if (!set)
    return;
  for (size_t i = 0; i < set->count; i++) {
    discard(set->files[i].temp);
    discard(set->files[i].old);
    free(set->files[i].path);
  }
  free(set->files);
  free(set);
}
