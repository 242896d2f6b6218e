#include "compose/contents.h"

#include <stdlib.h>
#include <string.h>

/* In 1/100 em: digits of four places, as a report has pages, with some dots;
 * the dots' distance from one another, and from text and number. */
enum { ROOM = 350, DOT_PITCH = 30, DOT_OFF = 20 };
/* Characters of a number, whatever it is. */
enum { NUMBER_MOST = 24 };

Emu contents_room(const Style *style) {
  return emu_scale(style->size, ROOM, 100);
}

/* By block: where it begins. Heap. */
static Target *begins(const Pages *pages) {
  Target *places = mem_alloc((pages->doc->block_count + 1) * sizeof *places);
  memset(places, 0, (pages->doc->block_count + 1) * sizeof *places);
  for (size_t i = 0; i < pages->page_count; i++) {
    const Page *page = &pages->pages[i];
    for (size_t j = 0; j < page->line_count; j++) {
      const Line *line = &page->lines[j];
      if (line->block >= 0 && line->cell < 0 && line->is_first)
        places[line->block] = (Target){.page = page, .line = line};
    }
  }
  return places;
}

/* The text's characters from *x on; moves *x behind them. */
static size_t put_text(Setter *setter, const Style *style, const char *text, uint32_t at, Emu *x,
                       Placed *items) {
  Shaped shaped = shape_text(setter->shaper, style, text);
  size_t count = 0;
  for (size_t i = 0; i < shaped.count; i++) {
    const Glyph *glyph = &shaped.glyphs[i];
    if (glyph->face >= 0)
      items[count++] = (Placed){.ch = shaped.chars[i].ch,
                                .glyph = glyph->glyph,
                                .face = glyph->face,
                                .at = at,
                                .x = *x + glyph->offset,
                                .advance = shaped.chars[i].advance,
                                .size = glyph->size,
                                .rise = glyph->rise,
                                .bold = glyph->bold};
    *x += shaped.chars[i].advance;
  }
  return count;
}

/* Dots between from and to, counted from the right edge so that those of all
 * entries stand below one another. */
static size_t put_dots(Setter *setter, const Style *style, uint32_t at, Emu right, Emu from, Emu to,
                       Placed *items) {
  Emu pitch = emu_scale(style->size, DOT_PITCH, 100);
  size_t count = 0;
  for (Emu x = right - (right - from) / pitch * pitch; x + pitch <= to; x += pitch) {
    Emu place = x;
    count += put_text(setter, style, ".", at, &place, items + count);
  }
  return count;
}

/* right: where the number ends. */
static void add_tail(Setter *setter, Line *line, Target *target, const Style *style, Emu right) {
  Placed digits[NUMBER_MOST];
  Emu width = 0, off = emu_scale(style->size, DOT_OFF, 100);
  uint32_t at = (uint32_t)line->end;
  target->number = arena_printf(setter->arena, "%d", target->page->number);
  size_t digit_count = put_text(setter, style, target->number, at, &width, digits);
  Emu from = line->x + line->width + off, to = right - width - off;
  size_t dots = to > from ? (size_t)((to - from) / emu_scale(style->size, DOT_PITCH, 100)) + 1 : 0;
  Placed *items = arena_array(setter->arena, line->item_count + dots + digit_count, sizeof *items);
  if (line->item_count)
    memcpy(items, line->items, line->item_count * sizeof *items);
  target->dots = line->item_count;
  target->digits =
      target->dots + put_dots(setter, style, at, right, from, to, items + target->dots);
  for (size_t i = 0; i < digit_count; i++) {
    digits[i].x += right - width;
    items[target->digits + i] = digits[i];
  }
  line->items = items;
  line->item_count = target->digits + digit_count;
}

static const Target *fill_line(Setter *setter, const Page *page, Line *line, Target place) {
  const Style *style = setter->doc->blocks[line->block].style;
  Target *target = arena_alloc(setter->arena, sizeof *target);
  *target = place;
  target->dots = target->digits = line->item_count;
  if (line->is_last)
    add_tail(setter, line, target, style,
             page->width - page->setup->right - emu_scale(style->size, style->indent_right, 100));
  line->target = target;
  return target;
}

void contents_number(Setter *setter, Pages *pages) {
  Target *places = begins(pages);
  pages->targets = arena_array(pages->arena, pages->doc->block_count, sizeof *pages->targets);
  for (size_t i = 0; i < pages->page_count; i++) {
    Page *page = &pages->pages[i];
    for (size_t j = 0; j < page->line_count; j++) {
      Line *line = &page->lines[j];
      const Block *block = line->block >= 0 ? &pages->doc->blocks[line->block] : NULL;
      if (block && block->kind == BLOCK_ENTRY)
        pages->targets[line->block] = fill_line(setter, page, line, places[block->target]);
    }
  }
  free(places);
}

const char *pages_number(const Pages *pages, size_t entry) {
  return pages->targets[entry]->number;
}
