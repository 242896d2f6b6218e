/* Rates beside the amounts that they are made of: 预算2661.70万元，支出2457.31万
 * 元，执行率92.32%; 占总支出的44.71%. */
#include "check/rates.h"

#include <string.h>

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

bool rate_is(const Figure *rate, Decimal part, Decimal whole) {
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
          rate_is(rate->figure, rate->amounts[i]->value, rate->amounts[j]->value))
        return true;
    }
  }
  return false;
}

const char *rate_text(const Check *check, const Figure *rate, Decimal part, Decimal whole) {
  Decimal percent;
  if (!number_ratio(part, whole, 2, rate->written.scale, &percent))
    return NULL;
  return arena_printf(check->arena, "%s%%", decimal_text(check, percent));
}

static bool usable(const Figure *part, const Figure *whole) {
  return part && whole && part != whole && figures_comparable(part, whole) &&
         part->approx == APPROX_NONE && whole->approx == APPROX_NONE && whole->value.units != 0;
}

/* False when the two can't have made a rate. */
static bool report(const Rate *rate, const Figure *part, const Figure *whole) {
  const char *right =
      usable(part, whole) ? rate_text(rate->check, rate->figure, part->value, whole->value) : NULL;
  if (!right)
    return false;
  finding(rate->check, passage_pos(rate->passage, rate->figure->start), CHECK_RATE,
          quote(rate->check, rate->passage, rate->figure->head, rate->figure->end),
          quote_figure(rate->check, rate->passage, part),
          quote_figure(rate->check, rate->passage, whole), right);
  return true;
}

typedef enum Role { ROLE_NONE, ROLE_PLANNED, ROLE_DONE } Role;

/* By the last word that says so: 预算支出 was done. */
static Role role_of(const Rate *rate, const Figure *figure) {
  static Words done = {.list = "支出|执行|使用|支付|完成|实际|拨付|到位|决算"};
  static Words planned = {.list = "预算|收入|安排|计划|目标|下达|批复|任务|应"};
  for (size_t at = figure->start; at > figure->head; at--) {
    if (words_before(rate->passage, at, &done))
      return ROLE_DONE;
    if (words_before(rate->passage, at, &planned))
      return ROLE_PLANNED;
  }
  return ROLE_NONE;
}

/* What the rate is told of: the amounts in front of it; where there are none, those behind
 * it up to a ； or 其中. */
static void keep_own_side(Rate *rate) {
  static Words ends = {.list = "；|其中"};
  size_t front = 0, kept = 0;
  while (front < rate->count && rate->amounts[front]->start < rate->figure->start)
    front++;
  while (kept < rate->count && (front > 0 ? kept < front
                                          : !words_in(rate->passage, rate->figure->end,
                                                      rate->amounts[kept]->start, &ends)))
    kept++;
  rate->count = kept;
}

/* An amount that is neither may have been added to the plan, or taken from it. */
static bool makes_with_other(const Rate *rate, const Figure *part, const Figure *whole) {
  for (size_t i = 0; i < rate->count; i++) {
    const Figure *other = rate->amounts[i];
    Decimal sum, rest;
    if (other == part || other == whole || !figures_comparable(other, whole))
      continue;
    if ((number_add(whole->value, other->value, &sum) && rate_is(rate->figure, part->value, sum)) ||
        (number_subtract(whole->value, other->value, &rest) &&
         rate_is(rate->figure, part->value, rest)) ||
        (number_add(part->value, other->value, &sum) && rate_is(rate->figure, sum, whole->value)))
      return true;
  }
  return false;
}

/* 执行率, 完成率 …: what was done by what was planned, where there is but one of each. */
static bool check_done(Rate *rate) {
  static Words used = {.list = "使用|支付"};
  const Figure *whole = NULL, *part = NULL;
  int planned = 0, done = 0;
  keep_own_side(rate);
  bool is_used = head_has(rate->passage, rate->figure, &used);
  for (size_t i = 0; i < rate->count; i++) {
    Role role = role_of(rate, rate->amounts[i]);
    if (role == ROLE_DONE && is_used && !head_has(rate->passage, rate->amounts[i], &used))
      continue; /* 到位200万元，使用186万元，使用率93% */
    planned += role == ROLE_PLANNED;
    done += role == ROLE_DONE;
    whole = role == ROLE_PLANNED ? rate->amounts[i] : whole;
    part = role == ROLE_DONE ? rate->amounts[i] : part;
  }
  if (done == 0 && planned == 1 && rate->count == 2)
    part = rate->amounts[rate->amounts[0] == whole];
  if (planned != 1 || done > 1 || !usable(part, whole) || makes_with_other(rate, part, whole))
    return false;
  return report(rate, part, whole);
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
         head_has(rate->passage, next, &share_words);
}

/* Words of a passage: [start, end). */
typedef struct Stretch {
  size_t start, end;
} Stretch;

/* 总支出, 全年支出 and 支出总额 are 支出. */
static Stretch bare_name(const Passage *passage, Stretch name) {
  static Words front = {.list =
                            "全年|本年|年度|实际|部门|单位|整体|本级|合计|共计|当年|其中|总|全|共"};
  static Words behind = {.list = "总额|总数|总量|合计|共计|总计|为|达|共|是|计|的|约|数"};
  size_t word = 1;
  while (name.end > name.start && word > 0) {
    word = is_space(passage->chars[name.end - 1]) ? 1 : words_before(passage, name.end, &behind);
    name.end -= word;
  }
  for (word = 1; name.start < name.end && word > 0; name.start += word)
    word = is_han(passage->chars[name.start]) ? words_at(passage, name.start, &front) : 1;
  if (name.start > name.end)
    name.start = name.end;
  return name;
}

static bool same_words(const Passage *passage, Stretch a, Stretch b) {
  return a.end - a.start == b.end - b.start && a.end > a.start &&
         memcmp(passage->chars + a.start, passage->chars + b.start,
                (a.end - a.start) * sizeof *passage->chars) == 0;
}

/* What the rate is said to be a share of: 总支出 of 占总支出的; empty when of nothing. */
static Stretch whole_of(const Rate *rate) {
  static Words of = {.list = "占|完成"};
  size_t end = rate->figure->start, start = end;
  while (start > rate->figure->head && !words_before(rate->passage, start, &of))
    start--;
  if (start == rate->figure->head || !word_before(rate->passage, end, "的"))
    return (Stretch){end, end};
  return bare_name(rate->passage, (Stretch){start, end});
}

/* Words that tell that an amount is a difference. */
static bool is_difference(const Rate *rate, const Figure *figure) {
  static Words words = {.list = "比|较|增加|减少|少|多|增长|下降"};
  return head_has(rate->passage, figure, &words);
}

/* 占…的: the amount in front by an earlier one of just that name. */
static bool check_share(const Rate *rate) {
  const Figure *part = part_of(rate, rate->figure), *whole = NULL;
  Stretch name = whole_of(rate);
  for (size_t i = 0; i < rate->count && rate->amounts[i] != part; i++) {
    Stretch own = {rate->amounts[i]->head, rate->amounts[i]->start};
    if (!has_share(rate, rate->amounts[i]) &&
        same_words(rate->passage, bare_name(rate->passage, own), name))
      whole = rate->amounts[i];
  }
  return part && whole && !is_difference(rate, part) &&
         number_compare(part->value, whole->value) < 0 && report(rate, part, whole);
}

/* How many rates near this one are the amounts in front of them by whole. */
static int shares_of(const Rate *rate, const Figure *whole) {
  int count = 0;
  for (size_t i = first_near(rate->index); i < rate->figures->count && i < rate->index + NEAR_MOST;
       i++) {
    const Figure *other = &rate->figures->items[i];
    const Figure *part = other->kind == UNIT_RATE ? part_of(rate, other) : NULL;
    count += part && part != whole && figures_comparable(part, whole) &&
             rate_is(other, part->value, whole->value);
  }
  return count;
}

/* 占…% without saying of what: of the amount that two other shares are of. */
static bool check_plain_share(const Rate *rate) {
  const Figure *part = part_of(rate, rate->figure);
  for (size_t i = 0; i < rate->count && rate->amounts[i] != part; i++) {
    const Figure *whole = rate->amounts[i];
    if (usable(part, whole) && shares_of(rate, whole) >= 2)
      return report(rate, part, whole);
  }
  return false;
}

/* 支出486万元，占预算500万元的97.2%: the figure that the rate is of stands before it. */
static bool check_of_figure(const Rate *rate) {
  static Words of = {.list = "占|完成|为|达|相当于"};
  const Figure *whole = rate->index > 0 ? rate->figure - 1 : NULL, *part = NULL;
  if (!whole || rate->figure->head != whole->end || !head_has(rate->passage, whole, &of) ||
      !word_at(rate->passage, whole->end, "的") || rate->figure->start != whole->end + 1)
    return false;
  for (size_t i = 0; i < rate->count && rate->amounts[i]->start < whole->start; i++) {
    const Figure *amount = rate->amounts[i];
    if (amount->sentence == rate->figure->sentence && figures_comparable(amount, whole) &&
        !is_difference(rate, amount))
      part = amount;
  }
  return report(rate, part, whole);
}

/* The rate with two neighbouring digits exchanged; false when there are no such. */
static bool exchange(const Figure *rate, int place, Figure *out) {
  int64_t low = 1;
  for (int i = 0; i < place; i++)
    low *= 10;
  int64_t right = rate->written.units / low % 10, left = rate->written.units / low / 10 % 10;
  *out = *rate;
  out->written.units += (right - left) * low * 10 + (left - right) * low;
  return right != left;
}

/* No rate has more digits than these. */
#define LONGEST_RATE 1000000000

/* 整改率99.7% of 320 and 327 is 97.9%: a slip of the fingers. */
static bool check_exchanged(const Rate *rate) {
  Figure meant;
  int64_t left = rate->figure->written.units;
  if (left >= LONGEST_RATE)
    return false;
  for (int place = 0; left >= 100 || (place > 0 && left >= 10); place++, left /= 10) {
    if (!exchange(rate->figure, place, &meant))
      continue;
    for (size_t i = 0; i < rate->count; i++)
      for (size_t j = 0; j < rate->count; j++) {
        const Figure *part = rate->amounts[i], *whole = rate->amounts[j];
        if (usable(part, whole) && part->start < rate->figure->start &&
            whole->start < rate->figure->start && rate_is(&meant, part->value, whole->value))
          return report(rate, part, whole);
      }
  }
  return false;
}

/* What a rate without a plan may be of as well: 节约率, 审减率. */
static bool any_rest_makes(const Rate *rate) {
  for (size_t i = 0; i < rate->count; i++)
    for (size_t j = 0; j < rate->count; j++) {
      Decimal rest, sum;
      const Figure *a = rate->amounts[i], *b = rate->amounts[j];
      if (i == j || !figures_comparable(a, b))
        continue;
      if ((number_subtract(a->value, b->value, &rest) &&
           (rate_is(rate->figure, rest, a->value) || rate_is(rate->figure, rest, b->value))) ||
          (number_add(a->value, b->value, &sum) && rate_is(rate->figure, a->value, sum)))
        return true;
    }
  return false;
}

static void check_rate(Rate *rate) {
  static Words done = {.list = "执行率|完成率|支付率|到位率|使用率|支出率|执行进度|支出进度"};
  static Words growth = {.list = "增长|增加|增幅|下降|减少|降幅|提高|上升"};
  static Words several = {.list = "分别"}, any = {.list = "率|占|完成"};
  const Figure *figure = rate->figure;
  gather(rate, 1);
  if (head_has(rate->passage, figure, &growth) || head_has(rate->passage, figure, &several) ||
      any_pair_makes(rate))
    return;
  bool is_named = head_has(rate->passage, figure, &any);
  gather(rate, 0);
  if (check_of_figure(rate))
    return;
  bool is_share =
      whole_of(rate).end > whole_of(rate).start || head_has(rate->passage, figure, &share_words);
  if (rate->count < 2 && !is_share)
    gather(rate, 1);
  bool told = false;
  if (head_has(rate->passage, figure, &done))
    told = check_done(rate);
  else if (is_share)
    told = check_share(rate) || check_plain_share(rate);
  gather(rate, 0);
  if (!told && is_named && !any_rest_makes(rate))
    check_exchanged(rate);
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
