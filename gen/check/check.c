#include "check/check.h"

#include <stdlib.h>
#include <string.h>

#include "check/rules.h"

void finding_args(Check *check, Pos pos, MsgId id, const char *const args[]) {
  if (!check->is_off[id])
    msg_add_args(check->messages, pos, id, args);
}

const char *quote(const Check *check, const Passage *passage, size_t start, size_t end) {
  return passage_quote(passage, start, end, check->arena);
}

const char *around(const Check *check, const Passage *passage, size_t start, size_t end) {
  return passage_around(passage, start, end, check->arena);
}

const char *quote_figure(const Check *check, const Passage *passage, const Figure *figure) {
  return figure_text(passage, figure, check->arena);
}

const char *decimal_text(const Check *check, Decimal value) {
  Buf text = {0};
  number_put(&text, number_trim(value));
  const char *copy = arena_copy(check->arena, text.data);
  buf_free(&text);
  return copy;
}

const char *count_text(const Check *check, size_t count) {
  return arena_printf(check->arena, "%zu", count);
}

/* More than these are not remembered: no honest report has so many. */
enum { TOLD_MOST = 100 };

void tell_sum(Check *check, Decimal total, Decimal sum) {
  if (check->told_count == TOLD_MOST)
    return;
  check->told =
      mem_grow(check->told, check->told_count, &check->told_capacity, sizeof *check->told);
  check->told[check->told_count++] = (Told){total, sum};
}

bool was_told(const Check *check, Decimal total, Decimal sum) {
  for (size_t i = 0; i < check->told_count; i++) {
    if (number_compare(check->told[i].total, total) == 0 &&
        number_compare(check->told[i].sum, sum) == 0)
      return true;
  }
  return false;
}

static void read_passages(Check *check) {
  const Doc *doc = check->doc;
  check->count = doc->block_count;
  check->passages = arena_array(check->arena, doc->block_count + 1, sizeof *check->passages);
  check->figures = arena_array(check->arena, doc->block_count + 1, sizeof *check->figures);
  for (size_t i = 0; i < doc->block_count; i++) {
    check->passages[i] = passage_of(&doc->blocks[i], check->arena);
    if (check->passages[i].is_prose)
      check->figures[i] = figures_find(&check->passages[i], check->arena);
  }
}

bool check_report(const Layout *layout, const Evaluation *evaluation, const Doc *doc,
                  Messages *messages) {
  static void (*const rules[])(Check *) = {
      rules_structure, rules_lists,   rules_facts, rules_scores, rules_asdata,
      rules_sums,      rules_rates,   rules_same,  rules_pairs,  rules_marks,
      rules_words,     rules_repeats, rules_style, rules_rubbish};
  Check check = {.layout = layout,
                 .evaluation = evaluation,
                 .doc = doc,
                 .messages = messages,
                 .arena = arena_new()};
  read_passages(&check);
  bool right = rules_own(&check);
  for (size_t i = 0; right && i < sizeof rules / sizeof *rules; i++)
    rules[i](&check);
  free(check.told);
  arena_free(check.arena);
  return right;
}
