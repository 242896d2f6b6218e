/* 表 and 表格 → blocks: rows, spans, merged cells, the lines around a table,
 * turned sheets, and every fault of a grid at its place. */
#include "fixture.h"

/* The doc as printed, from its first block on; NULL with messages. */
static char *print(const char *skeleton, const char *evaluation, char **messages) {
  Fixture *fixture = fixture_new(skeleton, evaluation);
  Doc *doc = doc_build(&fixture->layout, &fixture->evaluation, fixture->messages);
  *messages = fixture_messages(fixture->messages);
  char *text = NULL;
  if (doc) {
    Buf all = {0};
    doc_print(doc, &all);
    const char *blocks = strstr(all.data, "# 年度\t2022\n");
    assert_non_null(blocks);
    text = strdup(blocks + strlen("# 年度\t2022\n"));
    assert_non_null(text);
    buf_free(&all);
    doc_free(doc);
  }
  fixture_free(fixture);
  return text;
}

static void expect_doc(const char *skeleton, const char *evaluation, const char *wanted) {
  char *messages, *text = print(skeleton, evaluation, &messages);
  assert_string_equal(messages, "");
  assert_non_null(text);
  assert_string_equal(text, wanted);
  free(messages);
  free(text);
}

static void expect_messages(const char *skeleton, const char *evaluation, const char *wanted) {
  char *messages, *text = print(skeleton, evaluation, &messages);
  assert_null(text);
  assert_string_equal(messages, wanted);
  free(messages);
}

/* Two columns of 10 pt, rules as they are when nothing is said. */
#define TWO "<列 宽=\"10pt\"/><列 宽=\"2份\"/>"
#define TABLE "表\t0\t表文\t\t\n"
#define TWO_COLUMNS "\t列\t127000\t2份\n\t线\t6350\t68400\t0\n"

static void rows_and_loops(void **state) {
  (void)state;
  expect_doc(
      "<表>" TWO "<头><行><格>名</格><格>数</格></行></头>"
      "<每 取=\"任务\"><行><格><值 式=\"@名称\"/></格><格><若 式=\"目标\">有</若></格></行></每>"
      "<择><当 式=\"措施\"><行><格>甲</格><格>乙</格></行></当>"
      "<否则><行 若=\"问题\"><格/><格><粗>丙</粗>丁</格></行></否则></择></表>",
      "<任务 名称=\"一\"/><任务 名称=\"二\"><目标>x</目标></任务><问题>p</问题>",
      TABLE TWO_COLUMNS "\t头\t{表头}名\t{表头}数\n\t行\t一\t\n\t行\t二\t有\n\t行\t\t{粗:丙}丁\n");
}

static void nothing_without_rows(void **state) {
  (void)state;
  static const char skeleton[] =
      "<段>前</段><表 题=\"题\" 单位行=\"单位\">" TWO
      "<每 取=\"问题\"><行><格>甲</格><格>乙</格></行></每><注>注</注></表>";
  expect_doc(skeleton, "", "段\t0\t正文\t\t前\n");
  expect_doc("<段>前</段><表 若=\"问题\">" TWO "<行><格>甲</格><格>乙</格></行></表>", "",
             "段\t0\t正文\t\t前\n");
}

static void lines_around(void **state) {
  (void)state;
  expect_doc(
      "<表 题=\"表 一\" 单位行=\"（单位：万元）\" 续表=\"续表\" 线=\"1pt\" 左右空=\"2pt\" "
      "上下空=\"1pt\">"
      "<副题>（<值 式=\"@年度\"/>年度）</副题><副题 若=\"问题\">不印</副题>" TWO
      "<行><格>甲</格><格 样式=\"正文\" 竖=\"上\">乙</格></行><注>注：一</注><注/>"
      "<签 样式=\"正文\">签</签></表>",
      "",
      "段\t0\t表题\t\t表 一\n段\t0\t表单位\t\t（2022年度）\n段\t0\t表单位\t\t（单位：万元）\n" TABLE
      "\t列\t127000\t2份\n\t线\t12700\t25400\t12700\n\t续\t{表单位}续表\n"
      "\t行\t甲\t{正文 上}乙\n注\t0\t表注\t\t注：一\n注\t0\t正文\t\t签\n");
}

static void one_table_each(void **state) {
  (void)state;
  expect_doc("<表 每=\"任务\" 题=\"表\"><列 宽=\"内容\"/><列 宽=\"1.5字\"/>"
             "<行><格><值 式=\"@名称\"/></格><格><值 式=\"position()\"/></格></行></表>",
             "<任务 名称=\"一\"/><任务 名称=\"二\"/>",
             "段\t0\t表题\t\t表\n" TABLE "\t列\t内容\t190500\n\t线\t6350\t68400\t0\n\t行\t一\t1\n"
             "段\t0\t表题\t\t表\n" TABLE "\t列\t内容\t190500\n\t线\t6350\t68400\t0\n\t行\t二\t2\n");
}

static void spans_cover_the_grid(void **state) {
  (void)state;
  expect_doc("<表><列 宽=\"1份\"/><列 宽=\"1份\"/><列 宽=\"1份\"/>"
             "<头><行><格 跨行=\"2\">甲</格><格 跨列=\"2\">乙</格></行>"
             "<行><格>丙</格><格>丁</格></行></头>"
             "<行><格 跨列=\"2\" 跨行=\"3\">戊</格><格>己</格></行><行><格 跨行=\"2\">庚</格></行>"
             "<行/></表>",
             "",
             TABLE "\t列\t1份\t1份\t1份\n\t线\t6350\t68400\t0\n"
                   "\t头\t{表头 跨2行}甲\t{表头 跨2列}乙\n\t头\t{表头}丙\t{表头}丁\n"
                   "\t行\t{跨3行 跨2列}戊\t己\n\t行\t{跨2行}庚\n\t行\n");
}

/* The cells in turn, each as column by row, its spans and text. */
static void expect_cells(const char *skeleton, const char *evaluation, const char *wanted) {
  Fixture *fixture = fixture_new(skeleton, evaluation);
  Doc *doc = doc_build(&fixture->layout, &fixture->evaluation, fixture->messages);
  assert_non_null(doc);
  Buf cells = {0};
  for (size_t i = 0; i < doc->block_count; i++) {
    const Table *table = doc->blocks[i].table;
    for (size_t j = 0; table && j < table->cell_count; j++) {
      const Cell *cell = &table->cells[j];
      buf_printf(&cells, "%d,%d+%d×%d%s%s ", cell->row, cell->column, cell->row_span,
                 cell->column_span, cell->text, cell->is_header ? "!" : "");
    }
  }
  assert_string_equal(cells.data, wanted);
  buf_free(&cells);
  doc_free(doc);
  fixture_free(fixture);
}

#define MERGING                                                                                                         \
  "<表><列 宽=\"1份\"/><列 宽=\"1份\"/><列 宽=\"1份\"/><头><行><格 跨列=\"3\">头</格></行></头>"     \
  "<每 取=\"指标\"><行><格 并=\"是\"><值 式=\"@一级\"/></格><格 并=\"是\"><值 式=\"@二级\"/></格>" \
  "<格 样式=\"表头\"><值 式=\"@名称\"/></格></行></每></表>"
#define INDICATOR(one, two, name) "<指标 一级=\"" one "\" 二级=\"" two "\" 名称=\"" name "\"/>"

static void equal_cells_merge(void **state) {
  (void)state;
  expect_cells(MERGING,
               INDICATOR("A", "x", "1") INDICATOR("A", "x", "1") INDICATOR("A", "y", "3")
                   INDICATOR("B", "y", "4") INDICATOR("B", "y", "5") INDICATOR("A", "y", "6"),
               "0,0+1×3头! 1,0+3×1A 1,1+2×1x 1,2+1×11! 2,2+1×11! 3,1+1×1y 3,2+1×13! "
               "4,0+2×1B 4,1+2×1y 4,2+1×14! 5,2+1×15! 6,0+1×1A 6,1+1×1y 6,2+1×16! ");
}

static void what_differs_does_not_merge(void **state) {
  (void)state;
  /* another look, another width, no 并 of its own */
  expect_cells("<表>" TWO "<行><格 并=\"是\">甲</格><格>x</格></行>"
               "<行><格 并=\"是\" 样式=\"正文\">甲</格><格>x</格></行>"
               "<行><格 并=\"是\" 样式=\"正文\" 跨列=\"2\">甲</格></行>"
               "<行><格 样式=\"正文\" 跨列=\"2\">甲</格></行>"
               "<行><格 并=\"是\"><粗>甲</粗></格><格>x</格></行>"
               "<行><格 并=\"是\">甲</格><格>x</格></行></表>",
               "",
               "0,0+1×1甲 0,1+1×1x 1,0+1×1甲 1,1+1×1x 2,0+1×2甲 3,0+1×2甲 4,0+1×1甲 4,1+1×1x "
               "5,0+1×1甲 5,1+1×1x ");
  /* cells that span rows do */
  expect_cells("<表>" TWO "<行><格 并=\"是\" 跨行=\"2\">甲</格><格>x</格></行><行><格>x</格></行>"
               "<行><格 并=\"是\" 跨行=\"2\">甲</格><格>x</格></行><行><格>x</格></行></表>",
               "", "0,0+4×1甲 0,1+1×1x 1,1+1×1x 2,1+1×1x 3,1+1×1x ");
}

static void turned_sheets(void **state) {
  (void)state;
  Fixture *fixture =
      fixture_new("<表 横=\"是\" 题=\"宽\">" TWO "<行><格/><格/></行><注>注</注></表>"
                  "<表 横=\"是\">" TWO "<行><格/><格/></行></表><段>后</段>",
                  "");
  PageSetup *page = &fixture->layout.page;
  *page = (PageSetup){.width = 210,
                      .height = 297,
                      .top = 37,
                      .right = 26,
                      .bottom = 35,
                      .left = 28,
                      .pitch = 10,
                      .lines = 22,
                      .chars = 26};
  static Style body = {.name = "正文", .size = 6};
  fixture->layout.body = &body;
  Doc *doc = doc_build(&fixture->layout, &fixture->evaluation, fixture->messages);
  assert_non_null(doc);
  assert_int_equal(doc->block_count, 5);
  assert_int_equal(doc->section_count, 2);
  const PageSetup *turned = doc->sections[0].page;
  for (int i = 0; i < 5; i++)
    assert_int_equal(doc->blocks[i].section, i == 4);
  assert_ptr_equal(doc->sections[1].page, page);
  assert_int_equal(turned->width, 297);
  assert_int_equal(turned->height, 210);
  assert_int_equal(turned->top, 28); /* the binding edge */
  assert_int_equal(turned->right, 37);
  assert_int_equal(turned->bottom, 26);
  assert_int_equal(turned->left, 35);
  assert_int_equal(turned->lines, 15);
  assert_int_equal(turned->chars, 37);
  doc_free(doc);
  fixture_free(fixture);
}

/* A page that lies on its side already stays as it is. */
static void wide_paper_is_not_turned(void **state) {
  (void)state;
  Fixture *fixture = fixture_new("<表 横=\"是\">" TWO "<行><格/><格/></行></表>", "");
  fixture->layout.page = (PageSetup){.width = 297, .height = 210};
  Doc *doc = doc_build(&fixture->layout, &fixture->evaluation, fixture->messages);
  assert_non_null(doc);
  assert_ptr_equal(doc->sections[0].page, &fixture->layout.page);
  doc_free(doc);
  fixture_free(fixture);
}

#define WRITTEN                                                                                                            \
  "<表格><行><格 跨行=\"2\">科室</格><格 跨列=\"2\">人次</格></行><行><格>窗口</格><格>网上</格>" \
  "</行><行><格>利用科</格><格><值 式=\"@年度\"/></格><格/></行></表格>"
#define COPIED                                                                                      \
  TABLE "\t列\t1份\t1份\t1份\n\t线\t6350\t68400\t0\n\t行\t{跨2行}科室\t{跨2列}人次\n" \
        "\t行\t窗口\t网上\n\t行\t利用科\t2022\t\n"

static void tables_in_the_text(void **state) {
  (void)state;
  expect_doc("<章 题=\"甲\"><段>原</段></章>",
             "<正文><章 题=\"甲\"><段>前</段>" WRITTEN "<段>后</段></章></正文>",
             "章\t1\t标题 1\t一、\t甲\n段\t0\t正文\t\t前\n" COPIED "段\t0\t正文\t\t后\n");
  /* alone, it stands for the paragraph of the skeleton as text does */
  expect_doc("<章 题=\"甲\"><段>原</段></章>", "<正文><章 题=\"甲\">" WRITTEN "</章></正文>",
             "章\t1\t标题 1\t一、\t甲\n" COPIED);
  expect_doc("<章 题=\"甲\"><段>原</段></章>", "<正文 完整=\"是\">" WRITTEN "</正文>", COPIED);
}

static void whole_texts_have_their_own_tables(void **state) {
  (void)state;
  static const char skeleton[] = "<表>" TWO "<行><格>甲</格><格>乙</格></行></表>";
  expect_doc(skeleton, "<正文 完整=\"是\"><段>文</段></正文>", "段\t0\t正文\t\t文\n");
  expect_doc(skeleton, "<正文><段>文</段></正文>",
             "段\t0\t正文\t\t文\n" TABLE TWO_COLUMNS "\t行\t甲\t乙\n");
}

static void facts_only(void **state) {
  (void)state;
  Fixture *fixture =
      fixture_new("<段>甲</段>", "<标题>另题</标题><正文 完整=\"是\"><段>文</段></正文>");
  fixture->layout.facts_only = true;
  Doc *doc = doc_build(&fixture->layout, &fixture->evaluation, fixture->messages);
  assert_non_null(doc);
  assert_int_equal(doc->block_count, 1);
  assert_string_equal(doc->blocks[0].text, "甲");
  doc_free(doc);
  fixture_free(fixture);
}

static void reports_every_fault(void **state) {
  (void)state;
  expect_messages(
      "<表>" TWO "\n<头><行><格/><格 跨行=\"2\"/></行></头>"
      "\n<行><格>甲</格></行>"
      "\n<行><格/><格 跨列=\"2\"/></行>"
      "\n<行><格 跨行=\"2\"/><格/></行>"
      "\n<行><格 跨列=\"2\"/></行>"
      "\n<行><格/><格/><格/></行>"
      "\n<行><格 跨行=\"3\"/><格><值 式=\"没有\"/></格></行>"
      "\n<行/></表>",
      "",
      "布局.xml:2:11: 错误: 这一格要跨 2 行，从它那一行起只有 1 "
      "行（头里的格跨不到头的外面）；请改跨行，或补上行 [跨行过多]\n"
      "布局.xml:3:1: 错误: 这一行只占了 1 列，表有 2 列；请补上格，或改跨列 [行没填满]\n"
      "布局.xml:4:8: 错误: 这一格从第 2 列起要占 2 列，这里只有 1 "
      "列空着；请改跨列，或减少这一行的格 [格放不下]\n"
      "布局.xml:6:4: 错误: 这一格从第 2 列起要占 2 列，这里只有 1 "
      "列空着；请改跨列，或减少这一行的格 [格放不下]\n"
      "布局.xml:7:12: 错误: 这一格从第 3 列起要占 1 列，这里只有 0 "
      "列空着；请改跨列，或减少这一行的格 [格放不下]\n"
      "布局.xml:8:4: 错误: 这一格要跨 3 行，从它那一行起只有 2 "
      "行（头里的格跨不到头的外面）；请改跨行，或补上行 [跨行过多]\n"
      "布局.xml:8:18: 错误: “没有”没有取到值；请在自评数据里填上这一项，或改正这个式 [取不到值]\n"
      "布局.xml:9:1: 错误: 这一行只占了 1 列，表有 2 列；请补上格，或改跨列 [行没填满]\n");
}

static void reports_faults_of_the_text(void **state) {
  (void)state;
  expect_messages(
      "<段/>", "<正文><表格><行><格/><格/></行>\n<行><格/></行></表格></正文>",
      "数据.xml:2:1: 错误: 这一行只占了 1 列，表有 2 列；请补上格，或改跨列 [行没填满]\n");
  expect_messages("<段/>", "<正文><表格><行><格 跨列=\"64\"/></行></表格></正文>",
                  "数据.xml:1:21: 错误: 这张表多于 63 列，Word 存不下；请分成几张 [列过多]\n");
}

static void text_tables_need_their_style(void **state) {
  (void)state;
  Fixture *fixture = fixture_new("<段/>", "<正文>" WRITTEN "</正文>");
  fixture->layout.style_count = 5; /* those that are always there */
  assert_null(doc_build(&fixture->layout, &fixture->evaluation, fixture->messages));
  char *messages = fixture_messages(fixture->messages);
  assert_string_equal(messages,
                      "数据.xml:1:21: 错误: 布局“样本”没有样式“表文”，不知道表格印成什么样；"
                      "请在布局里补上这个样式 [表格缺样式]\n");
  free(messages);
  fixture_free(fixture);
}

/* Loops of loops end with a message, not with the memory. */
static void floods_end(void **state) {
  (void)state;
  Buf evaluation = {0};
  for (int i = 0; i < 1200; i++)
    buf_puts(&evaluation, "<问题>x</问题>");
  expect_messages(
      "<表>" TWO "<每 取=\"问题\"><每 取=\"../问题\"><行><格/><格/></行></每></每></表>",
      evaluation.data,
      "布局.xml:1:59: 错误: 组成的文字超过 16 MiB；请核对布局里的循环和数据里的引用 [篇幅过大]\n");
  buf_free(&evaluation);
}

int main(void) {
  xml_start();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rows_and_loops),
      cmocka_unit_test(nothing_without_rows),
      cmocka_unit_test(lines_around),
      cmocka_unit_test(one_table_each),
      cmocka_unit_test(spans_cover_the_grid),
      cmocka_unit_test(equal_cells_merge),
      cmocka_unit_test(what_differs_does_not_merge),
      cmocka_unit_test(turned_sheets),
      cmocka_unit_test(wide_paper_is_not_turned),
      cmocka_unit_test(tables_in_the_text),
      cmocka_unit_test(whole_texts_have_their_own_tables),
      cmocka_unit_test(facts_only),
      cmocka_unit_test(reports_every_fault),
      cmocka_unit_test(reports_faults_of_the_text),
      cmocka_unit_test(text_tables_need_their_style),
      cmocka_unit_test(floods_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
