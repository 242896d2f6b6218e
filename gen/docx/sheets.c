/* The sections' page numbers: which of them share footers, and by which field a
 * footer tells how many pages there are. */
#include <stdio.h>

#include "docx/parts.h"
#include "layout/folio.h"

/* Pages without a number stand in it: one left free, and 版记 behind that. */
static bool is_bare(const DocxJob *job, int section) {
  const Section *own = &job->doc->sections[section];
  for (size_t i = 0; own->is_imprint && job->placed && i < job->placed->page_count; i++)
    if (job->placed->pages[i].section == own && job->placed->pages[i].is_blank)
      return true;
  return false;
}

/* Numbers run over all sections up to the next that begins with its own. */
static void find_numbering(const DocxJob *job, int section, DocxSheet *sheet) {
  const Doc *doc = job->doc;
  sheet->first = sheet->last = section;
  while (sheet->first > 0 && doc->sections[sheet->first].start == 0)
    sheet->first--;
  while (sheet->last + 1 < doc->section_count && doc->sections[sheet->last + 1].start == 0 &&
         !is_bare(job, sheet->last + 1))
    sheet->last++;
}

void docx_find_sheets(DocxJob *job) {
  const Doc *doc = job->doc;
  job->sheets = arena_array(job->arena, (size_t)doc->section_count, sizeof *job->sheets);
  for (int i = 0; i < doc->section_count; i++) {
    const Section *section = &doc->sections[i];
    bool has_folio = section->page->folio.place != FOLIO_NONE;
    job->sheets[i] = (DocxSheet){.page = section->page,
                                 .numbered = section->numbered && has_folio && !is_bare(job, i)};
    find_numbering(job, i, &job->sheets[i]);
  }
}

bool docx_same_footer(const DocxSheet *one, const DocxSheet *other) {
  if (one->numbered != other->numbered)
    return false;
  bool same_total = one->first == other->first || !folio_has_total(&one->page->folio);
  return !one->numbered || (one->page == other->page && same_total);
}

DocxTotal docx_total(const Doc *doc, const DocxSheet *sheet) {
  if (doc->sections[sheet->first].start != 1)
    return DOCX_PAGEREF;
  if (sheet->first == 0 && sheet->last + 1 == doc->section_count)
    return DOCX_NUMPAGES;
  return sheet->first == sheet->last ? DOCX_SECTIONPAGES : DOCX_PAGEREF;
}

void docx_total_name(const DocxSheet *sheet, char name[DOCX_ID_SIZE]) {
  snprintf(name, DOCX_ID_SIZE, "_End%d", sheet->last + 1);
}

/* Whether the total of the numbering that ends with this section is printed. */
static bool is_asked_for(const DocxJob *job, int section) {
  for (int i = job->sheets[section].first; i <= section; i++)
    if (job->sheets[i].numbered && folio_has_total(&job->sheets[i].page->folio))
      return docx_total(job->doc, &job->sheets[i]) == DOCX_PAGEREF;
  return false;
}

void docx_end_mark(const DocxJob *job, Part *part, size_t block) {
  const Doc *doc = job->doc;
  int section = docx_section_of(job, block);
  bool ends_doc = block + 1 == doc->block_count;
  if ((!ends_doc && !docx_ends_section(job, block)) || job->sheets[section].last != section ||
      !is_asked_for(job, section))
    return;
  char name[DOCX_ID_SIZE];
  docx_total_name(&job->sheets[section], name);
  part_open(part, "w:bookmarkStart");
  part_attr_int(part, "w:id", section);
  part_attr(part, "w:name", name);
  part_close(part);
  part_open(part, "w:bookmarkEnd");
  part_attr_int(part, "w:id", section);
  part_close(part);
}

int docx_last_number(const DocxJob *job, const DocxSheet *sheet) {
  int number = job->doc->sections[sheet->first].start;
  for (size_t i = 0; job->placed && i < job->placed->page_count; i++)
    if (job->placed->pages[i].section == &job->doc->sections[sheet->last])
      number = job->placed->pages[i].number;
  return number;
}
