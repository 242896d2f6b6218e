/* What the rules share. Only for the check room.
 *
 * A rule reads the Check and adds findings; none depends on another's, except
 * that what contradicts itself is told once (check->told). */
#ifndef ZIPING_CHECK_RULES_H
#define ZIPING_CHECK_RULES_H

#include "check/check.h"
#include "check/figures.h"
#include "check/wordlist.h"

/* A sum that doesn't hold, so that prose doesn't report what the facts have. */
typedef struct Told {
  Decimal total, sum;
} Told;

/* Where the text of a target stands in the evaluation: [start, end). */
typedef struct Plan {
  Pos start, end;
} Plan;

typedef struct Check {
  const Layout *layout;
  const Evaluation *evaluation;
  const Doc *doc;
  Messages *messages;
  Arena *arena;
  Passage *passages; /* in the order of the report */
  Figures *figures;  /* of each passage; none outside running text */
  size_t count;
  bool is_off[MSG_ID_COUNT];
  Told *told;
  size_t told_count, told_capacity;
  Plan *plans; /* by their places */
  size_t plan_count;
} Check;

/* A message unless its rule is switched off. */
#define finding(check, pos, id, ...)                                                               \
  finding_args((check), (pos), (id), (const char *const[]){__VA_ARGS__, NULL})
void finding_args(Check *check, Pos pos, MsgId id, const char *const args[]);

/* Whether one of the words stands among those before the figure. */
bool head_has(const Passage *passage, const Figure *figure, Words *words);

/* The quoted passage; with some characters around it. */
const char *quote(const Check *check, const Passage *passage, size_t start, size_t end);
const char *around(const Check *check, const Passage *passage, size_t start, size_t end);
const char *quote_figure(const Check *check, const Passage *passage, const Figure *figure);
/* 2457.31, in the arena. */
const char *decimal_text(const Check *check, Decimal value);
/* In model's scale (万元 for 万元), with the decimals that it came with. */
const char *in_scale(const Check *check, Decimal value, const Figure *model);
/* Where else something stands: 第 12 行, 正文!E5 in a sheet, with the file's name
 * when it is another one. */
const char *place_text(const Check *check, Pos here, Pos other);
/* Of a fact; of its attribute, if there (NULL: none), where that has a place of
 * its own, as in a sheet. */
Pos fact_pos(const Check *check, const xmlNode *node, const char *attribute);
const char *count_text(const Check *check, size_t count);

/* Reads the plans, for is_planned; first. */
void plans_read(Check *check);
/* Whether the figure comes from a target (目标, 预期目标) of the evaluation. */
bool is_planned(const Check *check, const Passage *passage, const Figure *figure);

void tell_sum(Check *check, Decimal total, Decimal sum);
bool was_told(const Check *check, Decimal total, Decimal sum);

/* The rules, a file each. */
void rules_structure(Check *check);
void rules_lists(Check *check);
void rules_facts(Check *check);
void rules_scores(Check *check);
void rules_groups(Check *check);
void rules_asdata(Check *check);
void rules_sums(Check *check);
void rules_rates(Check *check);
void rules_growth(Check *check);
void rules_same(Check *check);
void rules_pairs(Check *check);
void rules_marks(Check *check);
void rules_words(Check *check);
void rules_repeats(Check *check);
void rules_style(Check *check);
void rules_rubbish(Check *check);
/* Switches off what is to be off; first. False when 校核 is wrong. */
bool rules_own(Check *check);

#endif
