/* A PDF of ours or of any other program, as a side by its text. */
#include <string.h>

#include "readback/text.h"
#include "review/read_part.h"

/* A tab stands between the cells of a table that nothing marks as one. */
static bool is_row(const ReadPara *para) {
  return para->kind == READ_ROW || (!para->is_stray && strchr(para->text, '\t'));
}

Side *read_pdf(const char *path, const char *bytes, size_t len, bool has_numbers,
               Messages *messages) {
  ReadText *text = read_text(path, bytes, len, messages);
  if (!text)
    return NULL;
  Growing growing = growing_new(path, has_numbers);
  for (size_t i = 0; i < text->count; i++) {
    const ReadPara *para = &text->paras[i];
    Pos pos = pos_at(path, para->page, 0);
    if (is_row(para) && (i == 0 || !is_row(para - 1)))
      growing_table(&growing);
    if (is_row(para))
      growing_row(&growing, para->text, strlen(para->text), pos);
    else if (para->is_stray)
      growing_stray(&growing, para->text, para->page, pos);
    else if (para->kind == READ_ENTRY)
      growing_entry(&growing, para->text, strlen(para->text), para->number, pos);
    else if (para->kind == READ_FIGURE)
      growing_figure(&growing, para->text, strlen(para->text), pos);
    else
      growing_text(&growing, para->text, strlen(para->text), para->level, pos);
  }
  read_text_free(text);
  growing.side->is_printed = true;
  return growing_end(&growing);
}
