#include "xml/near.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

enum { LONGEST = 32 };

/* Code points of text into out; 0 when there are more than LONGEST. */
static size_t decode(const char *text, uint32_t out[LONGEST]) {
  size_t len = strlen(text), at = 0, count = 0;
  while (at < len) {
    if (count == LONGEST)
      return 0;
    out[count++] = utf8_next(text, len, &at);
  }
  return count;
}

static size_t least(size_t a, size_t b, size_t c) {
  size_t ab = a < b ? a : b;
  return ab < c ? ab : c;
}

/* Levenshtein's distance, one row kept. */
static size_t distance(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len) {
  size_t row[LONGEST + 1];
  for (size_t j = 0; j <= b_len; j++)
    row[j] = j;
  for (size_t i = 1; i <= a_len; i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b_len; j++) {
      size_t above = row[j];
      row[j] = least(above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1]));
      diagonal = above;
    }
  }
  return row[b_len];
}

const char *xml_nearest(const char *name, const char *const *known, size_t count, size_t share) {
  uint32_t own[LONGEST], other[LONGEST];
  size_t own_len = decode(name, own);
  const char *best = NULL;
  size_t best_distance = SIZE_MAX;
  for (size_t i = 0; own_len && i < count; i++) {
    size_t other_len = decode(known[i], other);
    size_t longer = own_len > other_len ? own_len : other_len;
    size_t d = distance(own, own_len, other, other_len);
    if (other_len && d <= longer / share && d < best_distance) {
      best = known[i];
      best_distance = d;
    }
  }
  return best;
}
