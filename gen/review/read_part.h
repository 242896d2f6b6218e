/* The readers behind read.h. Only for the review room. */
#ifndef ZIPING_REVIEW_READ_PART_H
#define ZIPING_REVIEW_READ_PART_H

#include "review/growing.h"
#include "review/read.h"

Side *read_pdf(const char *path, const char *bytes, size_t len, bool has_numbers,
               Messages *messages);
Side *read_lines(const char *path, const char *bytes, size_t len, Messages *messages);
/* A .docx, or a text with a paragraph a line. */
Side *read_paragraphs(const char *path, FileKind kind, const char *bytes, size_t len,
                      bool has_numbers, Messages *messages);

#endif
