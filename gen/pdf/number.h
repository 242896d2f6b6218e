/* Numbers and text as PDF syntax has them, printed from integers alone. */
#ifndef ZIPING_PDF_NUMBER_H
#define ZIPING_PDF_NUMBER_H

#include "base/buf.h"
#include "base/units.h"

/* 1/1000 pt: the precision of everything that is drawn, a third of a µm. */
typedef int64_t Milli;

static inline Milli pdf_milli(Emu length) {
  return emu_scale(length, 1000, EMU_PER_PT);
}

/* In pt, with as many decimals as it takes: 12, 28.95, -0.003. */
void pdf_put_milli(Buf *out, Milli value);
/* Four hexadecimal digits. */
void pdf_put_hex(Buf *out, unsigned value);
/* One character as UTF-16BE in hexadecimal, 4 or 8 digits. */
void pdf_put_utf16(Buf *out, uint32_t ch);

#endif
