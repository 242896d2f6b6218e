/* Signals that end a batch in its midst: the command says what becomes of it. Only for the
 * batch room. */
#ifndef ZIPING_BATCH_ENDING_H
#define ZIPING_BATCH_ENDING_H

/* From now on, for those that are not ignored (as SIGHUP is under nohup). */
void ending_watch(void);
/* Signals end the process as they did before; a worker has nothing to say. */
void ending_forget(void);

#endif
