/* Runs: stretches of a paragraph's text that look alike. */
#include <string.h>

#include "base/utf8.h"
#include "compose/classes.h"
#include "docx/parts.h"

/* How one character looks beyond its paragraph's style. */
typedef struct Look {
  const Span *span; /* NULL: as the style has it */
  bool is_mark;     /* printed in the Han font, but not by every program */
} Look;

static bool is_full_width(uint32_t ch) {
  return ch >= 0x80 && class_is_full_width(class_of(ch));
}

/* A space between two Chinese characters is the Chinese font's. */
static bool is_han_space(const Block *block, size_t at) {
  size_t next = at + 1, before = at;
  return at > 0 && next < block->len && is_full_width(utf8_prev(block->text, &before)) &&
         is_full_width(utf8_next(block->text, block->len, &next));
}

/* From U+2E80 on every program prints in the Han font; what stands below and is
 * full-width in Chinese text (“ — … · ① ℃ ≥) has to be told. */
static bool is_mark(const Block *block, size_t at, uint32_t ch) {
  return ch == ' ' ? is_han_space(block, at) : ch < 0x2E80 && is_full_width(ch);
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

static Look look_at(const Block *block, size_t at, uint32_t ch) {
  return (Look){span_at(block, at), is_mark(block, at, ch)};
}

static bool same_look(Look a, Look b) {
  return a.span == b.span && a.is_mark == b.is_mark;
}

static bool is_kind(const Span *span, SpanKind kind) {
  return span && span->kind == kind;
}

static void style_id(const DocxJob *job, const Block *block, Look look, char id[DOCX_ID_SIZE]) {
  id[0] = '\0';
  bool other = is_kind(look.span, SPAN_ROLE);
  if (look.is_mark)
    docx_marks_id(job, other ? look.span->role : block->style->role, id);
  else if (other)
    docx_role_id(job, look.span->role, id);
  else if (is_kind(look.span, SPAN_SUPERSCRIPT))
    strcpy(id, DOCX_SUPERSCRIPT);
  else if (is_kind(look.span, SPAN_SUBSCRIPT))
    strcpy(id, DOCX_SUBSCRIPT);
  else if (is_kind(look.span, SPAN_BOLD))
    strcpy(id, DOCX_STRONG);
}

/* A run has one style only: for a mark it is the font's, so what its span asks
 * for besides stands on the run itself. w:hint tells Word that the mark is a
 * Chinese one, by which it breaks and squeezes. */
static void w_rpr(const DocxJob *job, Part *part, const Block *block, Look look, int tighten) {
  char id[DOCX_ID_SIZE];
  style_id(job, block, look, id);
  if (!id[0] && tighten == 0)
    return;
  part_open(part, "w:rPr");
  if (id[0])
    part_val(part, "w:rStyle", id);
  if (look.is_mark) {
    part_open(part, "w:rFonts");
    part_attr(part, "w:hint", "eastAsia");
    part_close(part);
  }
  if (look.is_mark && is_kind(look.span, SPAN_BOLD))
    part_toggle(part, "w:b", true);
  if (tighten != 0)
    part_val_int(part, "w:spacing", -tighten);
  if (look.is_mark && is_kind(look.span, SPAN_SUPERSCRIPT))
    part_val(part, "w:vertAlign", "superscript");
  if (look.is_mark && is_kind(look.span, SPAN_SUBSCRIPT))
    part_val(part, "w:vertAlign", "subscript");
  part_close(part);
}

/* Spaces at the ends, and all but one within, are lost unless asked for. */
static bool has_loose_spaces(const char *text, size_t len) {
  if (text[0] == ' ' || text[len - 1] == ' ')
    return true;
  for (size_t i = 1; i < len; i++)
    if (text[i - 1] == ' ' && text[i] == ' ')
      return true;
  return false;
}

static void w_t(Part *part, const char *text, size_t len) {
  part_open(part, "w:t");
  if (has_loose_spaces(text, len))
    part_attr(part, "xml:space", "preserve");
  part_text(part, text, len);
  part_close(part);
}

static void w_r(const DocxJob *job, Part *part, const Block *block, size_t start, size_t end,
                int tighten) {
  size_t at = start;
  Look look = look_at(block, start, utf8_next(block->text, end, &at));
  part_open(part, "w:r");
  w_rpr(job, part, block, look, tighten);
  w_t(part, block->text + start, end - start);
  part_close(part);
}

static void w_r_break(Part *part) {
  part_open(part, "w:r");
  part_toggle(part, "w:br", true);
  part_close(part);
}

/* The end of the run that begins at start: before the next character that looks
 * different or breaks the line. */
static size_t run_end(const Block *block, size_t start, size_t end) {
  size_t at = start;
  Look look = look_at(block, start, utf8_next(block->text, end, &at));
  while (at < end) {
    size_t next = at;
    uint32_t ch = utf8_next(block->text, end, &next);
    if (ch == DOC_LINE_BREAK || !same_look(look, look_at(block, at, ch)))
      break;
    at = next;
  }
  return at;
}

void docx_runs(const DocxJob *job, Part *part, const Block *block, size_t start, size_t end,
               int tighten) {
  while (start < end) {
    size_t next = start;
    if (utf8_next(block->text, end, &next) == DOC_LINE_BREAK) {
      w_r_break(part);
    } else {
      next = run_end(block, start, end);
      w_r(job, part, block, start, next, tighten);
    }
    start = next;
  }
}
