/* Tables made by hand, with the faces of the font table, composed into pages.
 *
 * A grid is rows of texts with | between them; ^ is part of the cell above, < of
 * the cell to the left. */
#ifndef TEST_TABLE_SAMPLE_H
#define TEST_TABLE_SAMPLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "compose/pages.h"

#define MM EMU_PER_MM
#define PT EMU_PER_PT

enum { SAMPLE_BLOCKS = 40, SAMPLE_COLUMNS = 12 };

typedef struct Sample {
  Messages *messages;
  Fonts *fonts;
  Arena *arena;
  PageSetup upright, sideways;
  Style body, caption, cell;
  TableColumn columns[SAMPLE_COLUMNS];
  Table table;
  Block blocks[SAMPLE_BLOCKS];
  Doc doc;
  Section sections[3];
  Pages *pages;
} Sample;

static inline int sample_open(void **state) {
  Sample *sample = mem_alloc(sizeof *sample);
  sample->messages = msg_new();
  sample->fonts = fonts_load("fonts", sample->messages);
  assert_non_null(sample->fonts);
  sample->arena = arena_new();
  sample->body = (Style){.name = "正文",
                         .role = "仿宋",
                         .latin_role = "西文",
                         .size = 16 * PT,
                         .pitch = 30 * PT,
                         .indent_first = 200};
  sample->cell = (Style){.name = "表文",
                         .role = "仿宋",
                         .latin_role = "西文",
                         .size = 12 * PT,
                         .pitch = 16 * PT,
                         .align = ALIGN_CENTRE};
  sample->caption = sample->body;
  sample->caption.keep_with_next = true;
  sample->upright = (PageSetup){.width = 210 * MM,
                                .height = 297 * MM,
                                .top = 37 * MM,
                                .bottom = 35 * MM,
                                .left = 28 * MM,
                                .right = 26 * MM,
                                .pitch = 30 * PT,
                                .lines = 21,
                                .chars = 28,
                                .squeeze = true,
                                .squeeze_pairs = true};
  sample->upright.folio = (Folio){FOLIO_OUTER, "— {页} —", &sample->cell, 7 * MM, 1};
  sample->sideways = sample->upright;
  sample->sideways.width = 297 * MM;
  sample->sideways.height = 210 * MM;
  sample->sideways.top = 28 * MM;
  sample->sideways.bottom = 26 * MM;
  sample->sideways.left = 35 * MM;
  sample->sideways.right = 37 * MM;
  sample->sideways.lines = 14;
  sample->table = (Table){.columns = sample->columns,
                          .continued_style = &sample->cell,
                          .rule = PT / 2,
                          .padding_x = 2 * PT,
                          .padding_y = 3 * PT};
  sample->doc = (Doc){.author = "", .page = &sample->upright, .body = &sample->body};
  sample->sections[0] = (Section){&sample->upright, true, 1, false};
  sample->doc.sections = sample->sections;
  sample->doc.section_count = 1;
  sample->doc.blocks = sample->blocks;
  *state = sample;
  return 0;
}

static inline int sample_close(void **state) {
  Sample *sample = *state;
  pages_free(sample->pages);
  arena_free(sample->arena);
  fonts_free(sample->fonts);
  msg_free(sample->messages);
  free(sample);
  return 0;
}

static inline void sample_column(Sample *sample, ColumnKind kind, Emu width, int share) {
  assert_true(sample->table.column_count < SAMPLE_COLUMNS);
  sample->columns[sample->table.column_count++] = (TableColumn){kind, width, share};
}

static inline Block *sample_block(Sample *sample, const Style *style, const char *text) {
  assert_true(sample->doc.block_count < SAMPLE_BLOCKS);
  Block *block = &sample->blocks[sample->doc.block_count++];
  *block = (Block){.kind = BLOCK_PARAGRAPH, .style = style, .text = text, .len = strlen(text)};
  return block;
}

static inline Block *sample_table(Sample *sample) {
  Block *block = sample_block(sample, &sample->cell, "");
  block->kind = BLOCK_TABLE;
  block->table = &sample->table;
  block->pos = pos_at("布局.xml", 7, 3);
  return block;
}

/* A cell of its own at the next place; the grid gives it its spans. */
static inline Cell *sample_cell(Sample *sample, int row, int column, const char *text) {
  Cell *cell = &sample->table.cells[sample->table.cell_count++];
  *cell = (Cell){.row = row,
                 .column = column,
                 .row_span = 1,
                 .column_span = 1,
                 .style = &sample->cell,
                 .text = text,
                 .len = strlen(text),
                 .pos = pos_at("数据.xml", row + 1, column + 1)};
  return cell;
}

/* Fills the table from a grid; the columns have been made. */
static inline void sample_grid(Sample *sample, const char *const *rows, int row_count) {
  Table *table = &sample->table;
  size_t columns = (size_t)table->column_count;
  Cell **owner = mem_alloc((size_t)row_count * columns * sizeof *owner);
  table->row_count = row_count;
  table->cells = arena_array(sample->arena, (size_t)row_count * columns, sizeof(Cell));
  table->cell_count = 0;
  for (int row = 0; row < row_count; row++) {
    char *rest = arena_copy(sample->arena, rows[row]);
    for (size_t column = 0; column < columns; column++) {
      char *text = rest ? strsep(&rest, "|") : "";
      Cell **place = &owner[(size_t)row * columns + column];
      *place = strcmp(text, "^") == 0   ? place[-(ptrdiff_t)columns]
               : strcmp(text, "<") == 0 ? place[-1]
                                        : sample_cell(sample, row, (int)column, text);
      (*place)->row_span = row - (*place)->row + 1;
      (*place)->column_span = (int)column - (*place)->column + 1;
    }
  }
  free(owner);
}

static inline void sample_compose(Sample *sample) {
  pages_free(sample->pages);
  sample->pages = pages_compose(&sample->doc, sample->fonts, sample->messages);
}

/* What would stand on stderr; the caller frees it. */
static inline char *sample_messages(const Sample *sample) {
  char *text = NULL;
  size_t len = 0;
  FILE *stream = open_memstream(&text, &len);
  assert_non_null(stream);
  msg_print(sample->messages, stream);
  assert_int_equal(fclose(stream), 0);
  return text;
}

#endif
