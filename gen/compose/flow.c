#include "compose/flow.h"

#include "compose/letterhead.h"
#include "compose/place.h"

static size_t smaller(size_t one, size_t other) {
  return one < other ? one : other;
}

/* How many of a block's lines go on this page, when not all fit. */
static size_t lines_that_fit(const Paginator *paginator, Emu pitch, size_t count) {
  Emu room = page_text_height(paginator->setup) - paginator->used;
  size_t fit = room > 0 ? (size_t)(room / pitch) : 0;
  if (fit >= count)
    return count;
  if (!paginator->setup->widow_control)
    return fit;
  /* Two lines at least before the break and after it. */
  if (count - fit < 2)
    fit = fit > 0 ? fit - 1 : 0;
  return fit < 2 ? 0 : fit;
}

/* The line under what hangs: how thick, and how far below the baseline in 1/100 em. */
enum { RULE_THICKNESS = EMU_PER_PT / 2, RULE_DROP = 20 };

static void add_line(Paginator *paginator, const Style *style, const Line *line) {
  page_add_line(paginator, line, paginator->used);
  if (line->rule > 0)
    page_add_rule(paginator, (Rule){.x = line->x + line->hang,
                                    .y = paginator->setup->top + paginator->used + line->baseline +
                                         emu_scale(style->size, RULE_DROP, 100),
                                    .width = line->rule,
                                    .height = RULE_THICKNESS});
  paginator->used += line->height;
}

/* Behind this many of the block's lines on the page in hand, or on one that has
 * used as much. */
static bool has_room_below(const Paginator *paginator, Emu used, const SetBlock *block,
                           size_t count, Emu below) {
  used += (Emu)count * block->pitch + block->style->space_after;
  used += plan_grid_rest(paginator->setup, block->style, used);
  return used + below <= page_text_height(paginator->setup);
}

/* below: the height that must stand on the page of the last line. */
static void place_lines(Paginator *paginator, const SetBlock *block, const Line *lines, Emu below) {
  size_t count = block->count;
  for (size_t done = 0; done < count;) {
    size_t fit = lines_that_fit(paginator, block->pitch, count - done);
    if (fit == count - done && below > 0 &&
        !has_room_below(paginator, paginator->used, block, fit, below))
      fit -= smaller(plan_lines_given(paginator->setup), fit);
    if (fit == 0 && page_is_fresh(paginator))
      fit = 1;
    for (size_t i = 0; i < fit; i++)
      add_line(paginator, block->style, &lines[done + i]);
    done += fit;
    if (done < count)
      page_close(paginator);
  }
}

/* What must stand on one page with the last lines of this block. */
static Emu height_below(const Plan *plan, size_t index) {
  const SetBlock *block = &plan->blocks[index];
  if (!plan_block(plan, index)->is_kept || plan_keeps_whole(plan, index) ||
      index + 1 == plan->count)
    return 0;
  Emu below = plan_kept_height(plan, index + 1);
  Emu least = (Emu)plan_lines_given(plan_page(plan, index)) * block->pitch;
  return least + below <= page_text_height(plan_page(plan, index)) ? below : 0;
}

/* The paragraph's last line has room for what follows it on its page. */
static bool ends_well(const Paginator *paginator, const SetBlock *block, Emu below) {
  Paginator trial = *paginator;
  for (size_t left = block->count; left > 0; trial.used = 0) {
    size_t fit = lines_that_fit(&trial, block->pitch, left);
    if (fit == left)
      return has_room_below(&trial, trial.used, block, fit, below);
    left -= fit > 0 || trial.used > 0 ? fit : 1;
  }
  return true;
}

/* A paragraph that leaves no room for a 落款 is tried with its marks squeezed as
 * far as they can be: a line less, and all may stand on one page. */
static void tighten(const Paginator *paginator, Plan *plan, size_t index) {
  SetBlock *block = &plan->blocks[index], tight = *block;
  Emu below = height_below(plan, index);
  if (below == 0 || ends_well(paginator, block, below))
    return;
  setter_turn_to(plan->setter, plan_page(plan, index));
  plan->setter->rule = break_rule_tight(plan_page(plan, index));
  tight.first = plan->list.count;
  block_set(plan->setter, (int)(block->block - plan->setter->doc->blocks), &plan->list);
  tight.count = plan->list.count - tight.first;
  if (tight.count < block->count && ends_well(paginator, &tight, below))
    *block = tight;
}

static bool must_break(const Paginator *paginator, const Plan *plan, size_t index) {
  const SetBlock *block = &plan->blocks[index];
  const Style *style = block->style;
  if (style->page_break_before)
    return true;
  if (!block->table && !block->is_figure && !plan_keeps_whole(plan, index))
    return false;
  Emu kept = plan_kept_height(plan, index), room = page_text_height(paginator->setup);
  /* What no page can hold is not kept together. */
  return paginator->used + kept > room && (block->table || block->is_figure || kept <= room);
}

/* 发文机关标志 stands at its own height, if what is above it leaves room. */
static void place_head(Paginator *paginator, const Plan *plan, size_t index) {
  if (plan_block(plan, index)->kind != BLOCK_BANNER)
    return;
  Emu top = banner_top(paginator->pages, &plan->list.lines[plan->blocks[index].first]);
  if (top > paginator->used)
    paginator->used = top;
}

/* The stroke of a rule whose line has just been placed. */
static void place_rule(Paginator *paginator, const Plan *plan, size_t index) {
  const Block *block = plan_block(plan, index);
  const Line *line = &paginator->lines.lines[paginator->lines.count - 1];
  if (block->kind == BLOCK_RULE)
    page_add_rule(paginator, rule_of(block, paginator->setup, line));
}

static void place_block(Paginator *paginator, Plan *plan, size_t index) {
  const SetBlock *block = &plan->blocks[index];
  const Style *style = block->style;
  paginator_turn_to(paginator, block->section);
  if (!page_is_fresh(paginator)) /* what stood above may have left it, a figure for one */
    paginator->used += plan_grid_rest(paginator->setup, style, paginator->used);
  if (!page_is_fresh(paginator) && must_break(paginator, plan, index))
    page_close(paginator);
  if (!page_is_fresh(paginator))
    paginator->used += style->space_before;
  tighten(paginator, plan, index);
  place_head(paginator, plan, index);
  if (block->table)
    table_place(paginator, block->table, index ? block[-1].table : NULL);
  else
    place_lines(paginator, block, &plan->list.lines[block->first], height_below(plan, index));
  place_rule(paginator, plan, index);
  paginator->used += style->space_after;
  if (plan_block(plan, index)->zone == ZONE_TEXT)
    paginator->used += plan_grid_rest(paginator->setup, style, paginator->used);
}

/* Turns to the page that 版记 of this height stands on: the page in hand, if it has
 * room; for what is printed on both sides, if it is an even one as well, and else
 * the next even one. */
static void turn_to_imprint(Paginator *paginator, int index, Emu height) {
  const Section *section = &paginator->pages->doc->sections[index];
  const PageSetup *page = section->page;
  bool is_even = paginator->page_count % 2; /* pages in front of it */
  bool fits = paginator->used + height <= page->height - page->top - page->bottom;
  bool is_fresh = page_is_fresh(paginator);
  if (section->is_imprint && !is_fresh && is_even && fits && paginator->setup == page)
    return;
  paginator_turn_to(paginator, index);
  if (!page_is_fresh(paginator) && !fits)
    page_close(paginator);
  if (section->is_imprint && paginator->page_count % 2 == 0)
    page_leave_blank(paginator);
}

/* The blocks of 版记, together at the foot of the type area: 7.4.1 wants the last
 * rule on its lower edge. Behind the last of them; the first is index. */
static size_t place_imprint(Paginator *paginator, const Plan *plan, size_t index) {
  size_t end = index;
  Emu height = 0;
  for (; end < plan->count && plan_block(plan, end)->zone == ZONE_IMPRINT; end++)
    height += (Emu)plan->blocks[end].count * plan->blocks[end].pitch;
  const PageSetup *page = plan_page(plan, index);
  Emu foot = page->height - page->top - page->bottom;
  turn_to_imprint(paginator, plan->blocks[index].section, height);
  paginator->used = foot - height;
  for (; index < end; index++) {
    const SetBlock *block = &plan->blocks[index];
    for (size_t i = 0; i < block->count; i++, paginator->used += block->pitch)
      page_add_line(paginator, &plan->list.lines[block->first + i], paginator->used);
    place_rule(paginator, plan, index);
  }
  return end;
}

void flow_place(Plan *plan, Pages *pages) {
  Paginator paginator = {.pages = pages};
  paginator_turn_to(&paginator, 0);
  for (size_t i = 0; i < plan->count;) {
    const SetBlock *block = &plan->blocks[i];
    if (block->block->zone == ZONE_IMPRINT)
      i = place_imprint(&paginator, plan, i);
    else
      place_block(&paginator, plan, i++);
    if (plan_is_too_long(plan->setter, block->block, ((int64_t)paginator.page_count + 1) * 1000))
      break;
  }
  paginator_finish(&paginator);
}
