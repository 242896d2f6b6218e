/* What became of one report, as the journal keeps it and --json prints it: an
 * object with the data's name, the digests of all that it was made from, the
 * outputs with theirs, the status, and the messages. Only for the batch room;
 * records are jansson's, ended with json_decref. */
#ifndef ZIPING_BATCH_RECORD_H
#define ZIPING_BATCH_RECORD_H

#include <jansson.h>

#include "base/buf.h"
#include "batch/batch.h"

BatchSources *sources_new(void);
void sources_free(BatchSources *sources);

/* After the job was built. base: the digest of what all reports depend on; sources: NULL when
 * nobody could tell them, as the job failed. */
json_t *record_new(const BatchJob *job, const char *base, const BatchSources *sources,
                   const Messages *messages);
/* NULL when text is none. */
json_t *record_read(const char *text, size_t len);
/* Appends the record as one line. */
void record_put(const json_t *record, Buf *out);

/* Appends it as an object for other programs, with what became of the data. */
void record_show(const json_t *record, const char *result, Buf *out);

/* The data's name as records have it: bytes that are no UTF-8 become U+FFFD.
 * The caller frees it with free(). */
char *record_name(const char *data);
const char *record_data(const json_t *record);
/* A status of base/msg.h. */
int record_status(const json_t *record);
/* The first of the gravest messages, in words. */
const char *record_why(const json_t *record);
/* Adds the messages again as they were. */
void record_say(const json_t *record, Messages *messages);
/* Whether the job's outputs are there, and just what would be made of it now. */
bool record_is_fresh(const json_t *record, const BatchJob *job, const char *base);

#endif
