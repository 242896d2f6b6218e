/* EXIF (JEITA CP-3451, 4.5 and 4.6.4): a TIFF header and a directory of tags, in
 * either order of bytes. */
#include <string.h>

#include "picture/decode.h"

enum { HEAD = 6, TIFF = 8, ENTRY = 12, ORIENTATION = 0x0112, SHORT = 3 };

typedef struct Tiff {
  const uint8_t *bytes;
  size_t len;
  bool is_big_endian;
} Tiff;

/* 0 beyond the end. */
static uint32_t number_at(const Tiff *tiff, size_t at, size_t size) {
  uint32_t number = 0;
  if (at > tiff->len || tiff->len - at < size)
    return 0;
  for (size_t i = 0; i < size; i++)
    number = number << 8 | tiff->bytes[at + (tiff->is_big_endian ? i : size - 1 - i)];
  return number;
}

static int orientation_of(const Tiff *tiff) {
  size_t directory = number_at(tiff, 4, 4);
  uint32_t count = number_at(tiff, directory, 2);
  for (uint32_t i = 0; i < count; i++) {
    size_t entry = directory + 2 + (size_t)i * ENTRY;
    if (number_at(tiff, entry, 2) == ORIENTATION && number_at(tiff, entry + 2, 2) == SHORT)
      return (int)number_at(tiff, entry + 8, 2);
  }
  return EXIF_UPRIGHT;
}

int exif_orientation(const uint8_t *segment, size_t len) {
  if (len < HEAD + TIFF || memcmp(segment, "Exif\0", HEAD) != 0)
    return EXIF_UPRIGHT;
  Tiff tiff = {.bytes = segment + HEAD, .len = len - HEAD};
  tiff.is_big_endian = memcmp(tiff.bytes, "MM", 2) == 0;
  if (!tiff.is_big_endian && memcmp(tiff.bytes, "II", 2) != 0)
    return EXIF_UPRIGHT;
  int orientation = orientation_of(&tiff);
  return orientation >= EXIF_UPRIGHT && orientation <= EXIF_MOST ? orientation : EXIF_UPRIGHT;
}
