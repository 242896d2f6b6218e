#include "input/lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static bool is_space(uint32_t ch) {
  return ch == ' ' || ch == '\t' || ch == 0xA0 || ch == 0x3000 || ch == 0x2028;
}

size_t lines_space(const char *text) {
  size_t len = strlen(text), at = 0, next = 0;
  while (next < len && is_space(utf8_next(text, len, &next)))
    at = next;
  return at;
}

size_t lines_trimmed(const char *text, size_t len) {
  size_t at = len;
  while (at > 0 && is_space(utf8_prev(text, &at)))
    len = at;
  return len;
}

/* The marks of text[start, end) as they stand in it. */
static void cut_marks(Marked *content, size_t start, size_t end) {
  size_t kept = 0;
  for (size_t i = 0; i < content->mark_count; i++) {
    Mark mark = content->marks[i];
    mark.start = mark.start > start ? mark.start : start;
    mark.end = mark.end < end ? mark.end : end;
    if (mark.start < mark.end)
      content->marks[kept++] = (Mark){mark.name, mark.start - start, mark.end - start};
  }
  content->mark_count = kept;
}

void lines_add(Lines *lines, Marked content, LineStyle style, Arena *arena) {
  size_t indent = lines_space(content.text);
  size_t end = lines_trimmed(content.text, strlen(content.text));
  if (end <= indent)
    return;
  cut_marks(&content, indent, end);
  content.text = arena_copy_n(arena, content.text + indent, end - indent);
  lines->items = mem_grow(lines->items, lines->count, &lines->capacity, sizeof *lines->items);
  lines->items[lines->count++] = (Line){content, style, NULL};
}

void lines_add_table(Lines *lines, const LineTable *table) {
  lines->items = mem_grow(lines->items, lines->count, &lines->capacity, sizeof *lines->items);
  lines->items[lines->count++] = (Line){.content = {.text = ""}, .table = table};
}

void lines_free(Lines *lines) {
  free(lines->items);
  *lines = (Lines){0};
}
