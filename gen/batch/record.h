/* What became of one report, as the journal keeps it and --json prints it: an
 * object with the report's name, the data, the digests of all that it was made from,
 * the outputs with theirs, the status, and the messages. Only for the batch room;
 * records are jansson's, ended with json_decref. */
#ifndef ZIPING_BATCH_RECORD_H
#define ZIPING_BATCH_RECORD_H

#include <jansson.h>

#include "base/buf.h"
#include "batch/batch.h"

/* After the job was built. base: the digest of what all reports depend on; sources: NULL when
 * nobody could tell them, as the job failed. */
json_t *record_new(const BatchJob *job, const char *base, const BatchSources *sources,
                   const Messages *messages);
/* A fresh record, its data and outputs called as this job calls them. */
json_t *record_for(const json_t *record, const BatchJob *job);
/* NULL when text is none. */
json_t *record_read(const char *text, size_t len);
/* Appends the record as one line. */
void record_put(const json_t *record, Buf *out);

/* Appends it as an object for other programs, with what became of the report. */
void record_show(const json_t *record, const char *result, Buf *out);

/* Puts the name of a report into a set of them, for record_find. */
void record_put_name(json_t *names, const char *name);
/* Of records by the names of their reports, that of this one; NULL: none. Borrowed. */
const json_t *record_find(const json_t *records, const char *name);
const char *record_name(const json_t *record);
const char *record_data(const json_t *record);
/* A status of base/msg.h. */
int record_status(const json_t *record);
/* Nothing was written. */
bool record_has_failed(const json_t *record);
/* Appends the first of the gravest messages, with its place, and how many there are. */
void record_why(const json_t *record, Buf *out);
/* Whether this is one of the messages. */
bool record_says(const json_t *record, MsgId id);
/* Adds the messages again as they were. */
void record_say(const json_t *record, Messages *messages);

/* Against what the disk holds now (fresh.c). */

/* Whether the job's outputs are there, and just what would be made of it now. */
bool record_is_fresh(const json_t *record, const BatchJob *job, const char *base);
/* The data that it was made from is another file than the job's, and still there. */
bool record_is_of_other_data(const json_t *record, const BatchJob *job);
/* The data is there no longer. */
bool record_is_orphan(const json_t *record);
/* Whether both were made from data of the same bytes. */
bool record_same_data(const json_t *a, const json_t *b);

/* The index-th of its outputs as a file in the folder; NULL behind the last. The caller
 * frees it with free(). */
char *record_output(const json_t *record, const char *folder, size_t index);

#endif
