#include "compose/table.h"

#include <stdlib.h>
#include <string.h>

#include "compose/columns.h"

/* A head is repeated when it leaves half of the page to the body; 续表 must
 * leave three quarters. */
enum { HEAD_PART = 2, CONTINUED_PART = 4 };

int table_owner(const SetTable *table, int row, int column) {
  return table->owner[(size_t)row * (size_t)table->table->column_count + (size_t)column];
}

static Emu page_height(const Setter *setter) {
  return setter->page->pitch * setter->page->lines;
}

static void fill_owners(SetTable *set) {
  const Table *table = set->table;
  size_t columns = (size_t)table->column_count;
  set->owner = mem_alloc((size_t)table->row_count * columns * sizeof *set->owner);
  for (size_t i = 0; i < table->cell_count; i++) {
    const Cell *cell = &table->cells[i];
    for (int row = cell->row; row < cell->row + cell->row_span; row++)
      for (int column = cell->column; column < cell->column + cell->column_span; column++)
        set->owner[(size_t)row * columns + (size_t)column] = (int)i;
  }
}

/* The outer rules stand within the measure with all their thickness. */
static bool set_edges(Setter *setter, SetTable *set, const Block *block) {
  const PageSetup *page = setter->page;
  const Table *table = set->table;
  Emu measure = page->width - page->left - page->right - table->rule;
  Emu *widths = mem_alloc((size_t)table->column_count * sizeof *widths);
  bool fits = columns_set(setter, block, measure, widths);
  Emu sum = 0;
  for (int c = 0; c < table->column_count; c++)
    sum += widths[c];
  set->edges = arena_array(setter->arena, (size_t)table->column_count + 1, sizeof *set->edges);
  set->edges[0] = page->left + table->rule / 2 + (measure - sum) / 2;
  for (int c = 0; c < table->column_count; c++)
    set->edges[c + 1] = set->edges[c] + widths[c];
  free(widths);
  return fits;
}

static Room cell_room(const SetTable *set, const Cell *cell) {
  const Table *table = set->table;
  Emu before = table->rule / 2 + table->padding_x;
  Emu after = column_frame(table) - before;
  return room_between(cell->style, set->edges[cell->column] + before,
                      set->edges[cell->column + cell->column_span] - after);
}

static bool set_cell(Setter *setter, SetTable *set, int index) {
  const Table *table = set->table;
  const Cell *cell = &table->cells[index];
  Room room = cell_room(set, cell);
  if (!room_is_enough(cell->style, room)) {
    msg_add(setter->messages, cell->pos, CELL_TOO_NARROW, cell->style->name);
    return false;
  }
  Block block = cell_block(cell);
  SetCell *own = &set->cells[index];
  own->first = set->lines.count;
  text_set(setter, &block, room, &set->lines);
  own->count = set->lines.count - own->first;
  for (size_t i = own->first; i < set->lines.count; i++) {
    set->lines.lines[i].block = set->block;
    set->lines.lines[i].cell = index;
  }
  own->pitch = cell->style->pitch;
  own->above = table->rule - table->rule / 2 + table->padding_y + cell->style->space_before;
  own->frame = own->above + cell->style->space_after + table->padding_y + table->rule / 2;
  return true;
}

static bool set_continued(Setter *setter, SetTable *set, Pos pos) {
  const Table *table = set->table;
  if (!table->continued)
    return true;
  const Style *style = table->continued_style;
  const PageSetup *page = setter->page;
  Room room = room_between(style, page->left, page->width - page->right);
  Block block = {.style = style, .text = table->continued, .pos = pos};
  block.len = strlen(block.text);
  set->continued_first = set->lines.count;
  bool fits = room_is_enough(style, room);
  if (fits)
    text_set(setter, &block, room, &set->lines);
  set->continued_count = set->lines.count - set->continued_first;
  set->continued_height = (Emu)set->continued_count * style->pitch + style->space_after;
  if (fits && set->continued_height <= page_height(setter) / CONTINUED_PART)
    return true;
  msg_add(setter->messages, pos, PAGE_HAS_NO_ROOM, style->name);
  return false;
}

static void set_head(Setter *setter, SetTable *set) {
  const Table *table = set->table;
  set->head = table->head_rows < table->row_count ? table->head_rows : table->row_count;
  strip_begin(set, 0);
  if (set->strip.tops[set->strip.count] > page_height(setter) / HEAD_PART)
    set->head = 0;
}

static bool set_all(Setter *setter, SetTable *set, const Block *block) {
  if (!set_edges(setter, set, block))
    return false;
  for (size_t i = 0; i < set->table->cell_count; i++)
    if (!set_cell(setter, set, (int)i))
      return false;
  if (!set_continued(setter, set, block->pos))
    return false;
  fill_owners(set);
  set_head(setter, set);
  return true;
}

SetTable *table_set(Setter *setter, int index) {
  const Block *block = &setter->doc->blocks[index];
  const Table *table = block->table;
  if (table->row_count == 0 || table->column_count == 0)
    return NULL;
  SetTable *set = mem_alloc(sizeof *set);
  size_t rows = (size_t)table->row_count;
  set->table = table;
  set->block = index;
  set->cells = mem_alloc(table->cell_count * sizeof *set->cells);
  set->is_tall = mem_alloc(rows * sizeof *set->is_tall);
  /* The head twice: when all of it is repeated above its own rows. */
  set->strip.rows = mem_alloc((2 * rows + 1) * sizeof *set->strip.rows);
  set->strip.tops = mem_alloc((2 * rows + 1) * sizeof *set->strip.tops);
  BreakRule rule = setter->rule;
  setter->rule.hang = false; /* nothing leaves its cell */
  bool fits = set_all(setter, set, block);
  setter->rule = rule;
  if (fits)
    return set;
  table_free(set);
  return NULL;
}

static bool ends_table(const SetTable *set, const Cell *cell) {
  return cell->row + cell->row_span == set->table->row_count;
}

bool table_keep(Setter *setter, SetTable *set, Emu below) {
  const Table *table = set->table;
  set->below = below;
  strip_begin(set, 0);
  Emu room =
      page_height(setter) - set->continued_height - table->rule - set->strip.tops[set->strip.count];
  for (size_t i = 0; i < table->cell_count; i++) {
    const Cell *cell = &table->cells[i];
    SetCell *own = &set->cells[i];
    if (own->pitch <= 0 || own->frame + own->pitch > room) {
      msg_add(setter->messages, cell->pos, PAGE_HAS_NO_ROOM, cell->style->name);
      return false;
    }
    Emu height = own->frame + (Emu)own->count * own->pitch;
    own->flows = cell->row >= set->head && height > room - (ends_table(set, cell) ? below : 0);
    if (own->flows)
      set->is_tall[cell->row + cell->row_span - 1] = true;
  }
  for (size_t i = 0; i < table->cell_count; i++)
    if (table->cells[i].row_span == 1 && set->is_tall[table->cells[i].row])
      set->cells[i].flows = true;
  return true;
}

void table_free(SetTable *set) {
  if (!set)
    return;
  free(set->lines.lines);
  free(set->cells);
  free(set->owner);
  free(set->is_tall);
  free(set->strip.rows);
  free(set->strip.tops);
  free(set);
}
