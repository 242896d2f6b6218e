#include "compose/closing.h"

/* Ems of the 成文日期 that stay free to the right of it under a seal; to the
 * right of 署名 without one, and by which the date then starts further right
 * (GB/T 9704-2012, 7.3.5.1 and 7.3.5.2). */
enum { FREE_SEALED = 4, FREE_PLAIN = 2, DATE_SHIFT = 2 };

/* The 落款 that a block belongs to. */
typedef struct Closing {
  Setter *setter;
  Emu left, right; /* the measure's edges */
  Emu em;
  Emu widest, date; /* natural widths of the offices and the date */
  int offices;
} Closing;

static Emu larger(Emu one, Emu other) {
  return one > other ? one : other;
}

static Emu smaller(Emu one, Emu other) {
  return one < other ? one : other;
}

static bool is_office(const Block *block) {
  return block->kind == BLOCK_OFFICE || (block->kind == BLOCK_BLANK && block->is_kept);
}

static Emu width_of(Setter *setter, const Block *block) {
  Shaped shaped = shape_block(setter->shaper, block);
  chars_prepare(&setter->rule, shaped.chars, shaped.count);
  BrokenLine whole = {0, shaped.count, END_PARAGRAPH};
  return shaped.count ? line_set(&setter->rule, shaped.chars, whole, INT64_MAX, false).width : 0;
}

static Closing closing_of(Setter *setter, int index) {
  const Block *blocks = setter->doc->blocks;
  const PageSetup *page = setter->page;
  Closing closing = {.setter = setter, .left = page->left, .right = page->width - page->right};
  closing.em = blocks[index].style->size;
  int first = index;
  while (first > 0 && is_office(&blocks[first - 1]))
    first--;
  for (; is_office(&blocks[first]); first++) {
    if (blocks[first].kind == BLOCK_BLANK)
      continue;
    closing.widest = larger(closing.widest, width_of(setter, &blocks[first]));
    closing.offices++;
  }
  closing.date = width_of(setter, &blocks[first]);
  return closing;
}

/* The date four ems in from the right, the office in the middle above it; a long
 * name moves both to the left as far as it takes. */
static PlacedText under_seal(const Closing *closing, bool is_date) {
  Emu measure = closing->right - closing->left;
  Emu usual = FREE_SEALED * closing->em + closing->date / 2;
  Emu half = smaller(larger(usual, (closing->widest + 1) / 2), measure / 2);
  if (is_date && half == usual)
    return (PlacedText){.left = closing->left,
                        .right = closing->right - FREE_SEALED * closing->em,
                        .align = ALIGN_RIGHT};
  return (PlacedText){
      .left = closing->right - 2 * half, .right = closing->right, .align = ALIGN_CENTRE};
}

/* The office two ems in from the right, the date below it from its third
 * character on; a date longer than the office is what stands two ems in. Several
 * offices start at one edge. */
static PlacedText without_seal(const Closing *closing, bool is_date) {
  Emu right = closing->right - FREE_PLAIN * closing->em;
  Emu shift = DATE_SHIFT * closing->em;
  bool date_is_longer = closing->date > closing->widest;
  Emu office =
      larger(right - (date_is_longer ? closing->date + shift : closing->widest), closing->left);
  if (is_date && date_is_longer)
    return (PlacedText){.left = closing->left, .right = right, .align = ALIGN_RIGHT};
  if (is_date)
    return (PlacedText){.left = smaller(office + shift, closing->right - closing->date),
                        .right = closing->right,
                        .align = ALIGN_LEFT};
  if (date_is_longer || closing->offices > 1)
    return (PlacedText){.left = office, .right = right, .align = ALIGN_LEFT};
  return (PlacedText){.left = closing->left, .right = right, .align = ALIGN_RIGHT};
}

void closing_set(Setter *setter, int index, LineList *list, PlacedText *place) {
  const Block *block = &setter->doc->blocks[index];
  Closing closing = closing_of(setter, index);
  bool is_date = block->kind == BLOCK_DATE;
  *place = block->is_sealed ? under_seal(&closing, is_date) : without_seal(&closing, is_date);
  place->block = index;
  place->size = block->style->size;
  Style style = *block->style;
  style.align = place->align;
  style.balanced = true;
  style.indent_left = style.indent_right = style.indent_first = 0;
  Block text = *block;
  text.style = &style;
  block_set_in(setter, &text, index, room_between(&style, place->left, place->right), list);
}

void closings_check(const Pages *pages, Messages *messages) {
  for (size_t i = 1; i < pages->page_count; i++) {
    const Page *page = &pages->pages[i];
    const Line *first = page->line_count ? page->lines : NULL;
    const Block *block = first && first->block >= 0 ? &pages->doc->blocks[first->block] : NULL;
    if (block && (block->kind == BLOCK_OFFICE || block->kind == BLOCK_DATE ||
                  (block->kind == BLOCK_BLANK && block->is_kept)))
      msg_add(messages, block->pos, CLOSING_ALONE, arena_printf(pages->arena, "%d", page->number));
  }
}
