/* Any bytes as a picture: what is taken has all its pixels, within the limits,
 * and can be turned when it lies on its side.
 * The checksums of a PNG's chunks are put right, so that what they hold is read. */
#include "support.h"

#include <libdeflate.h>
#include <string.h>

#include "picture/decode.h"

enum { SIGNATURE = 8, CHUNK = 12 };

static uint32_t four_bytes(const uint8_t *at) {
  return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* Length, type, data and checksum of each. */
static void mend_checksums(uint8_t *bytes, size_t len) {
  for (size_t at = SIGNATURE; len - at >= CHUNK;) {
    size_t data = four_bytes(bytes + at);
    if (data > len - at - CHUNK)
      return;
    uint32_t sum = libdeflate_crc32(0, bytes + at + 4, data + 4);
    uint8_t *end = bytes + at + 8 + data;
    for (int i = 0; i < 4; i++)
      end[i] = (uint8_t)(sum >> (24 - 8 * i));
    at += CHUNK + data;
  }
}

static void check_pixels(const Picture *picture) {
  size_t count = (size_t)picture->width * (size_t)picture->height * (size_t)picture->channels;
  const volatile uint8_t *pixels = picture->pixels;
  DEMAND(pixels != NULL);
  for (size_t i = 0; i < count; i++)
    (void)pixels[i];
}

static PictureFault read_jpeg(Picture *picture, size_t *allowance, Arena *arena) {
  PictureFault fault = jpeg_check(picture);
  int orientation = fault == FAULT_NONE ? jpeg_orientation(picture) : EXIF_UPRIGHT;
  DEMAND(orientation >= EXIF_UPRIGHT && orientation <= EXIF_MOST);
  if (orientation == EXIF_UPRIGHT)
    return fault;
  fault = jpeg_turn(picture, orientation, allowance, arena);
  DEMAND(fault != FAULT_NONE || jpeg_orientation(picture) == EXIF_UPRIGHT);
  return fault;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  Arena *arena = arena_new();
  uint8_t *copy = arena_alloc(arena, len + 1);
  if (len > 0)
    memcpy(copy, bytes, len);
  Picture picture = {.bytes = copy, .len = len};
  size_t allowance = (size_t)4 << 20;
  bool is_png = len >= SIGNATURE && memcmp(copy, "\x89PNG\r\n\x1a\n", SIGNATURE) == 0;
  if (is_png)
    mend_checksums(copy, len);
  PictureFault fault =
      is_png ? png_decode(&picture, &allowance, arena) : read_jpeg(&picture, &allowance, arena);
  if (fault == FAULT_NONE) {
    DEMAND(picture.width > 0 && picture.height > 0 && picture_size_fits(&picture));
    DEMAND(picture.channels == 1 || picture.channels == 3);
    if (is_png)
      check_pixels(&picture);
  }
  arena_free(arena);
  return 0;
}
