#include "base/asjson.h"

#include <stdlib.h>

#include "base/arena.h"

static json_t *checked(json_t *value) {
  if (!value)
    mem_exhausted();
  return value;
}

json_t *asjson_text(const char *text) {
  if (!text)
    return json_null();
  Buf clean = {0};
  buf_put_clean(&clean, text);
  json_t *value = checked(json_stringn(clean.data ? clean.data : "", clean.len));
  buf_free(&clean);
  return value;
}

const char *asjson_text_at(const json_t *object, const char *key) {
  const char *text = json_string_value(json_object_get(object, key));
  return text ? text : "";
}

json_t *asjson_place(int number) {
  return number > 0 ? checked(json_integer(number)) : json_null();
}

void asjson_put(json_t *object, const char *key, json_t *value) {
  if (json_object_set_new(object, key, value) != 0)
    mem_exhausted();
}

void asjson_append(json_t *array, json_t *value) {
  if (json_array_append_new(array, value) != 0)
    mem_exhausted();
}

void asjson_print(const json_t *value, Buf *out) {
  char *line = json_dumps(value, JSON_COMPACT);
  if (!line)
    mem_exhausted();
  buf_puts(out, line);
  free(line);
}

void asjson_add_message(void *array, const MsgView *message) {
  json_t *object = checked(json_object());
  asjson_put(object, "file", asjson_text(message->pos.file));
  asjson_put(object, "line", asjson_place(message->pos.line));
  asjson_put(object, "col", asjson_place(message->pos.col));
  asjson_put(object, "level", asjson_text(msg_level_name(message->level)));
  asjson_put(object, "rule", asjson_text(message->name));
  asjson_put(object, "text", asjson_text(message->text));
  asjson_append(array, object);
}
