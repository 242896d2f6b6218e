#include "pdf/font.h"

#include <freetype/freetype.h>
#include <freetype/ftcid.h>
#include <freetype/tttables.h>
#include <stdio.h>
#include <string.h>

#include "pdf/cmap.h"
#include "pdf/subset.h"

/* libharu's names end at 127 bytes; the tag and the CMap's name come on top. */
enum { MAX_NAME = 100, TAG_LEN = 7 };
/* FontDescriptor flags (ISO 32000-1, table 123). */
enum { FLAG_SYMBOLIC = 1 << 2, FLAG_ITALIC = 1 << 6 };

typedef struct FontName {
  char base[TAG_LEN + MAX_NAME + 1]; /* ABCDEF+FandolFang-Regular */
} FontName;

/* FNV-1a, continued. */
static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t len) {
  for (const uint8_t *byte = bytes; len > 0; byte++, len--)
    hash = (hash ^ *byte) * 0x100000001B3u;
  return hash;
}

/* The tag follows from the face and the glyphs in the subset, so that different
 * subsets of a font are not taken for one another. */
static FontName font_name(const PdfFont *font) {
  uint64_t hash = hash_bytes(0xCBF29CE484222325u, font->face->name, strlen(font->face->name));
  for (size_t i = 0; i < font->count; i++) {
    uint32_t glyph = font->glyphs[i].glyph;
    uint8_t bytes[] = {glyph >> 24, glyph >> 16 & 0xFF, glyph >> 8 & 0xFF, glyph & 0xFF};
    hash = hash_bytes(hash, bytes, sizeof bytes);
  }
  FontName name;
  for (int i = 0; i < TAG_LEN - 1; i++, hash /= 26)
    name.base[i] = (char)('A' + hash % 26);
  snprintf(name.base + TAG_LEN - 1, sizeof name.base - TAG_LEN + 1, "+%.*s", MAX_NAME,
           font->face->name);
  return name;
}

/* Font units to the 1/1000 em that font dictionaries count in. */
static int per_mille(const Face *face, int units) {
  return (int)emu_scale(units, 1000, face->units_per_em);
}

/* Viewers use the stem only to imitate a font that is not embedded; the usual
 * estimate from the weight class (400 regular, 700 bold) will do. */
static int stem_width(const Face *face) {
  const TT_OS2 *os2 = FT_Get_Sfnt_Table(face->ft, FT_SFNT_OS2);
  int weight = os2 ? os2->usWeightClass : 400;
  return 10 + 220 * (weight - 50) / 900;
}

static HPDF_Dict program_stream(PdfFile *file, PdfFont *font) {
  Buf program = {0};
  if (!pdf_subset(font, &program)) {
    char what[160];
    snprintf(what, sizeof what, "%.100s: hb-subset", font->face->file);
    pdf_fail(file, what);
    buf_free(&program);
    return NULL;
  }
  face_rest(font->face);
  HPDF_Dict stream = pdf_stream(file, program.data, program.len);
  if (font->face->is_cff)
    pdf_put_name(file, stream, "Subtype", "CIDFontType0C");
  else
    pdf_put_number(file, stream, "Length1", (int)program.len);
  buf_free(&program);
  return stream;
}

static HPDF_Dict descriptor(PdfFile *file, PdfFont *font, const char *name) {
  const Face *face = font->face;
  HPDF_Dict program = program_stream(file, font);
  HPDF_Dict dict = pdf_object(file);
  pdf_put_name(file, dict, "Type", "FontDescriptor");
  pdf_put_name(file, dict, "FontName", name);
  pdf_put_number(file, dict, "Flags", FLAG_SYMBOLIC | (face->italic_angle != 0 ? FLAG_ITALIC : 0));
  HPDF_Array box = pdf_array(file);
  for (int i = 0; i < 4; i++)
    pdf_add_number(file, box, per_mille(face, face->bbox[i]));
  pdf_put(file, dict, "FontBBox", box);
  pdf_put_number(file, dict, "ItalicAngle", face->italic_angle);
  pdf_put_number(file, dict, "Ascent", per_mille(face, face->ascender));
  pdf_put_number(file, dict, "Descent", per_mille(face, face->descender));
  pdf_put_number(file, dict, "CapHeight", per_mille(face, face->cap_height));
  pdf_put_number(file, dict, "StemV", stem_width(face));
  pdf_put(file, dict, face->is_cff ? "FontFile3" : "FontFile2", program);
  return dict;
}

/* The character collection is the font program's own where it has one, as
 * ISO 19005-3 (6.2.11.3) wants it. */
static HPDF_Dict system_info(PdfFile *file, const Face *face) {
  const char *registry = "Adobe", *ordering = "Identity";
  FT_Int supplement = 0;
  if (face->is_cid &&
      FT_Get_CID_Registry_Ordering_Supplement(face->ft, &registry, &ordering, &supplement) != 0)
    pdf_fail(file, face->file);
  HPDF_Dict dict = pdf_dict(file);
  pdf_put_bytes(file, dict, "Registry", registry);
  pdf_put_bytes(file, dict, "Ordering", ordering);
  pdf_put_number(file, dict, "Supplement", supplement);
  return dict;
}

static HPDF_Dict descendant(PdfFile *file, PdfFont *font, const char *name) {
  HPDF_Dict described = descriptor(file, font, name);
  HPDF_Dict dict = pdf_object(file);
  Buf widths = {0};
  pdf_put_widths(&widths, font);
  pdf_put_name(file, dict, "Type", "Font");
  pdf_put_name(file, dict, "Subtype", font->face->is_cff ? "CIDFontType0" : "CIDFontType2");
  pdf_put_name(file, dict, "BaseFont", name);
  pdf_put(file, dict, "CIDSystemInfo", system_info(file, font->face));
  pdf_put(file, dict, "FontDescriptor", described);
  pdf_put_number(file, dict, "DW", PDF_DEFAULT_WIDTH);
  pdf_put_syntax(file, dict, "W", &widths);
  if (!font->face->is_cff)
    pdf_put_name(file, dict, "CIDToGIDMap", "Identity");
  buf_free(&widths);
  return dict;
}

static HPDF_Dict type0(PdfFile *file, const PdfFont *font, int variant, const char *name,
                       HPDF_Dict descended) {
  Buf map = {0};
  pdf_put_unicode_map(&map, font, variant);
  HPDF_Dict unicode = pdf_stream(file, map.data, map.len);
  buf_free(&map);
  HPDF_Array descendants = pdf_array(file);
  pdf_add(file, descendants, descended);
  HPDF_Dict dict = pdf_object(file);
  pdf_put_name(file, dict, "Type", "Font");
  pdf_put_name(file, dict, "Subtype", "Type0");
  pdf_put_name(file, dict, "BaseFont", name);
  pdf_put_name(file, dict, "Encoding", "Identity-H");
  pdf_put(file, dict, "DescendantFonts", descendants);
  pdf_put(file, dict, "ToUnicode", unicode);
  return dict;
}

static void write_font(PdfFile *file, PdfFont *font, HPDF_Dict resources) {
  FontName name = font_name(font);
  char full[sizeof name.base + sizeof "-Identity-H"];
  HPDF_Dict descended = descendant(file, font, name.base);
  /* ISO 32000-1, table 121: with CFF the CMap's name belongs to the font's. */
  snprintf(full, sizeof full, "%s%s", name.base, font->face->is_cff ? "-Identity-H" : "");
  for (int variant = 0; variant < font->variants; variant++) {
    char key[16];
    snprintf(key, sizeof key, "F%d", font->resource + variant);
    pdf_put(file, resources, key, type0(file, font, variant, full, descended));
  }
}

HPDF_Dict pdf_write_fonts(PdfFile *file, PdfFonts *fonts) {
  HPDF_Dict resources = pdf_dict(file);
  for (size_t i = 0; i < fonts->count; i++)
    write_font(file, &fonts->fonts[i], resources);
  return resources;
}
