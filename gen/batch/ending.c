#include "batch/ending.h"

#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#define STOPPED "批次停下了；写成的都留着，原样再运行一次会接着做\n"

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
enum { SIGNALS = sizeof signals / sizeof *signals };
static const char *last_words;

static void on_signal(int number) {
  ssize_t written = write(STDERR_FILENO, last_words, strlen(last_words));
  (void)written; /* or nobody is there to read it */
  signal(number, SIG_DFL);
  raise(number);
}

static void set(int number, void (*from)(int), void (*to)(int)) {
  struct sigaction now, then = {.sa_handler = to};
  if (sigaction(number, NULL, &now) == 0 && now.sa_handler == from)
    sigaction(number, &then, NULL);
}

void ending_watch(void) {
  last_words = isatty(STDERR_FILENO) == 1 ? "\r\033[K" STOPPED : STOPPED;
  for (int i = 0; i < SIGNALS; i++)
    set(signals[i], SIG_DFL, on_signal);
}

void ending_forget(void) {
  for (int i = 0; i < SIGNALS; i++)
    set(signals[i], on_signal, SIG_DFL);
}
