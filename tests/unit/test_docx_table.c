/* Tables and sheets of their own in both forms. The table, its Pages made by
 * hand as well:
 *
 *   指标   | 得分      the head
 *   产出 | 数量 | 10
 *   产出 | 质量 | 9    产出 is one cell */
#include "docx_sample.h"

#include "xml/xml.h"

#define DOCUMENT "word/document.xml"
#define STYLE_SHEET "word/styles.xml"
#define GAP "<w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr></w:p>"
#define ROW_HEIGHT (20 * PT)

enum { COLUMNS = 3, ROWS = 3, CELLS = 7 };
enum { HEAD, SCORE, OUTPUT, AMOUNT, TEN, QUALITY, NINE };

typedef struct Tabled {
  Sample *sample;
  Style cell_style;
  TableColumn columns[COLUMNS];
  Cell cells[CELLS];
  Table table, other;
  Emu edges[COLUMNS + 1];
  PlacedTable placed[2];
  PageSetup sideways;
  Line lines[2][8];
  PlacedRow rows[2][6];
  Page sheets[2];
  Pages pages;
} Tabled;

static Cell cell(const Tabled *tabled, int row, int column, const char *text) {
  return (Cell){.row = row,
                .column = column,
                .row_span = 1,
                .column_span = 1,
                .style = &tabled->cell_style,
                .text = text,
                .len = strlen(text)};
}

static void make_table(Tabled *tabled) {
  tabled->cell_style = tabled->sample->styles[BODY];
  tabled->cell_style.docx_id = "TableText";
  tabled->cells[HEAD] = cell(tabled, 0, 0, "指标");
  tabled->cells[HEAD].column_span = 2;
  tabled->cells[SCORE] = cell(tabled, 0, 2, "得分");
  tabled->cells[OUTPUT] = cell(tabled, 1, 0, "产出");
  tabled->cells[OUTPUT].row_span = 2;
  tabled->cells[AMOUNT] = cell(tabled, 1, 1, "数量");
  tabled->cells[TEN] = cell(tabled, 1, 2, "10");
  tabled->cells[QUALITY] = cell(tabled, 2, 1, "质量");
  tabled->cells[NINE] = cell(tabled, 2, 2, "9");
  tabled->table = (Table){.columns = tabled->columns,
                          .column_count = COLUMNS,
                          .row_count = ROWS,
                          .head_rows = 1,
                          .cells = tabled->cells,
                          .cell_count = CELLS,
                          .rule = PT / 2,
                          .padding_x = 2 * PT,
                          .padding_y = 3 * PT};
}

static void table_block(Tabled *tabled, size_t index, const Table *table) {
  tabled->sample->blocks[index] = sample_block(&tabled->cell_style, "");
  tabled->sample->blocks[index].kind = BLOCK_TABLE;
  tabled->sample->blocks[index].table = table;
  if (tabled->sample->doc.block_count <= index)
    tabled->sample->doc.block_count = index + 1;
}

static int tabled_new(void **state) {
  void *sample;
  if (sample_new(&sample) != 0)
    return -1;
  Tabled *tabled = mem_alloc(sizeof *tabled);
  *tabled = (Tabled){.sample = sample};
  make_table(tabled);
  table_block(tabled, 0, &tabled->table);
  for (int i = 0; i <= COLUMNS; i++)
    tabled->edges[i] = 28 * MM + i * 50 * PT;
  for (int i = 0; i < 2; i++) {
    tabled->placed[i] = (PlacedTable){i, tabled->edges};
    tabled->sheets[i] =
        (Page){.setup = &tabled->sample->page, .lines = tabled->lines[i], .rows = tabled->rows[i]};
  }
  tabled->pages = (Pages){.doc = &tabled->sample->doc,
                          .fonts = tabled->sample->fonts,
                          .pages = tabled->sheets,
                          .page_count = 1,
                          .tables = tabled->placed,
                          .table_count = 2};
  tabled->sideways = tabled->sample->page;
  tabled->sideways.width = 297 * MM, tabled->sideways.height = 210 * MM;
  *state = tabled;
  return 0;
}

static int tabled_free(void **state) {
  Tabled *tabled = *state;
  void *sample = tabled->sample;
  sample_free(&sample);
  free(tabled);
  return 0;
}

static void write_form(Tabled *tabled, bool locked) {
  Sample *sample = tabled->sample;
  buf_clear(&sample->out);
  if (locked)
    assert_true(
        docx_write_locked(&tabled->pages, NULL, sample->packer, &sample->out, sample->messages));
  else
    assert_true(docx_write(&sample->doc, sample->fonts, &tabled->pages, NULL, sample->packer,
                           &sample->out, sample->messages));
}

/* --- the editable form */

#define TC(width, more, text)                                                                      \
  "<w:tc><w:tcPr><w:tcW w:w=\"" width "\" w:type=\"dxa\"/>" more                                   \
  "<w:vAlign w:val=\"center\"/></w:tcPr>"                                                          \
  "<w:p><w:pPr><w:pStyle w:val=\"TableText\"/></w:pPr>" text "</w:p></w:tc>"
#define RUN(text) "<w:r><w:t>" text "</w:t></w:r>"

static void a_whole_table(void **state) {
  Tabled *tabled = *state;
  write_form(tabled, false);
  expect(tabled->sample, DOCUMENT,
         "<w:body><w:tbl><w:tblPr><w:tblStyle w:val=\"Table1\"/>"
         "<w:tblW w:w=\"3000\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>"
         "<w:tblLayout w:type=\"fixed\"/></w:tblPr>"
         "<w:tblGrid><w:gridCol w:w=\"1000\"/><w:gridCol w:w=\"1000\"/><w:gridCol w:w=\"1000\"/>"
         "</w:tblGrid>"
         "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" TC(
             "2000", "<w:gridSpan w:val=\"2\"/>", RUN("指标"))
             TC("1000", "", RUN("得分")) "</w:tr><w:tr><w:trPr><w:cantSplit/></w:trPr>" TC(
                 "1000", "<w:vMerge w:val=\"restart\"/>", RUN("产出")) TC("1000", "", RUN("数量"))
                 TC("1000", "", RUN("10")) "</w:tr><w:tr><w:trPr><w:cantSplit/></w:trPr>" TC(
                     "1000", "<w:vMerge/>", "") TC("1000", "", RUN("质量"))
                     TC("1000", "", RUN("9")) "</w:tr></w:tbl>");
}

static void lines_and_margins_are_a_style(void **state) {
  Tabled *tabled = *state;
  tabled->other = tabled->table;
  tabled->other.rule = 0;
  table_block(tabled, 1, &tabled->table);
  table_block(tabled, 2, &tabled->other);
  PlacedTable placed[] = {{0, tabled->edges}, {1, tabled->edges}, {2, tabled->edges}};
  tabled->pages.tables = placed;
  tabled->pages.table_count = 3;
  write_form(tabled, false);
  expect(tabled->sample, STYLE_SHEET,
         "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"Table1\">"
         "<w:name w:val=\"表格 1\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>"
         "<w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
  expect(tabled->sample, STYLE_SHEET,
         "</w:tblBorders><w:tblCellMar><w:top w:w=\"60\" w:type=\"dxa\"/>"
         "<w:left w:w=\"44\" w:type=\"dxa\"/><w:bottom w:w=\"60\" w:type=\"dxa\"/>"
         "<w:right w:w=\"44\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>");
  expect(tabled->sample, STYLE_SHEET,
         "w:styleId=\"Table2\"><w:name w:val=\"表格 2\"/><w:basedOn w:val=\"TableNormal\"/>"
         "<w:tblPr><w:tblCellMar>");
  expect_times(tabled->sample, STYLE_SHEET, "w:customStyle=\"1\" w:styleId=\"Table", 2);
  expect_times(tabled->sample, DOCUMENT, "<w:tblStyle w:val=\"Table1\"/>", 2);
}

static void cells_keep_their_place_and_looks(void **state) {
  Tabled *tabled = *state;
  Span bold = {SPAN_BOLD, 0, 3, NULL};
  tabled->cells[HEAD].spans = &bold, tabled->cells[HEAD].span_count = 1;
  tabled->cells[HEAD].place = CELL_TOP;
  tabled->cells[SCORE].place = CELL_BOTTOM;
  tabled->cells[SCORE].text = "得\u2028分", tabled->cells[SCORE].len = 9;
  write_form(tabled, false);
  expect(tabled->sample, DOCUMENT,
         "<w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"TableText\"/></w:pPr>"
         "<w:r><w:rPr><w:rStyle w:val=\"Strong\"/></w:rPr><w:t>指</w:t></w:r>");
  expect(tabled->sample, DOCUMENT,
         "<w:vAlign w:val=\"bottom\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"TableText\"/></w:pPr>"
         "<w:r><w:t>得</w:t></w:r><w:r><w:br/></w:r><w:r><w:t>分</w:t></w:r></w:p></w:tc>");
}

/* 33.35 pt are 667 twips, 66.7 pt are 1334: none is lost. */
static void columns_add_up_to_the_table(void **state) {
  Tabled *tabled = *state;
  for (int i = 0; i <= COLUMNS; i++)
    tabled->edges[i] = 28 * MM + 3 + i * (Emu)423333;
  write_form(tabled, false);
  expect(tabled->sample, DOCUMENT, "<w:tblW w:w=\"2000\" w:type=\"dxa\"/>");
  expect(tabled->sample, DOCUMENT,
         "<w:gridCol w:w=\"667\"/><w:gridCol w:w=\"666\"/><w:gridCol w:w=\"667\"/>");
  expect(tabled->sample, DOCUMENT, "<w:tcW w:w=\"1333\" w:type=\"dxa\"/><w:gridSpan w:val=\"2\"/>");
}

/* A merged cell doesn't go on from the head into the body. */
static void the_head_ends_merged_cells(void **state) {
  Tabled *tabled = *state;
  tabled->cells[SCORE].row_span = 2;
  tabled->cells[TEN] = tabled->cells[QUALITY];
  tabled->cells[QUALITY] = tabled->cells[NINE];
  tabled->table.cell_count = CELLS - 1;
  write_form(tabled, false);
  expect_times(tabled->sample, DOCUMENT, "<w:vMerge w:val=\"restart\"/>", 1);
  expect_times(tabled->sample, DOCUMENT, "<w:t>得分</w:t>", 2);
}

static void something_stands_behind_a_table(void **state) {
  Tabled *tabled = *state;
  write_form(tabled, false);
  expect(tabled->sample, DOCUMENT, "</w:tbl>" GAP "<w:sectPr>");
  table_block(tabled, 1, &tabled->table);
  write_form(tabled, false);
  expect(tabled->sample, DOCUMENT, "</w:tbl>" GAP "<w:tbl>");
  tabled->sample->blocks[1] = sample_block(&tabled->sample->styles[BODY], "后");
  write_form(tabled, false);
  expect(tabled->sample, DOCUMENT, "</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Normal\"/></w:pPr>");
  expect_times(tabled->sample, DOCUMENT, "w:val=\"Gap\"", 0);
}

/* --- sheets of their own */

/* The last row's two cells and every note but the last; pages of the locked form
 * are asked for. */
static void notes_are_kept_with_the_last_row(void **state) {
  Tabled *tabled = *state;
  Sample *sample = tabled->sample;
  for (int i = 1; i < 3; i++) {
    sample->blocks[i] = sample_block(&sample->styles[BODY], "注");
    sample->blocks[i].is_note = true;
  }
  sample->blocks[3] = sample_block(&sample->styles[BODY], "后文");
  sample->doc.block_count = 4;
  write_form(tabled, false);
  expect_times(sample, DOCUMENT, "<w:keepNext/>", 3 + 1);
  expect(sample, DOCUMENT, "<w:pStyle w:val=\"Normal\"/><w:keepNext/></w:pPr><w:r><w:t>注");
  write_form(tabled, true);
  expect_times(sample, DOCUMENT, "<w:keepNext/>", 0);
}

static void a_section_for_each_sheet(void **state) {
  Tabled *tabled = *state;
  Sample *sample = tabled->sample;
  sample->blocks[1] = sample->blocks[0];
  sample->blocks[1].section = 1;
  sample->blocks[0] = sample_block(&sample->styles[BODY], "前");
  sample->blocks[2] = sample_block(&sample->styles[BODY], "后");
  sample->blocks[2].section = 2;
  sample->sections[1] = (Section){&tabled->sideways, true, 0, false};
  sample->sections[2] = (Section){&sample->page, true, 0, false};
  sample->doc.section_count = 3;
  sample->doc.block_count = 3;
  write_form(tabled, false);
  expect(sample, DOCUMENT,
         "<w:pStyle w:val=\"Normal\"/><w:sectPr><w:footerReference w:type=\"default\""
         " r:id=\"rId2\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>");
  expect(sample, DOCUMENT,
         "</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Gap\"/><w:sectPr><w:footerReference"
         " w:type=\"default\" r:id=\"rId3\"/>"
         "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>");
  expect(sample, DOCUMENT, "</w:p><w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId2\"/>");
  expect_times(sample, DOCUMENT, "<w:sectPr>", 3);
  expect(sample, DOCUMENT, "<w:pgNumType w:start=\"1\"/></w:sectPr></w:pPr><w:r><w:t>前");
}

/* 210 mm − 28 mm − 67.9 pt are 8960 twips down the sheet's left edge. */
static void the_page_number_stays_at_the_upright_foot(void **state) {
  Tabled *tabled = *state;
  tabled->sample->sections[0].page = &tabled->sideways;
  tabled->sample->page.folio.place = tabled->sideways.folio.place = FOLIO_OUTER;
  write_form(tabled, false);
  char place[120];
  snprintf(
      place, sizeof place,
      "<w:tblpPr w:vertAnchor=\"page\" w:horzAnchor=\"page\" w:tblpX=\"%d\" w:tblpY=\"1587\"/>",
      1984 - 397 - 400);
  expect(tabled->sample, "word/footer1.xml", place);
  expect(tabled->sample, "word/footer1.xml",
         "<w:trHeight w:val=\"8960\" w:hRule=\"exact\"/></w:trPr><w:tc><w:tcPr>"
         "<w:tcW w:w=\"400\" w:type=\"dxa\"/><w:textDirection w:val=\"tbRl\"/></w:tcPr>"
         "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>");
  expect(tabled->sample, "word/footer2.xml", "<w:pStyle w:val=\"FooterEven\"/>");
}

/* --- the locked form */

static void place_row(Tabled *tabled, int page, int block, int row, Emu height) {
  Page *sheet = &tabled->sheets[page];
  const PlacedRow *last = sheet->row_count ? &sheet->rows[sheet->row_count - 1] : NULL;
  tabled->pages.page_count = (size_t)page + 1;
  sheet->rows[sheet->row_count++] =
      (PlacedRow){.block = block,
                  .row = row,
                  .is_repeated = page > 0 && row == 0,
                  .top = last ? last->top + last->height : 37 * MM + PT / 4,
                  .height = height};
}

static Line *place_line(Tabled *tabled, int page, int cell, size_t start, size_t end) {
  Page *sheet = &tabled->sheets[page];
  const Cell *owner = &tabled->cells[cell];
  Line *line = &sheet->lines[sheet->line_count++];
  *line = (Line){.cell = cell,
                 .text = owner->text,
                 .start = start,
                 .end = end,
                 .height = 16 * PT,
                 .measure = 40 * PT,
                 .is_first = start == 0,
                 .is_last = end == owner->len};
  return line;
}

static void place_cell(Tabled *tabled, int page, int cell) {
  place_line(tabled, page, cell, 0, tabled->cells[cell].len);
}

static void place_head(Tabled *tabled, int page) {
  place_row(tabled, page, 0, 0, ROW_HEIGHT);
  place_cell(tabled, page, HEAD);
  place_cell(tabled, page, SCORE);
}

/* The first page ends between the rows of 产出. */
static void place_table(Tabled *tabled) {
  place_head(tabled, 0);
  place_row(tabled, 0, 0, 1, ROW_HEIGHT);
  place_cell(tabled, 0, OUTPUT);
  place_cell(tabled, 0, AMOUNT);
  place_cell(tabled, 0, TEN);
  place_head(tabled, 1);
  place_row(tabled, 1, 0, 2, ROW_HEIGHT);
  place_cell(tabled, 1, OUTPUT);
  place_cell(tabled, 1, QUALITY);
  place_cell(tabled, 1, NINE);
}

static void a_table_for_each_page(void **state) {
  Tabled *tabled = *state;
  place_table(tabled);
  write_form(tabled, true);
  expect(tabled->sample, DOCUMENT,
         "</w:tr></w:tbl><w:p><w:pPr><w:pStyle w:val=\"Gap\"/><w:pageBreakBefore/></w:pPr></w:p>"
         "<w:tbl>");
  expect(tabled->sample, DOCUMENT, "</w:tbl>" GAP "<w:sectPr>");
  expect_times(tabled->sample, DOCUMENT, "<w:t>指标</w:t>", 2);
  expect_times(tabled->sample, DOCUMENT, "<w:t>产出</w:t>", 2);
  expect_times(tabled->sample, DOCUMENT, "w:vMerge", 0);
  expect_times(tabled->sample, DOCUMENT, "<w:t>质量</w:t>", 1);
}

static void rows_are_as_high_as_in_pages(void **state) {
  Tabled *tabled = *state;
  place_table(tabled);
  tabled->rows[0][1].height = 41 * PT;
  write_form(tabled, true);
  expect(tabled->sample, DOCUMENT,
         "<w:trPr><w:cantSplit/><w:trHeight w:val=\"820\" w:hRule=\"atLeast\"/></w:trPr>");
  expect_times(tabled->sample, DOCUMENT,
               "<w:trHeight w:val=\"400\" w:hRule=\"atLeast\"/><w:tblHeader/>", 2);
}

static void continued_is_a_paragraph(void **state) {
  Tabled *tabled = *state;
  tabled->table.continued = "续表";
  tabled->table.continued_style = &tabled->sample->styles[MARK];
  tabled->sheets[1].line_count = 1;
  tabled->lines[1][0] = (Line){.block = -1,
                               .cell = -1,
                               .text = "续表",
                               .end = 6,
                               .top = 37 * MM,
                               .height = 30 * PT,
                               .measure = 100 * PT,
                               .is_first = true,
                               .is_last = true};
  place_table(tabled);
  write_form(tabled, true);
  expect(tabled->sample, DOCUMENT,
         "</w:tbl><w:p><w:pPr><w:pStyle w:val=\"AttachmentMark\"/><w:pageBreakBefore/></w:pPr>"
         "<w:r><w:t>续表</w:t></w:r></w:p><w:tbl>");
}

/* 数量 goes on on the next page: at the top of its part, and not indented. */
static void a_row_that_is_cut(void **state) {
  Tabled *tabled = *state;
  tabled->table.row_count = 2;
  tabled->table.cell_count = QUALITY;
  tabled->cells[OUTPUT].row_span = 1;
  place_row(tabled, 0, 0, 1, ROW_HEIGHT);
  place_line(tabled, 0, AMOUNT, 0, 3);
  place_row(tabled, 1, 0, 1, ROW_HEIGHT);
  place_line(tabled, 1, AMOUNT, 3, 6);
  write_form(tabled, true);
  expect(tabled->sample, DOCUMENT,
         "<w:tcW w:w=\"1000\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr>"
         "<w:pStyle w:val=\"TableText\"/></w:pPr>" RUN("数") "</w:p></w:tc>");
  expect(tabled->sample, DOCUMENT,
         "<w:tcW w:w=\"1000\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr>"
         "<w:pStyle w:val=\"TableText\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>"
         "</w:pPr>" RUN("量") "</w:p></w:tc>");
}

static void lines_end_inside_the_cell(void **state) {
  Tabled *tabled = *state;
  place_row(tabled, 0, 0, 0, ROW_HEIGHT);
  place_line(tabled, 0, HEAD, 0, 3);
  place_line(tabled, 0, HEAD, 3, 6);
  write_form(tabled, true);
  expect(tabled->sample, DOCUMENT, RUN("指") "<w:r><w:br/></w:r>" RUN("标") "</w:p></w:tc>");
}

/* The second table's first row stands where the first one's last ends. */
static void touching_tables_share_a_rule(void **state) {
  Tabled *tabled = *state;
  table_block(tabled, 1, &tabled->table);
  place_row(tabled, 0, 0, 2, ROW_HEIGHT);
  place_row(tabled, 0, 1, 0, ROW_HEIGHT);
  write_form(tabled, true);
  expect(tabled->sample, DOCUMENT, "</w:tbl>" GAP "<w:tbl>");
  expect_times(tabled->sample, DOCUMENT,
               "<w:tcBorders><w:top w:val=\"nil\"/></w:tcBorders><w:vAlign", 2);
  tabled->rows[0][1].top += PT / 2;
  write_form(tabled, true);
  expect(tabled->sample, DOCUMENT, "</w:tbl>" GAP "<w:tbl>");
  expect_times(tabled->sample, DOCUMENT, "w:tcBorders", 0);
}

static void space_above_a_table(void **state) {
  Tabled *tabled = *state;
  Sample *sample = tabled->sample;
  table_block(tabled, 1, &tabled->table);
  sample->blocks[0] = sample_block(&sample->styles[BODY], "前");
  tabled->lines[0][0] = (Line){
      .cell = -1, .text = "前", .end = 3, .top = 37 * MM, .height = 30 * PT, .is_last = true};
  tabled->sheets[0].line_count = 1;
  place_row(tabled, 0, 1, 0, ROW_HEIGHT);
  tabled->rows[0][0].top += 30 * PT;
  write_form(tabled, true);
  expect(sample, DOCUMENT, "</w:p><w:tbl>");
  tabled->rows[0][0].top += 6 * PT;
  write_form(tabled, true);
  expect(sample, DOCUMENT,
         "<w:p><w:pPr><w:pStyle w:val=\"Gap\"/><w:spacing w:line=\"120\" w:lineRule=\"exact\"/>"
         "</w:pPr></w:p><w:tbl>");
}

/* A table ends where its page does, so it doesn't count as one that a paragraph
 * goes on over; but it is reckoned with in the height. */
static void height_holds_the_lowest_row(void **state) {
  Tabled *tabled = *state;
  place_table(tabled);
  write_form(tabled, true);
  long foot = 2 * 400 + 10 + 300; /* two rows, a rule, half a pitch */
  char want[80];
  snprintf(want, sizeof want, "w:bottom=\"%ld\"", 16838 - 2098 - foot);
  expect(tabled->sample, DOCUMENT, want);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, tabled_new, tabled_free)

int main(void) {
  xml_start();
  const struct CMUnitTest tests[] = {TEST(a_whole_table),
                                     TEST(lines_and_margins_are_a_style),
                                     TEST(cells_keep_their_place_and_looks),
                                     TEST(columns_add_up_to_the_table),
                                     TEST(the_head_ends_merged_cells),
                                     TEST(something_stands_behind_a_table),
                                     TEST(notes_are_kept_with_the_last_row),
                                     TEST(a_section_for_each_sheet),
                                     TEST(the_page_number_stays_at_the_upright_foot),
                                     TEST(a_table_for_each_page),
                                     TEST(rows_are_as_high_as_in_pages),
                                     TEST(continued_is_a_paragraph),
                                     TEST(a_row_that_is_cut),
                                     TEST(lines_end_inside_the_cell),
                                     TEST(touching_tables_share_a_rule),
                                     TEST(space_above_a_table),
                                     TEST(height_holds_the_lowest_row)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
