#include "check/units.h"

#include <string.h>

/* Units that go by another name, or are no plain counts. */
static const Unit special[] = {
    {"元", "元", UNIT_MONEY, 0},
    {"千元", "元", UNIT_MONEY, 3},
    {"%", "%", UNIT_RATE, 0},
    {"％", "%", UNIT_RATE, 0},
    {"篇次", "篇", UNIT_COUNT, 0},
    {"场次", "场", UNIT_COUNT, 0},
    {"期次", "期", UNIT_COUNT, 0},
    {"批次", "批", UNIT_COUNT, 0},
    {"条次", "条", UNIT_COUNT, 0},
    {"名", "人", UNIT_COUNT, 0},
    {"学时", "课时", UNIT_COUNT, 0},
    {"千米", "公里", UNIT_COUNT, 0},
    {"km", "公里", UNIT_COUNT, 0},
    {"千克", "公斤", UNIT_COUNT, 0},
    {"kg", "公斤", UNIT_COUNT, 0},
    {"平米", "平方米", UNIT_COUNT, 0},
    {"㎡", "平方米", UNIT_COUNT, 0},
    {"m²", "平方米", UNIT_COUNT, 0},
    {"平方千米", "平方公里", UNIT_COUNT, 0},
};

static const char *const plain[] = {
    "人次",   "人",   "篇",   "场",   "期",   "批",   "件次",   "件",   "户次", "户",
    "家次",   "家",   "条",   "车次", "班次", "卷次", "卷",     "次",   "个",   "项",
    "所",     "份",   "册",   "本",   "部",   "张",   "块",     "套",   "幅",   "辆",
    "台",     "处",   "座",   "栋",   "间",   "亩",   "公顷",   "公里", "米",   "平方公里",
    "平方米", "吨",   "公斤", "天",   "小时", "分钟", "立方米", "课时", "分",   "千瓦时",
    "节",     "门",   "类",   "种",   "支",   "组",   "例",     "宗",   "起",   "页",
    "字",     "盒",   "箱",   "袋",   "棵",   "株",   "头",     "只",   "艘",   "架",
    "封",     "盏",   "根",   "枚",   "颗",   "副",   "款",     "桶",   "瓶",   "集",
    "首",     "村次", "村",   "车",   "轮",   "桩",   "台次",
};

enum { SPECIAL_COUNT = sizeof special / sizeof *special };

/* All of them, the special ones first. */
static const WordIndex *unit_words(void) {
  static WordIndex *words;
  if (words)
    return words;
  words = word_index_new();
  for (size_t i = 0; i < SPECIAL_COUNT; i++)
    word_index_add(words, special[i].text, strlen(special[i].text));
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
    word_index_add(words, plain[i], strlen(plain[i]));
  return words;
}

/* 个百分点 counts points of a rate, 分别 counts nothing. */
static bool goes_on(const Passage *passage, size_t end) {
  static Words others = {.list = "百分点|别|之"};
  return words_at(passage, end, &others) > 0;
}

size_t unit_at(const Passage *passage, size_t at, Unit *out) {
  WordHit hit = word_index_longest(unit_words(), passage, at);
  if (hit.length == 0 || goes_on(passage, at + hit.length))
    return 0;
  if (hit.number < SPECIAL_COUNT) {
    *out = special[hit.number];
  } else {
    const char *text = plain[hit.number - SPECIAL_COUNT];
    *out = (Unit){text, text, UNIT_COUNT, 0};
  }
  return hit.length;
}
