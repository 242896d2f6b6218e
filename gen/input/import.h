/* A past report becomes an evaluation. Nothing of its text is lost or altered:
 * what can't be placed becomes a plain paragraph (段). */
#ifndef ZIPING_INPUT_IMPORT_H
#define ZIPING_INPUT_IMPORT_H

#include "layout/layout.h"

/* Reads a .docx, or UTF-8 text with one paragraph a line, told by what is in the
 * file, and appends the evaluation's XML to out. What is left out (deletions,
 * pictures, rubbish such as [bookmark: …]) is reported. False with messages when
 * the file can't be read. */
bool import_report(const char *path, const Layout *layout, Buf *out, Messages *messages);

#endif
