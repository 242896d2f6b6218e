/* Many reports by one command: workers, progress, what is still to do, and the
 * summary.
 *
 * The workers are forked processes, not threads. What was loaded before (fonts,
 * layouts, schemas) they share all the same, since memory is copied only where
 * it is written to; fonts and libxml2's contexts need no locks; and a report
 * that crashes its worker, or takes all its memory, ends that worker alone: it
 * is named as failed and another worker goes on.
 *
 * How many workers there are never shows in what is written or said: messages
 * come in the order of the list.
 *
 * The outputs' folder holds a journal of what was built from what, by content
 * (see journal.h). A batch that was stopped, at whatever moment, or in which a
 * report failed, goes on where it was; one that was finished begins anew, unless
 * only what has changed is asked for. */
#ifndef ZIPING_BATCH_BATCH_H
#define ZIPING_BATCH_BATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/msg.h"

enum { BATCH_WORKERS_MOST = 64 };

typedef struct BatchJob {
  const char *name;           /* what its outputs are called, without folder and endings */
  const char *data;           /* the evaluation */
  const char *const *outputs; /* what becomes of it, NULL behind the last */
} BatchJob;

/* What a report was made from. */
typedef struct BatchSources BatchSources;
typedef enum BatchSourceKind {
  BATCH_DATA,
  BATCH_LAYOUT, /* also what it builds on */
  BATCH_PICTURE
} BatchSourceKind;

/* One file of these, its bytes as they were read: by now the disk may hold others. */
void batch_made_from(BatchSources *sources, BatchSourceKind kind, const char *path,
                     const void *bytes, size_t len);

/* Runs in a worker: writes all outputs of a job and tells each source, or writes none
 * and says why. */
typedef void (*BatchBuild)(void *user, size_t job, BatchSources *sources, Messages *messages);

typedef struct Batch {
  const BatchJob *jobs;
  size_t count;
  const char *about;  /* the list or folder of evaluations, the same however it is named */
  const char *folder; /* of the outputs */
  int shard, shards;  /* the jobs are those of one of so many shards, from 1 */
  /* What all reports depend on: bytes, and the files up to NULL. */
  const char *common;
  size_t common_len;
  const char *const *common_files;
  int workers;
  bool only_changed; /* what is up to date is skipped though the last batch was finished */
  bool json;         /* the summary on stdout as JSON, not as text */
  BatchBuild build;
  void *user;
} Batch;

/* The status of the worst report. messages gets what is to be said of the batch itself;
 * it may hold what was said of it before. */
int batch_run(const Batch *batch, Messages *messages);
/* The summary, as JSON, of a batch that could not begin. */
void batch_show_none(const Messages *messages);

/* What stands in a list (one path a line, seen from the list's own folder; empty
 * lines and those that begin with # say nothing; - is the standard input), or the
 * evaluations in a folder, sorted by name. NULL with a message when there are none. Lies
 * in the arena. */
const char **batch_list(const char *path, Arena *arena, size_t *count, Messages *messages);

#endif
