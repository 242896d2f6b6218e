/* Smaller CFF fonts: every glyph looks as in the whole font, and damaged fonts
 * are refused, never followed out of bounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_CID_H
#include FT_OUTLINE_H
#include <hb.h>

#include "base/arena.h"
#include "fonts/fonts.h"
#include "pdf/cff.h"

enum { OUTLINE = FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING };

typedef struct Source {
  Messages *messages;
  Fonts *fonts;
  const Face *face;
  hb_blob_t *table;
  CffBytes bytes;
} Source;

static Source open_role(const char *role) {
  Source source = {.messages = msg_new()};
  source.fonts = fonts_load("fonts", source.messages);
  assert_non_null(source.fonts);
  source.face = fonts_first(source.fonts, fonts_role(source.fonts, role), source.messages);
  assert_non_null(source.face);
  assert_true(source.face->is_cid);
  hb_blob_t *file = hb_blob_create((const char *)source.face->data, (unsigned)source.face->size,
                                   HB_MEMORY_MODE_READONLY, NULL, NULL);
  hb_face_t *face = hb_face_create(file, (unsigned)source.face->index);
  source.table = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
  unsigned len;
  source.bytes.data = (const uint8_t *)hb_blob_get_data(source.table, &len);
  source.bytes.len = len;
  hb_face_destroy(face);
  hb_blob_destroy(file);
  return source;
}

static void close_source(Source *source) {
  hb_blob_destroy(source->table);
  fonts_free(source->fonts);
  msg_free(source->messages);
}

/* Every step-th glyph. */
static size_t choose(const Source *source, uint32_t step, CffGlyph *glyphs) {
  size_t count = 0;
  for (uint32_t glyph = 1; glyph < (uint32_t)source->face->ft->num_glyphs; glyph += step) {
    FT_UInt cid;
    assert_int_equal(FT_Get_CID_From_Glyph_Index(source->face->ft, glyph, &cid), 0);
    glyphs[count++] = (CffGlyph){glyph, cid};
  }
  return count;
}

static void assert_same_look(FT_Face one, uint32_t glyph, FT_Face other, uint32_t other_glyph) {
  assert_int_equal(FT_Load_Glyph(one, glyph, OUTLINE), 0);
  assert_int_equal(FT_Load_Glyph(other, other_glyph, OUTLINE), 0);
  const FT_Outline *a = &one->glyph->outline, *b = &other->glyph->outline;
  assert_int_equal(a->n_points, b->n_points);
  assert_int_equal(a->n_contours, b->n_contours);
  if (a->n_points == 0)
    return;
  assert_memory_equal(a->points, b->points, (size_t)a->n_points * sizeof *a->points);
  assert_memory_equal(a->tags, b->tags, (size_t)a->n_points);
}

static void compare_faces(const Source *source, const CffGlyph *glyphs, size_t count,
                          const Buf *program) {
  FT_Library library;
  FT_Face small;
  assert_int_equal(FT_Init_FreeType(&library), 0);
  assert_int_equal(
      FT_New_Memory_Face(library, (const FT_Byte *)program->data, (FT_Long)program->len, 0, &small),
      0);
  /* FreeType asks for the glyphs of a bare CID-keyed CFF by their CIDs. */
  for (size_t i = 0; i < count; i++)
    assert_same_look(source->face->ft, glyphs[i].glyph, small, glyphs[i].cid);
  FT_Done_Face(small);
  FT_Done_FreeType(library);
}

static void glyphs_look_as_before(void **state) {
  (void)state;
  static const char *const roles[] = {"仿宋", "楷体", "黑体", "小标宋", "宋体"};
  for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
    Source source = open_role(roles[i]);
    CffGlyph *glyphs = mem_alloc((size_t)source.face->ft->num_glyphs * sizeof *glyphs);
    size_t count = choose(&source, 7, glyphs);
    CffFont font;
    Buf program = {0};
    assert_true(cff_open(&font, source.bytes.data, source.bytes.len));
    assert_true(cff_subset(&font, glyphs, count, &program));
    compare_faces(&source, glyphs, count, &program);
    buf_free(&program);
    free(glyphs);
    close_source(&source);
  }
}

/* A font of a few glyphs is small enough to be damaged at every byte. */
static Buf small_font(void) {
  Source source = open_role("仿宋");
  CffGlyph glyphs[8];
  CffFont font;
  Buf program = {0};
  for (uint32_t i = 0; i < 8; i++) {
    FT_UInt cid;
    FT_Get_CID_From_Glyph_Index(source.face->ft, 500 + 100 * i, &cid);
    glyphs[i] = (CffGlyph){500 + 100 * i, cid};
  }
  assert_true(cff_open(&font, source.bytes.data, source.bytes.len));
  assert_true(cff_subset(&font, glyphs, 8, &program));
  close_source(&source);
  return program;
}

/* Under the sanitizers reading too far ends the test. */
static bool subset_whole(const void *bytes, size_t len) {
  static const CffGlyph glyphs[] = {{1, 1}, {2, 2}, {5, 5}, {8, 8}};
  uint8_t *copy = mem_alloc(len);
  CffFont font;
  Buf out = {0};
  memcpy(copy, bytes, len);
  bool ok = cff_open(&font, copy, len) && cff_subset(&font, glyphs, 4, &out);
  buf_free(&out);
  free(copy);
  return ok;
}

static void damaged_fonts_stay_in_bounds(void **state) {
  (void)state;
  Buf font = small_font();
  assert_true(subset_whole(font.data, font.len));
  int refused = 0;
  for (size_t len = 0; len < font.len; len++)
    refused += !subset_whole(font.data, len);
  assert_int_equal(refused, font.len);
  static const char values[] = {0, 1, 10, 12, 14, 28, 29, 30, (char)0x80, (char)0xFF};
  for (size_t i = 0; i < font.len; i++)
    for (size_t j = 0; j < sizeof values; j++) {
      char before = font.data[i];
      font.data[i] = values[j];
      subset_whole(font.data, font.len);
      font.data[i] = before;
    }
  buf_free(&font);
}

/* A font of one glyph with the given program and two subroutines. */
static CffFont hand_made(const uint8_t *program, uint8_t len) {
  static uint8_t glyphs[64], subrs[] = {0, 2, 1, 1, 3, 5, 32, 10, 139, 11};
  static const uint8_t selection[] = {0, 0};
  static CffFont font;
  font = (CffFont){.part_count = 1, .selection = {selection, sizeof selection}};
  memcpy(glyphs, program, len);
  static uint8_t offsets[] = {1, 0};
  offsets[1] = (uint8_t)(len + 1);
  font.glyphs = (CffIndex){{0}, 1, 1, offsets, {glyphs, len}};
  font.parts[0].subrs = (CffIndex){{0}, 2, 1, subrs + 3, {subrs + 6, 4}};
  return font;
}

static void assert_program(const uint8_t *program, uint8_t len, const char *wanted,
                           size_t wanted_len) {
  static uint8_t out[CFF_PROGRAM_MOST];
  CffFont font = hand_made(program, len);
  size_t out_len;
  bool ok = cff_program(&font, 0, out, &out_len);
  assert_int_equal(ok, wanted != NULL);
  if (!ok)
    return;
  assert_int_equal(out_len, wanted_len);
  assert_memory_equal(out, wanted, wanted_len);
}

#define PROGRAM(...) ((const uint8_t[]){__VA_ARGS__}), sizeof((const uint8_t[]){__VA_ARGS__})

/* 139 is 0, 140 is 1; 32 is -107, which calls the first subroutine. */
static void programs_lose_hints_and_subroutines(void **state) {
  (void)state;
  /* Hints go; the width before them stays. */
  assert_program(PROGRAM(150, 139, 140, 1, 140, 141, 21, 14), "\226\214\215\25\16", 5);
  assert_program(PROGRAM(139, 140, 1, 139, 140, 141, 142, 19, 0xE0, 22, 14), "\26\16", 2);
  /* The second subroutine, number 1 - 107: pushes 0. */
  assert_program(PROGRAM(33, 10, 22, 14), "\213\26\16", 3);
  assert_program(PROGRAM(139, 12, 34, 14), "\213\14\42\16", 4);
}

static void programs_of_other_kinds_are_refused(void **state) {
  (void)state;
  assert_program(PROGRAM(32, 10, 14), NULL, 0);               /* calls itself */
  assert_program(PROGRAM(40, 10, 14), NULL, 0);               /* no such subroutine */
  assert_program(PROGRAM(10, 14), NULL, 0);                   /* of no number */
  assert_program(PROGRAM(139, 139, 139, 139, 14), NULL, 0);   /* accented letter */
  assert_program(PROGRAM(139, 139, 12, 10, 22, 14), NULL, 0); /* addition */
  assert_program(PROGRAM(139, 22), NULL, 0);                  /* without end */
  assert_program(PROGRAM(139, 28, 1), NULL, 0);               /* cut off in a number */
  assert_program(PROGRAM(139, 140, 1, 19), NULL, 0);          /* cut off in a mask */
  assert_program(PROGRAM(139, 12), NULL, 0);                  /* cut off in an operator */
  assert_program(PROGRAM(139, 0, 14), NULL, 0);               /* reserved */
  uint8_t many[60];
  memset(many, 139, sizeof many);
  many[58] = 5;
  many[59] = 14;
  assert_program(many, sizeof many, NULL, 0); /* more arguments than there may be */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(glyphs_look_as_before),
      cmocka_unit_test(damaged_fonts_stay_in_bounds),
      cmocka_unit_test(programs_lose_hints_and_subroutines),
      cmocka_unit_test(programs_of_other_kinds_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
