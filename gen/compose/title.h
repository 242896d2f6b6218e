/* Titles: lines of balanced length with no word cut (GB/T 9704-2012 7.3.1:
 * 词意完整，排列对称，长短适宜). Words are ICU's Chinese dictionary words. */
#ifndef ZIPING_COMPOSE_TITLE_H
#define ZIPING_COMPOSE_TITLE_H

#include "compose/lines.h"

/* As paragraph_break; text is the block's, whose bytes the chars begin at are
 * in at[]. keep: a name that is not cut where that can be avoided (the
 * office's), NULL when there is none. */
void title_break(const BreakRule *rule, const Char *chars, const uint32_t *at, size_t count,
                 const char *text, const char *keep, Emu first, Emu measure, BrokenLine **lines,
                 size_t *line_count, size_t *capacity);

#endif
