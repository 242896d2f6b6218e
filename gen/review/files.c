#include "review/files.h"

static Side *read(const char *path, const Buf *bytes, bool has_numbers, Messages *messages) {
  FileKind kind = review_file_kind(path, bytes->data, bytes->len);
  return has_numbers ? review_read_numbers(path, kind, bytes->data, bytes->len, messages)
                     : review_read(path, kind, bytes->data, bytes->len, messages);
}

FileReview file_review(const char *path, const Buf *old, const Buf *new, bool has_numbers,
                       Messages *messages) {
  Messages *said = msg_new();
  FileReview files = {.old = read(path, old, has_numbers, said),
                      .new = read(path, new, has_numbers, said)};
  msg_free(said);
  if (!files.new) /* it is refused again, and the reason told: nothing else is wanted of it */
    files.new = read(path, new, has_numbers, messages);
  if (files.old && files.new)
    files.review =
        review_compare(&(Version){.side = files.old}, &(Version){.side = files.new}, NULL);
  return files;
}

bool file_review_same(const FileReview *files) {
  return files->review && files->review->change_count == 0;
}

void file_review_free(FileReview *files) {
  review_free(files->review);
  side_free(files->old);
  side_free(files->new);
}
