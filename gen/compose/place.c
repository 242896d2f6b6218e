#include "compose/place.h"

Emu table_least(SetTable *set) {
  return strip_least(set) + set->table->rule;
}

static void place_continued(Paginator *paginator, const SetTable *set) {
  Emu used = paginator->used;
  for (size_t i = 0; i < set->continued_count; i++) {
    const Line *line = &set->lines.lines[set->continued_first + i];
    page_add_line(paginator, line, used);
    used += line->height;
  }
  paginator->used += set->continued_height;
}

/* The place behind the cell's last row in the strip. */
static int cell_end(const SetTable *set, const Cell *cell, int place) {
  const Strip *strip = &set->strip;
  int section_end = place < strip->body ? strip->body : strip->count;
  int end = place + cell->row + cell->row_span - strip->rows[place];
  return end < section_end ? end : section_end;
}

/* A cell that goes on over pages begins at the top of its part. */
static Emu drop_of(const Cell *cell, const SetCell *own, size_t lines, Emu height) {
  Emu slack = height - own->frame - (Emu)lines * own->pitch;
  if (slack <= 0 || lines < own->count || cell->place == CELL_TOP)
    return 0;
  return cell->place == CELL_BOTTOM ? slack : slack / 2;
}

static void place_cell(Paginator *paginator, SetTable *set, int index, int place) {
  const Cell *cell = &set->table->cells[index];
  SetCell *own = &set->cells[index];
  Emu top = set->strip.tops[place];
  Emu height = set->strip.tops[cell_end(set, cell, place)] - top;
  size_t from = own->done, lines = own->count - from;
  if (own->flows) {
    Emu room = height - own->frame;
    size_t fit = room > 0 ? (size_t)(room / own->pitch) : 0;
    lines = lines < fit ? lines : fit;
    own->done += lines;
  }
  top += own->above + drop_of(cell, own, lines, height);
  for (size_t i = 0; i < lines; i++)
    page_add_line(paginator, &set->lines.lines[own->first + from + i], top + (Emu)i * own->pitch);
}

/* Row by row, each cell where it begins in this strip. */
static void place_cells(Paginator *paginator, SetTable *set) {
  const Strip *strip = &set->strip;
  for (int place = 0; place < strip->count; place++)
    for (int column = 0; column < set->table->column_count;) {
      int index = table_owner(set, strip->rows[place], column);
      const Cell *cell = &set->table->cells[index];
      if (place == 0 || place == strip->body || cell->row == strip->rows[place])
        place_cell(paginator, set, index, place);
      column = cell->column + cell->column_span;
    }
}

static void place_rows(Paginator *paginator, const SetTable *set, bool continues) {
  const Strip *strip = &set->strip;
  for (int place = 0; place < strip->count; place++)
    page_add_row(paginator, (PlacedRow){.block = set->block,
                                        .row = strip->rows[place],
                                        .is_repeated = continues && place < strip->body,
                                        .top = paginator->setup->top + strip->tops[place],
                                        .height = strip->tops[place + 1] - strip->tops[place]});
}

/* The table stands right under another one that is as wide. */
static bool touches(const Paginator *paginator, const SetTable *set, const SetTable *above) {
  if (!above || page_is_fresh(paginator) || above->table->rule != set->table->rule)
    return false;
  const Strip *strip = &above->strip;
  int columns = set->table->column_count, columns_above = above->table->column_count;
  return strip->tops[strip->count] + set->table->rule - set->table->rule / 2 == paginator->used &&
         above->edges[0] == set->edges[0] && above->edges[columns_above] == set->edges[columns];
}

void table_place(Paginator *paginator, SetTable *set, const SetTable *above) {
  const Strip *strip = &set->strip;
  Emu half = set->table->rule / 2, other_half = set->table->rule - half;
  Emu foot = page_text_height(paginator->setup) - other_half;
  int rows = set->table->row_count;
  bool continues = false, joins = touches(paginator, set, above);
  if (joins)
    paginator->used -= set->table->rule;
  for (int row = set->head; row < rows || !continues; continues = true) {
    if (continues) {
      page_close(paginator);
      place_continued(paginator, set);
    }
    strip_begin(set, paginator->used + half);
    set->strip.joins = joins && !continues;
    strip_plan(set, row, foot);
    place_rows(paginator, set, continues);
    place_cells(paginator, set);
    table_rules(paginator, set);
    paginator->used = strip->tops[strip->count] + other_half;
    row = strip->rows[strip->count - 1] + (strip->goes_on ? 0 : 1);
  }
}
