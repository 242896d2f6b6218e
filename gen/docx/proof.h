/* Proof-reading: a DOCX that was written is read again before anyone gets it. */
#ifndef ZIPING_DOCX_PROOF_H
#define ZIPING_DOCX_PROOF_H

#include "compose/pages.h"

/* Room for what is said of a fault. */
enum { DOCX_FAULT = 120 };

/* Unpacks word/document.xml and reads its text, spaces and line ends aside.
 * False when it isn't the doc's, block by block and cell by cell; or, of the
 * locked form, that of the pages' lines; fault says where. pages: NULL where the
 * doc needs none. */
bool docx_proof(const Doc *doc, const Pages *pages, bool locked, const char *bytes, size_t len,
                char fault[DOCX_FAULT]);

#endif
