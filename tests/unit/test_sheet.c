/* Evaluations as workbooks: what is read, what is said of it, and that what is
 * written reads as the same evaluation. */
#include <dlfcn.h>
#include <unistd.h>

#include "zip_sample.h"

#include "base/infile.h"
#include "input/print.h"
#include "sheet/read.h"
#include "sheet/sheet.h"

/* Interposed, so that a step of libzip can fail. */
static bool zip_fails;

int zip_file_set_dostime(zip_t *zip, zip_uint64_t index, zip_uint16_t time, zip_uint16_t date,
                         zip_flags_t flags) {
  int (*real)(zip_t *, zip_uint64_t, zip_uint16_t, zip_uint16_t, zip_flags_t) =
      (int (*)(zip_t *, zip_uint64_t, zip_uint16_t, zip_uint16_t, zip_flags_t))dlsym(
          RTLD_NEXT, "zip_file_set_dostime");
  return zip_fails ? -1 : real(zip, index, time, date, flags);
}

#define MAIN_NS "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define REL_NS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

enum { MOST_SHEETS = 4 };

typedef struct Sample {
  const char *name;
  const char *rows; /* cells with | between, rows with line breaks; <c…> as it is, # a number */
  const char *merges;
} Sample;

static Arena *arena;

static void put_cell(Buf *out, const char *text, size_t len, int row, int column) {
  if (len == 0)
    return;
  if (*text == '<') {
    buf_add(out, text, len);
    return;
  }
  buf_printf(out, "<c r=\"%c%d\"", 'A' + column, row);
  if (*text == '#')
    buf_printf(out, "><v>%.*s</v></c>", (int)len - 1, text + 1);
  else
    buf_printf(out, " t=\"inlineStr\"><is><t>%.*s</t></is></c>", (int)len, text);
}

static const char *sheet_xml(const Sample *sample) {
  Buf out = {0};
  buf_puts(&out, "<worksheet xmlns=\"" MAIN_NS "\"><sheetData>");
  int row = 1;
  for (const char *at = sample->rows; *at; row++) {
    buf_printf(&out, "<row r=\"%d\">", row);
    for (int column = 0;; column++) {
      size_t len = strcspn(at, "|\n");
      put_cell(&out, at, len, row, column);
      at += len;
      if (*at != '|')
        break;
      at++;
    }
    at += *at == '\n';
    buf_puts(&out, "</row>");
  }
  buf_puts(&out, "</sheetData>");
  if (sample->merges)
    buf_printf(&out, "<mergeCells>%s</mergeCells>", sample->merges);
  buf_puts(&out, "</worksheet>");
  const char *xml = arena_copy(arena, out.data);
  buf_free(&out);
  return xml;
}

static Buf book(const Sample *samples, size_t count) {
  ZipPart parts[MOST_SHEETS + 3] = {
      {"_rels/.rels", RELATIONS(RELATION("r", "officeDocument", "xl/workbook.xml"))}};
  Buf sheets = {0}, rels = {0};
  for (size_t i = 0; i < count; i++) {
    const char *name = arena_printf(arena, "xl/s%zu.xml", i);
    parts[i + 3] = (ZipPart){name, sheet_xml(&samples[i])};
    buf_printf(&sheets, "<sheet name=\"%s\" sheetId=\"%zu\" r:id=\"s%zu\"/>", samples[i].name,
               i + 1, i);
    buf_printf(&rels, RELATION("s%zu", "worksheet", "s%zu.xml"), i, i);
  }
  parts[1] =
      (ZipPart){"xl/workbook.xml", arena_printf(arena,
                                                "<workbook xmlns=\"" MAIN_NS "\" xmlns:r=\"" REL_NS
                                                "\"><sheets>%s</sheets></workbook>",
                                                sheets.data)};
  parts[2] =
      (ZipPart){"xl/_rels/workbook.xml.rels", arena_printf(arena, RELATIONS("%s"), rels.data)};
  Buf file = zip_sample(parts, count + 3);
  buf_free(&sheets);
  buf_free(&rels);
  return file;
}

/* The evaluation as printed, NULL when refused; *said: the messages. */
static char *read_back(const Buf *file, char **said) {
  Messages *messages = msg_new();
  XmlFile *made = sheet_read("甲.xlsx", file->data, file->len, messages);
  Evaluation *evaluation = evaluation_take(made, "layouts", messages);
  char *printed = NULL;
  if (evaluation) {
    Buf out = {0};
    evaluation_print(evaluation, &out);
    printed = buf_take(&out);
  }
  evaluation_free(evaluation);
  *said = take_messages(messages);
  return printed;
}

static void assert_book(const Sample *samples, size_t count, const char *inside,
                        const char *expected_said) {
  Buf file = book(samples, count);
  char *said, *printed = read_back(&file, &said);
  assert_string_equal(said, expected_said);
  const char *expected = arena_printf(
      arena, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<绩效自评%s</绩效自评>\n", inside);
  assert_non_null(printed);
  assert_string_equal(printed, expected);
  free(said);
  free(printed);
  buf_free(&file);
}

/* One sheet beside the year. */
static void assert_sheet(const char *name, const char *rows, const char *merges,
                         const char *inside) {
  const Sample samples[] = {{"基本信息", "项目|内容\n年度|#2022", NULL}, {name, rows, merges}};
  assert_book(samples, 2, arena_printf(arena, " 年度=\"2022\">\n%s", inside), "");
}

static void test_facts(void **state) {
  (void)state;
  const Sample facts = {
      "基本信息",
      "自评数据\n项目|说明|内容\n年度||#2022\n一、单位\n布局||增城-2022\n日期||2023年3月15日\n"
      "附件号||{空}\n标题||甲\n单位全称||某局\n概况||m{上标 2}\n收入||#2661.7\n金额单位||万元\n"
      "得分||#99.239999999999995\n资金|手填|{空}\n正文完整||否\n\n简称|没有填|",
      NULL};
  assert_book(&facts, 1,
              " 年度=\"2022\" 布局=\"增城-2022\">\n"
              "  <日期>2023-03-15</日期>\n  <附件 号=\"\"/>\n  <标题>甲</标题>\n"
              "  <部门>\n    <全称>某局</全称>\n    <概况>m<上标>2</上标></概况>\n  </部门>\n"
              "  <预算 单位=\"万元\">\n    <收入>2661.7</收入>\n  </预算>\n"
              "  <自评>\n    <得分>99.24</得分>\n  </自评>\n  <资金/>\n  <正文 完整=\"否\"/>\n",
              "");
}

static void test_forms(void **state) {
  (void)state;
  assert_sheet("职责机构",
               "类别|内容|机构类别\n内设机构|办公室\n职责|管{粗 事}\n内设机构|中心|事业单位", NULL,
               "  <部门>\n    <职责>管<粗>事</粗></职责>\n    <内设机构>办公室</内设机构>\n"
               "    <内设机构 类别=\"事业单位\">中心</内设机构>\n  </部门>\n");
  assert_sheet("成效问题措施", "类别|小标题|内容\n措施||丙\n成效|题|甲\n问题||乙\n成效||丁", NULL,
               "  <成效 题=\"题\">甲</成效>\n  <成效>丁</成效>\n  <问题>乙</问题>\n"
               "  <措施>丙</措施>\n");
  assert_sheet("数据", "名称|值|单位\n查档|#1234|人次", NULL,
               "  <数据 名=\"查档\" 值=\"1234\" 单位=\"人次\"/>\n");
  assert_sheet("校核", "类别|规则名|级别|式|规则说明\n关|甲\n规则|乙|警告|1=1|说", NULL,
               "  <校核>\n    <规则 名=\"乙\" 级别=\"警告\" 式=\"1=1\" 说明=\"说\"/>\n"
               "    <关 规则=\"甲\"/>\n  </校核>\n");
  assert_sheet("任务", "任务名称|目标|完成情况\n甲|乙\n二行|丁", NULL,
               "  <任务 名称=\"甲\">\n    <目标>乙</目标>\n  </任务>\n"
               "  <任务 名称=\"二行\">\n    <目标>丁</目标>\n  </任务>\n");
}

static void test_projects(void **state) {
  (void)state;
  const Sample samples[] = {
      {"项目指标", "项目|三级指标\n乙|一\n甲（第2个）|二\n甲|三", NULL},
      {"资金", "项目|资金来源|执行数\n|总额|#1\n甲|总额|#2.50\n乙", NULL},
      {"项目", "项目名称|总分|资金分值|预期目标\n甲|#98.5|#10|\n乙|||建成\n甲", NULL},
      {"基本信息", "项目|内容\n年度|#2022", NULL}};
  assert_book(samples, 4,
              " 年度=\"2022\">\n  <资金>\n    <来源 名称=\"总额\" 执行数=\"1\"/>\n  </资金>\n"
              "  <项目 名称=\"甲\" 总分=\"98.5\">\n    <资金 分值=\"10\">\n"
              "      <来源 名称=\"总额\" 执行数=\"2.5\"/>\n    </资金>\n"
              "    <指标 名称=\"三\"/>\n  </项目>\n"
              "  <项目 名称=\"乙\">\n    <资金/>\n    <预期目标>建成</预期目标>\n"
              "    <指标 名称=\"一\"/>\n  </项目>\n"
              "  <项目 名称=\"甲\">\n    <指标 名称=\"二\"/>\n  </项目>\n",
              "");
}

/* Cells merged down say the same in each row; weights are not doubled. */
static void test_merged_down(void **state) {
  (void)state;
  assert_sheet("指标", "一级|名称|分值\n产出|甲|#10\n|乙|\n|丙|#5",
               "<mergeCell ref=\"A2:A3\"/><mergeCell ref=\"C2:C3\"/><mergeCell ref=\"XX\"/>",
               "  <指标 一级=\"产出\" 名称=\"甲\" 分值=\"10\"/>\n"
               "  <指标 一级=\"产出\" 名称=\"乙\"/>\n  <指标 名称=\"丙\" 分值=\"5\"/>\n");
}

static void test_text(void **state) {
  (void)state;
  assert_sheet(
      "正文",
      "章|节|类别|号|内容\n|||||\n||||引言\n甲||章\n||||直接\n|乙|节|（甲）\n||条||一\n"
      "||款|{空}|二\n丙|丁|||三\n丙||段||四\n{外}||||五\n||章||戊\n|己",
      NULL,
      "  <正文>\n    <段>引言</段>\n    <章 题=\"甲\">\n      <段>直接</段>\n"
      "      <节 题=\"乙\" 号=\"（甲）\">\n        <条>一</条>\n        <款 号=\"\">二</款>\n"
      "      </节>\n    </章>\n    <章 题=\"丙\">\n      <节 题=\"丁\">\n"
      "        <段>三</段>\n      </节>\n      <段>四</段>\n    </章>\n    <段>五</段>\n"
      "    <章 题=\"戊\">\n      <节 题=\"己\"/>\n    </章>\n  </正文>\n");
}

static void test_tables(void **state) {
  (void)state;
  assert_sheet("正文",
               "章|节|类别|号|内容|格2|格3\n||行||科室|查档|\n||行|||窗口|网上\n||行||利用|#8|\n"
               "||表格\n||行||{空}\n||||段",
               "<mergeCell ref=\"E2:E3\"/><mergeCell ref=\"F2:G2\"/>",
               "  <正文>\n    <表格>\n      <行>\n        <格 跨行=\"2\">科室</格>\n"
               "        <格 跨列=\"2\">查档</格>\n      </行>\n      <行>\n        <格>窗口</格>\n"
               "        <格>网上</格>\n      </行>\n      <行>\n        <格>利用</格>\n"
               "        <格>8</格>\n      </行>\n    </表格>\n    <表格>\n      <行>\n"
               "        <格/>\n      </行>\n    </表格>\n    <段>段</段>\n  </正文>\n");
}

/* What programs write that write otherwise than ours. */
static void test_dialects(void **state) {
  (void)state;
  const ZipPart parts[] = {
      {"_rels/.rels", "\xEF\xBB\xBF" RELATIONS(RELATION("r", "officeDocument", "/xl/book.xml"))},
      {"/xl/book.xml",
       "<x:workbook xmlns:x=\"" MAIN_NS "\" xmlns:q=\"" REL_NS
       "\"><x:workbookPr date1904=\"true\"/><x:sheets><x:sheet name=\" 指标 \" q:id=\"a\"/>"
       "<x:sheet name=\"基本信息\" q:id=\"b\"/></x:sheets></x:workbook>"},
      {"xl/_rels/book.xml.rels",
       RELATIONS(RELATION("a", "worksheet", "/xl/one.xml") RELATION("b", "worksheet", "two.xml")
                     RELATION("c", "sharedStrings", "strings.xml")
                         RELATION("d", "styles", "styles.xml"))},
      {"xl/strings.xml", "<sst xmlns=\"" MAIN_NS "\"><si><t>三级指标</t></si><si><r><t>实</t></r>"
                         "<r><rPr><b/></rPr><t>际</t></r></si><si><t>分值</t></si></sst>"},
      {"xl/styles.xml",
       "<styleSheet xmlns=\"" MAIN_NS "\"><numFmts>"
       "<numFmt numFmtId=\"2147483647\" formatCode=\"0\"/>"
       "<numFmt numFmtId=\"-2147483648\" formatCode=\"0\"/><numFmt numFmtId=\"170\" "
       "formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/></numFmts><cellXfs>"
       "<xf numFmtId=\"0\"/><xf numFmtId=\"10\"/><xf numFmtId=\"170\"/><xf numFmtId=\"4\"/>"
       "<xf numFmtId=\"2\"/></cellXfs></styleSheet>"},
      {"xl/one.xml",
       "<x:worksheet xmlns:x=\"" MAIN_NS "\"><x:sheetData><x:row>"
       "<x:c t=\"s\"><x:v>0</x:v></x:c><x:c t=\"s\"><x:v>1</x:v></x:c>"
       "<x:c t=\"s\"><x:v>2</x:v></x:c><x:c t=\"inlineStr\"><x:is><x:t>完成度</x:t></x:is></x:c>"
       "<x:c t=\"inlineStr\"><x:is><x:t>适用</x:t></x:is></x:c></x:row><x:row>"
       "<x:c t=\"str\"><x:f>A1</x:f><x:v>甲</x:v></x:c><x:c "
       "s=\"1\"><x:v>0.923233333333333</x:v></x:c>"
       "<x:c s=\"4\"><x:f>1+1</x:f><x:v>2</x:v></x:c><x:c s=\"1\"><x:v>0.5</x:v></x:c>"
       "<x:c t=\"b\"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"},
      {"xl/two.xml",
       "<worksheet xmlns=\"" MAIN_NS "\"><sheetData>"
       "<row r=\"3\"><c r=\"B3\" s=\"2\"><v>43538</v></c><c r=\"A3\" t=\"inlineStr\"><is>"
       "<t>日期</t></is></c></row>"
       "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>项目</t></is></c>"
       "<c r=\"B1\" t=\"inlineStr\"><is><t>内容</t></is></c></row>"
       "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>年度</t></is></c>"
       "<c r=\"B2\"><v>2022</v></c></row>"
       "<row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t>支出</t></is></c>"
       "<c r=\"B4\" s=\"3\"><v>2457.31</v></c></row>"
       "<row r=\"5\"><c r=\"A5\" t=\"inlineStr\"><is><t>收入</t></is></c>"
       "<c r=\"B5\" t=\"n\"><v>2.6617E3</v></c></row>"
       "<row r=\"6\"><c r=\"A6\" t=\"str\"><f>x</f><v></v></c></row></sheetData></worksheet>"}};
  Buf file = zip_sample(parts, 7);
  char *said, *printed = read_back(&file, &said);
  assert_string_equal(said, "");
  assert_string_equal(
      printed, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<绩效自评 年度=\"2022\">\n"
               "  <日期>2023-03-15</日期>\n  <预算>\n    <支出>2457.31</支出>\n"
               "    <收入>2661.7</收入>\n  </预算>\n"
               "  <指标 名称=\"甲\" 实际=\"92.32%\" 分值=\"2.00\" 完成度=\"0.5\" 适用=\"是\"/>\n"
               "</绩效自评>\n");
  free(said);
  free(printed);
  buf_free(&file);
}

static void test_faults(void **state) {
  (void)state;
  static const struct {
    const char *sheet, *rows, *said;
  } cases[] = {
      {"基本信息", "项目|内容\n年读|#2022",
       "甲.xlsx:基本信息!A2: 错误: 基本信息里没有“年读”这一项；"
       "是否要写“年度” [项目疑写错]"},
      {"基本信息", "项目|内容\nabcdefgh|甲",
       "基本信息!A2: 错误: 基本信息里没有“abcdefgh”这一项；可写"},
      {"基本信息", "项目|内容\n年度|#2022\n年份|#2023",
       "基本信息!A3: 错误: “年份”在基本信息里写了两次"},
      {"基本信息", "项目|内容\n年度|#2022\n|甲", "基本信息!B3: 错误: 这一格有内容，前面却没有写"},
      {"基本信息", "项目|内容\n年度|二〇二二",
       "甲.xlsx:基本信息!B2: 错误: 属性“年度”的值“二〇二二”不对"},
      {"指标", "三级指标|实际完成值|得分\n甲|#8.33333333333333|#8.5",
       "甲.xlsx:指标!B2: 错误: 这一格的数是 8.33333333333333，多半是公式除不尽；请用 ROUND 取到要印"
       "的位数，或给单元格设小数位数 [小数过长]"},
      {"基本信息", "项目|内容\n年度|#2022\n收入|约2千", "甲.xlsx:基本信息!B3: 错误: “收入”的内容"},
      {"基本信息", "项目|内容\n年度|#2022\n日期|明天", "基本信息!B3: 错误: “日期”的内容“明天”不对"},
      {"基本信息", "甲|乙\n丙|丁",
       "基本信息!A1: 错误: 工作表“基本信息”里找不到栏目行；请在第一行"
       "写各栏的名称：项目、内容 [缺栏目行]"},
      {"指标", "名称|分值|分值\n甲|#1|#2", "指标!C1: 错误: 栏目“分值”出现了两次"},
      {"指标", "名称|分直\n甲|#1", "指标!A1: 错误: 工作表“指标”里找不到栏目行"},
      {"指标", "名称|分值|分直\n甲|#1|#2",
       "指标!C1: 警告: 栏目“分直”没有读；是否要写“分值” [栏目疑写错]"},
      {"指标", "名称|分值|承办科室\n甲|#1|乙",
       "指标!C1: 警告: 栏目“承办科室”不在约定之内，这一栏没有读；"
       "可用的栏目有一级指标、二级指标"},
      {"指标", "名称|分值\n甲|十", "甲.xlsx:指标!B2: 错误: 属性“分值”的值“十”不对"},
      {"指标", "名称|分值\n|#10",
       "甲.xlsx:指标!A2: 错误: 这一行没有写“三级指标”；合计、小计的行请删去（程序自己算），别的请"
       "补上 [行没有名称]"},
      {"指标", "名称|分值\n甲|<c r=\"B2\" t=\"e\"><v>#DIV/0!</v></c>",
       "指标!B2: 错误: 这一格的值是 #DIV/0!；"},
      {"指标", "名称|分值\n甲|<c r=\"B2\"><f>5+5</f><v></v></c>",
       "指标!B2: 错误: 这一格的公式没有存下算得的值；"},
      {"任务", "名称|目标\n甲|<c r=\"B2\"><f>5+5</f></c>", "任务!B2: 错误: 这一格的公式没有"},
      {"指标", "名称|分值\n{上标 2}|#1", "指标!A2: 错误: 这一格里不能用记号"},
      {"任务", "名称|目标\n甲|{粗 乙", "任务!B2: 错误: 记号“{粗 …”没有结束"},
      {"任务", "名称|目标\n甲|{粗 {粗 乙}}", "任务!B2: 错误: “粗”不能放在“粗”里"},
      {"职责机构", "类别|内容\n单位|甲", "职责机构!A2: 错误: 类别“单位”不对；应是其中之一："},
      {"职责机构", "类别|内容\n|甲", "职责机构!B2: 错误: 类别“”不对"},
      {"职责机构", "类别|内容|机构类别\n职责|甲|乙",
       "职责机构!C2: 错误: 类别为“职责”的行用不着“机构类别”栏"},
      {"项目指标", "项目|名称\n甲|乙", "项目指标!A2: 错误: 工作表“项目”里没有“甲”"},
      {"项目指标", "项目|名称\n|乙", "项目指标!B2: 错误: 这一行没有写属于哪个项目"},
      {"正文", "章|类别|内容\n|节段|甲", "正文!B2: 错误: 类别“节段”不对"},
      {"正文", "章|类别|内容\n甲|章|乙", "正文!C2: 错误: 类别为“章”的行用不着“内容”栏"},
      {"正文", "章|类别|号|内容\n|段|一、|乙", "正文!C2: 错误: “段”不带属性"},
      {"正文", "章|节|类别|内容\n|甲|节", "正文!B2: 错误: “节”不能放在“正文”里"},
      {"正文", "章|类别|内容|格2\n|段|乙|丙", "正文!D2: 错误: 类别为“段”的行用不着“格”栏"},
      {"指标表", "名称|分值\n甲|#1",
       "甲.xlsx:指标表: 警告: 工作表“指标表”没有读；是否要写“指标” [工作表疑写错]"},
      {"Sheet1", "a|b", "甲.xlsx:Sheet1: 提示: 工作表“Sheet1”不在约定之内，没有读"},
      {"Sheet1", "a|b", "甲.xlsx: 错误: “甲.xlsx”里没有一张约定的工作表"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const Sample sample = {cases[i].sheet, cases[i].rows, NULL};
    Buf file = book(&sample, 1);
    char *said;
    free(read_back(&file, &said));
    assert_says(said, cases[i].said);
    free(said);
    buf_free(&file);
  }
}

/* Of one name: the same twice is no harm, another value is. */
static void test_twin_data(void **state) {
  (void)state;
  const Sample samples[] = {{"基本信息", "项目|内容\n年度|#2022", NULL},
                            {"数据", "名称|值\n甲|#1\n乙|#2\n甲|#1\n甲|#3", NULL}};
  Buf file = book(samples, 2);
  char *said;
  free(read_back(&file, &said));
  assert_string_equal(said, "甲.xlsx:数据!A5: 错误: 前面已有名为“甲”的数据，写的是“1”，不知道取哪"
                            "一个；请留一个，或改一个名字 [数据重名]\n");
  free(said);
  buf_free(&file);
}

/* Two sheets that are one but for the spaces in their names. */
static void test_twin_sheets(void **state) {
  (void)state;
  const Sample samples[] = {{"任务", "名称\n甲", NULL},
                            {"任 务", "名称\n乙", NULL},
                            {"底稿", "甲", NULL},
                            {"底 稿", "乙", NULL}};
  Buf file = book(samples, 4);
  char *said;
  free(read_back(&file, &said));
  assert_says(said, "甲.xlsx:任 务: 错误: 工作表“任务”和“任 务”是同一张，只能读一张；");
  assert_says(said, "[工作表重复]");
  assert_null(strstr(said, "工作表“底稿”和")); /* not read, however often */
  free(said);
  buf_free(&file);
}

static void test_no_workbook(void **state) {
  (void)state;
  const ZipPart none[] = {{"a.xml", "<a/>"}};
  const ZipPart other[] = {
      {"_rels/.rels", RELATIONS(RELATION("r", "officeDocument", "word/document.xml"))},
      {"word/document.xml", "<w:document xmlns:w=\"urn:x\"/>"}};
  const ZipPart lost[] = {
      {"_rels/.rels", RELATIONS(RELATION("r", "officeDocument", "xl/workbook.xml"))},
      {"xl/workbook.xml", "<workbook><sheets><sheet name=\"指标\"/></sheets></workbook>"}};
  static const char *const expected[] = {"[不是工作簿]", "[不是工作簿]",
                                         "“甲.xlsx”里没有“指标”；文件不完整"};
  const struct {
    const ZipPart *parts;
    size_t count;
  } files[] = {{none, 1}, {other, 2}, {lost, 2}};
  for (size_t i = 0; i < 3; i++) {
    Buf file = zip_sample(files[i].parts, files[i].count);
    char *said;
    assert_null(read_back(&file, &said));
    assert_says(said, expected[i]);
    free(said);
    buf_free(&file);
  }
}

/* A long string that many cells share. */
static void test_shared_text_is_limited(void **state) {
  (void)state;
  Buf strings = {0}, rows = {0};
  buf_puts(&strings, "<sst><si><t>");
  for (int i = 0; i < 100000; i++)
    buf_puts(&strings, "0123456789");
  buf_puts(&strings, "</t></si></sst>");
  for (int i = 1; i < 100; i++)
    buf_printf(&rows, "<row r=\"%d\"><c r=\"A%d\" t=\"s\"><v>0</v></c></row>", i, i);
  const ZipPart parts[] = {
      {"_rels/.rels", RELATIONS(RELATION("r", "officeDocument", "b.xml"))},
      {"b.xml", "<workbook xmlns:r=\"urn:r\"><sheets><sheet name=\"指标\" r:id=\"a\"/></sheets>"
                "</workbook>"},
      {"_rels/b.xml.rels",
       RELATIONS(RELATION("a", "worksheet", "s.xml") RELATION("b", "sharedStrings", "t.xml"))},
      {"s.xml", arena_printf(arena, "<worksheet><sheetData>%s</sheetData></worksheet>", rows.data)},
      {"t.xml", strings.data}};
  Buf file = zip_sample(parts, 5);
  char *said;
  assert_null(read_back(&file, &said));
  assert_says(said, "甲.xlsx:指标!A9: 错误: 到这一格为止，各格的文字已超过 8 MiB");
  free(said);
  buf_free(&file);
  buf_free(&strings);
  buf_free(&rows);
}

static Evaluation *evaluation_of(const char *xml, Messages *messages) {
  XmlFile *file = xml_parse("乙.xml", xml, strlen(xml), messages);
  Evaluation *evaluation = evaluation_take(file, "layouts", messages);
  if (!evaluation) {
    msg_print(messages, stderr);
    fail_msg("the test's own evaluation is none");
  }
  return evaluation;
}

/* Written as a workbook and read again it prints the same. */
static void assert_round_trip(const char *xml) {
  Messages *messages = msg_new();
  Evaluation *evaluation = evaluation_of(xml, messages);
  Buf file = {0}, again = {0}, expected = {0};
  evaluation_print(evaluation, &expected);
  assert_true(sheet_write(evaluation, NULL, &file, messages));
  assert_true(sheet_write(evaluation, NULL, &again, messages));
  assert_int_equal(file.len, again.len);
  assert_memory_equal(file.data, again.data, file.len);
  char *said, *printed = read_back(&file, &said);
  assert_string_equal(said, "");
  assert_string_equal(printed, expected.data);
  free(said);
  free(printed);
  buf_free(&file);
  buf_free(&again);
  buf_free(&expected);
  evaluation_free(evaluation);
  free(take_messages(messages));
}

static void test_round_trips(void **state) {
  (void)state;
  static const char *const insides[] = {
      "",
      "<日期>2023-03-15</日期><附件/>",
      "<日期>1850-01-31</日期><附件 号=''/><标题/>",
      "<附件 号=' 2 '/><标题>甲<换行/>乙<值 式='@年度'/></标题>",
      "<部门/><预算/><自评/><资金/><正文/><校核/>",
      "<部门><全称>甲{乙}</全称><概况/><职责>{</职责><职责/><内设机构>=1+1</内设机构></部门>",
      "<预算 单位='元'><收入>2661.70</收入><支出>0.00000001</支出><基本支出>007</基本支出>"
      "<项目支出>123456789012345.12345678</项目支出><年初预算>-0</年初预算></预算>",
      "<自评><得分>99.0</得分><等级>优</等级></自评>",
      "<资金 分值='10'/><指标 名称='甲' 目标='' 实际=' 1 ' 分值='10.00' 得分='9'/>",
      "<指标 名称='-甲' 目标='@乙' 实际='+1' 单位='='><偏差原因>-1</偏差原因></指标>",
      "<指标 名称='甲' 性质='反向' 评价='部分达成' 完成度='0.90' 适用='否'/>",
      "<项目 名称='甲'/><项目 名称='甲' 总分='98.5'><资金/><实际完成/><指标 名称='乙'/></项目>"
      "<项目 名称='甲'><资金 得分='1'><来源 名称='丙' 执行数='1.0'/></资金></项目>",
      "<任务 名称='甲'/><任务 名称='乙'><目标/><完成情况>a\n<值 式='1'/></完成情况></任务>",
      "<成效 题='甲'/><成效/><问题>一<粗>二</粗></问题><措施/>",
      "<数据 名='甲' 值='0.50' 单位=''/><数据 名='乙' 值='_x000D_'/>",
      "<正文 完整='是'/>",
      "<正文 完整='否'><段/><章 题=''/><章 题='甲'><段>一</段><节 题=''><段/></节><段>二</段></章>"
      "<段>三</段><章 题='甲' 号=''><条 号='9、 '>四</条></章><款 号=''/></正文>",
      "<正文><章 题='甲'><节 题='乙' 号='（二）'/><节 题='乙'><段>一</段></节><段>二</段>"
      "<节 题='{外}'/><表格><行><格/></行></表格><表格><行><格/><格>甲</格><格/></行></表格></章>"
      "<表格><行><格 跨列='2' 跨行='2'>甲</格><格 跨行='3'/><格>乙</格></行><行><格>丙</格></行>"
      "<行><格/><格>丁<换行/>戊</格><格/></行></表格></正文>",
      "<正文><章 题='甲'><图片 说明='图' 文件='a.png'/></章><图片 号='图 9　' 说明='另一图' "
      "文件='b.jpg' "
      "题='乙' 宽='3cm' 高='2.5cm'/></正文>",
      "<正文><段>一</段><附件 题='甲'><段>二</段><章 题='乙'><条>三</条></章></附件>"
      "<附件 题='丙' 横='是'/><附件 题='丁' 页码='重起'/><附件 题='戊' 横='是' "
      "页码='无'><段/></附件>"
      "</正文>",
      "<校核><规则 名='甲' 式='1 &lt; 2'/><规则 名='乙' 级别='提示' 式='@年度  and 任务' "
      "说明='丙'/>"
      "<关 规则='丁'/></校核>",
  };
  for (size_t i = 0; i < sizeof insides / sizeof *insides; i++)
    assert_round_trip(arena_printf(arena, "<绩效自评 年度='2022'>%s</绩效自评>", insides[i]));
}

static void test_round_trip_of_examples(void **state) {
  (void)state;
  static const char *const paths[] = {"examples/zengcheng-2022.xml", "examples/gaoyang-2022.xml"};
  for (size_t i = 0; i < 2; i++) {
    Messages *messages = msg_new();
    Buf bytes = {0};
    assert_true(infile_read(paths[i], INFILE_LIMIT, &bytes, messages));
    for (char *at; (at = strstr(bytes.data, "<!--"));) { /* comments are no cells */
      char *end = strstr(at, "-->") + 3;
      memmove(at, end, strlen(end) + 1);
    }
    assert_round_trip(bytes.data);
    buf_free(&bytes);
    msg_free(messages);
  }
}

static char *part_text(const Buf *file, const char *part) {
  Messages *messages = msg_new();
  Archive *archive = archive_open("甲.xlsx", file->data, file->len, &archive_of_sheets, messages);
  XmlFile *xml = archive_xml(archive, part, messages);
  assert_non_null(xml);
  xmlChar *bytes;
  int len;
  xmlDocDumpMemoryEnc(xml->tree, &bytes, &len, "UTF-8");
  char *copy = strdup((char *)bytes);
  xmlFree(bytes);
  xml_free(xml);
  archive_free(archive);
  msg_free(messages);
  return copy;
}

static void test_what_is_written(void **state) {
  (void)state;
  Messages *messages = msg_new();
  Evaluation *evaluation =
      evaluation_of("<绩效自评 年度='2022'><日期>2023-03-15</日期><预算><收入>2661.70</收入>"
                    "<支出>5</支出></预算><部门><全称>=HYPERLINK(\"a\")</全称></部门></绩效自评>",
                    messages);
  Buf file = {0};
  assert_true(sheet_write(evaluation, NULL, &file, messages));
  char *facts = part_text(&file, "xl/worksheets/sheet2.xml");
  assert_says(facts, "t=\"inlineStr\"><is><t xml:space=\"preserve\">=HYPERLINK(\"a\")</t></is>");
  assert_says(facts, "<v>45000</v>");
  assert_says(facts, "<v>2661.70</v>");
  assert_says(facts, "<pane ySplit=\"1\"");
  assert_says(facts, "type=\"list\"");
  assert_says(facts, "type=\"decimal\"");
  assert_null(strstr(facts, "<f>"));
  free(facts);
  buf_free(&file);
  zip_fails = true;
  assert_false(sheet_write(evaluation, NULL, &file, messages));
  zip_fails = false;
  assert_int_equal(file.len, 0);
  evaluation_free(evaluation);
  char *said = take_messages(messages);
  assert_says(said, "系统: 没有生成表格文件（");
  free(said);
}

static void assert_unwritable(const char *inside, const char *expected) {
  Messages *messages = msg_new();
  Evaluation *evaluation =
      evaluation_of(arena_printf(arena, "<绩效自评 年度='2022'>%s</绩效自评>", inside), messages);
  Buf file = {0};
  assert_false(sheet_write(evaluation, NULL, &file, messages));
  evaluation_free(evaluation);
  char *said = take_messages(messages);
  assert_says(said, expected);
  free(said);
}

static void test_what_cannot_be_written(void **state) {
  (void)state;
  Buf text = {0};
  buf_puts(&text, "<问题>");
  for (int i = 0; i < 32768; i++)
    buf_puts(&text, "甲");
  buf_puts(&text, "</问题>");
  assert_unwritable(text.data, "乙.xml:1:");
  assert_unwritable(text.data, "这里的文字超过 32767 字，表格的一格放不下；请分成几段 [一格过长]");
  buf_free(&text);
#define WIDE "<格 跨列='99'/>"
  static const char *const shapes[] = {"<行><格 跨行='2'/></行>",
                                       "<行><格/><格 跨行='2'/></行><行><格 跨列='2'/></行>",
                                       "<行>" WIDE WIDE WIDE WIDE WIDE WIDE "</行>"};
#undef WIDE
  for (size_t i = 0; i < 3; i++)
    assert_unwritable(arena_printf(arena, "<正文><表格>%s</表格></正文>", shapes[i]),
                      "这一格的跨列、跨行与别的格重叠，或超出了表格；请改正 [表格错位]");
}

/* Text, a workbook, or neither: told by what is in the file. */
static void test_load(void **state) {
  (void)state;
  Messages *messages = msg_new();
  Evaluation *evaluation = sheet_load("examples/zengcheng-2022.xml", "layouts", messages);
  assert_non_null(evaluation);
  Buf file = {0};
  assert_true(sheet_write(evaluation, NULL, &file, messages));
  evaluation_free(evaluation);
  char path[] = "/tmp/ziping-sheet-XXXXXX.xml"; /* the ending says nothing */
  int fd = mkstemps(path, 4);
  assert_int_equal(write(fd, file.data, file.len), file.len);
  close(fd);
  evaluation = sheet_load(path, "layouts", messages);
  assert_non_null(evaluation);
  assert_string_equal(evaluation->layout, "增城-2022");
  assert_int_equal(evaluation->year, 2022);
  Pos pos = xml_pos(evaluation->file, xml_child(evaluation->root, "指标"));
  assert_string_equal(pos.file, arena_printf(arena, "%s:指标!A2", path));
  evaluation_free(evaluation);
  assert_null(sheet_load("layouts", "layouts", messages));
  remove(path);
  buf_free(&file);
  char *said = take_messages(messages);
  assert_says(said, "[是文件夹]");
  free(said);
}

static int open_arena(void **state) {
  (void)state;
  arena = arena_new();
  return 0;
}

static int close_arena(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

int main(void) {
  xml_start();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_facts),
      cmocka_unit_test(test_forms),
      cmocka_unit_test(test_projects),
      cmocka_unit_test(test_merged_down),
      cmocka_unit_test(test_text),
      cmocka_unit_test(test_tables),
      cmocka_unit_test(test_dialects),
      cmocka_unit_test(test_faults),
      cmocka_unit_test(test_twin_sheets),
      cmocka_unit_test(test_twin_data),
      cmocka_unit_test(test_no_workbook),
      cmocka_unit_test(test_shared_text_is_limited),
      cmocka_unit_test(test_round_trips),
      cmocka_unit_test(test_round_trip_of_examples),
      cmocka_unit_test(test_what_is_written),
      cmocka_unit_test(test_what_cannot_be_written),
      cmocka_unit_test(test_load),
  };
  return cmocka_run_group_tests(tests, open_arena, close_arena);
}
