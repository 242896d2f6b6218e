/* What the codes of a font mean and how wide they are. Only for the readback
 * room. */
#ifndef ZIPING_READBACK_PDF_FONT_H
#define ZIPING_READBACK_PDF_FONT_H

#include "readback/pdf_in.h"

typedef struct PdfFont PdfFont;

/* In the arena of in; never NULL. What is broken about it reads as U+FFFD and a
 * width of its own. */
const PdfFont *pdf_font_read(PdfIn *in, qpdf_oh dict);

typedef struct PdfCode {
  const char *text; /* UTF-8 */
  bool is_mapped;   /* ToUnicode says so */
  double width;     /* in ems */
  bool is_space;    /* one byte, 32: word spacing applies */
} PdfCode;

/* The code at bytes[*at], which moves on. */
PdfCode pdf_font_code(const PdfFont *font, const char *bytes, size_t len, size_t *at);

#endif
