/* Blocks onto pages. */
#include "compose/pages.h"

#include <stdlib.h>
#include <string.h>

#include "compose/closing.h"
#include "compose/contents.h"
#include "compose/figure.h"
#include "compose/letterhead.h"
#include "compose/place.h"
#include "layout/folio.h"

/* Of a page, at most, for the notes that are kept with a table's last row. */
enum { NOTES_PART = 4 };

/* No report has more; what is longer would fill the memory. */
#define PAGES_MOST 5000
#define PAGES_MOST_TEXT "5000"

/* A block that was set: lines of Plan.list, or a table. */
typedef struct SetBlock {
  const Block *block;
  const Style *style;
  int section;
  size_t first, count;
  Emu pitch;  /* of its lines */
  bool keeps; /* stands on one page with the next block's beginning */
  bool is_figure;
  SetTable *table;
  bool is_note;
} SetBlock;

/* What is to be placed. Blocks that gave no lines are not in it. */
typedef struct Plan {
  Setter *setter;
  SetBlock *blocks;
  size_t count;
  LineList list;
  PlacedText *texts;
  size_t text_count;
} Plan;

static void set_block(Plan *plan, int index, SetBlock *set) {
  Setter *setter = plan->setter;
  LineList *list = &plan->list;
  const Block *block = &setter->doc->blocks[index];
  set->pitch = block->style->pitch;
  set->keeps = block->style->keep_with_next;
  if (block->kind == BLOCK_TABLE) {
    set->table = table_set(setter, index);
  } else if (block->kind == BLOCK_FIGURE) {
    figure_set(setter, index, list);
    set->is_figure = true;
    set->keeps = block->drawing->has_caption;
    set->pitch = list->count > set->first ? list->lines[set->first].height : 0;
  } else if (block->kind == BLOCK_OFFICE || block->kind == BLOCK_DATE) {
    closing_set(setter, index, list, &plan->texts[plan->text_count++]);
  } else if (block->kind == BLOCK_BANNER) {
    banner_set(setter, index, list, &plan->texts[plan->text_count++]);
  } else if (block->kind == BLOCK_ROW) {
    row_set(setter, index, list, &plan->texts[plan->text_count++]);
  } else if (block->kind == BLOCK_RULE) {
    rule_set(setter, index, list);
    set->pitch = block->rule_drop + block->rule;
  } else {
    block_set(setter, index, list);
  }
  set->count = list->count - set->first;
}

/* longer: it is; then with a message at the block where that shows. */
static bool is_too_long(Setter *setter, const Block *block, bool longer) {
  if (longer)
    msg_add(setter->messages, block->pos, PAGES_TOO_MANY, PAGES_MOST_TEXT);
  return longer;
}

/* How much of a page the lines take, in thousandths, rounded down. */
static int64_t share_of_page(const PageSetup *page, const SetBlock *set) {
  return (int64_t)set->count * (set->pitch * 1000 / page_text_height(page));
}

/* Ends before its time when the report is too long. */
static Plan plan_new(Setter *setter) {
  const Doc *doc = setter->doc;
  Plan plan = {.setter = setter,
               .blocks = mem_alloc(doc->block_count * sizeof *plan.blocks),
               .texts = mem_alloc(doc->block_count * sizeof *plan.texts)};
  int64_t length = 0;
  for (size_t i = 0; i < doc->block_count; i++) {
    const Block *block = &doc->blocks[i];
    SetBlock set = {.block = block,
                    .style = block->style,
                    .section = block->section,
                    .first = plan.list.count,
                    .is_note = block->is_note};
    setter_turn_to(setter, doc->sections[block->section].page);
    set_block(&plan, (int)i, &set);
    if (set.table || set.count)
      plan.blocks[plan.count++] = set;
    length += share_of_page(setter->page, &set);
    if (is_too_long(setter, block, length > PAGES_MOST * 1000))
      break;
  }
  return plan;
}

static void plan_free(Plan *plan) {
  for (size_t i = 0; i < plan->count; i++)
    table_free(plan->blocks[i].table);
  free(plan->blocks);
  free(plan->list.lines);
  free(plan->texts);
}

/* Room that a block keeps below itself so that the next stands on the grid. */
static Emu grid_rest(const PageSetup *page, const Style *style, Emu height) {
  return style->grid && height % page->pitch ? page->pitch - height % page->pitch : 0;
}

/* The height of the notes under a table that stand on the page where it ends:
 * all of them, or the first ones when they are longer than a part of a page. */
static Emu notes_height(const PageSetup *page, const Plan *plan, size_t table) {
  Emu kept = 0, height = plan->blocks[table].style->space_after;
  for (size_t i = table + 1; i < plan->count && plan->blocks[i].is_note; i++) {
    const SetBlock *note = &plan->blocks[i];
    Emu own = note->style->space_before + (Emu)note->count * note->style->pitch;
    if (height + own > page_text_height(page) / NOTES_PART)
      break;
    kept = height + own;
    own += note->style->space_after;
    height += own + grid_rest(page, note->style, own);
  }
  return kept;
}

static bool keep_tables_together(Setter *setter, const Plan *plan) {
  for (size_t i = 0; i < plan->count; i++) {
    const SetBlock *block = &plan->blocks[i];
    setter_turn_to(setter, setter->doc->sections[block->section].page);
    if (block->table && !table_keep(setter, block->table, notes_height(setter->page, plan, i)))
      return false;
  }
  return true;
}

static const Block *block_of(const Plan *plan, size_t index) {
  return plan->blocks[index].block;
}

static const PageSetup *page_of(const Plan *plan, size_t index) {
  return plan->setter->doc->sections[plan->blocks[index].section].page;
}

static size_t smaller(size_t one, size_t other) {
  return one < other ? one : other;
}

/* How many of its last lines a kept paragraph gives along. */
static size_t lines_given(const PageSetup *page) {
  return page->widow_control ? 2 : 1;
}

/* The whole block stands on one page with what follows. */
static bool is_kept_whole(const Plan *plan, size_t index) {
  const SetBlock *set = &plan->blocks[index];
  const Block *block = block_of(plan, index);
  if (set->keeps)
    return true;
  return block->is_kept &&
         (block->kind != BLOCK_PARAGRAPH || set->count <= lines_given(page_of(plan, index)));
}

/* What of a block stands with the kept ones above it: a line, of a caption all. */
static Emu least_height(const Plan *plan, size_t index) {
  const SetBlock *block = &plan->blocks[index];
  bool is_caption = index > 0 && plan->blocks[index - 1].is_figure && plan->blocks[index - 1].keeps;
  return is_caption ? block->style->space_before + (Emu)block->count * block->pitch : block->pitch;
}

/* The height that must follow on the same page from this block on: headings
 * and captions with the first line, or the first row, of what comes after. */
static Emu kept_height(const Plan *plan, size_t index) {
  int section = plan->blocks[index].section;
  const PageSetup *page = page_of(plan, index);
  Emu height = 0;
  for (; height <= page_text_height(page); index++) {
    const SetBlock *block = &plan->blocks[index];
    const Style *style = block->style;
    if (block->table)
      return height + style->space_before + table_least(block->table);
    bool is_last = index + 1 == plan->count || plan->blocks[index + 1].section != section;
    if (!is_kept_whole(plan, index) || is_last)
      return height + least_height(plan, index);
    Emu own = style->space_before + (Emu)block->count * block->pitch + style->space_after;
    height += own + grid_rest(page, style, own);
  }
  return height;
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
  used += grid_rest(paginator->setup, block->style, used);
  return used + below <= page_text_height(paginator->setup);
}

/* below: the height that must stand on the page of the last line. */
static void place_lines(Paginator *paginator, const SetBlock *block, const Line *lines, Emu below) {
  size_t count = block->count;
  for (size_t done = 0; done < count;) {
    size_t fit = lines_that_fit(paginator, block->pitch, count - done);
    if (fit == count - done && below > 0 &&
        !has_room_below(paginator, paginator->used, block, fit, below))
      fit -= smaller(lines_given(paginator->setup), fit);
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
  if (!block_of(plan, index)->is_kept || is_kept_whole(plan, index) || index + 1 == plan->count)
    return 0;
  Emu below = kept_height(plan, index + 1);
  Emu least = (Emu)lines_given(page_of(plan, index)) * block->pitch;
  return least + below <= page_text_height(page_of(plan, index)) ? below : 0;
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
  setter_turn_to(plan->setter, page_of(plan, index));
  plan->setter->rule = break_rule_tight(page_of(plan, index));
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
  if (!block->table && !block->is_figure && !is_kept_whole(plan, index))
    return false;
  Emu kept = kept_height(plan, index), room = page_text_height(paginator->setup);
  /* What no page can hold is not kept together. */
  return paginator->used + kept > room && (block->table || block->is_figure || kept <= room);
}

/* 发文机关标志 stands at its own height, if what is above it leaves room. */
static void place_head(Paginator *paginator, const Plan *plan, size_t index) {
  if (block_of(plan, index)->kind != BLOCK_BANNER)
    return;
  Emu top = banner_top(paginator->pages, &plan->list.lines[plan->blocks[index].first]);
  if (top > paginator->used)
    paginator->used = top;
}

/* The stroke of a rule whose line has just been placed. */
static void place_rule(Paginator *paginator, const Plan *plan, size_t index) {
  const Block *block = block_of(plan, index);
  const Line *line = &paginator->lines.lines[paginator->lines.count - 1];
  if (block->kind == BLOCK_RULE)
    page_add_rule(paginator, rule_of(block, paginator->setup, line));
}

static void place_block(Paginator *paginator, Plan *plan, size_t index) {
  const SetBlock *block = &plan->blocks[index];
  const Style *style = block->style;
  paginator_turn_to(paginator, block->section);
  if (!page_is_fresh(paginator)) /* what stood above may have left it, a figure for one */
    paginator->used += grid_rest(paginator->setup, style, paginator->used);
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
  if (block_of(plan, index)->zone == ZONE_TEXT)
    paginator->used += grid_rest(paginator->setup, style, paginator->used);
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
  for (; end < plan->count && block_of(plan, end)->zone == ZONE_IMPRINT; end++)
    height += (Emu)plan->blocks[end].count * plan->blocks[end].pitch;
  const PageSetup *page = page_of(plan, index);
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

/* The sheet lies sideways among upright ones (GB/T 9704-2012, 8). */
static bool is_turned(const PageSetup *page, const PageSetup *upright) {
  return page->width > page->height && page->width == upright->height &&
         page->height == upright->width;
}

static const char *folio_of(const Folio *folio, const Page *page, Arena *arena) {
  Buf text = {0};
  FolioPiece piece;
  for (const char *at = folio->text; (piece = folio_next(&at)).kind != FOLIO_END;)
    if (piece.kind == FOLIO_WORDS)
      buf_add(&text, piece.text, piece.len);
    else
      buf_printf(&text, "%d", piece.kind == FOLIO_NUMBER ? page->number : page->total);
  const char *copy = arena_copy_n(arena, text.len ? text.data : "", text.len);
  buf_free(&text);
  return copy;
}

/* On a turned sheet the number stands where it is on the others, so it is set
 * for an upright one and printed sideways. */
static void add_folio(Setter *setter, const Pages *pages, size_t index) {
  Page *page = &pages->pages[index];
  const Folio *folio = &page->setup->folio;
  if (folio->place == FOLIO_NONE || !page->section->numbered || page_is_bare(pages, index))
    return;
  bool turned = is_turned(page->setup, setter->doc->page);
  const PageSetup *sheet = turned ? setter->doc->page : page->setup;
  Align align = ALIGN_CENTRE;
  if (folio->place == FOLIO_OUTER)
    align = page->number % 2 ? ALIGN_RIGHT : ALIGN_LEFT;
  const char *text = folio_of(folio, page, setter->arena);
  setter_turn_to(setter, sheet);
  Line *line = folio_set(setter, folio, sheet, text, align);
  line->turned = turned;
  line->top = sheet->height - sheet->bottom + folio->distance;
  line->baseline += line->top;
  page->folio = line;
}

static void keep_tables(Pages *pages, const Plan *plan) {
  for (size_t i = 0; i < plan->count; i++)
    pages->table_count += plan->blocks[i].table != NULL;
  pages->tables = arena_array(pages->arena, pages->table_count, sizeof *pages->tables);
  PlacedTable *kept = pages->tables;
  for (size_t i = 0; i < plan->count; i++) {
    const SetTable *table = plan->blocks[i].table;
    if (table)
      *kept++ = (PlacedTable){table->block, table->edges};
  }
}

static void keep_texts(Pages *pages, const Plan *plan) {
  pages->text_count = plan->text_count;
  pages->texts = arena_array(pages->arena, plan->text_count, sizeof *pages->texts);
  if (plan->text_count)
    memcpy(pages->texts, plan->texts, plan->text_count * sizeof *pages->texts);
}

static void place_blocks(Plan *plan, Pages *pages) {
  Paginator paginator = {.pages = pages};
  paginator_turn_to(&paginator, 0);
  for (size_t i = 0; i < plan->count;) {
    const SetBlock *block = &plan->blocks[i];
    if (block->block->zone == ZONE_IMPRINT)
      i = place_imprint(&paginator, plan, i);
    else
      place_block(&paginator, plan, i++);
    if (is_too_long(plan->setter, block->block, paginator.page_count >= PAGES_MOST))
      break;
  }
  paginator_finish(&paginator);
}

static void compose(Setter *setter, Pages *pages) {
  int errors = msg_count(setter->messages, MSG_ERROR);
  Plan plan = plan_new(setter);
  if (msg_count(setter->messages, MSG_ERROR) == errors && keep_tables_together(setter, &plan)) {
    place_blocks(&plan, pages);
    for (size_t i = 0; i < pages->page_count; i++)
      add_folio(setter, pages, i);
    keep_tables(pages, &plan);
    keep_texts(pages, &plan);
    closings_check(pages, setter->messages);
  }
  plan_free(&plan);
}

Pages *pages_compose(const Doc *doc, Fonts *fonts, Messages *messages) {
  if (!fonts_read(fonts, messages))
    return NULL;
  Pages *pages = mem_alloc(sizeof *pages);
  *pages = (Pages){.arena = arena_new(), .doc = doc, .fonts = fonts};
  int errors = msg_count(messages, MSG_ERROR);
  Setter setter = {.arena = pages->arena,
                   .doc = doc,
                   .shaper = shaper_new(fonts, messages),
                   .messages = messages};
  compose(&setter, pages);
  if (msg_count(messages, MSG_ERROR) == errors)
    contents_number(&setter, pages);
  free(setter.broken);
  shaper_free(setter.shaper);
  if (fonts_read(fonts, messages) && msg_count(messages, MSG_ERROR) == errors)
    return pages;
  pages_free(pages);
  return NULL;
}

const Drawn *pages_figure(const Pages *pages, int block) {
  for (size_t p = 0; p < pages->page_count; p++)
    for (size_t i = 0; i < pages->pages[p].line_count; i++)
      if (pages->pages[p].lines[i].figure && pages->pages[p].lines[i].block == block)
        return pages->pages[p].lines[i].figure;
  return NULL;
}

void pages_free(Pages *pages) {
  if (!pages)
    return;
  arena_free(pages->arena);
  free(pages);
}
