#include "compose/letterhead.h"

#include <string.h>

#define BANNER_DROP (35 * EMU_PER_MM)
/* A size is tried after the other down to the least that can be read. */
#define SIZE_STEP (EMU_PER_PT / 2)
#define SIZE_LEAST (10 * EMU_PER_PT)
static Room measure_of(const PageSetup *page) {
  return (Room){.left = page->left, .measure = page->width - page->left - page->right};
}

static Emu width_of(Setter *setter, const Block *text) {
  Shaped shaped = shape_block(setter->shaper, text);
  chars_prepare(&setter->rule, shaped.chars, shaped.count);
  BrokenLine whole = {0, shaped.count, END_PARAGRAPH};
  return shaped.count ? line_set(&setter->rule, shaped.chars, whole, INT64_MAX, false).width : 0;
}

void banner_set(Setter *setter, int index, LineList *list, PlacedText *place) {
  Block text = setter->doc->blocks[index];
  Style style = *text.style;
  Room room = measure_of(setter->page);
  text.style = &style;
  style.align = ALIGN_CENTRE;
  while (style.size > SIZE_LEAST && width_of(setter, &text) > room.measure)
    style.size -= SIZE_STEP;
  block_set_in(setter, &text, index, room, list);
  *place = (PlacedText){.block = index,
                        .left = room.left,
                        .right = room.left + room.measure,
                        .align = ALIGN_CENTRE,
                        .size = style.size};
}

Emu banner_top(const Pages *pages, const Line *line) {
  Emu ink = 0;
  for (size_t i = 0; i < line->item_count; i++) {
    const Placed *item = &line->items[i];
    Emu top = emu_scale(item->size, face_ink_top(fonts_face(pages->fonts, item->face), item->glyph),
                        1000);
    ink = top > ink ? top : ink;
  }
  return BANNER_DROP - line->baseline + ink;
}

/* 7.2.5 and 7.2.6: one em in from both ends, as 7.4.3 has it for 版记, where the
 * style says so for the lines above it as well. */
static Room room_of_row(const Setter *setter, const Block *block) {
  const PageSetup *page = setter->page;
  const Style *style = block->style;
  Room room = room_between(style, page->left, page->width - page->right);
  if (block->zone == ZONE_HEAD) {
    room = measure_of(page);
    room.left += style->size;
    room.measure -= 2 * style->size;
  }
  room.left += room.first;
  room.measure -= room.first;
  room.first = 0;
  return room;
}

/* What stands behind the tab moves to the line's end; the tab is a space to who
 * takes the text out. */
static void spread(Line *line) {
  const char *tab = strchr(line->text, DOC_TAB);
  Emu slack = line->measure - line->width;
  for (size_t i = 0; tab && i < line->item_count; i++) {
    Placed *item = &line->items[i];
    if (item->ch == DOC_TAB)
      item->ch = ' ';
    else if (item->at > (size_t)(tab - line->text))
      item->x += slack;
  }
  line->width = line->measure;
}

void row_set(Setter *setter, int index, LineList *list, PlacedText *place) {
  Block text = setter->doc->blocks[index];
  Style style = *text.style;
  Room room = room_of_row(setter, &text);
  size_t first = list->count;
  text.style = &style;
  style.align = ALIGN_LEFT;
  style.balanced = false;
  block_set_in(setter, &text, index, room, list);
  if (list->count == first + 1)
    spread(&list->lines[first]);
  *place = (PlacedText){.block = index,
                        .left = room.left,
                        .right = room.left + room.measure,
                        .align = ALIGN_LEFT,
                        .size = style.size};
}

void rule_set(Setter *setter, int index, LineList *list) {
  const Block *block = &setter->doc->blocks[index];
  Room room = measure_of(setter->page);
  block_set_in(setter, block, index, room, list);
  list->lines[list->count - 1].height = block->rule_drop + block->rule;
}

Rule rule_of(const Block *block, const PageSetup *page, const Line *line) {
  return (Rule){.x = page->left,
                .y = line->top + block->rule_drop,
                .width = page->width - page->left - page->right,
                .height = block->rule,
                .colour = block->style->colour};
}
