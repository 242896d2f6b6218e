/* Lines that stand elsewhere and why. */
#include <stdlib.h>

#include "review/lines_part.h"

enum { SHIFTS_MOST = 200 };

static void add_reason(Buf *out, const char *text) {
  if (out->len > 0)
    buf_puts(out, "、");
  buf_puts(out, text);
}

/* A paragraph of both that takes more lines, or a row that is higher. */
static void add_pair_reason(const LineWork *work, size_t old, size_t new, Buf *out) {
  const Para *para = &work->review->new->paras[new];
  long more = (long)work->new[new].count - (long)work->old[old].count;
  const char *head = changes_head(para, work->arena);
  if (!lines_holds(para))
    add_reason(out, arena_printf(work->arena, "%s高低变了", para->place));
  else if (more != 0)
    add_reason(out, arena_printf(work->arena, "“%s”段%s%ld行", head, more > 0 ? "多了" : "少了",
                                 labs(more)));
}

static bool heights_differ(const LineWork *work, size_t old, size_t new) {
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
static Numbers changes_behind(const LineWork *work, size_t old, size_t new) {
  return new != SEQ_NONE && work->new_changes[new].count > 0 ? work->new_changes[new]
                                                             : work->old_changes[old];
}

/* Old paragraphs [from, to) that have no place in order any more. */
static void add_gone(const LineWork *work, size_t from, size_t to, Reason *reason) {
  size_t count = 0;
  const Para *first = NULL;
  for (size_t old = from; old < to; old++) {
    size_t new = lines_partner(work, old);
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

static void add_come(const LineWork *work, size_t from, size_t to, Reason *reason) {
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

/* Old paras [0, old_para) and new ones [0, new_para) have been accounted for. The last
 * of them stands that many pages further on, and down by the amount; the heights above
 * it differ by that and the origin. */
typedef struct State {
  size_t old_para, new_para;
  int pages;
  Emu origin, amount;
} State;

/* What begins a page in both versions stands where it stood, or whole pages further on,
 * whatever room is left free before it. */
static Reason reason_at_head(const LineWork *work, const State *before, const State *now) {
  const Review *review = work->review;
  Reason reason = {.changes =
                       arena_array(work->arena, review->change_count + 1, sizeof *reason.changes)};
  int more = now->pages - before->pages;
  const char *text = more == 0  ? "两份的这一页都从这里开始"
                     : more > 0 ? arena_printf(work->arena, "前面多了%d页", more)
                                : arena_printf(work->arena, "前面少了%d页", -more);
  add_reason(&reason.text, text);
  if (more != 0 && review->shift_count > 0) {
    const Shift *last = &review->shifts[review->shift_count - 1];
    note_changes(&reason, (Numbers){last->changes, last->change_count});
  }
  return reason;
}

static Reason reason_between(const LineWork *work, const State *before, const State *now) {
  const Review *review = work->review;
  Reason reason = {.changes =
                       arena_array(work->arena, review->change_count + 1, sizeof *reason.changes)};
  add_gone(work, before->old_para, now->old_para, &reason);
  add_come(work, before->new_para, now->new_para, &reason);
  if (reason.text.len == 0 && review->layouts)
    buf_puts(&reason.text, review->layouts);
  return reason;
}

static void add_shift(LineWork *work, const Strip *old, const Strip *new, const State *before,
                      const State *now, bool is_head) {
  Review *review = work->review;
  Reason reason = is_head ? reason_at_head(work, before, now) : reason_between(work, before, now);
  review->shifts = mem_grow(review->shifts, review->shift_count, &review->shift_capacity,
                            sizeof *review->shifts);
  review->shifts[review->shift_count++] =
      (Shift){.old_page = old->page,
              .old_line = old->line,
              .new_page = new->page,
              .new_line = new->line,
              .pages = now->pages,
              .amount = now->amount,
              .step = is_head ? 0 : now->amount - before->amount,
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

static bool begins_page(const Side *side, size_t strip) {
  return strip == 0 || side->strips[strip - 1].page != side->strips[strip].page;
}

/* What the fullest page holds. */
static Emu room_of(const Side *side) {
  Emu room = 0, used = 0;
  for (size_t i = 0; i < side->strip_count; i++) {
    used = begins_page(side, i) ? side->strips[i].height : used + side->strips[i].height;
    room = used > room ? used : room;
  }
  return room;
}

/* Whether what moved down by this amount is at the head of a later page because of just
 * that: the lines flow on. */
static bool flows_on(Emu amount, int pages, Emu room, const Strip *strip) {
  return pages != 0 && llabs(amount - pages * room) < strip->height;
}

/* Of every para that takes the same strips in both, the first one tells where
 * all of them stand. */
void lines_find_shifts(LineWork *work) {
  const Review *review = work->review;
  Emu *old_tops = tops_of(review->old), *new_tops = tops_of(review->new);
  Emu room = room_of(review->old);
  State state = {0};
  for (size_t old = 0; old < review->old->count && review->shift_count < SHIFTS_MOST; old++) {
    size_t new = lines_partner(work, old);
    if (new == SEQ_NONE || work->old[old].count == 0 || work->new[new].count == 0)
      continue;
    size_t a = work->old[old].first, b = work->new[new].first;
    const Strip *from = &review->old->strips[a], *to = &review->new->strips[b];
    Emu apart = new_tops[b] - old_tops[a];
    State now = {old, new, state.pages, state.origin, apart - state.origin};
    int pages = to->page - from->page;
    bool is_head = begins_page(review->old, a) && begins_page(review->new, b) &&
                   !flows_on(now.amount, pages - state.pages, room, from);
    if (is_head)
      now = (State){old, new, pages, apart, 0};
    if (now.amount != state.amount || now.pages != state.pages)
      add_shift(work, from, to, &state, &now, is_head);
    state = now;
  }
  free(old_tops);
  free(new_tops);
}
