/* ZIP files made in memory, sound and unsound ones. */
#ifndef TEST_ZIP_SAMPLE_H
#define TEST_ZIP_SAMPLE_H

#include "said.h"

#include <zip.h>

#include "base/arena.h"
#include "base/buf.h"

typedef struct ZipPart {
  const char *name, *text;
} ZipPart;

#define RELATIONS(inside)                                                                          \
  "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" inside  \
  "</Relationships>"
#define RELATION(id, type, target)                                                                 \
  "<Relationship Id=\"" id                                                                         \
  "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" type            \
  "\" Target=\"" target "\"/>"

/* method: as libzip numbers them. Ended with buf_free. */
static inline Buf zip_sample_packed(const ZipPart *parts, size_t count, int method) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *file = zip_source_buffer_create(NULL, 0, 0, &error);
  zip_t *zip = zip_open_from_source(file, ZIP_TRUNCATE, &error);
  assert_non_null(zip);
  zip_source_keep(file);
  for (size_t i = 0; i < count; i++) {
    zip_source_t *source = zip_source_buffer(zip, parts[i].text, strlen(parts[i].text), 0);
    zip_int64_t index = zip_file_add(zip, parts[i].name, source, ZIP_FL_ENC_UTF_8);
    assert_true(index >= 0);
    assert_int_equal(zip_set_file_compression(zip, (zip_uint64_t)index, method, 0), 0);
  }
  assert_int_equal(zip_close(zip), 0);
  zip_stat_t stat;
  assert_int_equal(zip_source_stat(file, &stat), 0);
  assert_int_equal(zip_source_open(file), 0);
  char *bytes = mem_alloc((size_t)stat.size);
  assert_int_equal(zip_source_read(file, bytes, stat.size), stat.size);
  Buf out = {0};
  buf_add(&out, bytes, (size_t)stat.size);
  free(bytes);
  zip_source_close(file);
  zip_source_free(file);
  zip_error_fini(&error);
  return out;
}

static inline Buf zip_sample(const ZipPart *parts, size_t count) {
  return zip_sample_packed(parts, count, ZIP_CM_DEFLATE);
}

/* The place of the last `signature` before a name: the entry's header. */
static inline char *zip_sample_header(Buf *file, const char *signature) {
  char *found = NULL;
  for (size_t i = 0; i + 4 <= file->len; i++) {
    if (memcmp(file->data + i, signature, 4) == 0)
      found = file->data + i;
  }
  assert_non_null(found);
  return found;
}

#endif
