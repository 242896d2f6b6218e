#include "pdf/pdf.h"

#include <stdlib.h>

#include "pdf/attach.h"
#include "pdf/colour.h"
#include "pdf/content.h"
#include "pdf/font.h"
#include "pdf/image.h"
#include "pdf/links.h"
#include "pdf/number.h"
#include "pdf/object.h"
#include "pdf/outline.h"
#include "pdf/proof.h"
#include "pdf/structure.h"
#include "pdf/xmp.h"

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
                        HPDF_Dict resources, PdfTags *tags, HPDF_Dict *objects) {
  Buf content = {0};
  for (size_t i = 0; i < pages->page_count; i++) {
    const Page *page = &pages->pages[i];
    HPDF_Dict dict = pdf_page(file);
    buf_clear(&content);
    pdf_tags_turn_to_page(tags, (int)i);
    pdf_put_content(&content, page, fonts, tags);
    put_box(file, dict, page);
    pdf_put(file, dict, "Resources", resources);
    pdf_put_name(file, dict, "Tabs", "S");
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
  put_property(file, "Title", doc->title);
  put_property(file, "Author", doc->author);
  put_property(file, "Subject", doc->subject);
  put_property(file, "Producer", PDF_PRODUCER);
  if (doc->date) {
    pdf_put_date(file, pdf_info(file), "CreationDate", doc->date);
    pdf_put_date(file, pdf_info(file), "ModDate", doc->date);
  }
}

static void write_metadata(PdfFile *file, const Doc *doc) {
  Buf packet = {0};
  pdf_put_xmp(&packet, doc);
  HPDF_Dict metadata = pdf_plain_stream(file, packet.data, packet.len);
  buf_free(&packet);
  pdf_put_name(file, metadata, "Type", "Metadata");
  pdf_put_name(file, metadata, "Subtype", "XML");
  pdf_put(file, pdf_catalog(file), "Metadata", metadata);
}

/* What ISO 19005-3 (6.2.3, 6.6, 6.7) and ISO 14289-1 (6.2, 7.1, 7.2) want of the
 * document as a whole. */
static void write_marks(PdfFile *file, const Doc *doc) {
  HPDF_Dict catalog = pdf_catalog(file);
  HPDF_Dict viewer = pdf_dict(file);
  pdf_put_bool(file, viewer, "DisplayDocTitle", true);
  pdf_put(file, catalog, "ViewerPreferences", viewer);
  HPDF_Dict marked = pdf_dict(file);
  pdf_put_bool(file, marked, "Marked", true);
  pdf_put(file, catalog, "MarkInfo", marked);
  pdf_put_bytes(file, catalog, "Lang", doc->language);
  pdf_put(file, catalog, "OutputIntents", pdf_write_intents(file));
  write_metadata(file, doc);
  write_properties(file, doc);
}

static void write_outline(PdfFile *file, const Pages *pages, const HPDF_Dict *objects) {
  HPDF_Dict outline = pdf_write_outline(file, pages, objects);
  if (!outline)
    return;
  pdf_put(file, pdf_catalog(file), "Outlines", outline);
  pdf_put_name(file, pdf_catalog(file), "PageMode", "UseOutlines");
}

/* Fonts come first, since content needs their codes; the structure last, since
 * it is known when the content is. */
static void write_file(PdfFile *file, const Pages *pages, PdfFonts *fonts, PdfTags *tags,
                       HPDF_Dict *objects, const Attachments *attached) {
  HPDF_Dict resources = pdf_object(file);
  pdf_put(file, resources, "Font", pdf_write_fonts(file, fonts));
  HPDF_Dict images = pdf_write_images(file, pages->doc);
  if (images)
    pdf_put(file, resources, "XObject", images);
  write_pages(file, pages, fonts, resources, tags, objects);
  write_outline(file, pages, objects);
  HPDF_Dict *links = pdf_write_links(file, pages, tags, objects);
  pdf_put(file, pdf_catalog(file), "StructTreeRoot",
          pdf_write_structure(file, tags, objects, pages->page_count, links));
  free(links);
  pdf_write_attachments(file, attached);
  write_marks(file, pages->doc);
}

bool pdf_write(const Pages *pages, const Attachments *attached, Buf *out, Messages *messages) {
  size_t start = out->len;
  PdfFile *file = pdf_file_new(out);
  PdfFonts *fonts = pdf_fonts_new(pages);
  PdfTags *tags = pdf_tags_new(pages->doc);
  HPDF_Dict *objects = mem_alloc(pages->page_count * sizeof *objects);
  write_file(file, pages, fonts, tags, objects, attached);
  const char *failure = pdf_file_save(file) ? NULL : pdf_file_failure(file);
  char fault[PDF_FAULT];
  if (!failure && !pdf_proof(pages, out->data + start, out->len - start, fault))
    failure = fault;
  if (failure)
    msg_add(messages, pos_at(NULL, 0, 0), PDF_FAILED, failure);
  free(objects);
  pdf_tags_free(tags);
  pdf_fonts_free(fonts);
  pdf_file_free(file);
  return !failure;
}
