/* Headings and numbers: empty sections, levels left out, numbers that jump or
 * are written in two ways. */
#include <string.h>

#include "base/utf8.h"
#include "check/ordinal.h"
#include "check/rules.h"

enum { LABEL_MOST = 16, FORMS_MOST = 16, DEPTH = LEVEL_COUNT + 1, OWN_NUMBER_MOST = 30 };

/* The number of a block as printed: （十二） is （, 12, ）. */
typedef struct Label {
  const Block *block;
  uint32_t chars[LABEL_MOST];
  size_t count;
  Ordinal number;
} Label;

/* False when the block has no number. */
static bool read_label(const Block *block, Label *label) {
  *label = (Label){.block = block};
  for (size_t at = 0; at < block->label_len;) {
    if (label->count == LABEL_MOST)
      return false;
    label->chars[label->count++] = utf8_next(block->text, block->label_len, &at);
  }
  while (label->count > 0 && is_space(label->chars[label->count - 1]))
    label->count--;
  for (size_t at = 0; at < label->count; at++) {
    if (ordinal_at(label->chars, label->count, at, &label->number))
      return true;
  }
  return false;
}

static bool same_form(const Label *a, const Label *b) {
  size_t a_after = a->count - a->number.end, b_after = b->count - b->number.end;
  return a->number.form == b->number.form && a->number.start == b->number.start &&
         a_after == b_after &&
         memcmp(a->chars, b->chars, a->number.start * sizeof *a->chars) == 0 &&
         memcmp(a->chars + a->number.end, b->chars + b->number.end, a_after * sizeof *a->chars) ==
             0;
}

/* The label's number written with another value, in the form of model. */
static const char *label_text(const Check *check, const Label *model, int value) {
  Buf text = {0};
  for (size_t i = 0; i < model->number.start; i++)
    buf_put_char(&text, model->chars[i]);
  buf_puts(&text, ordinal_text(model->number.form, value, check->arena));
  for (size_t i = model->number.end; i < model->count; i++)
    buf_put_char(&text, model->chars[i]);
  const char *copy = arena_copy(check->arena, text.data);
  buf_free(&text);
  return copy;
}

static const char *own_text(const Check *check, const Label *label) {
  return label_text(check, label, label->number.value);
}

/* The first clause of a block, with its number. */
static const char *quote_start(const Check *check, const Passage *passage) {
  size_t end = 0;
  while (end < passage->count && !ends_clause(passage->chars[end]))
    end++;
  return arena_printf(check->arena, "%.*s%s", (int)passage->block->label_len, passage->block->text,
                      quote(check, passage, 0, end));
}

static bool is_at_level(const Block *block, int level) {
  return block->level == level && (block->kind == BLOCK_HEADING || block->kind == BLOCK_PARAGRAPH);
}

/* How most numbers of a level are written; of equally many the first. False
 * when the level has none. */
static bool usual_form(const Check *check, int level, Label *usual) {
  Label forms[FORMS_MOST];
  size_t counts[FORMS_MOST] = {0}, form_count = 0, best = 0;
  for (size_t i = 0; i < check->count; i++) {
    Label label;
    const Block *block = check->passages[i].block;
    if (!is_at_level(block, level) || !read_label(block, &label))
      continue;
    size_t at = 0;
    while (at < form_count && !same_form(&forms[at], &label))
      at++;
    if (at == FORMS_MOST)
      continue;
    if (at == form_count)
      forms[form_count++] = label;
    counts[at]++;
    best = counts[at] > counts[best] ? at : best;
  }
  if (form_count > 0)
    *usual = forms[best];
  return form_count > 0;
}

/* One level's numbers below one parent, as they are read. */
typedef struct Series {
  Label usual; /* how most numbers of the level are written */
  Label last;  /* the last number, whatever its parent */
  bool has_last;
  bool is_open;   /* the last number has the same parent as the next */
  int also;       /* the value that may follow as well, a jump being left out */
  bool told_form; /* within this parent */
} Series;

static void report_form(Check *check, Series *series, const Label *label) {
  if (series->told_form)
    return;
  series->told_form = true;
  finding(check, label->block->pos, CHECK_NUMBER_FORM, own_text(check, label),
          own_text(check, &series->usual), label_text(check, &series->usual, label->number.value));
}

/* A number may be the next, the first of a new list, or go on from the parent
 * before. */
static void follow(Check *check, Series *series, const Label *label) {
  int value = label->number.value;
  int next = series->has_last ? series->last.number.value + 1 : 1;
  int expected = series->is_open ? next : 1;
  bool fits = value == 1 || value == next || (series->is_open && value == series->also);
  if (!same_form(&series->usual, label)) {
    report_form(check, series, label);
  } else if (!fits) {
    const char *before =
        series->is_open ? arena_printf(check->arena, "前面是“%s”", own_text(check, &series->last))
                        : "是第一个";
    finding(check, label->block->pos, CHECK_NUMBER_JUMP, own_text(check, label), before,
            label_text(check, label, expected));
  }
  series->also = fits ? 0 : expected + 1;
  series->last = *label;
  series->has_last = series->is_open = true;
}

static void check_level(Check *check, int level) {
  Series series = {.has_last = false};
  Label label;
  if (!usual_form(check, level, &series.usual))
    return;
  for (size_t i = 0; i < check->count; i++) {
    const Block *block = check->passages[i].block;
    if (block->level > 0 && block->level < level)
      series.is_open = series.told_form = false;
    if (is_at_level(block, level) && read_label(block, &label))
      follow(check, &series, &label);
  }
}

/* A number and what closes it at the head of the text: 三、 （三） 3. ③. Where it
 * ends; 0: there is none. 三、四季度 and 3.5 begin otherwise. */
static size_t own_number(const Passage *passage) {
  const uint32_t *chars = passage->chars;
  Ordinal number, next;
  bool in_brackets = passage->count > 0 && (chars[0] == 0xFF08 || chars[0] == '(');
  if (!ordinal_at(chars, passage->count, in_brackets, &number) || number.value > OWN_NUMBER_MOST)
    return 0;
  uint32_t after = chars[number.end];
  bool closes = after == 0xFF09 || after == ')';
  if (in_brackets || closes)
    return closes ? number.end + 1 : 0;
  if (number.form == NUMBER_CIRCLED)
    return number.end;
  if (after != 0x3001 && after != 0xFF0E && after != '.')
    return 0;
  bool goes_on = ordinal_at(chars, passage->count, number.end + 1, &next);
  return goes_on ? 0 : number.end + 1;
}

static void check_own_numbers(Check *check) {
  for (size_t i = 0; i < check->count; i++) {
    const Passage *passage = &check->passages[i];
    const Block *block = passage->block;
    size_t end = block->level > 0 && block->label_len > 0 ? own_number(passage) : 0;
    if (end > 0)
      finding(check, passage_pos(passage, 0), CHECK_NUMBER_TWICE, quote_start(check, passage),
              arena_copy_n(check->arena, block->text, block->label_len),
              quote(check, passage, 0, end));
  }
}

static bool is_content(const Block *block) {
  return block->kind != BLOCK_BLANK &&
         (block->kind == BLOCK_TABLE || block->len > block->label_len);
}

static void check_empty(Check *check) {
  for (size_t i = 0; i < check->count; i++) {
    const Block *heading = check->passages[i].block;
    if (heading->kind != BLOCK_HEADING)
      continue;
    size_t next = i + 1;
    while (next < check->count && !is_content(check->passages[next].block))
      next++;
    const Block *after = next < check->count ? check->passages[next].block : NULL;
    if (!after || (after->kind == BLOCK_HEADING && after->level <= heading->level))
      finding(check, heading->pos, CHECK_EMPTY, heading->text);
  }
}

/* The levels above a block that are in use there; the nearest of them. */
typedef struct Above {
  bool levels[DEPTH];
} Above;

static int enter(Above *above, int level) {
  int parent = level - 1;
  while (parent > 0 && !above->levels[parent])
    parent--;
  for (int deeper = level; deeper < DEPTH; deeper++)
    above->levels[deeper] = deeper == level;
  return parent;
}

static bool is_numbered(const Block *block) {
  return block->level > 0 && block->label_len > 0;
}

/* Whether a 条 stands in a 节 somewhere. */
static bool uses_sections(const Check *check) {
  Above above = {{false}};
  for (size_t i = 0; i < check->count; i++) {
    const Block *block = check->passages[i].block;
    if (is_numbered(block) && enter(&above, block->level) == 2 && block->level == 3)
      return true;
  }
  return false;
}

/* The number that the layout would give to the first of a level. */
static const char *sample_label(const Check *check, int level) {
  const Numbering *numbering = &check->layout->numbering[level - 1];
  return arena_printf(check->arena, "%s%s%s", numbering->before,
                      ordinal_text(numbering->form, 1, check->arena), numbering->after);
}

/* A 章 may go on with 条 in a report whose 节 have none, and where the layout
 * itself puts a block; any other gap leaves a level out. Told once a parent. */
static void check_skipped(Check *check) {
  Above above = {{false}};
  bool strict = uses_sections(check), told = false;
  for (size_t i = 0; i < check->count; i++) {
    const Block *block = check->passages[i].block;
    if (!is_numbered(block))
      continue;
    int parent = enter(&above, block->level);
    bool skips = parent > 0 && parent < block->level - 1 &&
                 (parent > 1 || block->level > 3 || strict) &&
                 !layout_is_file(check->layout, block->pos.file);
    if (skips && !told)
      finding(check, block->pos, CHECK_LEVEL_SKIPPED, quote_start(check, &check->passages[i]),
              sample_label(check, parent), sample_label(check, parent + 1));
    told = block->level > 2 && (told || skips);
  }
}

void rules_structure(Check *check) {
  check_empty(check);
  check_skipped(check);
  check_own_numbers(check);
  for (int level = 1; level <= LEVEL_COUNT; level++)
    check_level(check, level);
}
