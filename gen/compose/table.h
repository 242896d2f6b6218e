/* A table with its cells set to lines, still without pages. Only for the
 * compose room.
 *
 * table_set makes a SetTable (heap; table_free ends it, NULL is fine). Its
 * height depends on where the pages end, since a merged cell that crosses a
 * page is printed on both; so rows get their places page by page: strip_plan. */
#ifndef ZIPING_COMPOSE_TABLE_H
#define ZIPING_COMPOSE_TABLE_H

#include "compose/blocks.h"

typedef struct SetCell {
  size_t first, count; /* its lines in SetTable.lines */
  size_t done;         /* those already placed, when it flows */
  Emu pitch;
  Emu above;  /* from the middle of the rule above it to its first line */
  Emu frame;  /* that, and from its last line to the middle of the rule below */
  bool flows; /* its lines go on from page to page; else each page that it
                 reaches shows all of them */
} SetCell;

/* The rows of a table that stand together on one page: the head's, then a
 * stretch of the body's. Heights from the type area's head. */
typedef struct Strip {
  int *rows;
  Emu *tops; /* count + 1: each row's top, then the last one's foot */
  int count;
  int body;     /* how many of them are the head's */
  bool goes_on; /* the last row is cut and goes on on the next page */
  bool joins;   /* the rule above it is the last one of another table */
} Strip;

typedef struct SetTable {
  const Table *table;
  int block;
  Emu *edges; /* column_count + 1, in the arena of the Pages */
  LineList lines;
  SetCell *cells;
  int *owner;    /* row_count × column_count: which cell covers the place */
  bool *is_tall; /* by row: higher than a page has room for, so it may be cut */
  int head;      /* rows repeated on every page */
  Emu head_height;
  size_t continued_first, continued_count; /* the lines of 续表 in lines */
  Emu continued_height;
  Emu below;   /* of the notes that stand on the page where it ends */
  Strip strip; /* of the page in hand */
} SetTable;

/* The block's table in the measure of the setter's page, in its middle when it
 * is narrower. NULL with messages when it has no room, without when it has no
 * rows. */
SetTable *table_set(Setter *setter, int block);
/* Finds which rows may be cut and which cells flow, by what a page has room for
 * that the table goes on to, with below under its last row. Once before it is
 * placed; the setter's page is the table's. False with a message when a line of
 * a cell has no room. */
bool table_keep(Setter *setter, SetTable *table, Emu below);
void table_free(SetTable *table);

/* The cell that covers a place of the grid. */
int table_owner(const SetTable *table, int row, int column);

/* Begins a strip at top, with the head's rows if the table repeats any. */
void strip_begin(SetTable *table, Emu top);
/* Adds as many rows from first on as have room above foot, one at least; a tall
 * row may be cut there. The last one needs room for the notes too, and takes the
 * one above it along rather than stand alone on a page. */
void strip_plan(SetTable *table, int first, Emu foot);
/* What the head and the body's first row need, with the notes if no other row
 * follows, or as much of that row as may
 * stand alone. */
Emu strip_least(SetTable *table);
/* Where the cell begins that covers part of the row at this place. */
Emu strip_cell_top(const SetTable *table, int cell, int place);

#endif
