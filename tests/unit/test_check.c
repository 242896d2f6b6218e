/* Every rule of the check: a slip that is found at its line, and something like
 * it that is right. The texts are one paragraph a line. */
#include "check/check.h"
#include "fixture.h"

/* What is found: "line[name]" each, in order, parted by "; ". */
static void put_finding(void *user, const MsgView *message) {
  Buf *out = user;
  buf_printf(out, "%s%d[%s]", out->len ? "; " : "", message->pos.line, message->name);
}

static void expect_in(const char *skeleton, const char *scoring, const char *evaluation,
                      const char *expected) {
  Fixture *fixture = fixture_new(skeleton, evaluation);
  XmlFile *rules = fixture_parse("评分.xml", scoring, fixture->messages);
  fixture->layout.scoring = xmlDocGetRootElement(rules->tree);
  Doc *doc = doc_build(&fixture->layout, &fixture->evaluation, fixture->messages);
  assert_non_null(doc);
  check_report(&fixture->layout, &fixture->evaluation, doc, fixture->messages);
  Buf found = {0};
  msg_visit(fixture->messages, put_finding, &found);
  if (strcmp(found.data ? found.data : "", expected) != 0) {
    print_error("%s\n", evaluation);
    msg_print(fixture->messages, stderr);
    fail_msg("expected “%s”, found “%s”", expected, found.data ? found.data : "");
  }
  buf_free(&found);
  doc_free(doc);
  xml_free(rules);
  fixture_free(fixture);
}

static void expect_of(const char *scoring, const char *evaluation, const char *expected) {
  expect_in("", scoring, evaluation, expected);
}

/* paragraphs: 段 条 节 … of one chapter, from line 2 on. */
static void expect(const char *paragraphs, const char *expected) {
  Buf text = {0};
  buf_printf(&text, "<正文 完整=\"是\"><章 题=\"甲\">\n%s</章></正文>", paragraphs);
  expect_of("<评分/>", text.data, expected);
  buf_free(&text);
}

typedef struct Row {
  const char *text, *found;
} Row;

#define P(text) "<段>" text "</段>\n"
#define EACH(rows, run)                                                                            \
  for (size_t i = 0; i < sizeof(rows) / sizeof *(rows); i++)                                       \
  run((rows)[i].text, (rows)[i].found)

static void structure(void **state) {
  (void)state;
  static const Row rows[] = {
      {"<节 题=\"空\"/>\n<节 题=\"实\">" P("有。") "</节>", "2[空章节]"},
      {"<节 题=\"空\">" P("无。") "</节>\n<节 题=\"实\">" P("有。") "</节>", ""},
      {P("上。") "<款>甲。</款>\n<款>乙。</款>", "3[级次跳过]"},
      {P("上。") "<条>甲。</条>\n<款>乙。</款>", ""},
      {"<节 题=\"子\"><条>甲。</条></节>\n<节 题=\"丑\"><条>乙。</条></节>", ""},
      {"<条>甲。</条>\n<条 号=\"3.\">乙。</条>\n<条 号=\"4.\">丙。</条>", "3[编号跳号]"},
      {"<条>甲。</条>\n<条 号=\"1.\">乙。</条>\n<条 号=\"2.\">丙。</条>", ""},
      {"<条 号=\"2.\">甲。</条>\n<条 号=\"3.\">乙。</条>", "2[编号跳号]"},
      {"<节 题=\"子\"><条>甲。</条></节>\n<节 题=\"丑\"><条 号=\"2.\">乙。</条></节>", ""},
      {"<条>甲。</条>\n<条>乙。</条>\n<条 号=\"3、\">丙。</条>\n<条>丁。</条>", "4[编号混用]"},
      {"<条 号=\"1、\">甲。</条>\n<条 号=\"2、\">乙。</条>", ""},
      {P("一是修订制度。二是举办培训。四是开展检查。"), "2[列举跳号]"},
      {P("一是修订制度。") P("二是举办培训。三是开展检查。"), ""},
      {P("（1）修订制度；（2）举办培训；（2）开展检查。"), "2[列举跳号]"},
      {P("第一，修订制度；第二，举办培训；第三季度开展检查。"), ""},
      {P("①修订②培训；③检查；⑤总结。"), "2[列举跳号]"},
  };
  EACH(rows, expect);
}

static void sums(void **state) {
  (void)state;
  static const Row rows[] = {
      {P("全年发稿100篇，其中：省级40篇，市级30篇，县级20篇。"), "2[合计不符]"},
      {P("全年发稿100篇，其中：省级40篇，市级30篇，县级30篇。"), ""},
      {P("全年发稿100篇，其中：省级40篇，市级30篇，县级30篇，比上年增加8篇。"), ""},
      {P("支出90.50万元。其中基本支出60.10万元，项目支出40.20万元。"), "2[合计不符]"},
      {P("收入100万元，支出90.50万元。其中基本支出60.10万元，项目支出30.40万元。"), ""},
      {P("支出90.50万元，其中基本支出60.10万元，项目支出30.41万元。"), ""},
      {P("预算为 2.85 万元，支出决算为0.39万元，其中：出国费决算为 0.10 万元；车辆费决算为 0.00 "
         "万元；接待费"
         "决算为0.29万元。"),
       ""},
      {P("支出1.2亿元，其中基本支出7000万元，项目支出5000万元。"), ""},
      {P("支出100万元，其中财政拨款100万元，基本支出60万元，项目支出40万元。"), ""},
      {P("设置展板50块（各镇20块，县直单位25块）。"), "2[合计不符]"},
      {P("设置展板50块（各镇20块，县直单位30块）。"), ""},
      {P("印发手册600册（目标500册，上年550册）。"), ""},
      {P("甲项目20万元，乙项目30万元，合计52万元。"), "2[合计不符]"},
      {P("甲项目20万元，乙项目30万元，合计50万元。"), ""},
      {P("收到建议100条，其中：环境20条，交通30条。"), "2[合计不符]"},
      {P("收到建议100条，其中环境20条，交通30条。"), "2[分项存疑]"},
      {P("收到建议近100条，其中环境20条，交通30条。"), ""},
      {P("资金50万元，包括中央资金30万元、省级资金15万元、县级资金6万元。"), "2[合计不符]"},
      {P("举办培训班8期，其中线上3期、线下6期。"), "2[合计不符]"},
      {P("到会100人，其中党员60人，女性55人。"), "2[分项存疑]"},
      {P("编制50名，其中行政30名，事业21名；实有人数45人，其中在职40人，退休5人。"), "2[合计不符]"},
      {P("编制50名，其中行政30名，事业20名；实有人数45人，其中在职40人，退休5人。"), ""},
      {P("集中学习12次，其中专题辅导13次。"), "2[分项过大]"},
      {P("集中学习12次，其中专题辅导3次，参加300人。"), ""},
  };
  EACH(rows, expect);
}

static void rates(void **state) {
  (void)state;
  static const Row rows[] = {
      {P("预算收入266.17万元，支出245.73万元，预算执行率为93.32%。"), "2[比率不符]"},
      {P("预算收入266.17万元，支出245.73万元，预算执行率为92.32%。"), ""},
      {P("预算执行率为92.3%，预算收入266.17万元，支出245.73万元。"), ""},
      {P("计划培训400人，实际完成300人，完成率65%。"), "2[比率不符]"},
      {P("计划培训400人，实际完成300人，完成率75%，满意度98%。"), ""},
      {P("总支出80万元，项目支出20万元，占总支出的30%。"), "2[比率不符]"},
      {P("总支出80万元，项目支出20万元，占总支出的25%。"), ""},
      {P("支出200万元，用于教育100万元，占50%；医疗60万元，占30%；住房40万元，占22%。"),
       "2[比率不符]"},
      {P("支出200万元，用于教育100 万元，占50%；医疗60万元，占30%；住房40万元，占20%。"), ""},
      {P("支出100万元。其中：基本支出60万元，占支出总额的60%；项目支出40万元，占支出总额的40%。"),
       ""},
      {P("基本支出60万元，占支出总额的60%；项目支出40万元，占支出总额的40%。"), ""},
      {P("收入123.40万元，支出116.50万元。执行率为98.41%。"), "2[比率不符]"},
      {P("收入123.40万元，支出116.50万元。执行率为94.41%。"), ""},
      {P("经费比上年减少0.15万元，下降27.78%；接待费减少0.15万元，下降27.78%。"), ""},
      {P("接待250人次，比上年增加50人次，增长20%。"), "2[增幅不符]"},
      {P("接待250人次，比上年增加50人次，增长25%。"), ""},
      {P("接待250人次，上年接待200人次，下降20%。"), "2[增幅不符]"},
      {P("接待量由上年的200人次增加到250人次，增长20%。"), "2[增幅不符]"},
      {P("接待量由上年的200人次增加到250人次，增长25%。"), ""},
  };
  EACH(rows, expect);
}

static void same(void **state) {
  (void)state;
  static const Row rows[] = {
      /* by the words before */
      {P("局理论学习小组全年集中学习16次。") P("局理论学习小组围绕新规定集中学习15次。"),
       "3[前后不一]"},
      {P("局理论学习小组全年集中学习16次。") P("局理论学习小组围绕新规定集中学习16次。"), ""},
      /* plan and result, other years, other levels, other names */
      {P("局理论学习小组计划集中学习16次。") P("局理论学习小组全年集中学习15次。"), ""},
      {P("2021年局理论学习小组集中学习16次。") P("局理论学习小组全年集中学习15次。"), ""},
      {P("在省级报刊发表调研文章16篇。") P("在市级报刊发表调研文章15篇。"), ""},
      {P("印发《学习参考资料》16期。") P("印发《学习动态资料》15期。"), ""},
      {P("本部门内设机构6个。") P("本部门内设事业单位1个。"), ""},
      {P("年度目标：开展业务技能培训12次。完成情况：开展业务技能培训13次。"), ""},
      {P("6月开展业务技能培训2次。") P("开展业务技能培训13次。"), ""},
      /* by the figure before */
      {P("在局学习动态平台供稿90篇，总台采用18篇。") P("在局学习动态平台刊稿80篇，总台刊发17篇。"),
       "3[前后不一]; 3[前后不一]"},
      {P("开展宣讲50余场，线上线下逾5万人次参与。")
           P("深入基层宣讲50余场，线上线下逾3万人次观看。"),
       "3[前后不一]"},
      {P("进企业60场，受众3200人次。") P("开展专题宣讲80场，受众6200人次。"), ""},
      /* approximations */
      {P("带动各单位开展学习研讨超500场次。") P("带动各单位开展学习研讨300余场。"), "3[前后不一]"},
      {P("带动各单位开展学习研讨超500场次。") P("带动各单位开展学习研讨520场。"), ""},
      {P("主流媒体报道本县新闻4000余篇次。") P("主流媒体报道本县新闻近4000篇。"), "3[约数不一]"},
      {P("直播平台累计访问量2.8万人次。") P("直播平台累计访问量28134人次。"), ""},
      /* one pattern for each of several projects */
      {P("参加业务培训的学员40人。") P("参加业务培训的学员50人。") P("参加业务培训的学员60人。"),
       ""},
  };
  EACH(rows, expect);
}

static void pairs(void **state) {
  (void)state;
  static const Row rows[] = {
      {P("提出了“聚焦‘新颜值’，实施‘一号’工程。开展“最美”评选。"), "2[有头无尾]"},
      {P("提出了“聚焦‘新颜值’，实施‘一号’工程”。开展“最美”评选。"), ""},
      {P("各单位（含下属单位）共同）参加。"), "2[有尾无头]"},
      {P("分两步走：1）摸底；2）整改。a) 另行安排。"), ""},
      {P("印发《关于转发《办法》的通知》。"), "2[套用同号]"},
      {P("印发《关于转发〈办法〉的通知》。"), ""},
      {P("他说：“这叫“双赢”。”"), "2[套用同号]"},
      {P("（各镇（街道）都已参加）"), ""},
      {P("开展（“红色讲堂）”活动。"), "2[标点交错]"},
      {P("开展（“红色讲堂”）活动。"), ""},
      {"<表格><行><格>各镇</格>\n<格>街道（含社区</格></行></表格>", "3[有头无尾]"},
      {P("各级党委(党组）学习。"), "2[半角括号]"},
      {P("采用PDF(ISO 32000)格式。"), ""},
  };
  EACH(rows, expect);
}

static void marks(void **state) {
  (void)state;
  static const Row rows[] = {
      {P("按照要求,按时完成。"), "2[半角标点]"},
      {P("支出2,457.31元，比例3:7，网址http://a.b/c。"), ""},
      {P("工作已经完成."), "2[半角标点]"},
      {P("编制2.5版，约2.5倍。"), ""},
      {P("按照要求，，按时完成。"), "2[标点重复]"},
      {P("按照要求，按时完成……”真好！"), "2[有尾无头]"},
      {P("印发《 工作方案》。"), "2[多余空格]"},
      {P("深入开展 专项行动。"), "2[多余空格]"},
      {P("举办“聚网连心 才汇一堂”活动，2022 年共 3 次。"), ""},
      {P("第一条　本办法所称“经费”。负责人：　　　电话："), ""},
  };
  EACH(rows, expect);
}

static void words(void **state) {
  (void)state;
  static const Row rows[] = {
      {P("要进一步进一步加强管理。"), "2[词句重复]"},
      {P("资金的的使用。"), "2[词句重复]"},
      {P("目的的确是为了了解情况，积极参与与支持。"), ""},
      {P("常态化开展文明创建。常态化开展文明创建，制定方案。"), "2[词句重复]"},
      {P("常态化开展文明创建。常态化开展文明巡查，制定方案。"), ""},
      {P("青禾市东湖区档案局青禾市东湖区是主管部门。"), "2[名称重复]"},
      {P("青禾市东湖区档案局和青禾市东湖区教育局是主管部门。"), ""},
      {P("预算绩效管理领导小组负责预算绩效管理工作。"), ""},
  };
  EACH(rows, expect);
}

#define LONG                                                                                                                       \
  "全馆干部职工把群众满意作为检验工作的标准，主动上门服务，反复核对档案，耐心解答疑问，" \
  "做到件件有着落，事事有回音，查档满意度逐年提高"

static void repeats(void **state) {
  (void)state;
  static const Row rows[] = {
      {P(LONG "。") P("其他。") P(LONG "。"), "4[段落重复]"},
      {P(LONG "。") P("其他。") P("同时，" LONG "，其他方面也有明显进步，值得继续坚持下去。"), ""},
      {P("按要求完成相关工作。") P("按要求完成相关工作。"), ""},
  };
  EACH(rows, expect);
  /* what a layout prints for each of several is no slip of the office's */
  expect_in("<每 取=\"问题\">" P(LONG "。") "</每>", "<评分/>", "<问题>一</问题><问题>二</问题>",
            "");
}

static void style(void **state) {
  (void)state;
  static const Row rows[] = {
      {P("收入2,661.70万元。") P("支出1562.97万元。"), "3[千分号不一]"},
      {P("收入2,661.70万元。") P("支出662.97万元，发稿1101篇。"), ""},
      {P("共支出120.5万元，其中培训费45600元。"), "2[金额单位不一]"},
      {P("共支出120.5万元，给每户发放500元。"), ""},
      {P("修路12公里。") P("种树30千米。"), "3[单位写法不一]"},
      {P("修路12公里。") P("种树30公里。"), ""},
  };
  EACH(rows, expect);
}

static void rubbish(void **state) {
  (void)state;
  static const Row rows[] = {
      {P("情况[bookmark: _GoBack]如下。"), "2[残渣]"},
      {P("完成率#DIV/0!。"), "2[残渣]"},
      {P("情况[一]如下，见附表#1。"), ""},
      {P("支出XX万元。"), "2[待填]"},
      {P("型号XXL，尺寸3×××4。"), ""},
      {P("情\xE2\x80\xAE况如下。"), "2[不可见字符]"},
      {P("情况如下。"), ""},
  };
  EACH(rows, expect);
}

static void expect_facts(const char *facts, const char *expected) {
  expect_of("<评分/>", facts, expected);
}

#define BUDGET(spent, basic, projects)                                                             \
  "<预算 单位=\"万元\"><收入>100</收入>\n<支出>" spent "</支出><基本支出>" basic                   \
  "</基本支出><项目支出>" projects "</项目支出></预算>"

static void facts(void **state) {
  (void)state;
  static const Row rows[] = {
      {BUDGET("90", "50.5", "40"), "2[支出不平]"},
      {BUDGET("90.5", "50.5", "40.00"), ""},
      {BUDGET("90", "60", "30") "\n<指标 名称=\"预算执行率\" 实际=\"91\" 单位=\"%\"/>",
       "3[执行率不符]"},
      {BUDGET("90", "60", "30") "\n<数据 名=\"执行率\" 值=\"90.0\" 单位=\"%\"/>", ""},
      {"<自评><得分>89.9</得分>\n<等级>优</等级></自评>", "2[等级不符]"},
      {"<自评><得分>90</得分>\n<等级>优</等级></自评>", ""},
      {"\n<正文 完整=\"是\"><段>自评得分85分，自评结果为“优”。</段></正文>", "2[等级不符]"},
      {"\n<正文 完整=\"是\"><段>自评得分95分，自评结果为优。</段></正文>", ""},
      {"<资金>\n<来源 名称=\"年度资金总额\" 执行数=\"10\"/><来源 名称=\"其中：当年财政拨款\" "
       "执行数=\"6\"/><来源 名称=\"其他资金\" 执行数=\"3\"/></资金>",
       "2[资金不平]"},
      {"<资金>\n<来源 名称=\"年度资金总额\" 执行数=\"10\"/><来源 名称=\"其中：当年财政拨款\" "
       "执行数=\"6\"/><来源 名称=\"其他资金\" 执行数=\"4\"/></资金>",
       ""},
      {"<数据 名=\"集中学习\" 值=\"16\" 单位=\"次\"/>\n<正文 "
       "完整=\"是\"><段>集中学习15次。</段></正文>",
       "2[与数据不符]"},
      {"<数据 名=\"集中学习\" 值=\"16\" 单位=\"次\"/>\n<正文 完整=\"是\"><段>集中学习共16次，"
       "计划集中学习15次。</段></正文>",
       ""},
      {BUDGET("90", "60",
              "30") "\n<正文 完整=\"是\"><段>2022年度收入100万元，支出91万元。</段></正文>",
       "3[与数据不符]"},
      {BUDGET("90", "60",
              "30") "\n<正文 完整=\"是\"><段>2022年度收入100万元，支出90万元。其中项目支出"
                    "30万元。</段><段>培训项目支出12万元，支出已核对。</段></正文>",
       ""},
      {"<自评><得分>96.5</得分></自评>\n<正文 完整=\"是\"><段>自评得分95.6分。</段></正文>",
       "2[与数据不符]"},
      /* told once, though it stands in the text too */
      {"<自评><得分>85</得分>\n<等级>优</等级></自评><正文 完整=\"是\"><段>自评得分85分，等级为优。"
       "</段></正文>",
       "2[等级不符]"},
      {BUDGET("90", "50.5",
              "40") "\n<正文 完整=\"是\"><段>支出90万元，其中基本支出50.5万元，项目支出"
                    "40万元。</段></正文>",
       "2[支出不平]"},
  };
  EACH(rows, expect_facts);
}

#define INDICATOR(rest) "<指标 一级=\"产出指标\" 名称=\"甲\" " rest
#define REST "\n<指标 一级=\"效益指标\" 名称=\"乙\" 分值=\"90\" 得分=\"90\"/>"

static void expect_scores(const char *facts, const char *expected) {
  expect_of("<评分><权重 一级=\"产出指标\" 分值=\"10\"/></评分>", facts, expected);
}

static void scores(void **state) {
  (void)state;
  static const Row rows[] = {
      {INDICATOR("分值=\"12\" 得分=\"12\"/>") REST, "1[一级分值不符]"},
      {INDICATOR("分值=\"10\" 得分=\"10\"/>") REST, ""},
      {INDICATOR("分值=\"10\" 得分=\"10\"/>") "\n<指标 名称=\"乙\" 分值=\"95\" 得分=\"95\"/>",
       "1[分值合计不符]"},
      {"\n<自评><得分>99</得分></自评>" INDICATOR("分值=\"10\" 得分=\"10\"/>") REST, "2[总分不符]"},
      {"\n<自评><得分>100</得分></自评>" INDICATOR("分值=\"10\" 得分=\"10\"/>") REST, ""},
      {INDICATOR("分值=\"10\" 得分=\"10.5\"/>") REST, "1[得分超分值]"},
      {INDICATOR("目标=\"≥8\" 实际=\"8\" 分值=\"10\" 得分=\"9\"/>") REST, "1[达标扣分]"},
      {INDICATOR("目标=\"≥8\" 实际=\"8\" 分值=\"10\" 得分=\"10\"/>") REST, ""},
      {INDICATOR("目标=\"≥8\" 实际=\"6\" 分值=\"10\" 得分=\"8\"><偏差原因>因。</偏差原因></指标>")
           REST,
       "1[得分不合算法]"},
      {INDICATOR("目标=\"≥8\" 实际=\"6\" 分值=\"10\" 得分=\"7.5\"><偏差原因>因。</偏差原因></指标>")
           REST,
       ""},
      {INDICATOR("目标=\"≥8\" 实际=\"6\" 分值=\"10\" 得分=\"7.5\"/>") REST, "1[缺偏差原因]"},
      {INDICATOR("目标=\"≥8\" 实际=\"6\" 分值=\"10\" 适用=\"否\"/>") REST, ""},
      {INDICATOR("性质=\"定性\" 评价=\"达成\" 分值=\"10\" 得分=\"7.9\"/>") REST, "1[得分不合评价]"},
      {INDICATOR("性质=\"定性\" 评价=\"达成\" 分值=\"10\" 得分=\"8\"/>") REST, ""},
      {"<项目 名称=\"丙\" 总分=\"99\">\n" INDICATOR("分值=\"10\" 得分=\"10\"/>") REST "</项目>",
       "1[总分不符]"},
  };
  EACH(rows, expect_scores);
}

static void own_rules(void **state) {
  (void)state;
  static const Row rows[] = {
      {"<校核><规则 名=\"人手\" 式=\"数据/@值 &gt; 3\" 说明=\"人手太少\"/></校核>"
       "<数据 名=\"编制\" 值=\"3\"/>",
       "1[人手]"},
      {"<校核><规则 名=\"人手\" 式=\"数据/@值 &gt; 2\"/></校核><数据 名=\"编制\" 值=\"3\"/>", ""},
      {"<校核>\n<规则 名=\"人手\" 级别=\"错误\" 式=\"false()\"/>\n<关 规则=\"人手\"/></校核>", ""},
      {"<校核>\n<关 规则=\"半角标点\"/></校核>\n<正文 完整=\"是\"><段>要求,按时。</段></正文>", ""},
      {"<校核>\n<关 规则=\"半角标店\"/></校核>", "2[无此规则]"},
      {"<校核>\n<规则 名=\"坏\" 式=\"1 +\"/></校核>", "2[式写错]"},
  };
  EACH(rows, expect_facts);
}

/* What a finding says: the passage, the figures, what would be right. */
static void says_what_is_wrong(void **state) {
  (void)state;
  Fixture *fixture = fixture_new(
      "", "<正文 完整=\"是\">\n<段>收入100.30万元，支出90.50万元。其中基本支出60.10万元，项目支出"
          "40.20万元。</段></正文>");
  Doc *doc = doc_build(&fixture->layout, &fixture->evaluation, fixture->messages);
  assert_true(check_report(&fixture->layout, &fixture->evaluation, doc, fixture->messages));
  char *text = fixture_messages(fixture->messages);
  assert_string_equal(
      text, "数据.xml:2:1: 警告: “支出90.50万元”的各分项 60.10＋40.20＝100.30，比总数多 9.80；"
            "请核对总数和各分项（这个和等于“收入100.30万元”） [合计不符]\n");
  free(text);
  doc_free(doc);
  fixture_free(fixture);
}

int main(void) {
  xml_start();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(structure), cmocka_unit_test(sums),
      cmocka_unit_test(rates),     cmocka_unit_test(same),
      cmocka_unit_test(pairs),     cmocka_unit_test(marks),
      cmocka_unit_test(words),     cmocka_unit_test(repeats),
      cmocka_unit_test(style),     cmocka_unit_test(rubbish),
      cmocka_unit_test(facts),     cmocka_unit_test(scores),
      cmocka_unit_test(own_rules), cmocka_unit_test(says_what_is_wrong),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
