#include "base/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fd.h"

typedef struct OutFile {
  char *path;
  char *temp; /* NULL once renamed */
  char *old;  /* the file that was there, a second time; NULL: there was none */
  int lock;   /* a descriptor that holds the lock on temp, -1 */
} OutFile;

struct OutSet {
  Messages *messages;
  OutFile *files;
  size_t count, capacity;
};

/* Temporary files that exist now, for removal when the program ends early. The
 * signal handler reads the slots, so a name is complete before its slot is set. */
enum { PENDING_MOST = 4096 };
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

/* What is ignored stays so, as SIGHUP under nohup. */
static void watch_exit(void) {
  atexit(remove_pending);
  static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
  struct sigaction action = {.sa_handler = on_signal};
  struct sigaction before;
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
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

/* The name is the same every time, so that the next run takes over what a
 * killed one left behind; the lock keeps off a second program that writes the
 * same file now. It stays ours until the file is in place: *lock is to be
 * closed then. -1 with errno when the file is not to be had. */
static int open_temp(const char *temp, int *lock) {
  for (;;) {
    struct stat ours, named;
    int fd = open(temp, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
    if (fd < 0)
      return -1;
    int error = 0;
    if (fstat(fd, &ours) != 0 || !S_ISREG(ours.st_mode))
      error = EEXIST;
    else if (flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
      error = EWOULDBLOCK;
    else if (stat(temp, &named) != 0)
      error = errno;
    else if (named.st_ino == ours.st_ino && named.st_dev == ours.st_dev)
      error = (*lock = dup(fd)) < 0 ? errno : 0;
    else
      error = ENOENT;
    if (error == 0)
      return fd;
    close(fd);
    errno = error;
    if (error != ENOENT) /* the other program put it in place just before the lock */
      return -1;
  }
}

/* What a disk gives back need not be what it was given. */
static bool reads_the_same(int fd, const char *bytes, size_t len) {
  char block[65536];
  for (size_t at = 0; at < len;) {
    ssize_t got = pread(fd, block, sizeof block < len - at ? sizeof block : len - at, (off_t)at);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0 || memcmp(block, bytes + at, (size_t)got) != 0) {
      errno = got < 0 ? errno : EIO;
      return false;
    }
    at += (size_t)got;
  }
  return true;
}

static bool fill(OutSet *set, const char *path, int fd, const void *bytes, size_t len) {
  bool ok =
      (ftruncate(fd, 0) == 0 && fd_write_all(fd, bytes, len)) || failed(set, path, "写入", errno);
  ok = ok && (fsync(fd) == 0 || failed(set, path, "存盘", errno));
  ok = ok && (reads_the_same(fd, bytes, len) || failed(set, path, "核对", errno));
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

static char *beside(const char *path, const char *ending) {
  size_t len = strlen(path), end = strlen(ending) + 1;
  char *name = mem_alloc(len + end);
  memcpy(name, path, len);
  memcpy(name + len, ending, end);
  return name;
}

/* Who may read the older file may read the new one, and nobody else. */
static bool keep_mode(const char *path, int fd) {
  struct stat old;
  return stat(path, &old) != 0 || fchmod(fd, old.st_mode & 07777) == 0 || errno == EPERM;
}

/* The temporary file, opened; -1 with a message. */
static int claim(OutSet *set, OutFile *file) {
  if (!remember(file->temp)) {
    failed(set, file->path, "新建临时文件", EMFILE);
    return -1;
  }
  int fd = open_temp(file->temp, &file->lock);
  if (fd < 0) {
    failed(set, file->path, "新建临时文件", errno);
    forget(file->temp); /* it may be another program's */
  } else if (!keep_mode(file->path, fd)) {
    failed(set, file->path, "设定权限", errno);
    unlink(file->temp);
    forget(file->temp);
    close(file->lock);
    close(fd);
    fd = -1;
  }
  return fd;
}

/* The file itself, where the name is a link to it: the link stays. */
static char *real_name(const char *path) {
  struct stat info;
  if (lstat(path, &info) != 0 || !S_ISLNK(info.st_mode))
    return beside(path, "");
  errno = 0;
  char *real = realpath(path, NULL);
  if (!real && errno == ENOMEM)
    mem_exhausted();
  return real ? real : beside(path, "");
}

bool outset_add(OutSet *set, const char *path, const void *bytes, size_t len) {
  if (!target_is_free(set, path))
    return false;
  OutFile file = {.path = real_name(path), .lock = -1};
  file.temp = beside(file.path, ".ziping-tmp");
  int fd = claim(set, &file);
  if (fd < 0) {
    free(file.path);
    free(file.temp);
    return false;
  }
  set->files = mem_grow(set->files, set->count, &set->capacity, sizeof *set->files);
  set->files[set->count++] = file;
  return fill(set, path, fd, bytes, len);
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

/* Removes a helper file and forgets its name. */
static void discard(char *name) {
  if (!name)
    return;
  unlink(name);
  forget(name);
  free(name);
}

static bool copy_bytes(int from, int to) {
  char block[65536];
  for (;;) {
    ssize_t got = read(from, block, sizeof block);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return got == 0 && fsync(to) == 0;
    if (!fd_write_all(to, block, (size_t)got))
      return false;
  }
}

static bool copy_file(const char *from, const char *to) {
  int in = open(from, O_RDONLY | O_CLOEXEC);
  int out = in < 0 ? -1 : open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
  bool ok = out >= 0 && copy_bytes(in, out);
  int error = errno;
  if (out >= 0 && close(out) != 0 && ok) {
    error = errno;
    ok = false;
  }
  if (in >= 0)
    close(in);
  errno = error;
  return ok;
}

/* A second link, or a copy on disks that have no links, lets the older file come
 * back when a later step fails. */
static bool keep_old(OutSet *set, OutFile *file) {
  char *old = beside(file->path, ".ziping-old");
  unlink(old); /* a killed run's */
  bool noted = remember(old);
  if (noted && (link(file->path, old) == 0 || (errno != ENOENT && copy_file(file->path, old)))) {
    file->old = old;
    return true;
  }
  int error = noted ? errno : EMFILE;
  discard(old);
  return error == ENOENT || failed(set, file->path, "保留原有文件", error);
}

static bool put_in_place(OutSet *set, OutFile *file) {
  if (rename(file->temp, file->path) != 0)
    return failed(set, file->path, "改名", errno);
  forget(file->temp);
  free(file->temp);
  file->temp = NULL;
  return true;
}

/* An older file that can't come back stays where it is. */
static void put_back(OutSet *set, OutFile *file) {
  if (rename(file->old, file->path) == 0)
    return;
  msg_add(set->messages, pos_file(file->path), OLD_NOT_BACK, file->path, msg_errno(errno),
          file->old);
  forget(file->old);
  free(file->old);
  file->old = NULL;
}

/* What was put in place goes again, and the older files come back. */
static void take_back(OutSet *set) {
  for (size_t i = 0; i < set->count; i++) {
    OutFile *file = &set->files[i];
    if (file->temp)
      continue;
    if (file->old)
      put_back(set, file);
    else
      unlink(file->path);
  }
}

bool outset_commit(OutSet *set) {
  bool ok = true;
  for (size_t i = 0; i < set->count && ok; i++)
    ok = keep_old(set, &set->files[i]);
  for (size_t i = 0; i < set->count && ok; i++)
    ok = put_in_place(set, &set->files[i]);
  for (size_t i = 0; i < set->count && ok; i++)
    ok = sync_folder(set, set->files[i].path);
  if (!ok)
    take_back(set);
  return ok;
}

void outset_free(OutSet *set) {
  if (!set)
    return;
  for (size_t i = 0; i < set->count; i++) {
    discard(set->files[i].temp);
    discard(set->files[i].old);
    if (set->files[i].lock >= 0)
      close(set->files[i].lock);
    free(set->files[i].path);
  }
  free(set->files);
  free(set);
}
