/* What indicators (指标), funds (资金) and whole forms (项目, or the evaluation's
 * root) score, by the rules that the central forms print in their notes.
 *
 * Pure: elements of an evaluation and the layout's 评分 in (NULL: the defaults,
 * 2 decimals, full marks 100, scaled, 优 90 良 80 中 60 差 0), figures out.
 * Nothing is reported and nothing is owned here; names borrow from the trees.
 * All figures are exact; each score is rounded once, half up, to 位数.
 *
 *   met          full marks
 *   定量 missed  actual / target × weight; a target with ≤ or <, and 反向,
 *                target / actual × weight; = : the smaller by the greater;
 *                a range: by the bound that was missed
 *   定性         完成度 × weight; 评价 says in which band (100–80, 80–60, 60–0 %)
 *   资金         执行数 / 全年预算 × weight
 *
 * Never above the weight, never below 0. A target without a sign is ≥ (反向: ≤).
 * An indicator without 性质 is 定量 when its target holds a figure, else 定性. */
#ifndef ZIPING_DOC_SCORE_H
#define ZIPING_DOC_SCORE_H

#include <libxml/tree.h>

#include "doc/number.h"

/* Why a figure can't be computed; score_reason has the words. */
typedef enum ScoreFault {
  SCORE_FOUND,          /* it can: value holds */
  SCORE_NOT_APPLICABLE, /* 适用="否": takes no part */
  SCORE_WEIGHT,         /* no 分值 */
  SCORE_TARGET,         /* 目标 is missing or no figure */
  SCORE_ACTUAL,         /* 实际 is missing or no figure */
  SCORE_UNITS,          /* 目标 and 实际 are written in different units */
  SCORE_DIVISOR,        /* missed, and no share can be taken of a target of 0 or below */
  SCORE_DEGREE,         /* 定性 without 完成度 */
  SCORE_FUNDS,          /* 全年预算 or 执行数 is missing, or 全年预算 is not above 0 */
  SCORE_NOTHING,        /* a form without 指标 and 资金 */
  SCORE_LARGE           /* more digits than a Decimal holds */
} ScoreFault;

typedef struct Score {
  ScoreFault fault;
  Decimal value;     /* SCORE_FOUND; 0 when it does not apply */
  const xmlNode *at; /* the element that was scored, or at which it failed */
} Score;

const char *score_reason(ScoreFault fault);

/* What the office states: 得分 of 指标 and 资金, 总分 of 项目, 自评/得分 of the
 * root. False when it states nothing. */
bool score_entered(const xmlNode *element, Decimal *out);
/* What the rules give for 指标 or 资金, whatever was entered. */
Score score_computed(const xmlNode *rules, const xmlNode *element);
/* As entered, else as computed. */
Score score_taken(const xmlNode *rules, const xmlNode *element);

/* Whether 指标 or 资金 has points to show: it applies, and they were entered or
 * there is what to compute them of. */
bool score_counts(const xmlNode *row);

/* Which figures of the rows a form's total adds up. */
typedef enum ScoreRows { ROWS_TAKEN, ROWS_COMPUTED } ScoreRows;

/* The sum over 资金 and 指标 directly below form, whatever total was entered;
 * 资金 without 分值 and 得分 only show amounts and count for nothing.
 * When some do not apply (and the layout does not say 不适用="不折算") it is
 * scaled: × full marks / the weights of those that do. */
Score score_total(const xmlNode *rules, const xmlNode *form, ScoreRows rows);
/* The sum of their weights; all: also of those that do not apply. */
Score score_weights(const xmlNode *form, bool all);
/* 分值 of 指标 or 资金. */
Score score_weight(const xmlNode *element);
/* The layout's 权重 for a 一级; false when it names none. */
bool score_weight_of_group(const xmlNode *rules, const char *group, Decimal *out);
Decimal score_full_marks(const xmlNode *rules);

/* 执行数 / 全年预算 in percent, to places decimals, of 资金, 来源 or 预算. That
 * of 资金 is its total row's (its 名称 holds 总额, 合计 or 总计), or else that of
 * all its rows up to the first 其中. */
Score score_rate(const xmlNode *element, int places);

/* Whether 实际 reaches 目标; unknown for 定性 and for what is no figure. */
typedef enum ScoreMet { MET_UNKNOWN, MET_YES, MET_NO } ScoreMet;
ScoreMet score_met(const xmlNode *indicator);

/* The points that 评价 allows: least <= points <= most, or < most when the upper
 * bound belongs to the band above. False without 评价 or weight. */
typedef struct ScoreBand {
  Decimal least, most;
  bool most_belongs;
} ScoreBand;
bool score_band(const xmlNode *indicator, ScoreBand *out);
bool score_in_band(const ScoreBand *band, Decimal points);

/* The name of the highest band (等级) whose 下限 the score reaches; NULL below
 * all of them. */
const char *score_grade(const xmlNode *rules, Decimal score);

#endif
