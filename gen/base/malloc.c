/* The process's heap: memory that runs out ends the program, wherever it is
 * asked for, and the heap grows by whole stretches of pages.
 *
 * Libraries are told by NULL that there is none and not all of them pass it on:
 * HarfBuzz leaves parts of glyphs out of a subset and reports success, libxml2
 * leaves values out of a tree, ICU breaks words without its dictionary. A report
 * that differs from what was ordered is worse than none, so the functions of the
 * C library are covered here for the whole process (glibc allows a program to do
 * so). The sanitizers keep memory themselves and end the program on their own. */
#include <dlfcn.h>
#include <errno.h>
#include <malloc.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"

#if defined(__has_feature)
#define SANITIZED __has_feature(address_sanitizer)
#elif defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

#if !SANITIZED

/* The C library's own, or what was loaded before it. Looking one up allocates
 * nothing; two threads that do so at once find the same. */
#define NEXT(name)                                                                                 \
  static __typeof__(&name) next;                                                                   \
  if (!next)                                                                                       \
  next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

/* The heap's pages below it are there; 0: they come when they are touched. */
static uintptr_t populated;

/* On virtual machines the first touch of a page costs more than what is written
 * to it, so all pages that the heap grew by are asked for at once. A system that
 * can't do that (before Linux 5.14) hands them over one by one. */
static void populate(void) {
  int error = errno;
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), end = (uintptr_t)sbrk(0) / page * page;
  if (end > populated)
    madvise((void *)populated, end - populated, MADV_POPULATE_WRITE);
  populated = end;
  errno = error;
}

static void *granted(void *block, size_t count, size_t size) {
  if (!block && count && size)
    mem_exhausted();
  if (populated && (uintptr_t)block + count * size > populated)
    populate();
  return block;
}

void *malloc(size_t size) {
  NEXT(malloc);
  return granted(next(size), 1, size);
}

void *calloc(size_t count, size_t size) {
  NEXT(calloc);
  return granted(next(count, size), count, size);
}

void *realloc(void *block, size_t size) {
  NEXT(realloc);
  return granted(next(block, size), 1, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  NEXT(aligned_alloc);
  return granted(next(alignment, size), 1, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
  NEXT(posix_memalign);
  int error = next(block, alignment, size);
  if (error == ENOMEM)
    mem_exhausted();
  return error;
}

static void start_populating(void) {
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  populated = ((uintptr_t)sbrk(0) + page - 1) / page * page;
}

#else

static void start_populating(void) {
}

#endif

/* Heap that a report needs in any case, taken at once; what it then grows by;
 * blocks up to KEPT_BLOCK bytes stay with the process when they are freed. */
enum { FIRST_HEAP = 4 << 20, MORE_HEAP = 256 << 10, KEPT_BLOCK = 16 << 20, KEPT_HEAP = 256 << 20 };

void mem_start(void) {
  mallopt(M_MMAP_THRESHOLD, KEPT_BLOCK);
  mallopt(M_TRIM_THRESHOLD, KEPT_HEAP);
  mallopt(M_TOP_PAD, MORE_HEAP);
  start_populating();
  free(mem_resize(NULL, FIRST_HEAP));
}
