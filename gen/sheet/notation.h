/* What the elements of an evaluation look like in a cell.
 *
 *   {值 千分(预算/支出)}  {上标 2}  {下标 2}  {粗 几个字}
 *   a line break of the cell is 换行; {换行} at the ends, where one is cut off
 *   {左} {右}             the signs { and }
 *   {空格} {制表} {回车}  white space where it would be cut off or folded
 *   {软换行}              a line break of the XML file beside a value
 *   {空}                  there, but empty
 *
 * Private to sheet/. What one function writes the other reads back the same. */
#ifndef ZIPING_SHEET_NOTATION_H
#define ZIPING_SHEET_NOTATION_H

#include "base/buf.h"
#include "xml/make.h"

/* The running text of holder. */
void notation_put_flow(Buf *out, const xmlNode *holder);
/* A value without elements. */
void notation_put_plain(Buf *out, const char *text);

/* Puts the running text of a cell into holder. False with messages at pos. */
bool notation_read_flow(XmlFile *file, xmlNode *holder, const char *text, Pos pos,
                        Messages *messages);
/* The value of a cell, in the arena; white space is trimmed and folded. NULL
 * with messages at pos. */
const char *notation_read_plain(const char *text, Pos pos, Arena *arena, Messages *messages);

#endif
