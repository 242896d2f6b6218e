/* The locked form: the editable form's paragraphs and tables with every line
 * and page ended where Pages ends it.
 *
 * A line ends by w:br, which justifies it like any other as long as
 * doNotExpandShiftReturn isn't set. A page that begins with a paragraph is asked
 * for (w:pageBreakBefore); where one begins inside a paragraph, the height of
 * the text area decides (height.c). A table that goes on over pages becomes one
 * table a page, with the head and 续表 as real text: a break between two rows of
 * one table would depend on how each program measures rows, and none repeats
 * the text of a merged cell. */
#include "docx/parts.h"

/* Word's own distance between tab stops: half an inch. */
#define TAB_STOP ((Emu)720 * EMU_PER_TWIP)

/* What of Pages is written next. */
typedef struct Cursor {
  const Pages *pages;
  size_t page, line, row;
} Cursor;

static const Page *page_at(const Cursor *cursor) {
  return &cursor->pages->pages[cursor->page];
}

static bool page_is_done(const Cursor *cursor) {
  return cursor->line >= page_at(cursor)->line_count && cursor->row >= page_at(cursor)->row_count;
}

/* Moves on to a page that has something left; false when none has. */
static bool has_more(Cursor *cursor) {
  while (cursor->page < cursor->pages->page_count && page_is_done(cursor))
    *cursor = (Cursor){.pages = cursor->pages, .page = cursor->page + 1};
  return cursor->page < cursor->pages->page_count;
}

static const Line *peek(Cursor *cursor) {
  bool more = has_more(cursor) && cursor->line < page_at(cursor)->line_count;
  return more ? &page_at(cursor)->lines[cursor->line] : NULL;
}

/* Rows of a table are next, or 续表 above them. */
static bool at_table(Cursor *cursor) {
  const Line *line = peek(cursor);
  if (cursor->row >= page_at(cursor)->row_count)
    return false;
  return !line || line->block < 0 || line->block >= page_at(cursor)->rows[cursor->row].block;
}

/* What stands on the page in front of the cursor. */
typedef struct Above {
  Emu foot;
  Emu space; /* that its style keeps below it */
  bool is_table;
} Above;

static Above above(const Cursor *cursor) {
  const Page *page = page_at(cursor);
  const Line *line = cursor->line ? &page->lines[cursor->line - 1] : NULL;
  const PlacedRow *row = cursor->row ? &page->rows[cursor->row - 1] : NULL;
  if (row && (!line || line->top < docx_row_foot(cursor->pages, row)))
    return (Above){docx_row_foot(cursor->pages, row), 0, true};
  if (!line)
    return (Above){.foot = page->setup->top};
  const Block *block = line->block >= 0 ? &cursor->pages->doc->blocks[line->block] : NULL;
  return (Above){line->top + line->height, block ? block->style->space_after : 0, false};
}

static bool is_page_head(const Cursor *cursor) {
  return cursor->line == 0 && cursor->row == 0;
}

/* A new section begins on a new page by itself. */
static bool needs_page_break(const Cursor *cursor) {
  return is_page_head(cursor) && cursor->page > 0 &&
         page_at(cursor)->section == page_at(cursor)[-1].section;
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

void docx_locked_line(const DocxJob *job, Part *part, const Block *block, const Line *line,
                      bool is_last) {
  Squeeze squeeze = docx_squeeze(line, block);
  if (line->block >= 0 && line->cell < 0)
    squeeze.size = docx_official_size(job, (size_t)line->block).size;
  docx_hang_runs(job, part, block, line->start, docx_text_end(line, block), squeeze,
                 line->measure - line->width > block->style->size / 2);
  if (!is_last)
    end_line(part, line, block);
}

static void w_spacing(Part *part, Emu before, Emu pitch) {
  part_open(part, "w:spacing");
  part_attr_int(part, "w:before", docx_twips(before));
  part_attr_int(part, "w:line", docx_twips(pitch));
  part_attr(part, "w:lineRule", "exact");
  part_close(part);
}

static Emu gap_over(const Line *first, Above before) {
  return first->top - before.foot - before.space;
}

/* Where the style alone would not put the paragraph's first line where it is
 * (space dropped at a page's head, lines put on the grid), it is said here. */
static void place(Part *part, const Style *style, const Line *first, Above before) {
  Emu gap = gap_over(first, before);
  if (gap != style->space_before || first->height != style->pitch)
    w_spacing(part, gap > 0 ? gap : 0, first->height);
}

static void place_figure(const DocxJob *job, Part *part, const Line *line, Above before) {
  Emu gap = line->top - before.foot - before.space;
  docx_figure_spacing(part, docx_figure_of(job, (size_t)line->block), gap > 0 ? gap : 0);
  docx_figure_mark(part);
}

static void paragraph_properties(const DocxJob *job, Part *part, const Cursor *cursor,
                                 const Line *first) {
  size_t index = (size_t)first->block;
  const Block *block = &job->doc->blocks[index];
  const PageSetup *page = page_at(cursor)->setup;
  const Line *head = first->is_first ? first : docx_first_line(job->pages, index);
  docx_open_paragraph(part, docx_block_style(block));
  if (needs_page_break(cursor))
    part_toggle(part, "w:pageBreakBefore", true);
  if (docx_ends_early(job->pages, cursor->page) && !block->is_kept)
    part_toggle(part, "w:widowControl", true);
  docx_official_marks(job, part, index);
  if (head->hang > 0)
    docx_hang_tabs(part, page, head, block);
  if (first->figure)
    place_figure(job, part, first, above(cursor));
  else if (!docx_official_spacing(job, part, index, gap_over(first, above(cursor))))
    place(part, block->style, first, above(cursor));
  if (!first->is_first && head->hang == 0)
    docx_w_ind_none(part);
  docx_official_place(job, part, index);
  if (head->hang > 0)
    docx_hang_indent(part, page, head, block, !first->is_first);
  docx_outline_level(part, block);
  docx_close_properties(job, part, index);
}

/* A page ends though a line more has room, so that a 落款 has text on its page.
 * No program would do the same by itself, so the paragraph becomes two. */
static bool is_cut(const DocxJob *job, const Cursor *cursor, const Line *line) {
  bool ends_page = cursor->line + 1 == page_at(cursor)->line_count && !line->is_last;
  return ends_page && job->doc->blocks[line->block].is_kept &&
         docx_ends_early(job->pages, cursor->page);
}

static void w_p(const DocxJob *job, Part *part, Cursor *cursor) {
  const Line *first = peek(cursor);
  const Block *block = &job->doc->blocks[first->block];
  bool cut = false;
  paragraph_properties(job, part, cursor, first);
  if (first->figure)
    docx_figure(job, part, docx_figure_of(job, (size_t)first->block));
  docx_open_text(job, part, (size_t)first->block);
  for (const Line *line = first; !cut && line && line->block == first->block; line = peek(cursor)) {
    cut = is_cut(job, cursor, line);
    docx_locked_line(job, part, block, line, line->is_last);
    cursor->line++;
  }
  docx_close_paragraph(job, part, (size_t)first->block);
}

/* 续表. */
static void w_p_continued(const DocxJob *job, Part *part, Cursor *cursor) {
  const Page *page = page_at(cursor);
  const Style *style = job->doc->blocks[page->rows[cursor->row].block].table->continued_style;
  const Line *line = peek(cursor);
  Block block = {.style = style, .text = line->text};
  docx_open_paragraph(part, style->docx_id);
  if (needs_page_break(cursor))
    part_toggle(part, "w:pageBreakBefore", true);
  place(part, style, line, above(cursor));
  part_close(part);
  for (; line && line->block < 0; line = peek(cursor)) {
    block.len = line->end;
    docx_locked_line(job, part, &block, line, line->is_last);
    cursor->line++;
  }
  part_close(part);
}

/* What Pages has between a table and what stands above it; less than nothing
 * when two tables share a rule. */
static Emu gap_of(const DocxJob *job, const Cursor *cursor) {
  const PlacedRow *row = &page_at(cursor)->rows[cursor->row];
  Emu rule = job->doc->blocks[row->block].table->rule;
  Above before = above(cursor);
  return row->top - rule / 2 - before.foot - before.space;
}

static void gap_above(const DocxJob *job, Part *part, const Cursor *cursor) {
  Emu gap = gap_of(job, cursor);
  if (gap <= 0 && !above(cursor).is_table && !needs_page_break(cursor))
    return;
  docx_open_gap(part, gap, needs_page_break(cursor));
  part_close(part);
  part_close(part);
}

/* After the last part of a table that ends its section or the text. */
static void gap_below(const DocxJob *job, Part *part, Cursor *cursor, size_t block) {
  bool goes_on = has_more(cursor) && at_table(cursor) &&
                 (size_t)page_at(cursor)->rows[cursor->row].block == block;
  bool ends_section = docx_ends_section(job, block);
  if (goes_on || (!ends_section && block + 1 < job->doc->block_count))
    return;
  docx_open_gap(part, 0, false);
  if (ends_section)
    docx_section(job, part, block);
  part_close(part);
  docx_end_mark(job, part, block);
  part_close(part);
}

static void w_table(const DocxJob *job, Part *part, Cursor *cursor) {
  const Line *line = peek(cursor);
  size_t block = (size_t)page_at(cursor)->rows[cursor->row].block;
  bool joins = above(cursor).is_table && gap_of(job, cursor) < 0;
  if (line && line->block < 0)
    w_p_continued(job, part, cursor);
  else
    gap_above(job, part, cursor);
  docx_table_part(job, part, page_at(cursor), &cursor->line, &cursor->row, joins);
  gap_below(job, part, cursor, block);
}

/* The page in front of this one, when it is left free. */
static void blank_page(Part *part, const Cursor *cursor) {
  if (!is_page_head(cursor) || cursor->page == 0 || !page_at(cursor)[-1].is_blank)
    return;
  docx_open_gap(part, 0, false);
  part_close(part);
  part_close(part);
}

void docx_locked_body(const DocxJob *job, Part *part) {
  Cursor cursor = {.pages = job->pages};
  while (has_more(&cursor)) {
    blank_page(part, &cursor);
    if (at_table(&cursor))
      w_table(job, part, &cursor);
    else
      w_p(job, part, &cursor);
  }
}
