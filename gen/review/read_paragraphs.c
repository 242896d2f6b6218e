/* A .docx or a text as a side: a paragraph a line, and tables. */
#include <string.h>

#include "input/word.h"
#include "review/read_part.h"
#include "review/read_table.h"

static int level_of(LineStyle style) {
  return style == LINE_CHAPTER ? 1 : style == LINE_SECTION ? 2 : 0;
}

/* The text before the number of a page, which in Word stands behind a tab; 0: it
 * isn't there. */
static size_t entry_of(const char *text) {
  const char *tab = strrchr(text, '\t');
  bool has_number = tab && tab[1] && tab[1 + strspn(tab + 1, "0123456789")] == '\0';
  return has_number ? (size_t)(tab - text) : 0;
}

/* A tab within a line of a text stands between the cells of a table. */
static bool is_row(const Line *line, FileKind kind) {
  return kind == FILE_TEXT && strchr(line->content.text, '\t');
}

/* In Word a tab behind a colon leads to what fills a form's line, and one before a line
 * break keeps the line from being spread. */
static const char *without_layout_tabs(const char *text, Arena *arena) {
  static const char colon[] = "：";
  char *copy = arena_copy(arena, text), *end = copy;
  for (const char *at = text; *at; at++) {
    bool fills = (size_t)(at - text) >= strlen(colon) &&
                 strncmp(at - strlen(colon), colon, strlen(colon)) == 0;
    bool ends_line = strncmp(at + 1, LINE_BREAK, strlen(LINE_BREAK)) == 0;
    if (*at != '\t' || !(fills || ends_line))
      *end++ = *at;
  }
  *end = '\0';
  return copy;
}

static void add_line(Growing *growing, const Line *line, Pos pos) {
  const char *text = without_layout_tabs(line->content.text, growing->side->arena);
  size_t entry = line->style == LINE_ENTRY ? entry_of(text) : 0;
  if (entry > 0)
    growing_entry(growing, text, entry, text + entry + 1, pos);
  else
    growing_text(growing, text, strlen(text), level_of(line->style), pos);
}

static void add_lines(Growing *growing, const Lines *lines, FileKind kind) {
  TableParts table = {.growing = growing};
  for (size_t i = 0; i < lines->count; i++) {
    const Line *line = &lines->items[i];
    Pos pos = pos_at(growing->side->path, (int)i + 1, 0);
    if (is_row(line, kind) && (i == 0 || !is_row(line - 1, kind)))
      growing_table(growing);
    if (line->table)
      read_table(&table, line->table, pos);
    else if (is_row(line, kind))
      growing_row(growing, line->content.text, strlen(line->content.text), pos);
    else
      add_line(growing, line, pos);
  }
}

Side *read_paragraphs(const char *path, FileKind kind, const char *bytes, size_t len,
                      bool has_numbers, Messages *messages) {
  Arena *arena = arena_new();
  Lines lines = {0};
  Side *side = NULL;
  bool read = kind == FILE_WORD ? word_read(path, bytes, len, &lines, arena, messages)
                                : lines_read(path, bytes, len, &lines, arena, messages);
  if (read) {
    Growing growing = growing_new(path, has_numbers);
    add_lines(&growing, &lines, kind);
    side = growing_end(&growing);
  }
  lines_free(&lines);
  arena_free(arena);
  return side;
}
