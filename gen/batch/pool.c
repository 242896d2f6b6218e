#include "batch/pool.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fd.h"
#include "batch/batch.h"
#include "batch/ending.h"

enum { TICK_MS = 200 };

typedef struct Worker {
  pid_t pid;         /* 0: none */
  int jobs, answers; /* pipes to it and from it */
  bool is_busy;
  size_t job;
  Buf answer; /* what has come so far: a size_t with the length, then so many bytes */
} Worker;

typedef struct Run {
  const Pool *pool;
  Worker workers[BATCH_WORKERS_MOST];
  size_t next, finished;
  Messages *messages;
} Run;

/* A worker's whole life. It ends when the pipe of jobs is closed, and, by
 * signal, when the command that forked it ends in whatever way. */
static _Noreturn void serve(const Pool *pool, int jobs, int answers) {
  Buf answer = {0};
  size_t job;
  while (fd_read_all(jobs, &job, sizeof job)) {
    buf_clear(&answer);
    pool->work(pool->user, job, &answer);
    if (!fd_write_all(answers, &answer.len, sizeof answer.len) ||
        !fd_write_all(answers, answer.data, answer.len))
      break;
  }
  _exit(EXIT_DONE);
}

static void close_pipe(const int ends[2]) {
  close(ends[0]);
  close(ends[1]);
}

/* The pipes of other workers must not stay open in this one, or they would
 * never learn that there are no more jobs. */
static _Noreturn void begin(Run *run, pid_t parent, const int jobs[2], const int answers[2]) {
  if (prctl(PR_SET_PDEATHSIG, SIGTERM) != 0 || getppid() != parent)
    _exit(EXIT_SYSTEM);
  ending_forget();
  close(jobs[1]);
  close(answers[0]);
  for (int i = 0; i < run->pool->workers; i++)
    if (run->workers[i].pid) {
      close(run->workers[i].jobs);
      close(run->workers[i].answers);
    }
  serve(run->pool, jobs[0], answers[1]);
}

static bool start(Run *run, Worker *worker) {
  int jobs[2], answers[2];
  if (pipe(jobs) != 0)
    return false;
  if (pipe(answers) != 0) {
    close_pipe(jobs);
    return false;
  }
  pid_t parent = getpid(), pid = fork();
  if (pid == 0)
    begin(run, parent, jobs, answers);
  close(jobs[0]);
  close(answers[1]);
  if (pid < 0) {
    close(jobs[1]);
    close(answers[0]);
    return false;
  }
  buf_clear(&worker->answer);
  worker->pid = pid;
  worker->jobs = jobs[1];
  worker->answers = answers[0];
  return true;
}

/* The wait status of a worker that was told, or has chosen, to end. */
static int stop(Worker *worker) {
  int status = 0;
  close(worker->jobs);
  close(worker->answers);
  while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
    continue;
  worker->pid = 0;
  worker->is_busy = false;
  return status;
}

/* By errno. */
static bool no_worker(Run *run) {
  const char *why = errno == EAGAIN ? "进程数到了系统的上限" : msg_errno(errno);
  msg_add(run->messages, pos_file(NULL), BATCH_NO_WORKER, why);
  return false;
}

static bool give_job(Run *run, Worker *worker) {
  if (run->next == run->pool->count)
    return true;
  if (!worker->pid && !start(run, worker))
    return no_worker(run);
  worker->job = run->pool->jobs[run->next++];
  worker->is_busy = true;
  /* When it has ended meanwhile, reading from it will show that. */
  fd_write_all(worker->jobs, &worker->job, sizeof worker->job);
  return true;
}

static void say_end(int status, char *out, size_t size) {
  if (WIFSIGNALED(status))
    snprintf(out, size, "信号 %d", WTERMSIG(status));
  else if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SYSTEM)
    snprintf(out, size, "内存不足");
  else
    snprintf(out, size, "退出状态 %d", WEXITSTATUS(status));
}

/* It ended before it answered. */
static bool lose(Run *run, Worker *worker) {
  const Pool *pool = run->pool;
  char why[64];
  size_t job = worker->job;
  say_end(stop(worker), why, sizeof why);
  run->finished++;
  return pool->done(pool->user, job, NULL, 0, why) && give_job(run, worker);
}

static bool take(Run *run, Worker *worker) {
  char block[65536];
  ssize_t got = read(worker->answers, block, sizeof block);
  if (got < 0 && errno == EINTR)
    return true;
  if (got <= 0)
    return lose(run, worker);
  buf_add(&worker->answer, block, (size_t)got);
  size_t len;
  if (worker->answer.len < sizeof len)
    return true;
  memcpy(&len, worker->answer.data, sizeof len);
  if (worker->answer.len < sizeof len + len)
    return true;
  const Pool *pool = run->pool;
  worker->is_busy = false;
  run->finished++;
  bool go_on = pool->done(pool->user, worker->job, worker->answer.data + sizeof len, len, NULL);
  buf_clear(&worker->answer);
  return go_on && give_job(run, worker);
}

/* Waits for answers and takes them. */
static bool attend(Run *run) {
  struct pollfd fds[BATCH_WORKERS_MOST];
  Worker *busy[BATCH_WORKERS_MOST];
  nfds_t count = 0;
  for (int i = 0; i < run->pool->workers; i++)
    if (run->workers[i].is_busy) {
      busy[count] = &run->workers[i];
      fds[count++] = (struct pollfd){.fd = run->workers[i].answers, .events = POLLIN};
    }
  if (poll(fds, count, run->pool->tick ? TICK_MS : -1) < 0 && errno != EINTR)
    return no_worker(run);
  for (nfds_t i = 0; i < count; i++)
    if (fds[i].revents && !take(run, busy[i]))
      return false;
  if (run->pool->tick)
    run->pool->tick(run->pool->user);
  return true;
}

bool pool_run(const Pool *pool, Messages *messages) {
  Run *run = mem_alloc(sizeof *run);
  *run = (Run){.pool = pool, .messages = messages};
  struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
  sigaction(SIGPIPE, &ignore, &before);
  bool ok = true;
  for (int i = 0; ok && i < pool->workers; i++)
    ok = give_job(run, &run->workers[i]);
  while (ok && run->finished < pool->count)
    ok = attend(run);
  for (int i = 0; i < pool->workers; i++) {
    if (run->workers[i].pid)
      stop(&run->workers[i]);
    buf_free(&run->workers[i].answer);
  }
  sigaction(SIGPIPE, &before, NULL);
  free(run);
  return ok;
}
