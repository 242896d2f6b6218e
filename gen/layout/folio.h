/* The text of a page number (Folio.text), piece by piece. */
#ifndef ZIPING_LAYOUT_FOLIO_H
#define ZIPING_LAYOUT_FOLIO_H

#include "base/arena.h"
#include "layout/style.h"

typedef enum FolioKind {
  FOLIO_END,
  FOLIO_WORDS, /* printed as it is */
  FOLIO_NUMBER,
  FOLIO_LAST_NUMBER
} FolioKind;

typedef struct FolioPiece {
  FolioKind kind;
  const char *text; /* FOLIO_WORDS */
  size_t len;
} FolioPiece;

/* 前 and 后 as one text. The number stands between them unless they say where. */
const char *folio_text(const char *before, const char *after, Arena *arena);
/* The piece that *at begins with; moves *at behind it. */
FolioPiece folio_next(const char **at);
/* Whether the text tells how many pages there are. */
bool folio_has_total(const Folio *folio);

#endif
