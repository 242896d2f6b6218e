/* Outputs that appear whole or not at all.
 *
 * An OutSet gathers every file of one command. outset_add writes the bytes to
 * a temporary file beside the target, flushes, syncs and closes it, and checks
 * each step; nothing is visible yet. outset_commit renames all of them and
 * syncs the folders; when one of these steps fails, the older files come back.
 * outset_free removes what was not committed. Temporary files are also removed
 * when the program ends early (mem_exhausted, SIGINT, SIGTERM). */
#ifndef ZIPING_BASE_OUTFILE_H
#define ZIPING_BASE_OUTFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/msg.h"

typedef struct OutSet OutSet;

OutSet *outset_new(Messages *messages);
/* False when a step failed; the message has been given then. */
bool outset_add(OutSet *set, const char *path, const void *bytes, size_t len);
bool outset_commit(OutSet *set);
void outset_free(OutSet *set);

#endif
