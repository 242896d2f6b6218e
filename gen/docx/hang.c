/* Paragraphs with a part that hangs (Hang): 附件：1.… and the fields of a cover.
 *
 * Where the composer put the part and what follows it becomes the paragraph's
 * indents, in twips alone: no other unit is right in every font. The line under a
 * field is underlining, drawn on to its end by a tab. */
#include "docx/parts.h"

const Line *docx_first_line(const Pages *pages, size_t block) {
  for (size_t i = 0; i < pages->page_count; i++)
    for (size_t j = 0; j < pages->pages[i].line_count; j++)
      if (pages->pages[i].lines[j].block == (int)block)
        return &pages->pages[i].lines[j];
  return NULL;
}

/* From the text area's left edge. */
static long end_of(const PageSetup *page, const Line *line) {
  return docx_twips(line->x + line->measure - page->left);
}

static long start_of(const PageSetup *page, const Line *line) {
  return docx_twips(line->x + line->hang - page->left);
}

static void w_tab(Part *part, const char *kind, long place) {
  part_open(part, "w:tab");
  part_attr(part, "w:val", kind);
  part_attr_int(part, "w:pos", place);
  part_close(part);
}

void docx_hang_tabs(Part *part, const PageSetup *page, const Line *line, const Block *block) {
  if (block->hang.width == 0 && !block->hang.ruled)
    return;
  part_open(part, "w:tabs");
  w_tab(part, "left", start_of(page, line));
  if (block->hang.ruled)
    w_tab(part, "right", end_of(page, line));
  part_close(part);
}

void docx_hang_indent(Part *part, const PageSetup *page, const Line *line, const Block *block,
                      bool goes_on) {
  long width = docx_twips(page->width - page->left - page->right);
  part_open(part, "w:ind");
  part_attr_int(part, "w:leftChars", 0);
  part_attr_int(part, "w:left", start_of(page, line));
  part_attr_int(part, "w:rightChars", 0);
  part_attr_int(part, "w:right", width - end_of(page, line));
  part_attr_int(part, "w:hangingChars", 0);
  part_attr_int(part, "w:hanging", goes_on ? 0 : docx_twips(line->hang));
  part_close(part);
  if (block->style->align == ALIGN_CENTRE || block->style->align == ALIGN_RIGHT)
    part_val(part, "w:jc", "left");
}

static void w_r_tab(Part *part, bool ruled) {
  part_open(part, "w:r");
  if (ruled) {
    part_open(part, "w:rPr");
    part_val(part, "w:u", "single");
    part_close(part);
  }
  part_toggle(part, "w:tab", true);
  part_close(part);
}

void docx_hang_runs(const DocxJob *job, Part *part, const Block *block, size_t start, size_t end,
                    Squeeze squeeze, bool has_room) {
  const Hang *hang = &block->hang;
  if (start < hang->at) {
    docx_runs(job, part, block, start, hang->at, squeeze);
    if (hang->width > 0)
      w_r_tab(part, false);
    start = hang->at;
  }
  docx_runs(job, part, block, start, end, squeeze);
  if (hang->ruled && has_room)
    w_r_tab(part, true);
}
