/* Links: the entries of a 目录 lead to their headings (ISO 32000-1, 12.5.6.5). */
#ifndef ZIPING_PDF_LINKS_H
#define ZIPING_PDF_LINKS_H

#include "pdf/object.h"
#include "pdf/tags.h"

/* The place of a line as a destination, which keeps the reader's zoom. */
HPDF_Array pdf_destination(PdfFile *file, const Page *page, const Line *line,
                           HPDF_Dict page_object);
/* The annotations of tags->links, in their order; page_objects: the PDF's pages,
 * one for each of pages, which get them. Free the array. */
HPDF_Dict *pdf_write_links(PdfFile *file, const Pages *pages, const PdfTags *tags,
                           const HPDF_Dict *page_objects);

#endif
