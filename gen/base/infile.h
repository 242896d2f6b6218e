/* A whole input file in memory, with the refusals that every reader shares:
 * not there, a folder or device, empty, larger than limit.
 *
 * Files that lie inside another file can be lent to these readers: then that
 * file's path is a folder to them, and 2022.pdf/增城-2022.xml is one of what lies
 * in 2022.pdf. Nothing is written to a disk for it. */
#ifndef ZIPING_BASE_INFILE_H
#define ZIPING_BASE_INFILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attach.h"
#include "base/buf.h"
#include "base/msg.h"

#define INFILE_LIMIT ((size_t)64 << 20)

/* Appends the bytes of path to out. False with a message when refused. */
bool infile_read(const char *path, size_t limit, Buf *out, Messages *messages);
/* The same from an open descriptor to its end, of what may be no file; path says what
 * it is called. */
bool infile_read_stream(int fd, const char *path, size_t limit, Buf *out, Messages *messages);
/* Whether so many bytes of path are within limit, and any; a message when not. */
bool infile_size_ok(const char *path, uint64_t bytes, size_t limit, Messages *messages);
/* Whether bytes are a PDF's, for readers of text to say so. */
bool infile_is_pdf(const char *bytes, size_t len);
/* Whether there is anything under this path. */
bool infile_is_there(const char *path);

/* Files inside the file `folder`, lent until infile_take_back. Who lends keeps it
 * all where it is meanwhile. */
typedef struct InfileLoan {
  const char *folder;
  const Attachment *files;
  size_t count;
  struct InfileLoan *next; /* of this room */
} InfileLoan;

void infile_lend(InfileLoan *loan);
/* Nothing when it was not lent. */
void infile_take_back(InfileLoan *loan);
/* The lent file at path, or NULL. */
const Attachment *infile_lent(const char *path);

#endif
