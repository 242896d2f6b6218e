/* PNG by libpng, to 8-bit grey or RGB on white. */
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "picture/decode.h"

/* Text and other chunks beside the pixels. */
enum { MOST_CHUNKS = 1000, CHUNK_LIMIT = 8 << 20 };

typedef struct Decoder {
  Picture *picture;
  size_t at; /* in the file */
  size_t *allowance;
  Arena *arena;
  PictureFault fault;
} Decoder;

static void take_bytes(png_structp png, png_bytep out, size_t len) {
  Decoder *decoder = png_get_io_ptr(png);
  if (len > decoder->picture->len - decoder->at)
    png_error(png, "cut off");
  memcpy(out, (const char *)decoder->picture->bytes + decoder->at, len);
  decoder->at += len;
}

static void stay_quiet(png_structp png, png_const_charp text) {
  (void)png, (void)text;
}

static void jump_out(png_structp png, png_const_charp text) {
  (void)text;
  longjmp(png_jmpbuf(png), 1);
}

static void flatten(png_structp png, png_infop info) {
  static png_color_16 white = {0, 255, 255, 255, 255};
  bool clear = png_get_color_type(png, info) & PNG_COLOR_MASK_ALPHA ||
               png_get_valid(png, info, PNG_INFO_tRNS);
  png_set_expand(png);
  png_set_scale_16(png);
  if (clear)
    png_set_background(png, &white, PNG_BACKGROUND_GAMMA_SCREEN, 0, 1.0);
  png_set_interlace_handling(png);
  png_read_update_info(png, info);
}

/* The size is known and allowed before anything is unpacked. */
static bool read_size(png_structp png, png_infop info, Decoder *decoder) {
  Picture *picture = decoder->picture;
  png_read_info(png, info);
  png_uint_32 width = png_get_image_width(png, info), height = png_get_image_height(png, info);
  picture->width = (int)width;
  picture->height = (int)height;
  bool fits = picture_size_fits(picture);
  size_t most = (size_t)width * height * 4;
  if (fits && most <= *decoder->allowance)
    return true;
  decoder->fault = FAULT_SIZE;
  return false;
}

/* Everything that must survive a jump out of libpng lies in the decoder. */
static void decode(png_structp png, png_infop info, Decoder *decoder) {
  Picture *picture = decoder->picture;
  if (!read_size(png, info, decoder))
    return;
  flatten(png, info);
  picture->channels = png_get_channels(png, info);
  size_t stride = png_get_rowbytes(png, info);
  if (stride != (size_t)picture->width * (size_t)picture->channels)
    png_error(png, "channels");
  *decoder->allowance -= stride * (size_t)picture->height;
  uint8_t *pixels = arena_array(decoder->arena, (size_t)picture->height, stride);
  int passes = png_set_interlace_handling(png);
  for (int pass = 0; pass < passes; pass++)
    for (int row = 0; row < picture->height; row++)
      png_read_row(png, pixels + (size_t)row * stride, NULL);
  png_read_end(png, NULL);
  picture->pixels = pixels;
}

PictureFault png_decode(Picture *picture, size_t *allowance, Arena *arena) {
  /* Not among the variables that a jump may lose. */
  Decoder *decoder = arena_alloc(arena, sizeof *decoder);
  *decoder =
      (Decoder){.picture = picture, .allowance = allowance, .arena = arena, .fault = FAULT_BROKEN};
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, jump_out, stay_quiet);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  if (!info)
    mem_exhausted();
  if (setjmp(png_jmpbuf(png)) == 0) {
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_chunk_cache_max(png, MOST_CHUNKS);
    png_set_chunk_malloc_max(png, CHUNK_LIMIT);
    png_set_read_fn(png, decoder, take_bytes);
    decode(png, info, decoder);
  }
  png_destroy_read_struct(&png, &info, NULL);
  if (!picture->pixels)
    return decoder->fault;
  bool known = picture->channels == 1 || picture->channels == 3;
  return known ? FAULT_NONE : FAULT_COLOURS;
}
