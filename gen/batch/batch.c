#include "batch/batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/digest.h"
#include "batch/ending.h"
#include "batch/journal.h"
#include "batch/leftovers.h"
#include "batch/pool.h"
#include "batch/progress.h"
#include "batch/sources.h"
#include "batch/summary.h"

/* So many one after the other stop the batch. */
enum { UNWRITTEN_MOST = 3 };
#define UNWRITTEN_MOST_TEXT "3"

typedef struct Run {
  const Batch *batch;
  char base[DIGEST_SIZE];
  Journal *journal;
  Result *results; /* one a job */
  size_t told;     /* results said so far, in the order of the list */
  int unwritten;   /* how many reports one after the other could not be written */
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

/* What was found by an earlier batch holds still. */
static void tell(Run *run, const Result *result) {
  Messages *messages = msg_new();
  record_say(result->record, messages);
  if (msg_count(messages, MSG_HINT) > 0) {
    progress_hide(&run->progress);
    msg_print(messages, stderr);
  }
  msg_free(messages);
  if (!result->is_unchanged)
    progress_step(&run->progress, record_has_failed(result->record));
}

/* All that has come and stands next in the list. */
static void tell_in_order(Run *run) {
  for (; run->told < run->batch->count && run->results[run->told].record; run->told++)
    tell(run, &run->results[run->told]);
}

/* The rest, when the batch was stopped. */
static void tell_all(Run *run) {
  for (; run->told < run->batch->count; run->told++)
    if (run->results[run->told].record)
      tell(run, &run->results[run->told]);
}

/* A disk that is full or gone fails one report after the other. */
static bool may_go_on(Run *run, const json_t *record) {
  run->unwritten += record_says(record, WRITE_FAILED);
  if (run->unwritten < UNWRITTEN_MOST)
    return true;
  msg_add(run->messages, pos_file(run->batch->folder), BATCH_STOPPED, UNWRITTEN_MOST_TEXT);
  return false;
}

static bool done(void *user, size_t job, const char *answer, size_t len, const char *why) {
  Run *run = user;
  json_t *record = len > 0 ? record_read(answer, len) : NULL;
  if (!record)
    record = lost_record(run, job, why ? why : "回答不完整");
  run->results[job].record = record;
  tell_in_order(run);
  if (record_has_failed(record))
    return may_go_on(run, record);
  run->unwritten = 0;
  leftovers_of(run->batch, job, journal_last(run->journal, record_name(record)), record,
               run->messages);
  return journal_add(run->journal, record, run->messages);
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

static const json_t *find_fresh(const Run *run, const BatchJob *job) {
  size_t next = 0;
  const json_t *record = journal_find(run->journal, job->name, &next);
  while (record && !record_is_fresh(record, job, run->base))
    record = journal_find(run->journal, job->name, &next);
  return record;
}

/* Marks what is up to date; the others go into jobs. */
static size_t choose(Run *run, size_t *jobs) {
  size_t count = 0;
  for (size_t i = 0; i < run->batch->count; i++) {
    const json_t *record = find_fresh(run, &run->batch->jobs[i]);
    if (record)
      run->results[i] = (Result){record_for(record, &run->batch->jobs[i]), true};
    else
      jobs[count++] = i;
  }
  return count;
}

/* Whether all reports are written. */
static bool is_complete(const Run *run) {
  for (size_t i = 0; i < run->batch->count; i++)
    if (!run->results[i].record || record_has_failed(run->results[i].record))
      return false;
  return true;
}

static void build_all(Run *run) {
  size_t *jobs = mem_alloc(run->batch->count * sizeof *jobs);
  size_t count = choose(run, jobs);
  int workers = count < (size_t)run->batch->workers ? (int)count : run->batch->workers;
  Pool pool = {workers, jobs, count, work, done, tick, run};
  tell_in_order(run);
  if (count > 0) {
    progress_start(&run->progress, count);
    pool_run(&pool, run->messages);
    tell_all(run);
    progress_hide(&run->progress);
  }
  free(jobs);
  leftovers_of_none(run->batch, journal_records(run->journal), run->messages);
  if (is_complete(run))
    journal_finish(run->journal, run->messages);
}

int batch_run(const Batch *batch, Messages *messages) {
  Run run = {.batch = batch, .messages = messages};
  digest_common(batch, run.base);
  run.results = mem_alloc(batch->count * sizeof *run.results);
  run.journal = journal_open(batch, messages);
  fflush(stdout);
  if (run.journal) {
    ending_watch();
    build_all(&run);
    ending_forget();
    journal_close(run.journal);
  }
  int status = EXIT_DONE;
  if (run.journal || batch->json)
    status = summary_print(run.results, batch->count, batch->json, messages);
  for (size_t i = 0; i < batch->count; i++)
    json_decref(run.results[i].record);
  free(run.results);
  return status;
}
