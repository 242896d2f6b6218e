/* One way of writing figures throughout: thousands separators, units. */
#include <string.h>

#include "check/rules.h"

/* A figure with the passage it stands in. */
typedef struct Use {
  const Passage *passage;
  const Figure *figure;
} Use;

/* How the figures of one unit are written. */
typedef struct Habit {
  const char *family;
  int power;
  Use grouped, plain; /* the first of each */
  size_t plain_count;
} Habit;

enum { HABITS_MOST = 64 };

static bool takes_separators(const Figure *figure) {
  Decimal thousand = {1000, 0};
  return figure->family && number_compare(figure->written, thousand) >= 0;
}

static Habit *habit_of(Habit *habits, size_t *count, const Figure *figure) {
  for (size_t i = 0; i < *count; i++) {
    if (habits[i].power == figure->power && strcmp(habits[i].family, figure->family) == 0)
      return &habits[i];
  }
  if (*count == HABITS_MOST)
    return NULL;
  habits[*count] = (Habit){.family = figure->family, .power = figure->power};
  return &habits[(*count)++];
}

static void report_habit(Check *check, const Habit *habit) {
  if (!habit->grouped.figure || !habit->plain.figure)
    return;
  const Use *first = &habit->grouped, *other = &habit->plain;
  finding(check, passage_pos(other->passage, other->figure->start), CHECK_SEPARATORS,
          quote_figure(check, other->passage, other->figure),
          quote_figure(check, first->passage, first->figure),
          count_text(check, habit->plain_count));
}

static void check_separators(Check *check) {
  Habit habits[HABITS_MOST];
  size_t count = 0;
  for (size_t i = 0; i < check->count; i++) {
    for (size_t j = 0; j < check->figures[i].count; j++) {
      const Figure *figure = &check->figures[i].items[j];
      Habit *habit = takes_separators(figure) ? habit_of(habits, &count, figure) : NULL;
      if (!habit)
        continue;
      Use *first = figure->grouped ? &habit->grouped : &habit->plain;
      if (!first->figure)
        *first = (Use){&check->passages[i], figure};
      habit->plain_count += !figure->grouped;
    }
  }
  for (size_t i = 0; i < count; i++)
    report_habit(check, &habits[i]);
}

/* 10,000元 or more beside amounts in 万元, in one sentence. */
static bool is_mixed_amount(const Figure *small, const Figure *large) {
  Decimal least = {10000, 0};
  return small->kind == UNIT_MONEY && large->kind == UNIT_MONEY && small->power == 0 &&
         large->power >= 4 && small->sentence == large->sentence &&
         number_compare(small->value, least) >= 0;
}

/* 人均年收入21846元: what falls to one is told in 元. */
static bool is_of_one(const Passage *passage, const Figure *figure) {
  static Words words = {.list = "人均|户均|亩均|村均|平均|每|单价"};
  return head_has(passage, figure, &words);
}

static void check_amounts(Check *check, const Passage *passage, const Figures *figures) {
  for (size_t i = 1; i < figures->count; i++) {
    const Figure *a = &figures->items[i - 1], *b = &figures->items[i];
    if ((is_mixed_amount(a, b) && !is_of_one(passage, a)) ||
        (is_mixed_amount(b, a) && !is_of_one(passage, b))) {
      finding(check, passage_pos(passage, a->start), CHECK_MIXED_AMOUNTS,
              quote_figure(check, passage, a), quote_figure(check, passage, b));
      return;
    }
  }
}

/* Units with two names for the same thing. */
static bool has_synonyms(const char *family) {
  static const char *const families[] = {"公里", "公斤", "平方米", "平方公里", "课时", "%"};
  for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
    if (strcmp(families[i], family) == 0)
      return true;
  }
  return false;
}

/* The first figure of each family of units; the first that names it otherwise
 * is told. */
static void check_synonyms(Check *check) {
  Use first[HABITS_MOST];
  bool told[HABITS_MOST] = {false};
  size_t count = 0;
  for (size_t i = 0; i < check->count; i++) {
    for (size_t j = 0; j < check->figures[i].count; j++) {
      const Figure *figure = &check->figures[i].items[j];
      if (!figure->family || !has_synonyms(figure->family))
        continue;
      size_t at = 0;
      while (at < count && strcmp(first[at].figure->family, figure->family) != 0)
        at++;
      if (at == count)
        first[count++] = (Use){&check->passages[i], figure};
      if (told[at] || strcmp(first[at].figure->unit, figure->unit) == 0)
        continue;
      told[at] = true;
      finding(check, passage_pos(&check->passages[i], figure->start), CHECK_UNIT_NAMES,
              quote_figure(check, &check->passages[i], figure),
              quote_figure(check, first[at].passage, first[at].figure), first[at].figure->unit);
    }
  }
}

void rules_style(Check *check) {
  check_separators(check);
  check_synonyms(check);
  for (size_t i = 0; i < check->count; i++)
    check_amounts(check, &check->passages[i], &check->figures[i]);
}
