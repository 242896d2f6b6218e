#include "doc/annex.h"

#include <stdio.h>
#include <string.h>

typedef struct Annex {
  Part *mark;
  Rich title;
  struct Annex *next;
} Annex;

typedef struct Annexes {
  Annex *first, *last;
  int count;
  Part *list;
  const xmlNode *list_node;
} Annexes;

void annexes_start(Source *source) {
  source->annexes = arena_alloc(source->arena, sizeof *source->annexes);
}

static bool is(const xmlNode *node, const char *attribute, const char *value) {
  const char *own = xml_attr(node, attribute);
  return own && strcmp(own, value) == 0;
}

/* Something is printed below part, headings that fall away when empty aside. */
static bool has_text(const Part *part) {
  for (const Part *child = part->first; child; child = child->next) {
    bool may_fall = child->kind == PART_CHAPTER || child->kind == PART_SECTION;
    bool prints = child->kind != PART_BLANK && child->kind < PART_GROUP;
    if (may_fall ? child->always || child->if_empty : prints)
      return true;
    if (has_text(child))
      return true;
  }
  return false;
}

static Part *add_part(Source *source, PartKind kind, const Style *style, Pos pos, Part *parent) {
  Part *part = part_new(source->arena, kind);
  part->style = style;
  part->rich.pos = pos;
  part_add(parent, part);
  return part;
}

static const Style *style_or(const Source *source, const char *name, const Style *otherwise) {
  const Style *style = layout_style(source->layout, name);
  return style ? style : otherwise;
}

static Part *add_division(Source *source, const xmlNode *node, Part *parent) {
  Part *division = part_new(source->arena, PART_DIVISION);
  division->numbered = !is(node, "页码", "无");
  division->start = is(node, "页码", "重起");
  division->page = is(node, "横", "是") ? source_sideways(source) : NULL;
  part_add(parent, division);
  return division;
}

/* The title stands on the third line. */
static void add_title(Source *source, const xmlNode *node, Rich title, Part *division) {
  const Style *style = style_or(source, "附件题", layout_style(source->layout, "标题"));
  if (xml_attr(node, "样式"))
    style = layout_style(source->layout, xml_attr(node, "样式"));
  if (is(node, "印题", "否"))
    return;
  add_part(source, PART_BLANK, source->layout->body, title.pos, division);
  add_part(source, PART_ANNEX, style, title.pos, division)->rich = title;
}

void annex_add(Source *source, const xmlNode *node, Rich title, Part *content, bool required,
               Part *parent) {
  Annexes *annexes = source->annexes;
  if (!has_text(content)) {
    if (required || is(node, "必有", "是"))
      msg_add(source->messages, title.pos, ANNEX_EMPTY, title.text);
    return;
  }
  if (!source_take(source, 4 * PART_COST, node))
    return;
  Annex *annex = arena_alloc(source->arena, sizeof *annex);
  Part *division = add_division(source, node, parent);
  annex->mark =
      add_part(source, PART_MARK, layout_style(source->layout, "附件标"), title.pos, division);
  annex->title = title;
  add_title(source, node, title, division);
  part_add(division, content);
  if (annexes->last)
    annexes->last->next = annex;
  else
    annexes->first = annex;
  annexes->last = annex;
  annexes->count++;
}

void annex_list(Source *source, const xmlNode *node, Part *parent) {
  source->annexes->list = add_part(source, PART_GROUP, NULL, expr_pos(source->expr, node), parent);
  source->annexes->list_node = node;
}

/* 附件：1.… and below it 2.…, each name's lines below its first character (GB/T
 * 9704-2012, 7.3.6). */
static void add_name(Source *source, const Annex *annex, int number, const Style *style) {
  static const char word[] = "附件：";
  const Annexes *annexes = source->annexes;
  char digits[16] = "";
  if (annexes->count > 1)
    snprintf(digits, sizeof digits, "%d.", number);
  const char *before = number == 1 ? word : "";
  const char *name = doc_one_line(annex->title.text, source->arena);
  Part *part = add_part(source, PART_PARAGRAPH, style, annex->title.pos, annexes->list);
  part->rich.text = arena_printf(source->arena, "%s%s%s", before, digits, name);
  part->rich.len = strlen(part->rich.text);
  part->hang.at = strlen(before) + strlen(digits);
  part->hang.indent = number == 1 ? 0 : 3 * style->size;
}

static void fill_list(Source *source) {
  const Annexes *annexes = source->annexes;
  const char *own = xml_attr(annexes->list_node, "样式");
  const Style *body = source->layout->body;
  const Style *style = own ? layout_style(source->layout, own) : style_or(source, "附件说明", body);
  if (annexes->count > 0)
    add_part(source, PART_BLANK, body, expr_pos(source->expr, annexes->list_node), annexes->list);
  int number = 0;
  for (const Annex *annex = annexes->first; annex; annex = annex->next)
    add_name(source, annex, ++number, style);
}

void annexes_finish(Source *source) {
  const Annexes *annexes = source->annexes;
  int number = 0;
  for (Annex *annex = annexes->first; annex; annex = annex->next) {
    number++;
    Rich *mark = &annex->mark->rich;
    mark->text = annexes->count > 1 ? arena_printf(source->arena, "附件%d", number) : "附件";
    mark->len = strlen(mark->text);
  }
  if (annexes->list)
    fill_list(source);
}
