#include "pdf/glyphs.h"

#include <stdlib.h>

/* Open addressing; a slot holds an index in PdfFont.glyphs plus one. */
struct GlyphTable {
  uint32_t *slots;
  size_t size;     /* a power of two, at least twice the glyphs */
  size_t capacity; /* of PdfFont.glyphs */
};

enum { FIRST_SIZE = 256 };

static size_t slot_of(const PdfFont *font, uint32_t glyph, uint32_t ch) {
  const struct GlyphTable *table = font->table;
  uint64_t mixed = ((uint64_t)glyph << 21 ^ ch) * 0x9E3779B97F4A7C15u;
  size_t slot = (size_t)(mixed >> 32) & (table->size - 1);
  while (table->slots[slot] != 0) {
    const PdfGlyph *known = &font->glyphs[table->slots[slot] - 1];
    if (known->glyph == glyph && known->ch == ch)
      break;
    slot = (slot + 1) & (table->size - 1);
  }
  return slot;
}

static void fill(PdfFont *font) {
  struct GlyphTable *table = font->table;
  free(table->slots);
  table->slots = mem_alloc(table->size * sizeof *table->slots);
  for (size_t i = 0; i < font->count; i++)
    table->slots[slot_of(font, font->glyphs[i].glyph, font->glyphs[i].ch)] = (uint32_t)i + 1;
}

static void note(PdfFont *font, const Placed *item) {
  struct GlyphTable *table = font->table;
  size_t slot = slot_of(font, item->glyph, item->ch);
  if (table->slots[slot] != 0)
    return;
  font->glyphs = mem_grow(font->glyphs, font->count, &table->capacity, sizeof *font->glyphs);
  font->glyphs[font->count++] =
      (PdfGlyph){item->glyph, item->ch, face_advance(font->face, item->glyph), 0, 0};
  table->slots[slot] = (uint32_t)font->count;
  if (font->count * 2 > table->size) {
    table->size *= 2;
    fill(font);
  }
}

static PdfFont *font_of(PdfFonts *fonts, size_t *capacity, const Pages *pages, int face) {
  if (fonts->by_face[face] < 0) {
    fonts->fonts = mem_grow(fonts->fonts, fonts->count, capacity, sizeof *fonts->fonts);
    PdfFont *font = &fonts->fonts[fonts->count];
    *font =
        (PdfFont){.face = fonts_face(pages->fonts, face), .table = mem_alloc(sizeof *font->table)};
    font->table->size = FIRST_SIZE;
    fill(font);
    fonts->by_face[face] = (int)fonts->count++;
  }
  return &fonts->fonts[fonts->by_face[face]];
}

static int by_glyph(const void *a, const void *b) {
  const PdfGlyph *one = a, *other = b;
  if (one->glyph != other->glyph)
    return one->glyph < other->glyph ? -1 : 1;
  return (one->ch > other->ch) - (one->ch < other->ch);
}

static void finish(PdfFont *font) {
  PdfGlyph *glyphs = font->glyphs;
  qsort(glyphs, font->count, sizeof *glyphs, by_glyph);
  font->variants = 1;
  for (size_t i = 1; i < font->count; i++)
    if (glyphs[i].glyph == glyphs[i - 1].glyph) {
      glyphs[i].variant = glyphs[i - 1].variant + 1;
      if (font->variants <= glyphs[i].variant)
        font->variants = glyphs[i].variant + 1;
    }
  fill(font);
}

static void note_line(PdfFonts *fonts, size_t *capacity, const Pages *pages, const Line *line) {
  for (size_t i = 0; i < line->item_count; i++)
    note(font_of(fonts, capacity, pages, line->items[i].face), &line->items[i]);
  for (size_t i = 0; line->figure && i < line->figure->label_count; i++)
    note_line(fonts, capacity, pages, &line->figure->labels[i]);
}

PdfFonts *pdf_fonts_new(const Pages *pages) {
  PdfFonts *fonts = mem_alloc(sizeof *fonts);
  size_t capacity = 0;
  int faces = fonts_face_count(pages->fonts);
  fonts->by_face = mem_alloc((size_t)faces * sizeof *fonts->by_face);
  for (int i = 0; i < faces; i++)
    fonts->by_face[i] = -1;
  for (size_t i = 0; i < pages->page_count; i++) {
    const Page *page = &pages->pages[i];
    for (size_t j = 0; j < page->line_count; j++)
      note_line(fonts, &capacity, pages, &page->lines[j]);
    if (page->folio)
      note_line(fonts, &capacity, pages, page->folio);
  }
  for (size_t i = 0; i < fonts->count; i++) {
    finish(&fonts->fonts[i]);
    fonts->fonts[i].resource = fonts->resources + 1;
    fonts->resources += fonts->fonts[i].variants;
  }
  return fonts;
}

void pdf_fonts_free(PdfFonts *fonts) {
  if (!fonts)
    return;
  for (size_t i = 0; i < fonts->count; i++) {
    free(fonts->fonts[i].table->slots);
    free(fonts->fonts[i].table);
    free(fonts->fonts[i].glyphs);
  }
  free(fonts->fonts);
  free(fonts->by_face);
  free(fonts);
}

const PdfFont *pdf_fonts_font(const PdfFonts *fonts, const Placed *item) {
  return &fonts->fonts[fonts->by_face[item->face]];
}

const PdfGlyph *pdf_font_glyph(const PdfFont *font, const Placed *item) {
  return &font->glyphs[font->table->slots[slot_of(font, item->glyph, item->ch)] - 1];
}
