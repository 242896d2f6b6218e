/* Which characters a document prints with which face, and by what code.
 *
 * One PdfFont stands for one face. In a page's content a character is a code in
 * a font resource. A code can stand for one character only when text is taken
 * out of the file again; where characters share a glyph, the second is printed
 * from a second resource, which has the same glyphs and a ToUnicode map of its
 * own. PdfFonts owns everything here. */
#ifndef ZIPING_PDF_GLYPHS_H
#define ZIPING_PDF_GLYPHS_H

#include "compose/pages.h"

typedef struct PdfGlyph {
  uint32_t glyph; /* in the face */
  uint32_t ch;
  int width;   /* 1/1000 em */
  int variant; /* which of the font's resources prints it, from 0 */
  int code;    /* given by pdf_subset */
} PdfGlyph;

typedef struct PdfFont {
  Face *face;
  PdfGlyph *glyphs; /* by glyph, then character */
  size_t count;
  int variants; /* resources that the font needs */
  int resource; /* number of the first */
  struct GlyphTable *table;
} PdfFont;

typedef struct PdfFonts {
  PdfFont *fonts; /* as first met in the pages */
  size_t count;
  int resources;
  int *by_face; /* index in fonts by Face.id, -1 */
} PdfFonts;

PdfFonts *pdf_fonts_new(const Pages *pages);
void pdf_fonts_free(PdfFonts *fonts);
/* The font and the glyph's record for an item of these pages. */
const PdfFont *pdf_fonts_font(const PdfFonts *fonts, const Placed *item);
const PdfGlyph *pdf_font_glyph(const PdfFont *font, const Placed *item);

#endif
