/* Whether a layout's 评分 makes sense. Only for the layout room. */
#ifndef ZIPING_LAYOUT_SCORING_H
#define ZIPING_LAYOUT_SCORING_H

#include "layout/layout.h"

/* 等级 from high to low, each 权重 once. Faults are messages. */
void scoring_check(const Layout *layout, Messages *messages);

#endif
