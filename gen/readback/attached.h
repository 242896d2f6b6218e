/* The files that travel inside a report: out of a PDF or a DOCX, whoever has
 * rewritten it since. What others attached comes along: the manifest says what
 * belongs to the report.
 *
 * Refused with a message: names that are none (with folders in them, hidden,
 * with control characters), the same name twice, too many files. */
#ifndef ZIPING_READBACK_ATTACHED_H
#define ZIPING_READBACK_ATTACHED_H

#include "base/arena.h"
#include "base/attach.h"
#include "base/msg.h"

#include <stdbool.h>

/* Fills *attached, whose items lie in the arena (date NULL). bytes: the whole
 * file, path its name for messages. False with messages when it is refused. */
bool read_attached(const char *path, const char *bytes, size_t len, Attachments *attached,
                   Arena *arena, Messages *messages);

#endif
