#include "doc/cover.h"

#include <string.h>

#include "layout/measure.h"

static bool is_yes(const char *value) {
  return value && strcmp(value, "是") == 0;
}

/* 8字 (of this style), 60mm; absent: 0. */
static Emu width_of(const xmlNode *node, const char *attribute, const Style *style) {
  const char *width = xml_attr(node, attribute);
  if (!width)
    return 0;
  size_t len = strlen(width), unit = strlen("字");
  bool in_ems = len > unit && strcmp(width + len - unit, "字") == 0;
  return in_ems ? emu_scale(style->size, layout_indent(width), 100) : layout_length(width);
}

static const char *name_of(Source *source, const xmlNode *node) {
  const char *name = xml_attr(node, "名");
  return name ? arena_printf(source->arena, "%s：", name) : "";
}

/* The name and its colon in front of what is said. */
static Rich behind(Source *source, const char *name, Rich said) {
  size_t len = strlen(name);
  said.text = arena_printf(source->arena, "%s%s", name, said.text);
  said.len += len;
  inline_shift(&said, len);
  return said;
}

static Part *add(Source *source, const xmlNode *node, Rich said, Part *parent) {
  if (!source_take(source, PART_COST, node))
    return NULL;
  const char *style = xml_attr(node, "样式"), *name = name_of(source, node);
  Part *part = part_new(source->arena, PART_PARAGRAPH);
  part->style = style ? layout_style(source->layout, style) : source->layout->body;
  part->rich = behind(source, name, said);
  part->rich.pos = expr_pos(source->expr, node);
  part->hang = (Hang){.at = strlen(name), .width = width_of(node, "名宽", part->style)};
  part_add(parent, part);
  return part;
}

void cover_field(Source *source, const xmlNode *node, Item item, Part *parent) {
  int errors = msg_count(source->messages, MSG_ERROR);
  Rich said = inline_compose(source, node, item);
  if (said.len == 0 && !is_yes(xml_attr(node, "空")) &&
      msg_count(source->messages, MSG_ERROR) == errors)
    msg_add(source->messages, expr_pos(source->expr, node), FIELD_EMPTY, xml_attr(node, "名"));
  Part *part = add(source, node, said, parent);
  if (!part)
    return;
  part->hang.ruled = is_yes(xml_attr(node, "线"));
  part->hang.rule = width_of(node, "宽", part->style);
}

/* □基本支出　■项目支出; *found: one of them is the chosen. */
static const char *boxes(Source *source, const xmlNode *node, const char *chosen, bool *found) {
  const char *tick = xml_attr(node, "勾"), *row = "";
  for (xmlNode *offer = xml_child(node, "项"); offer; offer = xml_next(offer, "项")) {
    const char *text = xml_text(offer, source->arena);
    bool is_it = strcmp(text, chosen) == 0;
    *found |= is_it;
    row = arena_printf(source->arena, "%s%s%s%s", row, *row ? "　" : "",
                       is_it ? tick ? tick : "■" : "□", text);
  }
  return row;
}

static const char *offers(Source *source, const xmlNode *node) {
  const char *list = "";
  for (xmlNode *offer = xml_child(node, "项"); offer; offer = xml_next(offer, "项"))
    list = arena_printf(source->arena, "%s%s“%s”", list, *list ? "、" : "",
                        xml_text(offer, source->arena));
  return list;
}

void cover_choice(Source *source, const xmlNode *node, Item item, Part *parent) {
  ExprValue value;
  if (!expr_value(source->expr, node, "取", item, &value))
    return;
  const char *chosen = value.element ? xml_text(value.element, source->arena) : value.text;
  bool found = false;
  const char *row = boxes(source, node, chosen, &found);
  if (!found) {
    Pos pos = expr_pos(source->expr, value.element ? value.element : node);
    msg_add(source->messages, pos, CHOICE_UNKNOWN, chosen, offers(source, node));
    return;
  }
  if (source_take(source, strlen(row), node))
    add(source, node, (Rich){.text = row, .len = strlen(row)}, parent);
}
