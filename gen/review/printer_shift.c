/* printer_shift: which lines moved, how far and why. */
#include <stdlib.h>

#include "review/printer.h"

/* 下移1行, or in millimetres where the room is no whole number of lines. */
static void put_amount(Buf *out, Emu amount, Emu pitch) {
  Emu size = llabs(amount);
  buf_puts(out, amount > 0 ? "下移" : "上移");
  if (pitch > 0 && size % pitch == 0)
    buf_printf(out, "%lld行", (long long)(size / pitch));
  else
    buf_printf(out, "%lld毫米", (long long)emu_scale(size, 1, EMU_PER_MM));
}

/* 下移1页又上移2行 */
static void put_total(Buf *out, const Shift *shift) {
  if (shift->pages != 0)
    buf_printf(out, "%s%d页", shift->pages > 0 ? "下移" : "上移", abs(shift->pages));
  if (shift->pages != 0 && shift->amount != 0)
    buf_puts(out, "又");
  if (shift->amount != 0)
    put_amount(out, shift->amount, shift->pitch);
}

/* 起上移3行; 起又上移2行，共上移5行 */
static void put_amounts(Buf *out, const Shift *shift) {
  bool is_whole = shift->pages == 0 && shift->step == shift->amount;
  buf_puts(out, "起");
  if (shift->pages == 0 && shift->amount == 0) {
    buf_puts(out, "回到原来的位置");
    return;
  }
  if (!is_whole && shift->step != 0) {
    buf_puts(out, "又");
    put_amount(out, shift->step, shift->pitch);
    buf_puts(out, "，共");
  }
  put_total(out, shift);
}

void printer_shift(const Printer *printer, const Shift *shift) {
  Buf *out = printer->out;
  buf_printf(out, "    第%d页第%d行", shift->old_page, shift->old_line);
  put_amounts(out, shift);
  buf_printf(out, "（现第%d页第%d行）", shift->new_page, shift->new_line);
  if (*shift->because) {
    buf_puts(out, "，因为");
    printer_text(printer, shift->because);
  }
  if (shift->change_count > 0) {
    buf_puts(out, "（见 ");
    printer_numbers(printer, shift->changes, shift->change_count);
    buf_puts(out, "）");
  }
  buf_putc(out, '\n');
}
