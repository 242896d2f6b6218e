/* Where lines end.
 *
 * The rule in a few lines. A line takes clusters, stretches with no break place
 * inside. A character that fits is taken. A cluster's first character that
 * sticks out by at most rule->take_in is taken if the marks on the line can
 * give that much. What is bound to it comes along if the marks, itself
 * included, and the Han–Latin gaps can give the whole overflow; otherwise the
 * line ends before the cluster.
 *
 * The figures were fitted to lines that Word and WPS broke; tests/lines prints
 * how many of them come out right. */
#include "compose/lines.h"

#include <stdlib.h>
#include <unicode/uchar.h>

#include "base/arena.h"

/* 1/1000 em. The gap is a hair over ¼ em: of the lines that differ by it, Word
 * takes those with two gaps and refuses those with four. A gap gives way by
 * about a third (CLREQ 3.2.2 would allow a half). */
enum { PER_EM = 1000, HALF = 500, GAP = 252, GAP_GIVE = 80, GAP_GIVE_CLREQ = 125 };

BreakRule break_rule(const PageSetup *page) {
  BreakRule rule = {.take_in = HALF, .squeeze_bound = true, .gap_give = GAP_GIVE};
  if (page->mode == BREAK_CLREQ)
    rule = (BreakRule){.squeeze_bound = true,
                       .gap_give = GAP_GIVE_CLREQ,
                       .in_order = true,
                       .trim_start = true,
                       .no_lone_char = true};
  if (!page->squeeze) {
    rule.take_in = rule.gap_give = 0;
    rule.squeeze_bound = false;
  }
  rule.hang = page->hanging || !page->squeeze;
  rule.pairs = page->squeeze_pairs;
  rule.kinsoku = page->kinsoku;
  return rule;
}

BreakRule break_rule_tight(const PageSetup *page) {
  BreakRule rule = break_rule(page);
  if (page->squeeze)
    rule.take_in = PER_EM;
  return rule;
}

static bool is_alphanumeric(CharClass class) {
  return class == CLASS_LETTER || class == CLASS_DIGIT;
}

static bool is_han_letter(const Char *item) {
  return item->class == CLASS_HAN && u_isUAlphabetic((UChar32)item->ch);
}

/* A full-width sign that belongs to the number behind it. */
static bool is_number_sign(uint32_t ch) {
  return ch == 0x00B1 || ch == 0x2212 || ch == 0xFF0B || ch == 0xFF0D;
}

/* Within a run of Latin text a line may end after a hyphen between letters and
 * after the slashes and query signs of an address. */
static bool latin_break(const Char *before, const Char *after) {
  switch (before->ch) {
  case '-':
    return after->class == CLASS_LETTER;
  case '/':
  case '?':
  case '&':
    return is_alphanumeric(after->class);
  default:
    return false;
  }
}

/* The last character before index that is no space; the first one otherwise. */
static const Char *inked_before(const Char *chars, size_t index) {
  while (index > 1 && chars[index - 1].class == CLASS_SPACE)
    index--;
  return &chars[index - 1];
}

static bool may_break(const BreakRule *rule, const Char *chars, size_t index) {
  const Char *before = &chars[index - 1], *after = &chars[index];
  if (before->ch == DOC_LINE_BREAK)
    return true;
  if (after->tied || after->class == CLASS_SPACE || after->ch == DOC_LINE_BREAK)
    return false;
  if (before->ch == 0x00A0 || after->ch == 0x00A0 || before->ch == 0x2060 || after->ch == 0x2060)
    return false;
  if (kinsoku_no_start(after->ch, rule->kinsoku) ||
      kinsoku_no_end(inked_before(chars, index)->ch, rule->kinsoku))
    return false;
  if (before->class == CLASS_SPACE)
    return true;
  if (is_number_sign(before->ch) && after->class == CLASS_DIGIT)
    return false;
  if (before->class == CLASS_DASH && after->class == CLASS_DASH)
    return false;
  if (class_is_latin(before->class) && class_is_latin(after->class))
    return latin_break(before, after);
  return true;
}

static Emu part_of_em(const Char *item, int thousandths) {
  return emu_scale(item->em, thousandths, PER_EM);
}

/* Between a Han character (not a symbol such as ℃ or ±) and a letter or digit. */
static bool needs_gap(const Char *before, const Char *after) {
  return (is_alphanumeric(after->class) && is_han_letter(before)) ||
         (is_alphanumeric(before->class) && is_han_letter(after));
}

/* closer + closer, closer + opener, opener + opener: one blank half goes. */
static bool is_pair(const Char *before, const Char *after) {
  bool opens = after->class == CLASS_OPEN;
  bool closes = class_is_closing(after->class);
  return (class_is_closing(before->class) && (opens || closes)) ||
         (before->class == CLASS_OPEN && opens);
}

void chars_prepare(const BreakRule *rule, Char *chars, size_t count) {
  for (size_t i = 0; i < count; i++) {
    Char *item = &chars[i];
    item->give = class_is_mark(item->class) ? part_of_em(item, HALF) : 0;
    item->gap = item->pair = 0;
    item->may_break = false;
    if (i == 0)
      continue;
    const Char *before = &chars[i - 1];
    item->may_break = may_break(rule, chars, i);
    if (needs_gap(before, item))
      item->gap = part_of_em(item, GAP);
    if (rule->pairs && is_pair(before, item))
      item->pair = part_of_em(item, HALF);
  }
}

/* A line that grows character by character. */
typedef struct Growth {
  const BreakRule *rule;
  const Char *chars;
  size_t start;
  Emu width; /* natural, trailing spaces included */
  Emu inked; /* natural, up to the last character that is no space */
  Emu give;  /* what the marks on it can give up */
  Emu gaps;  /* what the Han–Latin gaps on it can give up */
} Growth;

static void grow(Growth *line, size_t index) {
  const Char *item = &line->chars[index];
  line->width += item->advance;
  line->give += item->give;
  if (index > line->start) {
    line->width += item->gap - item->pair;
    line->give -= item->pair;
    if (item->gap)
      line->gaps += part_of_em(item, line->rule->gap_give);
  } else if (line->rule->trim_start && item->class == CLASS_OPEN) {
    line->width -= item->give;
    line->give -= item->give;
  }
  if (item->class != CLASS_SPACE && item->ch != DOC_LINE_BREAK)
    line->inked = line->width;
}

static bool ends_cluster(const Char *chars, size_t count, size_t index) {
  return index + 1 == count || chars[index + 1].may_break;
}

static bool is_taken_in(const Growth *line, const Char *item, bool is_bound, bool is_last,
                        Emu measure) {
  const BreakRule *rule = line->rule;
  Emu over = line->inked - measure;
  if (over <= 0)
    return true;
  if (is_bound && rule->hang && is_last && class_is_closing(item->class) &&
      over - (rule->squeeze_bound ? line->give : 0) <= item->advance)
    return true;
  if (is_bound)
    return rule->squeeze_bound && over <= line->give + line->gaps;
  return over <= part_of_em(item, rule->take_in) && over <= line->give;
}

/* Grows the line by the cluster at *index, which moves behind it; false, and both as they
 * were, when it has no room. However long a cluster is, no more of it is looked at than
 * fits. */
static bool take_cluster(Growth *line, size_t *index, size_t count, Emu measure) {
  Growth longer = *line;
  bool is_last = false;
  for (size_t i = *index; !is_last; i++) {
    is_last = ends_cluster(line->chars, count, i);
    grow(&longer, i);
    if (!is_taken_in(&longer, &line->chars[i], i > *index, is_last, measure))
      return false;
    if (is_last)
      *index = i + 1;
  }
  *line = longer;
  return true;
}

/* A cluster wider than a whole line: as many characters as fit, one at least. */
static size_t cut_cluster(const BreakRule *rule, const Char *chars, size_t count, size_t start,
                          Emu measure) {
  Growth line = {.rule = rule, .chars = chars, .start = start};
  size_t index = start;
  while (index == start || (index < count && !chars[index].may_break)) {
    grow(&line, index);
    if (line.inked > measure && index > start)
      break;
    index++;
  }
  return index;
}

/* Why the line ended before the cluster at index. */
static LineEnd reason(const Growth *line, size_t index, Emu measure) {
  if (line->inked > measure)
    return END_SQUEEZED;
  Growth longer = *line;
  grow(&longer, index);
  return longer.inked <= measure ? END_KINSOKU : END_FULL;
}

BrokenLine line_break(const BreakRule *rule, const Char *chars, size_t count, size_t start,
                      Emu measure) {
  Growth line = {.rule = rule, .chars = chars, .start = start};
  size_t index = start;
  while (index < count) {
    if (!take_cluster(&line, &index, count, measure)) {
      if (index > start)
        return (BrokenLine){start, index, reason(&line, index, measure)};
      return (BrokenLine){start, cut_cluster(rule, chars, count, start, measure), END_FULL};
    }
    if (chars[index - 1].ch == DOC_LINE_BREAK)
      return (BrokenLine){start, index, END_FORCED};
  }
  return (BrokenLine){start, count, END_PARAGRAPH};
}

/* The line's characters without the spaces that its end swallows. */
static size_t inked_count(const Char *chars, BrokenLine line) {
  size_t count = 0;
  for (size_t i = line.start; i < line.end; i++)
    count += chars[i].class != CLASS_SPACE;
  return count;
}

/* One character, or one and its stop, alone on a paragraph's last line. */
static bool is_lone(const Char *chars, BrokenLine line) {
  size_t count = inked_count(chars, line);
  return count == 1 ||
         (count == 2 && line.end > line.start && class_is_closing(chars[line.end - 1].class));
}

typedef struct Paragraph {
  const BreakRule *rule;
  const Char *chars;
  size_t count;
  Emu first, measure;
} Paragraph;

static size_t break_from(const Paragraph *paragraph, const BreakRule *rule, size_t start,
                         BrokenLine **lines, size_t line_count, size_t *capacity) {
  while (start < paragraph->count) {
    *lines = mem_grow(*lines, line_count, capacity, sizeof **lines);
    Emu measure = start == 0 ? paragraph->first : paragraph->measure;
    BrokenLine line = line_break(rule, paragraph->chars, paragraph->count, start, measure);
    (*lines)[line_count++] = line;
    start = line.end;
  }
  return line_count;
}

/* How many lines from the end are tried when a lone character is drawn in. */
enum { TIGHTEN_MOST = 4 };

/* Breaks the last lines again, a few more each time, with characters taken in
 * as far as marks can give; keeps the first attempt that saves the line. */
static size_t tighten(const Paragraph *paragraph, BrokenLine *lines, size_t first_line,
                      size_t line_count) {
  BreakRule tight = *paragraph->rule;
  tight.take_in = PER_EM;
  for (size_t back = 2; back <= TIGHTEN_MOST && back <= line_count - first_line; back++) {
    BrokenLine *attempt = NULL;
    size_t room = 0, from = line_count - back;
    size_t got = break_from(paragraph, &tight, lines[from].start, &attempt, 0, &room);
    bool better = got < back;
    for (size_t i = 0; better && i < got; i++)
      lines[from + i] = attempt[i];
    free(attempt);
    if (better)
      return from + got;
  }
  return line_count;
}

void paragraph_break(const BreakRule *rule, const Char *chars, size_t count, Emu first, Emu measure,
                     BrokenLine **lines, size_t *line_count, size_t *capacity) {
  Paragraph paragraph = {rule, chars, count, first, measure};
  size_t first_line = *line_count;
  size_t total = break_from(&paragraph, rule, 0, lines, first_line, capacity);
  if (rule->no_lone_char && total - first_line > 1 && is_lone(chars, (*lines)[total - 1]))
    total = tighten(&paragraph, *lines, first_line, total);
  *line_count = total;
}
