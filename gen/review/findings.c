/* Which findings of the check are new, and which are gone. */
#include <stdlib.h>
#include <string.h>

#include "review/changes.h"

typedef struct List {
  Finding *items;
  size_t count, capacity;
  const char *path; /* of the version */
  Arena *arena;
} List;

/* A file is told by its name: where it lies is nobody else's business. */
static const char *without_folder(const char *text, const char *path, Arena *arena) {
  const char *slash = strrchr(path, '/'), *at = strstr(text, path);
  if (!slash || !at)
    return arena_copy(arena, text);
  return arena_printf(arena, "%.*s%s%s", (int)(at - text), text, slash + 1, at + strlen(path));
}

static void add(void *user, const MsgView *message) {
  List *list = user;
  list->items = mem_grow(list->items, list->count, &list->capacity, sizeof *list->items);
  list->items[list->count++] =
      (Finding){.level = message->level,
                .name = arena_copy(list->arena, message->name),
                .text = without_folder(message->text, list->path, list->arena),
                .pos = message->pos};
}

/* 第 12 行: lines move without a finding becoming another one. */
static const char *skip_line_number(const char *text) {
  static const char head[] = "第 ", tail[] = " 行";
  if (strncmp(text, head, sizeof head - 1) != 0)
    return text;
  const char *at = text + sizeof head - 1;
  at += strspn(at, "0123456789");
  return strncmp(at, tail, sizeof tail - 1) == 0 ? at + sizeof tail - 1 : text;
}

static int compare_texts(const char *a, const char *b) {
  for (;;) {
    a = skip_line_number(a);
    b = skip_line_number(b);
    if (*a != *b || !*a)
      return (unsigned char)*a - (unsigned char)*b;
    a++, b++;
  }
}

static int compare(const void *left, const void *right) {
  const Finding *a = left, *b = right;
  int order = strcmp(a->name, b->name);
  return order ? order : compare_texts(a->text, b->text);
}

static void keep(Finding **list, size_t *count, size_t *capacity, const Finding *finding) {
  *list = mem_grow(*list, *count, capacity, sizeof **list);
  (*list)[(*count)++] = *finding;
}

void findings_compare(Review *review, const Messages *old, const Messages *new) {
  List a = {.path = review->old->path, .arena = review->arena};
  List b = {.path = review->new->path, .arena = review->arena};
  msg_visit(old, add, &a);
  msg_visit(new, add, &b);
  if (a.count > 0)
    qsort(a.items, a.count, sizeof *a.items, compare);
  if (b.count > 0)
    qsort(b.items, b.count, sizeof *b.items, compare);
  review->is_checked = true;
  for (size_t i = 0, k = 0; i < a.count || k < b.count;) {
    int order = i == a.count ? 1 : k == b.count ? -1 : compare(&a.items[i], &b.items[k]);
    if (order < 0)
      keep(&review->gone, &review->gone_count, &review->gone_capacity, &a.items[i]);
    else if (order > 0)
      keep(&review->found, &review->found_count, &review->found_capacity, &b.items[k]);
    i += order <= 0;
    k += order >= 0;
  }
  free(a.items);
  free(b.items);
}
