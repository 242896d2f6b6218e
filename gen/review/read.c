#include "review/read.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "input/label.h"
#include "input/word.h"
#include "package/archive.h"
#include "readback/text.h"
#include "review/read_part.h"
#include "review/read_table.h"

enum { LONGEST_HEADING = 40 };

static bool begins(const char *bytes, size_t len, const char *head) {
  return len >= strlen(head) && memcmp(bytes, head, strlen(head)) == 0;
}

static bool is_word(const char *path, const char *bytes, size_t len) {
  Messages *messages = msg_new();
  Archive *archive = archive_open(path, bytes, len, &archive_of_report, messages);
  bool is_word = archive && archive_has(archive, "word/document.xml");
  if (archive)
    archive_free(archive);
  msg_free(messages);
  return is_word;
}

FileKind review_file_kind(const char *path, const char *bytes, size_t len) {
  size_t at = begins(bytes, len, "\xEF\xBB\xBF") ? 3 : 0;
  while (at < len && strchr(" \t\r\n", bytes[at]) && bytes[at])
    at++;
  if (archive_is_one(bytes, len))
    return is_word(path, bytes, len) ? FILE_WORD : FILE_EVALUATION;
  if (read_is_pdf(bytes, len))
    return FILE_PDF;
  if (begins(bytes + at, len - at, "<"))
    return FILE_EVALUATION;
  return begins(bytes + at, len - at, "# 页.行 ") ? FILE_LINES : FILE_TEXT;
}

Growing growing_new(const char *path) {
  Arena *arena = arena_new();
  Growing growing = {.side = arena_alloc(arena, sizeof *growing.side), .places = {.arena = arena}};
  *growing.side = (Side){.path = path, .arena = arena};
  return growing;
}

static Para *add_para(Growing *growing, Para para) {
  growing->paras =
      mem_grow(growing->paras, growing->count, &growing->capacity, sizeof *growing->paras);
  Para *added = &growing->paras[growing->count++];
  *added = para;
  added->place = places_next(&growing->places, added);
  return added;
}

/* A heading holds no sentence. */
static bool is_heading(const char *text, size_t len) {
  return utf8_count(text, len) <= LONGEST_HEADING && !strstr(text, "。");
}

static const Layout usual_numbers = {.numbering = {{"", NUMBER_HAN, "、"},
                                                   {"（", NUMBER_HAN, "）"},
                                                   {"", NUMBER_ARABIC, "."},
                                                   {"（", NUMBER_ARABIC, "）"}}};

size_t growing_text(Growing *growing, const char *text, size_t len, int level, Pos pos) {
  Arena *arena = growing->side->arena;
  Piece whole = side_text(text, len, arena);
  Label label = {0};
  bool is_numbered = label_read(&usual_numbers, whole.text, &label);
  size_t label_len = is_numbered ? label.len : side_caption_label(whole.text);
  if (level == 0 && is_numbered && label.level < 2 && is_heading(whole.text, whole.len))
    level = label.level + 1;
  add_para(growing, (Para){.kind = whole.len == 0 ? PARA_BLANK
                                   : level > 0    ? PARA_HEADING
                                                  : PARA_TEXT,
                           .level = level,
                           .label = arena_copy_n(arena, whole.text, label_len),
                           .text = {whole.text + label_len, whole.len - label_len},
                           .pos = pos});
  return label_len;
}

static void add_unnumbered(Growing *growing, ParaKind kind, const char *text, size_t len, Pos pos) {
  Arena *arena = growing->side->arena;
  add_para(
      growing,
      (Para){.kind = kind, .label = "", .text = side_without_breaks(text, len, arena), .pos = pos});
}

void growing_entry(Growing *growing, const char *text, size_t len, Pos pos) {
  add_unnumbered(growing, PARA_ENTRY, text, len, pos);
}

void growing_row(Growing *growing, const char *text, size_t len, Pos pos) {
  add_unnumbered(growing, PARA_ROW, text, len, pos);
}

void growing_figure(Growing *growing, const char *text, size_t len, Pos pos) {
  add_unnumbered(growing, PARA_FIGURE, text, len, pos);
}

/* The short paragraph before a table is its caption; not one in brackets, which
 * says the year or the unit. */
static const char *caption_of(const Growing *growing) {
  for (size_t i = growing->count; i-- > 0 && growing->paras[i].kind == PARA_TEXT;) {
    Piece text = growing->paras[i].text;
    if (!is_heading(text.text, text.len))
      return NULL;
    if (strncmp(text.text, "（", strlen("（")) != 0)
      return text.text;
  }
  return NULL;
}

void growing_table(Growing *growing) {
  growing->places.caption = caption_of(growing);
  places_table(&growing->places);
}

void growing_strip(Growing *growing, Strip strip) {
  growing->strips = mem_grow(growing->strips, growing->strip_count, &growing->strip_capacity,
                             sizeof *growing->strips);
  growing->strips[growing->strip_count++] = strip;
}

Side *growing_end(Growing *growing) {
  Side *side = growing->side;
  side->count = growing->count;
  side->paras = arena_array(side->arena, side->count + 1, sizeof *side->paras);
  for (size_t i = 0; i < side->count; i++)
    side->paras[i] = growing->paras[i];
  side->strip_count = growing->strip_count;
  side->strips = arena_array(side->arena, side->strip_count + 1, sizeof *side->strips);
  for (size_t i = 0; i < side->strip_count; i++)
    side->strips[i] = growing->strips[i];
  for (size_t i = 0; i < side->strip_count; i++)
    side->page_count += i == 0 || side->strips[i].page != side->strips[i - 1].page;
  free(growing->paras);
  free(growing->strips);
  return side;
}

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
  size_t entry = line->style == LINE_PLAIN ? entry_of(text) : 0;
  if (entry > 0)
    growing_entry(growing, text, entry, pos);
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

static Side *read_paragraphs(const char *path, FileKind kind, const char *bytes, size_t len,
                             Messages *messages) {
  Arena *arena = arena_new();
  Lines lines = {0};
  Side *side = NULL;
  bool read = kind == FILE_WORD ? word_read(path, bytes, len, &lines, arena, messages)
                                : lines_read(path, bytes, len, &lines, arena, messages);
  if (read) {
    Growing growing = growing_new(path);
    add_lines(&growing, &lines, kind);
    side = growing_end(&growing);
  }
  lines_free(&lines);
  arena_free(arena);
  return side;
}

Side *review_read(const char *path, FileKind kind, const char *bytes, size_t len,
                  Messages *messages) {
  return kind == FILE_LINES ? read_lines(path, bytes, len, messages)
         : kind == FILE_PDF ? read_pdf(path, bytes, len, messages)
                            : read_paragraphs(path, kind, bytes, len, messages);
}
