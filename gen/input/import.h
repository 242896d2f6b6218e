/* A past report becomes an evaluation. Nothing of its text is lost or altered:
 * what can't be placed becomes a plain paragraph (段). */
#ifndef ZIPING_INPUT_IMPORT_H
#define ZIPING_INPUT_IMPORT_H

#include "layout/layout.h"

/* Reads UTF-8 text, one paragraph a line, and appends the evaluation's XML to
 * out. Rubbish left out (such as [bookmark: …]) is reported. False with
 * messages when the file can't be read or is no UTF-8 text. */
bool import_text(const char *path, const Layout *layout, Buf *out, Messages *messages);

#endif
