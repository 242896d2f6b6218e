/* What holds for any table on pages, whatever stands in it. */
#ifndef TEST_TABLE_CHECKS_H
#define TEST_TABLE_CHECKS_H

#include "table_sample.h"

typedef struct Box {
  Emu left, right, top, foot;
  bool is_here;
} Box;

/* The cell's place on the page, between the middles of the rules. */
static inline Box box_of(const Sample *sample, const Page *page, const Cell *cell) {
  const Emu *edges = sample->pages->tables[0].edges;
  Box box = {.left = edges[cell->column], .right = edges[cell->column + cell->column_span]};
  for (size_t i = 0; i < page->row_count; i++) {
    const PlacedRow *row = &page->rows[i];
    if (row->row < cell->row || row->row >= cell->row + cell->row_span)
      continue;
    if (!box.is_here)
      box.top = row->top;
    box.foot = row->top + row->height;
    box.is_here = true;
  }
  return box;
}

static inline Emu foot_of_text(const Page *page) {
  return page->setup->top + page->setup->pitch * page->setup->lines;
}

/* A head higher than half a page comes but once, like the rows below it. */
static inline int repeated_rows(const Sample *sample) {
  const Emu half = sample->upright.pitch * sample->upright.lines / 2;
  Emu height = 0;
  for (size_t p = 0; p < sample->pages->page_count; p++) {
    const Page *page = &sample->pages->pages[p];
    for (size_t i = 0; i < page->row_count; i++)
      if (page->rows[i].row < sample->table.head_rows && !page->rows[i].is_repeated)
        height += page->rows[i].height;
  }
  return height > half ? 0 : sample->table.head_rows;
}

static inline void check_rows(const Sample *sample) {
  int next = 0, heads = repeated_rows(sample);
  for (size_t p = 0; p < sample->pages->page_count; p++) {
    const Page *page = &sample->pages->pages[p];
    for (size_t i = 0; i < page->row_count; i++) {
      const PlacedRow *row = &page->rows[i];
      assert_true(row->top - sample->table.rule / 2 >= page->setup->top);
      assert_true(row->top + row->height + sample->table.rule / 2 <= foot_of_text(page));
      if (i > 0)
        assert_int_equal(row->top, row[-1].top + row[-1].height);
      assert_int_equal(row->is_repeated, next > heads && row->row < heads);
      if (row->row >= heads || !row->is_repeated) {
        /* A row that was cut goes on. */
        assert_true(row->row == next || (i == (size_t)heads && row->row + 1 == next));
        next = row->row + 1;
      } else {
        assert_int_equal(row->row, i);
      }
    }
  }
  assert_int_equal(next, sample->table.row_count);
}

static inline void check_line(const Sample *sample, const Line *line, const Cell *cell, Box box) {
  Emu inset = sample->table.rule / 2;
  assert_true(box.is_here);
  assert_true(line->x >= box.left + inset + sample->table.padding_x);
  assert_true(line->x + line->width <= box.right - inset - sample->table.padding_x);
  assert_true(line->top >= box.top + inset + sample->table.padding_y);
  assert_true(line->top + line->height <= box.foot - inset - sample->table.padding_y);
  assert_ptr_equal(line->text, cell->text);
}

/* What a page surely has room for, whatever head is repeated on it. */
static inline bool is_short(const Sample *sample, const Cell *cell, size_t lines) {
  const PageSetup *setup = &sample->upright;
  return (Emu)lines * cell->style->pitch < setup->pitch * setup->lines / 2 - 40 * PT;
}

/* The cell's lines on one page follow one another, from the cell's start when
 * all was shown before. Gives how many there are. */
static inline size_t check_part(const Sample *sample, const Page *page, int index,
                                size_t *reached) {
  const Cell *cell = &sample->table.cells[index];
  Box box = box_of(sample, page, cell);
  size_t lines = 0;
  for (size_t i = 0; i < page->line_count; i++) {
    const Line *line = &page->lines[i];
    if (line->cell != index)
      continue;
    check_line(sample, line, cell, box);
    if (lines++ == 0 && *reached == cell->len)
      *reached = 0;
    assert_int_equal(line->start, *reached);
    assert_int_equal(line->is_first, line->start == 0);
    assert_int_equal(line->is_last, line->end == cell->len);
    *reached = line->end;
  }
  return lines;
}

/* Every character of a cell once; and again, all of them, on each further page
 * that a merged cell reaches, unless it is longer than a page. */
static inline void check_text(const Sample *sample, int index) {
  const Cell *cell = &sample->table.cells[index];
  size_t reached = 0, lines = 0, shown = 0, here = 0;
  bool is_cut = false;
  for (size_t p = 0; p < sample->pages->page_count; p++) {
    const Page *page = &sample->pages->pages[p];
    bool again = shown > 0 && reached == cell->len;
    size_t part = check_part(sample, page, index, &reached);
    here += box_of(sample, page, cell).is_here;
    shown += part > 0;
    lines += again ? 0 : part;
    is_cut |= part > 0 && reached < cell->len;
  }
  assert_int_equal(reached, cell->len);
  if (cell->len == 0 || !is_short(sample, cell, lines))
    return;
  if (cell->row_span > 1)
    assert_false(is_cut);
  if (cell->row_span > 1 || here == 1)
    assert_int_equal(shown, here);
}

static inline bool overlap(const Rule *one, const Rule *other) {
  return one->x < other->x + other->width && other->x < one->x + one->width &&
         one->y < other->y + other->height && other->y < one->y + one->height;
}

/* One stroke that covers the whole edge. */
static inline bool has_stroke(const Page *page, Rule edge) {
  for (size_t i = 0; i < page->rule_count; i++) {
    const Rule *rule = &page->rules[i];
    if (rule->x <= edge.x && rule->y <= edge.y && rule->x + rule->width >= edge.x + edge.width &&
        rule->y + rule->height >= edge.y + edge.height)
      return true;
  }
  return false;
}

static inline void check_box_rules(const Sample *sample, const Page *page, Box box) {
  Emu rule = sample->table.rule, half = rule / 2;
  Emu width = box.right - box.left + rule, height = box.foot - box.top + rule;
  assert_true(has_stroke(page, (Rule){box.left - half, box.top - half, width, rule, 0}));
  assert_true(has_stroke(page, (Rule){box.left - half, box.foot - half, width, rule, 0}));
  assert_true(has_stroke(page, (Rule){box.left - half, box.top - half, rule, height, 0}));
  assert_true(has_stroke(page, (Rule){box.right - half, box.top - half, rule, height, 0}));
  Rule inside = {box.left - half + rule, box.top - half + rule, width - 2 * rule, height - 2 * rule,
                 0};
  for (size_t i = 0; i < page->rule_count; i++)
    assert_false(overlap(&inside, &page->rules[i]));
}

static inline void check_rules(const Sample *sample) {
  for (size_t p = 0; p < sample->pages->page_count; p++) {
    const Page *page = &sample->pages->pages[p];
    for (size_t i = 0; i < page->rule_count; i++)
      for (size_t j = 0; j < i; j++) {
        const Rule *one = &page->rules[i], *other = &page->rules[j];
        bool parallel = (one->width > one->height) == (other->width > other->height);
        assert_false(parallel && overlap(one, other));
      }
    for (size_t i = 0; i < sample->table.cell_count; i++) {
      Box box = box_of(sample, page, &sample->table.cells[i]);
      if (box.is_here)
        check_box_rules(sample, page, box);
    }
  }
}

static inline void check_all(const Sample *sample) {
  assert_non_null(sample->pages);
  assert_int_equal(sample->pages->table_count, 1);
  const PageSetup *setup = sample->pages->pages[0].setup;
  const Emu *edges = sample->pages->tables[0].edges;
  Emu half = sample->table.rule / 2;
  assert_true(edges[0] - half >= setup->left);
  assert_true(edges[sample->table.column_count] - half + sample->table.rule <=
              setup->width - setup->right);
  check_rows(sample);
  for (size_t i = 0; i < sample->table.cell_count; i++)
    check_text(sample, (int)i);
  check_rules(sample);
}

#endif
