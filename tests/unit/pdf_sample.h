/* Pages made by hand, for tests of the pdf room: each line a string set with
 * the faces of the font table, ready to be moved about. */
#ifndef TEST_PDF_SAMPLE_H
#define TEST_PDF_SAMPLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "pdf/pdf.h"

enum { SAMPLE_LINES = 8 };

typedef struct Sample {
  Messages *messages;
  Fonts *fonts;
  Doc doc;
  Block blocks[SAMPLE_LINES];
  Line lines[SAMPLE_LINES];
  Page page;
  Pages pages;
} Sample;

static inline int sample_open(void **state) {
  Sample *sample = mem_alloc(sizeof *sample);
  sample->messages = msg_new();
  sample->fonts = fonts_load("fonts", sample->messages);
  assert_non_null(sample->fonts);
  sample->doc = (Doc){.title = "自评报告", .author = "办公室", .language = "zh-CN"};
  sample->doc.blocks = sample->blocks;
  sample->page = (Page){.number = 1, .width = 7560000, .height = 10692000};
  sample->page.lines = sample->lines;
  sample->pages = (Pages){.doc = &sample->doc, .fonts = sample->fonts, .page_count = 1};
  sample->pages.pages = &sample->page;
  *state = sample;
  return 0;
}

static inline int sample_close(void **state) {
  Sample *sample = *state;
  for (size_t i = 0; i < SAMPLE_LINES; i++)
    free(sample->lines[i].items);
  fonts_free(sample->fonts);
  msg_free(sample->messages);
  free(sample);
  return 0;
}

/* Sets text at x, natural widths, as a paragraph of its own; ASCII in 西文. */
static inline Line *sample_line(Sample *sample, const char *role, const char *text, Emu size) {
  size_t index = sample->page.line_count++, len = strlen(text);
  Line *line = &sample->lines[index];
  Emu x = 100 * EMU_PER_PT;
  sample->blocks[index] = (Block){.kind = BLOCK_PARAGRAPH, .text = text, .len = len};
  sample->doc.block_count = sample->page.line_count;
  *line = (Line){.block = (int)index, .is_first = true, .is_last = true};
  line->items = mem_alloc(len * sizeof *line->items);
  line->top = (Emu)(50 + 20 * index) * EMU_PER_PT;
  line->baseline = line->top + 16 * EMU_PER_PT;
  for (size_t at = 0; at < len;) {
    Placed item = {.at = (uint32_t)at, .x = x, .size = size};
    item.ch = utf8_next(text, len, &at);
    FontPick pick = fonts_pick(sample->fonts,
                               fonts_role(sample->fonts, item.ch < 128 ? "西文" : role), item.ch);
    assert_non_null(pick.face);
    item.glyph = pick.glyph;
    item.face = pick.face->id;
    item.advance = emu_scale(size, face_advance(pick.face, pick.glyph), 1000);
    line->items[line->item_count++] = item;
    x += item.advance;
  }
  return line;
}

/* Moves the items from index on. */
static inline void sample_move(Line *line, size_t index, Emu distance) {
  for (size_t i = index; i < line->item_count; i++)
    line->items[i].x += distance;
}

#endif
