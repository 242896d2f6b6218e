/* Which evaluations a batch is about. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/infile.h"
#include "batch/batch.h"

typedef struct Names {
  const char **items;
  size_t count, capacity;
} Names;

static void add(Names *names, const char *name) {
  names->items = mem_grow(names->items, names->count, &names->capacity, sizeof *names->items);
  names->items[names->count++] = name;
}

/* Lines end with LF, CR LF, or NUL (find -print0). */
static void read_lines(char *text, size_t len, Names *names) {
  for (char *line = text, *end = text; line < text + len; line = ++end) {
    while (*end != '\n' && *end != '\0')
      end++;
    *end = '\0';
    if (end > line && end[-1] == '\r')
      end[-1] = '\0';
    if (*line && *line != '#')
      add(names, line);
  }
}

static bool read_list(const char *path, Arena *arena, Names *names, Messages *messages) {
  Buf bytes = {0};
  bool read = infile_read(path, INFILE_LIMIT, &bytes, messages);
  if (read)
    read_lines(arena_copy_n(arena, bytes.data, bytes.len), bytes.len, names);
  buf_free(&bytes);
  return read;
}

/* Files that begin with a dot or ~$ belong to the system or to an open
 * spreadsheet. */
static bool is_evaluation(const char *name) {
  const char *dot = strrchr(name, '.');
  return dot && name[0] != '.' && strncmp(name, "~$", 2) != 0 &&
         (strcmp(dot, ".xml") == 0 || strcmp(dot, ".xlsx") == 0);
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
  for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
    if (is_evaluation(entry->d_name))
      add(names, arena_printf(arena, "%s%s%s", path, slash, entry->d_name));
  closedir(folder);
  if (names->count > 0)
    qsort(names->items, names->count, sizeof *names->items, compare);
  return true;
}

const char **batch_list(const char *path, int shard, int shards, Arena *arena, size_t *count,
                        Messages *messages) {
  struct stat info;
  Names names = {0};
  bool is_folder = stat(path, &info) == 0 && S_ISDIR(info.st_mode);
  bool read = is_folder ? read_folder(path, arena, &names, messages)
                        : read_list(path, arena, &names, messages);
  const char **own = NULL;
  *count = 0;
  if (read && names.count == 0) {
    msg_add(messages, pos_file(path), BATCH_EMPTY, path);
  } else if (read) {
    own = arena_array(arena, names.count, sizeof *own);
    for (size_t i = (size_t)shard - 1; i < names.count; i += (size_t)shards)
      own[(*count)++] = names.items[i];
  }
  free(names.items);
  return own;
}
