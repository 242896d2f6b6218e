/* ToUnicode (ISO 32000-1, 9.10.3): codes to text. Only for the readback room. */
#ifndef ZIPING_READBACK_PDF_CMAP_H
#define ZIPING_READBACK_PDF_CMAP_H

#include "base/arena.h"

typedef struct Cmap Cmap;

/* In the arena. */
const Cmap *cmap_read(const char *bytes, size_t len, Arena *arena);
/* NULL when the code has no text. */
const char *cmap_text(const Cmap *cmap, unsigned code);
/* Text in UTF-16BE as UTF-8, in the arena. */
const char *cmap_utf16(const char *bytes, size_t len, Arena *arena);

#endif
