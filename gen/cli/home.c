/* Where the program's own files lie. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"

static bool is_home(const char *path, Arena *arena) {
  struct stat layouts, fonts;
  return stat(arena_printf(arena, "%s/layouts", path), &layouts) == 0 &&
         stat(arena_printf(arena, "%s/fonts", path), &fonts) == 0 && S_ISDIR(layouts.st_mode) &&
         S_ISDIR(fonts.st_mode);
}

/* The folder of the running executable, NULL when the system won't say. */
static char *executable_folder(Arena *arena) {
  char path[PATH_MAX];
  ssize_t len = readlink("/proc/self/exe", path, sizeof path);
  if (len <= 0 || (size_t)len >= sizeof path)
    return NULL;
  char *folder = arena_copy_n(arena, path, (size_t)len);
  char *slash = strrchr(folder, '/');
  if (!slash)
    return NULL;
  *slash = '\0';
  return folder;
}

const char *cli_home(Arena *arena, Messages *messages) {
  const char *home = getenv("ZIPING_HOME");
  if (home && *home) {
    if (is_home(home, arena))
      return home;
  } else if ((home = executable_folder(arena)) != NULL) {
    if (is_home(home, arena))
      return home;
    home = arena_printf(arena, "%s/../share/ziping", home);
    if (is_home(home, arena))
      return home;
  }
  msg_add(messages, pos_file(NULL), CLI_NO_HOME, home ? home : "/proc/self/exe");
  return NULL;
}
