#include "compose/shape.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"

enum { PER_EM = 1000 };

/* A superscript as Word sets it: two thirds of the size, a third up; a
 * subscript an eighth down. */
enum { SCRIPT_SIZE = 650, SUPER_RISE = 330, SUB_RISE = -120 };

struct Shaper {
  const Block *block; /* whose text it is; NULL: a page number's */
  Fonts *fonts;
  Messages *messages;
  Char *chars;
  Glyph *glyphs;
  size_t count, char_capacity, glyph_capacity;
  const FontRole *dash_role; /* whose — was asked for last; NULL: none */
  FontPick dash;
  uint32_t *told; /* characters already reported as fallen back */
  size_t told_count, told_capacity;
};

/* How the characters of one stretch look. */
typedef struct Look {
  const FontRole *han, *latin;
  Emu em;
  Emu tracking;
  Emu rise;
  bool bold;
} Look;

Shaper *shaper_new(Fonts *fonts, Messages *messages) {
  Shaper *shaper = mem_alloc(sizeof *shaper);
  shaper->fonts = fonts;
  shaper->messages = messages;
  return shaper;
}

void shaper_free(Shaper *shaper) {
  if (!shaper)
    return;
  free(shaper->chars);
  free(shaper->glyphs);
  free(shaper->told);
  free(shaper);
}

static bool was_told(Shaper *shaper, uint32_t ch) {
  for (size_t i = 0; i < shaper->told_count; i++)
    if (shaper->told[i] == ch)
      return true;
  shaper->told =
      mem_grow(shaper->told, shaper->told_count, &shaper->told_capacity, sizeof *shaper->told);
  shaper->told[shaper->told_count++] = ch;
  return false;
}

/* Of the character that was added last. */
static void report(Shaper *shaper, const FontRole *role, uint32_t ch, const Face *face) {
  if (was_told(shaper, ch))
    return;
  size_t at = shaper->glyphs[shaper->count - 1].at;
  Pos pos = shaper->block ? doc_pos(shaper->block, at) : pos_file(NULL);
  char code[16], text[5] = {0};
  snprintf(code, sizeof code, "U+%04X", (unsigned)ch);
  text[utf8_put(ch, text)] = '\0';
  if (face)
    msg_add(shaper->messages, pos, CHAR_FALLS_BACK, text, code, role->name, face->file);
  else
    msg_add(shaper->messages, pos, CHAR_HAS_NO_FONT, text, code, role->name);
}

/* —— must join: a face whose dash leaves blanks at its sides gives way to the
 * first fallback whose dash fills the em. */
static FontPick pick_dash(Shaper *shaper, const FontRole *role, FontPick first) {
  int left, right;
  face_ink(first.face, first.glyph, &left, &right);
  for (int i = 0; i < role->fallback_count && right - left < PER_EM - 20; i++) {
    const FontRole *other = fonts_role(shaper->fonts, role->fallback_roles[i]);
    FontPick pick = fonts_pick(shaper->fonts, other, 0x2014);
    if (!pick.face)
      continue;
    face_ink(pick.face, pick.glyph, &left, &right);
    if (right - left >= PER_EM - 20)
      return pick;
  }
  return first;
}

static FontPick pick_known(Shaper *shaper, const FontRole *role, uint32_t ch) {
  FontPick found = fonts_pick(shaper->fonts, role, ch);
  if (!found.face || found.is_fallback)
    report(shaper, role, ch, found.face);
  return found;
}

static FontPick pick(Shaper *shaper, const Look *look, CharClass class, uint32_t ch) {
  const FontRole *role = class_is_latin(class) || class == CLASS_SPACE ? look->latin : look->han;
  if (ch != 0x2014)
    return pick_known(shaper, role, ch);
  if (role != shaper->dash_role) {
    FontPick found = pick_known(shaper, role, ch);
    shaper->dash = found.face ? pick_dash(shaper, role, found) : found;
    shaper->dash_role = role;
  }
  return shaper->dash;
}

/* Where a full-width character's glyph lies in its em when the face gives it
 * another width: closing marks left, opening ones right, others centred. */
static Emu em_offset(const Look *look, CharClass class, int advance) {
  int slack = PER_EM - advance;
  if (slack == 0 || class_is_closing(class))
    return 0;
  return emu_scale(look->em, class == CLASS_OPEN ? slack : slack / 2, PER_EM);
}

static bool is_invisible(uint32_t ch) {
  return ch == DOC_LINE_BREAK ||
         u_hasBinaryProperty((UChar32)ch, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static void add_char(Shaper *shaper, const Look *look, uint32_t ch, size_t at, bool tied) {
  shaper->chars =
      mem_grow(shaper->chars, shaper->count, &shaper->char_capacity, sizeof *shaper->chars);
  shaper->glyphs =
      mem_grow(shaper->glyphs, shaper->count, &shaper->glyph_capacity, sizeof *shaper->glyphs);
  Char *item = &shaper->chars[shaper->count];
  Glyph *glyph = &shaper->glyphs[shaper->count];
  shaper->count++;
  *item = (Char){.ch = ch, .class = class_of(ch), .em = look->em, .tied = tied};
  *glyph = (Glyph){
      .at = (uint32_t)at, .face = -1, .size = look->em, .rise = look->rise, .bold = look->bold};
  if (ch >= 0x80 && !class_is_ideograph(ch) && is_invisible(ch)) {
    item->tied = ch != 0x200B && ch != DOC_LINE_BREAK;
    item->class = CLASS_SPACE;
    return;
  }
  FontPick found = pick(shaper, look, item->class, ch == '\t' ? ' ' : ch);
  if (!found.face)
    return;
  int advance = face_advance(found.face, found.glyph);
  glyph->face = found.face->id;
  glyph->glyph = found.glyph;
  item->advance = emu_scale(look->em, advance, PER_EM);
  if (class_is_full_width(item->class)) {
    item->advance = look->em;
    glyph->offset = em_offset(look, item->class, advance);
  }
  item->advance += look->tracking;
}

/* A space between two Chinese characters is the Chinese font's, half an em
 * (measured on lines of Word and WPS), whatever the stand-in's own. */
static void widen_spaces(Shaper *shaper) {
  for (size_t i = 1; i + 1 < shaper->count; i++)
    if (shaper->chars[i].ch == ' ' && class_is_full_width(shaper->chars[i - 1].class) &&
        class_is_full_width(shaper->chars[i + 1].class))
      shaper->chars[i].advance = emu_scale(shaper->chars[i].em, 1, 2);
}

static Look style_look(const Shaper *shaper, const Style *style) {
  return (Look){fonts_role(shaper->fonts, style->role),
                fonts_role(shaper->fonts, style->latin_role),
                style->size,
                style->tracking,
                0,
                style->bold};
}

static Look span_look(const Shaper *shaper, Look look, const Span *span) {
  switch (span->kind) {
  case SPAN_SUPERSCRIPT:
    look.rise = emu_scale(look.em, SUPER_RISE, PER_EM);
    look.em = emu_scale(look.em, SCRIPT_SIZE, PER_EM);
    break;
  case SPAN_SUBSCRIPT:
    look.rise = emu_scale(look.em, SUB_RISE, PER_EM);
    look.em = emu_scale(look.em, SCRIPT_SIZE, PER_EM);
    break;
  case SPAN_BOLD:
    look.bold = true;
    break;
  case SPAN_ROLE:
    look.han = fonts_role(shaper->fonts, span->role);
    break;
  }
  return look;
}

static Shaped finish(Shaper *shaper) {
  widen_spaces(shaper);
  return (Shaped){shaper->chars, shaper->glyphs, shaper->count};
}

Shaped shape_block(Shaper *shaper, const Block *block) {
  Look plain = style_look(shaper, block->style);
  shaper->block = block;
  shaper->count = 0;
  size_t span = 0;
  for (size_t at = 0; at < block->len;) {
    size_t start = at;
    uint32_t ch = utf8_next(block->text, block->len, &at);
    while (span < block->span_count && block->spans[span].end <= start)
      span++;
    bool inside = span < block->span_count && block->spans[span].start <= start;
    Look look = inside ? span_look(shaper, plain, &block->spans[span]) : plain;
    add_char(shaper, &look, ch, start, inside && look.rise != 0);
  }
  return finish(shaper);
}

Shaped shape_text(Shaper *shaper, const Style *style, const char *text) {
  Look look = style_look(shaper, style);
  shaper->block = NULL;
  shaper->count = 0;
  size_t len = strlen(text);
  for (size_t at = 0; at < len;) {
    size_t start = at;
    uint32_t ch = utf8_next(text, len, &at);
    add_char(shaper, &look, ch, start, false);
  }
  return finish(shaper);
}
