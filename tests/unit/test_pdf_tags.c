/* The structure that a document's pages grow, printed as one line: an element's
 * type, its marks by page and MCID, its kids in parentheses. */
#include "pdf_sample.h"

#include "pdf/colour.h"
#include "pdf/tags.h"

enum { MOST_BLOCKS = 12 };

typedef struct Tree {
  Doc doc;
  Block blocks[MOST_BLOCKS];
  PdfTags *tags;
} Tree;

static int tree_open(void **state) {
  Tree *tree = mem_alloc(sizeof *tree);
  tree->doc = (Doc){.blocks = tree->blocks};
  tree->tags = pdf_tags_new(&tree->doc);
  *state = tree;
  return 0;
}

static int tree_close(void **state) {
  Tree *tree = *state;
  pdf_tags_free(tree->tags);
  free(tree);
  return 0;
}

static Block *add_block(Tree *tree, BlockKind kind, int level, const char *label) {
  Block *block = &tree->blocks[tree->doc.block_count++];
  *block = (Block){.kind = kind, .level = level, .text = label, .label_len = strlen(label)};
  return block;
}

/* Prints a line of the last block, of a cell of it unless cell is -1. */
static void print(Tree *tree, int cell, size_t start, size_t end) {
  Line line = {.block = (int)tree->doc.block_count - 1, .cell = cell, .start = start, .end = end};
  PdfOwners owners = pdf_tags_line(tree->tags, &line);
  if (owners.label >= 0 && start < owners.label_len)
    pdf_tags_mark(tree->tags, owners.label);
  if (owners.body >= 0)
    pdf_tags_mark(tree->tags, owners.body);
}

static void say(Tree *tree, BlockKind kind, int level, const char *label) {
  add_block(tree, kind, level, label);
  print(tree, -1, 0, 10);
}

static void put_element(Buf *out, const PdfTags *tags, int index) {
  const PdfElement *element = &tags->elements[index];
  buf_puts(out, pdf_type_name(element->type));
  for (int i = element->first_mark; i >= 0; i = tags->marks[i].next)
    buf_printf(out, " %d.%d", tags->marks[i].page, tags->marks[i].id);
  if (element->first_kid < 0)
    return;
  buf_putc(out, '(');
  for (int i = element->first_kid; i >= 0; i = tags->elements[i].next) {
    if (i != element->first_kid)
      buf_puts(out, ", ");
    assert_int_equal(tags->elements[i].parent, index);
    put_element(out, tags, i);
  }
  buf_putc(out, ')');
}

static void assert_tree(const Tree *tree, const char *expected) {
  Buf out = {0};
  put_element(&out, tree->tags, 0);
  assert_string_equal(out.data, expected);
  buf_free(&out);
}

static void sections_nest_and_no_heading_is_skipped(void **state) {
  Tree *tree = *state;
  say(tree, BLOCK_MARK, 0, "");
  say(tree, BLOCK_TITLE, 0, "");
  say(tree, BLOCK_HEADING, 2, "（一）");
  say(tree, BLOCK_HEADING, 1, "一、");
  say(tree, BLOCK_HEADING, 4, "1.");
  say(tree, BLOCK_PARAGRAPH, 0, "");
  say(tree, BLOCK_HEADING, 2, "（一）");
  say(tree, BLOCK_HEADING, 2, "（二）");
  say(tree, BLOCK_TITLE, 0, "");
  assert_tree(tree, "Document(P 0.0, Title 0.1, Sect(H1 0.2), "
                    "Sect(H1 0.3, Sect(H2 0.4, P 0.5), Sect(H2 0.6), Sect(H2 0.7)), Title 0.8)");
}

static void headings_end_at_six(void **state) {
  Tree *tree = *state;
  for (int level = 1; level <= 7; level++)
    say(tree, BLOCK_HEADING, level, "");
  assert_tree(tree, "Document(Sect(H1 0.0, Sect(H2 0.1, Sect(H3 0.2, Sect(H4 0.3, "
                    "Sect(H5 0.4, Sect(H6 0.5, Sect(H6 0.6))))))))");
}

static void items_make_lists_inside_items(void **state) {
  Tree *tree = *state;
  say(tree, BLOCK_PARAGRAPH, 4, "（1）");
  say(tree, BLOCK_PARAGRAPH, 3, "1.");
  say(tree, BLOCK_PARAGRAPH, 4, "（1）");
  say(tree, BLOCK_PARAGRAPH, 4, "（2）");
  say(tree, BLOCK_PARAGRAPH, 3, "2.");
  say(tree, BLOCK_PARAGRAPH, 0, "");
  say(tree, BLOCK_PARAGRAPH, 3, "3.");
  say(tree, BLOCK_PARAGRAPH, 3, "");
  assert_tree(tree, "Document(L(LI(Lbl 0.0, LBody 0.1)), "
                    "L(LI(Lbl 0.2, LBody 0.3(L(LI(Lbl 0.4, LBody 0.5), LI(Lbl 0.6, LBody 0.7)))), "
                    "LI(Lbl 0.8, LBody 0.9)), P 0.10, L(LI(Lbl 0.11, LBody 0.12)), P 0.13)");
}

static void a_paragraph_goes_on_over_pages(void **state) {
  Tree *tree = *state;
  say(tree, BLOCK_PARAGRAPH, 0, "");
  say(tree, BLOCK_PARAGRAPH, 3, "1.");
  pdf_tags_turn_to_page(tree->tags, 1);
  print(tree, -1, 10, 20);
  pdf_tags_turn_to_page(tree->tags, 2);
  print(tree, -1, 20, 30);
  assert_tree(tree, "Document(P 0.0, L(LI(Lbl 0.1, LBody 0.2 1.0 2.0)))");
}

static void a_table_is_whole_and_what_it_repeats_is_furniture(void **state) {
  Tree *tree = *state;
  Cell cells[] = {{.row = 0, .column = 0, .row_span = 1, .column_span = 2},
                  {.row = 1, .column = 0, .row_span = 2, .column_span = 1, .is_header = true},
                  {.row = 1, .column = 1, .row_span = 1, .column_span = 1},
                  {.row = 2, .column = 1, .row_span = 1, .column_span = 1}};
  Table table = {
      .cells = cells, .cell_count = 4, .row_count = 3, .column_count = 2, .head_rows = 1};
  add_block(tree, BLOCK_TABLE, 0, "")->table = &table;
  print(tree, 0, 0, 3);
  print(tree, 1, 0, 6);
  print(tree, 2, 0, 6);
  pdf_tags_turn_to_page(tree->tags, 1);
  Line continued = {.block = -1, .cell = -1, .end = 6};
  assert_int_equal(pdf_tags_line(tree->tags, &continued).body, PDF_FURNITURE);
  print(tree, 0, 0, 3);
  print(tree, 1, 0, 6);
  print(tree, 2, 6, 9);
  print(tree, 3, 0, 3);
  assert_tree(tree, "Document(Table(THead(TR(TH 0.0)), "
                    "TBody(TR(TH 0.1, TD 0.2 1.0), TR(TD 1.1))))");
}

static void a_table_of_heads_alone_has_no_head(void **state) {
  Tree *tree = *state;
  Cell cell = {.row_span = 1, .column_span = 1};
  Table table = {.cells = &cell, .cell_count = 1, .row_count = 1, .column_count = 1};
  table.head_rows = 1;
  add_block(tree, BLOCK_TABLE, 0, "")->table = &table;
  print(tree, 0, 0, 3);
  say(tree, BLOCK_PARAGRAPH, 0, "");
  assert_tree(tree, "Document(Table(TBody(TR(TH 0.0))), P 0.1)");
}

static unsigned word(const Buf *bytes, size_t at) {
  const unsigned char *byte = (const unsigned char *)bytes->data + at;
  return (unsigned)byte[0] << 24 | (unsigned)byte[1] << 16 | (unsigned)byte[2] << 8 | byte[3];
}

/* ICC.1:2004-10, 7.2 to 7.4. */
static void the_profile_is_laid_out_as_it_says(void **state) {
  (void)state;
  Buf profile = {0};
  pdf_put_srgb(&profile);
  assert_int_equal(word(&profile, 0), profile.len);
  assert_memory_equal(profile.data + 12, "mntrRGB XYZ ", 12);
  assert_memory_equal(profile.data + 36, "acsp", 4);
  assert_int_equal(word(&profile, 128), 10);
  for (size_t i = 0; i < 10; i++) {
    size_t entry = 132 + 12 * i;
    unsigned offset = word(&profile, entry + 4), len = word(&profile, entry + 8);
    assert_int_equal(offset % 4, 0);
    assert_in_range(offset, 132 + 12 * 10, profile.len - len);
    bool is_text = i<2, is_curve = i> 6;
    assert_memory_equal(profile.data + offset,
                        is_text    ? "mluc"
                        : i == 3   ? "sf32"
                        : is_curve ? "para"
                                   : "XYZ ",
                        4);
  }
  buf_free(&profile);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(sections_nest_and_no_heading_is_skipped, tree_open,
                                      tree_close),
      cmocka_unit_test_setup_teardown(headings_end_at_six, tree_open, tree_close),
      cmocka_unit_test_setup_teardown(items_make_lists_inside_items, tree_open, tree_close),
      cmocka_unit_test_setup_teardown(a_paragraph_goes_on_over_pages, tree_open, tree_close),
      cmocka_unit_test_setup_teardown(a_table_is_whole_and_what_it_repeats_is_furniture, tree_open,
                                      tree_close),
      cmocka_unit_test_setup_teardown(a_table_of_heads_alone_has_no_head, tree_open, tree_close),
      cmocka_unit_test(the_profile_is_laid_out_as_it_says),
  };
  return cmocka_run_group_tests_name("pdf_tags", tests, NULL, NULL);
}
