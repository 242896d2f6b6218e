/* Reports of earlier batches that lie among the new ones and are no longer what their data
 * say, or are replaced by another office's: to be told, since nobody looks for them. Only
 * for the batch room. */
#ifndef ZIPING_BATCH_LEFTOVERS_H
#define ZIPING_BATCH_LEFTOVERS_H

#include "batch/record.h"

/* Of a job that was built: before is what was recorded of its report until then, NULL for
 * nothing. */
void leftovers_of(const Batch *batch, size_t job, const json_t *before, const json_t *now,
                  Messages *messages);
/* Of the records whose data are gone and that no job makes. */
void leftovers_of_none(const Batch *batch, const json_t *records, Messages *messages);

#endif
