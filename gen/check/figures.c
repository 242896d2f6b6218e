#include "check/figures.h"

#include <stdlib.h>
#include <string.h>

#include "check/units.h"

enum { DIGITS_MOST = 24, DEPTH_MOST = 16 };

/* Where the reading of a passage stands. */
typedef struct Scan {
  const Passage *passage;
  Arena *arena;
  Figure *items;
  size_t count, capacity;
  size_t clause[DEPTH_MOST]; /* by depth of brackets: where the clause began */
  int depth;
  int sentence;
} Scan;

static uint32_t char_at(const Passage *passage, size_t at) {
  return at < passage->count ? passage->chars[at] : 0;
}

static uint32_t char_before(const Passage *passage, size_t at) {
  return at > 0 ? passage->chars[at - 1] : 0;
}

/* 2,457.31: commas count only when they part thousands. */
static size_t number_end(const Passage *passage, size_t at, bool *grouped) {
  size_t end = at;
  while (is_digit(char_at(passage, end)))
    end++;
  *grouped = false;
  while (end - at <= DIGITS_MOST && char_at(passage, end) == ',' &&
         is_digit(char_at(passage, end + 1)) && is_digit(char_at(passage, end + 2)) &&
         is_digit(char_at(passage, end + 3)) && !is_digit(char_at(passage, end + 4))) {
    end += 4;
    *grouped = true;
  }
  if (char_at(passage, end) == '.' && is_digit(char_at(passage, end + 1))) {
    end++;
    while (is_digit(char_at(passage, end)))
      end++;
  }
  return end;
}

static bool read_decimal(const Passage *passage, size_t start, size_t end, Decimal *out) {
  char text[DIGITS_MOST + 1];
  size_t len = 0;
  if (end - start > DIGITS_MOST)
    return false;
  for (size_t i = start; i < end; i++) {
    if (passage->chars[i] != ',')
      text[len++] = (char)passage->chars[i];
  }
  text[len] = '\0';
  return number_parse(text, out);
}

/* Signs that make digits part of a name, a range or a document's number. */
static bool is_joint(uint32_t ch) {
  static const uint32_t joints[] = {'+',    '-',    '/',    '~',    '_',    '#',    '*',
                                    0xD7,   0x2013, 0x2014, 0x2212, 0xFF0D, 0xFF5E, 0x3014,
                                    0x3015, '[',    ']',    '.',    0xFF0B, 0x301C, '='};
  for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
    if (joints[i] == ch)
      return true;
  }
  return is_letter(ch);
}

static bool begins_none(const Passage *passage, size_t at) {
  static Words ordinals = {.list = "第|№|NO"};
  static Words ranges = {.list = "至|到"};
  uint32_t before = char_before(passage, at);
  if (is_joint(before) || words_before(passage, at, &ordinals))
    return true;
  return words_before(passage, at, &ranges) && at > 1 && is_digit(passage->chars[at - 2]);
}

static bool ends_none(const Passage *passage, size_t end) {
  static Words dates = {.list = "年|月|日|号|时|点|届|级|周|世纪|后"};
  static Words ranges = {.list = "至|到"};
  Unit unit;
  uint32_t next = char_at(passage, end);
  if (is_letter(next) ? !unit_at(passage, end, &unit) : next == ':' || is_joint(next))
    return true;
  return words_at(passage, end, &dates) ||
         (words_at(passage, end, &ranges) && is_digit(char_at(passage, end + 1)));
}

static size_t skip_spaces(const Passage *passage, size_t at) {
  while (at < passage->count && is_space(passage->chars[at]))
    at++;
  return at;
}

static size_t skip_spaces_back(const Passage *passage, size_t at) {
  while (at > 0 && is_space(passage->chars[at - 1]))
    at--;
  return at;
}

/* 万, 亿, with 余 or 多 before or behind. */
static size_t take_power(const Passage *passage, size_t at, Figure *figure) {
  static Words more = {.list = "余|多|几"};
  size_t taken = words_at(passage, at, &more);
  size_t behind_space = skip_spaces(passage, at + taken);
  if (word_at(passage, behind_space, "万") || word_at(passage, behind_space, "亿"))
    at = behind_space - taken;
  if (word_at(passage, at + taken, "万") || word_at(passage, at + taken, "亿")) {
    figure->power = word_at(passage, at + taken, "万") ? 4 : 8;
    at += taken + 1;
    size_t behind = words_at(passage, at, &more);
    taken += behind;
    at += behind;
  } else {
    at += taken;
  }
  if (taken > 0)
    figure->approx = APPROX_OVER;
  return at;
}

static size_t take_unit(const Passage *passage, size_t at, Figure *figure) {
  Unit unit;
  size_t start = skip_spaces(passage, at), length = unit_at(passage, start, &unit);
  if (length == 0)
    return at;
  size_t end = start + length;
  if (char_at(passage, end) == '/') /* a price: 50元/人 */
    return at;
  figure->kind = unit.kind;
  figure->unit = unit.text;
  figure->family = unit.family;
  figure->power += unit.power;
  return end;
}

static size_t take_behind(const Passage *passage, size_t at, Figure *figure) {
  static Words over = {.list = "以上|之多|多"};
  static Words about = {.list = "左右|上下"};
  size_t taken = words_at(passage, at, &over);
  if (taken > 0) {
    figure->approx = APPROX_OVER;
  } else if ((taken = words_at(passage, at, &about)) > 0) {
    figure->approx = APPROX_ABOUT;
  }
  return at + taken;
}

/* 超 逾 近 约 in front, unless they belong to another word. */
static size_t take_front(const Passage *passage, size_t at, Figure *figure) {
  static Words others = {
      .list = "最近|附近|邻近|新近|临近|就近|靠近|高超|赶超|节约|签约|预约|履约|制约|合约|公约|"
              "契约|违约|特约|邀约"};
  static const struct {
    const char *word;
    Approx approx;
  } words[] = {{"超过", APPROX_OVER},  {"超", APPROX_OVER},    {"突破", APPROX_OVER},
               {"逾", APPROX_OVER},    {"将近", APPROX_UNDER}, {"接近", APPROX_UNDER},
               {"近", APPROX_UNDER},   {"不足", APPROX_UNDER}, {"不到", APPROX_UNDER},
               {"大约", APPROX_ABOUT}, {"约", APPROX_ABOUT}};
  size_t end = skip_spaces_back(passage, at);
  if (words_before(passage, end, &others))
    return at;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (word_before(passage, end, words[i].word)) {
      figure->approx = words[i].approx;
      return end - word_length(words[i].word);
    }
  }
  return at;
}

static bool scale(Figure *figure) {
  figure->value = figure->written;
  return figure->power == 0 || number_shift(figure->written, figure->power, &figure->value);
}

/* Reads what stands at a digit; where to go on. */
static size_t take_figure(Scan *scan, size_t at) {
  const Passage *passage = scan->passage;
  Figure figure = {.digits = at, .depth = scan->depth, .sentence = scan->sentence};
  size_t end = figure.digits_end = number_end(passage, at, &figure.grouped);
  if (begins_none(passage, at) || ends_none(passage, end) ||
      !read_decimal(passage, at, end, &figure.written))
    return end;
  end = take_power(passage, end, &figure);
  size_t unit_end = take_unit(passage, end, &figure);
  if (unit_end > end)
    end = take_behind(passage, unit_end, &figure);
  figure.end = end;
  figure.start = take_front(passage, at, &figure);
  if (!scale(&figure))
    return end;
  size_t clause = scan->clause[scan->depth < DEPTH_MOST ? scan->depth : DEPTH_MOST - 1];
  const Figure *last = scan->count ? &scan->items[scan->count - 1] : NULL;
  figure.head = last && last->end > clause ? last->end : clause;
  if (figure.head > figure.start)
    figure.head = figure.start;
  scan->items = mem_grow(scan->items, scan->count, &scan->capacity, sizeof *scan->items);
  scan->items[scan->count++] = figure;
  return end;
}

static bool is_opening(uint32_t ch) {
  return ch == 0xFF08 || ch == '(';
}

static bool is_closing(uint32_t ch) {
  return ch == 0xFF09 || ch == ')';
}

static void take_mark(Scan *scan, size_t at) {
  uint32_t ch = scan->passage->chars[at];
  if (is_opening(ch))
    scan->depth++;
  else if (is_closing(ch) && scan->depth > 0)
    scan->depth--;
  if ((is_opening(ch) || ends_clause(ch)) && scan->depth < DEPTH_MOST)
    scan->clause[scan->depth] = at + 1;
  scan->sentence += ends_sentence(ch);
}

/* From the end of each figure to the mark or the figure that follows. */
static void find_tails(const Passage *passage, Figure *items, size_t count) {
  for (size_t i = 0; i < count; i++) {
    size_t limit = i + 1 < count ? items[i + 1].start : passage->count;
    size_t end = items[i].end;
    while (end < limit && !ends_clause(passage->chars[end]) && passage->chars[end] != 0x3001 &&
           !is_opening(passage->chars[end]) && !is_closing(passage->chars[end]))
      end++;
    items[i].tail = end;
  }
}

Figures figures_find(const Passage *passage, Arena *arena) {
  Scan scan = {.passage = passage};
  for (size_t at = 0; at < passage->count;) {
    if (is_digit(passage->chars[at])) {
      at = take_figure(&scan, at);
    } else {
      take_mark(&scan, at);
      at++;
    }
  }
  find_tails(passage, scan.items, scan.count);
  Figures found = {arena_array(arena, scan.count + 1, sizeof *found.items), scan.count};
  if (scan.count > 0)
    memcpy(found.items, scan.items, scan.count * sizeof *found.items);
  free(scan.items);
  return found;
}

bool figures_comparable(const Figure *a, const Figure *b) {
  return a->family && b->family && strcmp(a->family, b->family) == 0;
}

/* The place of the last digit that says something, as a power of ten: 2 of
 * 500, 4 of 3万, -2 of 92.30. */
static int last_place(const Figure *figure, bool skip_zeros) {
  int place = figure->power - figure->written.scale;
  if (skip_zeros && figure->written.scale == 0) {
    for (int64_t units = figure->written.units; units != 0 && units % 10 == 0; units /= 10)
      place++;
  }
  return place;
}

static bool power_of_ten(int exponent, Decimal *out) {
  if (exponent < -NUMBER_PLACES || exponent >= NUMBER_DIGITS)
    return false;
  *out = (Decimal){1, exponent < 0 ? -exponent : 0};
  for (; exponent > 0; exponent--)
    out->units *= 10;
  return true;
}

/* Of two exact figures the one written with fewer places is the other rounded. */
static bool rounds_to(const Figure *fine, const Figure *coarse) {
  Decimal half, difference;
  int place = last_place(coarse, false);
  if (place <= last_place(fine, false) || !power_of_ten(place, &half) ||
      !number_subtract(fine->value, coarse->value, &difference))
    return false;
  if (difference.units < 0)
    difference.units = -difference.units;
  Decimal twice;
  return number_add(difference, difference, &twice) && number_compare(twice, half) <= 0;
}

/* What an approximated figure leaves open. */
static bool bounds(const Figure *figure, Decimal *low, Decimal *high) {
  Decimal step;
  *low = *high = figure->value;
  if (figure->approx == APPROX_NONE)
    return true;
  if (!power_of_ten(last_place(figure, true), &step))
    return false;
  return (figure->approx == APPROX_OVER || number_subtract(figure->value, step, low)) &&
         (figure->approx == APPROX_UNDER || number_add(figure->value, step, high));
}

bool figures_agree(const Figure *a, const Figure *b) {
  if (a->approx == APPROX_NONE && b->approx == APPROX_NONE)
    return number_compare(a->value, b->value) == 0 || rounds_to(a, b) || rounds_to(b, a);
  Decimal a_low, a_high, b_low, b_high;
  if (!bounds(a, &a_low, &a_high) || !bounds(b, &b_low, &b_high))
    return true;
  bool opposed = (a->approx == APPROX_OVER && b->approx == APPROX_UNDER) ||
                 (a->approx == APPROX_UNDER && b->approx == APPROX_OVER);
  int room = opposed ? -1 : 0; /* 4000余 and 近4000 share nothing */
  return number_compare(a_low, b_high) <= room && number_compare(b_low, a_high) <= room;
}

const char *figure_text(const Passage *passage, const Figure *figure, Arena *arena) {
  return passage_quote(passage, figure->start, figure->end, arena);
}
