/* Running text against the facts that it repeats: 数据 and 指标 by their names,
 * the amounts of 预算, the score. */
#include <stdlib.h>
#include <string.h>

#include "check/rules.h"

/* No honest evaluation has more facts, and a hostile one costs no more. */
enum { FACTS_MOST = 400, NAMES_MOST = 4, SHORT_NAME = 4 };

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

/* 改造小区数 of 改造小区数 22个 is also told as 改造小区22个; NULL: no such name. */
static const char *without_count(const char *name, Arena *arena) {
  static const char *const endings[] = {"数量", "数"};
  for (size_t i = 0; i < 2; i++) {
    size_t len = strlen(name), end = strlen(endings[i]);
    const char *rest = len > end ? arena_copy_n(arena, name, len - end) : "";
    if (len > end && strcmp(name + len - end, endings[i]) == 0)
      return word_length(rest) >= SHORT_NAME ? rest : NULL;
  }
  return NULL;
}

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
  facts->items[facts->count++] = (Fact){.names = {name, without_count(name, arena)},
                                        .figure = figures.items[0],
                                        .node = node,
                                        .text = text};
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

/* The last year that the sentence tells before the figure; 0: none. */
static int year_before(const Passage *passage, const Figure *figure) {
  static Words year = {.list = "年"};
  size_t sentence = sentence_start(passage, figure->start);
  for (size_t at = figure->start; at > sentence + 4; at--) {
    int value = 0, digits = 0;
    while (digits < 4 && words_before(passage, at, &year) &&
           is_digit(passage->chars[at - 5 + (size_t)digits]))
      value = value * 10 + (int)(passage->chars[at - 5 + (size_t)digits++] - '0');
    if (digits == 4)
      return value;
  }
  return 0;
}

/* 城关镇, 局机关: the name is that of a part's; but not 全镇, 我局. */
static bool is_of_part(const Passage *passage, size_t start, size_t name) {
  static Words places = {.list = "区|县|镇|乡|村|街道|社区|局|委|馆|所|站|队|院|校|中心|机关|企业|"
                                 "公司|科|股|室|部"};
  static Words whole = {.list = "全|我|本|各"};
  size_t place = words_before(passage, name, &places);
  return place > 0 && name - place >= start && !words_before(passage, name - place, &whole);
}

enum { SUBJECT_MOST = 10 }; /* characters that are looked at for one */

/* Where a statement begins with a place or an institution, its figures are those of a part:
 * 城关镇改造小区9个，惠及居民户数1564户; 其中局机关支出100万元，预算执行率98%. */
static bool is_told_of_part(const Passage *passage, size_t name) {
  static Words among = {.list = "其中"};
  static Words parts = {.list = "镇|乡|街道|村|社区|所|站|中心|机关|学校|医院|公司"};
  static Words whole = {.list = "全|我|本|各|该|及|和"};
  size_t start = name, sentence = sentence_start(passage, name);
  while (start > sentence && passage->chars[start - 1] != 0xFF1B &&
         !words_before(passage, start, &among))
    start--;
  for (size_t at = start + 1; at < start + SUBJECT_MOST && at < name; at++)
    if (!ends_clause(passage->chars[at]) && words_at(passage, at, &parts) &&
        !words_before(passage, at, &whole))
      return true;
  return false;
}

/* Where the fact's name begins that ends at end, in front of the figure; false
 * when it is not named, or said to be a plan, another year's or somebody else's. */
static bool is_named(const Check *check, const Passage *passage, const Figure *figure, size_t end,
                     const Fact *fact, size_t *start) {
  static Words others = {.list = "目标|计划|预期|上年|去年|该项目|本项目|力争|预计|拟|确保|争取|"
                                 "设定|其中|比|较"};
  const char *const *name = fact->names;
  while (*name && !word_before(passage, end, *name))
    name++;
  if (!*name || end - word_length(*name) < figure->head)
    return false;
  *start = end - word_length(*name);
  static Words announced = {.list = "目标是|目标为|目标：|计划是|计划为|计划："};
  int year = year_before(passage, figure);
  size_t sentence = sentence_start(passage, *start);
  return !words_in(passage, sentence, *start, &announced) &&
         !words_in(passage, figure->head, *start, &others) &&
         !is_of_part(passage, figure->head, *start) && !is_told_of_part(passage, *start) &&
         (year == 0 || year == check->evaluation->year);
}

/* The name of an amount means the whole office's behind words that say so, or
 * at the head of its clause when the sentence has told one such amount before. */
static bool is_of_office(const Passage *passage, const Figure *figure, size_t name, bool known,
                         int year) {
  static Words offices = {.list = "年度|部门|本年|整体|全年"};
  static Words before = {.list = "预算|实际|其中|总|决算"};
  while (name > figure->head && words_before(passage, name, &before))
    name -= words_before(passage, name, &before);
  if (name > figure->head && words_before(passage, name, &offices))
    return true;
  if (word_before(passage, name, "年") && year_before(passage, figure) == year)
    return true;
  return known && name <= figure->head;
}

static void check_figure(const Facts *facts, const Passage *passage, const Figure *figure,
                         bool *known) {
  Check *check = facts->check;
  size_t end = skip_links(passage, figure->start, figure->head), name;
  for (size_t i = 0; i < facts->count; i++) {
    const Fact *fact = &facts->items[i];
    if (!figures_comparable(figure, &fact->figure) ||
        !is_named(check, passage, figure, end, fact, &name) || is_planned(check, passage, figure))
      continue;
    if (fact->is_amount && !is_of_office(passage, figure, name, *known, check->evaluation->year))
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
