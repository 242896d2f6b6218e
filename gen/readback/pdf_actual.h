/* An ActualText beside the glyphs that it is for. Only for the readback room. */
#ifndef ZIPING_READBACK_PDF_ACTUAL_H
#define ZIPING_READBACK_PDF_ACTUAL_H

/* Which of the two is the text: ActualText, which has the spaces and characters right
 * where glyphs stand apart, overlap or are private; but the glyphs where they show other
 * characters, for that is what a person reads. */
const char *pdf_actual_text(const char *actual, const char *glyphs);

#endif
