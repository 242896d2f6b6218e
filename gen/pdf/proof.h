/* Proof-reading: a PDF that was written is read again before anyone gets it. */
#ifndef ZIPING_PDF_PROOF_H
#define ZIPING_PDF_PROOF_H

#include "compose/pages.h"

/* Room for what is said of a fault. */
enum { PDF_FAULT = 120 };

/* Reads the text as a viewer would that knows nothing of ours: from the cross
 * references over the page tree and the fonts' ToUnicode to the characters that
 * each page's content shows. False when they are not those of the pages, in
 * their order; fault says where. */
bool pdf_proof(const Pages *pages, const char *bytes, size_t len, char fault[PDF_FAULT]);

#endif
