#include "compose/paginator.h"

#include <stdlib.h>
#include <string.h>

#include "compose/sketch.h"

Emu page_text_height(const PageSetup *setup) {
  return setup->pitch * setup->lines;
}

/* Where the page in hand begins in the lists. */
static PageEnd page_start(const Paginator *paginator) {
  return paginator->page_count ? paginator->ends[paginator->page_count - 1] : (PageEnd){0};
}

bool page_is_fresh(const Paginator *paginator) {
  PageEnd start = page_start(paginator);
  return paginator->lines.count == start.lines && paginator->row_count == start.rows;
}

void paginator_turn_to(Paginator *paginator, int section) {
  if (section != paginator->section && !page_is_fresh(paginator))
    page_close(paginator);
  paginator->section = section;
  paginator->setup = paginator->pages->doc->sections[section].page;
}

void page_close(Paginator *paginator) {
  paginator->ends = mem_grow(paginator->ends, paginator->page_count, &paginator->page_capacity,
                             sizeof *paginator->ends);
  paginator->ends[paginator->page_count++] = (PageEnd){.section = paginator->section,
                                                       .lines = paginator->lines.count,
                                                       .rules = paginator->rule_count,
                                                       .rows = paginator->row_count};
  paginator->used = 0;
}

void page_leave_blank(Paginator *paginator) {
  page_close(paginator);
  paginator->ends[paginator->page_count - 1].is_blank = true;
}

void page_add_line(Paginator *paginator, const Line *line, Emu top) {
  LineList *list = &paginator->lines;
  list->lines = mem_grow(list->lines, list->count, &list->capacity, sizeof *list->lines);
  Line *placed = &list->lines[list->count++];
  *placed = *line;
  placed->top = paginator->setup->top + top;
  placed->baseline += placed->top;
  if (placed->figure)
    drawn_move(placed->figure, placed->top);
}

void page_add_rule(Paginator *paginator, Rule rule) {
  paginator->rules = mem_grow(paginator->rules, paginator->rule_count, &paginator->rule_capacity,
                              sizeof *paginator->rules);
  paginator->rules[paginator->rule_count++] = rule;
}

void page_add_row(Paginator *paginator, PlacedRow row) {
  paginator->rows = mem_grow(paginator->rows, paginator->row_count, &paginator->row_capacity,
                             sizeof *paginator->rows);
  paginator->rows[paginator->row_count++] = row;
}

/* An array into the arena; the heap's is freed. */
static void *move(Arena *arena, void *items, size_t count, size_t size) {
  void *moved = arena_array(arena, count, size);
  if (count)
    memcpy(moved, items, count * size);
  free(items);
  return moved;
}

bool page_is_bare(const Pages *pages, size_t page) {
  return pages->pages[page].is_blank || (page > 0 && pages->pages[page - 1].is_blank);
}

static bool restarts(const Pages *pages, size_t page) {
  const Section *section = pages->pages[page].section;
  return section->start > 0 && (page == 0 || section != pages->pages[page - 1].section);
}

/* Numbers run on until a section begins with a number of its own; the last one
 * so reached is the total of all those pages. */
static void number_pages(Pages *pages) {
  int number = 0;
  for (size_t i = 0; i < pages->page_count; i++) {
    number = restarts(pages, i) ? pages->pages[i].section->start : number + 1;
    pages->pages[i].number = number;
  }
  for (size_t i = pages->page_count; i-- > 0;) {
    bool is_last =
        i + 1 == pages->page_count || restarts(pages, i + 1) || page_is_bare(pages, i + 1);
    pages->pages[i].total = is_last ? pages->pages[i].number : pages->pages[i + 1].total;
  }
}

void paginator_finish(Paginator *paginator) {
  if (!page_is_fresh(paginator) || paginator->page_count == 0)
    page_close(paginator);
  Pages *pages = paginator->pages;
  Arena *arena = pages->arena;
  Line *lines = move(arena, paginator->lines.lines, paginator->lines.count, sizeof *lines);
  Rule *rules = move(arena, paginator->rules, paginator->rule_count, sizeof *rules);
  PlacedRow *rows = move(arena, paginator->rows, paginator->row_count, sizeof *rows);
  pages->page_count = paginator->page_count;
  pages->pages = arena_array(arena, pages->page_count, sizeof *pages->pages);
  PageEnd start = {0};
  for (size_t i = 0; i < pages->page_count; i++) {
    PageEnd end = paginator->ends[i];
    const Section *section = &pages->doc->sections[end.section];
    pages->pages[i] = (Page){.section = section,
                             .is_blank = end.is_blank,
                             .setup = section->page,
                             .width = section->page->width,
                             .height = section->page->height,
                             .lines = lines + start.lines,
                             .line_count = end.lines - start.lines,
                             .rules = rules + start.rules,
                             .rule_count = end.rules - start.rules,
                             .rows = rows + start.rows,
                             .row_count = end.rows - start.rows};
    start = end;
  }
  free(paginator->ends);
  number_pages(pages);
}
