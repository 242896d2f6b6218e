/* Records against what the disk holds now. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/asjson.h"
#include "base/digest.h"
#include "batch/record.h"
#include "batch/sources.h"

static bool is_whole(const char *path, const char *digest) {
  char now[DIGEST_SIZE];
  return digest_file(path, now) && strcmp(now, digest) == 0;
}

/* Whether all files that the report was made from are as they were. Pictures are seen from
 * where the data lies. */
static bool sources_are_whole(const json_t *record, const BatchJob *job) {
  const char *path;
  json_t *digest, *digests = json_object_get(record, "sources");
  char *real = sources_real_path(job->data);
  bool is_there = strcmp(real, asjson_text_at(record, "at")) == 0 ||
                  json_array_size(json_object_get(record, "pictures")) == 0;
  free(real);
  if (!is_there || !is_whole(job->data, asjson_text_at(record, "digest")))
    return false;
  json_object_foreach(digests, path, digest) {
    if (!is_whole(path, asjson_text_at(digests, path)))
      return false;
  }
  return true;
}

bool record_is_fresh(const json_t *record, const BatchJob *job, const char *base) {
  if (strcmp(asjson_text_at(record, "base"), base) != 0 || !sources_are_whole(record, job))
    return false;
  const json_t *outputs = json_object_get(record, "outputs");
  size_t count = 0;
  while (job->outputs[count] &&
         is_whole(job->outputs[count], asjson_text_at(json_array_get(outputs, count), "sha256")))
    count++;
  return !job->outputs[count] && count == json_array_size(outputs);
}

bool record_is_of_other_data(const json_t *record, const BatchJob *job) {
  struct stat before, now;
  return stat(asjson_text_at(record, "at"), &before) == 0 && stat(job->data, &now) == 0 &&
         (before.st_dev != now.st_dev || before.st_ino != now.st_ino);
}

bool record_is_orphan(const json_t *record) {
  return access(asjson_text_at(record, "at"), F_OK) != 0 && errno == ENOENT;
}

bool record_same_data(const json_t *a, const json_t *b) {
  return strcmp(asjson_text_at(a, "digest"), asjson_text_at(b, "digest")) == 0;
}
