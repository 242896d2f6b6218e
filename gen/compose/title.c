#include "compose/title.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#include "base/arena.h"

/* What cutting at a place costs, beside lines of unlike length. A line's cost is
 * the square of its distance from the mean, in tenths of an em. */
enum { COST_WORD_CUT = 4000, COST_NAME_CUT = 1500, COST_LONGER_BELOW = 20, TENTHS = 10 };

enum { TITLE_MOST = 400, LINES_MOST = 12 };

typedef struct Title {
  const BreakRule *rule;
  const Char *chars;
  size_t start, end;  /* one stretch without forced breaks */
  Emu first, measure; /* of the stretch's first line and of the others */
  const int *cut;     /* cost of a line's end before each char, by index */
} Title;

static Emu measure_at(const Title *title, size_t start) {
  return start == title->start ? title->first : title->measure;
}

static Emu width_of(const Title *title, size_t start, size_t end) {
  Emu width = 0;
  for (size_t i = start; i < end; i++)
    width += title->chars[i].advance + (i > start ? title->chars[i].gap - title->chars[i].pair : 0);
  return width;
}

/* Finds words; kept while the process lives, since opening it costs more than a
 * title does. */
static UBreakIterator *words;

static void close_words(void) {
  ubrk_close(words);
}

static void open_words(UErrorCode *status) {
  words = ubrk_open(UBRK_WORD, "zh", NULL, 0, status);
  if (words)
    atexit(close_words);
}

/* Marks each char that begins a word; the offsets are bytes of text. */
static void mark_words(const char *text, const uint32_t *at, size_t count, bool *is_word_start) {
  UErrorCode status = U_ZERO_ERROR;
  UText *utext = utext_openUTF8(NULL, text, (int64_t)strlen(text), &status);
  if (!words)
    open_words(&status);
  if (U_SUCCESS(status))
    ubrk_setUText(words, utext, &status);
  for (size_t i = 0; i < count; i++)
    is_word_start[i] = U_FAILURE(status) || ubrk_isBoundary(words, (int32_t)at[i]);
  utext_close(utext);
}

static void mark_name(const char *text, const uint32_t *at, size_t count, const char *name,
                      int *cut) {
  if (!name || !*name)
    return;
  size_t i = 0;
  for (const char *found = text; (found = strstr(found, name)); found += strlen(name)) {
    size_t start = (size_t)(found - text), end = start + strlen(name);
    while (i < count && at[i] <= start)
      i++;
    for (; i < count && at[i] < end; i++)
      cut[i] += COST_NAME_CUT;
  }
}

static int64_t line_cost(const Title *title, size_t start, size_t end, Emu mean) {
  Emu em = title->chars[start].em;
  int64_t off = (width_of(title, start, end) - mean) * TENTHS / em;
  return off * off;
}

/* Best ends for exactly line_count lines, by trying every allowed place; false
 * when the words do not fit so many lines. */
static bool best_ends(const Title *title, size_t line_count, size_t *ends) {
  size_t n = title->end - title->start;
  Emu mean = width_of(title, title->start, title->end) / (Emu)line_count;
  int64_t *cost = mem_alloc((line_count + 1) * (n + 1) * sizeof *cost);
  size_t *from = mem_alloc((line_count + 1) * (n + 1) * sizeof *from);
  for (size_t i = 0; i < (line_count + 1) * (n + 1); i++)
    cost[i] = INT64_MAX;
  cost[0] = 0;
  for (size_t line = 1; line <= line_count; line++)
    for (size_t end = 1; end <= n; end++)
      for (size_t start = end; start-- > 0;) {
        int64_t before = cost[(line - 1) * (n + 1) + start];
        size_t first = title->start + start, last = title->start + end;
        if (width_of(title, first, last) > measure_at(title, first))
          break;
        bool allowed = end == n || title->chars[last].may_break;
        if (before == INT64_MAX || !allowed)
          continue;
        int64_t total =
            before + line_cost(title, first, last, mean) + (end == n ? 0 : title->cut[last]);
        /* Of two equal ways the one with the longer upper line. */
        total += (int64_t)line * (int64_t)(end - start) * COST_LONGER_BELOW / (int64_t)n;
        if (total < cost[line * (n + 1) + end]) {
          cost[line * (n + 1) + end] = total;
          from[line * (n + 1) + end] = start;
        }
      }
  bool found = cost[line_count * (n + 1) + n] != INT64_MAX;
  for (size_t line = line_count, end = n; found && line > 0; line--) {
    ends[line - 1] = title->start + end;
    end = from[line * (n + 1) + end];
  }
  free(cost);
  free(from);
  return found;
}

static size_t greedy_count(const Title *title) {
  size_t count = 0;
  for (size_t start = title->start; start < title->end; count++)
    start = line_break(title->rule, title->chars, title->end, start, measure_at(title, start)).end;
  return count;
}

static void add_line(BrokenLine line, BrokenLine **lines, size_t *line_count, size_t *capacity) {
  *lines = mem_grow(*lines, *line_count, capacity, sizeof **lines);
  (*lines)[(*line_count)++] = line;
}

/* One stretch between forced breaks; last is how it ends. A single line needs
 * no balance. */
static void break_stretch(const Title *title, size_t wanted, LineEnd last, BrokenLine **lines,
                          size_t *line_count, size_t *capacity) {
  size_t ends[LINES_MOST];
  bool is_balanced = wanted > 1 && wanted <= LINES_MOST &&
                     title->end - title->start <= TITLE_MOST && best_ends(title, wanted, ends);
  size_t start = title->start;
  for (size_t i = 0; start < title->end; i++) {
    BrokenLine line = is_balanced ? (BrokenLine){start, ends[i], END_BALANCED}
                                  : line_break(title->rule, title->chars, title->end, start,
                                               measure_at(title, start));
    start = line.end;
    if (start == title->end)
      line.ending = last;
    add_line(line, lines, line_count, capacity);
  }
}

static int *mark_cuts(const Char *chars, const uint32_t *at, size_t count, const char *text,
                      const char *keep) {
  int *cut = mem_alloc(count * sizeof *cut);
  bool *is_word_start = mem_alloc(count * sizeof *is_word_start);
  mark_words(text, at, count, is_word_start);
  for (size_t i = 0; i < count; i++)
    cut[i] = is_word_start[i] || chars[i].class == CLASS_SPACE ? 0 : COST_WORD_CUT;
  mark_name(text, at, count, keep, cut);
  free(is_word_start);
  return cut;
}

void title_break(const BreakRule *rule, const Char *chars, const uint32_t *at, size_t count,
                 const char *text, const char *keep, Emu first, Emu measure, BrokenLine **lines,
                 size_t *line_count, size_t *capacity) {
  int *cut = NULL; /* looking for words takes time, and most texts have room on one line */
  for (size_t start = 0; start < count;) {
    size_t end = start;
    while (end < count && chars[end].ch != DOC_LINE_BREAK)
      end++;
    LineEnd last = end < count ? END_FORCED : END_PARAGRAPH;
    end += end < count;
    Title title = {rule, chars, start, end, start == 0 ? first : measure, measure, cut};
    size_t wanted = greedy_count(&title);
    if (wanted > 1 && !cut)
      title.cut = cut = mark_cuts(chars, at, count, text, keep);
    break_stretch(&title, wanted, last, lines, line_count, capacity);
    start = end;
  }
  free(cut);
}
