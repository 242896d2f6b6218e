#include "pdf/outline.h"

#include <stdlib.h>

#include "pdf/links.h"

/* One bookmark; the others by their index in the list, -1 where there is none.
 * The first entry stands for the outline itself. */
typedef struct Entry {
  int level;
  int parent, previous, next, first, last;
  int inside; /* entries under it, at any depth */
  const char *text;
  size_t page;
  const Line *line;
  HPDF_Dict object;
} Entry;

typedef struct Entries {
  Entry *items;
  size_t count, capacity;
} Entries;

static void append(Entries *list, int level, const char *text, size_t page, const Line *line) {
  list->items = mem_grow(list->items, list->count, &list->capacity, sizeof *list->items);
  list->items[list->count++] = (Entry){level, -1, -1, -1, -1, -1, 0, text, page, line, NULL};
}

static Entries collect(const Pages *pages) {
  Entries list = {0};
  append(&list, 0, "", 0, NULL);
  for (size_t i = 0; i < pages->page_count; i++)
    for (size_t j = 0; j < pages->pages[i].line_count; j++) {
      const Line *line = &pages->pages[i].lines[j];
      if (!line->is_first || line->block < 0)
        continue;
      const Block *block = &pages->doc->blocks[line->block];
      if (block->rank > 0)
        append(&list, block->rank, block->text, i, line);
    }
  return list;
}

/* An entry belongs under the last one before it whose level is lower. */
static void link_entries(Entries *list) {
  Entry *items = list->items;
  int open = 0;
  for (int i = 1; i < (int)list->count; i++) {
    while (open > 0 && items[open].level >= items[i].level)
      open = items[open].parent;
    Entry *parent = &items[open];
    items[i].parent = open;
    items[i].previous = parent->last;
    if (parent->last >= 0)
      items[parent->last].next = i;
    else
      parent->first = i;
    parent->last = i;
    for (int above = open; above >= 0; above = items[above].parent)
      items[above].inside++;
    open = i;
  }
}

static void put_link(PdfFile *file, const Entry *entry, const char *key, const Entry *items,
                     int target) {
  if (target >= 0)
    pdf_put(file, entry->object, key, items[target].object);
}

HPDF_Dict pdf_write_outline(PdfFile *file, const Pages *pages, const HPDF_Dict *page_objects) {
  Entries list = collect(pages);
  HPDF_Dict outline = NULL;
  if (list.count > 1) {
    link_entries(&list);
    for (size_t i = 0; i < list.count; i++)
      list.items[i].object = pdf_object(file);
    outline = list.items[0].object;
    pdf_put_name(file, outline, "Type", "Outlines");
  }
  for (size_t i = 0; outline && i < list.count; i++) {
    const Entry *entry = &list.items[i];
    if (i > 0) {
      pdf_put_text(file, entry->object, "Title", entry->text);
      pdf_put(file, entry->object, "Dest",
              pdf_destination(file, &pages->pages[entry->page], entry->line,
                              page_objects[entry->page]));
    }
    put_link(file, entry, "Parent", list.items, entry->parent);
    put_link(file, entry, "Prev", list.items, entry->previous);
    put_link(file, entry, "Next", list.items, entry->next);
    put_link(file, entry, "First", list.items, entry->first);
    put_link(file, entry, "Last", list.items, entry->last);
    if (entry->inside > 0)
      pdf_put_number(file, entry->object, "Count", entry->inside);
  }
  free(list.items);
  return outline;
}
