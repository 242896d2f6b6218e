/* An empty evaluation to start from. */
#ifndef ZIPING_INPUT_BLANK_H
#define ZIPING_INPUT_BLANK_H

#include "input/evaluation.h"

/* For the layout: its year and name filled in; marked: with a comment where each
 * fact that it requires is to be written. NULL with messages. */
Evaluation *blank_make(const Layout *layout, bool marked, const char *schema_home,
                       Messages *messages);

#endif
