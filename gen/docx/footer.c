/* word/footer*.xml: the page number as a field, between what the layout prints
 * around it.
 *
 * On a sheet that lies sideways among upright ones the number stays where it is
 * on those (GB/T 9704-2012, 8), so it stands at the sheet's left edge and reads
 * down. A footer's own place is the foot; what a DOCX can put elsewhere without
 * drawings or text boxes, which programs show each in its own way, is a table at
 * a fixed place of the page, with one cell whose text is turned. */
#include <stdio.h>

#include "docx/parts.h"
#include "layout/folio.h"

static void plain_text(const DocxJob *job, Part *part, const char *text, size_t len) {
  Block block = {.style = job->doc->page->folio.style, .text = text, .len = len};
  docx_runs(job, part, &block, 0, len, (Squeeze){0});
}

static void w_fld_simple(const DocxJob *job, Part *part, const char *instruction, int number) {
  char digits[16];
  int len = snprintf(digits, sizeof digits, "%d", number);
  part_open(part, "w:fldSimple");
  part_attr(part, "w:instr", instruction);
  plain_text(job, part, digits, (size_t)len);
  part_close(part);
}

static void w_total(const DocxJob *job, Part *part, const DocxSheet *sheet) {
  static const char *const names[] = {[DOCX_NUMPAGES] = "NUMPAGES",
                                      [DOCX_SECTIONPAGES] = "SECTIONPAGES",
                                      [DOCX_PAGEREF] = "PAGEREF"};
  DocxTotal total = docx_total(job->doc, sheet);
  char bookmark[DOCX_ID_SIZE] = "", instruction[2 * DOCX_ID_SIZE];
  if (total == DOCX_PAGEREF)
    docx_total_name(sheet, bookmark);
  snprintf(instruction, sizeof instruction, " %s %s%s", names[total], bookmark,
           bookmark[0] ? " " : "");
  w_fld_simple(job, part, instruction, docx_last_number(job, sheet));
}

static void w_p(const DocxJob *job, Part *part, const DocxSheet *sheet, bool even) {
  const Folio *folio = &job->doc->page->folio;
  docx_open_paragraph(part, even ? DOCX_FOOTER_EVEN : folio->style->docx_id);
  part_close(part);
  FolioPiece piece;
  for (const char *at = folio->text;
       sheet->numbered && (piece = folio_next(&at)).kind != FOLIO_END;)
    if (piece.kind == FOLIO_WORDS)
      plain_text(job, part, piece.text, piece.len);
    else if (piece.kind == FOLIO_NUMBER)
      w_fld_simple(job, part, " PAGE ", folio->first);
    else
      w_total(job, part, sheet);
  part_close(part);
}

static bool is_turned(const PageSetup *page, const PageSetup *upright) {
  return page->width > page->height && page->width == upright->height &&
         page->height == upright->width;
}

/* From the sheet's left edge, which is the upright page's foot, and its top. */
static void w_tblp_pr(Part *part, const PageSetup *upright) {
  const Folio *folio = &upright->folio;
  part_open(part, "w:tblpPr");
  part_attr(part, "w:vertAnchor", "page");
  part_attr(part, "w:horzAnchor", "page");
  part_attr_int(part, "w:tblpX",
                docx_twips(upright->bottom - folio->distance - folio->style->pitch));
  part_attr_int(part, "w:tblpY", docx_twips(upright->left));
  part_close(part);
}

static void w_tbl_pr(Part *part, const PageSetup *upright, long width) {
  part_open(part, "w:tblPr");
  w_tblp_pr(part, upright);
  part_width(part, "w:tblW", width);
  part_open(part, "w:tblLayout");
  part_attr(part, "w:type", "fixed");
  part_close(part);
  part_open(part, "w:tblCellMar");
  part_width(part, "w:left", 0);
  part_width(part, "w:right", 0);
  part_close(part);
  part_close(part);
}

/* As high as the upright page's measure is wide. */
static void w_tr_pr(Part *part, const PageSetup *upright) {
  part_open(part, "w:trPr");
  part_open(part, "w:trHeight");
  part_attr_int(part, "w:val", docx_twips(upright->width - upright->left - upright->right));
  part_attr(part, "w:hRule", "exact");
  part_close(part);
  part_close(part);
}

static void w_tc(const DocxJob *job, Part *part, const DocxSheet *sheet, long width, bool even) {
  part_open(part, "w:tc");
  part_open(part, "w:tcPr");
  part_width(part, "w:tcW", width);
  part_val(part, "w:textDirection", "tbRl");
  part_close(part);
  w_p(job, part, sheet, even);
  part_close(part);
}

static void w_tbl(const DocxJob *job, Part *part, const DocxSheet *sheet, bool even) {
  const PageSetup *upright = job->doc->page;
  long width = docx_twips(upright->folio.style->pitch);
  part_open(part, "w:tbl");
  w_tbl_pr(part, upright, width);
  part_open(part, "w:tblGrid");
  part_open(part, "w:gridCol");
  part_attr_int(part, "w:w", width);
  part_close(part);
  part_close(part);
  part_open(part, "w:tr");
  w_tr_pr(part, upright);
  w_tc(job, part, sheet, width, even);
  part_close(part);
  part_close(part);
}

void docx_footer(const DocxJob *job, Part *part, const DocxSheet *sheet, bool even) {
  part_open(part, "w:ftr");
  part_attr(part, "xmlns:w", DOCX_MAIN_NS);
  if (sheet->numbered && is_turned(sheet->page, job->doc->page)) {
    w_tbl(job, part, sheet, even);
    docx_open_gap(part, 0, false);
    part_close(part);
    part_close(part);
  } else {
    w_p(job, part, sheet, even);
  }
  part_close(part);
}
