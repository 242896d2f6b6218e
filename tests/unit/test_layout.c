/* Layouts: lengths to the EMU, inheritance of styles, the two that are shipped,
 * and every fault with its words. */
#include <unistd.h>

#include "said.h"

#include "base/buf.h"
#include "layout/layout.h"
#include "layout/measure.h"

static Fonts *fonts;

static void test_lengths(void **state) {
  (void)state;
  assert_int_equal(layout_length("210mm"), 7560000);
  assert_int_equal(layout_length("3.7cm"), 37 * 36000);
  assert_int_equal(layout_length("28.95pt"), 367665);
  assert_int_equal(layout_length("0.0001pt"), 1);
  assert_int_equal(layout_length("0pt"), 0);
  assert_int_equal(layout_size("三号"), 16 * 12700);
  assert_int_equal(layout_size("五号"), 133350);
  assert_int_equal(layout_size("七号"), 69850);
  assert_int_equal(layout_size("15.79pt"), 200533);
  assert_int_equal(layout_indent("2字"), 200);
  assert_int_equal(layout_indent("-1.25字"), -125);
  assert_int_equal(layout_indent("0.5字"), 50);
}

static Layout *shipped(const char *name) {
  Messages *messages = msg_new();
  Layout *layout = layout_load(name, pos_file(NULL), "layouts", fonts, messages);
  char *text = take_messages(messages);
  assert_string_equal(text, "");
  free(text);
  assert_non_null(layout);
  return layout;
}

/* The widest measure that is still 28 characters: room for them as they are
 * spaced, and less than half a character more. */
static void assert_grid(const Layout *layout, int lines) {
  const PageSetup *page = &layout->page;
  Emu measure = page->width - page->left - page->right;
  Emu depth = page->height - page->top - page->bottom;
  assert_int_equal(page->chars, 28);
  Emu room = layout->body->size + layout->body->tracking;
  assert_true(measure >= 28 * room);
  assert_true(measure < 28 * room + layout->body->size / 2);
  assert_int_equal(page->lines, lines);
  assert_int_equal(depth / page->pitch, lines);
  for (size_t i = 0; i < layout->style_count; i++) {
    if (layout->styles[i]->grid && layout->styles[i] != page->folio.style)
      assert_int_equal(layout->styles[i]->pitch, page->pitch);
  }
}

static void test_zengcheng(void **state) {
  (void)state;
  Layout *layout = shipped("增城-2022");
  assert_grid(layout, 21);
  assert_int_equal(layout->year, 2022);
  assert_string_equal(layout->region, "广东广州增城");
  const Style *title = layout_style(layout, "标题");
  assert_string_equal(title->role, "小标宋");
  assert_string_equal(title->latin_role, "西文");
  assert_int_equal(title->size, 22 * 12700);
  assert_int_equal(title->align, ALIGN_CENTRE);
  assert_true(title->balanced && title->grid);
  assert_in_range(layout->body->indent_first, 200, 202);
  assert_int_equal(layout->body->align, ALIGN_JUSTIFY);
  assert_ptr_equal(layout->level_style[0], layout_style(layout, "标题 1"));
  assert_int_equal(layout->level_style[1]->outline_level, 2);
  assert_ptr_equal(layout->level_style[3], layout->body);
  assert_string_equal(layout->numbering[1].before, "（");
  assert_int_equal(layout->numbering[1].form, NUMBER_HAN);
  assert_string_equal(layout->numbering[2].after, ".");
  assert_int_equal(layout->page.folio.place, FOLIO_CENTRE);
  assert_int_equal(layout->page.folio.distance, 7 * 36000);
  assert_null(layout_style(layout, "没有"));
  layout_free(layout);
}

static void test_gaoyang(void **state) {
  (void)state;
  Layout *layout = shipped("高阳-2022");
  assert_grid(layout, 22);
  assert_int_equal(layout->page.width - layout->page.left - layout->page.right, 156 * 36000);
  assert_int_equal(layout->page.height - layout->page.top - layout->page.bottom, 225 * 36000);
  assert_int_equal(layout->page.folio.place, FOLIO_OUTER);
  assert_int_equal(layout->page.folio.style->size, 14 * 12700);
  assert_string_equal(layout->page.folio.text, "— {页} —");
  layout_free(layout);
}

static void test_list(void **state) {
  (void)state;
  Messages *messages = msg_new();
  Buf out = {0};
  assert_true(layout_list("layouts", &out, messages));
  assert_non_null(strstr(out.data, "增城-2022\t广东广州增城\t2022\t部门整体支出绩效自评报告\n"));
  assert_true(strstr(out.data, "增城-2022") < strstr(out.data, "高阳-2022"));
  assert_false(layout_list("没有的文件夹", &out, messages));
  char *text = take_messages(messages);
  assert_says(text, "[读不到]");
  free(text);
  buf_free(&out);
}

static void assert_refused(const char *name, const char *expected) {
  Messages *messages = msg_new();
  assert_null(layout_load(name, pos_file(NULL), "layouts", fonts, messages));
  char *text = take_messages(messages);
  assert_says(text, expected);
  free(text);
}

static void test_unknown(void **state) {
  (void)state;
  assert_refused("增城", "没有名为“增城”的布局；现有");
  assert_refused("增城", "“增城-2022”、");
  assert_refused("没有/增城.xml", "[读不到]");
  assert_refused("layouts", "没有名为“layouts”的布局");
  assert_refused("examples/", "[是文件夹]");
}

#define PAGE                                                                                       \
  "<页面 宽='210mm' 高='297mm' 上='37mm' 下='35mm' 左='28mm' 右='20mm' 每行字数='28' " \
  "每页行数='22' 行距='28pt'/>"
#define FOLIO "<页码 位置='居中' 样式='正文'/>"
#define BODY "<样式 名='正文' 代号='Normal' 字体='仿宋' 字号='三号' 行距='28pt'/>"
#define TITLES "<样式 名='标题' 代号='Title' 承='正文'/>\n<样式 名='附件标' 代号='Mark' 承='正文'/>"
#define LEVELS                                                                                     \
  "<编号 级='章' 形='一' 样式='正文'/><编号 级='节' 形='一' 样式='正文'/>"     \
  "<编号 级='条' 形='1' 样式='正文'/><编号 级='款' 形='①' 样式='正文'/>"
#define BONES "<骨架/>"

static void write_layout(const char *path, const char *inside) {
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fprintf(file, "<布局 名='试' 地区='某' 年度='2022' 题='某' 版='1'>\n%s</布局>", inside);
  assert_int_equal(fclose(file), 0);
}

static void test_defaults(void **state) {
  (void)state;
  char path[] = "/tmp/ziping-layout-XXXXXX.xml";
  close(mkstemps(path, 4));
  write_layout(path, PAGE FOLIO TITLES BODY LEVELS BONES);
  Layout *layout = shipped(path);
  assert_string_equal(layout->body->latin_role, "仿宋");
  assert_int_equal(layout_style(layout, "标题")->size, 16 * 12700);
  assert_true(layout->page.squeeze && layout->page.squeeze_pairs && layout->body->grid);
  assert_false(layout->page.hanging || layout->page.widow_control);
  assert_int_equal(layout->page.folio.first, 1);
  assert_int_equal(layout->numbering[3].form, NUMBER_CIRCLED);
  assert_null(layout->facts);
  layout_free(layout);
  remove(path);
}

/* GB/T 9704-2012: 28 characters in 156 mm; at 16 pt each gives up 0.25 pt. */
static void test_filled_lines(void **state) {
  (void)state;
  char path[] = "/tmp/ziping-layout-XXXXXX.xml";
  close(mkstemps(path, 4));
  write_layout(path, "<页面 宽='210mm' 高='297mm' 上='37mm' 下='35mm' 左='28mm' 右='26mm' "
                     "每行字数='28' 每页行数='22' 行距='28pt' 排满='是'/>" FOLIO TITLES BODY
                     "<样式 名='注' 代号='N' 承='正文' 字号='12pt'/>" LEVELS BONES);
  Layout *layout = shipped(path);
  const PageSetup *page = &layout->page;
  assert_int_equal(layout->body->tracking, -EMU_PER_PT / 4);
  assert_true(28 * (layout->body->size + layout->body->tracking) <=
              page->width - page->left - page->right);
  assert_int_equal(layout_style(layout, "注")->tracking, 0);
  layout_free(layout);
  write_layout(
      path, "<页面 宽='210mm' 高='297mm' 上='37mm' 下='35mm' 左='28mm' 右='26mm' "
            "每行字数='30' 每页行数='22' 行距='28pt' 排满='是'/>" FOLIO TITLES BODY LEVELS BONES);
  assert_refused(path, "版心的宽放不下正文的 30 个字");
  remove(path);
}

static void test_each_fault_has_its_words(void **state) {
  (void)state;
  static const struct {
    const char *inside, *expected;
  } cases[] = {
      {PAGE FOLIO BODY LEVELS BONES, "缺少样式“标题”；请补上 [缺样式]"},
      {PAGE FOLIO TITLES LEVELS BONES, "没有名为“正文”的样式；已有“标题”、“附件标”"},
      {PAGE FOLIO TITLES BODY "<编号 级='章' 形='一' 样式='正文'/>" BONES,
       "请补上 <编号 级=\"款\" …/> [缺编号]"},
      {PAGE FOLIO TITLES BODY LEVELS LEVELS BONES, "“条”的编号前面已经写过；请只留一个 [编号重复]"},
      {PAGE FOLIO TITLES BODY BODY LEVELS BONES, "前面已有名为“正文”的样式"},
      {PAGE FOLIO TITLES BODY "<样式 名='注' 代号='Title' 承='正文'/>" LEVELS BONES,
       "前面已有代号为“Title”的样式"},
      {PAGE FOLIO TITLES BODY "\n<样式 名='注' 代号='N'/>" LEVELS BONES,
       "xml:4:1: 错误: 样式“注”没有写“字体”"},
      {PAGE FOLIO TITLES BODY "<样式 名='注' 代号='N' 承='标'/>" LEVELS BONES,
       "没有名为“标”的样式"},
      {PAGE FOLIO TITLES BODY
       "<样式 名='甲' 代号='A' 承='乙'/><样式 名='乙' 代号='B' 承='甲'/>" LEVELS BONES,
       "样式“甲”的“承”绕回到自己；请断开 [样式循环]"},
      {PAGE FOLIO TITLES BODY "<样式 名='注' 代号='N' 承='正文' 字体='草书'/>" LEVELS BONES,
       "字体表里没有名为“草书”的角色；已有“仿宋”"},
      {PAGE FOLIO TITLES BODY "<样式 名='注' 代号='N' 承='正文' 行距='0.5pt'/>" LEVELS BONES,
       "行距“0.5pt”不到 1pt；请改大 [行距过小]"},
      {PAGE FOLIO TITLES BODY "<样式 名='注' 代号='N' 承='正文' 行距='28'/>" LEVELS BONES,
       "属性“行距”的值“28”不对；应是带单位的长度"},
      {PAGE FOLIO TITLES BODY "<样式 名='注' 代号='N' 承='正文' 字号='3号'/>" LEVELS BONES,
       "属性“字号”的值“3号”不对；应是初号至七号的字号名"},
      {PAGE FOLIO TITLES BODY LEVELS "<骨架><章 题='一'><段 样式='正'/></章></骨架>",
       "没有名为“正”的样式"},
      {PAGE "<页码 位置='居中' 样式='页脚'/>" TITLES BODY LEVELS BONES, "没有名为“页脚”的样式"},
      {"<页面 宽='30mm' 高='297mm' 上='37mm' 下='35mm' 左='8mm' 右='0mm' 每行字数='2' "
       "每页行数='22' 行距='28pt'/>" FOLIO TITLES BODY LEVELS BONES,
       "纸的宽是“30mm”；应在 50mm 和 558mm 之间 [纸张尺寸]"},
      {"<页面 宽='210mm' 高='900mm' 上='37mm' 下='35mm' 左='8mm' 右='0mm' 每行字数='2' "
       "每页行数='22' 行距='28pt'/>" FOLIO TITLES BODY LEVELS BONES,
       "纸的高是“900mm”；应在"},
      {"<页面 宽='210mm' 高='297mm' 上='37mm' 下='35mm' 左='110mm' 右='100mm' 每行字数='2' "
       "每页行数='22' 行距='28pt'/>" FOLIO TITLES BODY LEVELS BONES,
       "左、右页边距之和不小于"},
      {"<页面 宽='210mm' 高='297mm' 上='200mm' 下='97mm' 左='10mm' 右='10mm' 每行字数='2' "
       "每页行数='22' 行距='28pt'/>" FOLIO TITLES BODY LEVELS BONES,
       "上、下页边距之和不小于"},
      {"<页面 宽='210mm' 高='297mm' 上='37mm' 下='35mm' 左='28mm' 右='26mm' 每行字数='28' "
       "每页行数='23' 行距='28pt'/>" FOLIO TITLES BODY LEVELS BONES,
       "版心的宽放不下正文的 28 个字"},
      {"<页面 宽='210mm' 高='297mm' 上='37mm' 下='35mm' 左='28mm' 右='20mm' 每行字数='28' "
       "每页行数='23' 行距='28pt'/>" FOLIO TITLES BODY LEVELS BONES,
       "放不下 23 行、行距 28pt"},
      {"<页面 宽='210mm' 高='297mm' 上='37mm' 下='35mm' 左='28mm' 右='20mm' 每行字数='28' "
       "每页行数='23' 行距='0pt'/>" FOLIO TITLES BODY LEVELS BONES,
       "行距“0pt”不到 1pt"},
      {PAGE FOLIO TITLES BODY LEVELS "<骨架><段><画/></段></骨架>", "“段”里没有“画”这种元素"},
      {PAGE FOLIO TITLES BODY LEVELS "<骨架><节 题='一'/></骨架>", "它可放在“章”里"},
      {PAGE FOLIO TITLES BODY LEVELS, "“布局”里缺少“骨架”"},
      {PAGE "<页码 位置='居中' 前='第{页码}页' 样式='正文'/>" TITLES BODY LEVELS BONES,
       "页码里的“{页码}”不认识；当前页写 {页}，总页数写 {共} [页码记号]"},
      {PAGE FOLIO TITLES BODY LEVELS
       "<评分><等级 名='优' 下限='80'/><等级 名='良' 下限='90'/></评分>" BONES,
       "等级“良”的下限不比前一个低；请从高到低写，各有各的下限 [等级次序]"},
      {PAGE FOLIO TITLES BODY LEVELS
       "<评分><权重 一级='产出' 分值='50'/><权重 一级='产出' 分值='50'/></评分>" BONES,
       "“产出”的权重写了两次；请只留一个 [权重重复]"},
      {PAGE FOLIO TITLES BODY LEVELS
       "<骨架><章 题='一'><节 题='甲'/><节 题='乙'/><节 题='甲'/></章></骨架>",
       "同一级里有两个节题为“甲”，单位写的正文只能并入头一个；请改一个题，或合成一个 [章节重题]"},
  };
  char path[] = "/tmp/ziping-layout-XXXXXX.xml";
  close(mkstemps(path, 4));
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    write_layout(path, cases[i].inside);
    assert_refused(path, cases[i].expected);
  }
  remove(path);
}

/* However many names are unknown, and however long the expression that each message quotes. */
static void test_unknown_names_have_an_end(void **state) {
  (void)state;
  Buf inside = {0};
  buf_puts(&inside, PAGE FOLIO TITLES BODY LEVELS "<骨架><章 题='一'><段><值 式='");
  for (int i = 0; i < 5000; i++)
    buf_printf(&inside, "%s甲乙丙丁%d", i > 0 ? "+" : "", i);
  buf_puts(&inside, "'/></段></章></骨架>");
  char path[] = "/tmp/ziping-layout-XXXXXX.xml";
  close(mkstemps(path, 4));
  write_layout(path, inside.data);
  Messages *messages = msg_new();
  Layout *layout = layout_load(path, pos_file(NULL), "layouts", fonts, messages);
  assert_non_null(layout);
  assert_int_equal(msg_count(messages, MSG_WARNING), 20);
  layout_free(layout);
  msg_free(messages);
  remove(path);
  buf_free(&inside);
}

static void test_too_many_styles(void **state) {
  (void)state;
  Buf inside = {0};
  buf_puts(&inside, PAGE FOLIO TITLES BODY LEVELS BONES);
  for (int i = 0; i < 300; i++)
    buf_printf(&inside, "<样式 名='甲%d' 代号='A%d' 承='正文'/>", i, i);
  char path[] = "/tmp/ziping-layout-XXXXXX.xml";
  close(mkstemps(path, 4));
  write_layout(path, inside.data);
  assert_refused(path, "样式多于 256 个；请删去不用的 [样式过多]");
  remove(path);
  buf_free(&inside);
}

static void test_name_is_the_files(void **state) {
  (void)state;
  char home[] = "/tmp/ziping-home-XXXXXX";
  assert_non_null(mkdtemp(home));
  char path[64], schema[64], target[4096];
  snprintf(path, sizeof path, "%s/别的.xml", home);
  snprintf(schema, sizeof schema, "%s/布局.rng", home);
  assert_non_null(realpath("layouts/布局.rng", target));
  assert_int_equal(symlink(target, schema), 0);
  write_layout(path, PAGE FOLIO TITLES BODY LEVELS BONES);
  Messages *messages = msg_new();
  Buf out = {0};
  assert_false(layout_list(home, &out, messages));
  char *text = take_messages(messages);
  assert_says(text, "布局自称“试”，文件名却是“别的”；请改成一致 [布局名不符]");
  free(text);
  buf_free(&out);
  remove(path);
  remove(schema);
  remove(home);
}

static int load_fonts(void **state) {
  (void)state;
  Messages *messages = msg_new();
  fonts = fonts_load("fonts", messages);
  msg_print(messages, stderr);
  msg_free(messages);
  return fonts ? 0 : -1;
}

static int free_fonts(void **state) {
  (void)state;
  fonts_free(fonts);
  return 0;
}

int main(void) {
  xml_start();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_lengths),
      cmocka_unit_test(test_zengcheng),
      cmocka_unit_test(test_gaoyang),
      cmocka_unit_test(test_list),
      cmocka_unit_test(test_unknown),
      cmocka_unit_test(test_defaults),
      cmocka_unit_test(test_filled_lines),
      cmocka_unit_test(test_each_fault_has_its_words),
      cmocka_unit_test(test_unknown_names_have_an_end),
      cmocka_unit_test(test_too_many_styles),
      cmocka_unit_test(test_name_is_the_files),
  };
  return cmocka_run_group_tests(tests, load_fonts, free_fonts);
}
