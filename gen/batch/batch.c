#include "batch/batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/digest.h"
#include "batch/journal.h"
#include "batch/pool.h"
#include "batch/progress.h"
#include "batch/summary.h"

typedef struct Run {
  const Batch *batch;
  char base[DIGEST_SIZE];
  Journal *journal;
  Result *results; /* one a job */
  size_t told;     /* results said so far, in the order of the list */
  Progress progress;
  Messages *messages; /* of the batch itself */
} Run;

/* In a worker. */
static void work(void *user, size_t job, Buf *answer) {
  Run *run = user;
  const Batch *batch = run->batch;
  Messages *messages = msg_new();
  BatchSources *sources = sources_new();
  batch->build(batch->user, job, sources, messages);
  json_t *record = record_new(&batch->jobs[job], run->base, sources, messages);
  record_put(record, answer);
  json_decref(record);
  sources_free(sources);
  msg_free(messages);
}

static json_t *lost_record(const Run *run, size_t job, const char *why) {
  const BatchJob *lost = &run->batch->jobs[job];
  Messages *messages = msg_new();
  msg_add(messages, pos_file(lost->data), BATCH_WORKER_LOST, why);
  json_t *record = record_new(lost, run->base, NULL, messages);
  msg_free(messages);
  return record;
}

static void tell(Run *run, const Result *result) {
  if (result->is_unchanged)
    return;
  Messages *messages = msg_new();
  record_say(result->record, messages);
  if (msg_count(messages, MSG_HINT) > 0) {
    progress_hide(&run->progress);
    msg_print(messages, stderr);
  }
  msg_free(messages);
  progress_step(&run->progress, record_status(result->record) >= EXIT_BAD_INPUT);
}

/* All that has come and stands next in the list. */
static void tell_in_order(Run *run) {
  for (; run->told < run->batch->count && run->results[run->told].record; run->told++)
    tell(run, &run->results[run->told]);
}

static bool done(void *user, size_t job, const char *answer, size_t len, const char *why) {
  Run *run = user;
  json_t *record = len > 0 ? record_read(answer, len) : NULL;
  if (!record)
    record = lost_record(run, job, why ? why : "回答不完整");
  run->results[job].record = record;
  tell_in_order(run);
  return record_status(record) >= EXIT_BAD_INPUT ||
         journal_add(run->journal, record, run->messages);
}

static void tick(void *user) {
  progress_draw(&((Run *)user)->progress);
}

/* The digest of what all reports depend on; a file that can't be read counts as
 * one that is empty. */
static void digest_common(const Batch *batch, char out[DIGEST_SIZE]) {
  Buf digests = {0};
  char digest[DIGEST_SIZE];
  digest_bytes(batch->common, batch->common_len, digest);
  buf_puts(&digests, digest);
  for (size_t i = 0; batch->common_files[i]; i++) {
    bool read = digest_file(batch->common_files[i], digest);
    buf_puts(&digests, read ? digest : "-");
  }
  digest_bytes(digests.data, digests.len, out);
  buf_free(&digests);
}

/* Marks what is up to date; the others go into jobs. */
static size_t choose(Run *run, size_t *jobs) {
  size_t count = 0;
  for (size_t i = 0; i < run->batch->count; i++) {
    const BatchJob *job = &run->batch->jobs[i];
    const json_t *record = journal_find(run->journal, job->data);
    if (record && record_is_fresh(record, job, run->base))
      run->results[i] = (Result){.record = json_incref((json_t *)record), .is_unchanged = true};
    else
      jobs[count++] = i;
  }
  return count;
}

static bool build_all(Run *run) {
  size_t *jobs = mem_alloc(run->batch->count * sizeof *jobs);
  size_t count = choose(run, jobs);
  int workers = count < (size_t)run->batch->workers ? (int)count : run->batch->workers;
  Pool pool = {workers, jobs, count, work, done, tick, run};
  bool ok = true;
  tell_in_order(run);
  if (count > 0) {
    progress_start(&run->progress, count);
    ok = pool_run(&pool, run->messages);
    progress_hide(&run->progress);
  }
  free(jobs);
  return ok && journal_finish(run->journal, run->messages);
}

int batch_run(const Batch *batch, Messages *messages) {
  Run run = {.batch = batch, .messages = messages};
  digest_common(batch, run.base);
  run.journal = journal_open(batch->journal, batch->only_changed, messages);
  if (!run.journal)
    return EXIT_DONE;
  run.results = mem_alloc(batch->count * sizeof *run.results);
  fflush(stdout);
  int status = EXIT_DONE;
  if (build_all(&run))
    status = summary_print(run.results, batch->count, batch->json);
  for (size_t i = 0; i < batch->count; i++)
    json_decref(run.results[i].record);
  free(run.results);
  journal_close(run.journal);
  return status;
}
