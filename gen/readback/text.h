/* The text of a PDF, by us or by any other program, as paragraphs in reading order.
 *
 * They are those its tags name, with the words that ActualText gives; what a tagged page shows
 * without a tag, as after an edit, comes behind the others (is_stray). Without tags, lines are put
 * together to paragraphs by their indents and ends, and page numbers are left out. The characters
 * are those of ToUnicode, U+FFFD where there is none. Files are treated as hostile. */
#ifndef ZIPING_READBACK_TEXT_H
#define ZIPING_READBACK_TEXT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/msg.h"

typedef enum ReadKind { READ_TEXT, READ_HEADING, READ_ENTRY, READ_ROW, READ_FIGURE } ReadKind;

typedef struct ReadPara {
  ReadKind kind;
  int level;          /* READ_HEADING: 0 for a title, else from 1 */
  int page;           /* where it begins, from 1; 0: nothing of it is on a page */
  const char *number; /* READ_ENTRY, of a 目录: of the page, behind the text; else NULL */
  const char *text;   /* never empty;
                         READ_ROW: cells with tabs between; READ_FIGURE: what stands for it */
  bool is_stray;
} ReadPara;

typedef struct ReadText {
  Arena *arena;
  ReadPara *paras;
  size_t count, capacity;
  int page_count;
} ReadText;

/* bytes: the whole file, path its name for messages. NULL with messages when it is
 * refused; else ended by read_text_free. */
ReadText *read_text(const char *path, const char *bytes, size_t len, Messages *messages);
void read_text_free(ReadText *text);

#endif
