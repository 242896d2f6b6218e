/* A font program of just the glyphs that a document prints: by cff.h where it
 * can, else by HarfBuzz. */
#ifndef ZIPING_PDF_SUBSET_H
#define ZIPING_PDF_SUBSET_H

#include "pdf/glyphs.h"

/* Appends the program as a PDF embeds it: the CFF table alone, or a TrueType
 * file. False when the font can't be subset.
 * Gives every glyph of the font its code: the CID of a CID-keyed font, else its
 * number within the subset. */
bool pdf_subset(PdfFont *font, Buf *out);

#endif
