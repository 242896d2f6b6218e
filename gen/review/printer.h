/* Changes in words, for the terminal and for the page. Only for the review room. */
#ifndef ZIPING_REVIEW_PRINTER_H
#define ZIPING_REVIEW_PRINTER_H

#include "review/changes.h"

typedef struct Printer {
  const Review *review;
  Buf *out;
  bool is_html;                              /* texts are escaped */
  const char *old, *old_end, *new, *new_end; /* the marks of what changed */
} Printer;

typedef enum Group { GROUP_FIGURES, GROUP_TEXTS, GROUP_LINES, GROUP_COUNT } Group;

Group printer_group(ChangeKind kind);
void printer_piece(const Printer *printer, const char *text, size_t len);
void printer_text(const Printer *printer, const char *text);
/* Of changes. */
void printer_numbers(const Printer *printer, const size_t *numbers, size_t count);
/* Each ends with a line break; further lines are indented. */
void printer_change(const Printer *printer, const Change *change);
void printer_shift(const Printer *printer, const Shift *shift);
void printer_layouts(const Printer *printer);
void printer_findings(const Printer *printer);

#endif
