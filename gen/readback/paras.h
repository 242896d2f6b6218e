/* Putting a ReadText together. Only for the readback room. */
#ifndef ZIPING_READBACK_PARAS_H
#define ZIPING_READBACK_PARAS_H

#include "readback/pdf_page.h"
#include "readback/text.h"

/* Adds a paragraph; text is copied, and white space at its ends goes. Nothing
 * when nothing is left. */
void paras_add(ReadText *to, ReadPara para);

/* The paragraphs that the structure tree names, in its order; marks the runs that
 * it reaches. False when there is no tree. */
bool pdf_tree_paras(PdfIn *in, PdfRuns *runs, ReadText *to);
/* The paragraphs that lines make, of the runs that were not reached; without page
 * furniture. */
void pdf_line_paras(const PdfRuns *runs, bool is_stray, ReadText *to);

#endif
