/* The functions of expressions that score: 得分 资金得分 执行率 总分 等级, and of
 * several rows 计分 失分 得分合计. Only for functions.c. */
#ifndef ZIPING_DOC_SCORE_CALLS_H
#define ZIPING_DOC_SCORE_CALLS_H

#include <libxml/xpath.h>

/* NULL when none is so called. */
xmlXPathFunction score_call(const char *name);

#endif
