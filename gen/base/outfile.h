/* Outputs that appear whole or not at all.
 *
 * An OutSet gathers every file of one command. outset_add writes the bytes to
 * a temporary file beside the target (NAME.ziping-tmp), flushes, syncs, reads
 * them back and closes it, and checks each step; nothing is visible yet.
 * outset_commit renames all of them and syncs the folders; when one of these
 * steps fails, the older files come back (from NAME.ziping-old, until then).
 * outset_free removes what was not committed. Temporary files are also removed
 * when the program ends early (mem_exhausted, SIGINT, SIGTERM); what a killed
 * program leaves is taken over by the next that writes the same file. */
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
