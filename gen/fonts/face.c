#include "fonts/face.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_ADVANCES_H
#include FT_CID_H
#include FT_TRUETYPE_TABLES_H

/* What was looked up once: glyphs by pages of 256 characters, advances by
 * glyph. A stored value is one more than the real one; 0 is "not asked yet". */
enum { PAGE_SIZE_CHARS = 256, PAGE_COUNT = 0x110000 / PAGE_SIZE_CHARS };

struct FaceCache {
  uint32_t *glyphs[PAGE_COUNT];
  uint16_t *advances;
};

static const uint8_t *map_file(const char *path, size_t *size, int *error) {
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat info;
  if (fd < 0 || fstat(fd, &info) != 0) {
    *error = errno;
    if (fd >= 0)
      close(fd);
    return NULL;
  }
  void *data = NULL;
  if (S_ISREG(info.st_mode) && info.st_size > 0 && info.st_size < LONG_MAX) {
    *size = (size_t)info.st_size;
    data = mmap(NULL, *size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (data == MAP_FAILED) {
      *error = errno;
      data = NULL;
    }
  }
  close(fd);
  return data;
}

static int cap_height(FT_Face ft) {
  TT_OS2 *os2 = FT_Get_Sfnt_Table(ft, FT_SFNT_OS2);
  if (os2 && os2->version >= 2 && os2->sCapHeight > 0)
    return os2->sCapHeight;
  return ft->ascender;
}

static void describe(Face *face) {
  FT_Face ft = face->ft;
  const char *name = FT_Get_Postscript_Name(ft);
  face->name = name ? name : "Unnamed";
  face->units_per_em = ft->units_per_EM;
  face->ascender = ft->ascender;
  face->descender = ft->descender;
  face->cap_height = cap_height(ft);
  face->bbox[0] = (int)ft->bbox.xMin;
  face->bbox[1] = (int)ft->bbox.yMin;
  face->bbox[2] = (int)ft->bbox.xMax;
  face->bbox[3] = (int)ft->bbox.yMax;
  TT_Postscript *post = FT_Get_Sfnt_Table(ft, FT_SFNT_POST);
  face->italic_angle = post ? (int)(post->italicAngle >> 16) : 0;
  FT_ULong length = 0;
  face->is_cff = FT_Load_Sfnt_Table(ft, FT_MAKE_TAG('C', 'F', 'F', ' '), 0, NULL, &length) == 0;
  FT_Bool cid = 0;
  face->is_cid = FT_Get_CID_Is_Internally_CID_Keyed(ft, &cid) == 0 && cid;
}

Face *face_open(FT_Library library, const char *path, int index, Arena *arena, int *error) {
  size_t size = 0;
  const uint8_t *data = map_file(path, &size, error);
  if (!data)
    return NULL;
  FT_Face ft = NULL;
  bool usable = FT_New_Memory_Face(library, data, (FT_Long)size, index, &ft) == 0 &&
                FT_IS_SCALABLE(ft) && FT_IS_SFNT(ft) && ft->units_per_EM > 0 &&
                FT_Select_Charmap(ft, FT_ENCODING_UNICODE) == 0;
  if (!usable) {
    if (ft)
      FT_Done_Face(ft);
    munmap((void *)data, size);
    return NULL;
  }
  Face *face = arena_alloc(arena, sizeof *face);
  face->path = arena_copy(arena, path);
  const char *slash = strrchr(face->path, '/');
  face->file = slash ? slash + 1 : face->path;
  face->index = index;
  face->data = data;
  face->size = size;
  face->ft = ft;
  face->cache = mem_alloc(sizeof *face->cache);
  face->cache->advances = mem_alloc((size_t)ft->num_glyphs * sizeof(uint16_t));
  describe(face);
  return face;
}

void face_close(Face *face) {
  for (int i = 0; i < PAGE_COUNT; i++)
    free(face->cache->glyphs[i]);
  free(face->cache->advances);
  free(face->cache);
  FT_Done_Face(face->ft);
  munmap((void *)face->data, face->size);
}

void face_rest(Face *face) {
  if (!face->has_rested)
    madvise((void *)face->data, face->size, MADV_DONTNEED);
  face->has_rested = true;
}

uint32_t face_glyph(Face *face, uint32_t ch) {
  if (ch >= 0x110000)
    return 0;
  uint32_t **page = &face->cache->glyphs[ch / PAGE_SIZE_CHARS];
  if (!*page)
    *page = mem_alloc(PAGE_SIZE_CHARS * sizeof **page);
  uint32_t *slot = &(*page)[ch % PAGE_SIZE_CHARS];
  if (!*slot)
    *slot = FT_Get_Char_Index(face->ft, ch) + 1;
  return *slot - 1;
}

static int per_mille(const Face *face, long units) {
  long half = face->units_per_em / 2;
  long product = units * 1000;
  return (int)((product >= 0 ? product + half : product - half) / face->units_per_em);
}

int face_advance(Face *face, uint32_t glyph) {
  if (glyph >= (uint32_t)face->ft->num_glyphs)
    return 0;
  uint16_t *slot = &face->cache->advances[glyph];
  if (!*slot) {
    FT_Fixed units = 0;
    if (FT_Get_Advance(face->ft, glyph, FT_LOAD_NO_SCALE, &units) != 0 || units < 0)
      units = 0;
    int advance = per_mille(face, units);
    *slot = (uint16_t)((advance < UINT16_MAX ? advance : UINT16_MAX - 1) + 1);
  }
  return *slot - 1;
}

void face_ink(Face *face, uint32_t glyph, int *left, int *right) {
  *left = *right = 0;
  if (FT_Load_Glyph(face->ft, glyph, FT_LOAD_NO_SCALE) != 0)
    return;
  const FT_Glyph_Metrics *metrics = &face->ft->glyph->metrics;
  *left = per_mille(face, metrics->horiBearingX);
  *right = per_mille(face, metrics->horiBearingX + metrics->width);
}

int face_ink_top(Face *face, uint32_t glyph) {
  if (FT_Load_Glyph(face->ft, glyph, FT_LOAD_NO_SCALE) != 0)
    return 0;
  return per_mille(face, face->ft->glyph->metrics.horiBearingY);
}

const char *face_digest(Face *face) {
  /* Reading leaves less in memory than going through the mapping. */
  if (!face->digest[0] && !digest_file(face->path, face->digest))
    digest_bytes(face->data, face->size, face->digest);
  return face->digest;
}
