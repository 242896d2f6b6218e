#include "layout/scoring.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void check_grades(const Layout *layout, Messages *messages) {
  double before = INFINITY;
  const xmlNode *grade = xml_child(layout->scoring, "等级");
  for (; grade; grade = xml_next(grade, "等级")) {
    double from = strtod(xml_attr(grade, "下限"), NULL);
    if (from >= before)
      msg_add(messages, xml_pos(layout->file, grade), LAYOUT_GRADES, xml_attr(grade, "名"));
    before = from;
  }
}

static void check_weights(const Layout *layout, Messages *messages) {
  const xmlNode *weight = xml_child(layout->scoring, "权重");
  for (; weight; weight = xml_next(weight, "权重")) {
    const char *name = xml_attr(weight, "一级");
    const xmlNode *other = xml_child(layout->scoring, "权重");
    while (other != weight && strcmp(xml_attr(other, "一级"), name) != 0)
      other = xml_next(other, "权重");
    if (other != weight)
      msg_add(messages, xml_pos(layout->file, weight), LAYOUT_WEIGHT_TWICE, name);
  }
}

void scoring_check(const Layout *layout, Messages *messages) {
  check_grades(layout, messages);
  check_weights(layout, messages);
}
