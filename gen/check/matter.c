#include "check/matter.h"

#include <stdlib.h>
#include <string.h>

/* Characters that are looked at: of the head, behind the figure, before it. */
enum { HEAD_MOST = 48, TAIL_MOST = 16, WIDE_MOST = 80, GRAMS_MOST = 160 };

/* No honest report has more figures, and a hostile one costs no more. */
enum { FIGURES_MOST = 20000 };

/* Words that say nothing of what is counted. */
static Words light = {
    .list = "全年|年度|本年度|本年|今年|年内|共计|累计|合计|总计|先后|其中|开展|举办|组织|举行|"
            "召开|完成|进行|实施|活动|工作|各类|各级|有关|相关|达到|实现|目前|截至|截止|已经|"
            "一年来|全市|全区|全县|全省|全州|情况|通过|年初|年末|实际|主要|预算|资金|支出|收入|"
            "项目|安排|拨付|到位|使用|执行|经费|财政|拨款|金额|总额|一般|公共|为|达|共|的|了|和|"
            "与|及|等|在|对|将|以|有|约|年|月|日|是|各|均|并|从|由|到|把|被"};

typedef struct GramList {
  uint64_t items[GRAMS_MOST];
  size_t count;
} GramList;

static bool carries_meaning(uint32_t ch) {
  return is_han(ch) || is_letter(ch);
}

/* Pairs of neighbours, marks and spaces between them left out; a light word
 * parts what stands on either side of it. */
static void gather(const Passage *passage, size_t start, size_t end, GramList *list) {
  uint32_t last = 0;
  for (size_t at = start; at < end && list->count < GRAMS_MOST;) {
    uint32_t ch = passage->chars[at];
    size_t word = is_han(ch) ? words_at(passage, at, &light) : 0;
    if (word > 0 || is_digit(ch) || ends_clause(ch) || ch == 0x3001) {
      last = 0;
    } else if (carries_meaning(ch)) {
      if (last)
        list->items[list->count++] = (uint64_t)last << 32 | ch;
      last = ch;
    }
    at += word > 0 ? word : 1;
  }
}

static int compare(const void *left, const void *right) {
  uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
  return a < b ? -1 : a > b;
}

static Grams set_of(GramList *list, Arena *arena) {
  qsort(list->items, list->count, sizeof *list->items, compare);
  Grams set = {arena_array(arena, list->count + 1, sizeof *set.items), 0};
  for (size_t i = 0; i < list->count; i++) {
    if (i == 0 || list->items[i] != list->items[i - 1])
      set.items[set.count++] = list->items[i];
  }
  return set;
}

size_t grams_common(const Grams *a, const Grams *b) {
  size_t common = 0;
  for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
    common += a->items[i] == b->items[j];
    bool smaller = a->items[i] < b->items[j];
    bool equal = a->items[i] == b->items[j];
    i += smaller || equal;
    j += !smaller || equal;
  }
  return common;
}

bool grams_hold(const Grams *grams, uint64_t gram) {
  return bsearch(&gram, grams->items, grams->count, sizeof gram, compare) != NULL;
}

static uint64_t mix(uint64_t hash, uint32_t ch) {
  return ((hash ? hash : 14695981039346656037ull) ^ ch) * 1099511628211ull;
}

/* What stands in quotation marks or is a title. */
static uint64_t quoted_in(const Passage *passage, size_t start, size_t end) {
  uint64_t hash = 0;
  bool inside = false;
  for (size_t at = start; at < end; at++) {
    uint32_t ch = passage->chars[at];
    if (ch == 0x201C || ch == 0x300A)
      inside = true;
    else if (ch == 0x201D || ch == 0x300B)
      inside = false;
    else if (inside)
      hash = mix(hash, ch);
  }
  return hash;
}

/* 第五届. */
static uint64_t ordinals_in(const Passage *passage, size_t start, size_t end) {
  uint64_t hash = 0;
  for (size_t at = start; at < end; at++) {
    if (passage->chars[at] == U'第')
      hash = mix(hash, passage->chars[at + 1]);
  }
  return hash;
}

/* 6月, 二季度: not the whole year. */
static uint64_t months_in(const Passage *passage, size_t start, size_t end) {
  static Words words = {.list = "月|季度"};
  uint64_t hash = 0;
  for (size_t at = start + 1; at < end; at++) {
    if (words_at(passage, at, &words))
      hash = mix(hash, passage->chars[at - 1]);
  }
  return hash;
}

static int year_in(const Passage *passage, size_t start, size_t end) {
  for (size_t at = start; at + 4 < end; at++) {
    int year = 0, digits = 0;
    while (digits < 5 && is_digit(passage->chars[at + (size_t)digits]))
      year = year * 10 + (int)(passage->chars[at + (size_t)digits++] - '0');
    if (digits == 4 && word_at(passage, at + 4, "年"))
      return year;
  }
  return 0;
}

static void read_last(const Passage *passage, size_t start, size_t end, uint32_t last[4]) {
  size_t count = 0;
  for (size_t at = end; at > start && count < 4; at--) {
    if (carries_meaning(passage->chars[at - 1]))
      last[count++] = passage->chars[at - 1];
  }
}

static Words levels = {.list = "中央|国家|全国|省|市|区|县|镇|乡|街道|村|社区|校"};
/* One side alone having one of them is enough. */
static Words kinds = {
    .list = "目标|计划|预期|预计|拟|应|力争|要求|上年|去年|同期|新增|增加|减少|增长|下降|上半年|"
            "下半年|每|平均|人均|分别|近三年|近五年|近两年|累计"};

/* Two by two: figures of the one are not those of the other. */
static Words sides = {.list = "年初|年末|预算|支出|总投资|完成投资|下达|拨付|应|实|编制|在编"};

/* Whether a has just one side of a pair and b just the other. */
static bool are_opposed(unsigned a, unsigned b) {
  for (; a && b; a >>= 2, b >>= 2)
    if (((a & 3) == 1 && (b & 3) == 2) || ((a & 3) == 2 && (b & 3) == 1))
      return true;
  return false;
}

static void read_words(const Check *check, const Passage *passage, Matter *matter) {
  const Figure *figure = matter->figure;
  size_t head = figure->start - figure->head > HEAD_MOST ? figure->start - HEAD_MOST : figure->head;
  size_t tail = figure->tail - figure->end > TAIL_MOST ? figure->end + TAIL_MOST : figure->tail;
  GramList near = {.count = 0}, wide = {.count = 0};
  gather(passage, head, figure->start, &near);
  matter->head_count = near.count;
  for (size_t i = 0; i < 2 && i < near.count; i++)
    matter->first[i] = near.items[i];
  gather(passage, figure->end, tail, &near);
  matter->near = set_of(&near, check->arena);
  size_t from = head > WIDE_MOST ? head - WIDE_MOST : 0;
  for (size_t at = head; at > from; at--) {
    if (ends_sentence(passage->chars[at - 1]))
      from = at;
  }
  gather(passage, from, head, &wide);
  matter->wide = set_of(&wide, check->arena);
  read_last(passage, head, figure->start, matter->last);
  matter->levels = words_bits(passage, head, figure->start, &levels);
  matter->kinds = words_bits(passage, head, figure->start, &kinds);
  matter->sides = words_bits(passage, head, figure->start, &sides);
  matter->quoted = quoted_in(passage, head, figure->start);
  matter->ordinals = ordinals_in(passage, head, figure->start);
  matter->months = months_in(passage, head, figure->start);
  matter->year = year_in(passage, from, figure->start);
}

/* A rule or a target that is set, not something that was done. */
static bool is_norm(const Passage *passage, const Figure *figure) {
  static Words words = {.list = "应当|不得|至少|不少于|不低于|不超过|不高于|上限|下限|≥|≤|＞|＜"};
  return head_has(passage, figure, &words);
}

/* 由535元提高到570元: what was before. */
static bool is_left_behind(const Passage *passage, const Figure *figure) {
  static Words from = {.list = "由|从"}, to = {.list = "到|至|为"};
  return head_has(passage, figure, &from) && words_in(passage, figure->end, figure->tail, &to);
}

enum { LABEL_MOST = 12 };

static Words plan_words = {.list = "目标|计划|预期|任务|要求|安排"};
static Words done_words = {.list = "完成|实际|实现|结果|成效|执行|分析"};

/* What is announced with a colon: 年度目标： or 完成情况：. */
static bool is_plan_label(const Passage *passage, size_t colon, bool *plan) {
  size_t start = colon;
  while (start > 0 && colon - start < LABEL_MOST && !ends_clause(passage->chars[start - 1]))
    start--;
  *plan =
      words_in(passage, start, colon, &plan_words) && !words_in(passage, start, colon, &done_words);
  return *plan || words_in(passage, start, colon, &done_words);
}

static bool is_plan_heading(const Passage *heading) {
  return words_in(heading, 0, heading->count, &plan_words) &&
         !words_in(heading, 0, heading->count, &done_words);
}

static void add_matter(const Check *check, const Matter *model, Matters *matters) {
  matters->items =
      mem_grow(matters->items, matters->count, &matters->capacity, sizeof *matters->items);
  Matter *matter = &matters->items[matters->count++];
  *matter = *model;
  read_words(check, matter->passage, matter);
}

/* plan: whether the heading says that figures are planned. */
static void add_passage(const Check *check, size_t index, size_t section, bool plan,
                        Matters *matters) {
  const Figures *figures = &check->figures[index];
  const Passage *passage = &check->passages[index];
  Matter model = {.passage = passage, .section = section, .before = -1};
  int sentence = -1;
  size_t at = 0;
  for (size_t i = 0; i < figures->count && matters->count < FIGURES_MOST; i++) {
    model.figure = &figures->items[i];
    for (; at < model.figure->start; at++) {
      bool says_plan;
      if ((passage->chars[at] == 0xFF1A || passage->chars[at] == ':') &&
          is_plan_label(passage, at, &says_plan))
        plan = says_plan;
    }
    if (model.figure->kind == UNIT_NONE || is_norm(passage, model.figure) ||
        is_left_behind(passage, model.figure))
      continue;
    model.is_plan = plan || is_planned(check, passage, model.figure);
    if (model.figure->sentence != sentence)
      model.before = -1;
    add_matter(check, &model, matters);
    model.before = (long)matters->count - 1;
    sentence = model.figure->sentence;
  }
}

Matters matters_find(const Check *check) {
  Matters matters = {0};
  size_t section = 0;
  bool plan = false;
  for (size_t i = 0; i < check->count; i++) {
    if (check->passages[i].block->kind == BLOCK_HEADING) {
      section = i;
      plan = is_plan_heading(&check->passages[i]);
    }
    add_passage(check, i, section, plan, &matters);
  }
  return matters;
}

static int year_of(const Matter *matter, int report_year) {
  return matter->year ? matter->year : report_year;
}

bool matters_differ(const Matter *a, const Matter *b, int report_year) {
  return (a->levels && b->levels && !(a->levels & b->levels)) || a->kinds != b->kinds ||
         are_opposed(a->sides, b->sides) || a->is_plan != b->is_plan ||
         (a->quoted && b->quoted && a->quoted != b->quoted) ||
         (a->ordinals && b->ordinals && a->ordinals != b->ordinals) || a->months != b->months ||
         year_of(a, report_year) != year_of(b, report_year);
}
