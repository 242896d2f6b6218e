/* Forked workers that take one job after the other. Only for the batch room. */
#ifndef ZIPING_BATCH_POOL_H
#define ZIPING_BATCH_POOL_H

#include "base/buf.h"
#include "base/msg.h"

typedef struct Pool {
  int workers; /* 1 to BATCH_WORKERS_MOST */
  const size_t *jobs;
  size_t count;
  /* In a worker: does a job, appends its answer. */
  void (*work)(void *user, size_t job, Buf *answer);
  /* Here: a job's answer, in whatever order they come; len 0: its worker ended
   * before it answered, why is in words. False ends the pool. */
  bool (*done)(void *user, size_t job, const char *answer, size_t len, const char *why);
  /* Here, a few times a second; may be NULL. */
  void (*tick)(void *user);
  void *user;
} Pool;

/* False with a message when workers can't be had; false when done said so. */
bool pool_run(const Pool *pool, Messages *messages);

#endif
