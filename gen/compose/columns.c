#include "compose/columns.h"

#include <stdlib.h>

/* What a column that is not fixed may take. */
typedef struct Claim {
  Emu least;   /* one character in each of its cells */
  Emu natural; /* COLUMN_CONTENT: its widest cell on one line */
} Claim;

Emu column_frame(const Table *table) {
  return 2 * table->padding_x + table->rule;
}

Block cell_block(const Cell *cell) {
  return (Block){.kind = BLOCK_PARAGRAPH,
                 .style = cell->style,
                 .text = cell->text,
                 .len = cell->len,
                 .spans = cell->spans,
                 .span_count = cell->span_count,
                 .origins = cell->origins,
                 .origin_count = cell->origin_count,
                 .pos = cell->pos};
}

static Emu larger(Emu one, Emu other) {
  return one > other ? one : other;
}

/* The style's indents; room_between gives them as what a room lacks. */
static Emu indents_of(const Style *style, bool with_first) {
  Room room = room_between(style, 0, 0);
  return (with_first ? room.first : 0) - room.measure;
}

static Emu cell_least(const Table *table, const Style *style) {
  return column_frame(table) + char_width(style) +
         larger(indents_of(style, false), indents_of(style, true));
}

/* The widest of the lines that the text's forced breaks make. */
static Emu cell_natural(Setter *setter, const Table *table, const Cell *cell) {
  Block block = cell_block(cell);
  Shaped shaped = shape_block(setter->shaper, &block);
  chars_prepare(&setter->rule, shaped.chars, shaped.count);
  Emu widest = 0, width = indents_of(cell->style, true);
  bool starts = true;
  for (size_t i = 0; i < shaped.count; i++) {
    const Char *item = &shaped.chars[i];
    width += item->advance + (starts ? 0 : item->gap - item->pair);
    starts = item->ch == DOC_LINE_BREAK;
    widest = larger(widest, width);
    if (starts)
      width = indents_of(cell->style, false);
  }
  return column_frame(table) + widest;
}

static void claim_single(Setter *setter, const Table *table, Claim *claims) {
  for (int c = 0; c < table->column_count; c++)
    claims[c].least = claims[c].natural = column_frame(table);
  for (size_t i = 0; i < table->cell_count; i++) {
    const Cell *cell = &table->cells[i];
    Claim *claim = &claims[cell->column];
    if (cell->column_span > 1)
      continue;
    claim->least = larger(claim->least, cell_least(table, cell->style));
    if (table->columns[cell->column].kind == COLUMN_CONTENT)
      claim->natural = larger(claim->natural, cell_natural(setter, table, cell));
  }
}

/* Columns of this kind that the cell covers. */
static int count_kind(const Table *table, const Cell *cell, ColumnKind kind) {
  int count = 0;
  for (int c = cell->column; c < cell->column + cell->column_span; c++)
    count += table->columns[c].kind == kind;
  return count;
}

/* What a cell over several columns lacks for one character is asked of its last
 * column that can grow. */
static void claim_least(const Table *table, const Cell *cell, Claim *claims) {
  Emu lack = cell_least(table, cell->style);
  int last = -1;
  for (int c = cell->column; c < cell->column + cell->column_span; c++) {
    bool fixed = table->columns[c].kind == COLUMN_FIXED;
    lack -= fixed ? table->columns[c].width : claims[c].least;
    last = fixed ? last : c;
  }
  if (last >= 0 && lack > 0)
    claims[last].least += lack;
}

/* What it lacks for one line is asked of its content columns alike. */
static void claim_natural(const Table *table, const Cell *cell, Emu lack, Claim *claims) {
  int growing = count_kind(table, cell, COLUMN_CONTENT);
  for (int c = cell->column; c < cell->column + cell->column_span; c++)
    lack -= table->columns[c].kind == COLUMN_FIXED ? table->columns[c].width : claims[c].natural;
  for (int c = cell->column; lack > 0 && growing > 0; c++)
    if (table->columns[c].kind == COLUMN_CONTENT) {
      Emu part = lack / growing--;
      claims[c].natural += part;
      lack -= part;
    }
}

/* A share column among those that a cell covers is taken to have room enough. */
static void claim_spanned(Setter *setter, const Table *table, Claim *claims) {
  for (size_t i = 0; i < table->cell_count; i++) {
    const Cell *cell = &table->cells[i];
    if (cell->column_span == 1)
      continue;
    claim_least(table, cell, claims);
    if (count_kind(table, cell, COLUMN_SHARE) == 0 && count_kind(table, cell, COLUMN_CONTENT) > 0)
      claim_natural(table, cell, cell_natural(setter, table, cell), claims);
  }
}

/* What the column takes when none may take more than level. */
static Emu taken(const TableColumn *column, const Claim *claim, Emu level) {
  Emu wanted = column->kind == COLUMN_CONTENT && claim->natural < level ? claim->natural : level;
  return larger(wanted, claim->least);
}

static Emu taken_by_all(const Table *table, const Claim *claims, Emu level) {
  Emu sum = 0;
  for (int c = 0; c < table->column_count; c++)
    if (table->columns[c].kind != COLUMN_FIXED)
      sum += taken(&table->columns[c], &claims[c], level);
  return sum;
}

/* The highest level at which all that is not fixed fits into rest. */
static Emu fair_level(const Table *table, const Claim *claims, Emu rest) {
  Emu low = 0, high = rest + 1;
  while (high - low > 1) {
    Emu middle = low + (high - low) / 2;
    if (taken_by_all(table, claims, middle) <= rest)
      low = middle;
    else
      high = middle;
  }
  return low;
}

static int64_t share_of(const TableColumn *column) {
  return column->share > 0 ? column->share : 1;
}

/* Columns whose part would hold no character get what they need; then the
 * others divide what is left. Widths still 0 are those to be given. */
static void divide(const Table *table, const Claim *claims, Emu rest, Emu *widths) {
  int64_t shares = 0;
  for (int c = 0; c < table->column_count; c++)
    if (table->columns[c].kind == COLUMN_SHARE)
      shares += share_of(&table->columns[c]);
  for (int c = 0; c < table->column_count; c++) {
    int64_t share = share_of(&table->columns[c]);
    if (table->columns[c].kind != COLUMN_SHARE || widths[c] > 0 ||
        rest * share / shares >= claims[c].least)
      continue;
    widths[c] = claims[c].least;
    rest -= widths[c];
    shares -= share;
    c = -1; /* the others' parts are smaller now */
  }
  for (int c = 0; c < table->column_count; c++) {
    if (table->columns[c].kind != COLUMN_SHARE || widths[c] > 0)
      continue;
    int64_t share = share_of(&table->columns[c]);
    widths[c] = rest * share / shares;
    rest -= widths[c];
    shares -= share;
  }
}

static const char *millimetres(Setter *setter, Emu length) {
  long long tenths = length > 0 ? emu_scale(length, 10, EMU_PER_MM) : 0;
  return arena_printf(setter->arena, "%lld.%lldmm", tenths / 10, tenths % 10);
}

bool columns_set(Setter *setter, const Block *block, Emu measure, Emu *widths) {
  const Table *table = block->table;
  Claim *claims = mem_alloc((size_t)table->column_count * sizeof *claims);
  claim_single(setter, table, claims);
  claim_spanned(setter, table, claims);
  Emu fixed = 0;
  for (int c = 0; c < table->column_count; c++)
    if (table->columns[c].kind == COLUMN_FIXED)
      fixed += widths[c] = table->columns[c].width;
  Emu wanted = fixed + taken_by_all(table, claims, 0);
  if (wanted > measure) {
    msg_add(setter->messages, block->pos, TABLE_TOO_WIDE, millimetres(setter, wanted),
            millimetres(setter, measure));
    free(claims);
    return false;
  }
  Emu rest = measure - fixed;
  Emu level = fair_level(table, claims, rest);
  for (int c = 0; c < table->column_count; c++)
    if (table->columns[c].kind == COLUMN_CONTENT)
      rest -= widths[c] = taken(&table->columns[c], &claims[c], level);
  divide(table, claims, rest, widths);
  free(claims);
  return true;
}
