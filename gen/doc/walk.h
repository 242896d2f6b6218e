/* The layout's skeleton is walked, with what the office wrote put in its
 * places, and becomes the tree of the report. What fails is reported and left
 * out. */
#ifndef ZIPING_DOC_WALK_H
#define ZIPING_DOC_WALK_H

#include "doc/outline.h"

/* The root of the tree, in the source's arena. */
Part *walk_skeleton(Source *source);

#endif
