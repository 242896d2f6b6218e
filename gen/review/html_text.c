/* A version that has no pages: its paragraphs and rows, in order. */
#include "review/html_part.h"

static const char *tag_of(MarkKind kind) {
  return kind == MARK_OLD ? "del" : kind == MARK_NEW ? "ins" : "mark";
}

/* Marks don't overlap but for MARK_MOVED, which is the whole and comes first. */
static void put_marked(const Printer *printer, const Para *para, const Shown *shown) {
  size_t at = 0;
  bool is_moved = shown->mark_count > 0 && shown->marks[0].kind == MARK_MOVED;
  buf_puts(printer->out, is_moved ? "<mark>" : "");
  for (size_t i = is_moved; i < shown->mark_count; i++) {
    const TextMark *mark = &shown->marks[i];
    printer_piece(printer, para->text.text + at, mark->start - at);
    buf_printf(printer->out, "<%s>", tag_of(mark->kind));
    printer_piece(printer, para->text.text + mark->start, mark->end - mark->start);
    buf_printf(printer->out, "</%s>", tag_of(mark->kind));
    at = mark->end;
  }
  printer_piece(printer, para->text.text + at, para->text.len - at);
  buf_puts(printer->out, is_moved ? "</mark>" : "");
}

static void put_para(Pane *pane, const Printer *printer, size_t index) {
  const Para *para = &pane->side->paras[index];
  const Shown *shown = &pane->shown[index];
  Buf *out = printer->out;
  buf_printf(out, "<p class=\"%s\">", para->kind == PARA_HEADING ? "heading" : "text");
  for (size_t i = 0; i < shown->change_count; i++) {
    size_t number = shown->changes[i];
    if (pane->is_anchored[number])
      buf_printf(out, "<b data-n=\"%zu\">%zu</b>", number, number);
    else
      buf_printf(out, "<b id=\"%c%zu\" data-n=\"%zu\">%zu</b>", pane->letter, number, number,
                 number);
    pane->is_anchored[number] = true;
  }
  printer_text(printer, para->label);
  put_marked(printer, para, shown);
  buf_puts(out, "</p>\n");
}

void html_text(Pane *pane, const Printer *printer) {
  buf_puts(printer->out, "<div class=\"paper\">\n");
  for (size_t i = 0; i < pane->side->count; i++)
    if (pane->side->paras[i].kind != PARA_BLANK)
      put_para(pane, printer, i);
  buf_puts(printer->out, "</div>\n");
}
