/* What a file says against what it said: two states of one PDF, .docx or text,
 * compared by their text alone. */
#ifndef ZIPING_REVIEW_FILES_H
#define ZIPING_REVIEW_FILES_H

#include "review/read.h"
#include "review/review.h"

typedef struct FileReview {
  Side *old, *new;
  Review *review; /* NULL when one of the two can't be read */
} FileReview;

/* Both borrowed until file_review_free. has_numbers: those of pages in a 目录 count as text, as
 * they can't differ by rights. Why the new one can't be read is a message. */
FileReview file_review(const char *path, const Buf *old, const Buf *new, bool has_numbers,
                       Messages *messages);
bool file_review_same(const FileReview *files);
void file_review_free(FileReview *files);

#endif
