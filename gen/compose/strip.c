/* Which rows of a table stand on one page, and how high they are.
 *
 * A row is as high as the cells that end in it need, and never lower than one
 * line of any cell that it is part of. A cell over several rows that needs more
 * than they have makes the last of them higher; where a page ends inside it,
 * the last of those on the page. So a row can be the last on a page when it has
 * room there closed, and the last that has is found by trying one after the
 * other: closed heights never shrink from row to row. */
#include "compose/table.h"

/* What of a row counts. */
typedef enum Extent {
  EXTENT_OPEN,   /* the cells that end in it: more rows follow */
  EXTENT_CLOSED, /* cells that go on to the next page have all their text too */
  EXTENT_LEAST   /* closed, and of what flows one line */
} Extent;

static Emu larger(Emu one, Emu other) {
  return one > other ? one : other;
}

static size_t left_of(const SetCell *cell) {
  return cell->count - cell->done;
}

/* An empty cell has the height of a line. */
static Emu cell_height(const SetCell *cell, size_t lines) {
  return cell->frame + (Emu)(cell->count == 0 ? 1 : lines) * cell->pitch;
}

Emu strip_cell_top(const SetTable *set, int cell, int place) {
  const Strip *strip = &set->strip;
  int section = place < strip->body ? 0 : strip->body;
  int above = set->table->cells[cell].row - strip->rows[section];
  return strip->tops[above > 0 ? section + above : section];
}

static bool ends_in(const Cell *cell, int row) {
  return cell->row + cell->row_span - 1 == row;
}

static Emu row_foot(const SetTable *set, int place, Extent extent) {
  const Table *table = set->table;
  int row = set->strip.rows[place];
  Emu foot = set->strip.tops[place];
  for (int column = 0; column < table->column_count;) {
    int index = table_owner(set, row, column);
    const Cell *cell = &table->cells[index];
    const SetCell *own = &set->cells[index];
    column = cell->column + cell->column_span;
    foot = larger(foot, set->strip.tops[place] + cell_height(own, 1));
    if (!ends_in(cell, row) && (extent == EXTENT_OPEN || own->flows))
      continue;
    size_t lines = extent == EXTENT_LEAST && own->flows ? left_of(own) > 0 : left_of(own);
    foot = larger(foot, strip_cell_top(set, index, place) + cell_height(own, lines));
  }
  return foot;
}

/* Where a tall row is cut at or above limit: whole lines, one at least of every
 * cell that has some left. Its own top when it can't be. */
static Emu cut_foot(const SetTable *set, int place, Emu limit) {
  const Table *table = set->table;
  int row = set->strip.rows[place];
  Emu top = set->strip.tops[place], foot = top;
  for (int column = 0; column < table->column_count;) {
    int index = table_owner(set, row, column);
    const Cell *cell = &table->cells[index];
    const SetCell *own = &set->cells[index];
    Emu cell_top = strip_cell_top(set, index, place);
    size_t lines = left_of(own);
    column = cell->column + cell->column_span;
    if (own->flows && (lines == 0 || !ends_in(cell, row)))
      continue;
    if (own->flows) {
      Emu room = limit - cell_top - own->frame;
      if (room < own->pitch)
        return top;
      if (lines > (size_t)(room / own->pitch))
        lines = (size_t)(room / own->pitch);
    }
    foot = larger(foot, cell_top + cell_height(own, lines));
  }
  return foot <= limit ? foot : top;
}

/* The row at the strip's end, still without its foot. */
static int lay(SetTable *set, int row) {
  set->strip.rows[set->strip.count] = row;
  return set->strip.count;
}

static void add(SetTable *set, Emu foot) {
  set->strip.tops[++set->strip.count] = foot;
}

void strip_begin(SetTable *set, Emu top) {
  Strip *strip = &set->strip;
  strip->count = strip->body = 0;
  strip->goes_on = strip->joins = false;
  strip->tops[0] = top;
  for (int row = 0; row < set->head; row++) {
    int place = lay(set, row);
    add(set, row_foot(set, place, row + 1 < set->head ? EXTENT_OPEN : EXTENT_CLOSED));
  }
  strip->body = strip->count;
}

/* What must stand below the row's end on the same page. */
static Emu below_row(const SetTable *set, int row) {
  return row + 1 == set->table->row_count ? set->below : 0;
}

/* The last row would stand alone on its page, and the one above it may go along. */
static bool leaves_one(const SetTable *set, int first, int row) {
  return row + 1 == set->table->row_count && row > first + 1 && !set->is_tall[row] &&
         !set->is_tall[row - 1];
}

void strip_plan(SetTable *set, int first, Emu foot) {
  Strip *strip = &set->strip;
  int row = first, rows = set->table->row_count;
  Emu closed = strip->tops[strip->count], own = closed, before = closed;
  for (; row < rows; row++) {
    int place = lay(set, row);
    own = row_foot(set, place, EXTENT_CLOSED);
    if (own + below_row(set, row) > foot)
      break;
    before = closed;
    closed = own;
    add(set, row_foot(set, place, EXTENT_OPEN));
  }
  if (row < rows && set->is_tall[row]) {
    /* One line at least goes on to the page that the notes stand on. */
    Emu cut = cut_foot(set, strip->count, own > foot ? foot : own - 1);
    strip->goes_on = cut > strip->tops[strip->count];
    if (strip->goes_on) {
      add(set, cut);
      return;
    }
  }
  if (leaves_one(set, first, row)) {
    strip->count--;
    closed = before;
  }
  strip->tops[strip->count] = closed;
  if (row == first && row < rows)
    add(set, row_foot(set, strip->count, EXTENT_CLOSED));
}

Emu strip_least(SetTable *set) {
  strip_begin(set, 0);
  Strip *strip = &set->strip;
  if (set->head == set->table->row_count)
    return strip->tops[strip->count] + set->below;
  int place = lay(set, set->head);
  if (set->is_tall[set->head])
    return row_foot(set, place, EXTENT_LEAST);
  return row_foot(set, place, EXTENT_CLOSED) + below_row(set, set->head);
}
