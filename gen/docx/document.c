/* word/document.xml: the paragraphs and the page. */
#include "docx/parts.h"

/* LibreOffice breaks a line whose last character ends exactly at the margin
 * once its own rounding is in the way. */
#define LOCKED_SPARE_TWIPS 2

void docx_open_paragraph(Part *part, const Style *style) {
  part_open(part, "w:p");
  part_open(part, "w:pPr");
  part_val(part, "w:pStyle", style->docx_id);
}

static void w_p(const DocxJob *job, Part *part, const Block *block) {
  docx_open_paragraph(part, block->style);
  part_close(part);
  docx_runs(job, part, block, 0, block->len, (Squeeze){0});
  part_close(part);
}

static void w_footer_reference(Part *part, const Part *footer, const char *type) {
  part_open(part, "w:footerReference");
  part_attr(part, "w:type", type);
  part_attr(part, "r:id", footer->id);
  part_close(part);
}

static void w_pg_sz(const PageSetup *page, Part *part) {
  part_open(part, "w:pgSz");
  part_attr_int(part, "w:w", docx_twips(page->width));
  part_attr_int(part, "w:h", docx_twips(page->height));
  if (page->width > page->height)
    part_attr(part, "w:orient", "landscape");
  part_close(part);
}

/* Rounded up: a measure that is a hair too narrow loses a character a line. */
static long text_width(const DocxJob *job) {
  const PageSetup *page = job->doc->page;
  Emu width = page->width - page->left - page->right;
  long twips = (long)((width + EMU_PER_TWIP - 1) / EMU_PER_TWIP);
  return job->pages ? twips + LOCKED_SPARE_TWIPS : twips;
}

static long text_height(const DocxJob *job) {
  const PageSetup *page = job->doc->page;
  return docx_twips(job->pages ? docx_locked_height(job->pages)
                               : page->height - page->top - page->bottom);
}

/* From the paper's edge to the foot of the page number's line. */
static long footer_distance(const PageSetup *page) {
  const Folio *folio = &page->folio;
  if (folio->place == FOLIO_NONE)
    return docx_twips(page->bottom) / 2;
  long distance = docx_twips(page->bottom - folio->distance - folio->style->pitch);
  return distance > 0 ? distance : 0;
}

static void w_pg_mar(const DocxJob *job, Part *part) {
  const PageSetup *page = job->doc->page;
  long width = docx_twips(page->width), height = docx_twips(page->height);
  long left = docx_twips(page->left), top = docx_twips(page->top);
  part_open(part, "w:pgMar");
  part_attr_int(part, "w:top", top);
  part_attr_int(part, "w:right", width - left - text_width(job));
  part_attr_int(part, "w:bottom", height - top - text_height(job));
  part_attr_int(part, "w:left", left);
  part_attr_int(part, "w:header", top / 2);
  part_attr_int(part, "w:footer", footer_distance(page));
  part_attr_int(part, "w:gutter", 0);
  part_close(part);
}

static void w_pg_num_type(const PageSetup *page, Part *part) {
  part_open(part, "w:pgNumType");
  part_attr_int(part, "w:start", page->folio.first);
  part_close(part);
}

/* No w:docGrid: the pitch is exact, and LibreOffice misreads character grids. */
static void w_sect_pr(const DocxJob *job, Part *part) {
  part_open(part, "w:sectPr");
  if (job->footer)
    w_footer_reference(part, job->footer, "default");
  if (job->footer_even)
    w_footer_reference(part, job->footer_even, "even");
  w_pg_sz(job->doc->page, part);
  w_pg_mar(job, part);
  if (job->footer)
    w_pg_num_type(job->doc->page, part);
  part_close(part);
}

static void w_body(const DocxJob *job, Part *part) {
  part_open(part, "w:body");
  if (job->pages)
    docx_locked_body(job, part);
  else
    for (size_t i = 0; i < job->doc->block_count; i++)
      w_p(job, part, &job->doc->blocks[i]);
  w_sect_pr(job, part);
  part_close(part);
}

void docx_document(const DocxJob *job, Part *part) {
  part_open(part, "w:document");
  part_attr(part, "xmlns:w", DOCX_MAIN_NS);
  part_attr(part, "xmlns:r", DOCX_REL_NS);
  w_body(job, part);
  part_close(part);
}
