/* Lines onto pages. */
#include "compose/pages.h"

#include <stdlib.h>

#include "compose/blocks.h"

typedef struct Paginator {
  Pages *pages;
  const PageSetup *setup;
  LineList list;
  size_t capacity; /* of pages->pages while it grows */
  Emu used;        /* height taken on the page in hand */
  size_t first;    /* its first line */
} Paginator;

static Emu text_height(const PageSetup *page) {
  return page->pitch * page->lines;
}

static const Style *style_of(const Paginator *paginator, const Line *line) {
  return paginator->pages->doc->blocks[line->block].style;
}

static size_t block_lines(const Paginator *paginator, size_t first) {
  size_t end = first + 1;
  while (end < paginator->list.count &&
         paginator->list.lines[end].block == paginator->list.lines[first].block)
    end++;
  return end - first;
}

/* Room that a block keeps below itself so that the next stands on the grid. */
static Emu grid_rest(const Paginator *paginator, const Style *style, Emu height) {
  Emu pitch = paginator->setup->pitch;
  return style->grid && height % pitch ? pitch - height % pitch : 0;
}

static void close_page(Paginator *paginator, size_t end) {
  Pages *pages = paginator->pages;
  pages->pages =
      mem_grow(pages->pages, pages->page_count, &paginator->capacity, sizeof *pages->pages);
  pages->pages[pages->page_count] =
      (Page){.number = paginator->setup->folio.first + (int)pages->page_count,
             .width = paginator->setup->width,
             .height = paginator->setup->height,
             .lines = paginator->list.lines + paginator->first,
             .line_count = end - paginator->first};
  pages->page_count++;
  paginator->first = end;
  paginator->used = 0;
}

/* The height that must follow on the same page from this line on: headings
 * with the first line of what comes after them. */
static Emu kept_height(const Paginator *paginator, size_t index) {
  const LineList *list = &paginator->list;
  Emu height = 0;
  while (index < list->count && height <= text_height(paginator->setup)) {
    const Style *style = style_of(paginator, &list->lines[index]);
    size_t count = block_lines(paginator, index);
    if (!style->keep_with_next || index + count >= list->count)
      return height + style->pitch;
    Emu own = style->space_before + (Emu)count * style->pitch + style->space_after;
    height += own + grid_rest(paginator, style, own);
    index += count;
  }
  return height;
}

/* How many of a block's lines go on this page, when not all fit. */
static size_t lines_that_fit(const Paginator *paginator, const Style *style, size_t count) {
  Emu room = text_height(paginator->setup) - paginator->used;
  size_t fit = room > 0 ? (size_t)(room / style->pitch) : 0;
  if (fit >= count)
    return count;
  if (!paginator->setup->widow_control)
    return fit;
  /* Two lines at least before the break and after it. */
  if (count - fit < 2)
    fit = fit > 0 ? fit - 1 : 0;
  return fit < 2 ? 0 : fit;
}

static void place_line(Paginator *paginator, size_t index) {
  Line *line = &paginator->list.lines[index];
  line->top = paginator->setup->top + paginator->used;
  line->baseline += line->top;
  paginator->used += line->height;
}

static bool is_fresh_page(const Paginator *paginator, size_t index) {
  return paginator->first == index;
}

static void place_block(Paginator *paginator, size_t index, size_t count) {
  const Style *style = style_of(paginator, &paginator->list.lines[index]);
  bool must_break = style->page_break_before ||
                    (style->keep_with_next && paginator->used + kept_height(paginator, index) >
                                                  text_height(paginator->setup));
  if (must_break && !is_fresh_page(paginator, index))
    close_page(paginator, index);
  if (!is_fresh_page(paginator, index))
    paginator->used += style->space_before;
  for (size_t done = 0; done < count;) {
    size_t fit = lines_that_fit(paginator, style, count - done);
    if (fit == 0 && is_fresh_page(paginator, index + done))
      fit = 1;
    for (size_t i = 0; i < fit; i++)
      place_line(paginator, index + done + i);
    done += fit;
    if (done < count)
      close_page(paginator, index + done);
  }
  paginator->used += style->space_after;
  paginator->used += grid_rest(paginator, style, paginator->used);
}

static void add_folio(Setter *setter, Page *page, const PageSetup *setup) {
  const Folio *folio = &setup->folio;
  if (folio->place == FOLIO_NONE)
    return;
  Align align = ALIGN_CENTRE;
  if (folio->place == FOLIO_OUTER)
    align = page->number % 2 ? ALIGN_RIGHT : ALIGN_LEFT;
  const char *text =
      arena_printf(setter->arena, "%s%d%s", folio->before, page->number, folio->after);
  Line *line = folio_set(setter, folio, text, align);
  line->top = setup->height - setup->bottom + folio->distance;
  line->baseline += line->top;
  page->folio = line;
}

static void paginate(Paginator *paginator) {
  for (size_t i = 0; i < paginator->list.count;) {
    size_t count = block_lines(paginator, i);
    place_block(paginator, i, count);
    i += count;
  }
  if (paginator->first < paginator->list.count || paginator->pages->page_count == 0)
    close_page(paginator, paginator->list.count);
}

/* From the growing arrays to the arena that the Pages live in. */
static void keep(Paginator *paginator) {
  Pages *pages = paginator->pages;
  Line *lines = arena_array(pages->arena, paginator->list.count, sizeof *lines);
  Page *kept = arena_array(pages->arena, pages->page_count, sizeof *kept);
  for (size_t i = 0; i < paginator->list.count; i++)
    lines[i] = paginator->list.lines[i];
  for (size_t i = 0; i < pages->page_count; i++) {
    kept[i] = pages->pages[i];
    kept[i].lines = lines + (pages->pages[i].lines - paginator->list.lines);
  }
  free(paginator->list.lines);
  free(pages->pages);
  pages->pages = kept;
}

Pages *pages_compose(const Doc *doc, Fonts *fonts, Messages *messages) {
  Pages *pages = mem_alloc(sizeof *pages);
  *pages = (Pages){.arena = arena_new(), .doc = doc, .fonts = fonts};
  int errors = msg_count(messages, MSG_ERROR);
  Setter setter = {.arena = pages->arena,
                   .doc = doc,
                   .shaper = shaper_new(fonts, messages),
                   .rule = break_rule(doc->page),
                   .messages = messages};
  Paginator paginator = {.pages = pages, .setup = doc->page};
  for (size_t i = 0; i < doc->block_count; i++)
    block_set(&setter, (int)i, &paginator.list);
  paginate(&paginator);
  keep(&paginator);
  for (size_t i = 0; i < pages->page_count; i++)
    add_folio(&setter, &pages->pages[i], doc->page);
  free(setter.broken);
  shaper_free(setter.shaper);
  if (msg_count(messages, MSG_ERROR) == errors)
    return pages;
  pages_free(pages);
  return NULL;
}

void pages_free(Pages *pages) {
  if (!pages)
    return;
  arena_free(pages->arena);
  free(pages);
}
