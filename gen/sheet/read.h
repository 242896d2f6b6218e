/* A workbook becomes the tree that an .xml file would have become, every
 * element and attribute with the cell it comes from. Private to sheet/. */
#ifndef ZIPING_SHEET_READ_H
#define ZIPING_SHEET_READ_H

#include "sheet/owner.h"
#include "sheet/rows.h"
#include "xml/make.h"

/* bytes: the whole file. The XmlFile owns itself. NULL with messages. */
XmlFile *sheet_read(const char *path, const char *bytes, size_t len, Messages *messages);

/* One reading; between the files of the room only. */
typedef struct Reading {
  const char *path;
  Xlsx *xlsx;
  XmlFile *file;
  xmlNode *root;
  Messages *messages;
  Owners owners;      /* once the sheet 项目 is read */
  xmlNode *holder_of; /* the last element that reading_holder was asked under … */
  const char *holder_name;
  xmlNode *holder; /* … and what it gave */
} Reading;

/* The cell's value for a field of that kind, in the file's arena; NULL with a
 * message when it is an error, a formula without a value, or no proper notation.
 * Not for running text. */
const char *reading_value(Reading *reading, FieldKind kind, const XlsxCell *cell, Pos pos);
/* Puts the cell's running text into node. */
void reading_flow(Reading *reading, xmlNode *node, const XlsxCell *cell, Pos pos);
/* The child of parent so named, made when it isn't there. */
xmlNode *reading_holder(Reading *reading, xmlNode *parent, const char *name, Pos pos);

/* The sheet 正文 (read_text.c). */
void reading_text(Reading *reading, const XlsxSheet *sheet);

#endif
