/* What travels inside a report, opened: extract writes it out, verify and diff make
 * the report again from it. */
#ifndef ZIPING_REPORT_INSIDE_H
#define ZIPING_REPORT_INSIDE_H

#include "base/infile.h"
#include "capsule/capsule.h"
#include "picture/picture.h"

/* What a report may have that is read back, so that it is no less than what build may
 * write: its pictures twice, as shown and as they came, with room for all else. */
#define REPORT_LIMIT (2 * PICTURE_ALLOWANCE + 2 * INFILE_LIMIT)

typedef struct Inside {
  bool is_carrier; /* it carries sources, whole or not */
  Capsule capsule;
  InfileLoan loan;           /* its files are read as REPORT/NAME */
  const char *data, *layout; /* so they are called */
  Arena *arena;
} Inside;

/* bytes: of the report at path, both borrowed until inside_close, which is due in
 * any case. False with messages. */
bool inside_open(Inside *inside, const char *path, const Buf *bytes, const char *schema_home,
                 Messages *messages);
void inside_close(Inside *inside);

#endif
