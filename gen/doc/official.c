#include "doc/official.h"

#include <stdlib.h>
#include <string.h>

#include "doc/number.h"

/* Lines left free above 署名: the seal's top edge may stand one line below the
 * text at most, so that a seal of 42 mm covers the office two lines further down;
 * without a seal it is one line (GB/T 9704-2012, 7.3.5.1 and 7.3.5.2). */
enum { FREE_SEALED = 2, FREE_PLAIN = 1 };
/* Two seals below one another must not touch. */
#define SEAL (42 * EMU_PER_MM)

static Part *add_part(Source *source, const xmlNode *node, PartKind kind, const Style *style,
                      Part *parent) {
  if (!source_take(source, PART_COST, node))
    return NULL;
  Part *part = part_new(source->arena, kind);
  part->style = style;
  part->rich.pos = expr_pos(source->expr, node);
  part_add(parent, part);
  return part;
}

static const Style *style_of(const Source *source, const xmlNode *node, const char *otherwise) {
  const char *name = xml_attr(node, "样式");
  return layout_style(source->layout, name ? name : otherwise);
}

/* One 落款 on its way into the tree. */
typedef struct Closing {
  Source *source;
  const xmlNode *node;
  const Style *style;
  Part *parent;
  bool is_sealed;
} Closing;

static void add_blanks(const Closing *closing, int count) {
  for (int i = 0; i < count; i++) {
    Part *blank =
        add_part(closing->source, closing->node, PART_BLANK, closing->style, closing->parent);
    if (blank)
      blank->is_kept = true;
  }
}

static void add_line(const Closing *closing, PartKind kind, const xmlNode *from, const char *text) {
  Part *part = add_part(closing->source, from, kind, closing->style, closing->parent);
  if (!part)
    return;
  part->rich.text = text;
  part->rich.len = strlen(text);
  part->is_sealed = closing->is_sealed;
  part->is_kept = kind == PART_OFFICE;
}

/* The offices that issue it together, the leading one first; else the office. */
static void add_offices(const Closing *closing) {
  Source *source = closing->source;
  const xmlNode *root = source->evaluation->root;
  const xmlNode *office = xml_child(xml_child(root, "公文"), "署名");
  int between = closing->is_sealed ? (int)(SEAL / source->layout->page.pitch) : 0;
  if (!office) {
    office = xml_child(xml_child(root, "部门"), "全称");
    add_line(closing, PART_OFFICE, office, xml_text(office, source->arena));
    return;
  }
  for (; office; office = xml_next(office, "署名")) {
    add_line(closing, PART_OFFICE, office, xml_text(office, source->arena));
    if (xml_next(office, "署名"))
      add_blanks(closing, between);
  }
}

/* 2023-03-15 as the schema has checked it. */
static const char *date_words(const char *date, Arena *arena) {
  char *at;
  int year = (int)strtol(date, &at, 10);
  int month = (int)strtol(at + 1, &at, 10);
  int day = (int)strtol(at + 1, &at, 10);
  Buf words = {0};
  number_put_date(&words, year, month, day);
  const char *kept = arena_copy(arena, words.data);
  buf_free(&words);
  return kept;
}

static bool has_facts(const Closing *closing) {
  Source *source = closing->source;
  const xmlNode *root = source->evaluation->root;
  Pos pos = expr_pos(source->expr, root);
  bool has_office =
      xml_child(xml_child(root, "部门"), "全称") || xml_child(xml_child(root, "公文"), "署名");
  bool has_date = xml_child(root, "日期") != NULL;
  if (!has_office)
    msg_add(source->messages, pos, CLOSING_LACKS, source->layout->name, "署名", "部门的全称");
  if (!has_date)
    msg_add(source->messages, pos, CLOSING_LACKS, source->layout->name, "成文日期", "日期");
  return has_office && has_date;
}

void official_closing(Source *source, const xmlNode *node, Item item, Part *parent) {
  if (!source_wants(source, node, item))
    return;
  const char *sealed = xml_attr(node, "盖章"), *free_lines = xml_attr(node, "空行");
  Closing closing = {.source = source,
                     .node = node,
                     .style = style_of(source, node, OFFICIAL_STYLE_CLOSING),
                     .parent = parent,
                     .is_sealed = sealed && strcmp(sealed, "是") == 0};
  if (!has_facts(&closing))
    return;
  const xmlNode *date = xml_child(source->evaluation->root, "日期");
  add_blanks(&closing, free_lines          ? atoi(free_lines)
                       : closing.is_sealed ? FREE_SEALED
                                           : FREE_PLAIN);
  add_offices(&closing);
  add_line(&closing, PART_DATE, date, date_words(xml_text(date, source->arena), source->arena));
}
