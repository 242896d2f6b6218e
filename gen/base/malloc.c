/* Memory that runs out ends the program, wherever it is asked for.
 *
 * Libraries are told by NULL and not all of them pass it on: HarfBuzz leaves
 * parts of glyphs out of a subset and reports success, libxml2 leaves values
 * out of a tree, ICU breaks words without its dictionary. A report that differs
 * from what was ordered is worse than none, so the functions of the C library
 * are covered here for the whole process (glibc allows a program to do so).
 * The sanitizers keep memory themselves and end the program on their own. */
#include <dlfcn.h>
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>

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

static void *granted(void *block, size_t size) {
  if (!block && size)
    mem_exhausted();
  return block;
}

void *malloc(size_t size) {
  NEXT(malloc);
  return granted(next(size), size);
}

void *calloc(size_t count, size_t size) {
  NEXT(calloc);
  return granted(next(count, size), count && size);
}

void *realloc(void *block, size_t size) {
  NEXT(realloc);
  return granted(next(block, size), size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  NEXT(aligned_alloc);
  return granted(next(alignment, size), size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
  NEXT(posix_memalign);
  int error = next(block, alignment, size);
  if (error == ENOMEM)
    mem_exhausted();
  return error;
}

#endif
