/* The bookmarks: what is in the outline (Block.rank). */
#ifndef ZIPING_PDF_OUTLINE_H
#define ZIPING_PDF_OUTLINE_H

#include "compose/pages.h"
#include "pdf/object.h"

/* page_objects: the PDF's pages, one for each of pages. NULL when the document
 * has no heading, or something failed. */
HPDF_Dict pdf_write_outline(PdfFile *file, const Pages *pages, const HPDF_Dict *page_objects);

#endif
