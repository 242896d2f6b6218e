#include "layout/folio.h"

#include <string.h>

const char *folio_text(const char *before, const char *after, Arena *arena) {
  bool placed = strstr(before, FOLIO_PAGE) || strstr(after, FOLIO_PAGE);
  return arena_printf(arena, "%s%s%s", before, placed ? "" : FOLIO_PAGE, after);
}

static bool takes(const char **at, const char *mark) {
  size_t len = strlen(mark);
  if (strncmp(*at, mark, len) != 0)
    return false;
  *at += len;
  return true;
}

FolioPiece folio_next(const char **at) {
  if (takes(at, FOLIO_PAGE))
    return (FolioPiece){.kind = FOLIO_NUMBER};
  if (takes(at, FOLIO_TOTAL))
    return (FolioPiece){.kind = FOLIO_LAST_NUMBER};
  FolioPiece piece = {.kind = **at ? FOLIO_WORDS : FOLIO_END, .text = *at};
  while ((*at)[piece.len] && strncmp(*at + piece.len, FOLIO_PAGE, strlen(FOLIO_PAGE)) != 0 &&
         strncmp(*at + piece.len, FOLIO_TOTAL, strlen(FOLIO_TOTAL)) != 0)
    piece.len++;
  *at += piece.len;
  return piece;
}

bool folio_has_total(const Folio *folio) {
  return folio->place != FOLIO_NONE && strstr(folio->text, FOLIO_TOTAL);
}
