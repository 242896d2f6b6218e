#include "sheet/form.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define LEVEL1 "产出指标,效益指标,满意度指标,成本指标,管理指标"
#define LEVEL2                                                                                     \
  "数量指标,质量指标,时效指标,成本指标,经济效益,社会效益,生态效益,可持续影响,服务对象满意度"

#define FIELD(t, p, k, w, ...)                                                                     \
  { .title = t, .path = p, .kind = k, .width = w, __VA_ARGS__ }
#define FACT(t, p, k, ...) FIELD(t, p, k, 0, __VA_ARGS__)

const Field form_facts[] = {
    FACT("年度", "@年度", FIELD_PLAIN, .also = "年份"),
    FACT("布局", "@布局", FIELD_PLAIN),
    FACT("日期", "日期", FIELD_DATE, .also = "报告日期"),
    FACT("附件", "附件", FIELD_HOLDER),
    FACT("附件号", "附件/@号", FIELD_PLAIN),
    FACT("公文", "公文", FIELD_HOLDER),
    FACT("份号", "公文/份号", FIELD_PLAIN),
    FACT("密级", "公文/密级", FIELD_PLAIN),
    FACT("紧急程度", "公文/紧急程度", FIELD_PLAIN, .choices = "平急,加急,特急,特提"),
    FACT("发文字号", "公文/文号", FIELD_PLAIN, .also = "文号"),
    FACT("附注", "公文/附注", FIELD_PLAIN),
    FACT("印发机关", "公文/印发机关", FIELD_PLAIN),
    FACT("印发日期", "公文/印发日期", FIELD_DATE),
    FACT("标题", "标题", FIELD_FLOW),
    FACT("部门", "部门", FIELD_HOLDER),
    FACT("部门全称", "部门/全称", FIELD_PLAIN, .also = "全称|单位全称"),
    FACT("部门简称", "部门/简称", FIELD_PLAIN, .also = "简称|单位简称"),
    FACT("部门概况", "部门/概况", FIELD_FLOW, .also = "概况|单位概况"),
    FACT("预算", "预算", FIELD_HOLDER),
    FACT("预算单位", "预算/@单位", FIELD_PLAIN, .also = "金额单位", .choices = "万元,元"),
    FACT("预算收入", "预算/收入", FIELD_NUMBER, .also = "收入"),
    FACT("预算支出", "预算/支出", FIELD_NUMBER, .also = "支出"),
    FACT("基本支出", "预算/基本支出", FIELD_NUMBER),
    FACT("项目支出", "预算/项目支出", FIELD_NUMBER),
    FACT("年初预算", "预算/年初预算", FIELD_NUMBER, .also = "年初预算数"),
    FACT("全年预算", "预算/全年预算", FIELD_NUMBER, .also = "全年预算数"),
    FACT("执行数", "预算/执行数", FIELD_NUMBER, .also = "全年执行数"),
    FACT("自评", "自评", FIELD_HOLDER),
    FACT("自评得分", "自评/得分", FIELD_NUMBER, .also = "得分"),
    FACT("自评等级", "自评/等级", FIELD_PLAIN, .also = "等级", .choices = "优,良,中,差"),
    FACT("资金", "资金", FIELD_HOLDER),
    FACT("资金分值", "资金/@分值", FIELD_NUMBER),
    FACT("资金得分", "资金/@得分", FIELD_NUMBER),
    FACT("正文", "正文", FIELD_HOLDER),
    FACT("正文完整", "正文/@完整", FIELD_PLAIN, .choices = "是,否", .only_choices = true,
         .about = "一般空着；“是”：报告只印“正文”表里的文字，不用以上事实组成"),
    FACT("校核", "校核", FIELD_HOLDER),
};
const size_t form_fact_count = COUNT(form_facts);

const Field form_text[] = {
    [TEXT_CHAPTER] = FIELD("章", "", FIELD_PLAIN, 24),
    [TEXT_SECTION] = FIELD("节", "", FIELD_PLAIN, 24),
    [TEXT_KIND] = FIELD("类别", "", FIELD_PLAIN, 8, .choices = "章,节,段,条,款,表格,行,图片,附件"),
    [TEXT_LABEL] = FIELD("号", "", FIELD_PLAIN, 8),
    [TEXT_CONTENT] = FIELD("内容", "", FIELD_FLOW, 90, .also = "段落|文字"),
};

static const Field offices[] = {
    FIELD("类别", "", FIELD_KIND, 12, .choices = "职责,内设机构", .only_choices = true,
          .merges = true),
    FIELD("内容", ".", FIELD_FLOW, 70, .also = "名称"),
    FIELD("机构类别", "|@类别", FIELD_PLAIN, 20),
};

/* Those of a project; the first is left out of the evaluation's own. */
static const Field indicators[] = {
    FIELD("项目", "", FIELD_OWNER, 24, .also = "项目名称|所属项目", .merges = true),
    FIELD("一级指标", "@一级", FIELD_PLAIN, 14, .also = "一级", .choices = LEVEL1, .merges = true),
    FIELD("二级指标", "@二级", FIELD_PLAIN, 14, .also = "二级", .choices = LEVEL2, .merges = true),
    FIELD("三级指标", "@名称", FIELD_PLAIN, 30, .also = "名称|指标名称|指标"),
    FIELD("性质", "@性质", FIELD_PLAIN, 8, .also = "指标性质", .choices = "定量,反向,定性",
          .only_choices = true),
    FIELD("年度指标值", "@目标", FIELD_PLAIN, 12, .also = "目标|指标值|目标值"),
    FIELD("实际完成值", "@实际", FIELD_PLAIN, 12, .also = "实际|完成值|实际值"),
    FIELD("单位", "@单位", FIELD_PLAIN, 8, .also = "度量单位|计量单位"),
    FIELD("分值", "@分值", FIELD_NUMBER, 8, .also = "权重"),
    FIELD("得分", "@得分", FIELD_NUMBER, 8, .also = "自评得分"),
    FIELD("评价", "@评价", FIELD_PLAIN, 10, .choices = "达成,部分达成,未达成",
          .only_choices = true),
    FIELD("完成度", "@完成度", FIELD_NUMBER, 8),
    FIELD("适用", "@适用", FIELD_PLAIN, 8, .also = "是否适用", .choices = "是,否",
          .only_choices = true),
    FIELD("偏差原因", "偏差原因", FIELD_PLAIN, 40, .also = "偏差原因分析及改进措施|未完成原因分析"),
};

static const Field projects[] = {
    FIELD("项目名称", "@名称", FIELD_PLAIN, 24, .also = "名称|项目"),
    FIELD("项目类别", "@类别", FIELD_PLAIN, 14, .also = "类别|项目类型"),
    FIELD("主管部门", "@主管部门", FIELD_PLAIN, 24),
    FIELD("实施单位", "@实施单位", FIELD_PLAIN, 24),
    FIELD("总分", "@总分", FIELD_NUMBER, 8, .also = "自评总分"),
    FIELD("资金分值", "资金/@分值", FIELD_NUMBER, 10),
    FIELD("资金得分", "资金/@得分", FIELD_NUMBER, 10),
    FIELD("预期目标", "预期目标", FIELD_FLOW, 50, .also = "年初预期目标"),
    FIELD("实际完成情况", "实际完成", FIELD_FLOW, 50, .also = "实际完成"),
};

static const Field funds[] = {
    FIELD("项目", "", FIELD_OWNER, 24, .also = "项目名称|所属项目", .merges = true),
    FIELD("资金来源", "@名称", FIELD_PLAIN, 24, .also = "名称|来源",
          .choices = "年度资金总额,其中：当年财政拨款,上年结转资金,其他资金"),
    FIELD("年初预算数", "@年初预算", FIELD_NUMBER, 14, .also = "年初预算"),
    FIELD("全年预算数", "@全年预算", FIELD_NUMBER, 14, .also = "全年预算"),
    FIELD("全年执行数", "@执行数", FIELD_NUMBER, 14, .also = "执行数"),
};

static const Field tasks[] = {
    FIELD("任务名称", "@名称", FIELD_PLAIN, 30, .also = "名称|任务"),
    FIELD("目标", "目标", FIELD_FLOW, 50),
    FIELD("完成情况", "完成情况", FIELD_FLOW, 60),
};

static const Field results[] = {
    FIELD("类别", "", FIELD_KIND, 10, .choices = "成效,问题,措施", .only_choices = true,
          .merges = true),
    FIELD("小标题", "@题||", FIELD_PLAIN, 24, .also = "题"),
    FIELD("内容", ".", FIELD_FLOW, 80),
};

static const Field official[] = {
    FIELD("类别", "", FIELD_KIND, 10, .choices = "签发人,主送,署名,抄送", .only_choices = true,
          .merges = true),
    FIELD("内容", ".", FIELD_FLOW, 50, .also = "名称"),
};

static const Field contacts[] = {
    FIELD("联系人", "@人", FIELD_PLAIN, 14, .also = "人|姓名"),
    FIELD("电话", "@电话", FIELD_PLAIN, 20, .also = "联系电话"),
};

static const Field data[] = {
    FIELD("名称", "@名", FIELD_PLAIN, 24, .also = "名|数据名"),
    FIELD("值", "@值", FIELD_PLAIN, 14, .also = "数值"),
    FIELD("单位", "@单位", FIELD_PLAIN, 10),
};

static const Field rules[] = {
    FIELD("类别", "", FIELD_KIND, 10, .choices = "规则,关", .only_choices = true, .merges = true),
    FIELD("规则名", "@名|@规则", FIELD_PLAIN, 24, .also = "名|规则"),
    FIELD("级别", "@级别|", FIELD_PLAIN, 8, .choices = "错误,警告,提示", .only_choices = true),
    FIELD("式", "@式|", FIELD_PLAIN, 60),
    FIELD("规则说明", "@说明|", FIELD_PLAIN, 40),
};

const Form form_list[] = {
    {"职责机构", "职责|内设机构", "部门", false, false, offices, COUNT(offices),
     "部门的职责和内设机构，一行一项"},
    {"指标", "指标", "", false, false, indicators + 1, COUNT(indicators) - 1,
     "部门整体支出绩效自评表的指标，一行一个；实际完成值照表上的写法"},
    {"项目", "项目", "", false, false, projects, COUNT(projects), "每个项目一行；没有项目就空着"},
    {"资金", "来源", "资金", true, true, funds, COUNT(funds),
     "资金来源，一行一个；“项目”写项目名称，空着的属部门整体"},
    {"项目指标", "指标", "", true, false, indicators, COUNT(indicators),
     "各项目自评表的指标，“项目”写项目名称"},
    {"任务", "任务", "", false, false, tasks, COUNT(tasks), "年度工作任务，一行一项"},
    {"成效问题措施", "成效|问题|措施", "", false, false, results, COUNT(results),
     "成效、问题、措施，一行一条"},
    {"数据", "数据", "", false, false, data, COUNT(data),
     "别处没有位置的数字，在文字里用 {值 数据('名称')} 引用"},
    {"公文", "签发人|主送|署名|抄送", "公文", false, false, official, COUNT(official),
     "公文的签发人、主送机关、署名、抄送机关，一行一个；没有就空着"},
    {"联系", "联系", "", false, false, contacts, COUNT(contacts), "联系人和电话，一人一行"},
    {"校核", "规则|关", "校核", false, false, rules, COUNT(rules),
     "自己加的校核规则，和不用的规则；一般空着"},
};
const size_t form_count = COUNT(form_list);

/* Heads are broken over lines for their looks. */
static bool same_words(const char *a, size_t len, const char *b) {
  const char *end = a + len;
  for (;; a++, b++) {
    while (a < end && (*a == ' ' || *a == '\n'))
      a++;
    while (*b == ' ' || *b == '\n')
      b++;
    if (a == end || *b == '\0')
      return a == end && *b == '\0';
    if (*a != *b)
      return false;
  }
}

bool field_is(const Field *field, const char *name) {
  if (same_words(field->title, strlen(field->title), name))
    return true;
  for (const char *at = field->also; at && *at;) {
    size_t len = strcspn(at, "|");
    if (same_words(at, len, name))
      return true;
    at += len + (at[len] == '|');
  }
  return false;
}

const char *form_pick(const char *names, int index, size_t *len) {
  const char *at = names;
  *len = strcspn(at, "|");
  for (int i = 0; i < index && at[*len] == '|'; i++) {
    at += *len + 1;
    *len = strcspn(at, "|");
  }
  return at;
}

int form_index(const char *names, const char *name) {
  size_t len = 0;
  const char *at = names;
  for (int i = 0;; i++) {
    len = strcspn(at, "|");
    if (same_words(at, len, name))
      return i;
    if (at[len] == '\0')
      return -1;
    at += len + 1;
  }
}

const char *const form_picture[PICTURE_FIELDS] = {"说明", "文件", "题", "宽", "高"};
