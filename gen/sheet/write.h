/* An evaluation's elements as the cells of a workbook. Private to sheet/. */
#ifndef ZIPING_SHEET_WRITE_H
#define ZIPING_SHEET_WRITE_H

#include "input/evaluation.h"
#include "sheet/book.h"
#include "sheet/form.h"

/* Rows below the last one that lists and checks of cells hold for. */
enum { WRITE_SPARE_ROWS = 1000 };

typedef struct Writing {
  const Evaluation *evaluation;
  const Layout *layout; /* NULL: none */
  Book *book;
  Buf text; /* of the cell that is being written */
  Arena *arena;
  Messages *messages;
} Writing;

/* Puts writing->text into a cell; node is where it comes from, for the message
 * that it is too long. */
void writing_cell(Writing *writing, BookSheet *sheet, int row, int column, BookStyle style,
                  const xmlNode *node);
/* A value without elements; running text. */
void writing_plain(Writing *writing, BookSheet *sheet, int row, int column, const char *value,
                   const xmlNode *node);
void writing_flow(Writing *writing, BookSheet *sheet, int row, int column, const xmlNode *holder);
/* Heads and widths of a sheet's columns, and what may be typed below them. */
void writing_heads(const Writing *writing, BookSheet *sheet, const Field *fields, size_t count,
                   int last_row);
/* What a field offers in a list, a comma between: what the layout names, where it
 * names something, else what the form does; NULL: no list (write_choices.c). */
const char *writing_choices(const Writing *writing, const Field *field);

/* The sheet 正文 (write_text.c). */
void writing_text(Writing *writing);
/* The sheet 说明 (write_notes.c). */
void writing_notes(Writing *writing);

#endif
