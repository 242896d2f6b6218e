/* Files that somebody may have written or filled in by hand: an evaluation, what
 * a report carries. Unlike outputs that can be made again, one that is there
 * already is not replaced unless that is asked for. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/outfile.h"
#include "cli/cli.h"

static bool holds(const char *path, const void *bytes, size_t len) {
  Buf there = {0};
  Messages *quiet = msg_new();
  bool same = infile_read(path, INFILE_LIMIT, &there, quiet) && there.len == len &&
              memcmp(there.data, bytes, len) == 0;
  msg_free(quiet);
  buf_free(&there);
  return same;
}

bool cli_may_save(const char *path, const void *bytes, size_t len, bool replace, Pos pos,
                  Messages *messages) {
  if (replace || access(path, F_OK) != 0 || holds(path, bytes, len))
    return true;
  msg_add(messages, pos, CLI_EXISTS, path);
  return false;
}

void cli_save(const char *path, const Buf *bytes, bool replace, Messages *messages) {
  OutSet *set = outset_new(messages);
  if (cli_may_save(path, bytes->data, bytes->len, replace, pos_file(NULL), messages) &&
      outset_add(set, path, bytes->data, bytes->len) && outset_commit(set))
    printf("%s\n", path);
  outset_free(set);
}
