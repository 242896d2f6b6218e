/* 校核 in a layout or an evaluation: rules of an office's own, and rules that
 * are switched off. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "check/rules.h"
#include "doc/operand.h"

enum { OPERANDS_SHOWN = 4, TEXT_SHOWN = 20, VALUE_SHOWN = 20 /* characters */ };

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

/* As written; what stands in brackets is left out of a long one. */
static void put_text(const char *text, Buf *out) {
  bool is_long = utf8_count(text, strlen(text)) > TEXT_SHOWN;
  int depth = 0;
  for (const char *at = text; *at; at++) {
    depth -= *at == ']';
    if (depth == 0 || !is_long)
      buf_putc(out, *at);
    if (*at == '[' && depth++ == 0 && is_long)
      buf_puts(out, "…");
  }
}

/* What one operand is, as far as a reader needs it who knows the rule. */
static void put_operand(const Operand *operand, Buf *out) {
  put_text(operand->text, out);
  if (operand->count > 1 || (operand->count > 0 && !operand->value))
    buf_printf(out, " 有 %d 处", operand->count);
  else if (!operand->value)
    buf_puts(out, " 没有写");
  if (!operand->value)
    return;
  size_t len = strlen(operand->value), end = 0;
  for (int i = 0; i < VALUE_SHOWN && end < len; i++)
    utf8_next(operand->value, len, &end);
  buf_puts(out, operand->count > 1 ? "，第一处是 " : " 是 ");
  buf_printf(out, "%.*s%s", (int)end, operand->value, end < len ? "……" : "");
}

/* （预算/收入 是 120，预算/支出 是 150）; nothing when all are missing: the rule's own words say
 * so. */
static const char *values_of(const Check *check, const Operand *operands, size_t count) {
  Buf out = {0};
  bool is_telling = false;
  for (size_t i = 0; i < count; i++) {
    buf_puts(&out, i == 0 ? "（" : "，");
    put_operand(&operands[i], &out);
    is_telling |= operands[i].value || operands[i].count > 0;
  }
  const char *text = is_telling ? arena_printf(check->arena, "%s）", out.data) : "";
  buf_free(&out);
  return text;
}

/* A finding stands at the first fact that the rule takes, or where that would be, wherever
 * the rule was written. False when the expression fails. */
static bool run(Check *check, Expr *expr, const xmlNode *rule) {
  bool holds = true;
  if (!expr_true(expr, rule, "式", expr_root(expr), &holds))
    return false;
  if (holds)
    return true;
  const char *name = xml_attr(rule, "名"), *text = xml_attr(rule, "说明");
  if (!text)
    text = arena_printf(check->arena, "应当成立的“%s”不成立；请核对有关数据", xml_attr(rule, "式"));
  Operand operands[OPERANDS_SHOWN] = {{.at = check->evaluation->root}};
  size_t count = operands_of(expr, xml_attr(rule, "式"), operands, OPERANDS_SHOWN, check->arena);
  text = arena_printf(check->arena, "%s%s", text, values_of(check, operands, count));
  Pos pos = xml_pos(check->evaluation->file, operands[0].at);
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
