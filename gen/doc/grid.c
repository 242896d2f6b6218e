#include "doc/grid.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FREE = -1 };

typedef struct GridCell {
  Cell cell;
  bool merges, is_gone; /* gone: it became part of the one above */
} GridCell;

struct Grid {
  Source *source;
  int columns, rows, head_rows;
  GridCell *cells;
  size_t cell_count, cell_capacity;
  int *owner; /* rows × columns: which cell covers the place */
  size_t owner_capacity;
  Pos row_pos;
  int next; /* where the row's next cell may begin */
};

Grid *grid_new(Source *source, int columns) {
  Grid *grid = mem_alloc(sizeof *grid);
  *grid = (Grid){.source = source, .columns = columns};
  return grid;
}

static int *owner_at(const Grid *grid, int row, int column) {
  return &grid->owner[(size_t)row * (size_t)grid->columns + (size_t)column];
}

/* A row that ran out of room is not at fault for what it lacks. */
static void report(const Grid *grid, Pos pos, MsgId id, const int figures[3]) {
  if (source_spent(grid->source))
    return;
  char words[3][16];
  for (int i = 0; i < 3; i++)
    snprintf(words[i], sizeof words[i], "%d", figures[i]);
  msg_add(grid->source->messages, pos, id, words[0], words[1], words[2]);
}

/* The row in hand, if there is one in this part of the table, is complete. */
static void close_row(Grid *grid) {
  if (grid->rows == grid->head_rows)
    return;
  int covered = 0;
  for (int column = 0; column < grid->columns; column++)
    covered += *owner_at(grid, grid->rows - 1, column) != FREE;
  if (covered < grid->columns)
    report(grid, grid->row_pos, TABLE_ROW_SHORT, (int[]){covered, grid->columns, 0});
}

static int foot_of(const Cell *cell) {
  return cell->row + cell->row_span;
}

bool grid_row(Grid *grid, const xmlNode *row) {
  close_row(grid);
  size_t columns = (size_t)grid->columns;
  if (!source_take(grid->source, PART_COST + columns * sizeof *grid->owner, row))
    return false;
  for (size_t i = 0; i < columns; i++) {
    size_t place = (size_t)grid->rows * columns + i;
    grid->owner = mem_grow(grid->owner, place, &grid->owner_capacity, sizeof *grid->owner);
    int above = grid->rows > grid->head_rows ? grid->owner[place - columns] : FREE;
    bool reaches = above != FREE && foot_of(&grid->cells[above].cell) > grid->rows;
    grid->owner[place] = reaches ? above : FREE;
  }
  grid->rows++;
  grid->row_pos = expr_pos(grid->source->expr, row);
  grid->next = 0;
  return true;
}

/* Places that are free from the given one on, at most as many as wanted. */
static int free_places(const Grid *grid, int from, int wanted) {
  int count = 0;
  while (count < wanted && from + count < grid->columns &&
         *owner_at(grid, grid->rows - 1, from + count) == FREE)
    count++;
  return count;
}

void grid_cell(Grid *grid, const Cell *cell, bool merges) {
  while (grid->next < grid->columns && *owner_at(grid, grid->rows - 1, grid->next) != FREE)
    grid->next++;
  int room = free_places(grid, grid->next, cell->column_span);
  if (room < cell->column_span)
    report(grid, cell->pos, TABLE_CELL_NO_ROOM, (int[]){grid->next + 1, cell->column_span, room});
  if (room == 0)
    return;
  grid->cells = mem_grow(grid->cells, grid->cell_count, &grid->cell_capacity, sizeof *grid->cells);
  GridCell *own = &grid->cells[grid->cell_count];
  *own = (GridCell){.cell = *cell, .merges = merges};
  own->cell.row = grid->rows - 1;
  own->cell.column = grid->next;
  own->cell.column_span = room;
  for (int i = 0; i < room; i++)
    *owner_at(grid, grid->rows - 1, grid->next++) = (int)grid->cell_count;
  grid->cell_count++;
}

/* The rows from first on are all of the head, or of the body. */
static void end_section(Grid *grid, int first) {
  close_row(grid);
  for (size_t i = 0; i < grid->cell_count; i++) {
    Cell *cell = &grid->cells[i].cell;
    if (cell->row < first || foot_of(cell) <= grid->rows)
      continue;
    int room = grid->rows - cell->row;
    report(grid, cell->pos, TABLE_SPAN_DOWN, (int[]){cell->row_span, room, 0});
    cell->row_span = room;
  }
}

void grid_end_head(Grid *grid) {
  end_section(grid, 0);
  grid->head_rows = grid->rows;
}

static bool same_spans(const Cell *one, const Cell *other) {
  if (one->span_count != other->span_count)
    return false;
  for (size_t i = 0; i < one->span_count; i++) {
    const Span *a = &one->spans[i], *b = &other->spans[i];
    if (a->kind != b->kind || a->start != b->start || a->end != b->end)
      return false;
  }
  return true;
}

static bool look_alike(const GridCell *one, const GridCell *other) {
  const Cell *a = &one->cell, *b = &other->cell;
  return one->merges && other->merges && a->column == b->column &&
         a->column_span == b->column_span && a->style == b->style && a->place == b->place &&
         a->len == b->len && memcmp(a->text, b->text, a->len) == 0 && same_spans(a, b);
}

/* A merging cell to the left begins at this row. */
static bool begins_group(const Grid *grid, int row, int column) {
  for (int left = 0; left < column; left++) {
    const GridCell *cell = &grid->cells[*owner_at(grid, row, left)];
    if (cell->merges && cell->cell.row == row)
      return true;
  }
  return false;
}

static void join(Grid *grid, int upper, int lower) {
  Cell *cell = &grid->cells[lower].cell;
  grid->cells[lower].is_gone = true;
  grid->cells[upper].cell.row_span += cell->row_span;
  for (int row = cell->row; row < foot_of(cell); row++) {
    for (int i = 0; i < cell->column_span; i++)
      *owner_at(grid, row, cell->column + i) = upper;
  }
}

/* Column by column, so that what stands to the left is merged already. */
static void merge(Grid *grid) {
  for (int column = 0; column < grid->columns; column++) {
    for (int row = grid->head_rows + 1; row < grid->rows; row++) {
      int upper = *owner_at(grid, row - 1, column), lower = *owner_at(grid, row, column);
      if (upper == lower || upper == FREE || lower == FREE)
        continue;
      const GridCell *cell = &grid->cells[lower];
      if (cell->cell.column == column && look_alike(&grid->cells[upper], cell) &&
          !begins_group(grid, row, column))
        join(grid, upper, lower);
    }
  }
}

void grid_finish(Grid *grid, Table *table) {
  end_section(grid, grid->head_rows);
  table->row_count = grid->rows;
  table->head_rows = grid->head_rows;
  table->cells = arena_array(grid->source->arena, grid->cell_count, sizeof *table->cells);
  /* a place that a short row left free has no cell to look at */
  bool is_full = true;
  for (size_t i = 0; i < (size_t)grid->rows * (size_t)grid->columns; i++)
    is_full &= grid->owner[i] != FREE;
  if (is_full)
    merge(grid);
  for (size_t i = 0; i < grid->cell_count; i++) {
    if (!grid->cells[i].is_gone)
      table->cells[table->cell_count++] = grid->cells[i].cell;
  }
  free(grid->cells);
  free(grid->owner);
  free(grid);
}
