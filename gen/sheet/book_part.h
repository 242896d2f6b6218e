/* The parts of a workbook's file. Only for book.c and book_styles.c. */
#ifndef ZIPING_SHEET_BOOK_PART_H
#define ZIPING_SHEET_BOOK_PART_H

#include "package/package.h"
#include "sheet/book.h"

#define BOOK_NS "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

void book_styles(Part *part);

#endif
