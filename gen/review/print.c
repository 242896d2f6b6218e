/* review_print: what a person reads in the terminal. */
#include "review/printer.h"

static size_t count_group(const Review *review, Group group) {
  size_t count = 0;
  for (size_t i = 0; i < review->change_count; i++)
    count += printer_group(review->changes[i].kind) == group;
  return count;
}

static void put_group(const Printer *printer, Group group) {
  for (size_t i = 0; i < printer->review->change_count; i++) {
    if (printer_group(printer->review->changes[i].kind) != group)
      continue;
    buf_printf(printer->out, "%3zu ", i + 1);
    printer_change(printer, &printer->review->changes[i]);
  }
}

static void put_lines(const Printer *printer) {
  const Review *review = printer->review;
  Buf *out = printer->out;
  size_t count = count_group(review, GROUP_LINES);
  if (count + review->shift_count == 0)
    return;
  if (count > 0)
    buf_printf(out, "行和页 %zu 处\n", count);
  else
    buf_puts(out, "行和页随之移动\n");
  put_group(printer, GROUP_LINES);
  for (size_t i = 0; i < review->shift_count; i++)
    printer_shift(printer, &review->shifts[i]);
  if (review->old->page_count != review->new->page_count)
    buf_printf(out, "    共 %d 页，原来 %d 页\n", review->new->page_count, review->old->page_count);
}

static bool has_kind(const Review *review, ChangeKind kind) {
  for (size_t i = 0; i < review->change_count; i++)
    if (review->changes[i].kind == kind)
      return true;
  return false;
}

/* What no comparison of texts shows. */
static void put_unlike(const Printer *printer, const Side *side) {
  if (!side->unlike)
    return;
  printer_text(printer, side->path);
  buf_puts(printer->out, " 与它的来源排出的不同：");
  printer_text(printer, side->unlike);
  buf_putc(printer->out, '\n');
}

static void put_both_unlike(const Printer *printer) {
  put_unlike(printer, printer->review->old);
  put_unlike(printer, printer->review->new);
}

void review_print(const Review *review, bool in_colour, Buf *out) {
  Printer printer = {.review = review,
                     .out = out,
                     .old = in_colour ? "\x1b[31m[-" : "[-",
                     .old_end = in_colour ? "-]\x1b[0m" : "-]",
                     .new = in_colour ? "\x1b[32m{+" : "{+",
                     .new_end = in_colour ? "+}\x1b[0m" : "+}"};
  if (review->change_count == 0) {
    buf_puts(out, review_is_same(review) ? "没有不同\n" : "文字没有不同\n");
    put_both_unlike(&printer);
    return;
  }
  printer_layouts(&printer);
  size_t figures = count_group(review, GROUP_FIGURES), texts = count_group(review, GROUP_TEXTS);
  if (figures > 0)
    buf_printf(out, "数字 %zu 处\n", figures);
  put_group(&printer, GROUP_FIGURES);
  printer_findings(&printer);
  if (texts > 0)
    buf_printf(out, "文字 %zu 处\n", texts);
  put_group(&printer, GROUP_TEXTS);
  if (review->relabelled > 0 && !has_kind(review, CHANGE_LABELS))
    buf_printf(out, "    编号随之改动 %zu 处\n", review->relabelled);
  put_lines(&printer);
  put_both_unlike(&printer);
}
