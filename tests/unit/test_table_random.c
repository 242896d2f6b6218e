/* The properties of tables on pages, over random ones. */
#include "table_checks.h"

static uint64_t seed;

static int dice(int sides) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (int)((seed >> 33) % (uint64_t)sides);
}

static void random_text(Buf *out) {
  static const char *const words[] = {"产出",  "指标", "，",  "（含）", "2457.31", "。",
                                      "≥15次", "学习", "a b", "“双",    "拥”",     "\xE2\x80\xA8"};
  int lengths[] = {0, 1, 4, 4, 12, 40, dice(20) ? 20 : 2000};
  for (int i = lengths[dice(7)]; i > 0; i--)
    buf_puts(out, words[dice(12)]);
}

static bool is_free(const bool *taken, int columns, int row, int column, int width) {
  for (int i = 0; i < width; i++)
    if (taken[row * columns + column + i])
      return false;
  return true;
}

/* Fills places row by row with cells of random spans, none over head's foot. */
static void random_grid(Sample *sample, int rows, int columns, int head) {
  bool *taken = mem_alloc((size_t)(rows * columns) * sizeof *taken);
  Buf *places = mem_alloc((size_t)(rows * columns) * sizeof *places);
  const char **grid = mem_alloc((size_t)rows * sizeof *grid);
  for (int at = 0; at < rows * columns; at++) {
    int row = at / columns, column = at % columns, width = 1, height = 1;
    if (taken[at])
      continue;
    while (column + width < columns && !dice(5) && is_free(taken, columns, row, column + width, 1))
      width++;
    while (row + height < rows && row + height != head && dice(3) &&
           is_free(taken, columns, row + height, column, width))
      height++;
    for (int i = 0; i < width * height; i++) {
      int place = (row + i / width) * columns + column + i % width;
      taken[place] = true;
      buf_puts(&places[place], i == 0 ? "" : i % width ? "<" : "^");
    }
    random_text(&places[at]);
  }
  for (int row = 0; row < rows; row++) {
    Buf line = {0};
    for (int column = 0; column < columns; column++)
      buf_printf(&line, "%s%s", column ? "|" : "", places[row * columns + column].data);
    grid[row] = arena_copy(sample->arena, line.data);
    buf_free(&line);
  }
  sample_grid(sample, grid, rows);
  for (int i = 0; i < rows * columns; i++)
    buf_free(&places[i]);
  free(places);
  free(taken);
  free(grid);
}

static void random_table(Sample *sample) {
  int rows = 1 + dice(60), columns = 1 + dice(6);
  sample->table.column_count = 0;
  for (int i = 0; i < columns; i++)
    sample_column(sample, (ColumnKind)dice(3), (Emu)(8 + dice(16)) * MM, 1 + dice(3));
  sample->table.head_rows = dice(rows > 3 ? 4 : rows + 1);
  sample->table.continued = dice(2) ? "续表" : NULL;
  sample->table.rule = 1 + dice(2 * PT);
  random_grid(sample, rows, columns, sample->table.head_rows);
  Style *styles = arena_array(sample->arena, 4, sizeof *styles);
  for (int i = 0; i < 4; i++) {
    styles[i] = sample->cell;
    styles[i].align = (Align)i;
    styles[i].pitch = (12 + dice(10)) * PT;
    styles[i].space_before = dice(2) * PT;
    styles[i].balanced = dice(4) == 0;
  }
  for (size_t i = 0; i < sample->table.cell_count; i++) {
    sample->table.cells[i].style = &styles[dice(4)];
    sample->table.cells[i].place = (CellPlace)dice(3);
  }
}

static void random_tables_keep_the_properties(void **state) {
  Sample *sample = *state;
  seed = 20221231;
  for (int i = 0; i < 300; i++) {
    sample->doc.block_count = 0;
    sample->upright.mode = (BreakMode)dice(3);
    sample->upright.hanging = dice(2);
    sample->upright.squeeze = dice(4) > 0;
    for (int paragraphs = dice(22); paragraphs > 0; paragraphs--)
      sample_block(sample, dice(4) ? &sample->body : &sample->caption, "段");
    random_table(sample);
    sample_table(sample);
    sample_block(sample, &sample->body, "注");
    sample_compose(sample);
    check_all(sample);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(random_tables_keep_the_properties, sample_open, sample_close),
  };
  return cmocka_run_group_tests_name("table_random", tests, NULL, NULL);
}
