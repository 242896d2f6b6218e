/* Lines of the locked form that Pages squeezed: all their characters move
 * together a little, so that a program that squeezes no marks finds room. */
#include "base/utf8.h"
#include "compose/classes.h"
#include "docx/parts.h"

/* The part of a short line's measure that is kept free. */
enum { SLACK_PART = 20 };

size_t docx_text_end(const Line *line, const Block *block) {
  size_t at = line->end;
  if (at > line->start && utf8_prev(block->text, &at) == DOC_LINE_BREAK)
    return at;
  return line->end;
}

/* Full-width in Chinese text, but of other scripts as well (① Ⅲ ℃). */
static bool is_sign(uint32_t ch) {
  return ch >= 0x80 && ch < 0x2E80 && class_of(ch) == CLASS_HAN;
}

/* Room for the gaps by which LibreOffice may set such signs off from Chinese. */
static Emu sign_gaps(const Line *line, const Block *block) {
  Emu gaps = 0;
  uint32_t before = 0;
  for (size_t at = line->start; at < line->end;) {
    uint32_t ch = utf8_next(block->text, line->end, &at);
    bool chinese =
        before && class_is_full_width(class_of(ch)) && class_is_full_width(class_of(before));
    if (chinese && is_sign(ch) != is_sign(before))
      gaps += block->style->size / 4;
    before = ch;
  }
  return gaps;
}

/* LibreOffice doesn't draw the last character of a portion closer, though the
 * style asks for it. */
static Emu spared_tracking(const Line *line, const Block *block) {
  Emu tracking = block->style->tracking;
  return tracking < 0
             ? -tracking * (Emu)docx_portions(block, line->start, docx_text_end(line, block))
             : 0;
}

/* What other programs measure otherwise adds up over the line: half an em over
 * the lines of a page, less over a cell's. */
static Emu slack_of(const Line *line, const Block *block) {
  Emu half = block->style->size / 2, part = line->measure / SLACK_PART;
  return part < half ? part : half;
}

/* Brings the line's natural width, marks at their full width, to a little under
 * its measure, for programs that squeeze no marks or measure a little
 * otherwise; justification gives back what was not needed. Chinese characters
 * move together, by a sixth of their width at most, which is LibreOffice's own
 * limit; letters and digits stay where they are, since theirs would overlap.
 * Where that won't do, all glyphs become a little narrower besides. */
Squeeze docx_squeeze(const Line *line, const Block *block) {
  Emu full = line->natural + line->paired + sign_gaps(line, block) + spared_tracking(line, block);
  Emu over = full - line->measure + slack_of(line, block);
  if (full <= line->measure)
    return (Squeeze){0};
  Emu most = (block->style->size / 6 + block->style->tracking) / EMU_PER_TWIP;
  Emu count = (Emu)docx_spaced_chars(block, line->start, docx_text_end(line, block));
  Emu spacing = count ? over / count / EMU_PER_TWIP + 1 : INT32_MAX;
  if (spacing <= most)
    return (Squeeze){.spacing = (int)spacing};
  int scale = (int)((full - over) * 100 / (full - most * EMU_PER_TWIP * count));
  return (Squeeze){.spacing = (int)most * scale / 100, .scale = scale};
}
