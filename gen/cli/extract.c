/* ziping extract: what a report was made from, out of the report. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/infile.h"
#include "base/outfile.h"
#include "capsule/capsule.h"
#include "cli/cli.h"
#include "readback/attached.h"

/* Nobody's own file is overwritten: one that is there must be the same. */
static bool may_write(const char *path, const Attachment *item, Messages *messages) {
  if (access(path, F_OK) != 0)
    return true;
  Buf there = {0};
  Messages *quiet = msg_new();
  bool same = infile_read(path, INFILE_LIMIT, &there, quiet) && there.len == item->len &&
              memcmp(there.data, item->bytes, item->len) == 0;
  msg_free(quiet);
  buf_free(&there);
  if (!same)
    msg_add(messages, pos_file(NULL), EXTRACT_EXISTS, path);
  return same;
}

static const char *path_of(const char *folder, const Attachment *item, Arena *arena) {
  return arena_printf(arena, "%s/%s", folder, item->name);
}

static bool write_files(const Capsule *capsule, const char *folder, Arena *arena,
                        Messages *messages) {
  bool ok = true;
  for (size_t i = 0; i < capsule->count; i++)
    ok &= may_write(path_of(folder, &capsule->files[i], arena), &capsule->files[i], messages);
  OutSet *set = outset_new(messages);
  for (size_t i = 0; ok && i < capsule->count; i++)
    ok = outset_add(set, path_of(folder, &capsule->files[i], arena), capsule->files[i].bytes,
                    capsule->files[i].len);
  ok = ok && outset_commit(set);
  outset_free(set);
  return ok;
}

bool cli_open_capsule(const char *path, const char *schema_home, Buf *bytes, Capsule *capsule,
                      Arena *arena, Messages *messages) {
  Attachments attached;
  return infile_read(path, INFILE_LIMIT, bytes, messages) &&
         read_attached(path, bytes->data, bytes->len, &attached, arena, messages) &&
         capsule_open(path, &attached, schema_home, capsule, arena, messages);
}

void cli_extract(const char *path, const char *folder, const char *schema_home, Arena *arena,
                 Messages *messages) {
  Buf bytes = {0};
  Capsule capsule;
  if (cli_folder_ready(folder, messages) &&
      cli_open_capsule(path, schema_home, &bytes, &capsule, arena, messages) &&
      write_files(&capsule, folder, arena, messages))
    for (size_t i = 0; i < capsule.count; i++)
      printf("%s\n", path_of(folder, &capsule.files[i], arena));
  buf_free(&bytes);
}
