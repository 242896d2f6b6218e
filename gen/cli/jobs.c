/* Which files a build writes, and whether they may be written at all: judged
 * before anything is made, so that a wrong name costs nothing. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"

static const char *const endings[FORMAT_COUNT] = {".pdf", ".docx", ".doc.txt", ".lines",
                                                  ".locked.docx"};
static const Pos nowhere;

/* The folder part of a path; "." when it has none. */
static const char *folder_of(const char *path, Arena *arena) {
  const char *slash = strrchr(path, '/');
  if (!slash)
    return ".";
  return slash == path ? "/" : arena_copy_n(arena, path, (size_t)(slash - path));
}

static bool folder_usable(const char *folder, Messages *messages) {
  struct stat info;
  int error = 0;
  if (stat(folder, &info) != 0)
    error = errno;
  else if (!S_ISDIR(info.st_mode))
    error = ENOTDIR;
  else if (faccessat(AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) != 0)
    error = errno;
  if (error == 0)
    return true;
  msg_add(messages, nowhere, CLI_FOLDER, folder, msg_errno(error));
  return false;
}

static bool is_any_of(const struct stat *info, const char *const inputs[], int input_count) {
  for (int i = 0; i < input_count; i++) {
    struct stat input;
    if (stat(inputs[i], &input) == 0 && input.st_dev == info->st_dev &&
        input.st_ino == info->st_ino)
      return true;
  }
  return false;
}

/* A device must not be replaced by a rename, an input not by an output. */
static bool target_usable(const char *path, const char *const inputs[], int input_count,
                          Messages *messages) {
  struct stat info;
  if (stat(path, &info) != 0)
    return true;
  if (!S_ISREG(info.st_mode)) {
    msg_add(messages, nowhere, CLI_TARGET_NO_FILE, path);
    return false;
  }
  if (is_any_of(&info, inputs, input_count)) {
    msg_add(messages, nowhere, CLI_OVERWRITES_INPUT, path);
    return false;
  }
  return true;
}

bool cli_output_usable(const char *path, const char *const inputs[], int input_count, Arena *arena,
                       Messages *messages) {
  return folder_usable(folder_of(path, arena), messages) &&
         target_usable(path, inputs, input_count, messages);
}

/* DIR/NAME, NAME being the data's name without folder and ending. */
static const char *stem_of(const char *data, const char *folder, Arena *arena) {
  size_t end = strlen(data);
  while (end > 1 && data[end - 1] == '/')
    end--;
  size_t start = end;
  while (start > 0 && data[start - 1] != '/')
    start--;
  const char *name = arena_copy_n(arena, data + start, end - start);
  const char *dot = strrchr(name, '.');
  int len = (int)(dot && dot != name ? (size_t)(dot - name) : strlen(name));
  if (!folder)
    return arena_printf(arena, "%.*s", len, name);
  const char *slash = folder[strlen(folder) - 1] == '/' ? "" : "/";
  return arena_printf(arena, "%s%s%.*s", folder, slash, len, name);
}

static int compare_paths(const void *left, const void *right) {
  return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Sorts the paths, so that equal ones stand side by side. */
static bool all_different(const char **paths, size_t count, Messages *messages) {
  bool different = true;
  qsort(paths, count, sizeof *paths, compare_paths);
  for (size_t i = 1; i < count; i++)
    if (strcmp(paths[i - 1], paths[i]) == 0) {
      msg_add(messages, nowhere, CLI_SAME_OUTPUT, paths[i]);
      different = false;
    }
  return different;
}

CliJob *cli_jobs(const CliOptions *options, Arena *arena, Messages *messages) {
  const char *folder = options->output;
  if (!folder_usable(folder ? folder : ".", messages))
    return NULL;
  size_t count = (size_t)options->operand_count, path_count = 0;
  CliJob *jobs = arena_array(arena, count, sizeof *jobs);
  const char **paths = arena_array(arena, count * FORMAT_COUNT, sizeof *paths);
  for (size_t i = 0; i < count; i++) {
    jobs[i].data = options->operands[i];
    const char *stem = stem_of(jobs[i].data, folder, arena);
    for (int format = 0; format < FORMAT_COUNT; format++)
      if (options->formats[format])
        paths[path_count++] = jobs[i].paths[format] =
            arena_printf(arena, "%s%s", stem, endings[format]);
  }
  bool usable = all_different(paths, path_count, messages);
  for (size_t i = 0; i < path_count; i++)
    usable &= target_usable(paths[i], options->operands, options->operand_count, messages);
  return usable ? jobs : NULL;
}
