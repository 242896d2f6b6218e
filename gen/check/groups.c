/* Where indicators belong: their 一级 and 二级 against those that the layout gives
 * weights to (权重). A layout with a chapter for each would print no others. */
#include <string.h>

#include "check/rules.h"

enum { NAMED = 16 }; /* wrong names told in a form; more are told again */

typedef struct Named {
  const char *names[NAMED];
  int count;
} Named;

static bool is_first(Named *told, const char *name) {
  for (int i = 0; i < told->count; i++) {
    if (strcmp(told->names[i], name) == 0)
      return false;
  }
  if (told->count < NAMED)
    told->names[told->count++] = name;
  return true;
}

/* Whether name is one of names, which | separates. */
static bool is_listed(const char *names, const char *name) {
  size_t wanted = strlen(name);
  for (size_t len = 0; *names; names += len + (names[len] == '|')) {
    len = strcspn(names, "|");
    if (len == wanted && memcmp(names, name, len) == 0)
      return true;
  }
  return false;
}

static const char *quoted_names(const Check *check, const char *names) {
  Buf buf = {0};
  for (size_t len = 0; *names; names += len + (names[len] == '|')) {
    len = strcspn(names, "|");
    buf_printf(&buf, "%s“%.*s”", buf.len > 0 ? "、" : "", (int)len, names);
  }
  const char *text = arena_copy(check->arena, buf.data ? buf.data : "");
  buf_free(&buf);
  return text;
}

static const xmlNode *weight_of(const Check *check, const char *group) {
  const xmlNode *weight = xml_child(check->layout->scoring, "权重");
  while (weight && strcmp(xml_attr(weight, "一级"), group) != 0)
    weight = xml_next(weight, "权重");
  return weight;
}

static const char *all_groups(const Check *check) {
  const char *names = "";
  const xmlNode *weight = xml_child(check->layout->scoring, "权重");
  for (; weight; weight = xml_next(weight, "权重"))
    names =
        arena_printf(check->arena, "%s%s%s", names, *names ? "|" : "", xml_attr(weight, "一级"));
  return names;
}

static void tell(Check *check, const xmlNode *indicator, const char *level, const char *names) {
  finding(check, fact_pos(check, indicator, level), CHECK_GROUP_UNKNOWN,
          xml_attr(indicator, "名称"), level, xml_attr(indicator, level),
          quoted_names(check, names));
}

static void check_group_of(Check *check, const xmlNode *indicator, Named *told) {
  const char *group = xml_attr(indicator, "一级"), *part = xml_attr(indicator, "二级");
  const xmlNode *weight = group ? weight_of(check, group) : NULL;
  const char *parts = weight ? xml_attr(weight, "二级") : NULL;
  if (group && !weight) {
    if (is_first(told, group))
      tell(check, indicator, "一级", all_groups(check));
  } else if (parts && part && !is_listed(parts, part)) {
    if (is_first(told, part))
      tell(check, indicator, "二级", parts);
  }
}

static void check_known(Check *check, const xmlNode *form) {
  Named told = {.count = 0};
  if (!xml_child(check->layout->scoring, "权重"))
    return;
  for (xmlNode *at = xml_child(form, "指标"); at; at = xml_next(at, "指标"))
    check_group_of(check, at, &told);
}

/* Indicators that lack a word: the first of them, and how many. */
typedef struct Blank {
  const xmlNode *first;
  size_t count;
} Blank;

static void add_blank(Blank *blank, const xmlNode *indicator) {
  blank->first = blank->first ? blank->first : indicator;
  blank->count++;
}

static void tell_blank(Check *check, Blank blank, const char *level) {
  finding(check, fact_pos(check, blank.first, level), CHECK_GROUP_BLANK,
          xml_attr(blank.first, "名称"), level, count_text(check, blank.count));
}

/* Rows that a merged cell was to cover come without its words: some have a 一级
 * and others none, or none has the 二级 by which the layout sorts. */
static void check_blank(Check *check, const xmlNode *form) {
  Blank groups = {NULL, 0}, parts = {NULL, 0};
  bool any = false;
  for (xmlNode *at = xml_child(form, "指标"); at; at = xml_next(at, "指标")) {
    const char *group = xml_attr(at, "一级");
    const xmlNode *weight = group ? weight_of(check, group) : NULL;
    any |= group != NULL;
    if (!group)
      add_blank(&groups, at);
    else if (weight && xml_attr(weight, "二级") && !xml_attr(at, "二级"))
      add_blank(&parts, at);
  }
  if (any && groups.first)
    tell_blank(check, groups, "一级");
  if (parts.first)
    tell_blank(check, parts, "二级");
}

static void check_form(Check *check, const xmlNode *form) {
  check_known(check, form);
  check_blank(check, form);
}

void rules_groups(Check *check) {
  const xmlNode *root = check->evaluation->root;
  check_form(check, root);
  for (xmlNode *form = xml_child(root, "项目"); form; form = xml_next(form, "项目"))
    check_form(check, form);
}
