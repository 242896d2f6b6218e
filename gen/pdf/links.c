#include "pdf/links.h"

#include "pdf/number.h"

/* ISO 32000-1, table 165: it is printed, and shown. */
enum { FLAG_PRINT = 4 };

/* Straight to a place on a page, so no name tree is needed; null keeps the
 * reader's zoom. */
HPDF_Array pdf_destination(PdfFile *file, const Page *page, const Line *line,
                           HPDF_Dict page_object) {
  Milli top = pdf_milli(page->height - line->top);
  HPDF_Array array = pdf_array(file);
  pdf_add(file, array, page_object);
  pdf_add_name(file, array, "XYZ");
  pdf_add_number(file, array, 0);
  pdf_add_number(file, array, (int)((top + 999) / 1000));
  pdf_add_null(file, array);
  return array;
}

/* All of the line, number included. */
static void put_rect(PdfFile *file, HPDF_Dict link, const Page *page, const Line *line) {
  const Placed *last = line->item_count ? &line->items[line->item_count - 1] : NULL;
  Emu right = last ? last->x + last->advance : line->x + line->width;
  const Emu edges[] = {line->x, page->height - line->top - line->height, right,
                       page->height - line->top};
  Buf rect = {0};
  for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
    buf_putc(&rect, i ? ' ' : '[');
    pdf_put_milli(&rect, pdf_milli(edges[i]));
  }
  buf_putc(&rect, ']');
  pdf_put_syntax(file, link, "Rect", &rect);
  buf_free(&rect);
}

static void put_border(PdfFile *file, HPDF_Dict link) {
  HPDF_Array border = pdf_array(file);
  pdf_put(file, link, "Border", border);
  for (int i = 0; i < 3; i++)
    pdf_add_number(file, border, 0);
}

/* ISO 14289-1, 7.18.5: what it is, in words; ISO 19005-3, 6.3.2: its flags. */
static HPDF_Dict write_link(PdfFile *file, const Pages *pages, const PdfLink *own,
                            const HPDF_Dict *page_objects) {
  const Line *line = own->line;
  const Target *target = line->target;
  HPDF_Dict link = pdf_object(file);
  pdf_put_name(file, link, "Type", "Annot");
  pdf_put_name(file, link, "Subtype", "Link");
  put_rect(file, link, &pages->pages[own->page], line);
  put_border(file, link);
  pdf_put_number(file, link, "F", FLAG_PRINT);
  pdf_put_text(file, link, "Contents", line->text);
  pdf_put(
      file, link, "Dest",
      pdf_destination(file, target->page, target->line, page_objects[target->page - pages->pages]));
  return link;
}

HPDF_Dict *pdf_write_links(PdfFile *file, const Pages *pages, const PdfTags *tags,
                           const HPDF_Dict *page_objects) {
  HPDF_Dict *links = mem_alloc(((size_t)tags->link_count + 1) * sizeof *links);
  Buf annotations = {0};
  for (int i = 0; i < tags->link_count; i++) {
    const PdfLink *own = &tags->links[i];
    links[i] = write_link(file, pages, own, page_objects);
    buf_putc(&annotations, annotations.len ? ' ' : '[');
    pdf_put_ref(&annotations, links[i]);
    if (i + 1 < tags->link_count && own[1].page == own->page)
      continue;
    buf_putc(&annotations, ']');
    pdf_put_syntax(file, page_objects[own->page], "Annots", &annotations);
    buf_clear(&annotations);
  }
  buf_free(&annotations);
  return links;
}
