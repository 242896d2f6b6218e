#include "compose/blocks.h"

#include <stdlib.h>

#include "compose/contents.h"
#include "compose/title.h"

/* Where the baseline lies in a line of exact pitch: four fifths down, whatever
 * the font and its size. So Word has it (measured on its PDF by others: at
 * pitches from 4 pt, for four families at 12 and 36 pt) and LibreOffice. */
static Emu baseline_of(const Style *style) {
  return emu_scale(style->pitch, 4, 5);
}

static Emu of_em(const Style *style, int hundredths) {
  return emu_scale(style->size, hundredths, 100);
}

void setter_turn_to(Setter *setter, const PageSetup *page) {
  setter->page = page;
  setter->rule = break_rule(page);
}

Room room_between(const Style *style, Emu left, Emu right) {
  left += of_em(style, style->indent_left);
  right -= of_em(style, style->indent_right);
  return (Room){left, of_em(style, style->indent_first), right - left};
}

Emu char_width(const Style *style) {
  return style->size + (style->tracking > 0 ? style->tracking : 0);
}

bool room_is_enough(const Style *style, Room room) {
  Emu least = char_width(style);
  return room.measure >= least && room.measure - room.first >= least;
}

static Line *add_line(LineList *list, const Style *style) {
  list->lines = mem_grow(list->lines, list->count, &list->capacity, sizeof *list->lines);
  Line *line = &list->lines[list->count++];
  *line = (Line){.block = -1,
                 .cell = -1,
                 .height = style->pitch,
                 .colour = style->colour,
                 .baseline = baseline_of(style)};
  return line;
}

static Emu align_shift(Align align, Emu slack) {
  if (slack <= 0)
    return 0;
  if (align == ALIGN_CENTRE)
    return slack / 2;
  return align == ALIGN_RIGHT ? slack : 0;
}

static void place_items(Setter *setter, Line *line, const Shaped *shaped, BrokenLine broken) {
  line->items = arena_array(setter->arena, broken.end - broken.start, sizeof *line->items);
  Emu x = line->x;
  for (size_t i = broken.start; i < broken.end; i++) {
    const Char *item = &shaped->chars[i];
    const Glyph *glyph = &shaped->glyphs[i];
    if (glyph->face >= 0)
      line->items[line->item_count++] = (Placed){.ch = item->ch,
                                                 .glyph = glyph->glyph,
                                                 .face = glyph->face,
                                                 .at = glyph->at,
                                                 .x = x + item->shift + glyph->offset,
                                                 .advance = item->room,
                                                 .size = glyph->size,
                                                 .rise = glyph->rise,
                                                 .bold = glyph->bold};
    x += item->room;
  }
}

/* The part of the text that hangs, when there is one: its characters, and the
 * room that they and the style's indent leave to each line. */
typedef struct Hanging {
  size_t count;
  Emu width;
  Room room;
} Hanging;

static Emu natural_width(const Shaped *shaped, size_t count) {
  Emu width = 0;
  for (size_t i = 0; i < count; i++)
    width += shaped->chars[i].advance + (i ? shaped->chars[i].gap : 0);
  return width;
}

static Hanging hanging_of(const Block *text, const Shaped *shaped, Room room) {
  Hanging hanging = {.room = room};
  const Hang *hang = &text->hang;
  while (hanging.count < shaped->count && shaped->glyphs[hanging.count].at < hang->at)
    hanging.count++;
  if (hanging.count == 0)
    return hanging;
  Emu natural = natural_width(shaped, hanging.count);
  hanging.width = hang->width > natural ? hang->width : natural;
  Emu off = room.first + hang->indent + hanging.width, least = char_width(text->style);
  if (off > room.measure - least)
    off = room.measure - least;
  hanging.room = (Room){room.left + off, 0, room.measure - off};
  if (hang->ruled && hang->rule > least && hang->rule < hanging.room.measure)
    hanging.room.measure = hang->rule;
  return hanging;
}

static void set_line(Setter *setter, Line *line, const Shaped *shaped, BrokenLine broken,
                     Align align) {
  bool ends = broken.ending == END_PARAGRAPH || broken.ending == END_FORCED;
  SetLine set = line_set(&setter->rule, shaped->chars, broken, line->measure,
                         align == ALIGN_JUSTIFY && !ends);
  line->natural = set.natural;
  line->width = set.width;
  line->squeezed = set.squeezed;
  line->paired = set.paired;
  line->stretched = set.stretched;
  line->ending = broken.ending;
  line->x += align_shift(align, line->measure - set.width);
  place_items(setter, line, shaped, broken);
}

static size_t break_block(Setter *setter, const Block *block, const Shaped *shaped, Room room) {
  size_t count = 0;
  if (!block->style->balanced) {
    paragraph_break(&setter->rule, shaped->chars, shaped->count, room.measure - room.first,
                    room.measure, &setter->broken, &count, &setter->broken_capacity);
    return count;
  }
  uint32_t *at = mem_alloc(shaped->count * sizeof *at);
  for (size_t i = 0; i < shaped->count; i++)
    at[i] = shaped->glyphs[i].at;
  title_break(&setter->rule, shaped->chars, at, shaped->count, block->text, setter->doc->author,
              room.measure - room.first, room.measure, &setter->broken, &count,
              &setter->broken_capacity);
  free(at);
  return count;
}

/* Byte where the char at index begins, or the text's end. */
static size_t byte_of(const Shaped *shaped, const Block *block, size_t index) {
  return index < shaped->count ? shaped->glyphs[index].at : block->len;
}

/* Puts the part that hangs in front of the block's first line. */
static void add_hanging(Setter *setter, Line *line, const Shaped *shaped, const Hanging *hanging) {
  Line front = *line;
  front.x = line->x - hanging->width;
  front.item_count = 0;
  BrokenLine broken = {0, hanging->count, END_FORCED};
  line_set(&setter->rule, shaped->chars, broken, hanging->width, false);
  place_items(setter, &front, shaped, broken);
  Placed *items =
      arena_array(setter->arena, front.item_count + line->item_count, sizeof *line->items);
  for (size_t i = 0; i < front.item_count + line->item_count; i++)
    items[i] = i < front.item_count ? front.items[i] : line->items[i - front.item_count];
  line->items = items;
  line->item_count += front.item_count;
  line->start = 0;
  line->x = front.x;
  line->hang = hanging->width;
  line->measure += hanging->width;
  line->natural += hanging->width;
  line->width += hanging->width;
}

/* One line at least where something hangs, though nothing stands behind it. */
static size_t break_text(Setter *setter, const Block *text, const Shaped *shaped, Room room,
                         bool hangs) {
  if (shaped->count > 0)
    return break_block(setter, text, shaped, room);
  if (!hangs)
    return 0;
  setter->broken = mem_grow(setter->broken, 0, &setter->broken_capacity, sizeof *setter->broken);
  setter->broken[0] = (BrokenLine){0, 0, END_PARAGRAPH};
  return 1;
}

void text_set(Setter *setter, const Block *text, Room room, LineList *list) {
  Shaped whole = shape_block(setter->shaper, text);
  chars_prepare(&setter->rule, whole.chars, whole.count);
  Hanging hanging = hanging_of(text, &whole, room);
  bool hangs = hanging.count > 0;
  Shaped shaped = whole;
  if (hangs) /* an empty text has no chars to count from */
    shaped = (Shaped){whole.chars + hanging.count, whole.glyphs + hanging.count,
                      whole.count - hanging.count};
  room = hanging.room;
  Align align = hangs && text->style->align != ALIGN_JUSTIFY ? ALIGN_LEFT : text->style->align;
  size_t count = break_text(setter, text, &shaped, room, hangs);
  for (size_t i = 0; i < count; i++) {
    BrokenLine broken = setter->broken[i];
    Emu indent = i == 0 ? room.first : 0;
    Line *line = add_line(list, text->style);
    line->text = text->text;
    line->start = byte_of(&shaped, text, broken.start);
    line->end = byte_of(&shaped, text, broken.end);
    line->is_first = i == 0;
    line->is_last = i + 1 == count;
    line->x = room.left + indent;
    line->measure = room.measure - indent;
    line->rule = text->hang.ruled ? room.measure : 0;
    set_line(setter, line, &shaped, broken, align);
    if (hangs && i == 0)
      add_hanging(setter, line, &whole, &hanging);
  }
}

static bool has_room(Setter *setter, const Block *block, Room room) {
  const PageSetup *page = setter->page;
  const Style *style = block->style;
  if (room_is_enough(style, room) && style->pitch > 0 && style->pitch <= page->pitch * page->lines)
    return true;
  msg_add(setter->messages, block->pos, PAGE_HAS_NO_ROOM, style->name);
  return false;
}

void block_set_in(Setter *setter, const Block *block, int index, Room room, LineList *list) {
  if (!has_room(setter, block, room))
    return;
  size_t first = list->count;
  text_set(setter, block, room, list);
  if (list->count == first) {
    Line *line = add_line(list, block->style);
    line->text = block->text;
    line->x = room.left;
    line->measure = room.measure;
    line->is_first = line->is_last = true;
  }
  for (size_t i = first; i < list->count; i++)
    list->lines[i].block = index;
}

void block_set(Setter *setter, int index, LineList *list) {
  const Block *block = &setter->doc->blocks[index];
  const PageSetup *page = setter->page;
  Room room = room_between(block->style, page->left, page->width - page->right);
  if (block->kind == BLOCK_ENTRY)
    room.measure -= contents_room(block->style);
  block_set_in(setter, block, index, room, list);
}

Line *folio_set(Setter *setter, const Folio *folio, const PageSetup *page, const char *text,
                Align align) {
  const Style *style = folio->style;
  Shaped shaped = shape_text(setter->shaper, style, text);
  chars_prepare(&setter->rule, shaped.chars, shaped.count);
  Line *line = arena_alloc(setter->arena, sizeof *line);
  Emu indent = align == ALIGN_CENTRE ? 0 : style->size;
  *line = (Line){.block = -1,
                 .cell = -1,
                 .text = text,
                 .x = page->left + indent,
                 .measure = page->width - page->left - page->right - 2 * indent,
                 .height = style->pitch,
                 .baseline = baseline_of(style),
                 .is_first = true,
                 .is_last = true};
  set_line(setter, line, &shaped, (BrokenLine){0, shaped.count, END_PARAGRAPH}, align);
  return line;
}
