#include "layout/scoring.h"

#include <math.h>
#include <stdlib.h>

#include "xml/seen.h"

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
  XmlSeen seen = {NULL};
  const xmlNode *weight = xml_child(layout->scoring, "权重");
  for (; weight; weight = xml_next(weight, "权重")) {
    const char *name = xml_attr(weight, "一级");
    if (xml_seen(&seen, name, NULL, weight))
      msg_add(messages, xml_pos(layout->file, weight), LAYOUT_WEIGHT_TWICE, name);
  }
  xml_seen_free(&seen);
}

void scoring_check(const Layout *layout, Messages *messages) {
  check_grades(layout, messages);
  check_weights(layout, messages);
}
