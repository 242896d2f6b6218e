/* How high the text area is in the locked form.
 *
 * A page that begins with a paragraph or a table is asked for. One that begins
 * inside a paragraph can't be: LibreOffice cuts the paragraph in two at a page
 * break, indents the rest and leaves the line before it short. There the height
 * of the text area decides, since every line has an exact pitch: it is chosen so
 * that the fullest page has room and one line more has none. */
#include "docx/parts.h"

Emu docx_row_foot(const Pages *pages, const PlacedRow *row) {
  Emu rule = pages->doc->blocks[row->block].table->rule;
  return row->top + row->height + rule - rule / 2;
}

static Emu foot_of(const Pages *pages, const Page *page) {
  const Line *last = page->line_count ? &page->lines[page->line_count - 1] : NULL;
  const PlacedRow *row = page->row_count ? &page->rows[page->row_count - 1] : NULL;
  Emu foot = last ? last->top + last->height : 0;
  Emu row_foot = row ? docx_row_foot(pages, row) : 0;
  return foot > row_foot ? foot : row_foot;
}

/* A paragraph goes on from this page to the next. */
static bool splits_block(const Pages *pages, size_t page) {
  if (page + 1 >= pages->page_count)
    return false;
  const Page *this = &pages->pages[page], *next = &pages->pages[page + 1];
  if (!this->line_count || !next->line_count)
    return false;
  const Line *last = &this->lines[this->line_count - 1];
  return last->block >= 0 && last->cell < 0 && last->block == next->lines[0].block;
}

static Emu lowest_foot(const Pages *pages, const PageSetup *setup) {
  Emu lowest = 0;
  for (size_t i = 0; i < pages->page_count; i++) {
    Emu foot = foot_of(pages, &pages->pages[i]);
    if (pages->pages[i].setup == setup && foot > lowest)
      lowest = foot;
  }
  return lowest;
}

/* Where the line would end that the next page takes out of this one's block. */
static Emu next_foot(const Pages *pages, size_t page) {
  return foot_of(pages, &pages->pages[page]) + pages->pages[page + 1].lines[0].height;
}

bool docx_ends_early(const Pages *pages, size_t page) {
  return splits_block(pages, page) &&
         next_foot(pages, page) <= lowest_foot(pages, pages->pages[page].setup);
}

Emu docx_locked_height(const Pages *pages, const PageSetup *setup) {
  Emu lowest = lowest_foot(pages, setup), limit = lowest + setup->pitch;
  for (size_t i = 0; i < pages->page_count; i++)
    if (pages->pages[i].setup == setup && splits_block(pages, i) && next_foot(pages, i) > lowest &&
        next_foot(pages, i) < limit)
      limit = next_foot(pages, i);
  Emu foot = lowest + (limit - lowest) / 2;
  /* Word moves the text up when it comes down to the page number. */
  Emu room = setup->height - setup->bottom + setup->folio.distance;
  if (setup->folio.place != FOLIO_NONE && foot > room)
    foot = room > lowest ? room : lowest;
  return foot - setup->top;
}
