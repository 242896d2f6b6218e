/* layout × evaluation → Doc: the skeleton is walked, expressions evaluated,
 * numbers given. Messages say every expression that fails, at its place. */
#ifndef ZIPING_DOC_BUILD_H
#define ZIPING_DOC_BUILD_H

#include "doc/doc.h"
#include "input/evaluation.h"

/* NULL with messages. The Doc borrows styles and page from the layout and
 * copies everything else. */
Doc *doc_build(const Layout *layout, const Evaluation *evaluation, Messages *messages);

#endif
