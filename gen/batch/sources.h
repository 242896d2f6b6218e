/* What a report was made from, and how its files are called so that they are found again from
 * anywhere. Only for the batch room; sources_new makes, sources_free ends. */
#ifndef ZIPING_BATCH_SOURCES_H
#define ZIPING_BATCH_SOURCES_H

#include <jansson.h>

#include "batch/batch.h"

BatchSources *sources_new(void);
void sources_free(BatchSources *sources);
/* Into a record: the data's digest, those of the other files by their real paths, and which
 * of them are layouts and pictures. */
void sources_put(const BatchSources *sources, json_t *record);

/* The file seen from its folder's real path, as UTF-8. What a link at its end points to is
 * not asked: pictures lie beside the link. The caller frees it with free(). */
char *sources_real_path(const char *path);

#endif
