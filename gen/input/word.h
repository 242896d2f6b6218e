/* A report in .docx (ISO/IEC 29500-1) as lines: real numbering computed into
 * literal numbers, headings told by their styles, raised, lowered and bold text
 * marked, tables as tables. Only for the rooms input
 * and readback.
 *
 * Tracked insertions are kept, deletions left out; notes and text boxes follow
 * the paragraph they belong to; pictures, comments, hidden text, headers and footers
 * are left out. All of that is reported. In messages the line counts paragraphs. */
#ifndef ZIPING_INPUT_WORD_H
#define ZIPING_INPUT_WORD_H

#include "input/lines.h"

/* bytes: the whole file. There may be no line in it. False with messages when it is refused. */
bool word_read(const char *path, const char *bytes, size_t len, Lines *lines, Arena *arena,
               Messages *messages);

#endif
