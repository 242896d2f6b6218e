/* An evaluation as an XML file: always the same form for the same evaluation,
 * an element a line, running text on one line, comments between elements kept. */
#ifndef ZIPING_INPUT_PRINT_H
#define ZIPING_INPUT_PRINT_H

#include "input/evaluation.h"

void evaluation_print(const Evaluation *evaluation, Buf *out);

/* Appends text with the signs of XML escaped; of an attribute's value its line
 * breaks too, which a reader would else make spaces of. */
void print_text(Buf *out, const char *text, size_t len);
void print_attribute(Buf *out, const char *name, const char *value);

#endif
