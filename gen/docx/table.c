/* w:tbl: a table of the Doc, whole or the part of it that stands on one page.
 *
 * Widths are those of Pages in both forms; its lines and margins are a table
 * style's. A cell over several rows is one w:tc that begins the merge and an
 * empty one in each row below it. In the editable form rows are as high as their
 * text; in the locked form at least as high as in Pages (never exactly:
 * LibreOffice would print text that needs more over the next row). */
#include <stdlib.h>

#include "docx/parts.h"

typedef struct Grid {
  const DocxJob *job;
  Part *part;
  const Table *table;
  const Emu *edges; /* of the columns */
  int *owner;       /* which cell covers the place */
  const PlacedRow *rows;
  size_t row_count;
  const Page *page; /* the locked form, with the line that is next; NULL else */
  size_t line;
  bool joins; /* the rule above it is another table's */
} Grid;

static const Emu *edges_of(const DocxJob *job, size_t block) {
  const PlacedTable *table = job->placed->tables;
  while ((size_t)table->block != block)
    table++;
  return table->edges;
}

static int *owners_of(const Table *table) {
  size_t columns = (size_t)table->column_count;
  int *owner = mem_alloc((size_t)table->row_count * columns * sizeof *owner);
  for (size_t i = 0; i < table->cell_count; i++) {
    const Cell *cell = &table->cells[i];
    for (int row = cell->row; row < cell->row + cell->row_span; row++)
      for (int column = cell->column; column < cell->column + cell->column_span; column++)
        owner[(size_t)row * columns + (size_t)column] = (int)i;
  }
  return owner;
}

static int owner_at(const Grid *grid, size_t place, int column) {
  int row = grid->rows[place].row;
  return grid->owner[(size_t)row * (size_t)grid->table->column_count + (size_t)column];
}

/* Rounded so that the columns add up to the table's width. */
static long width_between(const Grid *grid, int column, int end) {
  Emu left = grid->edges[0];
  return docx_twips(grid->edges[end] - left) - docx_twips(grid->edges[column] - left);
}

/* Pages has a narrow table in the middle, and a wide one fills the measure. */
static void w_tbl_pr(const Grid *grid) {
  char id[DOCX_ID_SIZE];
  docx_table_id(grid->job, grid->table, id);
  part_open(grid->part, "w:tblPr");
  part_val(grid->part, "w:tblStyle", id);
  part_width(grid->part, "w:tblW", width_between(grid, 0, grid->table->column_count));
  part_val(grid->part, "w:jc", "center");
  part_open(grid->part, "w:tblLayout");
  part_attr(grid->part, "w:type", "fixed");
  part_close(grid->part);
  part_close(grid->part);
}

static void w_tbl_grid(const Grid *grid) {
  part_open(grid->part, "w:tblGrid");
  for (int column = 0; column < grid->table->column_count; column++) {
    part_open(grid->part, "w:gridCol");
    part_attr_int(grid->part, "w:w", width_between(grid, column, column + 1));
    part_close(grid->part);
  }
  part_close(grid->part);
}

static void w_tr_height(const Grid *grid, const PlacedRow *row) {
  part_open(grid->part, "w:trHeight");
  part_attr_int(grid->part, "w:val", docx_twips(row->top + row->height) - docx_twips(row->top));
  part_attr(grid->part, "w:hRule", "atLeast");
  part_close(grid->part);
}

static void w_tr_pr(const Grid *grid, const PlacedRow *row) {
  part_open(grid->part, "w:trPr");
  part_toggle(grid->part, "w:cantSplit", true);
  if (grid->page)
    w_tr_height(grid, row);
  if (row->row < grid->table->head_rows)
    part_toggle(grid->part, "w:tblHeader", true);
  part_close(grid->part);
}

/* The first row, and the first below the head: a merged cell doesn't cross it. */
static bool begins_section(const Grid *grid, size_t place) {
  int head = grid->table->head_rows;
  return place == 0 || (grid->rows[place].row >= head && grid->rows[place - 1].row < head);
}

static bool begins_cell(const Grid *grid, const Cell *cell, size_t place) {
  return begins_section(grid, place) || cell->row == grid->rows[place].row;
}

static bool goes_on_below(const Grid *grid, const Cell *cell, size_t place) {
  return place + 1 < grid->row_count && !begins_section(grid, place + 1) &&
         grid->rows[place + 1].row < cell->row + cell->row_span;
}

static void w_v_merge(const Grid *grid, const Cell *cell, size_t place) {
  if (!begins_cell(grid, cell, place))
    part_toggle(grid->part, "w:vMerge", true);
  else if (goes_on_below(grid, cell, place))
    part_val(grid->part, "w:vMerge", "restart");
}

/* What of the cell's text stands on this page ends before this line. */
static size_t lines_end(const Grid *grid, int block, int cell) {
  size_t end = grid->line;
  while (end < grid->page->line_count && grid->page->lines[end].block == block &&
         grid->page->lines[end].cell == cell)
    end++;
  return end;
}

/* A text that goes on over pages begins at the top of its part. */
static CellPlace place_of(const Grid *grid, const Cell *cell, size_t end) {
  if (!grid->page || end == grid->line)
    return cell->place;
  const Line *lines = grid->page->lines;
  return lines[grid->line].is_first && lines[end - 1].is_last ? cell->place : CELL_TOP;
}

static void w_tc_borders(const Grid *grid) {
  part_open(grid->part, "w:tcBorders");
  part_val(grid->part, "w:top", "nil");
  part_close(grid->part);
}

static void w_tc_pr(const Grid *grid, const Cell *cell, size_t place, CellPlace v_align) {
  static const char *const names[] = {
      [CELL_MIDDLE] = "center", [CELL_TOP] = "top", [CELL_BOTTOM] = "bottom"};
  Part *part = grid->part;
  part_open(part, "w:tcPr");
  part_width(part, "w:tcW", width_between(grid, cell->column, cell->column + cell->column_span));
  if (cell->column_span > 1)
    part_val_int(part, "w:gridSpan", cell->column_span);
  w_v_merge(grid, cell, place);
  if (grid->joins && place == 0)
    w_tc_borders(grid);
  if (v_align != CELL_TOP)
    part_val(part, "w:vAlign", names[v_align]);
  part_close(part);
}

static Block block_of(const Cell *cell) {
  return (Block){.style = cell->style,
                 .text = cell->text,
                 .len = cell->len,
                 .spans = cell->spans,
                 .span_count = cell->span_count};
}

/* The cell's lines on this page, those before end. */
static void locked_text(Grid *grid, const Block *block, size_t end) {
  const Line *lines = grid->page->lines;
  if (grid->line < end && !lines[grid->line].is_first)
    docx_w_ind_none(grid->part);
  part_close(grid->part);
  for (; grid->line < end; grid->line++)
    docx_locked_line(grid->job, grid->part, block, &lines[grid->line], grid->line + 1 == end);
}

/* The editable form's last row stands on the page that the notes stand on. */
static bool stays_with_notes(const Grid *grid, size_t place) {
  const Doc *doc = grid->job->doc;
  size_t next = (size_t)grid->rows[place].block + 1;
  return !grid->page && place + 1 == grid->row_count && next < doc->block_count &&
         doc->blocks[next].is_note;
}

static void w_tc(Grid *grid, int index, size_t place) {
  const Cell *cell = &grid->table->cells[index];
  Block block = block_of(cell);
  bool begins = begins_cell(grid, cell, place);
  size_t end = grid->page && begins ? lines_end(grid, grid->rows[place].block, index) : grid->line;
  part_open(grid->part, "w:tc");
  w_tc_pr(grid, cell, place, place_of(grid, cell, end));
  docx_open_paragraph(grid->part, cell->style->docx_id);
  if (stays_with_notes(grid, place))
    part_toggle(grid->part, "w:keepNext", true);
  if (grid->page) {
    locked_text(grid, &block, end);
  } else {
    part_close(grid->part);
    docx_runs(grid->job, grid->part, &block, 0, begins ? block.len : 0, (Squeeze){0});
  }
  part_close(grid->part);
  part_close(grid->part);
}

static void w_tr(Grid *grid, size_t place) {
  part_open(grid->part, "w:tr");
  w_tr_pr(grid, &grid->rows[place]);
  for (int column = 0; column < grid->table->column_count;) {
    int index = owner_at(grid, place, column);
    w_tc(grid, index, place);
    column = grid->table->cells[index].column + grid->table->cells[index].column_span;
  }
  part_close(grid->part);
}

static void w_tbl(Grid *grid) {
  grid->owner = owners_of(grid->table);
  part_open(grid->part, "w:tbl");
  w_tbl_pr(grid);
  w_tbl_grid(grid);
  for (size_t place = 0; place < grid->row_count; place++)
    w_tr(grid, place);
  part_close(grid->part);
  free(grid->owner);
}

void docx_table(const DocxJob *job, Part *part, size_t block) {
  const Table *table = job->doc->blocks[block].table;
  size_t count = (size_t)table->row_count;
  PlacedRow *rows = mem_alloc(count * sizeof *rows);
  for (size_t i = 0; i < count; i++)
    rows[i] = (PlacedRow){.block = (int)block, .row = (int)i};
  w_tbl(&(Grid){.job = job,
                .part = part,
                .table = table,
                .edges = edges_of(job, block),
                .rows = rows,
                .row_count = count});
  free(rows);
}

void docx_table_part(const DocxJob *job, Part *part, const Page *page, size_t *line, size_t *row,
                     bool joins) {
  size_t block = (size_t)page->rows[*row].block, end = *row;
  while (end < page->row_count && (size_t)page->rows[end].block == block)
    end++;
  Grid grid = {.job = job,
               .part = part,
               .table = job->doc->blocks[block].table,
               .edges = edges_of(job, block),
               .rows = &page->rows[*row],
               .row_count = end - *row,
               .page = page,
               .line = *line,
               .joins = joins};
  w_tbl(&grid);
  *line = grid.line;
  *row = end;
}
