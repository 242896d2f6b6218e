#include "batch/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/asjson.h"
#include "base/infile.h"

#define NAME ".ziping-batch"
#define SIZE_MOST ((size_t)1 << 30)

static void begin(Ledger *ledger) {
  *ledger = (Ledger){.records = json_object(), .lines = json_object(), .open = json_object()};
  if (!ledger->records || !ledger->lines || !ledger->open)
    mem_exhausted();
}

json_t *ledger_mark(const char *mark, const char *about) {
  json_t *line = json_object();
  asjson_put(line, "batch", json_string(mark));
  asjson_put(line, "about", asjson_text(about));
  return line;
}

static void take_mark(Ledger *ledger, const json_t *line) {
  const char *about = asjson_text_at(line, "about");
  if (strcmp(asjson_text_at(line, "batch"), "end") == 0)
    json_object_del(ledger->open, about);
  else if (!json_object_get(ledger->open, about))
    asjson_put(ledger->open, about, json_integer(ledger->line_count));
}

void ledger_add(Ledger *ledger, json_t *line) {
  ledger->line_count++;
  if (*record_name(line)) {
    asjson_put(ledger->lines, record_name(line), json_integer(ledger->line_count));
    asjson_put(ledger->records, record_name(line), json_incref(line));
  } else if (*asjson_text_at(line, "batch")) {
    take_mark(ledger, line);
  }
  json_decref(line);
}

bool ledger_read(Ledger *ledger, const char *path, Messages *messages) {
  Buf bytes = {0};
  begin(ledger);
  struct stat info;
  bool is_empty = stat(path, &info) != 0 || info.st_size == 0;
  bool read = is_empty || infile_read(path, SIZE_MOST, &bytes, messages);
  const char *line = bytes.data, *last = bytes.len > 0 ? bytes.data + bytes.len : line;
  for (const char *end; line != last && (end = memchr(line, '\n', (size_t)(last - line)));
       line = end + 1)
    ledger_add(ledger, json_loadb(line, (size_t)(end - line), 0, NULL));
  buf_free(&bytes);
  return read;
}

bool ledger_is_since(const Ledger *ledger, const char *name, const char *about) {
  const json_t *line = record_find(ledger->lines, name), *begun = record_find(ledger->open, about);
  return line && begun && json_integer_value(line) > json_integer_value(begun);
}

/* What is still open stands first: going on from more than was written since is no harm, as
 * what is not fresh is built. */
void ledger_put(const Ledger *ledger, Buf *out) {
  const char *name;
  json_t *value;
  json_object_foreach(ledger->open, name, value) {
    json_t *mark = ledger_mark("begin", name);
    record_put(mark, out);
    json_decref(mark);
  }
  json_object_foreach(ledger->records, name, value) {
    record_put(value, out);
  }
}

void ledger_free(Ledger *ledger) {
  json_decref(ledger->records);
  json_decref(ledger->lines);
  json_decref(ledger->open);
  *ledger = (Ledger){0};
}

char *ledger_path(const char *folder, int shard, int shards) {
  Buf path = {0};
  buf_printf(&path, "%s/" NAME, folder);
  if (shards > 1)
    buf_printf(&path, "-%d-%d", shard, shards);
  return buf_take(&path);
}

bool ledger_is_named(const char *name, int *shard, int *shards) {
  int end = 0;
  *shard = *shards = 1;
  if (strcmp(name, NAME) == 0)
    return true;
  return sscanf(name, NAME "-%6d-%6d%n", shard, shards, &end) == 2 && name[end] == '\0' &&
         *shard > 0 && *shards > 1;
}
