/* Memory that lives and dies together.
 *
 * One arena holds what one report needs (strings, nodes, pages). Whoever calls
 * arena_new owns the arena and ends it with arena_free; everything taken from
 * it is borrowed and is never freed on its own. No function here returns NULL:
 * when the system has no memory left, mem_exhausted says so and the program
 * ends with status 4, temporary files removed (see outfile.h). */
#ifndef ZIPING_BASE_ARENA_H
#define ZIPING_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

typedef struct Arena Arena;

Arena *arena_new(void);
void arena_free(Arena *arena);

/* Zeroed bytes, aligned for any type. */
void *arena_alloc(Arena *arena, size_t size);
/* count * size with the product checked. */
void *arena_array(Arena *arena, size_t count, size_t size);
char *arena_copy(Arena *arena, const char *text);
char *arena_copy_n(Arena *arena, const char *text, size_t len);
char *arena_printf(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Once per process, before much is allocated: memory comes from the system in
 * large pieces and stays. */
void mem_start(void);

/* Heap memory for what grows; the caller frees with free(). */
void *mem_alloc(size_t size);
void *mem_resize(void *block, size_t size);
/* Makes room for one more element in a growing array: doubles *capacity when
 * count has reached it. Use as  items = mem_grow(items, count, &cap, sizeof *items). */
void *mem_grow(void *items, size_t count, size_t *capacity, size_t size);
/* Says that memory ran out and ends the program with status 4. */
_Noreturn void mem_exhausted(void);

#endif
