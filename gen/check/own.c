/* 校核 in a layout or an evaluation: rules of an office's own, and rules that
 * are switched off. */
#include <stdlib.h>
#include <string.h>

#include "check/rules.h"
#include "doc/expr.h"

/* The rules of this room begin and end here in messages.def. */
enum { FIRST_RULE = CHECK_EMPTY, LAST_RULE = CHECK_INVISIBLE };

static bool has_own_rule(const xmlNode *settings, const char *name) {
  for (xmlNode *rule = xml_child(settings, "规则"); rule; rule = xml_next(rule, "规则")) {
    if (strcmp(xml_attr(rule, "名"), name) == 0)
      return true;
  }
  return false;
}

static bool switch_off_built_in(Check *check, const char *name) {
  for (int id = FIRST_RULE; id <= LAST_RULE; id++) {
    if (strcmp(msg_name((MsgId)id), name) == 0)
      return check->is_off[id] = true;
  }
  return false;
}

static bool is_switched_off(const xmlNode *settings, const char *name) {
  for (xmlNode *off = xml_child(settings, "关"); off; off = xml_next(off, "关")) {
    if (strcmp(xml_attr(off, "规则"), name) == 0)
      return true;
  }
  return false;
}

static MsgLevel level_of(const xmlNode *rule) {
  const char *level = xml_attr(rule, "级别");
  for (int i = MSG_HINT; i <= MSG_ERROR; i++) {
    if (level && strcmp(level, msg_level_name((MsgLevel)i)) == 0)
      return (MsgLevel)i;
  }
  return MSG_WARNING;
}

/* A finding stands at the evaluation, wherever its rule was written. False
 * when the expression fails. */
static bool run(Check *check, Expr *expr, const xmlNode *rule) {
  bool holds = true;
  if (!expr_true(expr, rule, "式", expr_root(expr), &holds))
    return false;
  if (holds)
    return true;
  const char *name = xml_attr(rule, "名"), *text = xml_attr(rule, "说明");
  if (!text)
    text = arena_printf(check->arena, "应当成立的“%s”不成立；请核对有关数据", xml_attr(rule, "式"));
  Pos pos = xml_pos(check->evaluation->file, check->evaluation->root);
  msg_add_own(check->messages, pos, level_of(rule), name, text);
  return true;
}

/* settings: 校核 of the layout and of the evaluation; NULL: none. */
static bool switch_off(Check *check, Expr *expr, const xmlNode *const settings[2]) {
  bool right = true;
  for (int i = 0; i < 2; i++) {
    for (xmlNode *off = xml_child(settings[i], "关"); off; off = xml_next(off, "关")) {
      const char *name = xml_attr(off, "规则");
      if (switch_off_built_in(check, name) || has_own_rule(settings[0], name) ||
          has_own_rule(settings[1], name))
        continue;
      msg_add(check->messages, expr_pos(expr, off), CHECK_NO_SUCH_RULE, name);
      right = false;
    }
  }
  return right;
}

bool rules_own(Check *check) {
  const xmlNode *const settings[2] = {
      xml_child(xmlDocGetRootElement(check->layout->file->tree), "校核"),
      xml_child(check->evaluation->root, "校核"),
  };
  Expr *expr = expr_new(check->layout, check->evaluation, check->messages);
  bool right = switch_off(check, expr, settings);
  for (int i = 0; i < 2; i++) {
    for (xmlNode *rule = xml_child(settings[i], "规则"); rule; rule = xml_next(rule, "规则")) {
      const char *name = xml_attr(rule, "名");
      if (!is_switched_off(settings[0], name) && !is_switched_off(settings[1], name))
        right &= run(check, expr, rule);
    }
  }
  expr_free(expr);
  return right;
}
