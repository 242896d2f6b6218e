#include "pdf/structure.h"

#include <stdlib.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "pdf/number.h"

/* Pages under one leaf of the tree of parents. */
enum { LEAF = 64 };

typedef struct Writer {
  PdfFile *file;
  const PdfTags *tags;
  const HPDF_Dict *pages;
  size_t page_count;
  HPDF_Dict *objects; /* of the elements */
  Buf syntax;
} Writer;

/* Kids and marks are written as syntax: libharu's arrays end at 32,767. */
static void put(Writer *writer, HPDF_Dict dict, const char *key) {
  pdf_put_syntax(writer->file, dict, key, &writer->syntax);
  buf_clear(&writer->syntax);
}

static void put_mark(Writer *writer, const PdfMark *mark, int page) {
  if (mark->page == page) {
    pdf_put_int(&writer->syntax, mark->id);
    return;
  }
  buf_puts(&writer->syntax, "<</Type/MCR/Pg ");
  pdf_put_ref(&writer->syntax, writer->pages[mark->page]);
  buf_puts(&writer->syntax, "/MCID ");
  pdf_put_int(&writer->syntax, mark->id);
  buf_puts(&writer->syntax, ">>");
}

/* The element's content, then the elements in it: only LBody has both, and a
 * list in an item follows its text. */
static void put_kids(Writer *writer, const PdfElement *element, HPDF_Dict object) {
  const PdfTags *tags = writer->tags;
  if (element->first_mark < 0 && element->first_kid < 0)
    return;
  int page = element->first_mark < 0 ? -1 : tags->marks[element->first_mark].page;
  if (page >= 0)
    pdf_put(writer->file, object, "Pg", writer->pages[page]);
  buf_putc(&writer->syntax, '[');
  for (int i = element->first_mark; i >= 0; i = tags->marks[i].next) {
    put_mark(writer, &tags->marks[i], page);
    buf_putc(&writer->syntax, ' ');
  }
  for (int i = element->first_kid; i >= 0; i = tags->elements[i].next) {
    pdf_put_ref(&writer->syntax, writer->objects[i]);
    buf_putc(&writer->syntax, ' ');
  }
  writer->syntax.data[writer->syntax.len - 1] = ']';
  put(writer, object, "K");
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

static void put_cell(Writer *writer, const PdfElement *element, HPDF_Dict object) {
  const Cell *cell = element->cell;
  if (element->type == TAG_TD && cell->row_span == 1 && cell->column_span == 1)
    return;
  PdfFile *file = writer->file;
  HPDF_Dict attributes = pdf_dict(file);
  pdf_put(file, object, "A", attributes);
  pdf_put_name(file, attributes, "O", "Table");
  if (element->type == TAG_TH)
    pdf_put_name(file, attributes, "Scope",
                 is_head_row(element->block->table, cell->row) ? "Column" : "Row");
  if (cell->row_span > 1)
    pdf_put_number(file, attributes, "RowSpan", cell->row_span);
  if (cell->column_span > 1)
    pdf_put_number(file, attributes, "ColSpan", cell->column_span);
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

static void put_list(Writer *writer, const PdfElement *element, HPDF_Dict object) {
  HPDF_Dict attributes = pdf_dict(writer->file);
  pdf_put(writer->file, object, "A", attributes);
  pdf_put_name(writer->file, attributes, "O", "List");
  pdf_put_name(writer->file, attributes, "ListNumbering",
               is_numbered(element->block) ? "Decimal" : "None");
}

/* ISO 14289-1, 7.3: what it shows, in words; and where it stands. */
static void put_figure(Writer *writer, const PdfElement *element, HPDF_Dict object) {
  PdfFile *file = writer->file;
  const Drawn *drawn = element->drawn;
  Emu page = element->page_height;
  HPDF_Dict attributes = pdf_dict(file);
  pdf_put(file, object, "A", attributes);
  pdf_put_name(file, attributes, "O", "Layout");
  pdf_put_name(file, attributes, "Placement", "Block");
  const Emu box[] = {drawn->x, page - drawn->y - drawn->height, drawn->x + drawn->width,
                     page - drawn->y};
  buf_putc(&writer->syntax, '[');
  for (size_t i = 0; i < sizeof box / sizeof *box; i++) {
    pdf_put_milli(&writer->syntax, pdf_milli(box[i]));
    buf_putc(&writer->syntax, i < 3 ? ' ' : ']');
  }
  put(writer, attributes, "BBox");
  pdf_put_text(file, object, "Alt", element->block->drawing->alternative);
}

static void write_element(Writer *writer, int index, HPDF_Dict root) {
  const PdfElement *element = &writer->tags->elements[index];
  HPDF_Dict object = writer->objects[index];
  pdf_put_name(writer->file, object, "S", pdf_type_name(element->type));
  pdf_put(writer->file, object, "P", element->parent < 0 ? root : writer->objects[element->parent]);
  put_kids(writer, element, object);
  if (element->cell)
    put_cell(writer, element, object);
  else if (element->type == TAG_L)
    put_list(writer, element, object);
  else if (element->drawn)
    put_figure(writer, element, object);
}

/* For each page from first on: its number, and the elements of its marks by
 * MCID. mark is the first page's first mark; the next page's on return. */
static int put_leaf(Writer *writer, HPDF_Dict leaf, size_t first, size_t end, int mark) {
  const PdfTags *tags = writer->tags;
  buf_putc(&writer->syntax, '[');
  for (size_t page = first; page < end; page++) {
    pdf_put_int(&writer->syntax, (int64_t)page);
    buf_putc(&writer->syntax, '[');
    for (; mark < tags->mark_count && tags->marks[mark].page == (int)page; mark++) {
      pdf_put_ref(&writer->syntax, writer->objects[tags->marks[mark].element]);
      buf_putc(&writer->syntax, ' ');
    }
    buf_putc(&writer->syntax, ']');
    pdf_put_number(writer->file, writer->pages[page], "StructParents", (int)page);
  }
  buf_putc(&writer->syntax, ']');
  put(writer, leaf, "Nums");
  return mark;
}

static void put_limits(PdfFile *file, HPDF_Dict leaf, size_t first, size_t last) {
  HPDF_Array limits = pdf_array(file);
  pdf_put(file, leaf, "Limits", limits);
  pdf_add_number(file, limits, (int)first);
  pdf_add_number(file, limits, (int)last);
}

static HPDF_Dict write_parents(Writer *writer) {
  HPDF_Dict tree = pdf_object(writer->file);
  if (writer->page_count <= LEAF) {
    put_leaf(writer, tree, 0, writer->page_count, 0);
    return tree;
  }
  Buf leaves = {0};
  buf_putc(&leaves, '[');
  int mark = 0;
  for (size_t first = 0; first < writer->page_count; first += LEAF) {
    size_t end = first + LEAF < writer->page_count ? first + LEAF : writer->page_count;
    HPDF_Dict leaf = pdf_object(writer->file);
    put_limits(writer->file, leaf, first, end - 1);
    mark = put_leaf(writer, leaf, first, end, mark);
    pdf_put_ref(&leaves, leaf);
    buf_putc(&leaves, ' ');
  }
  buf_putc(&leaves, ']');
  pdf_put_syntax(writer->file, tree, "Kids", &leaves);
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
                              size_t page_count) {
  Writer writer = {.file = file, .tags = tags, .pages = page_objects, .page_count = page_count};
  writer.objects = mem_alloc((size_t)tags->count * sizeof *writer.objects);
  HPDF_Dict root = pdf_object(file);
  for (int i = 0; i < tags->count; i++)
    writer.objects[i] = pdf_object(file);
  pdf_put_name(file, root, "Type", "StructTreeRoot");
  pdf_put(file, root, "K", writer.objects[0]);
  pdf_put(file, root, "ParentTree", write_parents(&writer));
  pdf_put_number(file, root, "ParentTreeNextKey", (int)page_count);
  put_roles(file, root);
  for (int i = 0; i < tags->count; i++)
    write_element(&writer, i, root);
  free(writer.objects);
  buf_free(&writer.syntax);
  return root;
}
