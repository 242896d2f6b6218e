#include "docx/docx.h"

#include <stdlib.h>
#include <string.h>

#include "docx/chart.h"
#include "docx/parts.h"
#include "docx/proof.h"
#include "layout/folio.h"
#include "package/package.h"

#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define DOCUMENT "word/document.xml"

static void use_role(DocxJob *job, const char *role, unsigned char use) {
  job->role_use[docx_role_index(job->fonts, role)] |= DOCX_ROLE_USED | use;
}

static void use_spans(DocxJob *job, const Span *spans, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (spans[i].kind == SPAN_ROLE)
      use_role(job, spans[i].role, DOCX_ROLE_SPAN);
}

static void use_roles(DocxJob *job) {
  const Doc *doc = job->doc;
  size_t count = (size_t)fonts_role_count(job->fonts);
  job->role_use = mem_alloc(count);
  memset(job->role_use, 0, count);
  for (size_t i = 0; i < doc->style_count; i++) {
    use_role(job, doc->styles[i]->role, 0);
    use_role(job, doc->styles[i]->latin_role, 0);
  }
  for (size_t i = 0; i < doc->block_count; i++) {
    const Block *block = &doc->blocks[i];
    use_spans(job, block->spans, block->span_count);
    for (size_t j = 0; block->table && j < block->table->cell_count; j++)
      use_spans(job, block->table->cells[j].spans, block->table->cells[j].span_count);
  }
}

static void add_form(DocxJob *job, const Table *table, size_t *capacity) {
  for (size_t i = 0; i < job->form_count; i++)
    if (docx_same_form(job->forms[i], table))
      return;
  job->forms = mem_grow(job->forms, job->form_count, capacity, sizeof *job->forms);
  job->forms[job->form_count++] = table;
}

static void find_forms(DocxJob *job) {
  size_t capacity = 0;
  for (size_t i = 0; i < job->doc->block_count; i++)
    if (job->doc->blocks[i].table)
      add_form(job, job->doc->blocks[i].table, &capacity);
}

static Part *add_word(Package *package, const char *name, const char *type, const char *relation) {
  return package_add(package, name, type, relation, DOCUMENT);
}

static Part *write_footer(DocxJob *job, Package *package, const DocxSheet *sheet, bool even) {
  const char *name = arena_printf(job->arena, "word/footer%d.xml", ++job->footer_count);
  Part *footer = add_word(package, name, WORD_TYPE "footer+xml", "footer");
  docx_footer(job, footer, sheet, even);
  return footer;
}

static bool has_left_and_right(const DocxJob *job) {
  return job->doc->page->folio.place == FOLIO_OUTER;
}

/* A section without footers of its own has those of the section before; so one
 * that prints no number after some that do has empty ones. */
static void write_footers(DocxJob *job, Package *package) {
  bool any = false;
  for (int i = 0; i < job->doc->section_count; i++) {
    DocxSheet *sheet = &job->sheets[i];
    any |= sheet->numbered;
    const DocxSheet *same = job->sheets;
    while (same < sheet && !(same->footer && docx_same_footer(same, sheet)))
      same++;
    if (same < sheet) {
      sheet->footer = same->footer;
      sheet->footer_even = same->footer_even;
    } else if (any) {
      sheet->footer = write_footer(job, package, sheet, false);
      if (has_left_and_right(job))
        sheet->footer_even = write_footer(job, package, sheet, true);
    }
  }
}

static void write_props(const DocxJob *job, Package *package) {
  docx_core_props(job, package_add(package, "docProps/core.xml",
                                   "application/vnd.openxmlformats-package.core-properties+xml",
                                   "http://schemas.openxmlformats.org/package/2006/relationships/"
                                   "metadata/core-properties",
                                   ""));
  docx_app_props(
      job, package_add(package, "docProps/app.xml",
                       "application/vnd.openxmlformats-officedocument.extended-properties+xml",
                       "extended-properties", ""));
}

/* The document stands first in the package but is written last: it refers to
 * the footers and charts. */
static bool write_parts(DocxJob *job, Package *package, Messages *messages) {
  Part *document =
      package_add(package, DOCUMENT, WORD_TYPE "document.main+xml", "officeDocument", "");
  write_footers(job, package);
  docx_styles(job, add_word(package, "word/styles.xml", WORD_TYPE "styles+xml", "styles"));
  docx_settings(job, add_word(package, "word/settings.xml", WORD_TYPE "settings+xml", "settings"));
  docx_font_table(job,
                  add_word(package, "word/fontTable.xml", WORD_TYPE "fontTable+xml", "fontTable"));
  write_props(job, package);
  docx_attached(job, package, DOCUMENT);
  if (!docx_figures(job, package, messages))
    return false;
  docx_document(job, document);
  return true;
}

static bool is_right(const DocxJob *job, const Buf *out, size_t start, Messages *messages) {
  char fault[DOCX_FAULT];
  bool right = docx_proof(job->doc, job->placed, job->pages != NULL, out->data + start,
                          out->len - start, fault);
  if (!right)
    msg_add(messages, pos_file(NULL), DOCX_FAILED, fault);
  return right;
}

static bool write_package(DocxJob *job, Buf *out, Messages *messages) {
  job->arena = arena_new();
  use_roles(job);
  docx_find_sheets(job);
  find_forms(job);
  Package *package = package_new();
  size_t start = out->len;
  bool ok = write_parts(job, package, messages) &&
            package_write(package, job->packer, out, DOCX_FAILED, messages) &&
            is_right(job, out, start, messages);
  package_free(package);
  free(job->role_use);
  free(job->forms);
  free(job->figures);
  arena_free(job->arena);
  return ok;
}

bool docx_needs_pages(const Doc *doc) {
  for (size_t i = 0; i < doc->block_count; i++)
    if (doc->blocks[i].table || doc->blocks[i].drawing || docx_is_official(&doc->blocks[i]) ||
        doc->blocks[i].hang.at > 0 || doc->blocks[i].kind == BLOCK_ENTRY)
      return true;
  return folio_has_total(&doc->page->folio);
}

bool docx_write(const Doc *doc, const Fonts *fonts, const Pages *pages, const Attachments *attached,
                Packer *packer, Buf *out, Messages *messages) {
  DocxJob job = {
      .doc = doc, .fonts = fonts, .placed = pages, .attached = attached, .packer = packer};
  return write_package(&job, out, messages);
}

bool docx_write_locked(const Pages *pages, const Attachments *attached, Packer *packer, Buf *out,
                       Messages *messages) {
  DocxJob job = {.doc = pages->doc,
                 .fonts = pages->fonts,
                 .pages = pages,
                 .placed = pages,
                 .attached = attached,
                 .packer = packer};
  return write_package(&job, out, messages);
}
