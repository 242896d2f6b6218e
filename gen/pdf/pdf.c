#include "pdf/pdf.h"

#include <stdlib.h>

#include "pdf/content.h"
#include "pdf/font.h"
#include "pdf/number.h"
#include "pdf/object.h"
#include "pdf/outline.h"

static void put_box(PdfFile *file, HPDF_Dict dict, const Page *page) {
  Buf box = {0};
  buf_puts(&box, "[0 0 ");
  pdf_put_milli(&box, pdf_milli(page->width));
  buf_putc(&box, ' ');
  pdf_put_milli(&box, pdf_milli(page->height));
  buf_putc(&box, ']');
  pdf_put_syntax(file, dict, "MediaBox", &box);
  buf_free(&box);
}

/* Every page names its resources itself: inherited ones are against
 * ISO 19005-3, 6.2.2. */
static void write_pages(PdfFile *file, const Pages *pages, const PdfFonts *fonts,
                        HPDF_Dict resources, HPDF_Dict *objects) {
  Buf content = {0};
  for (size_t i = 0; i < pages->page_count; i++) {
    const Page *page = &pages->pages[i];
    HPDF_Dict dict = pdf_page(file);
    buf_clear(&content);
    pdf_put_content(&content, page, fonts);
    put_box(file, dict, page);
    pdf_put(file, dict, "Resources", resources);
    pdf_put(file, dict, "Contents", pdf_stream(file, content.data, content.len));
    objects[i] = dict;
  }
  buf_free(&content);
}

static void put_property(PdfFile *file, const char *key, const char *text) {
  if (text && *text)
    pdf_put_text(file, pdf_info(file), key, text);
}

static void write_properties(PdfFile *file, const Doc *doc) {
  HPDF_Dict catalog = pdf_catalog(file);
  HPDF_Dict viewer = pdf_dict(file);
  pdf_put_bool(file, viewer, "DisplayDocTitle", true);
  pdf_put(file, catalog, "ViewerPreferences", viewer);
  pdf_put_bytes(file, catalog, "Lang", doc->language);
  put_property(file, "Title", doc->title);
  put_property(file, "Author", doc->author);
  put_property(file, "Subject", doc->subject);
  put_property(file, "Producer", "ziping");
}

static void write_outline(PdfFile *file, const Pages *pages, const HPDF_Dict *objects) {
  HPDF_Dict outline = pdf_write_outline(file, pages, objects);
  if (!outline)
    return;
  pdf_put(file, pdf_catalog(file), "Outlines", outline);
  pdf_put_name(file, pdf_catalog(file), "PageMode", "UseOutlines");
}

bool pdf_write(const Pages *pages, Buf *out, Messages *messages) {
  PdfFile *file = pdf_file_new(out);
  PdfFonts *fonts = pdf_fonts_new(pages);
  HPDF_Dict *objects = mem_alloc(pages->page_count * sizeof *objects);
  HPDF_Dict resources = pdf_object(file);
  pdf_put(file, resources, "Font", pdf_write_fonts(file, fonts));
  write_pages(file, pages, fonts, resources, objects);
  write_outline(file, pages, objects);
  write_properties(file, pages->doc);
  bool saved = pdf_file_save(file);
  if (!saved)
    msg_add(messages, pos_at(NULL, 0, 0), PDF_FAILED, pdf_file_failure(file));
  free(objects);
  pdf_fonts_free(fonts);
  pdf_file_free(file);
  return saved;
}
