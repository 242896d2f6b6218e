/* What a batch came to. Only for the batch room. */
#ifndef ZIPING_BATCH_SUMMARY_H
#define ZIPING_BATCH_SUMMARY_H

#include "batch/record.h"

typedef struct Result {
  json_t *record;
  bool is_unchanged; /* built by an earlier batch */
} Result;

/* Prints the summary on stdout; the worst status of all. */
int summary_print(const Result *results, size_t count, bool json);

#endif
