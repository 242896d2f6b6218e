/* A workbook while it is put together, and its file (.xlsx). Private to sheet/.
 *
 * Text is always written as text: what begins with = + - @ never becomes a
 * formula, here or when a cell is edited. The file's bytes depend on what was
 * put only. Rows and columns count from 0; strings are copied. */
#ifndef ZIPING_SHEET_BOOK_H
#define ZIPING_SHEET_BOOK_H

#include "base/buf.h"
#include "base/msg.h"

/* In the order of the file's list of formats. */
typedef enum BookStyle {
  BOOK_NONE,
  BOOK_PLAIN, /* what is typed stays the text it is */
  BOOK_FLOW,  /* long text, wrapped */
  BOOK_NUMBER,
  BOOK_DATE,
  BOOK_HEAD,
  BOOK_NEEDED, /* head of what must be filled in */
  BOOK_NOTE,
  BOOK_FIXED /* BOOK_FIXED + n: a number shown with n decimals, 1 to BOOK_MOST_DECIMALS */
} BookStyle;

enum { BOOK_MOST_DECIMALS = 8, BOOK_LONGEST_TEXT = 32767 };

typedef struct Book Book;
typedef struct BookSheet BookSheet;

Book *book_new(void);
void book_free(Book *book);
/* Stays where it is while others are added. */
BookSheet *book_sheet(Book *book, const char *name);

/* width in Latin characters; style is that of its empty cells. */
void book_column(BookSheet *sheet, int column, int width, BookStyle style);
/* Cells may come in any order, each once. Text has at most BOOK_LONGEST_TEXT
 * UTF-16 units. */
void book_text(BookSheet *sheet, int row, int column, BookStyle style, const char *text);
/* A plain decimal. */
void book_number(BookSheet *sheet, int row, int column, BookStyle style, const char *number);
void book_merge(BookSheet *sheet, int row, int column, int row_span, int column_span);
/* Keeps the first row in view. */
void book_freeze_head(BookSheet *sheet);

/* What may be typed into a column from `row` on, `rows` rows of it. Choices
 * with a comma between; only: nothing else is taken. A list that a spreadsheet
 * can't hold is left out. */
void book_offer(BookSheet *sheet, int row, int rows, int column, const char *choices, bool only);
void book_want_number(BookSheet *sheet, int row, int rows, int column);
void book_want_date(BookSheet *sheet, int row, int rows, int column);

/* Appends the packed file to out. False with SHEET_FAILED. */
bool book_write(Book *book, Buf *out, Messages *messages);

#endif
