#include "review/read_table.h"

#include <string.h>

/* As word.h has it. */
enum { COLUMNS = 63 };

/* The cells over a row, by column. */
typedef struct Above {
  const LineCell *cells[COLUMNS];
  int rows_left[COLUMNS]; /* that it still goes down */
} Above;

static void pass_row(Above *above, const LineRow *row) {
  int column = 0;
  for (size_t i = 0; i < row->count; i++) {
    const LineCell *cell = &row->cells[i];
    while (column < COLUMNS && above->rows_left[column] > 0)
      above->rows_left[column++]--;
    for (int k = 0; k < cell->column_span && column < COLUMNS; k++, column++) {
      above->cells[column] = cell;
      above->rows_left[column] = cell->row_span - 1;
    }
  }
  for (; column < COLUMNS; column++)
    if (above->rows_left[column] > 0)
      above->rows_left[column]--;
}

/* Over a row that comes behind the whole table. */
static Above below(const LineTable *table) {
  Above above = {0};
  for (size_t i = 0; i < table->count; i++)
    pass_row(&above, &table->rows[i]);
  return above;
}

static bool same_text(const LineCell *a, const LineCell *b, Arena *arena) {
  const char *one = a->content.text, *other = b->content.text;
  return *one &&
         piece_equal(side_text(one, strlen(one), arena), side_text(other, strlen(other), arena));
}

/* A cell that goes on from the part before has its text in both; what stands over one
 * row in each can be told by the cells before it only. */
static bool goes_on(const LineCell *above, const LineCell *cell, bool leads, Arena *arena) {
  return above && same_text(above, cell, arena) &&
         (leads || above->row_span > 1 || cell->row_span > 1);
}

/* The cells of a row with tabs between; above: of the part before, NULL for none. */
static Piece row_text(const LineRow *row, const Above *above, Arena *arena) {
  Buf text = {0};
  bool is_first = true, leads = true;
  int column = 0;
  for (size_t i = 0; i < row->count; i++) {
    const LineCell *cell = &row->cells[i];
    bool is_left_out =
        above && column < COLUMNS && goes_on(above->cells[column], cell, leads, arena);
    leads = leads && is_left_out;
    column += cell->column_span;
    if (is_left_out)
      continue;
    if (!is_first)
      buf_putc(&text, '\t');
    is_first = false;
    Piece piece = side_text(cell->content.text, strlen(cell->content.text), arena);
    buf_add(&text, piece.text, piece.len);
  }
  Piece copy = {arena_copy_n(arena, text.data ? text.data : "", text.len), text.len};
  buf_free(&text);
  return copy;
}

static bool is_row_again(const TableParts *parts, const LineTable *table, size_t row) {
  const Growing *growing = parts->growing;
  size_t para = parts->first_row + row;
  return row < table->count && para < growing->count &&
         piece_equal(row_text(&table->rows[row], NULL, growing->side->arena),
                     growing->paras[para].text);
}

/* 续表, and the first row of the table before. */
static bool is_continued(const TableParts *parts, const LineTable *table) {
  const Growing *growing = parts->growing;
  const Para *last = growing->count > 0 ? &growing->paras[growing->count - 1] : NULL;
  return parts->last && last && parts->first_row < growing->count - 1 &&
         strstr(last->text.text, "续表") && is_row_again(parts, table, 0);
}

void read_table(TableParts *parts, const LineTable *table, Pos pos) {
  Growing *growing = parts->growing;
  Above above = {0};
  size_t row = 0;
  if (is_continued(parts, table)) {
    growing->count--;
    above = below(parts->last);
    while (is_row_again(parts, table, row))
      row++;
  } else {
    growing_table(growing);
    parts->first_row = growing->count;
  }
  const Above *over = row > 0 ? &above : NULL;
  for (; row < table->count; row++, over = NULL) {
    Piece text = row_text(&table->rows[row], over, growing->side->arena);
    growing_row(growing, text.text, text.len, pos);
  }
  parts->last = table;
}
