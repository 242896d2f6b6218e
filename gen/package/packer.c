#include "package/packer.h"

#include <libdeflate.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* 8 takes twice as long for one byte in fifty. */
enum { DEFLATE_LEVEL = 6 };

struct Packer {
  struct libdeflate_compressor *deflater;
  Packed *known;
};

Packer *packer_new(void) {
  Packer *packer = mem_alloc(sizeof *packer);
  packer->deflater = libdeflate_alloc_compressor(DEFLATE_LEVEL);
  if (!packer->deflater)
    mem_exhausted();
  return packer;
}

void packer_free(Packer *packer) {
  for (Packed *packed = packer->known, *next; packed; packed = next) {
    next = packed->next;
    buf_free(&packed->plain);
    free(packed->bytes);
    free(packed->name);
    free(packed);
  }
  libdeflate_free_compressor(packer->deflater);
  free(packer);
}

/* What is known under the name; new and empty when nothing is. */
static Packed *find(Packer *packer, const char *name) {
  for (Packed *packed = packer->known; packed; packed = packed->next)
    if (strcmp(packed->name, name) == 0)
      return packed;
  Packed *packed = mem_alloc(sizeof *packed);
  Buf copy = {0};
  buf_puts(&copy, name);
  packed->name = buf_take(&copy);
  packed->next = packer->known;
  packer->known = packed;
  return packed;
}

static bool is_same(const Packed *packed, const Buf *bytes) {
  return packed->bytes && packed->plain.len == bytes->len &&
         (bytes->len == 0 || memcmp(packed->plain.data, bytes->data, bytes->len) == 0);
}

static void deflate(Packer *packer, Packed *packed) {
  const Buf *plain = &packed->plain;
  size_t room = libdeflate_deflate_compress_bound(packer->deflater, plain->len);
  free(packed->bytes);
  packed->bytes = mem_resize(NULL, room);
  packed->len =
      libdeflate_deflate_compress(packer->deflater, plain->data, plain->len, packed->bytes, room);
  packed->bytes = mem_resize(packed->bytes, packed->len);
  packed->crc = libdeflate_crc32(0, plain->data, plain->len);
}

const Packed *packer_pack(Packer *packer, const char *name, Buf *bytes) {
  Packed *packed = find(packer, name);
  if (is_same(packed, bytes)) {
    buf_free(bytes);
    return packed;
  }
  buf_free(&packed->plain);
  packed->plain = *bytes;
  *bytes = (Buf){0};
  deflate(packer, packed);
  return packed;
}
