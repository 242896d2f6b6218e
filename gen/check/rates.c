/* Rates beside the amounts that they are made of: 预算2661.70万元，支出2457.31万
 * 元，执行率92.32%; 占总支出的44.71%; 比上年的…增长3.5%. */
#include <stdlib.h>

#include "check/rules.h"

/* Figures of a sentence that are looked at, on either side of a rate. */
enum { NEAR_MOST = 12 };

static bool head_has(const Passage *passage, const Figure *figure, const char *const words[]) {
  return any_word_in(passage, figure->head, figure->start, words);
}

/* part / whole in percent, to as many places as the rate is written with, is
 * the rate: rounded, or cut off. */
static bool makes(const Figure *rate, const Figure *part, const Figure *whole) {
  Decimal percent, difference, unit = {1, rate->written.scale};
  if (rate->written.scale > NUMBER_PLACES ||
      !number_ratio(part->value, whole->value, 2, rate->written.scale, &percent) ||
      !number_subtract(percent, rate->written, &difference))
    return false;
  if (difference.units < 0)
    difference.units = -difference.units;
  Decimal cut;
  bool is_cut = number_compare(percent, rate->written) > 0 &&
                number_compare(difference, unit) == 0 &&
                number_ratio(part->value, whole->value, 2, rate->written.scale + 2, &cut) &&
                number_compare(cut, percent) < 0;
  return difference.units == 0 || is_cut;
}

/* What a rate may be made of: the figures of its sentence in one unit. */
typedef struct Parts {
  const Figure *items[2 * NEAR_MOST];
  size_t count;
} Parts;

static Parts parts_of(const Figures *figures, size_t index) {
  Parts parts = {0};
  const Figure *rate = &figures->items[index];
  size_t from = index > NEAR_MOST ? index - NEAR_MOST : 0;
  for (size_t i = from; i < figures->count && i < index + NEAR_MOST; i++) {
    const Figure *figure = &figures->items[i];
    if (figure->sentence == rate->sentence &&
        (figure->kind == UNIT_MONEY || figure->kind == UNIT_COUNT))
      parts.items[parts.count++] = figure;
  }
  return parts;
}

static bool any_pair_makes(const Parts *parts, const Figure *rate) {
  for (size_t i = 0; i < parts->count; i++) {
    for (size_t j = 0; j < parts->count; j++) {
      if (i != j && figures_comparable(parts->items[i], parts->items[j]) &&
          makes(rate, parts->items[i], parts->items[j]))
        return true;
    }
  }
  return false;
}

/* The figure nearest to the rate whose words are among these, preferring those
 * in front of it. */
static const Figure *named(const Passage *passage, const Parts *parts, const Figure *rate,
                           const char *const words[], const char *const others[]) {
  const Figure *found = NULL;
  for (size_t i = 0; i < parts->count; i++) {
    const Figure *figure = parts->items[i];
    if (!head_has(passage, figure, words) || (others && head_has(passage, figure, others)))
      continue;
    if (!found || figure->start < rate->start)
      found = figure;
  }
  return found;
}

static void report(Check *check, const Passage *passage, const Figure *rate, const Figure *part,
                   const Figure *whole) {
  Decimal percent;
  int places = rate->written.scale <= NUMBER_PLACES ? rate->written.scale : 2;
  if (number_ratio(part->value, whole->value, 2, places, &percent))
    finding(check, passage->pos, CHECK_RATE, quote(check, passage, rate->head, rate->end),
            quote_figure(check, passage, part), quote_figure(check, passage, whole),
            arena_printf(check->arena, "%s%%", decimal_text(check, percent)));
}

static bool usable(const Figure *part, const Figure *whole) {
  return part && whole && part != whole && figures_comparable(part, whole) &&
         part->approx == APPROX_NONE && whole->approx == APPROX_NONE && whole->value.units != 0;
}

/* 执行率, 完成率 …: what was done by what was planned. */
static void check_done(Check *check, const Passage *passage, const Figure *rate,
                       const Parts *parts) {
  static const char *const done[] = {"支出", "执行", "使用", "支付", "完成",
                                     "实际", "拨付", "到位", NULL};
  static const char *const planned[] = {"预算", "收入", "安排", "计划", "目标",
                                        "下达", "批复", "任务", NULL};
  const Figure *whole = named(passage, parts, rate, planned, NULL);
  const Figure *part = named(passage, parts, rate, done, planned);
  if (!part && parts->count == 2 && whole)
    part = parts->items[parts->items[0] == whole];
  if (usable(part, whole))
    report(check, passage, rate, part, whole);
}

/* The last figure in front of a rate. */
static const Figure *part_of(const Parts *parts, const Figure *rate) {
  const Figure *part = NULL;
  for (size_t i = 0; i < parts->count && parts->items[i]->start < rate->start; i++)
    part = parts->items[i];
  return part;
}

/* 占…的: the figure in front by one whose last words are named. */
static bool check_share(Check *check, const Passage *passage, const Figure *rate,
                        const Parts *parts) {
  const Figure *part = part_of(parts, rate), *whole = NULL;
  for (size_t i = 0; part && i < parts->count; i++) {
    const Figure *figure = parts->items[i];
    if (figure == part || figure->start < figure->head + 2)
      continue;
    for (size_t at = rate->head; at + 2 <= rate->start && !whole; at++) {
      if (passage->chars[at] == passage->chars[figure->start - 2] &&
          passage->chars[at + 1] == passage->chars[figure->start - 1])
        whole = figure;
    }
  }
  if (!usable(part, whole) || number_compare(part->value, whole->value) > 0)
    return false;
  report(check, passage, rate, part, whole);
  return true;
}

/* How many rates of the sentence are the figures in front of them by whole. */
static int shares_of(const Figures *figures, const Parts *parts, const Figure *whole) {
  int count = 0;
  for (size_t i = 0; i < figures->count; i++) {
    const Figure *rate = &figures->items[i];
    if (rate->kind != UNIT_RATE || rate->sentence != whole->sentence)
      continue;
    const Figure *part = part_of(parts, rate);
    count += part && part != whole && figures_comparable(part, whole) && makes(rate, part, whole);
  }
  return count;
}

/* 占…% without saying of what: of the figure that two other shares of the
 * sentence are taken of. */
static void check_plain_share(Check *check, const Passage *passage, const Figures *figures,
                              const Figure *rate, const Parts *parts) {
  const Figure *part = part_of(parts, rate);
  for (size_t i = 0; i < parts->count && parts->items[i] != part; i++) {
    const Figure *whole = parts->items[i];
    if (usable(part, whole) && shares_of(figures, parts, whole) >= 2) {
      report(check, passage, rate, part, whole);
      return;
    }
  }
}

static bool growth_makes(const Figure *rate, const Figure *now, const Figure *before) {
  Figure rise = *now;
  if (!number_subtract(now->value, before->value, &rise.value))
    return true;
  if (rise.value.units < 0)
    rise.value.units = -rise.value.units;
  return makes(rate, &rise, before) || makes(rate, now, before);
}

/* 增长, 下降: two figures of which one is said to be the former one. */
static void check_growth(Check *check, const Passage *passage, const Figure *rate,
                         const Parts *parts) {
  static const char *const former[] = {"上年", "去年", "上一年", "同期", "由", "从", "年初", NULL};
  if (parts->count != 2)
    return;
  const Figure *before = named(passage, parts, rate, former, NULL);
  const Figure *now = before ? parts->items[parts->items[0] == before] : NULL;
  if (!usable(now, before) || growth_makes(rate, now, before))
    return;
  Figure rise = *now;
  Decimal percent;
  if (!number_subtract(now->value, before->value, &rise.value) ||
      !number_ratio(rise.value, before->value, 2, rate->written.scale, &percent))
    return;
  finding(check, passage->pos, CHECK_GROWTH, quote(check, passage, rate->head, rate->end),
          quote_figure(check, passage, before), quote_figure(check, passage, now),
          arena_printf(check->arena, "%s%%", decimal_text(check, percent)));
}

static void check_rate(Check *check, const Passage *passage, const Figures *figures, size_t index) {
  static const char *const done[] = {"执行率", "完成率",   "支付率",   "到位率", "使用率",
                                     "支出率", "执行进度", "支出进度", NULL};
  static const char *const share[] = {"占", NULL};
  static const char *const growth[] = {"增长", "增加", "增幅", "下降", "减少", "降幅", NULL};
  const Figure *rate = &figures->items[index];
  Parts parts = parts_of(figures, index);
  if (rate->kind != UNIT_RATE || rate->approx != APPROX_NONE || parts.count < 2)
    return;
  if (head_has(passage, rate, growth))
    check_growth(check, passage, rate, &parts);
  else if (any_pair_makes(&parts, rate))
    return;
  else if (head_has(passage, rate, done))
    check_done(check, passage, rate, &parts);
  else if (head_has(passage, rate, share) && !check_share(check, passage, rate, &parts))
    check_plain_share(check, passage, figures, rate, &parts);
}

void rules_rates(Check *check) {
  for (size_t i = 0; i < check->count; i++) {
    for (size_t j = 0; j < check->figures[i].count; j++)
      check_rate(check, &check->passages[i], &check->figures[i], j);
  }
}
