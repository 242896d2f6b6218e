/* Which evaluations a batch is about. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/infile.h"
#include "base/utf8.h"
#include "batch/batch.h"
#include "package/archive.h"

#define STANDARD_INPUT "-"

typedef struct Names {
  const char **items;
  size_t count, capacity;
} Names;

static void add(Names *names, const char *name) {
  names->items = mem_grow(names->items, names->count, &names->capacity, sizeof *names->items);
  names->items[names->count++] = name;
}

/* A pipe, which lies in no folder of the list's names. */
static bool is_stream(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && (S_ISFIFO(info.st_mode) || S_ISCHR(info.st_mode));
}

/* A list while it is read. */
typedef struct List {
  const char *path;
  const char *folder; /* its own, with the slash; "" for the current one */
  Names names;
  Arena *arena;
  /* The lines that can't be taken, and the first of them. */
  int foreign, ambiguous;
  Pos first_foreign, first_ambiguous;
  const char *ambiguous_name;
} List;

/* A name is looked for beside the list, and, as a list may have been written by a
 * command in the current folder, there as well; in both it may mean either. */
static const char *find(List *list, const char *name, Pos pos) {
  const char *beside = arena_printf(list->arena, "%s%s", list->folder, name);
  struct stat own, here;
  if (*name == '/' || !*list->folder || stat(name, &here) != 0)
    return *name == '/' ? name : beside;
  if (stat(beside, &own) != 0)
    return name;
  bool is_same = own.st_dev == here.st_dev && own.st_ino == here.st_ino;
  if (!is_same && list->ambiguous++ == 0) {
    list->first_ambiguous = pos;
    list->ambiguous_name = name;
  }
  return beside;
}

/* File names may be any bytes; what is no UTF-8 and no file either is a list in
 * another encoding. */
static void take_line(List *list, const char *line, int number) {
  Pos pos = pos_at(list->path, number, 0);
  if (!*line || *line == '#')
    return;
  const char *path = find(list, line, pos);
  size_t len = strlen(line);
  if (utf8_check(line, len) < len && access(path, F_OK) != 0 && list->foreign++ == 0)
    list->first_foreign = pos;
  add(&list->names, path);
}

/* Lines end with LF, CR LF, or NUL (find -print0). */
static void take_lines(List *list, char *text, size_t len) {
  int number = 1;
  for (char *line = text, *end = text; line < text + len; line = ++end, number++) {
    while (*end != '\n' && *end != '\0')
      end++;
    *end = '\0';
    if (end > line && end[-1] == '\r')
      end[-1] = '\0';
    take_line(list, line, number);
  }
}

static bool is_document(const Buf *bytes, size_t start) {
  return archive_is_one(bytes->data, bytes->len) || infile_is_pdf(bytes->data, bytes->len) ||
         bytes->data[start] == '<';
}

static bool judge(const List *list, Messages *messages) {
  char count[16];
  if (list->foreign > 0)
    msg_add(messages, list->first_foreign, BATCH_LIST_ENCODING, list->path);
  snprintf(count, sizeof count, "%d", list->ambiguous);
  if (list->ambiguous > 0)
    msg_add(messages, list->first_ambiguous, BATCH_LIST_TWO_FILES, list->ambiguous_name, count);
  return list->foreign == 0 && list->ambiguous == 0;
}

/* What another command says, or a file. */
static bool read_bytes(const char *path, Buf *out, Messages *messages) {
  if (strcmp(path, STANDARD_INPUT) == 0)
    return infile_read_stream(STDIN_FILENO, path, INFILE_LIMIT, out, messages);
  if (!is_stream(path))
    return infile_read(path, INFILE_LIMIT, out, messages);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  bool read = fd >= 0 && infile_read_stream(fd, path, INFILE_LIMIT, out, messages);
  if (fd < 0)
    msg_add(messages, pos_file(path), FILE_NOT_READ, path, msg_errno(errno));
  else
    close(fd);
  return read;
}

/* Editors of Windows begin a text with a mark of its encoding. */
static bool read_list(List *list, Messages *messages) {
  static const char mark[] = "\xEF\xBB\xBF";
  Buf bytes = {0};
  bool read = read_bytes(list->path, &bytes, messages);
  size_t start = read && strncmp(bytes.data, mark, strlen(mark)) == 0 ? strlen(mark) : 0;
  if (read && is_document(&bytes, start)) {
    msg_add(messages, pos_file(list->path), BATCH_LIST_IS_DATA, list->path);
    read = false;
  } else if (read) {
    size_t len = bytes.len - start;
    take_lines(list, arena_copy_n(list->arena, bytes.data + start, len), len);
    read = judge(list, messages);
  }
  buf_free(&bytes);
  return read;
}

static bool has_ending(const char *name, const char *const endings[]) {
  const char *dot = strrchr(name, '.');
  while (dot && *endings && strcasecmp(dot, *endings) != 0)
    endings++;
  return dot && *endings;
}

/* Files that begin with a dot or ~$ belong to the system or to an open
 * spreadsheet. A spreadsheet of a kind that we don't read is not passed over in
 * silence. */
static bool is_evaluation(const char *path, const char *name, Messages *messages) {
  static const char *const ours[] = {".xml", ".xlsx", NULL};
  static const char *const others[] = {".xls", ".xlsm", ".xlsb", ".et",
                                       ".wps", ".ods",  ".csv",  NULL};
  if (name[0] == '.' || strncmp(name, "~$", 2) == 0)
    return false;
  if (has_ending(name, others))
    msg_add(messages, pos_file(path), BATCH_NOT_TAKEN, path);
  return has_ending(name, ours);
}

static bool is_folder(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* Whether the folder holds evaluations itself. */
static bool has_evaluations(const char *path) {
  Messages *quiet = msg_new();
  DIR *folder = opendir(path);
  bool has = false;
  const char *name;
  for (int error; folder && !has && (name = fd_next_name(folder, &error));)
    has = is_evaluation(path, name, quiet);
  if (folder)
    closedir(folder);
  msg_free(quiet);
  return has;
}

static void take_entry(const char *path, const char *name, Names *names, Messages *messages) {
  if (!is_folder(path)) {
    if (is_evaluation(path, name, messages))
      add(names, path);
  } else if (name[0] != '.' && has_evaluations(path)) {
    msg_add(messages, pos_file(path), BATCH_SUBFOLDER, path);
  }
}

static int compare(const void *left, const void *right) {
  return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static bool read_folder(const char *path, Arena *arena, Names *names, Messages *messages) {
  DIR *folder = opendir(path);
  if (!folder) {
    msg_add(messages, pos_file(path), FILE_NOT_READ, path, msg_errno(errno));
    return false;
  }
  const char *slash = path[strlen(path) - 1] == '/' ? "" : "/";
  int error = 0;
  for (const char *name; (name = fd_next_name(folder, &error));) {
    const char *file = arena_printf(arena, "%s%s%s", path, slash, name);
    take_entry(file, strrchr(file, '/') + 1, names, messages);
  }
  closedir(folder);
  if (error != 0) {
    msg_add(messages, pos_file(path), FILE_NOT_READ, path, msg_errno(error));
    return false;
  }
  if (names->count > 0)
    qsort(names->items, names->count, sizeof *names->items, compare);
  return true;
}

const char **batch_list(const char *path, Arena *arena, size_t *count, Messages *messages) {
  const char *slash = is_stream(path) ? NULL : strrchr(path, '/');
  size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
  List list = {.path = path, .folder = arena_copy_n(arena, path, folder), .arena = arena};
  bool read = is_folder(path) ? read_folder(path, arena, &list.names, messages)
                              : read_list(&list, messages);
  const char **own = NULL;
  *count = read ? list.names.count : 0;
  if (read && *count == 0)
    msg_add(messages, pos_file(path), BATCH_EMPTY, path);
  if (*count > 0) {
    own = arena_array(arena, *count, sizeof *own);
    memcpy(own, list.names.items, *count * sizeof *own);
  }
  free(list.names.items);
  return own;
}
