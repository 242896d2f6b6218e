/* Any bytes as a layout; one that is taken composes a fixed evaluation. */
#include "support.h"

#include <string.h>

static const char evaluation_text[] =
    "<绩效自评 年度='2022'><日期>2023-03-05</日期><附件 号='3'/>"
    "<部门><全称>青禾市档案馆</全称><简称>市档案馆</简称><概况>负责全市档案。</概况>"
    "<职责>收集档案。</职责><职责>保管档案；</职责><内设机构>办公室</内设机构></部门>"
    "<预算 单位='万元'><收入>12000.505</收入><支出>11000.25</支出></预算>"
    "<自评><得分>96.5</得分><等级>优</等级></自评>"
    "<指标 一级='产出指标' 二级='数量指标' 名称='查档' 目标='≥1000' 实际='1234' 分值='10' "
    "得分='9'/>"
    "<任务 名称='数字化'><目标>扫描 20 万页。</目标><完成情况>扫描 21 万页。</完成情况></任务>"
    "<任务 名称='开放'><目标>开放 3000 卷。</目标></任务>"
    "<成效 题='数字化'>查得快了。</成效><问题>库房不足</问题><问题>人手不够。</问题>"
    "<措施>扩建库房；</措施><数据 名='查档' 值='1234' 单位='人次'/></绩效自评>";

static Evaluation *fixed_evaluation(void) {
  static Evaluation *evaluation;
  if (!evaluation) {
    Messages *messages = msg_new();
    const char *path = fuzz_file((const uint8_t *)evaluation_text, strlen(evaluation_text));
    evaluation = sheet_load(path, "layouts", messages);
    msg_print(messages, stderr);
    msg_free(messages);
    DEMAND(evaluation != NULL);
  }
  return evaluation;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  Evaluation *evaluation = fixed_evaluation();
  Messages *messages = msg_new();
  Layout *layout =
      layout_load(fuzz_file(bytes, len), pos_file(NULL), "layouts", fuzz_fonts(), messages);
  bool whole = layout && evaluation_check(evaluation, layout, messages);
  Doc *doc = whole ? doc_build(layout, evaluation, messages) : NULL;
  if (doc) {
    fuzz_compose(doc, messages);
    doc_free(doc);
  }
  fuzz_end(messages, !doc);
  layout_free(layout);
  return 0;
}
