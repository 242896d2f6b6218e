#include "doc/letterhead.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "layout/measure.h"

/* Below the foot of the 发文字号's characters (7.2.7). */
#define RULE_DROP (4 * EMU_PER_MM)
#define RED_RULE (EMU_PER_PT * 3 / 2)
/* 7.4.1: the first and the last rule, and those between. */
#define RULE_THICK (EMU_PER_MM * 35 / 100)
#define RULE_THIN (EMU_PER_MM / 4)
/* 7.2.5 and 7.3.1: blank lines below 发文机关标志, and below the rule. */
enum { FREE_BELOW_BANNER = 2, FREE_BELOW_RULE = 2 };
/* 7.2.6: names on a line. */
enum { NAMES_A_LINE = 2 };

typedef struct Letterhead {
  Source *source;
  const xmlNode *node;
  Part *parent;
  BlockZone zone;
} Letterhead;

static Part *add_line(const Letterhead *head, const xmlNode *from, PartKind kind,
                      const Style *style, const char *text) {
  Part *part = official_line(head->source, from, kind, style, text, head->parent);
  if (part)
    part->zone = head->zone;
  return part;
}

static void add_rule(const Letterhead *head, const Style *style, Emu drop, Emu thickness) {
  Part *part = add_line(head, head->node, PART_RULE, style, "");
  if (!part)
    return;
  part->rule_drop = drop;
  part->rule = thickness;
}

static void add_blanks(const Letterhead *head, const Style *style, int count) {
  for (int i = 0; i < count; i++)
    add_line(head, head->node, PART_BLANK, style, "");
}

static const Style *style_named(const Letterhead *head, const char *name) {
  return layout_style(head->source->layout, name);
}

/* 份号, 密级, 紧急程度: a line each, from the type area's corner down. */
static void add_marks(const Letterhead *head) {
  static const char *const facts[] = {"份号", "密级", "紧急程度"};
  for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
    const xmlNode *fact = official_fact(head->source, facts[i]);
    if (fact)
      add_line(head, fact, PART_PARAGRAPH, style_named(head, "密级"),
               xml_text(fact, head->source->arena));
  }
}

/* What the layout's element holds, else the office's name and 文件. */
static void add_banner(const Letterhead *head, Item item) {
  Source *source = head->source;
  Rich rich = inline_compose(source, head->node, item);
  const xmlNode *office = xml_child(xml_child(source->evaluation->root, "部门"), "全称");
  if (rich.len == 0 && !official_needs(source, head->node, office, "发文机关标志", "部门/全称"))
    return;
  Part *banner = add_line(head, head->node, PART_BANNER, style_named(head, "发文机关标志"), "");
  if (banner && rich.len > 0)
    banner->rich = rich;
  else if (banner)
    banner->rich.text = arena_printf(source->arena, "%s文件", xml_text(office, source->arena));
  if (banner)
    banner->rich.len = strlen(banner->rich.text);
}

static size_t longest_name(const Source *source, const xmlNode *name) {
  size_t longest = 0;
  for (; name; name = xml_next(name, "签发人")) {
    const char *text = xml_text(name, source->arena);
    size_t count = utf8_count(text, strlen(text));
    longest = count > longest ? count : longest;
  }
  return longest;
}

/* 张三 as wide as 欧阳小明: blanks inside a name of two, else behind it. */
static void put_name(Buf *out, const char *name, size_t wanted) {
  size_t len = strlen(name), count = utf8_count(name, len), first = 0;
  if (count == 2)
    utf8_next(name, len, &first);
  else
    first = len;
  buf_add(out, name, first);
  for (; count < wanted; count++)
    buf_puts(out, "　");
  buf_puts(out, name + first);
}

/* The names are printed in the font of the style 签发人, when the layout has it. */
static void mark_names(const Letterhead *head, Part *row, size_t start) {
  const Style *style = style_named(head, "签发人");
  if (!row || !style)
    return;
  row->rich.spans = arena_alloc(head->source->arena, sizeof *row->rich.spans);
  row->rich.spans[0] = (Span){SPAN_ROLE, start, row->rich.len, style->role};
  row->rich.span_count = 1;
}

/* 7.2.6: 发文字号 on the left, level with the last 签发人 on the right, two names a
 * line, those of one column below one another. */
static void add_signers(const Letterhead *head, const char *number, const xmlNode *signer) {
  Source *source = head->source;
  size_t wanted = longest_name(source, signer);
  for (bool is_first = true; signer; is_first = false) {
    const xmlNode *from = signer;
    Buf names = {0};
    for (int i = 0; i < NAMES_A_LINE; i++) {
      buf_puts(&names, i ? "　" : "");
      put_name(&names, signer ? xml_text(signer, source->arena) : "", wanted);
      signer = signer ? xml_next(signer, "签发人") : NULL;
      if (is_first && !signer)
        break;
    }
    const char *left = signer ? "" : number, *lead = is_first ? "签发人：" : "　　　　";
    Part *row = add_line(head, from, PART_ROW, style_named(head, "发文字号"),
                         arena_printf(source->arena, "%s\t%s%s", left, lead, names.data));
    mark_names(head, row, strlen(left) + 1 + strlen(lead));
    buf_free(&names);
  }
}

/* Alone 发文字号 stands in the middle. */
static void add_number(const Letterhead *head) {
  Source *source = head->source;
  const xmlNode *number = official_fact(source, "文号");
  const xmlNode *signer = official_fact(source, "签发人");
  if (!official_needs(source, head->node, number, "发文字号", "公文/文号"))
    return;
  const char *text = xml_text(number, source->arena);
  if (signer)
    add_signers(head, text, signer);
  else
    add_line(head, number, PART_PARAGRAPH, style_named(head, "发文字号"), text);
}

/* From the foot of a line's characters to that of the line, as the composer sets
 * them: the baseline at four fifths of the pitch, 0.12 em below it. */
static Emu below_characters(const Style *style) {
  return style->pitch / 5 - emu_scale(style->size, 12, 100);
}

void letterhead_compose(Source *source, const xmlNode *node, Item item, Part *parent) {
  Letterhead head = {source, node, parent, ZONE_HEAD};
  const Style *number = style_named(&head, "发文字号");
  const char *line = xml_attr(node, "线"), *free_lines = xml_attr(node, "空行");
  Emu drop = RULE_DROP - below_characters(number);
  add_marks(&head);
  add_banner(&head, item);
  add_blanks(&head, number, FREE_BELOW_BANNER);
  add_number(&head);
  add_rule(&head, style_named(&head, "发文机关标志"), drop > 0 ? drop : 0,
           line ? layout_length(line) : RED_RULE);
  add_blanks(&head, number, free_lines ? atoi(free_lines) : FREE_BELOW_RULE);
}

/* 抄送：甲，乙，丙。 */
static void add_copies(const Letterhead *imprint, const Style *style) {
  Source *source = imprint->source;
  const xmlNode *first = official_fact(source, "抄送");
  if (!first)
    return;
  const char *text = official_join(source, first, "抄送", "，");
  add_line(imprint, first, PART_PARAGRAPH, style, arena_printf(source->arena, "抄送：%s。", text));
  add_rule(imprint, style, 0, RULE_THIN);
}

void imprint_compose(Source *source, const xmlNode *node, Part *parent) {
  Letterhead imprint = {source, node, parent, ZONE_IMPRINT};
  const Style *copies = style_named(&imprint, "版记");
  const xmlNode *office = official_fact(source, "印发机关");
  const xmlNode *date = official_fact(source, "印发日期");
  bool has_office = official_needs(source, node, office, "印发机关", "公文/印发机关");
  if (!official_needs(source, node, date, "印发日期", "公文/印发日期") || !has_office)
    return;
  add_rule(&imprint, copies, 0, RULE_THICK);
  add_copies(&imprint, copies);
  add_line(&imprint, office, PART_ROW, copies,
           arena_printf(source->arena, "%s\t%s印发", xml_text(office, source->arena),
                        official_date(date, source->arena)));
  add_rule(&imprint, copies, 0, RULE_THICK);
}
