/* What holds for the pages of any doc: every character is placed once and in
 * order, no line is too wide but by what hangs, none begins or ends with what
 * must not stand there, and nothing stands outside the text's area. Of tables
 * only that their lines are whole: tests/unit/table_checks.h has the rest. */
#include <stdlib.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "compose/shape.h"
#include "support.h"

/* A block while its lines go by. */
typedef struct Progress {
  const Pages *pages;
  Shaper *shaper;
  BreakRule rule;
  int block;     /* that of the line before, -1 at first */
  size_t end;    /* where that line ended in the block's text */
  bool was_last; /* it was its block's last */
  Shaped shaped; /* the block's */
  size_t begin;  /* the char that line began with */
} Progress;

static bool is_invisible(uint32_t ch) {
  return ch == DOC_LINE_BREAK ||
         (ch >= 0x80 && u_hasBinaryProperty((UChar32)ch, UCHAR_DEFAULT_IGNORABLE_CODE_POINT));
}

/* The block whose lines come after those of `block`. */
static int next_block(const Doc *doc, int block) {
  do
    block++;
  while (block < (int)doc->block_count && doc->blocks[block].kind == BLOCK_TABLE);
  return block;
}

static void check_order(const Progress *progress, const Line *line) {
  const Block *block = &progress->pages->doc->blocks[line->block];
  DEMAND(line->text == block->text);
  DEMAND(line->start <= line->end);
  if (progress->was_last) {
    DEMAND(line->block == next_block(progress->pages->doc, progress->block));
    DEMAND(line->is_first && line->start == 0);
  } else {
    DEMAND(line->block == progress->block);
    DEMAND(!line->is_first && line->start == progress->end);
  }
  DEMAND(line->is_last == (line->end == block->len));
}

static void check_items(const Line *line) {
  size_t item = 0;
  for (size_t at = line->start; at < line->end;) {
    size_t start = at;
    uint32_t ch = utf8_next(line->text, line->end, &at);
    if (is_invisible(ch))
      continue;
    DEMAND(item < line->item_count);
    DEMAND(line->items[item].ch == ch && line->items[item].at == start);
    item++;
  }
  DEMAND(item == line->item_count);
}

static bool is_inked(const Char *item) {
  return item->class != CLASS_SPACE;
}

/* The last char of [begin, end) that is no space; end when there is none. */
static size_t last_inked(const Shaped *shaped, size_t begin, size_t end) {
  for (size_t i = end; i > begin; i--)
    if (is_inked(&shaped->chars[i - 1]))
      return i - 1;
  return end;
}

static void check_width(const Progress *progress, const Line *line, size_t begin, size_t end) {
  size_t last = last_inked(&progress->shaped, begin, end);
  if (line->width <= line->measure || last == end)
    return;
  const Char *item = &progress->shaped.chars[last];
  bool hangs = progress->rule.hang && class_is_closing(item->class) &&
               line->width - item->advance <= line->measure;
  size_t first = begin;
  while (first < last && !is_inked(&progress->shaped.chars[first]))
    first++;
  DEMAND(hangs || first == last);
}

/* Where a line ends inside of what holds together, that is longer than a line. */
static void check_break(const Progress *progress, size_t begin, size_t end) {
  const Char *chars = progress->shaped.chars;
  if (chars[end - 1].ch == DOC_LINE_BREAK)
    return;
  if (!chars[end].may_break) {
    for (size_t i = begin + 1; i < end; i++)
      DEMAND(!chars[i].may_break);
    return;
  }
  DEMAND(!kinsoku_no_start(chars[end].ch, progress->rule.kinsoku));
  size_t last = last_inked(&progress->shaped, begin, end);
  DEMAND(last == end || !kinsoku_no_end(chars[last].ch, progress->rule.kinsoku));
}

static void check_line(Progress *progress, const Line *line) {
  check_order(progress, line);
  check_items(line);
  if (line->is_first) {
    progress->shaped = shape_block(progress->shaper, &progress->pages->doc->blocks[line->block]);
    chars_prepare(&progress->rule, progress->shaped.chars, progress->shaped.count);
    progress->begin = 0;
  }
  size_t end = progress->begin;
  while (end < progress->shaped.count && progress->shaped.glyphs[end].at < line->end)
    end++;
  check_width(progress, line, progress->begin, end);
  if (!line->is_last)
    check_break(progress, progress->begin, end);
  progress->begin = end;
  progress->block = line->block;
  progress->end = line->end;
  progress->was_last = line->is_last;
}

static void check_glyphs(const Line *line) {
  DEMAND(line->baseline >= line->top); /* a pitch may be less than the size */
  for (size_t i = 0; i < line->item_count; i++) {
    DEMAND(line->items[i].face >= 0);
    DEMAND(line->items[i].size > 0);
    DEMAND(line->items[i].advance >= 0);
    DEMAND(i == 0 || line->items[i].x + line->items[i].advance >= line->items[i - 1].x);
  }
}

/* Cells stand beside each other, other lines below one another. */
static void check_place(const PageSetup *setup, const Line *line, Emu *foot) {
  Emu end = line->top + line->height;
  DEMAND(line->top >= (line->cell >= 0 ? setup->top : *foot));
  *foot = end > *foot ? end : *foot;
  DEMAND(*foot <= setup->top + setup->lines * setup->pitch);
}

static void check_page(Progress *progress, const Page *page) {
  const PageSetup *setup = page->setup;
  Emu foot = setup->top;
  DEMAND(page->width > 0 && page->height > 0);
  for (size_t i = 0; i < page->line_count; i++) {
    const Line *line = &page->lines[i];
    check_place(setup, line, &foot);
    check_glyphs(line);
    if (line->cell >= 0)
      check_items(line);
    else if (line->block >= 0)
      check_line(progress, line);
  }
  DEMAND((page->folio != NULL) == (setup->folio.place != FOLIO_NONE));
}

void fuzz_check_pages(const Pages *pages) {
  Messages *messages = msg_new();
  Progress progress = {.pages = pages,
                       .shaper = shaper_new(fuzz_fonts(), messages),
                       .rule = break_rule(pages->doc->page),
                       .block = -1,
                       .was_last = true};
  DEMAND(pages->page_count > 0);
  for (size_t i = 0; i < pages->page_count; i++) {
    DEMAND(pages->pages[i].line_count + pages->pages[i].row_count > 0 ||
           pages->doc->block_count == 0);
    check_page(&progress, &pages->pages[i]);
  }
  DEMAND(progress.was_last &&
         next_block(pages->doc, progress.block) == (int)pages->doc->block_count);
  shaper_free(progress.shaper);
  msg_free(messages);
}
