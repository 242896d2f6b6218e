/* Setting a broken line to its measure: squeezing and stretching. */
#include "compose/lines.h"

enum { PER_EM = 1000 };

/* What may change its width between two characters of a line. */
typedef enum Stage {
  STAGE_END_MARK, /* the mark at the line's end */
  STAGE_SPACE,    /* Western spaces */
  STAGE_MIDDLE,   /* interpuncts */
  STAGE_BRACKET,
  STAGE_PAUSE,
  STAGE_GAP, /* Han–Latin gaps */
  STAGE_STOP,
  STAGE_ANY_MARK, /* all marks alike, as Word has it */
  STAGE_ALL       /* every place between two characters */
} Stage;

/* CLREQ 3.2.3: where a line must shrink. */
static const Stage clreq_shrink[] = {STAGE_END_MARK, STAGE_SPACE, STAGE_MIDDLE, STAGE_BRACKET,
                                     STAGE_PAUSE,    STAGE_GAP,   STAGE_STOP};
static const Stage word_shrink[] = {STAGE_ANY_MARK, STAGE_GAP};
/* CLREQ 3.2.4: where it must grow. */
static const Stage clreq_stretch[] = {STAGE_SPACE, STAGE_GAP, STAGE_ALL};
static const Stage word_stretch[] = {STAGE_ALL};

typedef struct Setting {
  const BreakRule *rule;
  Char *chars;
  size_t start, end; /* end: behind the last character that is no space */
} Setting;

static Emu part_of_em(const Char *item, int thousandths) {
  return emu_scale(item->em, thousandths, PER_EM);
}

static bool is_in_latin_run(const Setting *line, size_t index) {
  return class_is_latin(line->chars[index].class) && class_is_latin(line->chars[index + 1].class);
}

static Emu gap_after(const Setting *line, size_t index) {
  return index + 1 < line->end ? line->chars[index + 1].gap : 0;
}

/* Gaps are reckoned in the em of the character behind them. */
static Emu part_of_gap(const Setting *line, size_t index, int thousandths) {
  return gap_after(line, index) ? part_of_em(&line->chars[index + 1], thousandths) : 0;
}

/* What a gap can still give: nothing else makes the room in front of it smaller. */
static Emu gap_left(const Setting *line, size_t index) {
  const Char *item = &line->chars[index];
  Emu gap = gap_after(line, index);
  return gap ? part_of_gap(line, index, line->rule->gap_give) - (item->advance + gap - item->room)
             : 0;
}

/* How much the character at index can give at this stage. */
static Emu can_shrink(const Setting *line, size_t index, Stage stage) {
  const Char *item = &line->chars[index];
  switch (stage) {
  case STAGE_END_MARK:
    return index + 1 == line->end && class_is_closing(item->class) ? item->spare : 0;
  case STAGE_SPACE:
    return item->class == CLASS_SPACE && item->room > part_of_em(item, 250)
               ? item->room - part_of_em(item, 250)
               : 0;
  case STAGE_MIDDLE:
    return item->class == CLASS_MIDDLE ? item->spare : 0;
  case STAGE_BRACKET:
    return item->class == CLASS_OPEN || item->class == CLASS_CLOSE ? item->spare : 0;
  case STAGE_PAUSE:
    return item->class == CLASS_PAUSE ? item->spare : 0;
  case STAGE_STOP:
    return item->class == CLASS_STOP ? item->spare : 0;
  case STAGE_GAP:
    return gap_left(line, index);
  case STAGE_ANY_MARK:
    return item->spare;
  case STAGE_ALL:
    break;
  }
  return 0;
}

/* How much the place behind the character at index can take. */
static Emu can_stretch(const Setting *line, size_t index, Stage stage) {
  const Char *item = &line->chars[index];
  if (index + 1 >= line->end)
    return 0;
  switch (stage) {
  case STAGE_SPACE:
    return item->class == CLASS_SPACE && item->room < part_of_em(item, 500)
               ? part_of_em(item, 500) - item->room
               : 0;
  case STAGE_GAP:
    return part_of_gap(line, index, 333) - gap_after(line, index);
  case STAGE_ALL:
    return is_in_latin_run(line, index) || line->chars[index + 1].tied ? 0 : INT32_MAX;
  default:
    return 0;
  }
}

/* A mark gives up its blank: an opening one in front, a middle one on both
 * sides, the others behind. */
static void take_from(Char *item, Emu amount, Stage stage) {
  item->room -= amount;
  if (stage == STAGE_GAP || stage == STAGE_SPACE)
    return;
  item->spare -= amount;
  if (item->class == CLASS_OPEN)
    item->shift -= amount;
  else if (item->class == CLASS_MIDDLE)
    item->shift -= amount / 2;
}

/* Shares amount among the characters that can give at this stage: alike, none
 * more than it can. Gives back what was shared. */
static Emu shrink(Setting *line, Stage stage, Emu amount) {
  Emu left = amount;
  for (bool progress = true; left > 0 && progress;) {
    progress = false;
    Emu givers = 0;
    for (size_t i = line->start; i < line->end; i++)
      givers += can_shrink(line, i, stage) > 0;
    for (size_t i = line->start; i < line->end && givers; i++) {
      Emu most = can_shrink(line, i, stage);
      if (most <= 0)
        continue;
      Emu share = left / givers;
      givers--;
      if (share > most)
        share = most;
      take_from(&line->chars[i], share, stage);
      left -= share;
      progress = progress || share > 0;
    }
  }
  return amount - left;
}

static Emu stretch(Setting *line, Stage stage, Emu amount) {
  Emu left = amount, takers = 0;
  for (size_t i = line->start; i < line->end; i++)
    takers += can_stretch(line, i, stage) > 0;
  for (size_t i = line->start; i < line->end && takers; i++) {
    Emu most = can_stretch(line, i, stage);
    if (most <= 0)
      continue;
    Emu share = left / takers;
    takers--;
    if (share > most)
      share = most;
    line->chars[i].room += share;
    left -= share;
  }
  return amount - left;
}

/* Natural rooms: advance, the gap to the next, less what pairs give up. */
static Emu set_natural(Setting *line, Emu *paired) {
  *paired = 0;
  for (size_t i = line->start; i < line->end; i++) {
    Char *item = &line->chars[i];
    item->room = item->advance + gap_after(line, i);
    item->shift = 0;
    item->spare = item->give;
  }
  Char *first = &line->chars[line->start];
  if (line->rule->trim_start && first->class == CLASS_OPEN) {
    *paired += first->spare;
    take_from(first, first->spare, STAGE_BRACKET);
  }
  for (size_t i = line->start + 1; i < line->end; i++) {
    Char *before = &line->chars[i - 1], *item = &line->chars[i];
    Char *giver = class_is_closing(before->class) ? before : item;
    Emu amount = item->pair < giver->spare ? item->pair : giver->spare;
    take_from(giver, amount, STAGE_BRACKET);
    *paired += amount;
  }
  Emu width = 0;
  for (size_t i = line->start; i < line->end; i++)
    width += line->chars[i].room;
  return width;
}

static Emu squeeze_line(Setting *line, Emu amount) {
  const Stage *stages = line->rule->in_order ? clreq_shrink : word_shrink;
  size_t count = line->rule->in_order ? sizeof clreq_shrink / sizeof *clreq_shrink
                                      : sizeof word_shrink / sizeof *word_shrink;
  Emu done = 0;
  for (size_t i = 0; i < count && done < amount; i++)
    done += shrink(line, stages[i], amount - done);
  return done;
}

static Emu stretch_line(Setting *line, Emu amount) {
  const Stage *stages = line->rule->in_order ? clreq_stretch : word_stretch;
  size_t count = line->rule->in_order ? sizeof clreq_stretch / sizeof *clreq_stretch
                                      : sizeof word_stretch / sizeof *word_stretch;
  Emu done = 0;
  for (size_t i = 0; i < count && done < amount; i++)
    done += stretch(line, stages[i], amount - done);
  return done;
}

SetLine line_set(const BreakRule *rule, Char *chars, BrokenLine broken, Emu measure, bool justify) {
  Setting line = {rule, chars, broken.start, broken.end};
  while (line.end > line.start &&
         (chars[line.end - 1].class == CLASS_SPACE || chars[line.end - 1].ch == DOC_LINE_BREAK)) {
    chars[line.end - 1].room = chars[line.end - 1].shift = 0;
    line.end--;
  }
  SetLine set = {0};
  if (line.end == line.start)
    return set;
  set.natural = set_natural(&line, &set.paired);
  if (set.natural > measure)
    set.squeezed = squeeze_line(&line, set.natural - measure);
  else if (justify)
    set.stretched = stretch_line(&line, measure - set.natural);
  set.width = set.natural - set.squeezed + set.stretched;
  return set;
}
