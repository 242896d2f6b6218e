/* w:sectPr: the sheet that a stretch of blocks stands on. */
#include "docx/parts.h"

/* LibreOffice breaks a line whose last character ends exactly at the margin
 * once its own rounding is in the way. */
#define LOCKED_SPARE_TWIPS 2

static bool begins_a_page(const DocxJob *job, int section) {
  const Section *own = &job->doc->sections[section];
  if (!own->is_imprint || !job->placed)
    return true;
  for (size_t i = 0; i < job->placed->page_count; i++)
    if (job->placed->pages[i].section == own)
      return true;
  return false;
}

int docx_section_of(const DocxJob *job, size_t block) {
  int section = job->doc->blocks[block].section;
  return begins_a_page(job, section) ? section : section - 1;
}

bool docx_ends_section(const DocxJob *job, size_t block) {
  return block + 1 < job->doc->block_count &&
         docx_section_of(job, block + 1) != docx_section_of(job, block);
}

static void w_footer_reference(Part *part, const Part *footer, const char *type) {
  part_open(part, "w:footerReference");
  part_attr(part, "w:type", type);
  part_attr(part, "r:id", footer->id);
  part_close(part);
}

/* Text that grows in the editable form leaves 版记 on an even page; in the locked
 * form the page before it is there. */
static void w_type(const DocxJob *job, const Section *section, Part *part) {
  if (section->is_imprint && !job->pages)
    part_val(part, "w:type", "evenPage");
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
static long text_width(const DocxJob *job, const PageSetup *page) {
  Emu width = page->width - page->left - page->right;
  long twips = (long)((width + EMU_PER_TWIP - 1) / EMU_PER_TWIP);
  return job->pages ? twips + LOCKED_SPARE_TWIPS : twips;
}

static long text_height(const DocxJob *job, const PageSetup *page) {
  return docx_twips(job->pages ? docx_locked_height(job->pages, page)
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

static void w_pg_mar(const DocxJob *job, Part *part, const PageSetup *page) {
  long width = docx_twips(page->width), height = docx_twips(page->height);
  long left = docx_twips(page->left), top = docx_twips(page->top);
  part_open(part, "w:pgMar");
  part_attr_int(part, "w:top", top);
  part_attr_int(part, "w:right", width - left - text_width(job, page));
  part_attr_int(part, "w:bottom", height - top - text_height(job, page));
  part_attr_int(part, "w:left", left);
  part_attr_int(part, "w:header", top / 2);
  part_attr_int(part, "w:footer", footer_distance(page));
  part_attr_int(part, "w:gutter", 0);
  part_close(part);
}

/* Page numbers go on from section to section unless they are told to start. */
static void w_pg_num_type(const Section *section, Part *part) {
  if (section->start == 0 || section->page->folio.place == FOLIO_NONE)
    return;
  part_open(part, "w:pgNumType");
  part_attr_int(part, "w:start", section->start);
  part_close(part);
}

/* No w:docGrid: the pitch is exact, and LibreOffice misreads character grids. */
void docx_section(const DocxJob *job, Part *part, size_t block) {
  const Doc *doc = job->doc;
  int index = block < doc->block_count ? docx_section_of(job, block) : 0;
  const DocxSheet *sheet = &job->sheets[index];
  part_open(part, "w:sectPr");
  if (sheet->footer)
    w_footer_reference(part, sheet->footer, "default");
  if (sheet->footer_even)
    w_footer_reference(part, sheet->footer_even, "even");
  w_type(job, &doc->sections[index], part);
  w_pg_sz(sheet->page, part);
  w_pg_mar(job, part, sheet->page);
  w_pg_num_type(&doc->sections[index], part);
  part_close(part);
}
