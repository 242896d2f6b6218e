/* The comparison as one HTML page that needs nothing else: the changes to jump
 * by, and both versions' pages as they are drawn, with the changes marked.
 *
 * Texts of the versions are escaped, and the page's own policy lets no other
 * script run than the one written here and no other file be loaded. */
#ifndef ZIPING_REVIEW_HTML_H
#define ZIPING_REVIEW_HTML_H

#include "review/review.h"

/* Appends the page. */
void review_html(const Review *review, Buf *out);

#endif
