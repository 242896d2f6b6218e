/* What is wrong with the writing of an expression, in words. libxml2 says
 * "invalid expression" for most slips and overlooks some (an open bracket at
 * the end), so the usual ones are looked for here first. */
#ifndef ZIPING_DOC_SYNTAX_H
#define ZIPING_DOC_SYNTAX_H

#include <stddef.h>

/* NULL when quotes and brackets pair and no full-width sign stands outside
 * quotes; else the words, and *at the byte where it went wrong. */
const char *syntax_fault(const char *text, size_t *at);
/* Words for an error of libxml2 (xmlXPathError). */
const char *syntax_words(int code);

#endif
