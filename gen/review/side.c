/* side_of_doc: a Doc and its Pages as paragraphs and strips. */
#include "review/side.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/utf8.h"
#include "compose/pages.h"
#include "review/place.h"

Piece side_without_breaks(const char *text, size_t len, Arena *arena) {
  char *copy = arena_copy_n(arena, text, len);
  size_t kept = 0;
  for (size_t at = 0; at < len;) {
    size_t start = at;
    if (utf8_next(text, len, &at) == DOC_LINE_BREAK)
      continue;
    memmove(copy + kept, text + start, at - start);
    kept += at - start;
  }
  copy[kept] = '\0';
  return (Piece){copy, kept};
}

Piece side_text(const char *text, size_t len, Arena *arena) {
  Piece piece = side_without_breaks(text, len, arena);
  char *copy = arena_copy_n(arena, piece.text, piece.len);
  for (size_t i = 0; i < piece.len; i++)
    copy[i] = copy[i] == DOC_TAB ? ' ' : copy[i];
  return (Piece){copy, piece.len};
}

static ParaKind kind_of(const Block *block) {
  if (block->drawing)
    return PARA_FIGURE;
  if (block->kind == BLOCK_BLANK || block->len == 0)
    return PARA_BLANK;
  return block->kind == BLOCK_HEADING ? PARA_HEADING
         : block->kind == BLOCK_ENTRY ? PARA_ENTRY
                                      : PARA_TEXT;
}

size_t side_caption_label(const char *text) {
  static const char space[] = "　";
  size_t sign = strlen("图");
  if (strncmp(text, "图", sign) != 0 && strncmp(text, "表", sign) != 0)
    return 0;
  size_t digits = strspn(text + sign, "0123456789");
  bool is_label = digits > 0 && strncmp(text + sign + digits, space, sizeof space - 1) == 0;
  return is_label ? sign + digits + sizeof space - 1 : 0;
}

size_t side_label(const Block *block) {
  bool is_counted = block->kind == BLOCK_HEADING || block->level > 0;
  return is_counted || block->label_len == side_caption_label(block->text) ? block->label_len : 0;
}

/* 图片 and the head of its digest. */
static const char *stamp_of(const Picture *picture, Arena *arena) {
  char digest[DIGEST_SIZE];
  digest_bytes(picture->bytes, picture->len, digest);
  return arena_printf(arena, "（图片 %.12s）", digest);
}

static void add_para(Side *side, const Block *block, Places *places) {
  Para *para = &side->paras[side->count++];
  size_t label = side_label(block);
  *para = (Para){.kind = kind_of(block),
                 .level = block->kind == BLOCK_HEADING ? block->level : 0,
                 .label = arena_copy_n(side->arena, block->text, label),
                 .text = side_text(block->text + label, block->len - label, side->arena),
                 .pos = block->pos,
                 .pitch = block->style->pitch};
  if (block->drawing && block->drawing->picture)
    para->stamp = stamp_of(block->drawing->picture, side->arena);
  if (block->drawing)
    para->text = side_without_breaks(block->drawing->alternative,
                                     strlen(block->drawing->alternative), side->arena);
  para->place = block->kind == BLOCK_TITLE  ? "标题"
                : block->kind == BLOCK_MARK ? "附件标"
                                            : places_next(places, para);
  if (strcmp(block->style->name, "表题") == 0)
    places->caption = para->text.text;
}

/* The texts of the cells that begin in the row. cell: the first of them; moved
 * behind the last. */
static Piece row_text(const Table *table, int row, size_t *cell, Arena *arena) {
  Buf text = {0};
  for (size_t first = *cell; *cell < table->cell_count && table->cells[*cell].row == row; ++*cell) {
    Piece piece = side_text(table->cells[*cell].text, table->cells[*cell].len, arena);
    if (*cell > first)
      buf_putc(&text, '\t');
    buf_add(&text, piece.text, piece.len);
  }
  Piece copy = {arena_copy_n(arena, text.data ? text.data : "", text.len), text.len};
  buf_free(&text);
  return copy;
}

static void add_rows(Side *side, const Block *block, Places *places) {
  const Table *table = block->table;
  size_t cell = 0;
  places_table(places);
  for (int row = 0; row < table->row_count; row++) {
    Para *para = &side->paras[side->count++];
    size_t first = cell;
    *para = (Para){.kind = PARA_ROW, .label = "", .pos = block->pos};
    para->text = row_text(table, row, &cell, side->arena);
    if (cell > first)
      para->pos = table->cells[first].pos;
    para->place = places_next(places, para);
  }
}

static void add_paras(Side *side, const Doc *doc) {
  size_t most = doc->block_count;
  for (size_t i = 0; i < doc->block_count; i++)
    most += doc->blocks[i].table ? (size_t)doc->blocks[i].table->row_count : 0;
  side->paras = arena_array(side->arena, most + 1, sizeof *side->paras);
  size_t *first = arena_array(side->arena, doc->block_count + 1, sizeof *first);
  Places places = {.arena = side->arena};
  for (size_t i = 0; i < doc->block_count; i++) {
    first[i] = side->count;
    if (doc->blocks[i].table)
      add_rows(side, &doc->blocks[i], &places);
    else
      add_para(side, &doc->blocks[i], &places);
  }
  side->first = first;
}

/* How many bytes of the block's text before end are neither number nor break. */
static size_t bytes_before(const Block *block, size_t end) {
  size_t count = 0;
  for (size_t at = side_label(block); at < end && at < block->len;) {
    size_t start = at;
    if (utf8_next(block->text, block->len, &at) != DOC_LINE_BREAK)
      count += at - start;
  }
  return count;
}

static void add_strip(Side *side, Strip strip) {
  side->strips[side->strip_count++] = strip;
}

static void add_line(Side *side, const Page *page, const Line *line, const size_t *first,
                     int number) {
  const Block *block = &side->doc->blocks[line->block];
  add_strip(side, (Strip){.para = first[line->block],
                          .page = page->number,
                          .line = number,
                          .height = line->height,
                          .end = bytes_before(block, line->end),
                          .why = pages_ending_name(line->ending)});
}

/* Rows stand where the first line of their table does. */
static int add_table_rows(Side *side, const Page *page, int block, const size_t *first,
                          int number) {
  for (size_t i = 0; i < page->row_count; i++) {
    const PlacedRow *row = &page->rows[i];
    if (row->block == block && !row->is_repeated)
      add_strip(side, (Strip){.para = first[block] + (size_t)row->row,
                              .page = page->number,
                              .line = number++,
                              .height = row->height});
  }
  return number;
}

/* A row that goes on over pages stands in two strips. */
static void add_page(Side *side, const Page *page, const size_t *first) {
  int number = 1, table = -1;
  for (size_t i = 0; i < page->line_count; i++) {
    const Line *line = &page->lines[i];
    if (line->block < 0)
      continue;
    if (line->cell < 0)
      add_line(side, page, line, first, number++);
    else if (line->block != table)
      number = add_table_rows(side, page, table = line->block, first, number);
  }
}

static void add_strips(Side *side, const size_t *first) {
  const Pages *pages = side->pages;
  size_t most = 0;
  for (size_t i = 0; i < pages->page_count; i++)
    most += pages->pages[i].line_count + pages->pages[i].row_count;
  side->strips = arena_array(side->arena, most + 1, sizeof *side->strips);
  for (size_t i = 0; i < pages->page_count; i++)
    add_page(side, &pages->pages[i], first);
  side->page_count = (int)pages->page_count;
}

Side *side_of_doc(const char *path, const Doc *doc, const Pages *pages) {
  Arena *arena = arena_new();
  Side *side = arena_alloc(arena, sizeof *side);
  *side = (Side){.path = path, .arena = arena, .doc = doc, .pages = pages};
  add_paras(side, doc);
  if (pages)
    add_strips(side, side->first);
  return side;
}

void side_free(Side *side) {
  if (side)
    arena_free(side->arena);
}

/* Tabs that don't stand between two texts go. */
static Piece without_empty_cells(Piece row, Arena *arena) {
  char *copy = arena_copy_n(arena, row.text, row.len);
  size_t kept = 0;
  for (size_t i = 0; i < row.len; i++)
    if (row.text[i] != '\t' || (kept > 0 && copy[kept - 1] != '\t'))
      copy[kept++] = row.text[i];
  while (kept > 0 && copy[kept - 1] == '\t')
    kept--;
  copy[kept] = '\0';
  return (Piece){copy, kept};
}

void sides_agree(Side *a, Side *b) {
  if (!a->is_printed && !b->is_printed)
    return;
  Side *const both[] = {a, b};
  for (size_t side = 0; side < 2; side++) {
    for (size_t i = 0; i < both[side]->count; i++) {
      Para *para = &both[side]->paras[i];
      para->pitch = 1;
      if (para->kind == PARA_ROW)
        para->text = without_empty_cells(para->text, both[side]->arena);
    }
    for (size_t i = 0; i < both[side]->strip_count; i++)
      both[side]->strips[i].height =
          both[side]->paras[both[side]->strips[i].para].kind != PARA_FIGURE;
  }
}
