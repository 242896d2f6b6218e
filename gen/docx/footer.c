/* word/footer*.xml: the page number as a field, between what the layout prints
 * around it. */
#include <stdio.h>
#include <string.h>

#include "docx/parts.h"

static void plain_text(const DocxJob *job, Part *part, const char *text) {
  Block block = {.style = job->doc->page->folio.style, .text = text, .len = strlen(text)};
  docx_runs(job, part, &block, 0, block.len, (Squeeze){0});
}

static void w_fld_simple(const DocxJob *job, Part *part) {
  char number[16];
  snprintf(number, sizeof number, "%d", job->doc->page->folio.first);
  part_open(part, "w:fldSimple");
  part_attr(part, "w:instr", " PAGE ");
  plain_text(job, part, number);
  part_close(part);
}

void docx_footer(const DocxJob *job, Part *part, bool even) {
  const Folio *folio = &job->doc->page->folio;
  part_open(part, "w:ftr");
  part_attr(part, "xmlns:w", DOCX_MAIN_NS);
  part_open(part, "w:p");
  part_open(part, "w:pPr");
  part_val(part, "w:pStyle", even ? DOCX_FOOTER_EVEN : folio->style->docx_id);
  part_close(part);
  plain_text(job, part, folio->before);
  w_fld_simple(job, part);
  plain_text(job, part, folio->after);
  part_close(part);
  part_close(part);
}
