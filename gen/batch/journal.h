/* The journals of batches, beside their outputs: one record a line, added when a
 * report's outputs are in place. A batch that goes through a list writes
 * {"batch":"begin","about":LIST} when it takes it up and {"batch":"end",…} when all of it
 * is written; what stands between, of other lists too, is what a stopped batch goes on
 * from. Later records of a report replace earlier ones. A line that was cut off by a power
 * failure is no record; its report is built again. Each shard has a journal of its own.
 * Only for the batch room. */
#ifndef ZIPING_BATCH_JOURNAL_H
#define ZIPING_BATCH_JOURNAL_H

#include "batch/record.h"

typedef struct Journal Journal;

/* Locks the journal against other batches that write what this one does: all others of
 * the folder but its fellow shards. What the folder's other journals hold is known too
 * when only what has changed is asked for. NULL with a message. */
Journal *journal_open(const Batch *batch, Messages *messages);
/* The records of the report that the batch may go on from, one after the other, with *next
 * from 0; NULL behind the last. Borrowed. */
const json_t *journal_find(const Journal *journal, const char *name, size_t *next);
/* What was last recorded here of the report, by whatever batch; NULL: nothing. Borrowed. */
const json_t *journal_last(const Journal *journal, const char *name);
/* All that was recorded here, by the names of reports. Borrowed. */
const json_t *journal_records(const Journal *journal);
bool journal_add(Journal *journal, const json_t *record, Messages *messages);
/* All reports of the list are written. */
bool journal_finish(Journal *journal, Messages *messages);
void journal_close(Journal *journal);

#endif
