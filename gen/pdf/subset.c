#include "pdf/subset.h"

#include <freetype/ftcid.h>
#include <hb-subset.h>
#include <stdlib.h>

#include "pdf/cff.h"

static const hb_tag_t CFF = HB_TAG('C', 'F', 'F', ' ');

/* A PDF needs these tables only. That HarfBuzz never meets the others saves
 * most of its time: it reads through cmap and layout tables even if they are
 * to be dropped. */
static hb_blob_t *needed_table(hb_face_t *face, hb_tag_t tag, void *whole) {
  (void)face;
  switch (tag) {
  case HB_TAG('C', 'F', 'F', ' '):
  case HB_TAG('g', 'l', 'y', 'f'):
  case HB_TAG('h', 'e', 'a', 'd'):
  case HB_TAG('h', 'h', 'e', 'a'):
  case HB_TAG('h', 'm', 't', 'x'):
  case HB_TAG('l', 'o', 'c', 'a'):
  case HB_TAG('m', 'a', 'x', 'p'):
    return hb_face_reference_table(whole, tag);
  default:
    return NULL;
  }
}

static void destroy_face(void *face) {
  hb_face_destroy(face);
}

static hb_face_t *whole_face(const Face *face) {
  hb_blob_t *file = hb_blob_create((const char *)face->data, (unsigned)face->size,
                                   HB_MEMORY_MODE_READONLY, NULL, NULL);
  hb_face_t *whole = hb_face_create(file, (unsigned)face->index);
  hb_blob_destroy(file);
  return whole;
}

static hb_subset_plan_t *make_plan(const PdfFont *font) {
  hb_subset_input_t *input = hb_subset_input_create_or_fail();
  if (!input)
    return NULL;
  hb_set_t *wanted = hb_subset_input_glyph_set(input);
  for (size_t i = 0; i < font->count; i++)
    hb_set_add(wanted, font->glyphs[i].glyph);
  /* Subroutines are written out: keeping them costs four times the time, and
   * memory with it, and Chinese glyphs hardly share any. */
  hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
  hb_face_t *source = hb_face_create_for_tables(needed_table, whole_face(font->face), destroy_face);
  hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(source, input);
  hb_face_destroy(source);
  hb_subset_input_destroy(input);
  return plan;
}

static bool give_code(PdfGlyph *glyph, unsigned code) {
  glyph->code = (int)code;
  return code <= 0xFFFF;
}

/* CIDs are the font's own, whatever glyphs are left. */
static bool give_cids(PdfFont *font) {
  for (size_t i = 0; i < font->count; i++) {
    FT_UInt cid;
    if (FT_Get_CID_From_Glyph_Index(font->face->ft, font->glyphs[i].glyph, &cid) != 0 ||
        !give_code(&font->glyphs[i], cid))
      return false;
  }
  return true;
}

static bool give_numbers(PdfFont *font, const hb_map_t *new_numbers) {
  for (size_t i = 0; i < font->count; i++)
    if (!give_code(&font->glyphs[i], hb_map_get(new_numbers, font->glyphs[i].glyph)))
      return false;
  return true;
}

static bool subset_by_harfbuzz(PdfFont *font, Buf *out) {
  hb_subset_plan_t *plan = make_plan(font);
  hb_face_t *subset = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
  bool ok = subset && (font->face->is_cid ||
                       give_numbers(font, hb_subset_plan_old_to_new_glyph_mapping(plan)));
  if (ok) {
    hb_blob_t *program =
        font->face->is_cff ? hb_face_reference_table(subset, CFF) : hb_face_reference_blob(subset);
    unsigned len;
    const char *bytes = hb_blob_get_data(program, &len);
    buf_add(out, bytes, len);
    ok = len > 0;
    hb_blob_destroy(program);
  }
  hb_face_destroy(subset);
  hb_subset_plan_destroy(plan);
  return ok;
}

/* Each glyph once; .notdef is there in any case. */
static size_t list_glyphs(const PdfFont *font, CffGlyph *glyphs) {
  size_t count = 0;
  uint32_t last = 0;
  for (size_t i = 0; i < font->count; i++) {
    const PdfGlyph *glyph = &font->glyphs[i];
    if (glyph->glyph != last)
      glyphs[count++] = (CffGlyph){glyph->glyph, (unsigned)glyph->code};
    last = glyph->glyph;
  }
  return count;
}

static bool subset_cff(const PdfFont *font, Buf *out) {
  hb_face_t *face = whole_face(font->face);
  hb_blob_t *table = hb_face_reference_table(face, CFF);
  unsigned len;
  const char *bytes = hb_blob_get_data(table, &len);
  CffFont cff;
  bool ok = cff_open(&cff, bytes, len);
  if (ok) {
    CffGlyph *glyphs = mem_alloc(font->count * sizeof *glyphs);
    ok = cff_subset(&cff, glyphs, list_glyphs(font, glyphs), out);
    free(glyphs);
  }
  hb_blob_destroy(table);
  hb_face_destroy(face);
  return ok;
}

bool pdf_subset(PdfFont *font, Buf *out) {
  if (!font->face->is_cid)
    return subset_by_harfbuzz(font, out);
  return give_cids(font) && (subset_cff(font, out) || subset_by_harfbuzz(font, out));
}
