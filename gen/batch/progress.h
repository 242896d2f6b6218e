/* How far a batch has come, on stderr: a bar with count, rate and time left on
 * a terminal, elsewhere a line at each tenth. Only for the batch room. */
#ifndef ZIPING_BATCH_PROGRESS_H
#define ZIPING_BATCH_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Progress {
  size_t total, done, failed;
  bool is_terminal, is_shown;
  int64_t started, drawn; /* milliseconds, of a clock that only goes forward */
} Progress;

void progress_start(Progress *progress, size_t total);
/* One more is done. */
void progress_step(Progress *progress, bool failed);
/* Draws the bar again, where there is one. */
void progress_draw(Progress *progress);
/* Takes the bar away, so that a line can be printed. */
void progress_hide(Progress *progress);

#endif
