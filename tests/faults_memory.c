/* A preload library that lets memory run out, for the program and all its
 * libraries:  LD_PRELOAD=faults_memory.so FAIL=one:300 ziping …
 * refuses the 300th allocation; all:300 that and every later one; count:1 none,
 * and prints how many there were when the program ends. With FAIL_SAID in the
 * environment it says “struck” on stderr when it refuses. Not for programs with
 * ASan, which keeps memory itself. */
#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct {
  char what[8];
  long when;
  atomic_long allocations;
} plan;

__attribute__((constructor)) static void read_plan(void) {
  const char *text = getenv("FAIL");
  if (!text || sscanf(text, "%7[a-z]:%ld", plan.what, &plan.when) != 2)
    plan.when = 0;
}

__attribute__((destructor)) static void print_count(void) {
  if (plan.when && plan.what[0] == 'c')
    dprintf(STDERR_FILENO, "%ld\n", (long)plan.allocations);
}

static bool refused(void) {
  long number = atomic_fetch_add(&plan.allocations, 1) + 1;
  bool refuse = plan.when && (plan.what[0] == 'o'   ? number == plan.when
                              : plan.what[0] == 'a' ? number >= plan.when
                                                    : false);
  static const char said[] = "struck\n";
  if (refuse && getenv("FAIL_SAID") && write(STDERR_FILENO, said, sizeof said - 1) < 0)
    _exit(127);
  if (refuse)
    errno = ENOMEM;
  return refuse;
}

/* glibc's own; to look them up by dlsym would allocate. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

void *malloc(size_t size) {
  return refused() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  return refused() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size) {
  return refused() ? NULL : __libc_realloc(block, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  return refused() ? NULL : __libc_memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
  *block = refused() ? NULL : __libc_memalign(alignment, size);
  return *block ? 0 : ENOMEM;
}
