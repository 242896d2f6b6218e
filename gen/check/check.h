/* What a reader would object to in a report: figures that don't agree, slips of
 * language, structure that doesn't hold.
 *
 * Findings are messages (base/messages.def, section check): their level is
 * 错误 only for what makes the report meaningless, 警告 for slips, 提示 for what
 * is doubtful. Nothing is ever corrected here. Layout and evaluation may add
 * rules of their own and switch rules off by name (校核). */
#ifndef ZIPING_CHECK_CHECK_H
#define ZIPING_CHECK_CHECK_H

#include "doc/doc.h"
#include "input/evaluation.h"

/* doc: as doc_build made it from the other two. False when 校核 itself is
 * wrong (a rule that isn't there, an expression that fails). */
bool check_report(const Layout *layout, const Evaluation *evaluation, const Doc *doc,
                  Messages *messages);

#endif
