/* What the blocks of 落款, 红头 and 版记 have beyond their styles.
 *
 * Their places are those of Pages. In the editable form 版记 stands in
 * frames at the foot of the page, so that it stays there when the text changes;
 * in the locked form it stands in the flow, at the distance that Pages has. A rule is
 * the lower border of an empty paragraph. */
#include "docx/parts.h"

/* Border widths are in 1/8 pt. */
#define BORDER_STEP (EMU_PER_PT / 8)

static const Block *block_of(const DocxJob *job, size_t block) {
  return &job->doc->blocks[block];
}

static const PageSetup *page_of(const DocxJob *job, size_t block) {
  return job->doc->sections[block_of(job, block)->section].page;
}

static const PlacedText *placed_text(const DocxJob *job, size_t block) {
  for (size_t i = 0; job->placed && i < job->placed->text_count; i++)
    if ((size_t)job->placed->texts[i].block == block)
      return &job->placed->texts[i];
  return NULL;
}

static Emu measure_of(const PageSetup *page) {
  return page->width - page->left - page->right;
}

/* The block's first line, and the one above it on its page; NULL where there is
 * none. */
static const Line *first_line(const Pages *pages, size_t block, const Line **above) {
  for (size_t i = 0; i < pages->page_count; i++) {
    const Page *page = &pages->pages[i];
    for (size_t j = 0; j < page->line_count; j++) {
      *above = j ? &page->lines[j - 1] : NULL;
      if (page->lines[j].block == (int)block)
        return &page->lines[j];
    }
  }
  return NULL;
}

/* The space over the block in Pages. */
static Emu space_above(const DocxJob *job, size_t block) {
  const Line *above = NULL, *line = first_line(job->placed, block, &above);
  Emu foot = above ? above->top + above->height : page_of(job, block)->top;
  return line ? line->top - foot : 0;
}

bool docx_is_official(const Block *block) {
  return block->kind == BLOCK_DATE || block->zone != ZONE_TEXT;
}

/* A frame of its own for each block of 版记, at its place on the page:
 * LibreOffice keeps no frame whose paragraphs differ in their borders. */
static void w_frame_pr(const DocxJob *job, Part *part, size_t block) {
  const PageSetup *page = page_of(job, block);
  const Line *above, *line = first_line(job->placed, block, &above);
  part_open(part, "w:framePr");
  part_attr_int(part, "w:w", docx_twips(measure_of(page)));
  part_attr(part, "w:wrap", "around");
  part_attr(part, "w:vAnchor", "page");
  part_attr(part, "w:hAnchor", "page");
  part_attr_int(part, "w:x", docx_twips(page->left));
  part_attr_int(part, "w:y", line ? docx_twips(line->top) : 0);
  part_close(part);
}

static void w_p_bdr(Part *part, const Block *block) {
  char colour[8];
  docx_colour(block->style->colour, colour);
  part_open(part, "w:pBdr");
  part_open(part, "w:bottom");
  part_attr(part, "w:val", "single");
  part_attr_int(part, "w:sz", (long)emu_scale(block->rule, 1, BORDER_STEP));
  part_attr_int(part, "w:space", 0);
  part_attr(part, "w:color", colour);
  part_close(part);
  part_close(part);
}

/* From the text area's left edge, as Word counts them. */
static void w_tab(Part *part, const char *kind, Emu place) {
  part_open(part, "w:tab");
  part_attr(part, "w:val", kind);
  part_attr_int(part, "w:pos", docx_twips(place));
  part_close(part);
}

static void w_tabs(Part *part, const PageSetup *page, const PlacedText *text) {
  part_open(part, "w:tabs");
  w_tab(part, "right", text->right - page->left);
  part_close(part);
}

/* The middle of every place that a row of offices fills; one that stays free has
 * its stop right behind the one before it. */
static void w_tabs_of_row(const DocxJob *job, Part *part, size_t index) {
  const Block *block = block_of(job, index);
  const Line *line = docx_first_line(job->placed, index);
  Emu left = page_of(job, index)->left, place = 0;
  part_open(part, "w:tabs");
  for (size_t i = 0; line && i < line->item_count; i++) {
    if (block->text[line->items[i].at] != DOC_TAB)
      continue;
    size_t end = i + 1;
    while (end < line->item_count && block->text[line->items[end].at] != DOC_TAB)
      end++;
    const Placed *last = &line->items[end - 1];
    place += EMU_PER_TWIP;
    if (end > i + 1)
      place = (line->items[i + 1].x + last->x + last->advance) / 2 - left;
    w_tab(part, "center", place);
  }
  part_close(part);
}

void docx_official_marks(const DocxJob *job, Part *part, size_t index) {
  const Block *block = block_of(job, index);
  const PlacedText *text = placed_text(job, index);
  if (block->zone == ZONE_IMPRINT && !job->pages)
    w_frame_pr(job, part, index);
  if (block->kind == BLOCK_RULE)
    w_p_bdr(part, block);
  if (block->kind == BLOCK_ROW && text)
    w_tabs(part, page_of(job, index), text);
  if (block->kind == BLOCK_OFFICE && block->text[0] == DOC_TAB && job->placed)
    w_tabs_of_row(job, part, index);
}

static void w_spacing(Part *part, Emu before, Emu line) {
  long twips = docx_twips(line);
  part_open(part, "w:spacing");
  part_attr_int(part, "w:before", docx_twips(before > 0 ? before : 0));
  part_attr_int(part, "w:line", twips > 1 ? twips : 1);
  part_attr(part, "w:lineRule", "exact");
  part_close(part);
}

bool docx_official_spacing(const DocxJob *job, Part *part, size_t index, Emu above) {
  const Block *block = block_of(job, index);
  if (block->kind == BLOCK_RULE)
    w_spacing(part, above, block->rule_drop);
  else if (block->kind == BLOCK_BANNER && !job->pages && job->placed)
    w_spacing(part, space_above(job, index), block->style->pitch);
  else
    return false;
  return true;
}

/* In twips: what depends on the width of another line can't be said in
 * characters, and those that a style gives are taken back. */
static void w_ind(Part *part, Emu left, Emu right) {
  part_open(part, "w:ind");
  part_attr_int(part, "w:leftChars", 0);
  part_attr_int(part, "w:left", docx_twips(left));
  part_attr_int(part, "w:rightChars", 0);
  part_attr_int(part, "w:right", docx_twips(right));
  part_attr_int(part, "w:firstLineChars", 0);
  part_attr_int(part, "w:firstLine", 0);
  part_close(part);
}

void docx_official_place(const DocxJob *job, Part *part, size_t block) {
  const PlacedText *text = placed_text(job, block);
  const PageSetup *page = page_of(job, block);
  if (!text)
    return;
  w_ind(part, text->left - page->left, page->width - page->right - text->right);
  docx_w_jc(part, text->align);
}

Squeeze docx_official_size(const DocxJob *job, size_t block) {
  const PlacedText *text = placed_text(job, block);
  bool is_smaller = text && text->size != block_of(job, block)->style->size;
  return (Squeeze){.size = is_smaller ? (int)docx_half_points(text->size) : 0};
}
