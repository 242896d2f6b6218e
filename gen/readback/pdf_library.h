/* libqpdf, loaded when a PDF is first read. Only verify, diff and extract read
 * PDF files; linked like the others, every run would load it with the libraries
 * that it needs in turn, a fifth of the CPU time of one report.
 *
 * The functions of qpdf/qpdf-c.h that this room calls are defined here under
 * their own names and hand over to the library's; one that is missing is an
 * error of the linker. */
#ifndef ZIPING_READBACK_PDF_LIBRARY_H
#define ZIPING_READBACK_PDF_LIBRARY_H

#include <stdbool.h>

/* To be called before any of them; false when there is no such library. */
bool pdf_library_load(void);

#endif
