#include "compose/closing.h"

#include <string.h>

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
  int places; /* of a row of offices; 0: each has a line to itself */
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

/* The name behind the first DOC_TAB from at on, and where the next one stands; all
 * of a text that has none. Returns the tab or the text's end. */
static const char *next_name(const char *at, Block *name) {
  name->text = at + (*at == DOC_TAB);
  const char *end = strchr(name->text, DOC_TAB);
  if (!end)
    end = name->text + strlen(name->text);
  name->len = (size_t)(end - name->text);
  return end;
}

static void measure_offices(Closing *closing, const Block *block) {
  Block name = *block;
  int places = 0;
  for (const char *at = block->text; *at; places += block->text[0] == DOC_TAB) {
    at = next_name(at, &name);
    closing->widest = larger(closing->widest, width_of(closing->setter, &name));
  }
  closing->places = places;
  closing->offices++;
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
    measure_offices(&closing, &blocks[first]);
  }
  closing.date = width_of(setter, &blocks[first]);
  return closing;
}

/* From the right edge to the middle of what stands above the date. */
static Emu half_of(const Closing *closing, Emu usual) {
  return smaller(larger(usual, (closing->widest + 1) / 2), (closing->right - closing->left) / 2);
}

static Emu usual_half(const Closing *closing) {
  return FREE_SEALED * closing->em + closing->date / 2;
}

/* The date four ems in from the right, the office in the middle above it; a long
 * name moves both to the left as far as it takes. */
static PlacedText under_seal(const Closing *closing, bool is_date) {
  Emu usual = usual_half(closing), half = half_of(closing, usual);
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

/* The middle of a place in the rows: the last above the date, the first as near to
 * the left edge as its seal and name go, the others at even distances. */
static Emu centre_of(const Closing *closing, int place) {
  Emu first = closing->left + larger(DOC_SEAL, closing->widest) / 2;
  Emu last = closing->right - half_of(closing, usual_half(closing));
  return first + emu_scale(last - first, place, closing->places - 1);
}

/* Moves each name to its place; a tab is a space to who takes the text out. */
static void spread(const Closing *closing, Line *line) {
  Emu shift = 0;
  int place = 0;
  for (size_t i = 0; i < line->item_count; i++) {
    Placed *item = &line->items[i];
    if (item->ch != DOC_TAB) {
      item->x += shift;
      continue;
    }
    size_t end = i + 1;
    while (end < line->item_count && line->items[end].ch != DOC_TAB)
      end++;
    const Placed *last = &line->items[end - 1];
    if (end > i + 1)
      shift = centre_of(closing, place) - (item[1].x + last->x + last->advance) / 2;
    item->ch = ' ';
    place++;
  }
  line->width = line->measure;
}

/* The offices of a row have the whole measure. */
static PlacedText in_rows(const Closing *closing) {
  return (PlacedText){.left = closing->left, .right = closing->right, .align = ALIGN_LEFT};
}

static PlacedText place_of(const Closing *closing, const Block *block) {
  bool is_date = block->kind == BLOCK_DATE;
  if (closing->places > 1 && !is_date)
    return in_rows(closing);
  return block->is_sealed ? under_seal(closing, is_date) : without_seal(closing, is_date);
}

void closing_set(Setter *setter, int index, LineList *list, PlacedText *place) {
  const Block *block = &setter->doc->blocks[index];
  Closing closing = closing_of(setter, index);
  size_t first = list->count;
  *place = place_of(&closing, block);
  place->block = index;
  place->size = block->style->size;
  Style style = *block->style;
  style.align = place->align;
  style.balanced = closing.places < 2;
  style.indent_left = style.indent_right = style.indent_first = 0;
  Block text = *block;
  text.style = &style;
  block_set_in(setter, &text, index, room_between(&style, place->left, place->right), list);
  if (closing.places > 1 && block->kind == BLOCK_OFFICE && list->count == first + 1)
    spread(&closing, &list->lines[first]);
}

/* The lines from here on are those of a 落款: blank ones, then the office. */
static bool begins_closing(const Doc *doc, size_t index) {
  while (index + 1 < doc->block_count && doc->blocks[index].kind == BLOCK_BLANK &&
         doc->blocks[index].is_kept)
    index++;
  BlockKind kind = doc->blocks[index].kind;
  return kind == BLOCK_OFFICE || kind == BLOCK_DATE;
}

void closings_check(const Pages *pages, Messages *messages) {
  for (size_t i = 1; i < pages->page_count; i++) {
    const Page *page = &pages->pages[i];
    const Line *first = page->line_count ? page->lines : NULL;
    if (first && first->block >= 0 && begins_closing(pages->doc, (size_t)first->block))
      msg_add(messages, pages->doc->blocks[first->block].pos, CLOSING_ALONE,
              arena_printf(pages->arena, "%d", page->number));
  }
}
