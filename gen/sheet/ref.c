#include "sheet/ref.h"

const char *ref_name(int row, int column, Arena *arena) {
  char letters[8];
  size_t at = sizeof letters;
  letters[--at] = '\0';
  for (int left = column + 1; left > 0; left = (left - 1) / 26)
    letters[--at] = (char)('A' + (left - 1) % 26);
  return arena_printf(arena, "%s%d", letters + at, row + 1);
}

const char *ref_read(const char *text, int *row, int *column) {
  int across = 0;
  long down = 0;
  for (; *text >= 'A' && *text <= 'Z' && across <= REF_COLUMNS; text++)
    across = across * 26 + (*text - 'A' + 1);
  for (; *text >= '0' && *text <= '9' && down <= REF_ROWS; text++)
    down = down * 10 + (*text - '0');
  if (across < 1 || across > REF_COLUMNS || down < 1 || down > REF_ROWS)
    return NULL;
  *row = (int)down - 1;
  *column = across - 1;
  return text;
}
