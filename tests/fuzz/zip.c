/* ZIP files with parts as they are, made anew for every input: what is fuzzed is
 * the reading of the parts. Bytes of a whole ZIP are target_package.c's. */
#include <libdeflate.h>
#include <string.h>

#include "support.h"

enum { LOCAL = 0x04034B50, CENTRAL = 0x02014B50, END = 0x06054B50 };

/* Little-endian; more than four bytes end in zeros. */
static void put(Buf *out, uint32_t value, int bytes) {
  for (int i = 0; i < bytes; i++) {
    char byte = (char)(value & 0xFF);
    buf_add(out, &byte, 1);
    value >>= 8;
  }
}

/* What the local header and the directory have in common. */
static void put_entry(Buf *out, const FuzzPart *part) {
  put(out, 20, 2);
  put(out, 1 << 11, 2); /* names in UTF-8 */
  put(out, 0, 2);
  put(out, 0x00210000, 4); /* the first day there is */
  put(out, libdeflate_crc32(0, part->text, part->len), 4);
  put(out, (uint32_t)part->len, 4);
  put(out, (uint32_t)part->len, 4);
  put(out, (uint32_t)strlen(part->name), 2);
  put(out, 0, 2);
}

Buf fuzz_zip(const FuzzPart *parts, size_t count) {
  Buf out = {0}, directory = {0};
  for (size_t i = 0; i < count; i++) {
    put(&directory, CENTRAL, 4);
    put(&directory, 20, 2);
    put_entry(&directory, &parts[i]);
    put(&directory, 0, 10); /* comment, disk, attributes */
    put(&directory, (uint32_t)out.len, 4);
    buf_puts(&directory, parts[i].name);
    put(&out, LOCAL, 4);
    put_entry(&out, &parts[i]);
    buf_puts(&out, parts[i].name);
    buf_add(&out, parts[i].text, parts[i].len);
  }
  size_t start = out.len;
  if (directory.len > 0)
    buf_add(&out, directory.data, directory.len);
  put(&out, END, 4);
  put(&out, 0, 4);
  put(&out, (uint32_t)count, 2);
  put(&out, (uint32_t)count, 2);
  put(&out, (uint32_t)directory.len, 4);
  put(&out, (uint32_t)start, 4);
  put(&out, 0, 2);
  buf_free(&directory);
  return out;
}

FuzzPart fuzz_next_part(const char *name, const uint8_t **bytes, size_t *len) {
  static const char mark[] = "\n@@\n";
  const char *text = (const char *)*bytes;
  const char *end = memmem(text, *len, mark, strlen(mark));
  size_t own = end ? (size_t)(end - text) : *len, used = end ? own + strlen(mark) : own;
  *bytes += used;
  *len -= used;
  return (FuzzPart){name, text, own};
}
