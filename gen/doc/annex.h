/* Annexes (附件) and their list (附件说明).
 *
 * An annex begins on a new page with its mark, 附件 or 附件2, and its title (GB/T
 * 9704-2012, 7.4); how many there are, and so whether they are numbered, is known
 * when all have been added. */
#ifndef ZIPING_DOC_ANNEX_H
#define ZIPING_DOC_ANNEX_H

#include "doc/outline.h"

/* Before anything else of this. */
void annexes_start(Source *source);
/* content: a group with what the annex holds. One that holds nothing is left
 * out; it is an error when node says 必有, or when required. */
void annex_add(Source *source, const xmlNode *node, Rich title, Part *content, bool required,
               Part *parent);
/* The place of the list. */
void annex_list(Source *source, const xmlNode *node, Part *parent);
/* Numbers the annexes and fills the lists. */
void annexes_finish(Source *source);

#endif
