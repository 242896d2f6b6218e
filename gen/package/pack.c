/* libzip puts the file together of what the packer has deflated: by libdeflate
 * it is about as small as by zlib, which libzip would take, in a fifth of the
 * time. */
#include "package/pack.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/arena.h"

/* 1 January 1980, midnight: the first moment a ZIP can name. */
#define DOS_TIME 0
#define DOS_DATE 0x0021

struct Pack {
  Packer *packer;
  zip_source_t *file;
  zip_t *zip; /* NULL before it is opened and when it is closed */
  zip_error_t error;
};

/* What libzip has read of a packed file. */
typedef struct Source {
  const Packed *packed;
  size_t read;
  zip_error_t error;
} Source;

Pack *pack_new(Packer *packer) {
  Pack *pack = mem_alloc(sizeof *pack);
  zip_error_init(&pack->error);
  pack->packer = packer;
  pack->file = zip_source_buffer_create(NULL, 0, 0, &pack->error);
  pack->zip = pack->file ? zip_open_from_source(pack->file, ZIP_TRUNCATE, &pack->error) : NULL;
  if (pack->zip)
    zip_source_keep(pack->file); /* zip_close and zip_discard let go of it */
  return pack;
}

void pack_free(Pack *pack) {
  if (pack->zip)
    zip_discard(pack->zip);
  if (pack->file)
    zip_source_free(pack->file);
  zip_error_fini(&pack->error);
  free(pack);
}

const char *pack_failure(Pack *pack) {
  if (zip_error_code_zip(&pack->error) == ZIP_ER_MEMORY)
    mem_exhausted();
  return zip_error_strerror(&pack->error);
}

static bool note_failure(Pack *pack) {
  zip_error_set(&pack->error, zip_error_code_zip(zip_get_error(pack->zip)), 0);
  return false;
}

static Source *source_new(const Packed *packed) {
  Source *source = mem_alloc(sizeof *source);
  source->packed = packed;
  zip_error_init(&source->error);
  return source;
}

static void source_free(Source *source) {
  zip_error_fini(&source->error);
  free(source);
}

static zip_int64_t tell(const Packed *packed, zip_stat_t *stat) {
  zip_stat_init(stat);
  stat->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD;
  stat->size = packed->plain.len;
  stat->comp_size = packed->len;
  stat->crc = packed->crc;
  stat->comp_method = ZIP_CM_DEFLATE;
  return sizeof *stat;
}

static zip_int64_t read_packed(Source *source, void *out, size_t len) {
  size_t left = source->packed->len - source->read;
  size_t take = len < left ? len : left;
  memcpy(out, source->packed->bytes + source->read, take);
  source->read += take;
  return (zip_int64_t)take;
}

/* What libzip asks of a source. */
static zip_int64_t serve(void *user, void *data, zip_uint64_t len, zip_source_cmd_t command) {
  Source *source = user;
  switch (command) {
  case ZIP_SOURCE_SUPPORTS:
    return ZIP_SOURCE_SUPPORTS_READABLE;
  case ZIP_SOURCE_OPEN:
    source->read = 0;
    return 0;
  case ZIP_SOURCE_READ:
    return read_packed(source, data, (size_t)len);
  case ZIP_SOURCE_STAT:
    return tell(source->packed, data);
  case ZIP_SOURCE_CLOSE:
    return 0;
  case ZIP_SOURCE_FREE:
    source_free(source);
    return 0;
  case ZIP_SOURCE_ERROR:
    return zip_error_to_data(&source->error, data, len);
  default:
    zip_error_set(&source->error, ZIP_ER_OPNOTSUPP, 0);
    return -1;
  }
}

bool pack_add(Pack *pack, const char *name, Buf *bytes) {
  if (!pack->zip)
    return false;
  Source *own = source_new(packer_pack(pack->packer, name, bytes));
  zip_source_t *source = zip_source_function(pack->zip, serve, own);
  if (!source) {
    source_free(own);
    return note_failure(pack);
  }
  zip_int64_t index = zip_file_add(pack->zip, name, source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return note_failure(pack);
  }
  return zip_file_set_dostime(pack->zip, (zip_uint64_t)index, DOS_TIME, DOS_DATE, 0) == 0 ||
         note_failure(pack);
}

static bool read_whole(zip_source_t *file, Buf *out) {
  zip_stat_t stat;
  if (zip_source_stat(file, &stat) < 0 || !(stat.valid & ZIP_STAT_SIZE) ||
      zip_source_open(file) < 0)
    return false;
  char *bytes = mem_alloc((size_t)stat.size);
  bool ok = zip_source_read(file, bytes, stat.size) == (zip_int64_t)stat.size;
  if (ok)
    buf_add(out, bytes, (size_t)stat.size);
  free(bytes);
  return zip_source_close(file) == 0 && ok;
}

bool pack_finish(Pack *pack, Buf *out) {
  if (zip_close(pack->zip) != 0)
    return note_failure(pack);
  pack->zip = NULL;
  return read_whole(pack->file, out);
}
