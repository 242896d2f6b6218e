/* What a journal's file holds: the last record of each report, and which lists are not
 * gone through. Only for the batch room. Zeroed or begun by ledger_read, ended by
 * ledger_free. */
#ifndef ZIPING_BATCH_LEDGER_H
#define ZIPING_BATCH_LEDGER_H

#include "batch/record.h"

typedef struct Ledger {
  json_t *records; /* by the names of reports */
  json_t *lines;   /* the same: in which line each stands, from 1 */
  json_t *open;    /* by lists that were taken up and not ended: in which line */
  json_int_t line_count;
} Ledger;

/* False with a message when the file can't be read. One that isn't there holds nothing. */
bool ledger_read(Ledger *ledger, const char *path, Messages *messages);
/* Takes over the next line: a record or a mark. */
void ledger_add(Ledger *ledger, json_t *line);
/* {"batch":MARK,"about":LIST} */
json_t *ledger_mark(const char *mark, const char *about);
/* Whether the report was recorded since this list was taken up. */
bool ledger_is_since(const Ledger *ledger, const char *name, const char *about);
/* Appends lines that say the same in fewer. */
void ledger_put(const Ledger *ledger, Buf *out);
void ledger_free(Ledger *ledger);

/* The journal of a shard; its name, in the folder. The caller frees it with free(). */
char *ledger_path(const char *folder, int shard, int shards);
/* Whether a file so called is a journal; then of which shard. */
bool ledger_is_named(const char *name, int *shard, int *shards);

#endif
