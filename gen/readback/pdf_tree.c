/* The structure tree in its order (ISO 32000-1, 14.7 and 14.8.4). */
#include <stdlib.h>
#include <string.h>

#include "readback/paras.h"

enum { DEPTH = 100, ELEMENTS = 500000 };

typedef struct Tree {
  PdfIn *in;
  ReadText *to;
  PdfRun **runs; /* with marked content, sorted by page and its number */
  size_t run_count;
  int *pages; /* object numbers of the pages */
  int page_count;
  qpdf_oh roles;
  int elements;
  ReadPara para; /* being put together */
  Buf text;
  size_t last_run; /* where the run in it begins that came last */
  bool in_row, is_first_cell;
} Tree;

static int compare_runs(const void *left, const void *right) {
  const PdfRun *one = *(PdfRun *const *)left, *other = *(PdfRun *const *)right;
  if (one->page != other->page)
    return one->page < other->page ? -1 : 1;
  if (one->mcid != other->mcid)
    return one->mcid < other->mcid ? -1 : 1;
  return one < other ? -1 : one > other;
}

static void index_runs(Tree *tree, PdfRuns *runs) {
  tree->runs = mem_alloc(runs->count * sizeof *tree->runs);
  for (size_t i = 0; i < runs->count; i++)
    if (runs->items[i].mcid >= 0 && !runs->items[i].is_artifact)
      tree->runs[tree->run_count++] = &runs->items[i];
  if (tree->run_count > 0)
    qsort(tree->runs, tree->run_count, sizeof *tree->runs, compare_runs);
}

static void index_pages(Tree *tree, int count) {
  tree->page_count = count;
  tree->pages = mem_alloc((size_t)count * sizeof *tree->pages);
  for (int i = 0; i < count; i++)
    tree->pages[i] =
        qpdf_oh_get_object_id(tree->in->qpdf, qpdf_get_page_n(tree->in->qpdf, (size_t)i));
}

/* 0: none. */
static int page_of(Tree *tree, qpdf_oh page) {
  int object = qpdf_oh_get_object_id(tree->in->qpdf, page);
  for (int i = 0; object > 0 && i < tree->page_count; i++)
    if (tree->pages[i] == object)
      return i + 1;
  return 0;
}

/* An entry of a 目录 ends with the number of its page: a run of its own. */
static void cut_number(Tree *tree) {
  Buf *text = &tree->text;
  size_t end = tree->last_run;
  if (end > 0 && end < text->len && strspn(text->data + end, "0123456789 ") == text->len - end) {
    tree->para.number = arena_copy(tree->to->arena, text->data + end);
    text->len = end;
    text->data[end] = '\0';
  }
}

static void flush(Tree *tree) {
  if (tree->para.kind == READ_ENTRY)
    cut_number(tree);
  if (tree->text.len > 0) {
    tree->para.text = tree->text.data;
    paras_add(tree->to, tree->para);
  }
  buf_clear(&tree->text);
  tree->last_run = 0;
  tree->para = (ReadPara){.kind = READ_TEXT};
}

static void put_marked(Tree *tree, int page, int mcid) {
  PdfRun key = {.page = page, .mcid = mcid};
  size_t low = 0, high = tree->run_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const PdfRun *run = tree->runs[middle];
    bool before = run->page != key.page ? run->page < key.page : run->mcid < key.mcid;
    if (before)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < tree->run_count && tree->runs[low]->page == page && tree->runs[low]->mcid == mcid;
       low++) {
    PdfRun *run = tree->runs[low];
    if (run->is_reached)
      continue;
    run->is_reached = true;
    run->is_cell = tree->in_row;
    if (tree->para.page == 0)
      tree->para.page = page;
    tree->last_run = tree->text.len;
    buf_puts(&tree->text, run->text);
  }
}

/* A custom type by what it stands for. */
static const char *type_of(Tree *tree, qpdf_oh element) {
  const char *type = pdf_in_name(tree->in, pdf_in_key(tree->in, element, "/S"));
  for (int i = 0; i < 5 && *type; i++) {
    qpdf_oh role = pdf_in_key(tree->in, tree->roles, type);
    if (pdf_in_is_null(tree->in, role))
      break;
    type = pdf_in_name(tree->in, role);
  }
  return *type == '/' ? type + 1 : type;
}

static bool is_one_of(const char *type, const char *const names[]) {
  for (; *names; names++)
    if (strcmp(type, *names) == 0)
      return true;
  return false;
}

/* What is written along inside a line of its parent. */
static bool is_inline(const char *type) {
  static const char *const names[] = {"Span", "Quote", "Note",      "Reference", "BibEntry",
                                      "Code", "Link",  "Annot",     "Ruby",      "RB",
                                      "RT",   "RP",    "Warichu",   "WT",        "WP",
                                      "Lbl",  "LBody", "NonStruct", NULL};
  return is_one_of(type, names);
}

static bool is_cell(const char *type) {
  static const char *const names[] = {"TD", "TH", NULL};
  return is_one_of(type, names);
}

static void walk_kids(Tree *tree, qpdf_oh kids, int page, int depth);

static void walk_row(Tree *tree, qpdf_oh kids, int page, int depth) {
  flush(tree);
  tree->para.kind = READ_ROW;
  tree->in_row = tree->is_first_cell = true;
  walk_kids(tree, kids, page, depth);
  tree->in_row = false;
  flush(tree);
}

static void walk_block(Tree *tree, const char *type, qpdf_oh kids, int page, int depth) {
  flush(tree);
  bool heading = type[0] == 'H' && (!type[1] || (type[1] >= '1' && type[1] <= '9' && !type[2]));
  if (heading)
    tree->para = (ReadPara){.kind = READ_HEADING, .level = type[1] ? type[1] - '0' : 1};
  walk_kids(tree, kids, page, depth);
  flush(tree);
}

static void walk_figure(Tree *tree, qpdf_oh element, qpdf_oh kids, int page, int depth) {
  flush(tree);
  walk_kids(tree, kids, page, depth);
  buf_clear(&tree->text);
  buf_puts(&tree->text, pdf_in_text(tree->in, pdf_in_key(tree->in, element, "/Alt")));
  tree->para.kind = READ_FIGURE;
  flush(tree);
}

static void walk_element(Tree *tree, qpdf_oh element, int page, int depth) {
  PdfIn *in = tree->in;
  const char *type = type_of(tree, element);
  qpdf_oh own_page = pdf_in_key(in, element, "/Pg"), kids = pdf_in_key(in, element, "/K");
  if (!pdf_in_is_null(in, own_page))
    page = page_of(tree, own_page);
  if (strcmp(type, "Figure") == 0) {
    walk_figure(tree, element, kids, page, depth);
  } else if (strcmp(type, "TOCI") == 0) {
    flush(tree);
    tree->para.kind = READ_ENTRY;
    walk_kids(tree, kids, page, depth);
    flush(tree);
  } else if (strcmp(type, "TR") == 0) {
    walk_row(tree, kids, page, depth);
  } else if (is_cell(type) || tree->in_row || is_inline(type)) {
    if (is_cell(type) && tree->in_row && !tree->is_first_cell)
      buf_putc(&tree->text, '\t');
    tree->is_first_cell = tree->is_first_cell && !is_cell(type);
    walk_kids(tree, kids, page, depth);
  } else {
    walk_block(tree, type, kids, page, depth);
  }
}

static void walk_kid(Tree *tree, qpdf_oh kid, int page, int depth) {
  PdfIn *in = tree->in;
  if (qpdf_oh_is_integer(in->qpdf, kid)) {
    put_marked(tree, page, pdf_in_int(in, kid));
    return;
  }
  const char *kind = pdf_in_name(in, pdf_in_key(in, kid, "/Type"));
  if (strcmp(kind, "/OBJR") == 0)
    return;
  if (strcmp(kind, "/MCR") != 0) {
    walk_element(tree, kid, page, depth);
    return;
  }
  qpdf_oh own_page = pdf_in_key(in, kid, "/Pg");
  put_marked(tree, pdf_in_is_null(in, own_page) ? page : page_of(tree, own_page),
             pdf_in_int(in, pdf_in_key(in, kid, "/MCID")));
}

static void walk_kids(Tree *tree, qpdf_oh kids, int page, int depth) {
  if (depth > DEPTH || tree->elements > ELEMENTS || pdf_in_is_null(tree->in, kids))
    return;
  int count = pdf_in_count(tree->in, kids);
  if (!qpdf_oh_is_array(tree->in->qpdf, kids)) {
    tree->elements++;
    walk_kid(tree, kids, page, depth + 1);
  }
  for (int i = 0; i < count && tree->elements <= ELEMENTS; i++) {
    tree->elements++;
    walk_kid(tree, pdf_in_item(tree->in, kids, i), page, depth + 1);
  }
}

bool pdf_tree_paras(PdfIn *in, PdfRuns *runs, ReadText *to) {
  qpdf_oh root = pdf_in_key(in, qpdf_get_root(in->qpdf), "/StructTreeRoot");
  if (pdf_in_is_null(in, root))
    return false;
  Tree tree = {.in = in, .to = to, .roles = pdf_in_key(in, root, "/RoleMap")};
  index_runs(&tree, runs);
  index_pages(&tree, to->page_count);
  walk_kids(&tree, pdf_in_key(in, root, "/K"), 0, 0);
  flush(&tree);
  buf_free(&tree.text);
  free(tree.runs);
  free(tree.pages);
  return true;
}
