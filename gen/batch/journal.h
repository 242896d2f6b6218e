/* The journal of a batch, beside its outputs: one record a line, added when a
 * report's outputs are in place, between a line {"batch":"begin"} and a line
 * {"batch":"end"}. A line that was cut off by a power failure is no record; its
 * report is built again. Only for the batch room. */
#ifndef ZIPING_BATCH_JOURNAL_H
#define ZIPING_BATCH_JOURNAL_H

#include "batch/record.h"

typedef struct Journal Journal;

/* Locks the journal against other batches that write there. keep: also what a
 * finished batch recorded is kept. NULL with a message. */
Journal *journal_open(const char *path, bool keep, Messages *messages);
/* What was recorded last of this data; NULL: nothing. Borrowed. */
const json_t *journal_find(const Journal *journal, const char *data);
bool journal_add(Journal *journal, const json_t *record, Messages *messages);
/* The batch has come to its end. */
bool journal_finish(Journal *journal, Messages *messages);
void journal_close(Journal *journal);

#endif
