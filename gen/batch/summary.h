/* What a batch came to. Only for the batch room. */
#ifndef ZIPING_BATCH_SUMMARY_H
#define ZIPING_BATCH_SUMMARY_H

#include "batch/record.h"

typedef struct Result {
  json_t *record;    /* NULL: the batch was stopped before it came to this report */
  bool is_unchanged; /* built by an earlier batch */
} Result;

/* Prints the summary on stdout, as JSON with what is said of the batch itself; the worst
 * status of all reports. */
int summary_print(const Result *results, size_t count, bool json, const Messages *messages);

#endif
