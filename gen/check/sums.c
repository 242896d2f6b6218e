/* A total and its parts in running text: 共762篇，其中：228篇、262篇、272篇;
 * 1045块（256块，789块）; 10万元、20万元，合计30万元. */
#include <string.h>

#include "check/rules.h"

/* No sentence has more; a hostile one costs no more. */
enum { PARTS_MOST = 40, BRACKET_MOST = 2000 };

/* A total with the figures that may be its parts. */
typedef struct Sum {
  const Passage *passage;
  const Figure *total;
  const Figure *parts[PARTS_MOST];
  size_t count;
  Decimal sum;
} Sum;

/* Words about a figure that tell that it is no part of a total beside it. */
static bool is_aside(const Passage *passage, const Figure *figure) {
  static Words words = {.list =
                            "比|较|同期|上年|去年|增长|增加|减少|下降|提高|节约|结余|每|平均|人均"};
  static Words carried = {.list = "上年结转|上年结余|上年度结转|上年度结余|年初结转|年初结余"};
  return head_has(passage, figure, &words) && !head_has(passage, figure, &carried);
}

/* In brackets a figure may also be what the one in front was meant to be. */
static bool is_plan(const Passage *passage, const Figure *figure) {
  static Words words = {.list = "目标|计划|预算|预期|原|调整"};
  return head_has(passage, figure, &words);
}

static bool is_exact(const Sum *sum) {
  bool exact = sum->total->approx == APPROX_NONE;
  for (size_t i = 0; i < sum->count; i++)
    exact &= sum->parts[i]->approx == APPROX_NONE;
  return exact;
}

/* 投入10分得9.8分，过程20分得18.3分: every second one makes the total. */
static bool every_second_holds(const Sum *sum) {
  Decimal group = {0, 0};
  for (size_t i = 1; i < sum->count; i += 2)
    if (!number_add(group, sum->parts[i]->value, &group))
      return true;
  return sum->count > 3 && strcmp(sum->total->family, "分") == 0 &&
         number_compare(group, sum->total->value) == 0;
}

/* The parts together, or several groups of them that make the total each (by
 * source and again by use), or a first group and something else behind it. */
static bool holds(const Sum *sum) {
  Decimal group = {0, 0};
  for (size_t i = 0; i < sum->count; i++) {
    if (!number_add(group, sum->parts[i]->value, &group))
      return true;
    if (number_compare(group, sum->total->value) == 0)
      return true;
  }
  return every_second_holds(sum);
}

static bool add_up(Sum *sum) {
  sum->sum = (Decimal){0, 0};
  for (size_t i = 0; i < sum->count; i++) {
    if (!number_add(sum->sum, sum->parts[i]->value, &sum->sum))
      return false;
  }
  return true;
}

/* 1562.97＋1098.73 */
static const char *parts_text(const Check *check, const Sum *sum) {
  Buf text = {0};
  for (size_t i = 0; i < sum->count; i++) {
    buf_puts(&text, i ? "＋" : "");
    number_put(&text, sum->parts[i]->written);
  }
  const char *copy = arena_copy(check->arena, text.data);
  buf_free(&text);
  return copy;
}

/* Another figure of the passage that the parts do make: perhaps the total that
 * was meant. */
static const char *other_total(const Check *check, const Sum *sum, const Figures *figures) {
  size_t end = (size_t)(sum->parts[0] - figures->items);
  for (size_t i = end > PARTS_MOST ? end - PARTS_MOST : 0; i < end; i++) {
    const Figure *figure = &figures->items[i];
    if (figure != sum->total && figures_comparable(figure, sum->total) &&
        number_compare(figure->value, sum->sum) == 0)
      return arena_printf(check->arena, "（这个和等于“%s”）",
                          quote(check, sum->passage, figure->head, figure->end));
  }
  return "";
}

/* Amounts in 万元 are rounded: half a unit of the last decimal for each part and
 * the total may be lost. */
static bool is_rounding(const Sum *sum, Decimal difference) {
  int scale = sum->total->written.scale, power = sum->total->power;
  Decimal lost, room;
  return power >= 4 && scale > 0 && scale <= NUMBER_PLACES &&
         number_add(difference, difference, &lost) && number_shift(lost, scale, &lost) &&
         number_shift((Decimal){(int64_t)sum->count + 1, 0}, power, &room) &&
         number_compare(lost, room) <= 0;
}

/* No more than a tenth away: a slip rather than parts left out. */
static bool is_near(Decimal difference, Decimal total) {
  Decimal scaled;
  if (difference.units < 0)
    difference.units = -difference.units;
  return number_shift(difference, 1, &scaled) && number_compare(scaled, total) <= 0;
}

/* Whether one is the other with two neighbouring digits exchanged. */
static bool are_exchanged(Decimal a, Decimal b) {
  int scale = a.scale > b.scale ? a.scale : b.scale;
  for (; a.scale < scale; a.scale++)
    if (__builtin_mul_overflow(a.units, 10, &a.units))
      return false;
  for (; b.scale < scale; b.scale++)
    if (__builtin_mul_overflow(b.units, 10, &b.units))
      return false;
  while (a.units != 0 && b.units != 0 && a.units % 10 == b.units % 10) {
    a.units /= 10;
    b.units /= 10;
  }
  return a.units > 0 && b.units > 0 && a.units != b.units && a.units / 100 == b.units / 100 &&
         a.units % 10 == b.units / 10 % 10 && b.units % 10 == a.units / 10 % 10;
}

/* What would make the sum right is a slip of the fingers: two digits exchanged, in the total
 * or in one part, or a total of 100元 that is 100万元. */
static bool is_slip(const Sum *sum, Decimal difference) {
  Decimal meant, scaled;
  if (are_exchanged(sum->total->value, sum->sum) ||
      (sum->total->kind == UNIT_MONEY && number_shift(sum->total->value, 4, &scaled) &&
       number_compare(scaled, sum->sum) == 0))
    return true;
  for (size_t i = 0; i < sum->count; i++)
    if (number_subtract(sum->parts[i]->value, difference, &meant) &&
        are_exchanged(sum->parts[i]->value, meant))
      return true;
  return false;
}

static void report(Check *check, const Sum *sum, const Figures *figures, bool complete) {
  Decimal difference;
  if (was_told(check, sum->total->value, sum->sum) ||
      !number_subtract(sum->sum, sum->total->value, &difference))
    return;
  bool more = difference.units > 0, slip = is_slip(sum, difference);
  if (!more)
    difference.units = -difference.units;
  if (is_rounding(sum, difference))
    return;
  bool near = is_near(difference, sum->total->value);
  if (!complete && !near && !more && !slip) /* 其中 may name just some */
    return;
  /* 100人，其中党员60人，女性55人: people belong to several groups */
  bool of_people = strncmp(sum->total->family, "人", strlen("人")) == 0;
  bool certain = slip || (of_people ? near : complete || more);
  tell_sum(check, sum->total->value, sum->sum);
  finding(check, passage_pos(sum->passage, sum->total->start),
          certain ? CHECK_SUM : CHECK_PARTS_DOUBTFUL,
          quote(check, sum->passage, sum->total->head, sum->total->end), parts_text(check, sum),
          in_scale(check, sum->sum, sum->total), more ? "多" : "少",
          in_scale(check, difference, sum->total), other_total(check, sum, figures));
}

/* complete: the parts are said to be all. */
static void judge(Check *check, Sum *sum, const Figures *figures, bool complete) {
  if (!sum->total || sum->count == 0 || is_aside(sum->passage, sum->total) ||
      sum->total->kind == UNIT_RATE)
    return;
  for (size_t i = 0; i < sum->count; i++) {
    const Figure *part = sum->parts[i];
    if (part->approx != APPROX_UNDER && part->approx != APPROX_ABOUT &&
        sum->total->approx == APPROX_NONE && number_compare(part->value, sum->total->value) > 0) {
      finding(check, passage_pos(sum->passage, part->start), CHECK_PART_LARGER,
              quote(check, sum->passage, part->head, part->end),
              quote(check, sum->passage, sum->total->head, sum->total->end));
      return;
    }
  }
  if (sum->count > 1 && is_exact(sum) && !holds(sum) && add_up(sum))
    report(check, sum, figures, complete);
}

/* Where the words before a figure end: 支出决算 of 支出决算为 0.39万元. */
static size_t name_end(const Passage *passage, const Figure *figure) {
  static Words links = {.list = "为|达|共|是|计"};
  size_t end = figure->start;
  while (end > figure->head &&
         (is_space(passage->chars[end - 1]) || words_before(passage, end, &links)))
    end--;
  return end;
}

/* The last two characters of their words are the same: 支出 of 项目支出. */
static bool named_alike(const Passage *passage, const Figure *a, const Figure *b) {
  size_t a_end = name_end(passage, a), b_end = name_end(passage, b);
  return a_end >= a->head + 2 && b_end >= b->head + 2 &&
         memcmp(passage->chars + a_end - 2, passage->chars + b_end - 2,
                2 * sizeof *passage->chars) == 0;
}

/* 完成目标30,512人的102.4%, 比上年的30,000人: not what is divided. */
static bool is_set_against(const Passage *passage, const Figure *figure) {
  static Words against = {.list = "目标|任务|计划|比|较"};
  return head_has(passage, figure, &against) &&
         (is_aside(passage, figure) || word_at(passage, figure->end, "的"));
}

/* The figure before 其中 that the part belongs to, looked for back to the
 * beginning of the sentence, or of the one before when 其中 opens one. */
static const Figure *total_before(const Passage *passage, const Figures *figures, size_t first,
                                  bool opens_sentence) {
  const Figure *part = &figures->items[first], *nearest = NULL;
  int sentence = part->sentence - opens_sentence;
  size_t last = first > PARTS_MOST ? first - PARTS_MOST : 0;
  for (size_t i = first; i > last && figures->items[i - 1].sentence >= sentence; i--) {
    const Figure *figure = &figures->items[i - 1];
    if (!figures_comparable(figure, part) || figure->depth > part->depth ||
        is_set_against(passage, figure))
      continue;
    if (named_alike(passage, figure, part))
      return figure;
    if (!nearest)
      nearest = figure;
  }
  return nearest;
}

/* What a list of parts begins with; each has at least two characters. */
static Words among = {.list = "其中|包括|包含|分别为|分别是|具体为"};

/* Where one of them stands next; count when nowhere. */
static size_t next_among(const Passage *passage, size_t at) {
  while (at < passage->count && !words_at(passage, at, &among))
    at++;
  return at;
}

static bool opens_sentence(const Passage *passage, size_t at) {
  while (at > 0 && is_space(passage->chars[at - 1]))
    at--;
  return at == 0 || ends_sentence(passage->chars[at - 1]);
}

static bool has_semicolon(const Passage *passage, size_t start, size_t end) {
  static Words semicolon = {.list = "；"};
  return words_in(passage, start, end, &semicolon);
}

/* A new statement behind the parts: a total of its own (共5场), what follows when they make
 * the total, or a ； when the parts themselves were not parted by one; a single part may be
 * only where a colon announced several. */
static bool begins_anew(const Passage *passage, const Sum *sum, const Figure *figure,
                        bool announced) {
  static Words totals = {.list = "共|合计|总计"};
  if (words_at(passage, figure->head, &totals) || (sum->total && is_exact(sum) && holds(sum)))
    return true;
  if (sum->count == 1 && !announced)
    return has_semicolon(passage, sum->parts[0]->end, figure->start);
  return sum->count > 1 && !has_semicolon(passage, sum->parts[0]->end, sum->parts[1]->start) &&
         has_semicolon(passage, sum->parts[sum->count - 1]->end, figure->start);
}

/* The parts behind one 其中, up to the next; first: the figure behind it. */
static void check_among(Check *check, const Passage *passage, const Figures *figures, size_t at,
                        size_t limit, size_t first) {
  if (first == figures->count || figures->items[first].start >= limit)
    return;
  const Figure *lead = &figures->items[first];
  size_t behind = at + words_at(passage, at, &among);
  bool announced = passage->chars[behind] == 0xFF1A || passage->chars[behind] == ':';
  Sum sum = {.passage = passage};
  sum.total = total_before(passage, figures, first, opens_sentence(passage, at));
  for (size_t i = first; i < figures->count && figures->items[i].start < limit; i++) {
    const Figure *figure = &figures->items[i];
    if (figure->sentence != lead->sentence || figure->depth < lead->depth ||
        (sum.count > 0 && begins_anew(passage, &sum, figure, announced)))
      break;
    if (figure->depth == lead->depth && figures_comparable(figure, lead) &&
        !is_aside(passage, figure) && sum.count < PARTS_MOST)
      sum.parts[sum.count++] = figure;
  }
  judge(check, &sum, figures, announced);
}

static size_t closing_of(const Passage *passage, size_t open) {
  int depth = 0;
  for (size_t at = open; at < passage->count && at < open + BRACKET_MOST; at++) {
    depth += passage->chars[at] == 0xFF08 || passage->chars[at] == '(';
    depth -= passage->chars[at] == 0xFF09 || passage->chars[at] == ')';
    if (depth == 0)
      return at;
  }
  return passage->count;
}

/* The parts in the brackets right behind a figure. */
static void check_brackets(Check *check, const Passage *passage, const Figures *figures,
                           size_t index) {
  const Figure *total = &figures->items[index];
  if (passage->chars[total->end] != 0xFF08 && passage->chars[total->end] != '(')
    return;
  size_t close = closing_of(passage, total->end);
  Sum sum = {.passage = passage, .total = total};
  size_t last = index + PARTS_MOST;
  for (size_t i = index + 1; i <= last && i < figures->count && figures->items[i].start < close;
       i++) {
    const Figure *figure = &figures->items[i];
    if (is_aside(passage, figure) || is_plan(passage, figure))
      return;
    if (figure->depth == total->depth + 1 && figures_comparable(figure, total) &&
        sum.count < PARTS_MOST)
      sum.parts[sum.count++] = figure;
  }
  static Words more = {.list = "等"};
  if (sum.count > 1 && !words_in(passage, total->end, close, &among) &&
      !words_in(passage, total->end, close, &more))
    judge(check, &sum, figures, true);
}

/* 合计 and its like, right before a total that stands behind its parts. */
static bool closes_sum(const Passage *passage, const Figure *figure) {
  static Words words = {.list = "合计|共计|总计"};
  return words_before(passage, figure->start, &words) > 0;
}

/* Keeps so many of the last parts as make the total but for a slip; false when none do. */
static bool take_slipped(Sum *sum) {
  size_t all = sum->count;
  for (sum->count = 2; sum->count <= all; sum->count++) {
    Decimal difference;
    if (add_up(sum) && number_subtract(sum->sum, sum->total->value, &difference) &&
        is_slip(sum, difference))
      return true;
  }
  sum->count = all;
  return false;
}

/* The parts in front, in the same sentence: the last two, three … of them. */
static void check_closing(Check *check, const Passage *passage, const Figures *figures,
                          size_t index) {
  const Figure *total = &figures->items[index];
  Sum sum = {.passage = passage, .total = total};
  for (size_t i = index; i > 0 && index - i < PARTS_MOST; i--) {
    const Figure *figure = &figures->items[i - 1];
    if (figure->sentence != total->sentence || closes_sum(passage, figure))
      break;
    if (figure->depth == total->depth && figures_comparable(figure, total) &&
        !is_aside(passage, figure))
      sum.parts[sum.count++] = figure;
  }
  Decimal difference;
  if (sum.count < 2 || !is_exact(&sum) || holds(&sum))
    return;
  if (take_slipped(&sum) || (add_up(&sum) && number_subtract(sum.sum, total->value, &difference) &&
                             is_near(difference, total->value)))
    report(check, &sum, figures, true);
}

static void check_passage(Check *check, const Passage *passage, const Figures *figures) {
  size_t first = 0;
  for (size_t at = next_among(passage, 0); at < passage->count;) {
    size_t next = next_among(passage, at + 2);
    while (first < figures->count && figures->items[first].start < at)
      first++;
    check_among(check, passage, figures, at, next, first);
    at = next;
  }
  for (size_t i = 0; i < figures->count; i++) {
    check_brackets(check, passage, figures, i);
    if (closes_sum(passage, &figures->items[i]))
      check_closing(check, passage, figures, i);
  }
}

void rules_sums(Check *check) {
  for (size_t i = 0; i < check->count; i++) {
    if (check->figures[i].count > 1)
      check_passage(check, &check->passages[i], &check->figures[i]);
  }
}
