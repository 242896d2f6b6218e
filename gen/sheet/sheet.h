/* The evaluation as a spreadsheet (.xlsx): what staff fill in. Its sheets and
 * columns are described in docs/spreadsheet.md. */
#ifndef ZIPING_SHEET_SHEET_H
#define ZIPING_SHEET_SHEET_H

#include "input/evaluation.h"

/* An evaluation from an .xml or .xlsx file, told by what is in it, and checked as
 * evaluation_take has it. Elements of an .xlsx have its cells for their positions. */
Evaluation *sheet_load(const char *path, const char *schema_home, Messages *messages);

/* Appends the workbook that reads as this evaluation again. layout, if given,
 * for the lists of chapters and the facts that it requires. The bytes depend on
 * evaluation and layout only. False with messages. */
bool sheet_write(const Evaluation *evaluation, const Layout *layout, Buf *out, Messages *messages);

#endif
