/* Runs: stretches of a paragraph's text that look alike.
 *
 * A style names a Han and a Latin font, and each program has its own mind about
 * which of them prints the characters that both scripts share. Word goes by the
 * block and by w:hint, LibreOffice by what stands before. So that all print what
 * the composer measured, such characters get a character style whose four fonts
 * are one. */
#include <string.h>

#include "base/utf8.h"
#include "compose/classes.h"
#include "docx/parts.h"

typedef enum Font {
  FONT_BY_SCRIPT, /* no program doubts it */
  FONT_HAN,       /* “ — … · ① ℃ ≥, a space between Chinese characters */
  FONT_LATIN      /* • ° , where no letter or digit stands before */
} Font;

/* How one character looks beyond its paragraph's style. */
typedef struct Look {
  const Span *span; /* NULL: as the style has it */
  Font font;
} Look;

static bool is_full_width(uint32_t ch) {
  return ch >= 0x80 && class_is_full_width(class_of(ch));
}

static uint32_t char_before(const Block *block, size_t at) {
  return at > 0 ? utf8_prev(block->text, &at) : 0;
}

static uint32_t char_at(const Block *block, size_t at) {
  return at < block->len ? utf8_next(block->text, block->len, &at) : 0;
}

static Font font_at(const Block *block, size_t at, uint32_t ch) {
  CharClass class = class_of(ch);
  if (class_is_full_width(class))
    return ch < 0x2E80 ? FONT_HAN : FONT_BY_SCRIPT;
  if (class == CLASS_LETTER || class == CLASS_DIGIT)
    return FONT_BY_SCRIPT;
  uint32_t before = char_before(block, at);
  if (ch == ' ' && is_full_width(before) && is_full_width(char_at(block, at + 1)))
    return FONT_HAN;
  CharClass leader = class_of(before);
  return leader == CLASS_LETTER || leader == CLASS_DIGIT ? FONT_BY_SCRIPT : FONT_LATIN;
}

/* Spans are in order and do not overlap. */
static const Span *span_at(const Block *block, size_t at) {
  size_t low = 0, high = block->span_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (block->spans[middle].end <= at)
      low = middle + 1;
    else
      high = middle;
  }
  bool inside = low < block->span_count && block->spans[low].start <= at;
  return inside ? &block->spans[low] : NULL;
}

/* joined: Chinese text is one with its marks. */
static Look look_at(const Block *block, size_t at, uint32_t ch, bool joined) {
  Font font = joined && is_full_width(ch) ? FONT_HAN : font_at(block, at, ch);
  return (Look){span_at(block, at), font};
}

static bool same_look(Look a, Look b) {
  return a.span == b.span && a.font == b.font;
}

static bool is_kind(const Span *span, SpanKind kind) {
  return span && span->kind == kind;
}

static void style_id(const DocxJob *job, const Block *block, Look look, char id[DOCX_ID_SIZE]) {
  id[0] = '\0';
  bool other = is_kind(look.span, SPAN_ROLE);
  if (look.font == FONT_HAN)
    docx_marks_id(job, other ? look.span->role : block->style->role, id);
  else if (look.font == FONT_LATIN)
    docx_marks_id(job, block->style->latin_role, id);
  else if (other)
    docx_role_id(job, look.span->role, id);
  else if (is_kind(look.span, SPAN_SUPERSCRIPT))
    strcpy(id, DOCX_SUPERSCRIPT);
  else if (is_kind(look.span, SPAN_SUBSCRIPT))
    strcpy(id, DOCX_SUBSCRIPT);
  else if (is_kind(look.span, SPAN_BOLD))
    strcpy(id, DOCX_STRONG);
}

/* A run has one style only: where it is the font's, what the span asks for
 * stands on the run itself. w:hint tells Word that a mark is a Chinese one, by
 * which it breaks and squeezes. */
static void w_rpr(const DocxJob *job, Part *part, const Block *block, Look look, bool ruled,
                  Squeeze squeeze) {
  char id[DOCX_ID_SIZE];
  const Span *direct = look.font != FONT_BY_SCRIPT ? look.span : NULL;
  style_id(job, block, look, id);
  if (look.font != FONT_HAN)
    squeeze.spacing = 0;
  if (!id[0] && !ruled && squeeze.spacing == 0 && squeeze.scale == 0 && squeeze.size == 0)
    return;
  part_open(part, "w:rPr");
  if (id[0])
    part_val(part, "w:rStyle", id);
  if (look.font == FONT_HAN) {
    part_open(part, "w:rFonts");
    part_attr(part, "w:hint", "eastAsia");
    part_close(part);
  }
  if (is_kind(direct, SPAN_BOLD))
    part_toggle(part, "w:b", true);
  if (squeeze.spacing != 0)
    part_val_int(part, "w:spacing", docx_twips(block->style->tracking) - squeeze.spacing);
  if (squeeze.scale != 0)
    part_val_int(part, "w:w", squeeze.scale);
  if (squeeze.size != 0)
    part_val_int(part, "w:sz", squeeze.size);
  if (ruled)
    part_val(part, "w:u", "single");
  if (is_kind(direct, SPAN_SUPERSCRIPT))
    part_val(part, "w:vertAlign", "superscript");
  if (is_kind(direct, SPAN_SUBSCRIPT))
    part_val(part, "w:vertAlign", "subscript");
  part_close(part);
}

static void w_t(Part *part, const char *text, size_t len) {
  part_open(part, "w:t");
  if (text[0] == ' ' || text[len - 1] == ' ')
    part_attr(part, "xml:space", "preserve");
  part_text(part, text, len);
  part_close(part);
}

static void w_r(const DocxJob *job, Part *part, const Block *block, size_t start, size_t end,
                Squeeze squeeze) {
  Look look = look_at(block, start, char_at(block, start), squeeze.spacing != 0);
  part_open(part, "w:r");
  bool ruled = block->hang.ruled && start >= block->hang.at;
  w_rpr(job, part, block, look, ruled, squeeze);
  w_t(part, block->text + start, end - start);
  part_close(part);
}

/* w:br or w:tab. */
static void w_r_mark(Part *part, const char *element) {
  part_open(part, "w:r");
  part_toggle(part, element, true);
  part_close(part);
}

static const char *mark_of(uint32_t ch) {
  return ch == DOC_LINE_BREAK ? "w:br" : ch == DOC_TAB ? "w:tab" : NULL;
}

/* The end of the run that begins at start: before the next character that looks
 * different or breaks the line. */
static size_t run_end(const Block *block, size_t start, size_t end, bool joined) {
  size_t at = start;
  Look look = look_at(block, start, utf8_next(block->text, end, &at), joined);
  while (at < end) {
    size_t next = at;
    uint32_t ch = utf8_next(block->text, end, &next);
    if (mark_of(ch) || !same_look(look, look_at(block, at, ch, joined)))
      break;
    at = next;
  }
  return at;
}

void docx_runs(const DocxJob *job, Part *part, const Block *block, size_t start, size_t end,
               Squeeze squeeze) {
  while (start < end) {
    size_t next = start;
    const char *mark = mark_of(utf8_next(block->text, end, &next));
    if (mark) {
      w_r_mark(part, mark);
    } else {
      next = run_end(block, start, end, squeeze.spacing != 0);
      w_r(job, part, block, start, next, squeeze);
    }
    start = next;
  }
}

size_t docx_portions(const Block *block, size_t start, size_t end) {
  size_t count = 0;
  while (start < end) {
    size_t stop = run_end(block, start, end, false);
    bool before = !is_full_width(char_at(block, start));
    for (count++; start < stop;) {
      bool narrow = !is_full_width(utf8_next(block->text, stop, &start));
      count += narrow != before;
      before = narrow;
    }
  }
  return count;
}

size_t docx_spaced_chars(const Block *block, size_t start, size_t end) {
  size_t count = 0;
  while (start < end) {
    size_t stop = run_end(block, start, end, true);
    if (look_at(block, start, char_at(block, start), true).font == FONT_HAN)
      count += utf8_count(block->text + start, stop - start) - 1;
    start = stop;
  }
  return count;
}
