/* Enumerations within a paragraph, or one a paragraph: 一是…二是…; 第一，…第二，…;
 * ①…②…; （1）…（2）…. */
#include <string.h>

#include "check/ordinal.h"
#include "check/rules.h"

/* The ways of counting, with what stands around the number. */
static const struct Way {
  const char *before, *after, *after_too;
  NumberForm form;
} ways[] = {{"", "是", NULL, NUMBER_HAN},
            {"第", "，", "、", NUMBER_HAN},
            {"（", "）", NULL, NUMBER_ARABIC},
            {"（", "）", NULL, NUMBER_HAN},
            {"", "", NULL, NUMBER_CIRCLED}};

enum { WAY_COUNT = sizeof ways / sizeof *ways };

/* One place of an enumeration. */
typedef struct Place {
  int way; /* index in ways */
  int value;
  size_t start, end;
} Place;

static bool reads_as(const Passage *passage, size_t at, int way, Place *out) {
  Ordinal number;
  const struct Way *words = &ways[way];
  if (*words->before && !word_at(passage, at, words->before))
    return false;
  size_t start = at + word_length(words->before);
  if (!ordinal_at(passage->chars, passage->count, start, &number) || number.form != words->form)
    return false;
  const char *after = words->after;
  if (*after && !word_at(passage, number.end, after)) {
    after = words->after_too;
    if (!after || !word_at(passage, number.end, after))
      return false;
  }
  *out = (Place){way, number.value, at, number.end + word_length(after)};
  return true;
}

/* An enumeration's number: circled ones anywhere, others at the head of a
 * clause. */
static bool place_at(const Passage *passage, size_t at, Place *out) {
  uint32_t before = at > 0 ? passage->chars[at - 1] : ' ';
  if (is_han(before) && is_han(passage->chars[at]))
    return false;
  bool heads = ends_clause(before) || is_space(before);
  for (int way = 0; way < WAY_COUNT; way++) {
    if ((heads || ways[way].form == NUMBER_CIRCLED) && reads_as(passage, at, way, out))
      return true;
  }
  return false;
}

static const char *value_text(const Check *check, int way, int value) {
  return arena_printf(check->arena, "%s%s%s", ways[way].before,
                      ordinal_text(ways[way].form, value, check->arena), ways[way].after);
}

/* last: the value of each way's last number, 0: none yet. */
static void check_passage(Check *check, const Passage *passage, int last[WAY_COUNT]) {
  Place place;
  for (size_t at = 0; at < passage->count; at++) {
    if (!place_at(passage, at, &place))
      continue;
    int before = last[place.way];
    if (before > 0 && place.value != 1 && place.value != before + 1)
      finding(check, passage_pos(passage, place.start), CHECK_LIST_JUMP,
              quote(check, passage, place.start, place.end), value_text(check, place.way, before),
              value_text(check, place.way, before + 1));
    last[place.way] = place.value;
    at = place.end - 1;
  }
}

/* A heading or a numbered item begins anew. */
void rules_lists(Check *check) {
  int last[WAY_COUNT] = {0};
  for (size_t i = 0; i < check->count; i++) {
    if (check->passages[i].block->level > 0)
      memset(last, 0, sizeof last);
    if (check->passages[i].is_prose)
      check_passage(check, &check->passages[i], last);
  }
}
