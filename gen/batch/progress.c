#include "batch/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { BAR_WIDTH = 24, REDRAW_MS = 100, TENTHS = 10 };

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void progress_start(Progress *progress, size_t total) {
  *progress = (Progress){.total = total, .is_terminal = isatty(STDERR_FILENO) == 1};
  progress->started = now();
}

static void put_time_left(int64_t seconds) {
  if (seconds >= 3600)
    fprintf(stderr, "剩 %d 小时 %d 分", (int)(seconds / 3600), (int)(seconds / 60 % 60));
  else if (seconds >= 60)
    fprintf(stderr, "剩 %d 分 %d 秒", (int)(seconds / 60), (int)(seconds % 60));
  else
    fprintf(stderr, "剩 %d 秒", (int)seconds);
}

static void put_bar(const Progress *progress, int64_t passed) {
  size_t filled = progress->done * BAR_WIDTH / progress->total;
  fputs("\r\033[K[", stderr);
  for (size_t i = 0; i < BAR_WIDTH; i++)
    fputc(i < filled ? '#' : '.', stderr);
  fprintf(stderr, "] %zu/%zu 份", progress->done, progress->total);
  if (progress->failed > 0)
    fprintf(stderr, "，失败 %zu", progress->failed);
  if (progress->done > 0 && passed > 0) {
    int64_t tenths = (int64_t)progress->done * 1000 * TENTHS / passed;
    int64_t left = passed * (int64_t)(progress->total - progress->done) / (int64_t)progress->done;
    fprintf(stderr, "，每秒 %d.%d 份，", (int)(tenths / TENTHS), (int)(tenths % TENTHS));
    put_time_left((left + 999) / 1000);
  }
}

void progress_draw(Progress *progress) {
  int64_t time = now();
  if (!progress->is_terminal || (progress->is_shown && time - progress->drawn < REDRAW_MS))
    return;
  put_bar(progress, time - progress->started);
  progress->drawn = time;
  progress->is_shown = true;
}

void progress_hide(Progress *progress) {
  if (progress->is_shown)
    fputs("\r\033[K", stderr);
  progress->is_shown = false;
}

void progress_step(Progress *progress, bool failed) {
  size_t before = progress->done * TENTHS / progress->total;
  progress->done++;
  progress->failed += failed;
  if (progress->is_terminal)
    progress_draw(progress);
  else if (progress->done * TENTHS / progress->total > before)
    fprintf(stderr, "已处理 %zu/%zu 份，失败 %zu\n", progress->done, progress->total,
            progress->failed);
}
