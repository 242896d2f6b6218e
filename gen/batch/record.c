#include "batch/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/asjson.h"
#include "base/digest.h"
#include "batch/sources.h"

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
  char *real = sources_real_path(job->data);
  asjson_put(record, "name", asjson_text(job->name));
  asjson_put(record, "data", asjson_text(job->data));
  asjson_put(record, "at", asjson_text(real));
  asjson_put(record, "status", json_integer(status));
  if (sources && status < EXIT_BAD_INPUT) {
    asjson_put(record, "base", json_string(base));
    sources_put(sources, record);
    put_outputs(record, job);
  }
  msg_visit(messages, asjson_add_message, said);
  asjson_put(record, "messages", said);
  free(real);
  return record;
}

json_t *record_for(const json_t *record, const BatchJob *job) {
  json_t *own = json_copy((json_t *)record);
  json_t *outputs = json_deep_copy(json_object_get(record, "outputs"));
  if (!own || !outputs)
    mem_exhausted();
  asjson_put(own, "data", asjson_text(job->data));
  for (size_t i = 0; job->outputs[i]; i++)
    asjson_put(json_array_get(outputs, i), "file", asjson_text(job->outputs[i]));
  asjson_put(own, "outputs", outputs);
  return own;
}

json_t *record_read(const char *text, size_t len) {
  json_t *record = json_loadb(text, len, 0, NULL);
  if (*asjson_text_at(record, "name"))
    return record;
  json_decref(record);
  return NULL;
}

void record_put(const json_t *record, Buf *out) {
  asjson_print(record, out);
  buf_putc(out, '\n');
}

void record_show(const json_t *record, const char *result, Buf *out) {
  static const char *const lists[] = {"layouts", "pictures", "outputs"};
  static const char *const own[] = {"base", "name", "at", "digest", "sources"};
  json_t *object = json_object();
  asjson_put(object, "result", json_string(result));
  if (json_object_update(object, (json_t *)record) != 0)
    mem_exhausted();
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
    if (!json_object_get(object, lists[i]))
      asjson_put(object, lists[i], json_array());
  for (size_t i = 0; i < sizeof own / sizeof *own; i++)
    json_object_del(object, own[i]); /* of use to the journal alone */
  asjson_print(object, out);
  json_decref(object);
}

/* A report's name as JSON may have it. */
static char *clean(const char *name) {
  Buf buf = {0};
  buf_put_clean(&buf, name);
  return buf_take(&buf);
}

const json_t *record_find(const json_t *records, const char *name) {
  char *key = clean(name);
  const json_t *record = json_object_get(records, key);
  free(key);
  return record;
}

void record_put_name(json_t *names, const char *name) {
  char *key = clean(name);
  asjson_put(names, key, json_true());
  free(key);
}

const char *record_name(const json_t *record) {
  return asjson_text_at(record, "name");
}

const char *record_data(const json_t *record) {
  return asjson_text_at(record, "data");
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

bool record_has_failed(const json_t *record) {
  return record_status(record) >= EXIT_BAD_INPUT;
}

/* Where it is, unless that is the data as a whole. */
static void put_place(const json_t *record, const json_t *message, Buf *out) {
  const char *file = asjson_text_at(message, "file");
  int line = (int)json_integer_value(json_object_get(message, "line"));
  bool is_data = strcmp(file, record_data(record)) == 0;
  if (is_data && line > 0)
    buf_printf(out, "第 %d 行：", line);
  else if (!is_data && *file)
    buf_printf(out, line > 0 ? "%s:%d：" : "%s：", file, line);
}

void record_why(const json_t *record, Buf *out) {
  const json_t *said = json_object_get(record, "messages"), *gravest = NULL;
  MsgLevel worst = MSG_HINT;
  size_t grave = 0;
  for (size_t i = 0; i < json_array_size(said); i++) {
    const json_t *message = json_array_get(said, i);
    MsgLevel level = level_named(asjson_text_at(message, "level"));
    grave += level >= MSG_ERROR;
    if (gravest && level <= worst)
      continue;
    gravest = message;
    worst = level;
  }
  put_place(record, gravest, out);
  buf_puts(out, asjson_text_at(gravest, "text"));
  if (grave > 1)
    buf_printf(out, "；错误共 %zu 处", grave);
}

bool record_says(const json_t *record, MsgId id) {
  const json_t *said = json_object_get(record, "messages");
  for (size_t i = 0; i < json_array_size(said); i++)
    if (strcmp(asjson_text_at(json_array_get(said, i), "rule"), msg_name(id)) == 0)
      return true;
  return false;
}

void record_say(const json_t *record, Messages *messages) {
  const json_t *said = json_object_get(record, "messages");
  for (size_t i = 0; i < json_array_size(said); i++) {
    const json_t *message = json_array_get(said, i);
    Pos pos = {json_string_value(json_object_get(message, "file")),
               (int)json_integer_value(json_object_get(message, "line")),
               (int)json_integer_value(json_object_get(message, "col"))};
    msg_add_own(messages, pos, level_named(asjson_text_at(message, "level")),
                asjson_text_at(message, "rule"), asjson_text_at(message, "text"));
  }
}

char *record_output(const json_t *record, const char *folder, size_t index) {
  const json_t *output = json_array_get(json_object_get(record, "outputs"), index);
  if (!output)
    return NULL;
  const char *file = asjson_text_at(output, "file"), *slash = strrchr(file, '/');
  Buf path = {0};
  buf_printf(&path, "%s/%s", folder, slash ? slash + 1 : file);
  return buf_take(&path);
}
