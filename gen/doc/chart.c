#include "doc/chart.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "doc/figure.h"

/* One 图 while its figures are gathered. The n-th value of a name in one series
 * stands beside the n-th of that name in the others. */
typedef struct Gather {
  Source *source;
  const xmlNode *node;
  Chart *chart;
  Pos (*places)[CHART_MOST_ITEMS]; /* of each series: where its values are written */
  bool failed;
} Gather;

static ChartKind kind_of(const xmlNode *node) {
  const char *kind = xml_attr(node, "类");
  if (strcmp(kind, "柱") == 0)
    return CHART_COLUMNS;
  return strcmp(kind, "条") == 0 ? CHART_BARS : CHART_PARTS;
}

static Pos here(const Gather *gather) {
  return expr_pos(gather->source->expr, gather->node);
}

static void refuse_many(Gather *gather, const char *what, int most) {
  char limit[16];
  snprintf(limit, sizeof limit, "%d", most);
  if (!gather->failed)
    msg_add(gather->source->messages, here(gather), CHART_TOO_MANY, limit, what);
  gather->failed = true;
}

static int add_series(Gather *gather, const char *name) {
  Chart *chart = gather->chart;
  if (chart->series_count == CHART_MOST_SERIES) {
    refuse_many(gather, "系列", CHART_MOST_SERIES);
    return -1;
  }
  ChartSeries *series = &chart->series[chart->series_count];
  Arena *arena = gather->source->arena;
  *series = (ChartSeries){arena_copy(arena, name),
                          arena_array(arena, CHART_MOST_ITEMS, sizeof *series->values)};
  for (int i = 0; i < CHART_MOST_ITEMS; i++) {
    series->values[i].is_missing = true;
    series->values[i].text = "";
    gather->places[chart->series_count][i] = here(gather);
  }
  return chart->series_count++;
}

/* The place of an item that this series has not had yet; -1 when there are too
 * many. */
static int place_of(Gather *gather, const char *name, bool *taken) {
  Chart *chart = gather->chart;
  for (int i = 0; i < chart->item_count; i++)
    if (!taken[i] && strcmp(chart->items[i], name) == 0)
      return i;
  if (chart->item_count == CHART_MOST_ITEMS) {
    refuse_many(gather, "项", CHART_MOST_ITEMS);
    return -1;
  }
  chart->items[chart->item_count] = arena_copy(gather->source->arena, name);
  return chart->item_count++;
}

static bool refuse_value(Gather *gather, Pos pos, MsgId id, const char *series, const char *item,
                         const char *text) {
  msg_add_args(gather->source->messages, pos, id, (const char *const[]){series, item, text, NULL});
  gather->failed = true;
  return false;
}

/* As many decimals as the 图 asks for, or as the figure has. */
static bool format(const Chart *chart, Decimal value, Decimal *out) {
  if (chart->places >= 0)
    return number_round(value, chart->places, out);
  *out = number_trim(value);
  return true;
}

static bool read_value(Gather *gather, int series, int item, const char *text) {
  Chart *chart = gather->chart;
  ChartValue *value = &chart->series[series].values[item];
  Pos pos = gather->places[series][item];
  const char *name = chart->series[series].name;
  if (!*text)
    return true;
  if (!number_parse(text, &value->value) || !format(chart, value->value, &value->value))
    return refuse_value(gather, pos, CHART_NO_NUMBER, name, chart->items[item], text);
  if (value->value.units < 0)
    return refuse_value(gather, pos, CHART_NEGATIVE, name, chart->items[item], text);
  Buf buf = {0};
  number_put(&buf, value->value);
  value->text = arena_copy(gather->source->arena, buf.data);
  value->is_missing = false;
  buf_free(&buf);
  return true;
}

static void read_item(Gather *gather, const xmlNode *node, Item item, int series, bool *taken) {
  Expr *expr = gather->source->expr;
  bool is_against = gather->chart->is_against;
  const char *name, *text, *other = "";
  if (!expr_text(expr, node, "项", item, &name) || !expr_text(expr, node, "值", item, &text) ||
      (is_against && !expr_text(expr, node, "对", item, &other))) {
    gather->failed = true;
    return;
  }
  int place = place_of(gather, name, taken);
  if (place < 0)
    return;
  taken[place] = true;
  gather->places[series][place] = expr_pos(expr, item.node);
  read_value(gather, series, place, text);
  if (!is_against)
    return;
  gather->places[series + 1][place] = expr_pos(expr, item.node);
  read_value(gather, series + 1, place, other);
}

static void read_series(Gather *gather, const xmlNode *node, Item item) {
  bool taken[CHART_MOST_ITEMS] = {false};
  const char *against = xml_attr(node, "对名");
  int series = add_series(gather, xml_attr(node, "名"));
  if (series < 0 ||
      (gather->chart->is_against && add_series(gather, against ? against : "对照") < 0))
    return;
  ExprNodes nodes;
  if (!expr_nodes(gather->source->expr, node, "取", item, &nodes)) {
    gather->failed = true;
    return;
  }
  for (int i = 0; i < nodes.count && !gather->failed; i++)
    read_item(gather, node, (Item){nodes.nodes[i], i + 1, nodes.count}, series, taken);
  expr_nodes_free(&nodes);
}

/* A part and a whole, or a value and what it is held against, need the one
 * series for themselves. */
static bool series_fit(Gather *gather) {
  const xmlNode *first = xml_child(gather->node, "系列");
  for (const xmlNode *node = first; node; node = xml_next(node, "系列"))
    gather->chart->is_against |= xml_attr(node, "对") != NULL;
  bool is_parts = gather->chart->kind == CHART_PARTS;
  if (is_parts && gather->chart->is_against) {
    msg_add(gather->source->messages, here(gather), CHART_PARTS_AGAINST, NULL);
    return false;
  }
  if ((!is_parts && !gather->chart->is_against) || !xml_next(first, "系列"))
    return true;
  msg_add(gather->source->messages, here(gather), CHART_ONE_SERIES, NULL);
  return false;
}

/* What is not given is a gap; false when nothing is. */
static bool check_gaps(Gather *gather) {
  const Chart *chart = gather->chart;
  Decimal sum = {0, 0};
  bool any = false;
  for (int s = 0; s < chart->series_count; s++)
    for (int i = 0; i < chart->item_count; i++) {
      const ChartValue *value = &chart->series[s].values[i];
      any |= !value->is_missing && !(chart->is_against && s == 1);
      if (!value->is_missing && !number_add(sum, value->value, &sum))
        return refuse_value(gather, here(gather), CHART_NO_NUMBER, chart->series[s].name,
                            chart->items[i], value->text);
    }
  if (!any || (chart->kind == CHART_PARTS && sum.units == 0)) {
    msg_add(gather->source->messages, here(gather), CHART_EMPTY, NULL);
    return false;
  }
  for (int s = 0; s < chart->series_count; s++)
    for (int i = 0; i < chart->item_count; i++)
      if (chart->series[s].values[i].is_missing)
        msg_add(gather->source->messages, gather->places[s][i], CHART_GAP, chart->series[s].name,
                chart->items[i]);
  return true;
}

/* 支出：一季度 12.5万元，二季度 没有数；… for who can't see it. */
static const char *in_words(const Chart *chart, Arena *arena) {
  static const char *const kinds[] = {
      [CHART_COLUMNS] = "柱形图", [CHART_BARS] = "条形图", [CHART_PARTS] = "构成图"};
  Buf words = {0};
  buf_puts(&words, kinds[chart->kind]);
  for (int s = 0; s < chart->series_count; s++) {
    buf_printf(&words, "%s%s：", s ? "；" : "。", chart->series[s].name);
    for (int i = 0; i < chart->item_count; i++) {
      const ChartValue *value = &chart->series[s].values[i];
      buf_printf(&words, "%s%s %s%s", i ? "，" : "", chart->items[i],
                 value->is_missing ? "没有数" : value->text, value->is_missing ? "" : chart->unit);
    }
  }
  buf_puts(&words, "。");
  const char *text = arena_copy(arena, words.data);
  buf_free(&words);
  return text;
}

/* As the layout says, or as the evaluation does; "" when it can't be told. */
static const char *unit_of(Source *source, const xmlNode *node, Item item) {
  const char *unit = xml_attr(node, "单位");
  if (!unit && xml_attr(node, "单位取") && !expr_text(source->expr, node, "单位取", item, &unit))
    return "";
  return unit ? arena_copy(source->arena, unit) : "";
}

static Chart *chart_new(Source *source, const xmlNode *node, Item item) {
  const char *places = xml_attr(node, "位数");
  Chart *chart = arena_alloc(source->arena, sizeof *chart);
  chart->kind = kind_of(node);
  chart->unit = unit_of(source, node, item);
  chart->places = places ? atoi(places) : -1;
  chart->items = arena_array(source->arena, CHART_MOST_ITEMS, sizeof *chart->items);
  chart->series = arena_array(source->arena, CHART_MOST_SERIES, sizeof *chart->series);
  return chart;
}

static bool fill_chart(Gather *gather, Item item) {
  if (!series_fit(gather))
    return false;
  const xmlNode *series = xml_child(gather->node, "系列");
  for (; series && !gather->failed; series = xml_next(series, "系列"))
    read_series(gather, series, item);
  Chart *chart = gather->chart;
  if (!gather->failed && chart->kind == CHART_PARTS && chart->item_count > CHART_MOST_SERIES)
    refuse_many(gather, "部分", CHART_MOST_SERIES);
  return !gather->failed && check_gaps(gather);
}

void chart_compose(Source *source, const xmlNode *node, Item item, Part *parent) {
  if (!source_wants(source, node, item) ||
      !source_take(source, CHART_MOST_SERIES * CHART_MOST_ITEMS * sizeof(ChartValue), node))
    return;
  Gather gather = {.source = source, .node = node, .chart = chart_new(source, node, item)};
  gather.places = mem_alloc(CHART_MOST_SERIES * sizeof *gather.places);
  if (fill_chart(&gather, item)) {
    const char *words = xml_attr(node, "说明");
    Drawing *drawing = arena_alloc(source->arena, sizeof *drawing);
    drawing->chart = gather.chart;
    drawing->alternative =
        words ? arena_copy(source->arena, words) : in_words(gather.chart, source->arena);
    figure_size(node, drawing);
    figure_add(source, node, drawing, parent);
  }
  free(gather.places);
}
