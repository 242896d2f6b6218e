#include "pdf/structure.h"

#include <stdlib.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "pdf/number.h"

/* Pages or links under one leaf of the tree of parents. */
enum { LEAF = 64 };

typedef struct Writer {
  PdfFile *file;
  const PdfTags *tags;
  const HPDF_Dict *pages;
  size_t page_count;
  const HPDF_Dict *links; /* as in tags->links */
  HPDF_Dict *objects;     /* of the elements */
  Buf syntax;
} Writer;

/* What was put together becomes the dictionary's inside. A report has thousands
 * of elements, which as libharu's own entries take 850 bytes more each; and its
 * arrays end at 32,767. */
static void put_inside(Writer *writer, HPDF_Dict dict) {
  pdf_put_inside(writer->file, dict, &writer->syntax);
  buf_clear(&writer->syntax);
}

static void put_ref(Writer *writer, const char *key, const void *object) {
  buf_puts(&writer->syntax, key);
  pdf_put_ref(&writer->syntax, object);
}

static void put_mark(Writer *writer, const PdfMark *mark, int page) {
  if (mark->page == page) {
    buf_put_int(&writer->syntax, mark->id);
    return;
  }
  put_ref(writer, "<</Type/MCR/Pg ", writer->pages[mark->page]);
  buf_puts(&writer->syntax, "/MCID ");
  buf_put_int(&writer->syntax, mark->id);
  buf_puts(&writer->syntax, ">>");
}

static void put_link(Writer *writer, int link) {
  put_ref(writer, "<</Type/OBJR/Pg ", writer->pages[writer->tags->links[link].page]);
  put_ref(writer, "/Obj ", writer->links[link]);
  buf_puts(&writer->syntax, ">> ");
}

/* The element's content, then the elements in it: only LBody has both, and a
 * list in an item follows its text. */
static void put_kids(Writer *writer, const PdfElement *element) {
  const PdfTags *tags = writer->tags;
  if (element->first_mark < 0 && element->first_kid < 0)
    return;
  int page = element->first_mark < 0 ? -1 : tags->marks[element->first_mark].page;
  if (page >= 0)
    put_ref(writer, "/Pg ", writer->pages[page]);
  buf_puts(&writer->syntax, "/K[");
  for (int i = element->first_mark; i >= 0; i = tags->marks[i].next) {
    put_mark(writer, &tags->marks[i], page);
    buf_putc(&writer->syntax, ' ');
  }
  for (int i = 0; i < element->link_count; i++)
    put_link(writer, element->first_link + i);
  for (int i = element->first_kid; i >= 0; i = tags->elements[i].next) {
    pdf_put_ref(&writer->syntax, writer->objects[i]);
    buf_putc(&writer->syntax, ' ');
  }
  writer->syntax.data[writer->syntax.len - 1] = ']';
}

/* A row whose cells are all heads says something of the columns. */
static bool is_head_row(const Table *table, int row) {
  if (row < table->head_rows)
    return true;
  for (size_t i = 0; i < table->cell_count; i++)
    if (table->cells[i].row == row && !table->cells[i].is_header)
      return false;
  return true;
}

static void put_span(Buf *out, const char *key, int count) {
  if (count == 1)
    return;
  buf_puts(out, key);
  buf_put_int(out, count);
}

static void put_cell(Buf *out, const PdfElement *element) {
  const Cell *cell = element->cell;
  if (element->type == TAG_TD && cell->row_span == 1 && cell->column_span == 1)
    return;
  buf_puts(out, "/A<</O/Table");
  if (element->type == TAG_TH)
    buf_puts(out, is_head_row(element->block->table, cell->row) ? "/Scope/Column" : "/Scope/Row");
  put_span(out, "/RowSpan ", cell->row_span);
  put_span(out, "/ColSpan ", cell->column_span);
  buf_puts(out, ">>");
}

/* A label with a number in it, 一 and ① too, numbers the list. */
static bool is_numbered(const Block *block) {
  for (size_t at = 0; at < block->label_len;) {
    uint32_t ch = utf8_next(block->text, block->label_len, &at);
    if (ch != UTF8_INVALID && u_getNumericValue((UChar32)ch) != U_NO_NUMERIC_VALUE)
      return true;
  }
  return false;
}

static void put_list(Buf *out, const PdfElement *element) {
  buf_puts(out, "/A<</O/List/ListNumbering/");
  buf_puts(out, is_numbered(element->block) ? "Decimal>>" : "None>>");
}

/* ISO 14289-1, 7.3: what it shows, in words; and where it stands. */
static void put_figure(Buf *out, const PdfElement *element) {
  const Drawn *drawn = element->drawn;
  Emu page = element->page_height;
  const Emu box[] = {drawn->x, page - drawn->y - drawn->height, drawn->x + drawn->width,
                     page - drawn->y};
  buf_puts(out, "/A<</O/Layout/Placement/Block/BBox");
  for (size_t i = 0; i < sizeof box / sizeof *box; i++) {
    buf_putc(out, i == 0 ? '[' : ' ');
    pdf_put_milli(out, pdf_milli(box[i]));
  }
  buf_puts(out, "]>>");
}

static void write_element(Writer *writer, int index, HPDF_Dict root) {
  const PdfElement *element = &writer->tags->elements[index];
  HPDF_Dict object = writer->objects[index];
  Buf *out = &writer->syntax;
  buf_puts(out, "/S/");
  buf_puts(out, pdf_type_name(element->type));
  put_ref(writer, "/P ", element->parent < 0 ? root : writer->objects[element->parent]);
  put_kids(writer, element);
  if (element->cell)
    put_cell(out, element);
  else if (element->type == TAG_L)
    put_list(out, element);
  else if (element->drawn)
    put_figure(out, element);
  put_inside(writer, object);
  if (element->drawn)
    pdf_put_text(writer->file, object, "Alt", element->block->drawing->alternative);
}

/* The elements of a page's marks by MCID. mark is its first mark; the next page's
 * is returned. */
static int put_page(Writer *writer, size_t page, int mark) {
  const PdfTags *tags = writer->tags;
  buf_putc(&writer->syntax, '[');
  for (; mark < tags->mark_count && tags->marks[mark].page == (int)page; mark++) {
    pdf_put_ref(&writer->syntax, writer->objects[tags->marks[mark].element]);
    buf_putc(&writer->syntax, ' ');
  }
  buf_putc(&writer->syntax, ']');
  pdf_put_number(writer->file, writer->pages[page], "StructParents", (int)page);
  return mark;
}

/* Keys are the pages' numbers, then the links', each with what it belongs to.
 * mark: as in put_page. */
static int put_leaf(Writer *writer, size_t first, size_t end, int mark) {
  buf_puts(&writer->syntax, "/Nums[");
  for (size_t key = first; key < end; key++) {
    buf_put_int(&writer->syntax, (int64_t)key);
    buf_putc(&writer->syntax, ' ');
    if (key < writer->page_count) {
      mark = put_page(writer, key, mark);
      continue;
    }
    size_t link = key - writer->page_count;
    pdf_put_ref(&writer->syntax, writer->objects[writer->tags->links[link].element]);
    buf_putc(&writer->syntax, ' ');
    pdf_put_number(writer->file, writer->links[link], "StructParent", (int)key);
  }
  buf_putc(&writer->syntax, ']');
  return mark;
}

static void put_limits(Buf *out, size_t first, size_t last) {
  buf_puts(out, "/Limits[");
  buf_put_int(out, (int64_t)first);
  buf_putc(out, ' ');
  buf_put_int(out, (int64_t)last);
  buf_putc(out, ']');
}

static HPDF_Dict write_parents(Writer *writer, size_t count) {
  HPDF_Dict tree = pdf_object(writer->file);
  if (count <= LEAF) {
    put_leaf(writer, 0, count, 0);
    put_inside(writer, tree);
    return tree;
  }
  Buf leaves = {0};
  buf_puts(&leaves, "/Kids[");
  int mark = 0;
  for (size_t first = 0; first < count; first += LEAF) {
    size_t end = first + LEAF < count ? first + LEAF : count;
    HPDF_Dict leaf = pdf_object(writer->file);
    put_limits(&writer->syntax, first, end - 1);
    mark = put_leaf(writer, first, end, mark);
    put_inside(writer, leaf);
    pdf_put_ref(&leaves, leaf);
    buf_putc(&leaves, ' ');
  }
  buf_putc(&leaves, ']');
  pdf_put_inside(writer->file, tree, &leaves);
  buf_free(&leaves);
  return tree;
}

/* PDF 1.7 has no type for a document's title; as a paragraph it leaves H1 to
 * the chapters, as in the bookmarks and in the DOCX. */
static void put_roles(PdfFile *file, HPDF_Dict root) {
  HPDF_Dict roles = pdf_dict(file);
  pdf_put(file, root, "RoleMap", roles);
  pdf_put_name(file, roles, pdf_type_name(TAG_TITLE), pdf_type_name(TAG_P));
}

HPDF_Dict pdf_write_structure(PdfFile *file, const PdfTags *tags, const HPDF_Dict *page_objects,
                              size_t page_count, const HPDF_Dict *links) {
  Writer writer = {
      .file = file, .tags = tags, .pages = page_objects, .page_count = page_count, .links = links};
  size_t keys = page_count + (size_t)tags->link_count;
  writer.objects = mem_alloc((size_t)tags->count * sizeof *writer.objects);
  HPDF_Dict root = pdf_object(file);
  for (int i = 0; i < tags->count; i++)
    writer.objects[i] = pdf_object(file);
  pdf_put_name(file, root, "Type", "StructTreeRoot");
  pdf_put(file, root, "K", writer.objects[0]);
  pdf_put(file, root, "ParentTree", write_parents(&writer, keys));
  pdf_put_number(file, root, "ParentTreeNextKey", (int)keys);
  put_roles(file, root);
  for (int i = 0; i < tags->count; i++)
    write_element(&writer, i, root);
  free(writer.objects);
  buf_free(&writer.syntax);
  return root;
}
