#include "batch/leftovers.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_output(const BatchJob *job, const char *path) {
  const char *slash = strrchr(path, '/');
  for (size_t i = 0; job->outputs[i]; i++) {
    const char *own = strrchr(job->outputs[i], '/');
    if (strcmp(own ? own + 1 : job->outputs[i], slash + 1) == 0)
      return true;
  }
  return false;
}

/* Of the same data as it was before, in forms that were not asked for now. */
static void tell_other_forms(const Batch *batch, const BatchJob *job, const json_t *before,
                             Messages *messages) {
  char *path;
  for (size_t i = 0; (path = record_output(before, batch->folder, i)) != NULL; i++) {
    if (!is_output(job, path) && access(path, F_OK) == 0)
      msg_add(messages, pos_file(job->data), BATCH_OLD_FORM, path);
    free(path);
  }
}

void leftovers_of(const Batch *batch, size_t job, const json_t *before, const json_t *now,
                  Messages *messages) {
  const BatchJob *built = &batch->jobs[job];
  if (!before)
    return;
  if (record_is_of_other_data(before, built))
    msg_add(messages, pos_file(built->data), BATCH_REPLACED, built->outputs[0],
            record_data(before));
  if (!record_same_data(before, now))
    tell_other_forms(batch, built, before, messages);
}

static void tell_orphan(const Batch *batch, const json_t *record, Messages *messages) {
  char *path;
  for (size_t i = 0; (path = record_output(record, batch->folder, i)) != NULL; i++) {
    if (access(path, F_OK) == 0)
      msg_add(messages, pos_file(batch->folder), BATCH_ORPHAN, path, record_data(record));
    free(path);
  }
}

void leftovers_of_none(const Batch *batch, const json_t *records, Messages *messages) {
  const char *name;
  json_t *record, *jobs = json_object();
  for (size_t i = 0; i < batch->count; i++)
    record_put_name(jobs, batch->jobs[i].name);
  json_object_foreach((json_t *)records, name, record) {
    if (!record_find(jobs, name) && record_is_orphan(record))
      tell_orphan(batch, record, messages);
  }
  json_decref(jobs);
}
