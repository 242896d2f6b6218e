/* A font program of just the glyphs that a document prints, by HarfBuzz. */
#ifndef ZIPING_PDF_SUBSET_H
#define ZIPING_PDF_SUBSET_H

#include <hb.h>

#include "pdf/glyphs.h"

/* The program as a PDF embeds it: the CFF table alone, or a TrueType file.
 * NULL when the font can't be subset, else to be ended with hb_blob_destroy.
 * Gives every glyph of the font its code: the CID of a CID-keyed font, else its
 * number within the subset. */
hb_blob_t *pdf_subset(PdfFont *font);

#endif
