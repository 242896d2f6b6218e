/* Rates beside the amounts that they are made of: 预算2661.70万元，支出2457.31万
 * 元，执行率92.32%; 占总支出的44.71%; 由200人增加到250人，增长25%. */
#include <string.h>

#include "check/rules.h"

/* Figures that are looked at on either side of a rate. */
enum { NEAR_MOST = 8 };

/* A rate with the amounts about it that it may be made of. */
typedef struct Rate {
  Check *check;
  const Passage *passage;
  const Figures *figures;
  size_t index; /* in figures */
  const Figure *figure;
  const Figure *amounts[2 * NEAR_MOST];
  size_t count;
} Rate;

static bool head_has(const Rate *rate, const Figure *figure, Words *words) {
  return words_in(rate->passage, figure->head, figure->start, words);
}

static size_t first_near(size_t index) {
  return index > NEAR_MOST ? index - NEAR_MOST : 0;
}

/* The amounts of its sentence, and of so many before it. */
static void gather(Rate *rate, int sentences_before) {
  rate->count = 0;
  for (size_t i = first_near(rate->index); i < rate->figures->count && i < rate->index + NEAR_MOST;
       i++) {
    const Figure *figure = &rate->figures->items[i];
    int distance = rate->figure->sentence - figure->sentence;
    if (distance >= 0 && distance <= sentences_before &&
        (figure->kind == UNIT_MONEY || figure->kind == UNIT_COUNT))
      rate->amounts[rate->count++] = figure;
  }
}

static Decimal magnitude(Decimal value) {
  return (Decimal){value.units < 0 ? -value.units : value.units, value.scale};
}

/* part / whole in percent is the rate, to as many places as it is written with:
 * rounded, or cut off. */
static bool makes(const Figure *rate, Decimal part, Decimal whole) {
  Decimal percent, fine, difference;
  int places = rate->written.scale;
  if (places + 2 > NUMBER_PLACES || !number_ratio(part, whole, 2, places, &percent))
    return false;
  if (number_compare(percent, rate->written) == 0)
    return true;
  return number_subtract(percent, rate->written, &difference) &&
         number_compare(difference, (Decimal){1, places}) == 0 &&
         number_ratio(part, whole, 2, places + 2, &fine) && number_compare(fine, percent) < 0;
}

static bool any_pair_makes(const Rate *rate) {
  for (size_t i = 0; i < rate->count; i++) {
    for (size_t j = 0; j < rate->count; j++) {
      if (i != j && figures_comparable(rate->amounts[i], rate->amounts[j]) &&
          makes(rate->figure, rate->amounts[i]->value, rate->amounts[j]->value))
        return true;
    }
  }
  return false;
}

/* The amount nearest to the rate whose words are among these, preferring those
 * in front of it. */
static const Figure *named(const Rate *rate, Words *words, Words *others) {
  const Figure *found = NULL;
  for (size_t i = 0; i < rate->count; i++) {
    const Figure *figure = rate->amounts[i];
    if (!head_has(rate, figure, words) || (others && head_has(rate, figure, others)))
      continue;
    if (!found || figure->start < rate->figure->start)
      found = figure;
  }
  return found;
}

static const char *percent_text(const Rate *rate, Decimal part, Decimal whole) {
  Decimal percent;
  if (!number_ratio(part, whole, 2, rate->figure->written.scale, &percent))
    return NULL;
  return arena_printf(rate->check->arena, "%s%%", decimal_text(rate->check, percent));
}

static bool usable(const Figure *part, const Figure *whole) {
  return part && whole && part != whole && figures_comparable(part, whole) &&
         part->approx == APPROX_NONE && whole->approx == APPROX_NONE && whole->value.units != 0;
}

/* False when the two can't have made a rate. */
static bool report(const Rate *rate, const Figure *part, const Figure *whole) {
  const char *right = usable(part, whole) ? percent_text(rate, part->value, whole->value) : NULL;
  if (!right)
    return false;
  finding(rate->check, passage_pos(rate->passage, rate->figure->start), CHECK_RATE,
          quote(rate->check, rate->passage, rate->figure->head, rate->figure->end),
          quote_figure(rate->check, rate->passage, part),
          quote_figure(rate->check, rate->passage, whole), right);
  return true;
}

/* 执行率, 完成率 …: what was done by what was planned. */
static void check_done(const Rate *rate) {
  static Words done = {.list = "支出|执行|使用|支付|完成|实际|拨付|到位"};
  static Words planned = {.list = "预算|收入|安排|计划|目标|下达|批复|任务"};
  const Figure *whole = named(rate, &planned, NULL);
  const Figure *part = named(rate, &done, &planned);
  if (!part && rate->count == 2 && whole)
    part = rate->amounts[rate->amounts[0] == whole];
  report(rate, part, whole);
}

/* The last amount in front of a rate. */
static const Figure *part_of(const Rate *rate, const Figure *figure) {
  const Figure *part = NULL;
  for (size_t i = 0; i < rate->count && rate->amounts[i]->start < figure->start; i++)
    part = rate->amounts[i];
  return part;
}

static Words share_words = {.list = "占"};

/* The next figure says what share this one has: it is a part like others. */
static bool has_share(const Rate *rate, const Figure *figure) {
  const Figure *next = figure + 1;
  return next < rate->figures->items + rate->figures->count && next->kind == UNIT_RATE &&
         head_has(rate, next, &share_words);
}

/* Whether the rate's words name the amount: 占总支出的, 总支出80万元. */
static bool is_named_by(const Rate *rate, const Figure *amount) {
  const uint32_t *chars = rate->passage->chars;
  if (amount->start < amount->head + 2)
    return false;
  for (size_t at = rate->figure->head; at + 2 <= rate->figure->start; at++) {
    if (memcmp(chars + at, chars + amount->start - 2, 2 * sizeof *chars) == 0)
      return true;
  }
  return false;
}

/* 占…的: the amount in front by an earlier one that is named. */
static bool check_share(const Rate *rate) {
  const Figure *part = part_of(rate, rate->figure), *whole = NULL;
  for (size_t i = 0; i < rate->count && rate->amounts[i] != part; i++) {
    if (!has_share(rate, rate->amounts[i]) && is_named_by(rate, rate->amounts[i]))
      whole = rate->amounts[i];
  }
  return report(rate, part, whole);
}

/* How many rates near this one are the amounts in front of them by whole. */
static int shares_of(const Rate *rate, const Figure *whole) {
  int count = 0;
  for (size_t i = first_near(rate->index); i < rate->figures->count && i < rate->index + NEAR_MOST;
       i++) {
    const Figure *other = &rate->figures->items[i];
    const Figure *part = other->kind == UNIT_RATE ? part_of(rate, other) : NULL;
    count += part && part != whole && figures_comparable(part, whole) &&
             makes(other, part->value, whole->value);
  }
  return count;
}

/* 占…% without saying of what: of the amount that two other shares are of. */
static void check_plain_share(const Rate *rate) {
  const Figure *part = part_of(rate, rate->figure);
  for (size_t i = 0; i < rate->count && rate->amounts[i] != part; i++) {
    const Figure *whole = rate->amounts[i];
    if (usable(part, whole) && shares_of(rate, whole) >= 2) {
      report(rate, part, whole);
      return;
    }
  }
}

static void report_growth(const Rate *rate, const Figure *now, const char *before_text,
                          Decimal rise, Decimal before) {
  const char *right = percent_text(rate, rise, before);
  if (right)
    finding(rate->check, passage_pos(rate->passage, rate->figure->start), CHECK_GROWTH,
            quote(rate->check, rate->passage, rate->figure->head, rate->figure->end), before_text,
            quote_figure(rate->check, rate->passage, now), right);
}

/* 由200人增加到250人: the two are given. */
static void check_from_to(const Rate *rate, const Figure *before) {
  const Figure *now = rate->amounts[rate->amounts[0] == before];
  Decimal rise;
  if (!usable(now, before) || !number_subtract(now->value, before->value, &rise))
    return;
  rise = magnitude(rise);
  if (!makes(rate->figure, rise, before->value) && !makes(rate->figure, now->value, before->value))
    report_growth(rate, now, quote_figure(rate->check, rate->passage, before), rise, before->value);
}

/* 250人，比上年增加50人: now and the difference are given. */
static void check_difference(const Rate *rate, bool falls) {
  const Figure *now = rate->amounts[0], *rise = rate->amounts[1];
  Decimal before;
  bool found = falls ? number_add(now->value, rise->value, &before)
                     : number_subtract(now->value, rise->value, &before);
  if (!found || !usable(rise, now) || before.units <= 0 || makes(rate->figure, rise->value, before))
    return;
  const char *text = arena_printf(rate->check->arena, "%s%s", in_scale(rate->check, before, now),
                                  quote(rate->check, rate->passage, now->digits_end, now->end));
  report_growth(rate, now, text, rise->value, before);
}

/* 增长, 下降: told only where two amounts are given, and how they belong. */
static void check_growth(const Rate *rate) {
  static Words former = {.list = "上年|去年|上一年|同期"};
  static Words from = {.list = "由|从"};
  static Words to = {.list = "到|至|为"};
  static Words rises = {.list = "增加|增长|提高|多"};
  static Words falls = {.list = "减少|下降|降低|少"};
  if (rate->count != 2)
    return;
  const Figure *first = rate->amounts[0], *second = rate->amounts[1];
  bool has_target = head_has(rate, second, &to);
  bool rising = head_has(rate, second, &rises), falling = head_has(rate, second, &falls);
  if (head_has(rate, first, &from) && has_target)
    check_from_to(rate, first);
  else if (!has_target && rising != falling && !head_has(rate, first, &rises) &&
           !head_has(rate, first, &falls))
    check_difference(rate, falling);
  else if (!rising && !falling && head_has(rate, second, &former))
    check_from_to(rate, second);
  else if (!rising && !falling && head_has(rate, first, &former))
    check_from_to(rate, first);
}

static void check_rate(Rate *rate) {
  static Words done = {.list = "执行率|完成率|支付率|到位率|使用率|支出率|执行进度|支出进度"};
  static Words growth = {.list = "增长|增加|增幅|下降|减少|降幅"};
  bool is_share = head_has(rate, rate->figure, &share_words);
  bool is_done = head_has(rate, rate->figure, &done);
  bool is_growth = head_has(rate, rate->figure, &growth);
  gather(rate, 1);
  if (!is_growth && ((!is_done && !is_share) || any_pair_makes(rate)))
    return;
  gather(rate, 0);
  if (rate->count < 2 && !is_share)
    gather(rate, 1);
  if (rate->count < 2)
    return;
  if (is_growth)
    check_growth(rate);
  else if (is_done)
    check_done(rate);
  else if (!check_share(rate))
    check_plain_share(rate);
}

void rules_rates(Check *check) {
  for (size_t i = 0; i < check->count; i++) {
    const Figures *figures = &check->figures[i];
    for (size_t j = 0; j < figures->count; j++) {
      Rate rate = {check, &check->passages[i], figures, j, &figures->items[j], {NULL}, 0};
      if (rate.figure->kind == UNIT_RATE && rate.figure->approx == APPROX_NONE)
        check_rate(&rate);
    }
  }
}
