/* ziping extract: what a report was made from, out of the report. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/outfile.h"
#include "cli/cli.h"

static const char *path_of(const char *folder, const Attachment *item, Arena *arena) {
  return arena_printf(arena, "%s/%s", folder, item->name);
}

/* The folder of the layout's files is made when there are any of its own. */
static bool folders_ready(const Capsule *capsule, const char *folder, Arena *arena,
                          Messages *messages) {
  bool ready = cli_folder_ready(folder, messages);
  for (size_t i = 0; ready && i < capsule->count; i++)
    if (strchr(capsule->files[i].name, '/'))
      return cli_folder_ready(arena_printf(arena, "%s/%s", folder, ATTACH_LAYOUTS), messages);
  return ready;
}

static bool write_files(const Capsule *capsule, const CliOptions *options, Arena *arena,
                        Messages *messages) {
  const char *folder = options->output;
  bool ok = true;
  for (size_t i = 0; i < capsule->count; i++)
    ok &= cli_may_save(path_of(folder, &capsule->files[i], arena), capsule->files[i].bytes,
                       capsule->files[i].len, options->replace, messages);
  OutSet *set = outset_new(messages);
  for (size_t i = 0; ok && i < capsule->count; i++)
    ok = outset_add(set, path_of(folder, &capsule->files[i], arena), capsule->files[i].bytes,
                    capsule->files[i].len);
  ok = ok && outset_commit(set);
  outset_free(set);
  return ok;
}

void cli_extract(const CliOptions *options, const char *schema_home, Arena *arena,
                 Messages *messages) {
  const char *path = options->operands[0], *folder = options->output;
  Buf bytes = {0};
  Inside inside = {0};
  const Capsule *capsule = &inside.capsule;
  if (infile_read(path, INFILE_LIMIT, &bytes, messages) &&
      inside_open(&inside, path, &bytes, schema_home, messages) &&
      folders_ready(capsule, folder, arena, messages) &&
      write_files(capsule, options, arena, messages))
    for (size_t i = 0; i < capsule->count; i++)
      printf("%s\n", path_of(folder, &capsule->files[i], arena));
  inside_close(&inside);
  buf_free(&bytes);
}
