/* A Doc onto pages, from setting its blocks to numbering the pages. */
#include "compose/pages.h"

#include <stdlib.h>
#include <string.h>

#include "compose/closing.h"
#include "compose/contents.h"
#include "compose/flow.h"
#include "compose/paginator.h"
#include "layout/folio.h"

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

static void compose(Setter *setter, Pages *pages) {
  int errors = msg_count(setter->messages, MSG_ERROR);
  Plan plan = plan_new(setter);
  if (msg_count(setter->messages, MSG_ERROR) == errors && plan_keep_tables(&plan)) {
    flow_place(&plan, pages);
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
