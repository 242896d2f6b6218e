/* word/document.xml: the editable form's blocks; the locked form's are in
 * locked.c. */
#include "docx/parts.h"

void docx_open_paragraph(Part *part, const char *style_id) {
  part_open(part, "w:p");
  part_open(part, "w:pPr");
  part_val(part, "w:pStyle", style_id);
}

void docx_close_properties(const DocxJob *job, Part *part, size_t block) {
  if (docx_ends_section(job, block) && !docx_ends_contents(job->doc, block))
    docx_section(job, part, block);
  part_close(part);
}

void docx_close_paragraph(const DocxJob *job, Part *part, size_t block) {
  docx_close_text(job, part, block);
  if (!docx_ends_contents(job->doc, block))
    docx_end_mark(job, part, block);
  part_close(part);
  if (docx_ends_contents(job->doc, block))
    docx_end_contents(job, part, block);
}

void docx_open_gap(Part *part, Emu height, bool on_new_page) {
  docx_open_paragraph(part, DOCX_GAP);
  if (on_new_page)
    part_toggle(part, "w:pageBreakBefore", true);
  if (docx_twips(height) <= 1)
    return;
  part_open(part, "w:spacing");
  part_attr_int(part, "w:line", docx_twips(height));
  part_attr(part, "w:lineRule", "exact");
  part_close(part);
}

/* A note that follows stands on the same page as this one. */
static bool has_note_below(const Doc *doc, size_t block) {
  return block + 1 < doc->block_count && doc->blocks[block + 1].is_note;
}

void docx_w_ind_none(Part *part) {
  part_open(part, "w:ind");
  part_attr_int(part, "w:firstLineChars", 0);
  part_attr_int(part, "w:firstLine", 0);
  part_close(part);
}

static void w_p(const DocxJob *job, Part *part, size_t index) {
  const Block *block = &job->doc->blocks[index];
  const PageSetup *page = job->doc->sections[block->section].page;
  const Line *line = block->hang.at && job->placed ? docx_first_line(job->placed, index) : NULL;
  docx_open_paragraph(part, docx_block_style(block));
  if (block->is_kept || (block->is_note && has_note_below(job->doc, index)))
    part_toggle(part, "w:keepNext", true);
  docx_official_marks(job, part, index);
  if (line)
    docx_hang_tabs(part, page, line, block);
  docx_official_spacing(job, part, index, 0);
  if (line)
    docx_hang_indent(part, page, line, block, false);
  docx_official_place(job, part, index);
  docx_outline_level(part, block);
  docx_close_properties(job, part, index);
  docx_open_text(job, part, index);
  docx_hang_runs(job, part, block, 0, block->len, docx_official_size(job, index), true);
  docx_close_paragraph(job, part, index);
}

static void w_p_figure(const DocxJob *job, Part *part, size_t index) {
  const Block *block = &job->doc->blocks[index];
  const DocxFigure *figure = docx_figure_of(job, index);
  docx_open_paragraph(part, block->style->docx_id);
  if (block->drawing->has_caption)
    part_toggle(part, "w:keepNext", true);
  docx_figure_spacing(part, figure, -1);
  docx_figure_mark(part);
  if (docx_ends_section(job, index))
    docx_section(job, part, index);
  part_close(part);
  docx_figure(job, part, figure);
  docx_end_mark(job, part, index);
  part_close(part);
}

static bool needs_gap(const DocxJob *job, size_t table) {
  const Doc *doc = job->doc;
  return table + 1 == doc->block_count || doc->blocks[table + 1].table ||
         docx_ends_section(job, table);
}

static void w_table(const DocxJob *job, Part *part, size_t index) {
  docx_table(job, part, index);
  if (!needs_gap(job, index))
    return;
  docx_open_gap(part, 0, false);
  if (docx_ends_section(job, index))
    docx_section(job, part, index);
  part_close(part);
  docx_end_mark(job, part, index);
  part_close(part);
}

/* A frame hangs on the paragraph that follows it. */
static void end_frame(Part *part) {
  docx_open_gap(part, 0, false);
  part_close(part);
  part_close(part);
}

static void editable_body(const DocxJob *job, Part *part) {
  for (size_t i = 0; i < job->doc->block_count; i++)
    if (job->doc->blocks[i].table)
      w_table(job, part, i);
    else if (job->doc->blocks[i].drawing)
      w_p_figure(job, part, i);
    else
      w_p(job, part, i);
  if (job->doc->block_count && job->doc->blocks[job->doc->block_count - 1].zone == ZONE_IMPRINT)
    end_frame(part);
}

static void w_body(const DocxJob *job, Part *part) {
  part_open(part, "w:body");
  if (job->pages)
    docx_locked_body(job, part);
  else
    editable_body(job, part);
  docx_section(job, part, job->doc->block_count ? job->doc->block_count - 1 : 0);
  part_close(part);
}

void docx_document(const DocxJob *job, Part *part) {
  part_open(part, "w:document");
  part_attr(part, "xmlns:w", DOCX_MAIN_NS);
  part_attr(part, "xmlns:r", DOCX_REL_NS);
  w_body(job, part);
  part_close(part);
}
