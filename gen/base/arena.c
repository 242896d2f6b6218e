#include "base/arena.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/msg.h"

enum { CHUNK_SIZE = 64 * 1024, ALIGNMENT = 16 };

typedef struct Chunk {
  struct Chunk *next;
  size_t used, size;
  _Alignas(ALIGNMENT) char bytes[];
} Chunk;

struct Arena {
  Chunk *first;
};

void mem_exhausted(void) {
  static atomic_flag said = ATOMIC_FLAG_INIT;
  if (atomic_flag_test_and_set(&said)) /* by what runs at the program's end */
    _exit(EXIT_SYSTEM);
  fputs("ziping: 系统: 内存不足，正在做的没有写出；请关闭其他程序后再试 [内存不足]\n", stderr);
  exit(EXIT_SYSTEM);
}

void *mem_alloc(size_t size) {
  void *block = calloc(1, size ? size : 1);
  if (!block)
    mem_exhausted();
  return block;
}

void *mem_resize(void *block, size_t size) {
  void *resized = realloc(block, size ? size : 1);
  if (!resized)
    mem_exhausted();
  return resized;
}

void *mem_grow(void *items, size_t count, size_t *capacity, size_t size) {
  if (count < *capacity)
    return items;
  size_t wanted = *capacity ? *capacity * 2 : 16;
  if (wanted > SIZE_MAX / size)
    mem_exhausted();
  *capacity = wanted;
  return mem_resize(items, wanted * size);
}

Arena *arena_new(void) {
  return mem_alloc(sizeof(Arena));
}

void arena_free(Arena *arena) {
  if (!arena)
    return;
  for (Chunk *chunk = arena->first, *next; chunk; chunk = next) {
    next = chunk->next;
    free(chunk);
  }
  free(arena);
}

static Chunk *new_chunk(size_t size) {
  if (size > SIZE_MAX - sizeof(Chunk))
    mem_exhausted();
  Chunk *chunk = mem_resize(NULL, sizeof(Chunk) + size);
  *chunk = (Chunk){.size = size};
  return chunk;
}

void *arena_alloc(Arena *arena, size_t size) {
  if (size > SIZE_MAX - ALIGNMENT)
    mem_exhausted();
  size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
  Chunk *chunk = arena->first;
  if (!chunk || chunk->size - chunk->used < size) {
    if (size > CHUNK_SIZE / 4 && chunk) {
      /* A large block gets a chunk of its own, behind the one in use. */
      Chunk *own = new_chunk(size);
      own->used = size;
      own->next = chunk->next;
      chunk->next = own;
      return memset(own->bytes, 0, size);
    }
    Chunk *fresh = new_chunk(size > CHUNK_SIZE ? size : CHUNK_SIZE);
    fresh->next = chunk;
    arena->first = chunk = fresh;
  }
  void *block = chunk->bytes + chunk->used;
  chunk->used += size;
  return memset(block, 0, size);
}

void *arena_array(Arena *arena, size_t count, size_t size) {
  if (size && count > SIZE_MAX / size)
    mem_exhausted();
  return arena_alloc(arena, count * size);
}

char *arena_copy_n(Arena *arena, const char *text, size_t len) {
  char *copy = arena_alloc(arena, len + 1);
  memcpy(copy, text, len);
  return copy;
}

char *arena_copy(Arena *arena, const char *text) {
  return arena_copy_n(arena, text, strlen(text));
}

char *arena_printf(Arena *arena, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int len = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (len < 0)
    mem_exhausted();
  char *text = arena_alloc(arena, (size_t)len + 1);
  vsnprintf(text, (size_t)len + 1, format, again);
  va_end(again);
  return text;
}
