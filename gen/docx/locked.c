/* The locked form: the editable form's paragraphs with every line and page
 * ended where Pages ends it.
 *
 * A line ends by w:br, which justifies it like any other as long as
 * doNotExpandShiftReturn isn't set. A line that Pages squeezed has all its
 * characters moved together a little, so that a program that squeezes no marks
 * finds room for it.
 *
 * A page that begins with a paragraph is asked for (w:pageBreakBefore). One that
 * begins inside a paragraph can't be: LibreOffice cuts the paragraph in two at
 * a page break, indents the rest and leaves the line before it short. There the
 * height of the text area decides, since every line has an exact pitch: it is
 * chosen so that the fullest page has room and one line more has none. */
#include "base/utf8.h"
#include "compose/classes.h"
#include "docx/parts.h"

/* Word's own distance between tab stops: half an inch. */
#define TAB_STOP ((Emu)720 * EMU_PER_TWIP)

/* One block's lines within Pages, and the next block's after them. */
typedef struct Cursor {
  const Pages *pages;
  size_t page, line;
} Cursor;

static const Line *peek(Cursor *cursor) {
  const Pages *pages = cursor->pages;
  while (cursor->page < pages->page_count &&
         cursor->line >= pages->pages[cursor->page].line_count) {
    cursor->page++;
    cursor->line = 0;
  }
  return cursor->page < pages->page_count ? &pages->pages[cursor->page].lines[cursor->line] : NULL;
}

static Emu foot_of(const Page *page) {
  const Line *last = page->line_count ? &page->lines[page->line_count - 1] : NULL;
  return last ? last->top + last->height : 0;
}

/* The block goes on from this page to the next. */
static bool splits_block(const Pages *pages, size_t page) {
  if (page + 1 >= pages->page_count)
    return false;
  const Page *this = &pages->pages[page], *next = &pages->pages[page + 1];
  return this->line_count && next->line_count &&
         this->lines[this->line_count - 1].block == next->lines[0].block;
}

static Emu lowest_foot(const Pages *pages) {
  Emu lowest = 0;
  for (size_t i = 0; i < pages->page_count; i++)
    if (foot_of(&pages->pages[i]) > lowest)
      lowest = foot_of(&pages->pages[i]);
  return lowest;
}

/* Where the line would end that the next page takes out of this one's block. */
static Emu next_foot(const Pages *pages, size_t page) {
  return foot_of(&pages->pages[page]) + pages->pages[page + 1].lines[0].height;
}

Emu docx_locked_height(const Pages *pages) {
  const PageSetup *setup = pages->doc->page;
  Emu lowest = lowest_foot(pages), limit = lowest + setup->pitch;
  for (size_t i = 0; i < pages->page_count; i++)
    if (splits_block(pages, i) && next_foot(pages, i) > lowest && next_foot(pages, i) < limit)
      limit = next_foot(pages, i);
  Emu foot = lowest + (limit - lowest) / 2;
  /* Word moves the text up when it comes down to the page number. */
  Emu room = setup->height - setup->bottom + setup->folio.distance;
  if (setup->folio.place != FOLIO_NONE && foot > room)
    foot = room > lowest ? room : lowest;
  return foot - setup->top;
}

/* Without the forced break that the line ends with: w:br stands for it. */
static size_t text_end(const Line *line, const Block *block) {
  size_t at = line->end;
  if (at > line->start && utf8_prev(block->text, &at) == DOC_LINE_BREAK)
    return at;
  return line->end;
}

/* Room for the gaps by which LibreOffice may set off signs that are full-width
 * in Chinese text but belong to other scripts as well (① Ⅲ ℃). */
static Emu sign_gaps(const Line *line, const Block *block) {
  Emu gaps = 0;
  for (size_t at = line->start; at < line->end;) {
    uint32_t ch = utf8_next(block->text, line->end, &at);
    if (ch >= 0x80 && ch < 0x2E80 && class_of(ch) == CLASS_HAN)
      gaps += block->style->size / 2;
  }
  return gaps;
}

/* Twips off each of the characters that can give them, so that together they
 * give what is asked; none when there are no such characters. */
static Emu spacing_for(const Line *line, const Block *block, Emu over, bool latin) {
  Emu count = (Emu)docx_spaced_chars(block, line->start, text_end(line, block), latin);
  return count ? over / count / EMU_PER_TWIP + 1 : INT32_MAX;
}

/* Brings the line's natural width, marks at their full width, to half an em
 * under its measure, for programs that squeeze no marks or measure a little
 * otherwise; justification gives back what was not needed. It gives it to
 * Chinese text, so letters and digits are moved only when that alone won't do.
 * LibreOffice sets characters closer by a sixth of an em at most; where
 * adjacent marks are denser, the glyphs become a little narrower besides. */
static Squeeze squeeze_of(const Line *line, const Block *block) {
  Emu full = line->natural + line->paired + sign_gaps(line, block);
  Emu over = full - line->measure + block->style->size / 2;
  Emu most = block->style->size / 6 / EMU_PER_TWIP;
  if (full <= line->measure)
    return (Squeeze){0};
  for (int latin = 0; latin <= 1; latin++) {
    Emu spacing = spacing_for(line, block, over, latin);
    if (spacing <= most)
      return (Squeeze){.spacing = (int)spacing, .latin = latin};
  }
  Emu count = (Emu)docx_spaced_chars(block, line->start, text_end(line, block), true);
  Emu rest = over - most * EMU_PER_TWIP * count;
  return (Squeeze){.spacing = (int)most, .scale = (int)((full - rest) * 100 / full), .latin = true};
}

/* A line that the evaluation ended stays short. No program justifies what
 * stands in front of a tab; where the tab has no room the line is as good as
 * full. */
static bool stays_short(const Line *line, const Block *block) {
  return line->ending == END_FORCED && block->style->align == ALIGN_JUSTIFY &&
         line->measure - line->width > TAB_STOP;
}

static void end_line(Part *part, const Line *line, const Block *block) {
  part_open(part, "w:r");
  if (stays_short(line, block))
    part_toggle(part, "w:tab", true);
  part_toggle(part, "w:br", true);
  part_close(part);
}

/* A page that Pages ended early inside a block did so to keep two lines
 * together; there the opening program's own control has to do the same. */
static bool ends_early(const Pages *pages, size_t page) {
  return splits_block(pages, page) && next_foot(pages, page) <= lowest_foot(pages);
}

static void w_spacing(Part *part, Emu before, Emu pitch) {
  part_open(part, "w:spacing");
  part_attr_int(part, "w:before", docx_twips(before));
  part_attr_int(part, "w:line", docx_twips(pitch));
  part_attr(part, "w:lineRule", "exact");
  part_close(part);
}

/* Where the style alone would not put the paragraph's first line where it is
 * (space dropped at a page's head, lines put on the grid), it is said here. */
static void place(const Pages *pages, Part *part, const Block *block, const Line *first,
                  const Line *before) {
  Emu above = before ? before->top + before->height : pages->doc->page->top;
  Emu after = before ? pages->doc->blocks[before->block].style->space_after : 0;
  Emu gap = first->top - above - after;
  const Style *style = block->style;
  if (gap != style->space_before || first->height != style->pitch)
    w_spacing(part, gap > 0 ? gap : 0, first->height);
}

static const Line *line_before(const Cursor *cursor) {
  return cursor->line ? &cursor->pages->pages[cursor->page].lines[cursor->line - 1] : NULL;
}

static void paragraph_properties(const DocxJob *job, Part *part, const Block *block,
                                 const Cursor *cursor, const Line *first) {
  docx_open_paragraph(part, block->style);
  if (cursor->line == 0 && cursor->page > 0)
    part_toggle(part, "w:pageBreakBefore", true);
  if (ends_early(job->pages, cursor->page))
    part_toggle(part, "w:widowControl", true);
  place(job->pages, part, block, first, line_before(cursor));
  part_close(part);
}

static void w_p(const DocxJob *job, Part *part, Cursor *cursor, const Line *first) {
  const Block *block = &job->doc->blocks[first->block];
  paragraph_properties(job, part, block, cursor, first);
  for (const Line *line = first; line && line->block == first->block; line = peek(cursor)) {
    docx_runs(job, part, block, line->start, text_end(line, block), squeeze_of(line, block));
    if (!line->is_last)
      end_line(part, line, block);
    cursor->line++;
  }
  part_close(part);
}

void docx_locked_body(const DocxJob *job, Part *part) {
  Cursor cursor = {.pages = job->pages};
  for (const Line *line = peek(&cursor); line; line = peek(&cursor))
    w_p(job, part, &cursor, line);
}
