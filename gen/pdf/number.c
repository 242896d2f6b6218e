#include "pdf/number.h"

void pdf_put_milli(Buf *out, Milli value) {
  if (value < 0) {
    buf_putc(out, '-');
    value = -value;
  }
  buf_put_int(out, value / 1000);
  int rest = (int)(value % 1000);
  if (rest == 0)
    return;
  buf_putc(out, '.');
  for (int unit = 100; rest != 0; rest %= unit, unit /= 10)
    buf_putc(out, (char)('0' + rest / unit));
}

void pdf_put_hex(Buf *out, unsigned value) {
  static const char digits[] = "0123456789ABCDEF";
  char hex[4] = {digits[value >> 12 & 15], digits[value >> 8 & 15], digits[value >> 4 & 15],
                 digits[value & 15]};
  buf_add(out, hex, sizeof hex);
}

void pdf_put_utf16(Buf *out, uint32_t ch) {
  if (ch < 0x10000) {
    pdf_put_hex(out, ch);
    return;
  }
  pdf_put_hex(out, 0xD800 + ((ch - 0x10000) >> 10));
  pdf_put_hex(out, 0xDC00 + ((ch - 0x10000) & 0x3FF));
}
