#include "pdf/tags.h"

#include <stdlib.h>

/* Where the next block goes, and the block in hand. */
struct TagsState {
  size_t capacity, mark_capacity, link_capacity;
  int section;     /* Document or Sect */
  int list;        /* L, or TOC, that an item may join, -1 */
  int block;       /* in Doc.blocks, -1 */
  int body;        /* its element */
  int label;       /* Lbl; PDF_NOBODY unless it is an item of a list */
  int *cells;      /* elements of its table's cells */
  size_t *printed; /* how much of each cell's text has been printed */
};

const char *pdf_type_name(PdfType type) {
  static const char *const names[] = {[TAG_DOCUMENT] = "Document",
                                      [TAG_SECT] = "Sect",
                                      [TAG_TITLE] = "Title",
                                      [TAG_H1] = "H1",
                                      [TAG_H1 + 1] = "H2",
                                      [TAG_H1 + 2] = "H3",
                                      [TAG_H1 + 3] = "H4",
                                      [TAG_H1 + 4] = "H5",
                                      [TAG_H6] = "H6",
                                      [TAG_P] = "P",
                                      [TAG_L] = "L",
                                      [TAG_LI] = "LI",
                                      [TAG_LBL] = "Lbl",
                                      [TAG_LBODY] = "LBody",
                                      [TAG_TABLE] = "Table",
                                      [TAG_THEAD] = "THead",
                                      [TAG_TBODY] = "TBody",
                                      [TAG_TR] = "TR",
                                      [TAG_TH] = "TH",
                                      [TAG_TD] = "TD",
                                      [TAG_FIGURE] = "Figure",
                                      [TAG_TOC] = "TOC",
                                      [TAG_TOCI] = "TOCI",
                                      [TAG_REFERENCE] = "Reference",
                                      [TAG_LINK] = "Link"};
  return names[type];
}

static int add(PdfTags *tags, int parent, PdfType type, const Block *block) {
  struct TagsState *state = tags->state;
  tags->elements =
      mem_grow(tags->elements, (size_t)tags->count, &state->capacity, sizeof *tags->elements);
  int index = tags->count++;
  tags->elements[index] = (PdfElement){.type = type,
                                       .parent = parent,
                                       .first_kid = -1,
                                       .last_kid = -1,
                                       .next = -1,
                                       .first_mark = -1,
                                       .last_mark = -1,
                                       .block = block};
  if (parent < 0)
    return index;
  PdfElement *above = &tags->elements[parent];
  if (above->last_kid < 0)
    above->first_kid = index;
  else
    tags->elements[above->last_kid].next = index;
  above->last_kid = index;
  return index;
}

PdfTags *pdf_tags_new(const Doc *doc) {
  PdfTags *tags = mem_alloc(sizeof *tags);
  tags->doc = doc;
  tags->state = mem_alloc(sizeof *tags->state);
  tags->state->section = add(tags, -1, TAG_DOCUMENT, NULL);
  tags->state->list = tags->state->block = -1;
  return tags;
}

static void forget_table(struct TagsState *state) {
  free(state->cells);
  free(state->printed);
  state->cells = NULL;
  state->printed = NULL;
}

void pdf_tags_free(PdfTags *tags) {
  if (!tags)
    return;
  forget_table(tags->state);
  free(tags->state);
  free(tags->elements);
  free(tags->marks);
  free(tags->links);
  free(tags);
}

void pdf_tags_turn_to_page(PdfTags *tags, int page) {
  tags->page = page;
  tags->page_mark = tags->mark_count;
}

/* A heading opens a section beside those of its level and below the last one of
 * a lower level. The number of its type is the depth so reached: no document
 * can skip one, as ISO 14289-1 (7.4.2) wants it. */
static int add_heading(PdfTags *tags, const Block *block) {
  int section = tags->state->section;
  PdfType type = TAG_H1;
  while (tags->elements[section].level >= block->level && tags->elements[section].parent >= 0)
    section = tags->elements[section].parent;
  for (int above = section; tags->elements[above].parent >= 0; above = tags->elements[above].parent)
    type += type < TAG_H6;
  section = tags->state->section = add(tags, section, TAG_SECT, NULL);
  tags->elements[section].level = block->level;
  return add(tags, section, type, block);
}

/* The list, or TOC, around one inside an item; -1: none. */
static int outer_list(const PdfTags *tags, int list) {
  PdfType type = tags->elements[list].type;
  do
    list = tags->elements[list].parent;
  while (list >= 0 && tags->elements[list].type != type);
  return list;
}

/* Items that follow one another make a list; those of a deeper level one inside
 * the item before them: in its body, or in the TOCI itself. */
static int add_to_list(PdfTags *tags, PdfType type, const Block *block) {
  struct TagsState *state = tags->state;
  if (state->list >= 0 && tags->elements[state->list].type != type)
    state->list = -1;
  while (state->list >= 0 && tags->elements[state->list].level > block->level)
    state->list = outer_list(tags, state->list);
  if (state->list < 0 || tags->elements[state->list].level < block->level) {
    int parent = state->section;
    if (state->list >= 0)
      parent = tags->elements[state->list].last_kid;
    if (state->list >= 0 && type == TAG_L)
      parent = tags->elements[parent].last_kid;
    state->list = add(tags, parent, type, block);
    tags->elements[state->list].level = block->level;
  }
  return add(tags, state->list, type == TAG_L ? TAG_LI : TAG_TOCI, block);
}

static int add_item(PdfTags *tags, const Block *block) {
  int item = add_to_list(tags, TAG_L, block);
  tags->state->label = add(tags, item, TAG_LBL, block);
  return add(tags, item, TAG_LBODY, block);
}

static int add_entry(PdfTags *tags, const Block *block) {
  int item = add_to_list(tags, TAG_TOC, block);
  return add(tags, add(tags, item, TAG_REFERENCE, block), TAG_LINK, block);
}

/* All of a table at once, empty cells too: the grid must be complete. */
static int add_table(PdfTags *tags, const Block *block) {
  const Table *table = block->table;
  struct TagsState *state = tags->state;
  state->cells = mem_alloc(table->cell_count * sizeof *state->cells);
  state->printed = mem_alloc(table->cell_count * sizeof *state->printed);
  int whole = add(tags, state->section, TAG_TABLE, block), part = -1;
  bool has_head = table->head_rows > 0 && table->head_rows < table->row_count;
  size_t cell = 0;
  for (int row = 0; row < table->row_count; row++) {
    if (row == 0)
      part = add(tags, whole, has_head ? TAG_THEAD : TAG_TBODY, block);
    else if (has_head && row == table->head_rows)
      part = add(tags, whole, TAG_TBODY, block);
    int line = add(tags, part, TAG_TR, block);
    for (; cell < table->cell_count && table->cells[cell].row == row; cell++) {
      bool is_head = table->cells[cell].is_header || row < table->head_rows;
      state->cells[cell] = add(tags, line, is_head ? TAG_TH : TAG_TD, block);
      tags->elements[state->cells[cell]].cell = &table->cells[cell];
    }
  }
  return whole;
}

static int add_block(PdfTags *tags, const Block *block) {
  struct TagsState *state = tags->state;
  if (block->kind == BLOCK_PARAGRAPH && block->level > 0 && block->label_len > 0)
    return add_item(tags, block);
  if (block->kind == BLOCK_ENTRY)
    return add_entry(tags, block);
  state->list = -1;
  switch (block->kind) {
  case BLOCK_TITLE:
    state->section = 0;
    return add(tags, 0, TAG_TITLE, block);
  case BLOCK_MARK:
    state->section = 0;
    break;
  case BLOCK_HEADING:
  case BLOCK_ANNEX:
    return add_heading(tags, block);
  case BLOCK_TABLE:
    return add_table(tags, block);
  case BLOCK_FIGURE:
    return add(tags, state->section, TAG_FIGURE, block);
  case BLOCK_ENTRY:
  case BLOCK_PARAGRAPH:
  case BLOCK_BLANK:
    break;
  case BLOCK_OFFICE:
  case BLOCK_DATE:
  case BLOCK_BANNER:
  case BLOCK_ROW:
  case BLOCK_RULE:
    state->section = 0;
    break;
  }
  return add(tags, state->section, TAG_P, block);
}

/* What a cell has printed already, on an earlier page, was read there. */
static int cell_owner(struct TagsState *state, const Line *line) {
  if (line->start < state->printed[line->cell])
    return PDF_FURNITURE;
  state->printed[line->cell] = line->end;
  return state->cells[line->cell];
}

static void add_link(PdfTags *tags, int element, const Line *line) {
  tags->links = mem_grow(tags->links, (size_t)tags->link_count, &tags->state->link_capacity,
                         sizeof *tags->links);
  PdfElement *owner = &tags->elements[element];
  if (owner->link_count++ == 0)
    owner->first_link = tags->link_count;
  tags->links[tags->link_count++] = (PdfLink){tags->page, element, line};
}

PdfOwners pdf_tags_line(PdfTags *tags, const Line *line) {
  struct TagsState *state = tags->state;
  if (line->block < 0)
    return (PdfOwners){PDF_FURNITURE, PDF_FURNITURE, 0};
  const Block *block = &tags->doc->blocks[line->block];
  if (line->block != state->block) {
    forget_table(state);
    state->block = line->block;
    state->label = PDF_NOBODY;
    state->body = add_block(tags, block);
  }
  if (line->target)
    add_link(tags, state->body, line);
  if (block->table)
    return (PdfOwners){PDF_NOBODY, cell_owner(state, line), 0};
  return (PdfOwners){state->label, state->body, state->label < 0 ? 0 : block->label_len};
}

void pdf_tags_draw(PdfTags *tags, int element, const Drawn *drawn, Emu page_height) {
  tags->elements[element].drawn = drawn;
  tags->elements[element].page_height = page_height;
}

int pdf_tags_mark(PdfTags *tags, int element) {
  tags->marks = mem_grow(tags->marks, (size_t)tags->mark_count, &tags->state->mark_capacity,
                         sizeof *tags->marks);
  int index = tags->mark_count++, id = index - tags->page_mark;
  tags->marks[index] = (PdfMark){tags->page, id, element, -1};
  PdfElement *owner = &tags->elements[element];
  if (owner->last_mark < 0)
    owner->first_mark = index;
  else
    tags->marks[owner->last_mark].next = index;
  owner->last_mark = index;
  return id;
}
