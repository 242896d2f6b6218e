/* Fonts as a PDF holds them: Type0 with a subset program, widths and the map
 * to Unicode (ISO 32000-1, 9.7 and 9.8). */
#ifndef ZIPING_PDF_FONT_H
#define ZIPING_PDF_FONT_H

#include "pdf/glyphs.h"
#include "pdf/object.h"

/* Writes all fonts and gives their glyphs the codes that page content uses.
 * The dictionary of the font resources, F1 F2 …, NULL when something failed. */
HPDF_Dict pdf_write_fonts(PdfFile *file, PdfFonts *fonts);

#endif
