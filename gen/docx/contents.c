/* What stands around the text of a 目录's entries and of the headings that they
 * lead to.
 *
 * The 目录 is one TOC field, which Word can refresh; what it shows until then is
 * each entry as a link to its heading's bookmark, with a PAGEREF field for the
 * number. All of that is already right, so nothing asks Word to refresh it. */
#include <stdio.h>
#include <string.h>

#include "docx/parts.h"

/* Of bookmarks, as Word names its own: _Toc and nine digits. */
enum { NAME_SIZE = 20 };

static void bookmark_name(size_t heading, char name[NAME_SIZE]) {
  snprintf(name, NAME_SIZE, "_Toc%09zu", heading + 1);
}

/* Those of sections (sheets.c) come first. */
static long bookmark_id(const DocxJob *job, size_t heading) {
  return (long)job->doc->section_count + (long)heading;
}

static void w_fld_char(Part *part, const char *type) {
  part_open(part, "w:r");
  part_open(part, "w:fldChar");
  part_attr(part, "w:fldCharType", type);
  part_close(part);
  part_close(part);
}

/* Up to where the field's result stands. */
static void begin_field(Part *part, const char *instruction) {
  w_fld_char(part, "begin");
  part_open(part, "w:r");
  part_open(part, "w:instrText");
  part_attr(part, "xml:space", "preserve");
  part_text(part, instruction, strlen(instruction));
  part_close(part);
  part_close(part);
  w_fld_char(part, "separate");
}

static bool is_entry(const Doc *doc, size_t block) {
  return block < doc->block_count && doc->blocks[block].kind == BLOCK_ENTRY;
}

/* \o, \u: headings by style and by outline level; \h: links; \z: numbers stay in
 * a web view. */
static void begin_contents(const Doc *doc, Part *part, size_t first) {
  int lowest = 1;
  char instruction[48];
  for (size_t i = first; is_entry(doc, i); i++)
    if (doc->blocks[i].level > lowest)
      lowest = doc->blocks[i].level;
  snprintf(instruction, sizeof instruction, " TOC \\o \"1-%d\" \\h \\z \\u ", lowest);
  begin_field(part, instruction);
}

static void w_bookmark(const DocxJob *job, Part *part, const char *element, size_t heading) {
  char name[NAME_SIZE];
  bookmark_name(heading, name);
  part_open(part, element);
  part_attr_int(part, "w:id", bookmark_id(job, heading));
  if (strcmp(element, "w:bookmarkStart") == 0)
    part_attr(part, "w:name", name);
  part_close(part);
}

void docx_open_text(const DocxJob *job, Part *part, size_t index) {
  const Block *block = &job->doc->blocks[index];
  if (block->is_listed)
    w_bookmark(job, part, "w:bookmarkStart", index);
  if (block->kind != BLOCK_ENTRY)
    return;
  char name[NAME_SIZE];
  bookmark_name((size_t)block->target, name);
  if (!is_entry(job->doc, index - 1))
    begin_contents(job->doc, part, index);
  part_open(part, "w:hyperlink");
  part_attr(part, "w:anchor", name);
  part_attr(part, "w:history", "1");
}

static void w_number(const DocxJob *job, Part *part, size_t index) {
  const Block *block = &job->doc->blocks[index];
  const char *number = pages_number(job->placed, index);
  const Block digits = {.style = block->style, .text = number, .len = strlen(number)};
  char name[NAME_SIZE], instruction[NAME_SIZE + 16];
  bookmark_name((size_t)block->target, name);
  snprintf(instruction, sizeof instruction, " PAGEREF %s \\h ", name);
  part_open(part, "w:r");
  part_toggle(part, "w:tab", true);
  part_close(part);
  begin_field(part, instruction);
  docx_runs(job, part, &digits, 0, digits.len, (Squeeze){0});
  w_fld_char(part, "end");
}

void docx_close_text(const DocxJob *job, Part *part, size_t index) {
  const Block *block = &job->doc->blocks[index];
  if (block->is_listed)
    w_bookmark(job, part, "w:bookmarkEnd", index);
  if (block->kind != BLOCK_ENTRY)
    return;
  w_number(job, part, index);
  part_close(part);
}

bool docx_ends_contents(const Doc *doc, size_t block) {
  return is_entry(doc, block) && !is_entry(doc, block + 1);
}

/* The section ends behind the field: within one, LibreOffice reads footers without
 * their page numbers. */
void docx_end_contents(const DocxJob *job, Part *part, size_t block) {
  docx_open_gap(part, 0, false);
  part_close(part);
  w_fld_char(part, "end");
  part_close(part);
  docx_open_gap(part, 0, false);
  if (docx_ends_section(job, block))
    docx_section(job, part, block);
  part_close(part);
  docx_end_mark(job, part, block);
  part_close(part);
}

/* Some entry has it. */
static bool is_entry_style(const Doc *doc, const Style *style) {
  for (size_t i = 0; i < doc->block_count; i++)
    if (is_entry(doc, i) && doc->blocks[i].style == style)
      return true;
  return false;
}

void docx_entry_tabs(const DocxJob *job, Part *part, const Style *style) {
  const PageSetup *page = job->doc->page;
  if (!is_entry_style(job->doc, style))
    return;
  Emu right =
      page->width - page->left - page->right - emu_scale(style->size, style->indent_right, 100);
  part_open(part, "w:tabs");
  part_open(part, "w:tab");
  part_attr(part, "w:val", "right");
  part_attr(part, "w:leader", "dot");
  part_attr_int(part, "w:pos", docx_twips(right));
  part_close(part);
  part_close(part);
}

void docx_outline_level(Part *part, const Block *block) {
  if (block->rank > 0 && block->rank != block->style->outline_level)
    part_val_int(part, "w:outlineLvl", block->rank - 1);
}
