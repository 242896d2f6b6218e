/* Lines that end elsewhere. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "review/lines_part.h"

enum { TAIL = 8 };

static Range *ranges_of(const Side *side) {
  Range *ranges = mem_alloc((side->count + 1) * sizeof *ranges);
  memset(ranges, 0, (side->count + 1) * sizeof *ranges);
  for (size_t i = 0; i < side->strip_count; i++) {
    Range *range = &ranges[side->strips[i].para];
    if (range->count++ == 0)
      range->first = i;
  }
  return ranges;
}

/* The line at which the two first end differently; SEQ_NONE when at none. */
static size_t first_other_end(const LineWork *work, size_t old, size_t new) {
  Range a = work->old[old], b = work->new[new];
  for (size_t i = 0; i < a.count && i < b.count; i++)
    if (work->review->old->strips[a.first + i].end != work->review->new->strips[b.first + i].end)
      return i;
  return SEQ_NONE;
}

/* “…理论武装、”（满行）: how a line ends. */
static const char *line_end(const Side *side, size_t strip, Arena *arena) {
  const Strip *line = &side->strips[strip];
  const Piece *text = &side->paras[line->para].text;
  size_t start = strip > 0 && line[-1].para == line->para ? line[-1].end : 0, at = line->end;
  for (int i = 0; i < TAIL && at > start; i++)
    utf8_prev(text->text, &at);
  return arena_printf(arena, "“%s%.*s”（%s）", at > start ? "…" : "", (int)(line->end - at),
                      text->text + at, line->why ? line->why : "");
}

static const char *page_place(const Para *para, const Strip *strip, Arena *arena) {
  return arena_printf(arena, "%s，第%d页第%d行", para->place, strip->page, strip->line);
}

/* The same text, the same number in front: the line breaks alone differ. */
static bool breaks_differ(const LineWork *work, size_t old, size_t new) {
  const Para *a = &work->review->old->paras[old], *b = &work->review->new->paras[new];
  return lines_holds(a) && strcmp(a->label, b->label) == 0 && piece_equal(a->text, b->text) &&
         first_other_end(work, old, new) != SEQ_NONE;
}

static void add_breaks(LineWork *work, size_t old, size_t new, size_t count) {
  Review *review = work->review;
  size_t line = first_other_end(work, old, new);
  size_t a = work->old[old].first + line, b = work->new[new].first + line;
  changes_add(review, (Change){.kind = CHANGE_BREAKS,
                               .old_place = page_place(&review->old->paras[old],
                                                       &review->old->strips[a], work->arena),
                               .new_place = page_place(&review->new->paras[new],
                                                       &review->new->strips[b], work->arena),
                               .old_pos = review->old->paras[old].pos,
                               .new_pos = review->new->paras[new].pos,
                               .old = line_end(review->old, a, work->arena),
                               .new = line_end(review->new, b, work->arena),
                               .old_para = old,
                               .old_count = count,
                               .new_para = new,
                               .new_count = count});
}

static void find_breaks(LineWork *work) {
  for (size_t old = 0; old < work->review->old->count; old++) {
    size_t new = lines_partner(work, old), count = 1;
    if (new == SEQ_NONE || !breaks_differ(work, old, new))
      continue;
    while (old + count < work->review->old->count &&
           lines_partner(work, old + count) ==
               new + count &&breaks_differ(work, old + count, new + count))
      count++;
    add_breaks(work, old, new, count);
    old += count - 1;
  }
}

static void note(Numbers *changes, size_t para, Numbers numbers) {
  if (para != SEQ_NONE && changes[para].count == 0)
    changes[para] = numbers;
}

static void index_change(LineWork *work, const Change *change, const size_t *number) {
  for (size_t k = 0; k < change->old_count; k++)
    note(work->old_changes, change->old_para + k, (Numbers){number, 1});
  for (size_t k = 0; k < change->new_count; k++)
    note(work->new_changes, change->new_para + k, (Numbers){number, 1});
  for (size_t k = 0; k < change->effect_count; k++) {
    const Effect *effect = &change->effects[k];
    note(work->old_changes, effect->old, (Numbers){effect->changes, effect->change_count});
    note(work->new_changes, effect->new, (Numbers){effect->changes, effect->change_count});
  }
}

static void index_changes(LineWork *work) {
  const Review *review = work->review;
  size_t *numbers = arena_array(work->arena, review->change_count + 1, sizeof *numbers);
  work->old_changes = arena_array(work->arena, review->old->count + 1, sizeof *work->old_changes);
  work->new_changes = arena_array(work->arena, review->new->count + 1, sizeof *work->new_changes);
  for (size_t i = 0; i < review->change_count; i++) {
    numbers[i] = i + 1;
    index_change(work, &review->changes[i], &numbers[i]);
  }
}

/* Whether the two were set on other pages, or lines of the same kind have
 * another pitch: then every line stands elsewhere, and that is all there is to
 * be said. */
static bool setting_differs(const LineWork *work) {
  const Review *review = work->review;
  for (size_t old = 0; old < review->old->count; old++) {
    size_t new = lines_partner(work, old);
    if (new != SEQ_NONE && work->old[old].count > 0 && work->new[new].count > 0 &&
        lines_holds(&review->old->paras[old]) &&
        review->old->strips[work->old[old].first].height !=
            review->new->strips[work->new[new].first].height)
      return true;
  }
  if (!review->old->doc || !review->new->doc)
    return false;
  const PageSetup *a = review->old->doc->page, *b = review->new->doc->page;
  return a->width != b->width || a->height != b->height || a->top != b->top ||
         a->bottom != b->bottom || a->left != b->left || a->right != b->right;
}

void changes_lines(Review *review, const Pairing *pairing) {
  if (review->old->strip_count == 0 || review->new->strip_count == 0)
    return;
  LineWork work = {.review = review,
                   .pairing = pairing,
                   .old = ranges_of(review->old),
                   .new = ranges_of(review->new),
                   .arena = review->arena};
  find_breaks(&work);
  index_changes(&work);
  if (setting_differs(&work))
    changes_add(review, (Change){.kind = CHANGE_SETTING});
  else
    lines_find_shifts(&work);
  free(work.old);
  free(work.new);
}
