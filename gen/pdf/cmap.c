#include "pdf/cmap.h"

#include "pdf/number.h"

enum { BLOCK = 100 };

static size_t count_of(const PdfFont *font, int variant) {
  size_t count = 0;
  for (size_t i = 0; i < font->count; i++)
    count += font->glyphs[i].variant == variant;
  return count;
}

static void put_pair(Buf *out, const PdfGlyph *glyph) {
  buf_putc(out, '<');
  pdf_put_hex(out, (unsigned)glyph->code);
  buf_puts(out, "><");
  pdf_put_utf16(out, glyph->ch);
  buf_puts(out, ">\n");
}

void pdf_put_unicode_map(Buf *out, const PdfFont *font, int variant) {
  buf_puts(out, "/CIDInit /ProcSet findresource begin\n"
                "12 dict begin\n"
                "begincmap\n"
                "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                "/CMapName /Adobe-Identity-UCS def\n"
                "/CMapType 2 def\n"
                "1 begincodespacerange\n"
                "<0000><FFFF>\n"
                "endcodespacerange\n");
  size_t left = count_of(font, variant);
  size_t in_block = 0;
  for (const PdfGlyph *glyph = font->glyphs; left > 0; glyph++) {
    if (glyph->variant != variant)
      continue;
    if (in_block == 0) {
      in_block = left < BLOCK ? left : BLOCK;
      buf_put_int(out, (int64_t)in_block);
      buf_puts(out, " beginbfchar\n");
    }
    put_pair(out, glyph);
    left--;
    if (--in_block == 0)
      buf_puts(out, "endbfchar\n");
  }
  buf_puts(out, "endcmap\n"
                "CMapName currentdict /CMap defineresource pop\n"
                "end\n"
                "end");
}

/* The first glyph from start on whose width must be said; characters that
 * share a glyph count once. */
static size_t next_width(const PdfFont *font, size_t start) {
  while (start < font->count &&
         (font->glyphs[start].width == PDF_DEFAULT_WIDTH || font->glyphs[start].variant > 0))
    start++;
  return start;
}

void pdf_put_widths(Buf *out, const PdfFont *font) {
  int open_after = -1; /* the code before the next that may join the open list */
  buf_putc(out, '[');
  for (size_t i = next_width(font, 0); i < font->count; i = next_width(font, i + 1)) {
    const PdfGlyph *glyph = &font->glyphs[i];
    if (open_after >= 0 && glyph->code == open_after + 1) {
      buf_putc(out, ' ');
    } else {
      if (open_after >= 0)
        buf_putc(out, ']');
      buf_put_int(out, glyph->code);
      buf_putc(out, '[');
    }
    buf_put_int(out, glyph->width);
    open_after = glyph->code;
  }
  buf_puts(out, open_after >= 0 ? "]]" : "]");
}
