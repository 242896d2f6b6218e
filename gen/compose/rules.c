/* The lines of a table: along every edge that two cells, or a cell and the
 * outside, share. Where edges follow one another without a gap they are one
 * stroke; strokes that cross share the square where they do. */
#include "compose/place.h"

/* The edge above the row at this place; below the last when place is count. */
static bool is_edge_above(const SetTable *set, int place, int column) {
  const Strip *strip = &set->strip;
  if (place == 0)
    return !strip->joins;
  if (place == strip->body || place == strip->count)
    return true;
  return table_owner(set, strip->rows[place - 1], column) !=
         table_owner(set, strip->rows[place], column);
}

/* The edge in front of the column; behind the last when column is their count. */
static bool is_edge_before(const SetTable *set, int place, int column) {
  if (column == 0 || column == set->table->column_count)
    return true;
  int row = set->strip.rows[place];
  return table_owner(set, row, column - 1) != table_owner(set, row, column);
}

/* A stroke whose middle runs from one point to another. */
static void add_stroke(Paginator *paginator, const SetTable *set, Emu left, Emu top, Emu right,
                       Emu foot) {
  Emu thickness = set->table->rule, half = thickness / 2;
  page_add_rule(paginator, (Rule){.x = left - half,
                                  .y = paginator->setup->top + top - half,
                                  .width = right - left + thickness,
                                  .height = foot - top + thickness});
}

static void add_horizontal(Paginator *paginator, const SetTable *set, int place) {
  int columns = set->table->column_count;
  Emu y = set->strip.tops[place];
  for (int start = 0; start < columns; start++) {
    int end = start;
    while (end < columns && is_edge_above(set, place, end))
      end++;
    if (end > start)
      add_stroke(paginator, set, set->edges[start], y, set->edges[end], y);
    start = end;
  }
}

static void add_vertical(Paginator *paginator, const SetTable *set, int column) {
  const Strip *strip = &set->strip;
  Emu x = set->edges[column];
  for (int start = 0; start < strip->count; start++) {
    int end = start;
    while (end < strip->count && is_edge_before(set, end, column))
      end++;
    if (end > start)
      add_stroke(paginator, set, x, strip->tops[start], x, strip->tops[end]);
    start = end;
  }
}

void table_rules(Paginator *paginator, const SetTable *set) {
  if (set->table->rule <= 0)
    return;
  for (int place = 0; place <= set->strip.count; place++)
    add_horizontal(paginator, set, place);
  for (int column = 0; column <= set->table->column_count; column++)
    add_vertical(paginator, set, column);
}
