/* The structure tree as objects, and the way back to it from the pages
 * (ISO 32000-1, 14.7.2 and 14.7.4.4). */
#ifndef ZIPING_PDF_STRUCTURE_H
#define ZIPING_PDF_STRUCTURE_H

#include "pdf/object.h"
#include "pdf/tags.h"

/* When all pages are written; page_objects and links as in pdf_write_links. Gives
 * both their way back and returns the tree's root, NULL when something
 * failed. */
HPDF_Dict pdf_write_structure(PdfFile *file, const PdfTags *tags, const HPDF_Dict *page_objects,
                              size_t page_count, const HPDF_Dict *links);

#endif
