#include "docx/docx.h"

#include <stdlib.h>
#include <string.h>

#include "docx/parts.h"
#include "package/package.h"

#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define DOCUMENT "word/document.xml"

static void use_role(DocxJob *job, const char *role, unsigned char use) {
  job->role_use[docx_role_index(job->fonts, role)] |= DOCX_ROLE_USED | use;
}

static void use_roles(DocxJob *job) {
  const Doc *doc = job->doc;
  for (size_t i = 0; i < doc->style_count; i++) {
    use_role(job, doc->styles[i]->role, 0);
    use_role(job, doc->styles[i]->latin_role, 0);
  }
  for (size_t i = 0; i < doc->block_count; i++)
    for (size_t j = 0; j < doc->blocks[i].span_count; j++)
      if (doc->blocks[i].spans[j].kind == SPAN_ROLE)
        use_role(job, doc->blocks[i].spans[j].role, DOCX_ROLE_SPAN);
}

static Part *add_word(Package *package, const char *name, const char *type, const char *relation) {
  return package_add(package, name, type, relation, DOCUMENT);
}

static void write_footers(DocxJob *job, Package *package) {
  FolioPlace place = job->doc->page->folio.place;
  if (place == FOLIO_NONE)
    return;
  job->footer = add_word(package, "word/footer1.xml", WORD_TYPE "footer+xml", "footer");
  docx_footer(job, job->footer, false);
  if (place != FOLIO_OUTER)
    return;
  job->footer_even = add_word(package, "word/footer2.xml", WORD_TYPE "footer+xml", "footer");
  docx_footer(job, job->footer_even, true);
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
 * the footers. */
static void write_parts(DocxJob *job, Package *package) {
  Part *document =
      package_add(package, DOCUMENT, WORD_TYPE "document.main+xml", "officeDocument", "");
  write_footers(job, package);
  docx_styles(job, add_word(package, "word/styles.xml", WORD_TYPE "styles+xml", "styles"));
  docx_settings(job, add_word(package, "word/settings.xml", WORD_TYPE "settings+xml", "settings"));
  docx_font_table(job,
                  add_word(package, "word/fontTable.xml", WORD_TYPE "fontTable+xml", "fontTable"));
  write_props(job, package);
  docx_document(job, document);
}

static bool write_package(DocxJob *job, Buf *out, Messages *messages) {
  job->role_use = mem_alloc((size_t)fonts_role_count(job->fonts));
  memset(job->role_use, 0, (size_t)fonts_role_count(job->fonts));
  use_roles(job);
  Package *package = package_new();
  write_parts(job, package);
  bool ok = package_write(package, out, DOCX_FAILED, messages);
  package_free(package);
  free(job->role_use);
  return ok;
}

bool docx_write(const Doc *doc, const Fonts *fonts, Buf *out, Messages *messages) {
  DocxJob job = {.doc = doc, .fonts = fonts};
  return write_package(&job, out, messages);
}

bool docx_write_locked(const Pages *pages, Buf *out, Messages *messages) {
  DocxJob job = {.doc = pages->doc, .fonts = pages->fonts, .pages = pages};
  return write_package(&job, out, messages);
}
