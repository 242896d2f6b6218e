#include "batch/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/asjson.h"
#include "base/digest.h"

char *record_name(const char *data) {
  Buf name = {0};
  buf_put_clean(&name, data);
  return buf_take(&name);
}

struct BatchSources {
  json_t *digests; /* by path */
  json_t *layouts, *pictures;
};

BatchSources *sources_new(void) {
  BatchSources *sources = mem_alloc(sizeof *sources);
  *sources = (BatchSources){json_object(), json_array(), json_array()};
  return sources;
}

void sources_free(BatchSources *sources) {
  json_decref(sources->digests);
  json_decref(sources->layouts);
  json_decref(sources->pictures);
  free(sources);
}

void batch_made_from(BatchSources *sources, BatchSourceKind kind, const char *path,
                     const void *bytes, size_t len) {
  char digest[DIGEST_SIZE];
  char *name = record_name(path);
  json_t *names = kind == BATCH_LAYOUT    ? sources->layouts
                  : kind == BATCH_PICTURE ? sources->pictures
                                          : NULL;
  if (!json_object_get(sources->digests, name)) {
    digest_bytes(bytes, len, digest);
    asjson_put(sources->digests, name, json_string(digest));
    if (names)
      asjson_append(names, json_string(name));
  }
  free(name);
}

static const char *string_at(const json_t *object, const char *key) {
  const char *value = json_string_value(json_object_get(object, key));
  return value ? value : "";
}

static bool is_whole(const char *path, const char *digest) {
  char now[DIGEST_SIZE];
  return digest_file(path, now) && strcmp(now, digest) == 0;
}

/* Whether all files that the report was made from are as they were. The data has its
 * name from the job, as the record's may be another. */
static bool sources_are_whole(const json_t *record, const BatchJob *job) {
  const char *path;
  json_t *digest, *digests = json_object_get(record, "sources");
  if (json_object_size(digests) == 0)
    return false;
  json_object_foreach(digests, path, digest) {
    bool is_data = strcmp(path, record_data(record)) == 0;
    if (!is_whole(is_data ? job->data : path, string_at(digests, path)))
      return false;
  }
  return true;
}

static void put_outputs(json_t *record, const BatchJob *job) {
  json_t *outputs = json_array();
  for (size_t i = 0; job->outputs[i]; i++) {
    char digest[DIGEST_SIZE] = "";
    json_t *output = json_object();
    asjson_put(output, "file", asjson_text(job->outputs[i]));
    digest_file(job->outputs[i], digest);
    asjson_put(output, "sha256", json_string(digest));
    asjson_append(outputs, output);
  }
  asjson_put(record, "outputs", outputs);
}

json_t *record_new(const BatchJob *job, const char *base, const BatchSources *sources,
                   const Messages *messages) {
  json_t *record = json_object(), *said = json_array();
  int status = msg_status(messages);
  asjson_put(record, "data", asjson_text(job->data));
  asjson_put(record, "status", json_integer(status));
  if (sources && status < EXIT_BAD_INPUT) {
    asjson_put(record, "base", json_string(base));
    asjson_put(record, "sources", json_incref(sources->digests));
    asjson_put(record, "layouts", json_incref(sources->layouts));
    asjson_put(record, "pictures", json_incref(sources->pictures));
    put_outputs(record, job);
  }
  msg_visit(messages, asjson_add_message, said);
  asjson_put(record, "messages", said);
  return record;
}

json_t *record_read(const char *text, size_t len) {
  json_t *record = json_loadb(text, len, 0, NULL);
  if (*string_at(record, "data"))
    return record;
  json_decref(record);
  return NULL;
}

static void put_line(const json_t *object, Buf *out) {
  char *line = json_dumps(object, JSON_COMPACT);
  if (!line)
    mem_exhausted();
  buf_puts(out, line);
  free(line);
}

void record_put(const json_t *record, Buf *out) {
  put_line(record, out);
  buf_putc(out, '\n');
}

void record_show(const json_t *record, const char *result, Buf *out) {
  json_t *object = json_object();
  asjson_put(object, "result", json_string(result));
  if (json_object_update(object, (json_t *)record) != 0)
    mem_exhausted();
  json_object_del(object, "base"); /* of use to the journal alone */
  json_object_del(object, "sources");
  put_line(object, out);
  json_decref(object);
}

const char *record_data(const json_t *record) {
  return string_at(record, "data");
}

int record_status(const json_t *record) {
  return (int)json_integer_value(json_object_get(record, "status"));
}

static MsgLevel level_named(const char *name) {
  int level = MSG_HINT;
  while (level < MSG_SYSTEM && strcmp(msg_level_name((MsgLevel)level), name) != 0)
    level++;
  return (MsgLevel)level;
}

const char *record_why(const json_t *record) {
  const json_t *said = json_object_get(record, "messages"), *gravest = NULL;
  for (size_t i = 0; i < json_array_size(said); i++) {
    const json_t *message = json_array_get(said, i);
    if (!gravest ||
        level_named(string_at(message, "level")) > level_named(string_at(gravest, "level")))
      gravest = message;
  }
  return string_at(gravest, "text");
}

void record_say(const json_t *record, Messages *messages) {
  const json_t *said = json_object_get(record, "messages");
  for (size_t i = 0; i < json_array_size(said); i++) {
    const json_t *message = json_array_get(said, i);
    Pos pos = {json_string_value(json_object_get(message, "file")),
               (int)json_integer_value(json_object_get(message, "line")),
               (int)json_integer_value(json_object_get(message, "col"))};
    msg_add_own(messages, pos, level_named(string_at(message, "level")), string_at(message, "rule"),
                string_at(message, "text"));
  }
}

bool record_is_fresh(const json_t *record, const BatchJob *job, const char *base) {
  if (strcmp(string_at(record, "base"), base) != 0 || !sources_are_whole(record, job))
    return false;
  const json_t *outputs = json_object_get(record, "outputs");
  size_t count = 0;
  while (job->outputs[count] &&
         is_whole(job->outputs[count], string_at(json_array_get(outputs, count), "sha256")))
    count++;
  return !job->outputs[count] && count == json_array_size(outputs);
}
