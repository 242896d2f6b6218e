/* Pictures that cameras took on their side; one file shown twice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <turbojpeg.h>

#include "fixture.h"
#include "picture/decode.h"

enum { WIDTH = 64, HEIGHT = 32, MOST = 100000 };

typedef struct Folder {
  char path[64], beside[80], file[80];
  Arena *arena;
  Messages *messages;
  Pictures pictures;
} Folder;

static int open_folder(void **state) {
  Folder *folder = mem_alloc(sizeof *folder);
  strcpy(folder->path, "/tmp/ziping-picture-XXXXXX");
  assert_non_null(mkdtemp(folder->path));
  snprintf(folder->beside, sizeof folder->beside, "%s/a.xml", folder->path);
  snprintf(folder->file, sizeof folder->file, "%s/a.jpg", folder->path);
  folder->arena = arena_new();
  folder->messages = msg_new();
  folder->pictures = (Pictures){.allowance = PICTURE_ALLOWANCE};
  *state = folder;
  return 0;
}

static int close_folder(void **state) {
  Folder *folder = *state;
  unlink(folder->file);
  rmdir(folder->path);
  arena_free(folder->arena);
  msg_free(folder->messages);
  free(folder);
  return 0;
}

/* Left above dark, right above grey, all below light. */
static uint8_t shade(int x, int y) {
  return y >= HEIGHT / 2 ? 240 : x < WIDTH / 2 ? 16 : 128;
}

/* A JPEG with these bytes as its APP1, when there are any. */
static void write_jpeg(const Folder *folder, const uint8_t *exif, size_t exif_len) {
  uint8_t pixels[WIDTH * HEIGHT], *bytes = NULL;
  unsigned long len = 0;
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    pixels[i] = shade(i % WIDTH, i / WIDTH);
  tjhandle writer = tjInitCompress();
  assert_int_equal(
      tjCompress2(writer, pixels, WIDTH, 0, HEIGHT, TJPF_GRAY, &bytes, &len, TJSAMP_GRAY, 95, 0),
      0);
  tjDestroy(writer);
  FILE *file = fopen(folder->file, "wb");
  const uint8_t head[] = {
      0xFF, 0xD8, 0xFF, 0xE1, (uint8_t)((exif_len + 2) >> 8), (uint8_t)(exif_len + 2)};
  fwrite(head, 1, exif_len > 0 ? sizeof head : 2, file);
  fwrite(exif, 1, exif_len, file);
  fwrite(bytes + 2, 1, len - 2, file);
  assert_int_equal(fclose(file), 0);
  tjFree(bytes);
}

static Picture *load(Folder *folder) {
  return picture_load(folder->beside, "a.jpg", pos_file("a.xml"), &folder->pictures, folder->arena,
                      folder->messages);
}

/* The shades of the four corners, clockwise from the left above. */
static void corners(const Picture *picture, uint8_t shades[4]) {
  static uint8_t pixels[MOST];
  tjhandle reader = tjInitDecompress();
  assert_in_range(picture->width * picture->height, 1, MOST);
  assert_int_equal(tjDecompress2(reader, picture->bytes, picture->len, pixels, picture->width, 0,
                                 picture->height, TJPF_GRAY, 0),
                   0);
  tjDestroy(reader);
  int right = picture->width - 1, below = (picture->height - 1) * picture->width;
  shades[0] = pixels[0];
  shades[1] = pixels[right];
  shades[2] = pixels[below + right];
  shades[3] = pixels[below];
}

static void expect_corners(const Picture *picture, int width, const char *expected) {
  uint8_t shades[4];
  char text[5] = "";
  assert_non_null(picture);
  assert_int_equal(picture->width, width);
  assert_int_equal(picture->height, WIDTH + HEIGHT - width);
  corners(picture, shades);
  for (int i = 0; i < 4; i++)
    text[i] = shades[i] < 60 ? 'd' : shades[i] < 190 ? 'g' : 'l';
  assert_string_equal(text, expected);
}

/* EXIF with one tag, of either order of bytes; its length. */
static size_t exif(uint8_t *out, bool big, int tag, int type, int orientation) {
  static const uint8_t little_endian[] = "Exif\0\0II*\0\10\0\0\0\1\0";
  static const uint8_t big_endian[] = "Exif\0\0MM\0*\0\0\0\10\0\1";
  memcpy(out, big ? big_endian : little_endian, 16);
  const uint8_t entry[] = {(uint8_t)(tag >> 8),
                           (uint8_t)tag,
                           0,
                           (uint8_t)type,
                           0,
                           0,
                           0,
                           1,
                           0,
                           (uint8_t)orientation,
                           0,
                           0};
  for (int i = 0; i < 12; i++)
    out[16 + i] = entry[i];
  if (!big) {
    const uint8_t swapped[] = {(uint8_t)tag,
                               (uint8_t)(tag >> 8),
                               (uint8_t)type,
                               0,
                               1,
                               0,
                               0,
                               0,
                               (uint8_t)orientation,
                               0,
                               0,
                               0};
    memcpy(out + 16, swapped, 12);
  }
  return 28;
}

/* How each of the eight is shown: ISO 12234 as EXIF has it, 4.6.4. */
static void test_turned(void **state) {
  Folder *folder = *state;
  static const char *const shown[] = {"dgll", "gdll", "lldg", "llgd",
                                      "dllg", "ldgl", "lgdl", "glld"};
  for (int orientation = 1; orientation <= 8; orientation++) {
    uint8_t segment[28];
    folder->pictures.last = NULL;
    write_jpeg(folder, segment, exif(segment, orientation % 2, 0x112, 3, orientation));
    Picture *picture = load(folder);
    expect_corners(picture, orientation < 5 ? WIDTH : HEIGHT, shown[orientation - 1]);
    assert_true(picture->file_len > 0);
    assert_int_equal(picture->file == picture->bytes, orientation == 1);
  }
}

/* What is no orientation leaves the picture as it is. */
static void test_strange_exif(void **state) {
  Folder *folder = *state;
  uint8_t segment[28];
  size_t len = exif(segment, true, 0x112, 3, 9);
  write_jpeg(folder, segment, len);
  expect_corners(load(folder), WIDTH, "dgll");
  folder->pictures.last = NULL;
  len = exif(segment, true, 0x112, 4, 6);
  write_jpeg(folder, segment, len);
  expect_corners(load(folder), WIDTH, "dgll");
  for (size_t cut = 1; cut < 28; cut++) {
    folder->pictures.last = NULL;
    len = exif(segment, false, 0x112, 3, 6);
    write_jpeg(folder, segment, len - cut);
    assert_non_null(load(folder));
  }
  assert_int_equal(msg_count(folder->messages, MSG_HINT), 0);
}

/* Cut off inside of what is coded, with an end all the same. */
static void test_turned_broken(void **state) {
  Folder *folder = *state;
  uint8_t segment[28];
  write_jpeg(folder, segment, exif(segment, true, 0x112, 3, 6));
  FILE *file = fopen(folder->file, "r+b");
  assert_int_equal(fseek(file, -20, SEEK_END), 0);
  long end = ftell(file);
  assert_int_equal(fwrite("\xFF\xD9", 1, 2, file), 2);
  assert_int_equal(fclose(file), 0);
  assert_int_equal(truncate(folder->file, end + 2), 0);
  assert_null(load(folder));
  assert_int_equal(msg_count(folder->messages, MSG_ERROR), 1);
}

static void test_too_many(void **state) {
  Folder *folder = *state;
  write_jpeg(folder, NULL, 0);
  folder->pictures.count = PICTURES_MOST - 1;
  assert_non_null(load(folder));
  assert_non_null(load(folder)); /* the same again */
  folder->pictures.last = NULL;
  assert_null(load(folder));
  char *said = fixture_messages(folder->messages);
  assert_non_null(strstr(said, "[图片过多]"));
  free(said);
}

static void test_twice(void **state) {
  Folder *folder = *state;
  write_jpeg(folder, NULL, 0);
  Picture *picture = load(folder);
  assert_non_null(picture);
  assert_ptr_equal(load(folder), picture);
  assert_null(picture_load("b.xml", "a.jpg", pos_file("a.xml"), &folder->pictures, folder->arena,
                           folder->messages));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_turned, open_folder, close_folder),
      cmocka_unit_test_setup_teardown(test_strange_exif, open_folder, close_folder),
      cmocka_unit_test_setup_teardown(test_turned_broken, open_folder, close_folder),
      cmocka_unit_test_setup_teardown(test_too_many, open_folder, close_folder),
      cmocka_unit_test_setup_teardown(test_twice, open_folder, close_folder),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
