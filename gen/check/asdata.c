/* Running text against the facts that it repeats: 数据 and 指标 by their names,
 * the amounts of 预算, the score. */
#include <stdlib.h>
#include <string.h>

#include "check/rules.h"

/* No honest evaluation has more facts, and a hostile one costs no more. */
enum { FACTS_MOST = 400, NAMES_MOST = 4 };

/* A fact as prose would have it. */
typedef struct Fact {
  const char *names[NAMES_MOST]; /* what may stand before the figure; NULL ends them */
  bool is_amount;                /* of 预算: its name means others as well */
  Figure figure;                 /* value and unit */
  const xmlNode *node;
  const char *text; /* 16次 */
} Fact;

typedef struct Facts {
  Check *check;
  Fact *items;
  size_t count, capacity;
} Facts;

/* Nothing is added when value and unit make no figure. */
static void add(Facts *facts, const xmlNode *node, const char *name, const char *value,
                const char *unit) {
  Arena *arena = facts->check->arena;
  const char *text = arena_printf(arena, "%s%s", value ? value : "", unit ? unit : "");
  Block block = {.kind = BLOCK_PARAGRAPH, .text = text, .len = strlen(text)};
  Passage passage = passage_of(&block, arena);
  Figures figures = figures_find(&passage, arena);
  if (word_length(name) < 2 || facts->count == FACTS_MOST || figures.count != 1 ||
      figures.items[0].kind == UNIT_NONE || figures.items[0].start != 0)
    return;
  facts->items = mem_grow(facts->items, facts->count, &facts->capacity, sizeof *facts->items);
  facts->items[facts->count++] =
      (Fact){.names = {name}, .figure = figures.items[0], .node = node, .text = text};
}

static void add_budget(Facts *facts, const xmlNode *budget) {
  const char *unit = xml_attr(budget, "单位");
  for (xmlNode *node = xml_child(budget, NULL); node; node = xml_next(node, NULL)) {
    size_t before = facts->count;
    add(facts, node, (const char *)node->name, xml_text(node, facts->check->arena), unit);
    if (facts->count > before)
      facts->items[before].is_amount = true;
  }
}

static void add_score(Facts *facts, const xmlNode *node) {
  static const char *const names[] = {"自评得分", "自评分数", "自评总分", NULL};
  size_t before = facts->count;
  if (node)
    add(facts, node, names[0], xml_text(node, facts->check->arena), "分");
  if (facts->count > before)
    memcpy(facts->items[before].names, names, sizeof names);
}

/* Two facts of one name with different values say nothing about prose. */
static void drop_doubles(Facts *facts) {
  size_t kept = 0;
  for (size_t i = 0; i < facts->count; i++) {
    bool doubled = false;
    for (size_t j = 0; j < facts->count; j++)
      doubled |= j != i && strcmp(facts->items[i].names[0], facts->items[j].names[0]) == 0 &&
                 !figures_agree(&facts->items[i].figure, &facts->items[j].figure);
    if (!doubled)
      facts->items[kept++] = facts->items[i];
  }
  facts->count = kept;
}

static void read_facts(Facts *facts) {
  const xmlNode *root = facts->check->evaluation->root;
  add_budget(facts, xml_child(root, "预算"));
  add_score(facts, xml_child(xml_child(root, "自评"), "得分"));
  for (xmlNode *node = xml_child(root, "数据"); node; node = xml_next(node, "数据"))
    add(facts, node, xml_attr(node, "名"), xml_attr(node, "值"), xml_attr(node, "单位"));
  for (xmlNode *node = xml_child(root, "指标"); node; node = xml_next(node, "指标"))
    add(facts, node, xml_attr(node, "名称"), xml_attr(node, "实际"), xml_attr(node, "单位"));
  drop_doubles(facts);
}

/* Back over words that may stand between a name and its figure. */
static size_t skip_links(const Passage *passage, size_t at, size_t start) {
  static Words links = {.list = "为|共|达|达到|共计|总计|累计|是|计"};
  for (;;) {
    size_t link = words_before(passage, at, &links);
    if (at > start && is_space(passage->chars[at - 1]))
      at--;
    else if (link > 0 && at - link > start)
      at -= link;
    else
      return at;
  }
}

/* Where the fact's name begins that ends at end, in front of the figure; false
 * when it is not named, or said to be a plan or somebody else's. */
static bool is_named(const Passage *passage, const Figure *figure, size_t end, const Fact *fact,
                     size_t *start) {
  static Words others = {.list = "目标|计划|预期|上年|去年|该项目|本项目"};
  const char *const *name = fact->names;
  while (*name && !word_before(passage, end, *name))
    name++;
  if (!*name || end - word_length(*name) < figure->head)
    return false;
  *start = end - word_length(*name);
  return !words_in(passage, figure->head, *start, &others);
}

/* The name of an amount means the whole office's behind words that say so, or
 * at the head of its clause when the sentence has told one such amount before. */
static bool is_of_office(const Passage *passage, const Figure *figure, size_t name, bool known) {
  static Words offices = {.list = "年度|部门|本年|整体|全年"};
  static Words before = {.list = "预算|实际|其中|总|决算"};
  while (name > figure->head && words_before(passage, name, &before))
    name -= words_before(passage, name, &before);
  if (name > figure->head && words_before(passage, name, &offices))
    return true;
  return known && name <= figure->head;
}

static void check_figure(const Facts *facts, const Passage *passage, const Figure *figure,
                         bool *known) {
  Check *check = facts->check;
  size_t end = skip_links(passage, figure->start, figure->head), name;
  for (size_t i = 0; i < facts->count; i++) {
    const Fact *fact = &facts->items[i];
    if (!figures_comparable(figure, &fact->figure) || !is_named(passage, figure, end, fact, &name))
      continue;
    if (fact->is_amount && !is_of_office(passage, figure, name, *known))
      continue;
    *known = fact->is_amount;
    if (figures_agree(figure, &fact->figure))
      return;
    Pos pos = passage_pos(passage, figure->start);
    const char *place = place_text(check, pos, xml_pos(check->evaluation->file, fact->node));
    finding(check, pos, CHECK_NOT_AS_DATA, quote(check, passage, figure->head, figure->end), place,
            fact->names[0], fact->text);
    return;
  }
}

void rules_asdata(Check *check) {
  Facts facts = {.check = check};
  read_facts(&facts);
  for (size_t i = 0; i < check->count; i++) {
    bool known = false;
    int sentence = 0;
    for (size_t j = 0; j < check->figures[i].count; j++) {
      const Figure *figure = &check->figures[i].items[j];
      known &= figure->sentence <= sentence + 1;
      sentence = figure->sentence;
      check_figure(&facts, &check->passages[i], figure, &known);
    }
  }
  free(facts.items);
}
