#include "compose/plan.h"

#include <stdlib.h>

#include "compose/closing.h"
#include "compose/figure.h"
#include "compose/letterhead.h"
#include "compose/place.h"

/* Of a page, at most, for the notes that are kept with a table's last row. */
enum { NOTES_PART = 4 };

/* No report has more; what is longer would fill the memory. */
#define PAGES_MOST 5000
#define PAGES_MOST_TEXT "5000"

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

bool plan_is_too_long(Setter *setter, const Block *block, int64_t length) {
  bool longer = length > PAGES_MOST * 1000;
  if (longer)
    msg_add(setter->messages, block->pos, PAGES_TOO_MANY, PAGES_MOST_TEXT);
  return longer;
}

/* How much of a page the lines take, in thousandths, rounded down. */
static int64_t share_of_page(const PageSetup *page, const SetBlock *set) {
  return (int64_t)set->count * (set->pitch * 1000 / page_text_height(page));
}

Plan plan_new(Setter *setter) {
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
    if (plan_is_too_long(setter, block, length))
      break;
  }
  return plan;
}

void plan_free(Plan *plan) {
  for (size_t i = 0; i < plan->count; i++)
    table_free(plan->blocks[i].table);
  free(plan->blocks);
  free(plan->list.lines);
  free(plan->texts);
}

Emu plan_grid_rest(const PageSetup *page, const Style *style, Emu height) {
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
    height += own + plan_grid_rest(page, note->style, own);
  }
  return kept;
}

bool plan_keep_tables(Plan *plan) {
  Setter *setter = plan->setter;
  for (size_t i = 0; i < plan->count; i++) {
    const SetBlock *block = &plan->blocks[i];
    setter_turn_to(setter, setter->doc->sections[block->section].page);
    if (block->table && !table_keep(setter, block->table, notes_height(setter->page, plan, i)))
      return false;
  }
  return true;
}

const Block *plan_block(const Plan *plan, size_t index) {
  return plan->blocks[index].block;
}

const PageSetup *plan_page(const Plan *plan, size_t index) {
  return plan->setter->doc->sections[plan->blocks[index].section].page;
}

size_t plan_lines_given(const PageSetup *page) {
  return page->widow_control ? 2 : 1;
}

bool plan_keeps_whole(const Plan *plan, size_t index) {
  const SetBlock *set = &plan->blocks[index];
  const Block *block = plan_block(plan, index);
  if (set->keeps)
    return true;
  return block->is_kept &&
         (block->kind != BLOCK_PARAGRAPH || set->count <= plan_lines_given(plan_page(plan, index)));
}

/* What of a block stands with the kept ones above it: a line, of a caption all. */
static Emu least_height(const Plan *plan, size_t index) {
  const SetBlock *block = &plan->blocks[index];
  bool is_caption = index > 0 && plan->blocks[index - 1].is_figure && plan->blocks[index - 1].keeps;
  return is_caption ? block->style->space_before + (Emu)block->count * block->pitch : block->pitch;
}

Emu plan_kept_height(const Plan *plan, size_t index) {
  int section = plan->blocks[index].section;
  const PageSetup *page = plan_page(plan, index);
  Emu height = 0;
  for (; height <= page_text_height(page); index++) {
    const SetBlock *block = &plan->blocks[index];
    const Style *style = block->style;
    if (block->table)
      return height + style->space_before + table_least(block->table);
    bool is_last = index + 1 == plan->count || plan->blocks[index + 1].section != section;
    if (!plan_keeps_whole(plan, index) || is_last)
      return height + least_height(plan, index);
    Emu own = style->space_before + (Emu)block->count * block->pitch + style->space_after;
    height += own + plan_grid_rest(page, style, own);
  }
  return height;
}
