#include "review/seq.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/arena.h"

/* A stretch of both rows: a[x, x_end) against b[y, y_end). */
typedef struct Box {
  ptrdiff_t x, x_end, y, y_end;
} Box;

/* By diagonal (x - y): how far the paths with the edits so far reach, forward
 * from the box's head and backward from its end. */
typedef struct Search {
  const uint32_t *a, *b;
  size_t *match;
  ptrdiff_t *forward, *backward; /* their zero is diagonal 0 */
  ptrdiff_t most_edits;
} Search;

/* The diagonals that one side of the search has reached. */
typedef struct Reach {
  ptrdiff_t low, high;
} Reach;

typedef struct Point {
  ptrdiff_t x, y;
} Point;

enum { MOST_EDITS = 2000, LEAST_EDITS = 50 };
#define MOST_WORK ((size_t)200 * 1000 * 1000)

/* One edit more: the outermost diagonals move outward, and beyond the box's
 * corners inward again. */
static void widen(Reach *reach, ptrdiff_t lowest, ptrdiff_t highest, ptrdiff_t *paths,
                  ptrdiff_t unreached) {
  if (reach->low > lowest)
    paths[--reach->low - 1] = unreached;
  else
    reach->low++;
  if (reach->high < highest)
    paths[++reach->high + 1] = unreached;
  else
    reach->high--;
}

/* Lets every forward path go on by one edit; true when one meets a backward
 * path, at *meet. */
static bool step_forward(const Search *search, const Box *box, const Reach *reach,
                         const Reach *other, bool may_meet, Point *meet) {
  ptrdiff_t *paths = search->forward;
  for (ptrdiff_t d = reach->high; d >= reach->low; d -= 2) {
    ptrdiff_t x = paths[d - 1] < paths[d + 1] ? paths[d + 1] : paths[d - 1] + 1;
    ptrdiff_t y = x - d;
    while (x < box->x_end && y < box->y_end && search->a[x] == search->b[y])
      x++, y++;
    paths[d] = x;
    if (may_meet && other->low <= d && d <= other->high && search->backward[d] <= x) {
      *meet = (Point){x, y};
      return true;
    }
  }
  return false;
}

static bool step_backward(const Search *search, const Box *box, const Reach *reach,
                          const Reach *other, bool may_meet, Point *meet) {
  ptrdiff_t *paths = search->backward;
  for (ptrdiff_t d = reach->high; d >= reach->low; d -= 2) {
    ptrdiff_t x = paths[d - 1] < paths[d + 1] ? paths[d - 1] : paths[d + 1] - 1;
    ptrdiff_t y = x - d;
    while (x > box->x && y > box->y && search->a[x - 1] == search->b[y - 1])
      x--, y--;
    paths[d] = x;
    if (may_meet && other->low <= d && d <= other->high && x <= search->forward[d]) {
      *meet = (Point){x, y};
      return true;
    }
  }
  return false;
}

static Point furthest(const Search *search, const Box *box, const Reach *reach) {
  Point best = {box->x, box->y};
  for (ptrdiff_t d = reach->high; d >= reach->low; d -= 2) {
    ptrdiff_t x = search->forward[d] < box->x_end ? search->forward[d] : box->x_end;
    if (x - d > box->y_end)
      x = box->y_end + d;
    if (x + (x - d) > best.x + best.y)
      best = (Point){x, x - d};
  }
  return best;
}

/* A point on a shortest path through the box, which has no equal tokens at its
 * head or end and is empty on neither side. */
static Point split(const Search *search, const Box *box) {
  ptrdiff_t lowest = box->x - box->y_end, highest = box->x_end - box->y;
  ptrdiff_t head = box->x - box->y, end = box->x_end - box->y_end;
  Reach forward = {head, head}, backward = {end, end};
  bool is_odd = (head - end) % 2 != 0;
  Point meet;
  search->forward[head] = box->x;
  search->backward[end] = box->x_end;
  for (ptrdiff_t edits = 1;; edits++) {
    widen(&forward, lowest, highest, search->forward, -1);
    if (step_forward(search, box, &forward, &backward, is_odd, &meet))
      return meet;
    widen(&backward, lowest, highest, search->backward, PTRDIFF_MAX);
    if (step_backward(search, box, &backward, &forward, !is_odd, &meet))
      return meet;
    if (edits >= search->most_edits)
      return furthest(search, box, &forward);
  }
}

/* The first part of a split has half of the edits at most, so that the depth
 * is that of a logarithm. */
static void match_box(const Search *search, Box box) {
  for (;;) {
    while (box.x < box.x_end && box.y < box.y_end && search->a[box.x] == search->b[box.y])
      search->match[box.x++] = (size_t)box.y++;
    while (box.x < box.x_end && box.y < box.y_end &&
           search->a[box.x_end - 1] == search->b[box.y_end - 1])
      search->match[--box.x_end] = (size_t)--box.y_end;
    if (box.x == box.x_end || box.y == box.y_end)
      return;
    Point at = split(search, &box);
    match_box(search, (Box){box.x, at.x, box.y, at.y});
    box.x = at.x;
    box.y = at.y;
  }
}

void seq_match(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count,
               size_t *match) {
  for (size_t i = 0; i < a_count; i++)
    match[i] = SEQ_NONE;
  size_t diagonals = a_count + b_count + 3;
  ptrdiff_t *paths = mem_alloc(2 * diagonals * sizeof *paths);
  size_t edits = MOST_WORK / diagonals;
  edits = edits > MOST_EDITS ? MOST_EDITS : edits < LEAST_EDITS ? LEAST_EDITS : edits;
  Search search = {.a = a,
                   .b = b,
                   .match = match,
                   .forward = paths + b_count + 1,
                   .backward = paths + diagonals + b_count + 1,
                   .most_edits = (ptrdiff_t)edits};
  match_box(&search, (Box){0, (ptrdiff_t)a_count, 0, (ptrdiff_t)b_count});
  free(paths);
}
