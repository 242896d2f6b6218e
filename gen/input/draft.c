/* Text with marks while it is gathered from a .docx. */
#include <stdlib.h>
#include <string.h>

#include "input/word_read.h"

static void add_mark(Draft *draft, const char *name, size_t start, size_t end) {
  Mark *last = draft->mark_count ? &draft->marks[draft->mark_count - 1] : NULL;
  if (last && last->end == start && strcmp(last->name, name) == 0) {
    last->end = end;
    return;
  }
  draft->marks =
      mem_grow(draft->marks, draft->mark_count, &draft->mark_capacity, sizeof *draft->marks);
  draft->marks[draft->mark_count++] = (Mark){name, start, end};
}

void draft_add(Draft *draft, const char *text, const char *mark) {
  size_t start = draft->text.len;
  buf_puts(&draft->text, text);
  if (mark && draft->text.len > start)
    add_mark(draft, mark, start, draft->text.len);
}

void draft_join(Draft *draft, const Draft *more) {
  size_t start = draft->text.len;
  buf_add(&draft->text, more->text.data, more->text.len);
  for (size_t i = 0; i < more->mark_count; i++)
    add_mark(draft, more->marks[i].name, start + more->marks[i].start, start + more->marks[i].end);
}

Marked draft_content(const Draft *draft, Arena *arena) {
  Marked content = {.text = arena_copy_n(arena, draft->text.data, draft->text.len),
                    .marks = arena_array(arena, draft->mark_count, sizeof *draft->marks),
                    .mark_count = draft->mark_count};
  if (draft->mark_count > 0)
    memcpy(content.marks, draft->marks, draft->mark_count * sizeof *draft->marks);
  return content;
}

void draft_clear(Draft *draft) {
  buf_clear(&draft->text);
  buf_puts(&draft->text, "");
  draft->mark_count = 0;
}

void draft_free(Draft *draft) {
  buf_free(&draft->text);
  free(draft->marks);
  *draft = (Draft){0};
}
