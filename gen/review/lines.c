/* Lines that end elsewhere, and lines that stand elsewhere and why. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "review/changes.h"

enum { TAIL = 8, SHIFTS_MOST = 200 };

/* The strips of each para: they stand side by side. */
typedef struct Range {
  size_t first, count;
} Range;

typedef struct Numbers {
  const size_t *items;
  size_t count;
} Numbers;

typedef struct Work {
  Review *review;
  const Pairing *pairing; /* of old and new */
  Range *old, *new;
  Numbers *old_changes, *new_changes; /* by para: the first change it belongs to, or all that
                                         it followed from */
  Arena *arena;                       /* the review's */
} Work;

/* The new paragraph that stands in order where the old one did; SEQ_NONE: none. */
static size_t partner_of(const Work *work, size_t old) {
  return work->pairing->moved[old] ? SEQ_NONE : work->pairing->to_new[old];
}

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
static size_t first_other_end(const Work *work, size_t old, size_t new) {
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

/* Rows and figures are as high as what is in them. */
static bool has_lines(const Para *para) {
  return para->kind != PARA_ROW && para->kind != PARA_FIGURE;
}

/* The same text, the same number in front: the line breaks alone differ. */
static bool breaks_differ(const Work *work, size_t old, size_t new) {
  const Para *a = &work->review->old->paras[old], *b = &work->review->new->paras[new];
  return has_lines(a) && strcmp(a->label, b->label) == 0 && piece_equal(a->text, b->text) &&
         first_other_end(work, old, new) != SEQ_NONE;
}

static void add_breaks(Work *work, size_t old, size_t new, size_t count) {
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

static void find_breaks(Work *work) {
  for (size_t old = 0; old < work->review->old->count; old++) {
    size_t new = partner_of(work, old), count = 1;
    if (new == SEQ_NONE || !breaks_differ(work, old, new))
      continue;
    while (old + count < work->review->old->count &&
           partner_of(work, old + count) ==
               new + count &&breaks_differ(work, old + count, new + count))
      count++;
    add_breaks(work, old, new, count);
    old += count - 1;
  }
}

static void add_reason(Buf *out, const char *text) {
  if (out->len > 0)
    buf_puts(out, "、");
  buf_puts(out, text);
}

/* A paragraph of both that takes more lines, or a row that is higher. */
static void add_pair_reason(const Work *work, size_t old, size_t new, Buf *out) {
  const Para *para = &work->review->new->paras[new];
  long more = (long)work->new[new].count - (long)work->old[old].count;
  const char *head = changes_head(para, work->arena);
  if (!has_lines(para))
    add_reason(out, arena_printf(work->arena, "%s高低变了", para->place));
  else if (more != 0)
    add_reason(out, arena_printf(work->arena, "“%s”段%s%ld行", head, more > 0 ? "多了" : "少了",
                                 labs(more)));
}

static bool heights_differ(const Work *work, size_t old, size_t new) {
  Range a = work->old[old], b = work->new[new];
  Emu height = 0;
  for (size_t i = 0; i < a.count; i++)
    height -= work->review->old->strips[a.first + i].height;
  for (size_t i = 0; i < b.count; i++)
    height += work->review->new->strips[b.first + i].height;
  return height != 0;
}

typedef struct Reason {
  Buf text;
  size_t *changes; /* the numbers of those behind it, in the review's arena */
  size_t change_count;
} Reason;

static void note_changes(Reason *reason, Numbers numbers) {
  for (size_t i = 0; i < numbers.count; i++) {
    bool is_noted = false;
    for (size_t k = 0; k < reason->change_count && !is_noted; k++)
      is_noted = reason->changes[k] == numbers.items[i];
    if (!is_noted)
      reason->changes[reason->change_count++] = numbers.items[i];
  }
}

/* What the old paragraph belongs to, or its new one. */
static Numbers changes_behind(const Work *work, size_t old, size_t new) {
  return new != SEQ_NONE && work->new_changes[new].count > 0 ? work->new_changes[new]
                                                             : work->old_changes[old];
}

/* Old paragraphs [from, to) that have no place in order any more. */
static void add_gone(const Work *work, size_t from, size_t to, Reason *reason) {
  size_t count = 0;
  const Para *first = NULL;
  for (size_t old = from; old < to; old++) {
    size_t new = partner_of(work, old);
    const Para *para = &work->review->old->paras[old];
    if (new != SEQ_NONE && heights_differ(work, old, new)) {
      add_pair_reason(work, old, new, &reason->text);
      note_changes(reason, changes_behind(work, old, new));
    } else if (new == SEQ_NONE && work->old[old].count > 0) {
      first = first ? first : para;
      count++;
      note_changes(reason, changes_behind(work, old, SEQ_NONE));
    }
  }
  if (count > 0)
    add_reason(&reason->text,
               arena_printf(work->arena,
                            count > 1 ? "原在这里的“%s”等%zu段没有了" : "原在这里的“%s”段没有了",
                            changes_head(first, work->arena), count));
}

static void add_come(const Work *work, size_t from, size_t to, Reason *reason) {
  size_t count = 0;
  const Para *first = NULL;
  for (size_t new = from; new < to; new ++) {
    size_t old = work->pairing->to_old[new];
    if ((old != SEQ_NONE && !work->pairing->moved[old]) || work->new[new].count == 0)
      continue;
    first = first ? first : &work->review->new->paras[new];
    count++;
    note_changes(reason, work->new_changes[new]);
  }
  if (count > 0)
    add_reason(&reason->text,
               arena_printf(work->arena, count > 1 ? "这里多了“%s”等%zu段" : "这里多了“%s”段",
                            changes_head(first, work->arena), count));
}

/* Old paras [0, old_para) and new ones [0, new_para) have been accounted for. */
typedef struct State {
  size_t old_para, new_para;
  Emu amount;
} State;

static void add_shift(Work *work, const Strip *old, const Strip *new, const State *before,
                      Emu amount) {
  Review *review = work->review;
  Reason reason = {.changes =
                       arena_array(work->arena, review->change_count + 1, sizeof *reason.changes)};
  add_gone(work, before->old_para, old->para, &reason);
  add_come(work, before->new_para, new->para, &reason);
  if (reason.text.len == 0 && review->layouts)
    buf_puts(&reason.text, review->layouts);
  review->shifts = mem_grow(review->shifts, review->shift_count, &review->shift_capacity,
                            sizeof *review->shifts);
  review->shifts[review->shift_count++] =
      (Shift){.old_page = old->page,
              .old_line = old->line,
              .new_page = new->page,
              .new_line = new->line,
              .amount = amount,
              .step = amount - before->amount,
              .pitch = review->old->paras[old->para].pitch,
              .because = arena_copy(work->arena, reason.text.data ? reason.text.data : ""),
              .changes = reason.changes,
              .change_count = reason.change_count};
  buf_free(&reason.text);
}

/* Heights of the strips before each one, and of all. */
static Emu *tops_of(const Side *side) {
  Emu *tops = mem_alloc((side->strip_count + 1) * sizeof *tops);
  tops[0] = 0;
  for (size_t i = 0; i < side->strip_count; i++)
    tops[i + 1] = tops[i] + side->strips[i].height;
  return tops;
}

/* Of every para that takes the same strips in both, the first one tells where
 * all of them stand. */
static void find_shifts(Work *work) {
  const Review *review = work->review;
  Emu *old_tops = tops_of(review->old), *new_tops = tops_of(review->new);
  State state = {0};
  for (size_t old = 0; old < review->old->count && review->shift_count < SHIFTS_MOST; old++) {
    size_t new = partner_of(work, old);
    if (new == SEQ_NONE || work->old[old].count == 0 || work->new[new].count == 0)
      continue;
    const Strip *a = &review->old->strips[work->old[old].first];
    const Strip *b = &review->new->strips[work->new[new].first];
    Emu amount = new_tops[work->new[new].first] - old_tops[work->old[old].first];
    if (amount != state.amount)
      add_shift(work, a, b, &state, amount);
    state = (State){old, new, amount};
  }
  free(old_tops);
  free(new_tops);
}

static void note(Numbers *changes, size_t para, Numbers numbers) {
  if (para != SEQ_NONE && changes[para].count == 0)
    changes[para] = numbers;
}

static void index_change(Work *work, const Change *change, const size_t *number) {
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

static void index_changes(Work *work) {
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
static bool setting_differs(const Work *work) {
  const Review *review = work->review;
  for (size_t old = 0; old < review->old->count; old++) {
    size_t new = partner_of(work, old);
    if (new != SEQ_NONE && work->old[old].count > 0 && work->new[new].count > 0 &&
        has_lines(&review->old->paras[old]) &&
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
  Work work = {.review = review,
               .pairing = pairing,
               .old = ranges_of(review->old),
               .new = ranges_of(review->new),
               .arena = review->arena};
  find_breaks(&work);
  index_changes(&work);
  if (setting_differs(&work))
    changes_add(review, (Change){.kind = CHANGE_SETTING});
  else
    find_shifts(&work);
  free(work.old);
  free(work.new);
}
