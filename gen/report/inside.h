/* What travels inside a report, opened: extract writes it out, verify and diff make
 * the report again from it. */
#ifndef ZIPING_REPORT_INSIDE_H
#define ZIPING_REPORT_INSIDE_H

#include "base/infile.h"
#include "capsule/capsule.h"

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
