#include "review/growing.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "input/label.h"

enum { LONGEST_HEADING = 40 };

Growing growing_new(const char *path, bool has_numbers) {
  Arena *arena = arena_new();
  Growing growing = {.side = arena_alloc(arena, sizeof *growing.side),
                     .has_numbers = has_numbers,
                     .places = {.arena = arena}};
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

void growing_entry(Growing *growing, const char *text, size_t len, const char *number, Pos pos) {
  if (growing->has_numbers && number) {
    text = arena_printf(growing->side->arena, "%.*s……%s", (int)len, text, number);
    len = strlen(text);
  }
  add_unnumbered(growing, PARA_ENTRY, text, len, pos);
}

void growing_row(Growing *growing, const char *text, size_t len, Pos pos) {
  add_unnumbered(growing, PARA_ROW, text, len, pos);
}

void growing_figure(Growing *growing, const char *text, size_t len, Pos pos) {
  add_unnumbered(growing, PARA_FIGURE, text, len, pos);
}

void growing_stray(Growing *growing, const char *text, int page, Pos pos) {
  Arena *arena = growing->side->arena;
  Para *para = add_para(growing, (Para){.label = "", .pos = pos});
  para->text = side_text(text, strlen(text), arena);
  para->place = arena_printf(arena, "第%d页正文以外", page);
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
