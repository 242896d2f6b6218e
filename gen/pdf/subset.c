#include "pdf/subset.h"

#include <freetype/ftcid.h>
#include <hb-subset.h>

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

static hb_face_t *source_face(const Face *face) {
  hb_blob_t *file = hb_blob_create((const char *)face->data, (unsigned)face->size,
                                   HB_MEMORY_MODE_READONLY, NULL, NULL);
  hb_face_t *whole = hb_face_create(file, (unsigned)face->index);
  hb_blob_destroy(file);
  return hb_face_create_for_tables(needed_table, whole, destroy_face);
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
  hb_face_t *source = source_face(font->face);
  hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(source, input);
  hb_face_destroy(source);
  hb_subset_input_destroy(input);
  return plan;
}

static bool give_codes(PdfFont *font, const hb_map_t *new_numbers) {
  for (size_t i = 0; i < font->count; i++) {
    PdfGlyph *glyph = &font->glyphs[i];
    unsigned code = hb_map_get(new_numbers, glyph->glyph);
    if (code == HB_MAP_VALUE_INVALID)
      return false;
    if (font->face->is_cid && FT_Get_CID_From_Glyph_Index(font->face->ft, glyph->glyph, &code) != 0)
      return false;
    if (code > 0xFFFF)
      return false;
    glyph->code = (int)code;
  }
  return true;
}

hb_blob_t *pdf_subset(PdfFont *font) {
  hb_subset_plan_t *plan = make_plan(font);
  if (!plan)
    return NULL;
  hb_blob_t *program = NULL;
  hb_face_t *subset = hb_subset_plan_execute_or_fail(plan);
  if (subset && give_codes(font, hb_subset_plan_old_to_new_glyph_mapping(plan)))
    program =
        font->face->is_cff ? hb_face_reference_table(subset, CFF) : hb_face_reference_blob(subset);
  hb_face_destroy(subset);
  hb_subset_plan_destroy(plan);
  if (program && hb_blob_get_length(program) == 0) {
    hb_blob_destroy(program);
    program = NULL;
  }
  return program;
}
