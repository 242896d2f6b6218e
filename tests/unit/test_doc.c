/* layout × evaluation → blocks: merging, numbering, loops, enumerations,
 * conditions, white space, spans, and the messages with their places. */
#include "fixture.h"

#include <time.h>

/* The blocks, one a line: the text with its number; * before headings. */
static void put_blocks(const Doc *doc, Buf *out) {
  for (size_t i = 0; i < doc->block_count; i++) {
    const Block *block = &doc->blocks[i];
    if (block->kind == BLOCK_HEADING)
      buf_putc(out, '*');
    if (block->kind == BLOCK_BLANK)
      buf_puts(out, "-");
    assert_int_equal(strlen(block->text), block->len);
    buf_puts(out, block->text);
    buf_putc(out, '\n');
  }
}

static void expect_text(const char *skeleton, const char *evaluation, const char *text) {
  Fixture *fixture = fixture_new(skeleton, evaluation);
  Doc *doc = doc_build(&fixture->layout, &fixture->evaluation, fixture->messages);
  if (!doc)
    msg_print(fixture->messages, stderr);
  assert_non_null(doc);
  Buf blocks = {0};
  put_blocks(doc, &blocks);
  assert_string_equal(blocks.data ? blocks.data : "", text);
  buf_free(&blocks);
  doc_free(doc);
  fixture_free(fixture);
}

static void expect_messages(const char *skeleton, const char *evaluation, const char *text) {
  Fixture *fixture = fixture_new(skeleton, evaluation);
  assert_null(doc_build(&fixture->layout, &fixture->evaluation, fixture->messages));
  char *messages = fixture_messages(fixture->messages);
  assert_string_equal(messages, text);
  free(messages);
  fixture_free(fixture);
}

#define THREE                                                                                              \
  "<章 题=\"甲\" 别名=\"甲方|甲乙\"><段>甲原</段><节 题=\"一节\"><段>一原</段></节>" \
  "<节 题=\"二节\" 别名=\"第二节\"><条>二原</条></节></章>"                                 \
  "<章 题=\"乙\"><段>乙原</段></章><章 题=\"丙\"><段>丙原</段></章>"

static void composes_the_skeleton(void **state) {
  (void)state;
  expect_text(
      THREE, "",
      "*一、甲\n甲原\n*（一）一节\n一原\n*（二）二节\n1.二原\n*二、乙\n乙原\n*三、丙\n丙原\n");
}

static void empty_chapters_leave(void **state) {
  (void)state;
  static const char skeleton[] =
      "<章 题=\"甲\"><段 若=\"成效\">有</段></章>"
      "<章 题=\"乙\"><节 题=\"空\"><每 取=\"问题\"><条><值 式=\".\"/></条></每></节>"
      "<节 题=\"实\"><段>实</段></节></章>"
      "<章 题=\"丙\" 无=\"无。\"><节 题=\"丙一\"><空行/></节></章>"
      "<章 题=\"丁\" 必有=\"是\"/>";
  expect_text(skeleton, "", "*一、乙\n*（一）实\n实\n*二、丙\n无。\n*三、丁\n");
  expect_text(skeleton, "<成效>x</成效><问题>p</问题>",
              "*一、甲\n有\n*二、乙\n*（一）空\n1.p\n*（二）实\n实\n*三、丙\n无。\n*四、丁\n");
}

static void office_text_replaces(void **state) {
  (void)state;
  expect_text(
      THREE, "<正文><章 题=\"乙\"><段>乙新</段></章></正文>",
      "*一、甲\n甲原\n*（一）一节\n一原\n*（二）二节\n1.二原\n*二、乙\n乙新\n*三、丙\n丙原\n");
  /* an alias finds the chapter; its direct text goes, its sections stay */
  expect_text(THREE, "<正文><章 题=\"甲方\"><段>甲新</段><条>甲条</条></章></正文>",
              "*一、甲\n甲新\n1.甲条\n*（一）一节\n一原\n*（二）二节\n1.二原\n*二、乙\n乙原\n"
              "*三、丙\n丙原\n");
  /* one section replaced, a further one after all others, direct text stays */
  expect_text(
      THREE,
      "<正文><章 题=\"甲\"><节 题=\"另节\"><段>另</段></节><节 题=\"一节\"><款>一新</款></节>"
      "</章></正文>",
      "*一、甲\n甲原\n*（一）一节\n①一新\n*（二）二节\n1.二原\n*（三）另节\n另\n*二、乙\n乙原\n"
      "*三、丙\n丙原\n");
  /* text behind a section stays behind it */
  expect_text(
      THREE,
      "<正文><章 题=\"甲\"><段>头</段><节 题=\"第二节\"><段>二新</段></节><段>尾</段></章></正文>",
      "*一、甲\n头\n*（一）一节\n一原\n*（二）二节\n二新\n尾\n*二、乙\n乙原\n*三、丙\n丙原\n");
  /* an empty section is a section left out */
  expect_text(THREE, "<正文><章 题=\"甲\"><节 题=\"一节\"/></章></正文>",
              "*一、甲\n甲原\n*（一）二节\n1.二原\n*二、乙\n乙原\n*三、丙\n丙原\n");
}

static void unknown_chapters_follow(void **state) {
  (void)state;
  expect_text(THREE,
              "<正文><章 题=\"丙\"><段>丙新</段></章><章 题=\"丙后\"><段>后</段></章>"
              "<章 题=\"乙\"/><章 题=\"乙后\"/></正文>",
              "*一、甲\n甲原\n*（一）一节\n一原\n*（二）二节\n1.二原\n*二、乙\n乙原\n*三、乙后\n"
              "*四、丙\n丙新\n*五、丙后\n后\n");
  expect_text("<段>原引</段><章 题=\"乙\"><段>乙</段></章>",
              "<正文><段>引言</段><章 题=\"前\"><段>前</段></章></正文>",
              "引言\n*一、前\n前\n*二、乙\n乙\n");
  expect_text("<段>原引</段><章 题=\"乙\"><段>乙</段></章><段>结语</段>",
              "<正文><段>引言</段></正文>", "引言\n*一、乙\n乙\n结语\n");
}

static void nothing_written_is_lost(void **state) {
  (void)state;
  /* a condition that does not hold doesn't silence the office */
  expect_text("<章 题=\"甲\" 若=\"成效\"><段>原</段></章>",
              "<正文><章 题=\"甲\"><段>新</段></章></正文>", "*一、甲\n新\n");
  expect_text("<若 式=\"成效\"><章 题=\"甲\"/></若><章 题=\"乙\"><段>乙</段></章>",
              "<正文><章 题=\"甲\"><段>新</段></章></正文>", "*一、乙\n乙\n*二、甲\n新\n");
  expect_text("<章 题=\"甲\"><若 式=\"成效\"><段>原</段><节 题=\"一\"/></若></章>",
              "<正文><章 题=\"甲\"><段>新</段><节 题=\"一\"><段>一新</段></节></章></正文>",
              "*一、甲\n新\n*（一）一\n一新\n");
  expect_text("<章 题=\"甲\"><节 题=\"一\"><段>一</段></节></章>",
              "<正文><章 题=\"甲\"><段>新</段></章></正文>", "*一、甲\n新\n*（一）一\n一\n");
}

static void whole_text_goes_through(void **state) {
  (void)state;
  static const char frame[] = "<附件标 若=\"附件\">附件<值 式=\"附件/@号\"/></附件标><空行/>"
                              "<标题>原题</标题><空行/>";
  Buf skeleton = {0};
  buf_printf(&skeleton, "%s<段>引</段>%s<段>结语</段>", frame, THREE);
  expect_text(
      skeleton.data,
      "<附件 号=\"2\"/><标题>某部<换行/>报告</标题><正文 完整=\"是\"><段>开头</段>"
      "<章 题=\"乙\"><段>乙</段><章 题=\"x\"/></章><章 题=\"甲\" 号=\"\"/><段>末</段></正文>",
      "附件2\n-\n某部\u2028报告\n-\n开头\n*一、乙\n乙\n*一、x\n*甲\n末\n");
  /* what the skeleton's text would ask is not asked */
  expect_text("<若 式=\"附件\"><附件标>附件</附件标></若><若 式=\"数据('无')\"><段>x</段></若>"
              "<择><当 式=\"千分(自评/得分)\"><章 题=\"甲\"/></当></择><章 题=\"乙\" "
              "若=\"千分(自评/得分)\"/>",
              "<附件/><正文 完整=\"是\"><段>全文</段></正文>", "附件\n全文\n");
  buf_free(&skeleton);
}

static void numbers(void **state) {
  (void)state;
  /* counted within the parent, over paragraphs; points below each item */
  expect_text(
      "",
      "<正文><章 题=\"甲\"><条>a</条><段>p</段><条>b</条><款>c</款><款>d</款><条>e</条><款>f</款>"
      "<节 题=\"一\"><条>g</条><条>h</条></节><节 题=\"二\"><条>i</条></节></章>"
      "<章 题=\"乙\"><节 题=\"一\"><条>j</条></节></章></正文>",
      "*一、甲\n1.a\np\n2.b\n①c\n②d\n3.e\n①f\n*（一）一\n1.g\n2.h\n*（二）二\n1.i\n"
      "*二、乙\n*（一）一\n1.j\n");
  /* a literal number stands in place of its own and counts, an empty one not */
  expect_text(
      "",
      "<正文><章 题=\"甲\"><条>a</条><条 号=\"2、\">b</条><条>c</条><条 号=\"\">d</条><条>e</条>"
      "</章><章 题=\"前言\" 号=\"\"/><章 题=\"乙\"/></正文>",
      "*一、甲\n1.a\n2、b\n3.c\nd\n4.e\n*前言\n*二、乙\n");
  Buf many = {0}, wanted = {0};
  buf_puts(&many, "<正文><章 题=\"甲\"/>");
  for (int i = 1; i <= 51; i++)
    buf_puts(&many, "<款>x</款>");
  buf_puts(&many, "</正文>");
  Fixture *fixture = fixture_new("", many.data);
  Doc *doc = doc_build(&fixture->layout, &fixture->evaluation, fixture->messages);
  assert_non_null(doc);
  assert_string_equal(doc->blocks[50].text, "㊿x");
  assert_string_equal(doc->blocks[51].text, "51x");
  assert_int_equal(doc->blocks[50].label_len, strlen("㊿"));
  doc_free(doc);
  fixture_free(fixture);
  buf_free(&many);
  buf_free(&wanted);
}

static void enumerates(void **state) {
  (void)state;
  static const char skeleton[] = "<段>有：<列举 取=\"问题\" 头=\"是\" 隔=\"；\" 尾=\"。\">"
                                 "<值 式=\".\"/></列举></段>";
  expect_text(skeleton, "", "有：\n");
  expect_text(skeleton, "<问题>甲。</问题>", "有：甲。\n");
  expect_text(skeleton, "<问题>甲；</问题><问题>\n  乙，\n</问题>", "有：一是甲；二是乙。\n");
  expect_text(skeleton, "<问题>甲</问题><问题>乙（丙。）</问题><问题>“丁。”</问题>",
              "有：一是甲；二是乙（丙。）；三是“丁。”。\n");
  /* bare form, other marks, and items that come out empty are not counted */
  expect_text("<段>设<列举 取=\"部门/内设机构\" 头=\"否\" 隔=\"、\" 尾=\"\"/>。</段>",
              "<部门><内设机构>甲科</内设机构><内设机构>乙科</内设机构></部门>",
              "设甲科、乙科。\n");
  expect_text("<段><列举 取=\"数据/@名\"/></段>", "<数据 名=\"a\"/><数据 名=\"b\"/>",
              "一是a；二是b。\n");
  expect_text("<段><列举 取=\"任务\"><若 式=\"@甲\"><值 式=\"@甲\"/></若></列举></段>",
              "<任务 甲=\"1\"/><任务/><任务 甲=\"3\"/>", "一是1；二是3。\n");
  Buf many = {0};
  for (int i = 0; i < 12; i++)
    buf_puts(&many, "<问题>x</问题>");
  expect_text("<段><列举 取=\"问题\" 隔=\"，\"/></段>", many.data,
              "一是x，二是x，三是x，四是x，五是x，六是x，七是x，八是x，九是x，十是x，十一是x，"
              "十二是x。\n");
  buf_free(&many);
}

static void values_bring_their_own_values(void **state) {
  (void)state;
  expect_text("<段><列举 取=\"措施\"/></段><每 取=\"措施\"><条><值 式=\".\"/></条></每>",
              "<预算><支出>2457.31</支出></预算>"
              "<措施>用好<值 式=\"千分(预算/支出)\"/>万元；</措施><措施>m<上标>2</上标>。</措施>",
              "一是用好2,457.31万元；二是m2。\n1.用好2,457.31万元；\n2.m2。\n");
}

static void conditions_and_loops(void **state) {
  (void)state;
  static const char skeleton[] = "<择><当 式=\"自评/得分 &gt;= 90\"><段>高</段></当><当 "
                                 "式=\"自评/得分 &gt;= 60\"><段>中</段></当>"
                                 "<否则><段>低</段></否则></择>"
                                 "<每 取=\"任务\"><段><值 式=\"position()\"/>/<值 "
                                 "式=\"last()\"/><若 式=\"position() = last()\">末</若>"
                                 "<择><当 式=\"@重点\">重</当><否则>常</否则></择><每 "
                                 "取=\"目标\">[<值 式=\".\"/>]</每></段></每>";
  expect_text(
      skeleton,
      "<自评><得分>95</得分></自评><任务 重点=\"是\"><目标>a</目标><目标>b</目标></任务><任务/>",
      "高\n1/2重[a][b]\n2/2末常\n");
  expect_text(skeleton, "<自评><得分>60</得分></自评>", "中\n");
  expect_text(skeleton, "", "低\n");
  expect_text("<每 取=\"任务\"><章 题=\"甲\"><段><值 式=\"@名\"/></段></章></每>",
              "<任务 名=\"a\"/><任务 名=\"b\"/>", "*一、甲\na\n*二、甲\nb\n");
}

static void folds_white_space(void **state) {
  (void)state;
  expect_text("<段>\n  共有\n  <值 式=\"count(问题)\"/>\n  个问题，in\n  all\n  <值 式=\"'x'\"/>"
              "<换行/>\n  次行 <粗>\n粗</粗>\n</段>",
              "<问题/>", "共有1个问题，in all x\u2028次行粗\n");
}

static void spans_keep_their_place(void **state) {
  (void)state;
  Fixture *fixture =
      fixture_new("<条>\n 面积\n <粗>\n 约9m<上标>2</上标>整\n</粗>，H<下标>2</下标>O <粗/>末<值 "
                  "式=\"问题\"/></条>",
                  "<问题>尾<粗>粗{}</粗></问题>");
  Doc *doc = doc_build(&fixture->layout, &fixture->evaluation, fixture->messages);
  assert_non_null(doc);
  Buf out = {0};
  doc_print(doc, &out);
  assert_string_equal(
      out.data, "# 题名\t自评报告\n# 部门\t\n# 主题\t自评报告\n# 布局\t样本\n# 年度\t2022\n"
                "条\t3\t正文\t1.\t面积{粗:约9m}{上标:2}{粗:整}，H{下标:2}O 末尾{粗:粗\\{\\}}\n");
  buf_free(&out);
  doc_free(doc);
  fixture_free(fixture);
}

static void prints_the_doc(void **state) {
  (void)state;
  Fixture *fixture = fixture_new(
      "<附件标>附件</附件标><空行/><标题><值 式=\"部门/全称\"/><换行/>报告\\</标题>"
      "<章 题=\"甲\"><节 题=\"一\"><段 样式=\"标题 2\">段</段><条>条</条><款>款</款></节></章>",
      "<部门><全称>某局</全称></部门>");
  Doc *doc = doc_build(&fixture->layout, &fixture->evaluation, fixture->messages);
  assert_non_null(doc);
  assert_string_equal(doc->title, "某局报告\\");
  assert_string_equal(doc->author, "某局");
  assert_string_equal(doc->language, "zh-CN");
  Buf out = {0};
  doc_print(doc, &out);
  assert_string_equal(
      out.data, "# 题名\t某局报告\\\\\n# 部门\t某局\n# 主题\t自评报告\n# 布局\t样本\n# 年度\t2022\n"
                "附件标\t0\t附件标\t\t附件\n"
                "空行\t0\t正文\t\t\n"
                "标题\t0\t标题\t\t某局\\n报告\\\\\n"
                "章\t1\t标题 1\t一、\t甲\n"
                "节\t2\t标题 2\t（一）\t一\n"
                "段\t0\t标题 2\t\t段\n"
                "条\t3\t正文\t1.\t条\n"
                "款\t4\t正文\t①\t款\n");
  buf_free(&out);
  doc_free(doc);
  fixture_free(fixture);
}

/* Where a reader would go to change the words. */
static void blocks_know_their_place(void **state) {
  (void)state;
  Fixture *fixture =
      fixture_new("\n<段><值 式=\"部门/概况\"/></段>\n<段>共<值 式=\"部门/概况\"/></段>"
                  "<章 题=\"甲\"/>",
                  "\n\n<部门><概况>x</概况></部门>\n<正文><章 题=\"甲\"><段>y</段></章></正文>");
  Doc *doc = doc_build(&fixture->layout, &fixture->evaluation, fixture->messages);
  assert_non_null(doc);
  static const struct {
    const char *file;
    int line;
  } places[] = {{"数据.xml", 3}, {"布局.xml", 3}, {"数据.xml", 4}, {"数据.xml", 4}};
  assert_int_equal(doc->block_count, 4);
  for (size_t i = 0; i < 4; i++) {
    assert_string_equal(doc->blocks[i].pos.file, places[i].file);
    assert_int_equal(doc->blocks[i].pos.line, places[i].line);
  }
  doc_free(doc);
  fixture_free(fixture);
}

static void reports_all_faults(void **state) {
  (void)state;
  expect_messages(
      "\n<段><值 式=\"预算/支出\"/></段>\n<段><值 式=\"千分(\"/><值 式=\"部门/概况\"/></段>"
      "\n<若 式=\"false()\"><段 若=\"1 +\">x</段></若><每 取=\"1\"/>",
      "<部门><概况>  </概况></部门>",
      "布局.xml:2:4: 错误: “预算/支出”没有取到值；请在自评数据里填上这一项，或改正这个式 "
      "[取不到值]\n"
      "布局.xml:3:4: 错误: 式“千分(”第 3 个字处写错了：括号没有成对；请改正 [式写错]\n"
      "布局.xml:3:16: 错误: “部门/概况”没有取到值；请在自评数据里填上这一项，或改正这个式 "
      "[取不到值]\n"
      "布局.xml:4:16: 错误: 式“1 +”第 4 "
      "个字处写错了：这里应是元素名、函数、数或引号里的文字，或缺运算符；请改正 [式写错]\n"
      "布局.xml:4:36: 错误: “1”取到的不是元素或属性，不能逐项使用；请写成“任务”这样的路径 "
      "[取的不是项]\n");
}

static void reports_faults_of_the_evaluation(void **state) {
  (void)state;
  expect_messages(
      "<段><值 式=\"问题\"/></段><章 题=\"甲\" 别名=\"乙\"/>",
      "\n<问题>x<值 式=\"千分(预算/支出)\"/></问题>"
      "\n<正文><章 题=\"甲\"/><章 题=\"乙\"/></正文>",
      "数据.xml:2:6: 错误: 式“千分(预算/支出)”算不出来：“千分”要的数没有取到；请改正这个式，"
      "或补上它要用的数据 [式算不出]\n"
      "数据.xml:3:15: 错误: “乙”在第 3 行已经写过（也可能用的是别名）；请合成一个 [章节重复]\n");
  expect_messages("<章 题=\"甲\"/>", "<标题>题</标题>",
                  "数据.xml:1:17: 错误: 布局“样本”的骨架里没有标题，这里的标题无处可放；请删去，"
                  "或在骨架里加上“标题” [标题无处放]\n");
}

static void refuses_circles_and_floods(void **state) {
  (void)state;
  expect_messages(
      "<段><值 式=\"问题\"/></段>", "<问题>x<值 式=\"问题\"/></问题>",
      "数据.xml:1:22: 错误: “问题”引用的内容里又有引用，套了 8 层还没有完，多半是互相引用；"
      "请改正其中一处 [值套值]\n");
  /* ten values in each of eight links are 10^7 texts of 100 bytes */
  Buf flood = {0};
  for (int level = 1; level < 8; level++) {
    buf_printf(&flood, "<问题 级=\"%d\">", level);
    for (int i = 0; i < 20; i++)
      buf_printf(&flood, "<值 式=\"问题[%d]\"/>", level + 1);
    buf_puts(&flood, "</问题>");
  }
  buf_puts(&flood, "<问题>一百个字</问题>");
  Fixture *fixture = fixture_new("<段><值 式=\"问题[1]\"/></段>", flood.data);
  assert_null(doc_build(&fixture->layout, &fixture->evaluation, fixture->messages));
  char *messages = fixture_messages(fixture->messages);
  assert_non_null(strstr(messages, "组成的文字超过 16 MiB"));
  free(messages);
  fixture_free(fixture);
  buf_clear(&flood);
  for (int i = 0; i < 3000; i++)
    buf_puts(&flood, "<问题/>");
  fixture = fixture_new("<每 取=\"//问题\"><段 若=\"count(//问题[count(//问题) = 1])\">x</段></每>",
                        flood.data);
  assert_null(doc_build(&fixture->layout, &fixture->evaluation, fixture->messages));
  messages = fixture_messages(fixture->messages);
  assert_non_null(strstr(messages, "运算次数已超过上限"));
  free(messages);
  fixture_free(fixture);
  buf_free(&flood);
}

/* The same text at 1× and 10×: linear, with room for a slow machine. */
static double build_seconds(int count) {
  Buf data = {0};
  buf_puts(&data, "<预算><支出>2457.31</支出><收入>2661.70</收入></预算>");
  for (int i = 0; i < count; i++)
    buf_puts(&data, "<任务 名称=\"n\">\n<目标>做好这一项工作。</目标>\n<完成情况>用去<值 "
                    "式=\"千分(预算/支出)\"/>"
                    "万元。</完成情况></任务>\n");
  Fixture *fixture = fixture_new("<章 题=\"甲\"><每 取=\"任务\"><条><值 式=\"目标\"/>完成情况："
                                 "<值 式=\"完成情况\"/></条></每></章>",
                                 data.data);
  struct timespec start, end;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
  Doc *doc = doc_build(&fixture->layout, &fixture->evaluation, fixture->messages);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
  assert_non_null(doc);
  assert_int_equal(doc->block_count, count + 1);
  doc_free(doc);
  fixture_free(fixture);
  buf_free(&data);
  return (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
}

static void cost_grows_with_the_text(void **state) {
  (void)state;
  double once = build_seconds(1000), ten = build_seconds(10000);
  print_message("1,000 items %.3f s, 10,000 items %.3f s\n", once, ten);
  assert_true(ten < 40 * once + 0.05);
}

static int set_up(void **state) {
  (void)state;
  xml_start();
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(composes_the_skeleton),
      cmocka_unit_test(empty_chapters_leave),
      cmocka_unit_test(office_text_replaces),
      cmocka_unit_test(unknown_chapters_follow),
      cmocka_unit_test(nothing_written_is_lost),
      cmocka_unit_test(whole_text_goes_through),
      cmocka_unit_test(numbers),
      cmocka_unit_test(enumerates),
      cmocka_unit_test(values_bring_their_own_values),
      cmocka_unit_test(conditions_and_loops),
      cmocka_unit_test(folds_white_space),
      cmocka_unit_test(spans_keep_their_place),
      cmocka_unit_test(prints_the_doc),
      cmocka_unit_test(blocks_know_their_place),
      cmocka_unit_test(reports_all_faults),
      cmocka_unit_test(reports_faults_of_the_evaluation),
      cmocka_unit_test(refuses_circles_and_floods),
      cmocka_unit_test(cost_grows_with_the_text),
  };
  return cmocka_run_group_tests_name("doc", tests, set_up, NULL);
}
