#include "batch/sources.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/asjson.h"
#include "base/buf.h"
#include "base/digest.h"

char *sources_real_path(const char *path) {
  const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
  Buf folder = {0}, whole = {0};
  buf_add(&folder, path, (size_t)(name - path));
  buf_putc(&folder, '.');
  char *real = realpath(folder.data, NULL);
  if (real)
    buf_printf(&whole, "%s/", strcmp(real, "/") == 0 ? "" : real);
  buf_put_clean(&whole, real ? name : path);
  free(real);
  buf_free(&folder);
  return buf_take(&whole);
}

struct BatchSources {
  char data[DIGEST_SIZE]; /* of the evaluation; "" until it is told */
  json_t *digests;        /* of the others, by path */
  json_t *layouts, *pictures;
};

BatchSources *sources_new(void) {
  BatchSources *sources = mem_alloc(sizeof *sources);
  *sources =
      (BatchSources){.digests = json_object(), .layouts = json_array(), .pictures = json_array()};
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
  digest_bytes(bytes, len, digest);
  if (kind == BATCH_DATA) {
    memcpy(sources->data, digest, sizeof digest);
    return;
  }
  char *real = sources_real_path(path);
  if (!json_object_get(sources->digests, real)) {
    asjson_put(sources->digests, real, json_string(digest));
    asjson_append(kind == BATCH_LAYOUT ? sources->layouts : sources->pictures, asjson_text(path));
  }
  free(real);
}

void sources_put(const BatchSources *sources, json_t *record) {
  asjson_put(record, "digest", json_string(sources->data));
  asjson_put(record, "sources", json_incref(sources->digests));
  asjson_put(record, "layouts", json_incref(sources->layouts));
  asjson_put(record, "pictures", json_incref(sources->pictures));
}
