/* Files that are no evaluations, as sides by their text: .docx, PDF, .lines (which
 * `ziping build -f lines` writes), and text with a paragraph a line. */
#ifndef ZIPING_REVIEW_READ_H
#define ZIPING_REVIEW_READ_H

#include "review/side.h"

typedef enum FileKind { FILE_EVALUATION, FILE_WORD, FILE_PDF, FILE_LINES, FILE_TEXT } FileKind;

/* What the bytes of a file are, by how they begin. */
FileKind review_file_kind(const char *path, const char *bytes, size_t len);

/* NULL with messages when the file is refused. kind: not FILE_EVALUATION. */
Side *review_read(const char *path, FileKind kind, const char *bytes, size_t len,
                  Messages *messages);
/* The same; the numbers of pages in a 目录 count as text. */
Side *review_read_numbers(const char *path, FileKind kind, const char *bytes, size_t len,
                          Messages *messages);

#endif
