/* The text of a report that was written, by us or by any other program: a PDF,
 * or a DOCX in either form, as paragraphs in reading order.
 *
 * A PDF's paragraphs are those its tags name, with the words that ActualText
 * gives; what a tagged page shows without a tag, as after an edit, comes behind
 * the others (is_stray). Without tags, lines are put together to paragraphs by
 * their indents and ends, and page numbers are left out. The characters are
 * those of ToUnicode, U+FFFD where there is none. A DOCX's automatic numbers
 * are computed. Files are treated as hostile. */
#ifndef ZIPING_READBACK_TEXT_H
#define ZIPING_READBACK_TEXT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/msg.h"

typedef enum ReadKind { READ_TEXT, READ_HEADING, READ_ROW, READ_FIGURE } ReadKind;

typedef struct ReadPara {
  ReadKind kind;
  int level;        /* READ_HEADING: 0 for a title, else from 1; not known in a DOCX: 0 */
  int page;         /* where it begins, from 1; 0 for a DOCX */
  const char *text; /* never empty; forced breaks as U+2028, which in a locked DOCX
                       stands between all lines; READ_ROW: cells with tabs
                       between; READ_FIGURE: what stands for it */
  bool is_stray;
} ReadPara;

typedef struct ReadText {
  Arena *arena;
  ReadPara *paras;
  size_t count, capacity;
  int page_count; /* 0 for a DOCX */
} ReadText;

/* How such a file begins. */
bool read_is_pdf(const char *bytes, size_t len);
/* bytes: the whole file, path its name for messages. NULL with messages when it is
 * refused; else ended by read_text_free. */
ReadText *read_text(const char *path, const char *bytes, size_t len, Messages *messages);
void read_text_free(ReadText *text);

#endif
