/* The table styles of word/styles.xml: lines and margins, one style for all the
 * tables that have the same; and what stands between tables. */
#include <stdio.h>

#include "docx/parts.h"

/* Twips of a cell's margin that are left to its text: LibreOffice breaks a line
 * that fills its cell once its own rounding is in the way. */
enum { SPARE = 1 };
/* Word's thinnest and thickest line, in eighths of a point. */
enum { RULE_LEAST = 2, RULE_MOST = 96, RULE_PER_PT = 8 };

bool docx_same_form(const Table *one, const Table *other) {
  return one->rule == other->rule && one->padding_x == other->padding_x &&
         one->padding_y == other->padding_y;
}

static void form_id(size_t index, char id[DOCX_ID_SIZE]) {
  snprintf(id, DOCX_ID_SIZE, "Table%zu", index + 1);
}

void docx_table_id(const DocxJob *job, const Table *table, char id[DOCX_ID_SIZE]) {
  size_t i = 0;
  while (!docx_same_form(job->forms[i], table))
    i++;
  form_id(i, id);
}

static void w_tbl_cell_mar(Part *part, long beside, long above) {
  part_open(part, "w:tblCellMar");
  part_width(part, "w:top", above);
  part_width(part, "w:left", beside);
  part_width(part, "w:bottom", above);
  part_width(part, "w:right", beside);
  part_close(part);
}

static void w_tbl_borders(Part *part, Emu rule) {
  static const char *const edges[] = {"w:top",   "w:left",    "w:bottom",
                                      "w:right", "w:insideH", "w:insideV"};
  long size = (long)emu_scale(rule, RULE_PER_PT, EMU_PER_PT);
  size = size < RULE_LEAST ? RULE_LEAST : size > RULE_MOST ? RULE_MOST : size;
  part_open(part, "w:tblBorders");
  for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++) {
    part_open(part, edges[i]);
    part_attr(part, "w:val", "single");
    part_attr_int(part, "w:sz", size);
    part_attr_int(part, "w:space", 0);
    part_attr(part, "w:color", "auto");
    part_close(part);
  }
  part_close(part);
}

/* What Word takes for granted in every table. */
static void w_normal_table(Part *part) {
  part_open(part, "w:style");
  part_attr(part, "w:type", "table");
  part_attr(part, "w:default", "1");
  part_attr(part, "w:styleId", "TableNormal");
  part_val(part, "w:name", "Normal Table");
  part_open(part, "w:tblPr");
  part_width(part, "w:tblInd", 0);
  w_tbl_cell_mar(part, 108, 0);
  part_close(part);
  part_close(part);
}

static void w_table_style(Part *part, const Table *table, size_t index) {
  char id[DOCX_ID_SIZE], name[DOCX_ID_SIZE];
  form_id(index, id);
  snprintf(name, sizeof name, "表格 %zu", index + 1);
  long beside = docx_twips(table->padding_x + table->rule / 2) - SPARE;
  part_open(part, "w:style");
  part_attr(part, "w:type", "table");
  part_attr(part, "w:customStyle", "1");
  part_attr(part, "w:styleId", id);
  part_val(part, "w:name", name);
  part_val(part, "w:basedOn", "TableNormal");
  part_open(part, "w:tblPr");
  if (table->rule > 0)
    w_tbl_borders(part, table->rule);
  w_tbl_cell_mar(part, beside > 0 ? beside : 0, docx_twips(table->padding_y));
  part_close(part);
  part_close(part);
}

/* As low as a paragraph can be. */
static void w_gap_style(const DocxJob *job, Part *part) {
  part_open(part, "w:style");
  part_attr(part, "w:type", "paragraph");
  part_attr(part, "w:customStyle", "1");
  part_attr(part, "w:styleId", DOCX_GAP);
  part_val(part, "w:name", "表间");
  part_val(part, "w:basedOn", job->doc->body->docx_id);
  part_open(part, "w:pPr");
  part_open(part, "w:spacing");
  part_attr_int(part, "w:before", 0);
  part_attr_int(part, "w:after", 0);
  part_attr_int(part, "w:line", 1);
  part_attr(part, "w:lineRule", "exact");
  part_close(part);
  part_close(part);
  part_open(part, "w:rPr");
  part_val_int(part, "w:sz", 2);
  part_close(part);
  part_close(part);
}

static bool has_rule(const Doc *doc) {
  for (size_t i = 0; i < doc->block_count; i++)
    if (doc->blocks[i].kind == BLOCK_RULE)
      return true;
  return false;
}

void docx_table_styles(const DocxJob *job, Part *part) {
  bool has_tables = job->form_count > 0 || job->doc->section_count > 1;
  if (has_tables || has_rule(job->doc))
    w_gap_style(job, part);
  if (!has_tables)
    return;
  w_normal_table(part);
  for (size_t i = 0; i < job->form_count; i++)
    w_table_style(part, job->forms[i], i);
}
