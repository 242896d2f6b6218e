/* What a figure rose or fell by, beside the two that it lies between:
 *   由200人增加到250人，增长25%;
 *   250人，比上年的200人增加50人，增长25%;
 *   250人，比上年增加50人，增长25%.
 * Told only where the words leave no other figure in question: between a change and the
 * figures that it is of, no word may name another matter. */
#include <string.h>

#include "check/rates.h"

/* From one figure to another of its kind; what is not in the text follows from the rest. */
typedef struct Change {
  Check *check;
  const Passage *passage;
  const Figure *before, *now; /* one may be NULL */
  Decimal from, to;
} Change;

static Words rising = {.list = "增加|增长|增幅|提高|提升|上升|上涨|增|升|多|涨"};
static Words falling = {.list = "减少|下降|降低|降幅|压减|缩短|压缩|缩小|减|降|少"};
/* What may stand beside those without naming a matter of its own. */
static Words plain = {
    .list = "同比|环比|比|较|与|和|同|相比|上年度|上年|去年|上一年|前年|今年|本年|全年|年度|同期|"
            "年初|年底|年末|年|底|末|初|幅度|净|共|约|了|的|为|达到|达|到|至|由|从|实际|均|又|也|"
            "数|决算|预算"};

/* The length of such a word, or of one that tells a change, at chars[at]; 0: none. */
static size_t plain_at(const Passage *passage, size_t at) {
  size_t length = words_at(passage, at, &plain);
  if (length == 0)
    length = words_at(passage, at, &rising);
  return length > 0 ? length : words_at(passage, at, &falling);
}

/* 1 for a rise, -1 for a fall; 0 when the words before it say neither, or both. */
static int own_direction(const Passage *passage, const Figure *figure) {
  bool up = head_has(passage, figure, &rising), down = head_has(passage, figure, &falling);
  return up == down ? 0 : up ? 1 : -1;
}

enum { WORDS_MOST = 60 }; /* characters before a figure that can be taken in */

/* Whether the words before the figure name nothing but what other, too, is about. */
static bool names_nothing_new(const Passage *passage, const Figure *figure, const Figure *other) {
  if (figure->start - figure->head > WORDS_MOST ||
      (other && other->start - other->head > WORDS_MOST))
    return false;
  for (size_t at = figure->head; at < figure->start;) {
    size_t word = plain_at(passage, at);
    uint32_t ch = passage->chars[at];
    bool known = word > 0 || (!is_han(ch) && !is_letter(ch));
    for (size_t i = other ? other->head : 0; other && i < other->start && !known; i++)
      known = passage->chars[i] == ch;
    if (!known)
      return false;
    at += word > 0 ? word : 1;
  }
  return true;
}

static bool is_pure(const Passage *passage, const Figure *figure) {
  return names_nothing_new(passage, figure, NULL);
}

static bool is_exact(const Figure *figure) {
  return figure->approx == APPROX_NONE;
}

static bool same_matter(const Figure *a, const Figure *b) {
  return a && b && a->sentence == b->sentence && a->depth == b->depth && figures_comparable(a, b) &&
         is_exact(a) && is_exact(b) && a->value.units > 0 && b->value.units > 0;
}

/* 比上年的200人, 较200人, 与200人相比: what something is held against. */
static bool is_former(const Passage *passage, const Figure *figure) {
  static Words held = {.list = "比|较"}, against = {.list = "相比"};
  return head_has(passage, figure, &held) || words_at(passage, figure->end, &against) > 0;
}

static bool is_of_last_year(const Passage *passage, const Figure *figure) {
  static Words words = {.list = "上年|去年|上一年|同期"};
  return head_has(passage, figure, &words);
}

static bool is_of_this_year(const Passage *passage, const Figure *figure) {
  static Words words = {.list = "今年|本年|全年"};
  return head_has(passage, figure, &words) || is_pure(passage, figure);
}

static Decimal magnitude(Decimal value) {
  return (Decimal){value.units < 0 ? -value.units : value.units, value.scale};
}

static const char *words_of(const Change *change, const Figure *figure) {
  return quote(change->check, change->passage, figure->head, figure->end);
}

/* The one that is in the text: a model for what is computed. */
static const Figure *model_of(const Change *change) {
  return change->now ? change->now : change->before;
}

/* 200人次, or 200人次（推算）. */
static const char *side_text(const Change *change, const Figure *figure, Decimal value) {
  Check *check = change->check;
  const Figure *model = model_of(change);
  if (figure)
    return quote_figure(check, change->passage, figure);
  return arena_printf(check->arena, "%s%s（推算）", in_scale(check, value, model),
                      quote(check, change->passage, model->digits_end, model->end));
}

static const char *before_text(const Change *change) {
  return side_text(change, change->before, change->from);
}

static const char *now_text(const Change *change) {
  return side_text(change, change->now, change->to);
}

static Pos pos_of(const Change *change, const Figure *figure) {
  return passage_pos(change->passage, figure->start);
}

/* False when it was told that the words and the figures part. */
static bool check_direction(const Change *change, const Figure *figure, int direction) {
  int real = number_compare(change->to, change->from);
  if (direction == 0 || real == 0 || (real > 0) == (direction > 0))
    return true;
  finding(change->check, pos_of(change, figure), CHECK_DIRECTION, words_of(change, figure),
          before_text(change), now_text(change), real > 0 ? "增加" : "减少");
  return false;
}

/* These three return false when they have told something. */
static bool check_by(const Change *change, const Figure *by, Decimal stated) {
  Decimal real;
  if (!number_subtract(change->to, change->from, &real) ||
      number_compare(real = magnitude(real), stated) == 0)
    return true;
  finding(change->check, pos_of(change, by), CHECK_DIFFERENCE, words_of(change, by),
          before_text(change), now_text(change), in_scale(change->check, real, model_of(change)));
  return false;
}

/* 增长25%, 下降3.1%, of the figure before; 增长为原来的125% too. */
static bool check_rate(const Change *change, const Figure *rate) {
  Decimal rise;
  if (!number_subtract(change->to, change->from, &rise))
    return true;
  rise = magnitude(rise);
  const char *right = rate_text(change->check, rate, rise, change->from);
  if (!right || rate_is(rate, rise, change->from) || rate_is(rate, change->to, change->from))
    return true;
  finding(change->check, pos_of(change, rate), CHECK_GROWTH, words_of(change, rate),
          before_text(change), now_text(change), right);
  return false;
}

/* 从91.2%提高到93.4%，提高2.2%: of two rates the difference is in points. */
static bool check_points(const Change *change, const Figure *figure) {
  static Words points = {.list = "个百分点|百分点"};
  Decimal real;
  if (!number_subtract(change->to, change->from, &real))
    return true;
  real = magnitude(real);
  if (words_at(change->passage, figure->end, &points))
    return check_by(change, figure, figure->written);
  if (figure->kind != UNIT_RATE || number_compare(real, figure->written) != 0 ||
      rate_is(figure, real, change->from))
    return true;
  finding(change->check, pos_of(change, figure), CHECK_POINTS_AS_RATE, words_of(change, figure),
          decimal_text(change->check, figure->written));
  return false;
}

/* What is said behind the two: by how much, in units, points or percent. */
static bool check_behind(const Change *change, const Figure *figure) {
  const Figure *model = model_of(change);
  int way = figure ? own_direction(change->passage, figure) : 0;
  if (way == 0 || !is_exact(figure) || !is_pure(change->passage, figure) ||
      figure->sentence != model->sentence)
    return true;
  if (!check_direction(change, figure, way))
    return false;
  if (model->kind == UNIT_RATE)
    return check_points(change, figure);
  if (figure->kind == UNIT_RATE)
    return check_rate(change, figure);
  return !figures_comparable(figure, model) || check_by(change, figure, figure->value);
}

/* NULL behind the last, and before the first (index - 1 of 0). */
static const Figure *figure_at(const Figures *figures, size_t index) {
  return index < figures->count ? &figures->items[index] : NULL;
}

/* 由200人增加到250人 ends at now; true when there is such a change. */
static bool check_from_to(Check *check, const Passage *passage, const Figures *figures,
                          size_t index) {
  static Words from = {.list = "由|从"}, to = {.list = "到|至|为"};
  const Figure *now = figure_at(figures, index), *before = figure_at(figures, index - 1);
  if (!same_matter(before, now) || now->head != before->end || !head_has(passage, before, &from) ||
      !words_before(passage, now->start, &to) || !is_pure(passage, now))
    return false;
  Change change = {check, passage, before, now, before->value, now->value};
  if (check_direction(&change, now, own_direction(passage, now)))
    check_behind(&change, figure_at(figures, index + 1));
  return true;
}

/* 比上年的200人增加50人，增长25%, with or without 250人 in front. */
static bool check_held_against(Check *check, const Passage *passage, const Figures *figures,
                               size_t index) {
  const Figure *by = figure_at(figures, index), *before = figure_at(figures, index - 1);
  const Figure *now = figure_at(figures, index - 2);
  int way = own_direction(passage, by);
  if (!before || before->sentence != by->sentence || !is_former(passage, before) || way == 0 ||
      own_direction(passage, before) != 0 || !is_exact(by))
    return false;
  Change change = {check, passage, before, NULL, before->value, {0, 0}};
  const Figure *rate = by->kind == UNIT_RATE ? NULL : figure_at(figures, index + 1);
  if (same_matter(now, before) && !is_former(passage, now) &&
      names_nothing_new(passage, before, now)) {
    change.now = now;
    change.to = now->value;
    if (check_behind(&change, by))
      check_behind(&change, rate);
  } else if (same_matter(by, before) &&
             (way > 0 ? number_add(before->value, by->value, &change.to)
                      : number_subtract(before->value, by->value, &change.to))) {
    check_behind(&change, rate);
  }
  return true;
}

/* Behind 其中 a change may be of the part that is told last, or of the whole. */
static bool is_part(const Passage *passage, const Figure *figure) {
  static Words among = {.list = "其中|包括|包含|分别"};
  return words_in(passage, sentence_start(passage, figure->start), figure->start, &among);
}

/* 250人，比上年增加50人，增长25%: the figure before follows from the two. */
static void check_change_alone(Check *check, const Passage *passage, const Figures *figures,
                               size_t index) {
  const Figure *by = figure_at(figures, index), *now = figure_at(figures, index - 1);
  const Figure *rate = figure_at(figures, index + 1);
  int way = own_direction(passage, by);
  if (!same_matter(by, now) || !rate || way == 0 || rate->kind != UNIT_RATE ||
      !is_pure(passage, by) || own_direction(passage, now) != 0 || is_of_last_year(passage, now) ||
      is_former(passage, now) || now->kind == UNIT_RATE || is_part(passage, now))
    return;
  Change change = {check, passage, NULL, now, {0, 0}, now->value};
  bool found = way < 0 ? number_add(now->value, by->value, &change.from)
                       : number_subtract(now->value, by->value, &change.from);
  if (found && change.from.units > 0)
    check_behind(&change, rate);
}

/* 250人，上年200人，增长25%, in either order. */
static void check_two_years(Check *check, const Passage *passage, const Figures *figures,
                            size_t index) {
  const Figure *rate = figure_at(figures, index), *second = figure_at(figures, index - 1);
  const Figure *first = figure_at(figures, index - 2);
  if (rate->kind != UNIT_RATE || !same_matter(first, second) || second->kind == UNIT_RATE ||
      own_direction(passage, second) || own_direction(passage, first))
    return;
  bool second_former = is_of_last_year(passage, second);
  bool first_former = is_of_last_year(passage, first);
  if (second_former == first_former || is_former(passage, second) || is_former(passage, first))
    return;
  const Figure *before = second_former ? second : first, *now = second_former ? first : second;
  if (second_former
          ? !names_nothing_new(passage, second, first)
          : !is_of_this_year(passage, second) || !names_nothing_new(passage, second, first))
    return;
  Change change = {check, passage, before, now, before->value, now->value};
  check_behind(&change, rate);
}

void rules_growth(Check *check) {
  for (size_t i = 0; i < check->count; i++) {
    const Passage *passage = &check->passages[i];
    const Figures *figures = &check->figures[i];
    for (size_t j = 0; j < figures->count; j++) {
      if (check_from_to(check, passage, figures, j) ||
          check_held_against(check, passage, figures, j))
        continue;
      check_change_alone(check, passage, figures, j);
      check_two_years(check, passage, figures, j);
    }
  }
}
