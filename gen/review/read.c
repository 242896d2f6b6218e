#include "review/read.h"

#include <string.h>

#include "base/infile.h"
#include "package/archive.h"
#include "readback/text.h"
#include "review/read_part.h"

static bool begins(const char *bytes, size_t len, const char *head) {
  return len >= strlen(head) && memcmp(bytes, head, strlen(head)) == 0;
}

static bool is_word(const char *path, const char *bytes, size_t len) {
  Messages *messages = msg_new();
  Archive *archive = archive_open(path, bytes, len, &archive_of_report, messages);
  bool is_word = archive && archive_has(archive, "word/document.xml");
  if (archive)
    archive_free(archive);
  msg_free(messages);
  return is_word;
}

FileKind review_file_kind(const char *path, const char *bytes, size_t len) {
  size_t at = begins(bytes, len, "\xEF\xBB\xBF") ? 3 : 0;
  while (at < len && strchr(" \t\r\n", bytes[at]) && bytes[at])
    at++;
  if (archive_is_one(bytes, len))
    return is_word(path, bytes, len) ? FILE_WORD : FILE_EVALUATION;
  if (infile_is_pdf(bytes, len))
    return FILE_PDF;
  if (begins(bytes + at, len - at, "<"))
    return FILE_EVALUATION;
  return begins(bytes + at, len - at, "# 页.行 ") ? FILE_LINES : FILE_TEXT;
}

static Side *read(const char *path, FileKind kind, const char *bytes, size_t len, bool has_numbers,
                  Messages *messages) {
  return kind == FILE_LINES ? read_lines(path, bytes, len, messages)
         : kind == FILE_PDF ? read_pdf(path, bytes, len, has_numbers, messages)
                            : read_paragraphs(path, kind, bytes, len, has_numbers, messages);
}

Side *review_read(const char *path, FileKind kind, const char *bytes, size_t len,
                  Messages *messages) {
  return read(path, kind, bytes, len, false, messages);
}

Side *review_read_numbers(const char *path, FileKind kind, const char *bytes, size_t len,
                          Messages *messages) {
  return read(path, kind, bytes, len, true, messages);
}
