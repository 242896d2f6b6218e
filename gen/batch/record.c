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

static bool add_digest(Buf *all, const char *path) {
  char digest[DIGEST_SIZE] = {0};
  if (!digest_file(path, digest))
    return false;
  buf_add(all, digest, sizeof digest);
  return true;
}

/* The digest of everything a report is made from: base, the data, and the files
 * named in the array `made_from`. False when a file is gone. */
static bool source_digest(const char *base, const char *data, const json_t *made_from,
                          char out[DIGEST_SIZE]) {
  Buf all = {0};
  buf_add(&all, base, DIGEST_SIZE);
  bool whole = add_digest(&all, data);
  for (size_t i = 0; whole && i < json_array_size(made_from); i++)
    whole = add_digest(&all, json_string_value(json_array_get(made_from, i)));
  if (whole)
    digest_bytes(all.data, all.len, out);
  buf_free(&all);
  return whole;
}

static json_t *name_list(const char *const *names) {
  json_t *list = json_array();
  for (size_t i = 0; names && names[i]; i++)
    asjson_append(list, asjson_text(names[i]));
  return list;
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

json_t *record_new(const BatchJob *job, const char *base, const char *const *made_from,
                   const Messages *messages) {
  json_t *record = json_object(), *said = json_array(), *names = name_list(made_from);
  int status = msg_status(messages);
  char source[DIGEST_SIZE] = "";
  asjson_put(record, "data", asjson_text(job->data));
  asjson_put(record, "status", json_integer(status));
  if (status < EXIT_BAD_INPUT && source_digest(base, job->data, names, source)) {
    asjson_put(record, "source", json_string(source));
    asjson_put(record, "layouts", json_incref(names));
    put_outputs(record, job);
  }
  json_decref(names);
  msg_visit(messages, asjson_add_message, said);
  asjson_put(record, "messages", said);
  return record;
}

static const char *string_at(const json_t *object, const char *key) {
  const char *value = json_string_value(json_object_get(object, key));
  return value ? value : "";
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
  json_object_del(object, "source"); /* of use to the journal alone */
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

static bool output_is_whole(const json_t *output, const char *path) {
  char digest[DIGEST_SIZE];
  return digest_file(path, digest) && strcmp(digest, string_at(output, "sha256")) == 0;
}

bool record_is_fresh(const json_t *record, const BatchJob *job, const char *base) {
  const json_t *made_from = json_object_get(record, "layouts");
  const json_t *outputs = json_object_get(record, "outputs");
  char source[DIGEST_SIZE];
  if (!source_digest(base, job->data, made_from, source) ||
      strcmp(source, string_at(record, "source")) != 0)
    return false;
  size_t count = 0;
  while (job->outputs[count] &&
         output_is_whole(json_array_get(outputs, count), job->outputs[count]))
    count++;
  return !job->outputs[count] && count == json_array_size(outputs);
}
