#include "doc/official.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/letterhead.h"
#include "doc/number.h"

/* Lines left free above 署名: the seal's top edge may stand one line below the
 * text at most, so that a seal of 42 mm covers the office two lines further down;
 * without a seal it is one line (GB/T 9704-2012, 7.3.5.1 and 7.3.5.2). */
enum { FREE_SEALED = 2, FREE_PLAIN = 1 };
/* 7.3.5.1: seals in a row, and the ems that 成文日期 takes with what stays free
 * right of it. */
enum { SEALS_A_ROW = 3, DATE_EMS = 7, DATE_FREE = 4 };

static const char *const names[] = {[OFFICIAL_HEAD] = "红头",
                                    [OFFICIAL_TO] = "主送",
                                    [OFFICIAL_CLOSING] = "落款",
                                    [OFFICIAL_NOTE] = "附注",
                                    [OFFICIAL_IMPRINT] = "版记"};

OfficialKind official_kind(const xmlNode *node) {
  for (OfficialKind kind = OFFICIAL_HEAD; kind <= OFFICIAL_IMPRINT; kind++)
    if (xml_is(node, names[kind]))
      return kind;
  return OFFICIAL_NONE;
}

bool official_is_text(OfficialKind kind) {
  return kind == OFFICIAL_TO || kind == OFFICIAL_CLOSING || kind == OFFICIAL_NOTE;
}

Part *official_part(Source *source, const xmlNode *node, PartKind kind, const Style *style,
                    Part *parent) {
  if (!source_take(source, PART_COST, node))
    return NULL;
  Part *part = part_new(source->arena, kind);
  part->style = style;
  part->rich.pos = expr_pos(source->expr, node);
  part_add(parent, part);
  return part;
}

Part *official_line(Source *source, const xmlNode *node, PartKind kind, const Style *style,
                    const char *text, Part *parent) {
  Part *part = official_part(source, node, kind, style, parent);
  if (!part)
    return NULL;
  part->rich.text = text;
  part->rich.len = strlen(text);
  return part;
}

const Style *official_style(const Source *source, const xmlNode *node, const char *otherwise) {
  const char *name = xml_attr(node, "样式");
  return layout_style(source->layout, name ? name : otherwise);
}

const xmlNode *official_fact(const Source *source, const char *name) {
  return xml_child(xml_child(source->evaluation->root, "公文"), name);
}

bool official_needs(Source *source, const xmlNode *node, const xmlNode *fact, const char *what,
                    const char *path) {
  if (!fact)
    msg_add(source->messages, expr_pos(source->expr, source->evaluation->root), OFFICIAL_LACKS,
            source->layout->name, (const char *)node->name, what, path);
  return fact != NULL;
}

/* 2023-03-15 as the schema has checked it. */
const char *official_date(const xmlNode *date, Arena *arena) {
  char *at;
  int year = (int)strtol(xml_text(date, arena), &at, 10);
  int month = (int)strtol(at + 1, &at, 10);
  int day = (int)strtol(at + 1, &at, 10);
  Buf words = {0};
  number_put_date(&words, year, month, day);
  const char *kept = arena_copy(arena, words.data);
  buf_free(&words);
  return kept;
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
        official_part(closing->source, closing->node, PART_BLANK, closing->style, closing->parent);
    if (blank)
      blank->is_kept = true;
  }
}

static void add_line(const Closing *closing, PartKind kind, const xmlNode *from, const char *text) {
  Part *part = official_line(closing->source, from, kind, closing->style, text, closing->parent);
  if (!part)
    return;
  part->is_sealed = closing->is_sealed;
  part->is_kept = kind == PART_OFFICE;
}

static Emu larger(Emu one, Emu other) {
  return one > other ? one : other;
}

static Emu widest_of(const Closing *closing, const xmlNode *office) {
  Emu widest = 0;
  for (; office; office = xml_next(office, "署名")) {
    const char *name = xml_text(office, closing->source->arena);
    widest = larger(widest, (Emu)utf8_count(name, strlen(name)) * closing->style->size);
  }
  return widest;
}

/* As many as leave each seal and each name its room, between the measure's left
 * edge and the last one, which stands above the date. */
static int places_a_row(const Closing *closing, const xmlNode *office, int count) {
  const PageSetup *page = &closing->source->layout->page;
  Emu em = closing->style->size, widest = widest_of(closing, office);
  Emu last = page->width - page->left - page->right -
             larger(DATE_FREE * em + DATE_EMS * em / 2, widest / 2);
  Emu between = last - larger(DOC_SEAL, widest) / 2;
  int places = count < SEALS_A_ROW ? count : SEALS_A_ROW;
  while (places > 1 && between / (places - 1) < larger(DOC_SEAL, widest + em))
    places--;
  return places;
}

static int count_of(const xmlNode *office) {
  int count = 0;
  for (; office; office = xml_next(office, "署名"))
    count++;
  return count;
}

/* Rows of offices, seals between them that do not touch; the last office stands
 * at the end of its row, above the date. */
static void add_rows(const Closing *closing, const xmlNode *office) {
  Arena *arena = closing->source->arena;
  int left = count_of(office), places = places_a_row(closing, office, left);
  int between = (int)(DOC_SEAL / closing->source->layout->page.pitch);
  while (office) {
    const xmlNode *from = office;
    int free_places = left < places ? places - left : 0;
    const char *row = "";
    for (int place = 0; place < places; place++) {
      const char *name = place < free_places ? "" : xml_text(office, arena);
      row = places > 1 ? arena_printf(arena, "%s%c%s", row, DOC_TAB, name) : name;
      office = place < free_places ? office : xml_next(office, "署名");
    }
    left -= places;
    add_line(closing, PART_OFFICE, from, row);
    if (office)
      add_blanks(closing, between);
  }
}

/* The offices that issue it together, the leading one first; else the office. */
static void add_offices(const Closing *closing, const xmlNode *office) {
  if (closing->is_sealed && xml_is(office, "署名")) {
    add_rows(closing, office);
    return;
  }
  for (; office; office = xml_next(office, "署名"))
    add_line(closing, PART_OFFICE, office, xml_text(office, closing->source->arena));
}

static void compose_closing(Source *source, const xmlNode *node, Part *parent) {
  const char *sealed = xml_attr(node, "盖章"), *free_lines = xml_attr(node, "空行");
  Closing closing = {.source = source,
                     .node = node,
                     .style = official_style(source, node, "落款"),
                     .parent = parent,
                     .is_sealed = sealed && strcmp(sealed, "是") == 0};
  const xmlNode *root = source->evaluation->root, *date = xml_child(root, "日期");
  const xmlNode *office = official_fact(source, "署名");
  if (!office)
    office = xml_child(xml_child(root, "部门"), "全称");
  bool has_office = official_needs(source, node, office, "署名", "部门/全称");
  if (!official_needs(source, node, date, "成文日期", "日期") || !has_office)
    return;
  add_blanks(&closing, free_lines          ? atoi(free_lines)
                       : closing.is_sealed ? FREE_SEALED
                                           : FREE_PLAIN);
  add_offices(&closing, office);
  add_line(&closing, PART_DATE, date, official_date(date, source->arena));
}

const char *official_join(Source *source, const xmlNode *first, const char *name,
                          const char *between) {
  Buf text = {0};
  for (const xmlNode *at = first; at; at = xml_next(at, name))
    buf_printf(&text, "%s%s", at == first ? "" : between, xml_text(at, source->arena));
  const char *joined = arena_copy_n(source->arena, text.data ? text.data : "", text.len);
  buf_free(&text);
  return joined;
}

/* What stands in the layout's element; else the evaluation's facts of this name,
 * with 、 between. */
static Rich own_or_facts(Source *source, const xmlNode *node, Item item, const char *name) {
  Rich rich = inline_compose(source, node, item);
  const xmlNode *fact = official_fact(source, name);
  if (rich.len > 0 || !fact)
    return rich;
  rich.pos = expr_pos(source->expr, fact);
  rich.text = official_join(source, fact, name, "、");
  rich.len = strlen(rich.text);
  return rich;
}

/* Puts before and after around the text, and moves what it marks along. */
static void surround(Rich *rich, const char *before, const char *after, Arena *arena) {
  rich->text = arena_printf(arena, "%s%s%s", before, rich->text, after);
  rich->len = strlen(rich->text);
  inline_shift(rich, strlen(before));
}

static Part *add_rich(Source *source, const xmlNode *node, const char *style, Rich rich,
                      Part *parent) {
  Part *part =
      official_part(source, node, PART_PARAGRAPH, official_style(source, node, style), parent);
  if (part)
    part->rich = rich;
  return part;
}

/* 7.3.2: a full-width colon behind the last name. */
static void compose_to(Source *source, const xmlNode *node, Item item, Part *parent) {
  Rich rich = own_or_facts(source, node, item, "主送");
  if (rich.len == 0)
    return;
  surround(&rich, "", "：", source->arena);
  add_rich(source, node, "主送", rich, parent);
}

/* 7.3.6: in brackets, on the line below the date. */
static void compose_note(Source *source, const xmlNode *node, Item item, Part *parent) {
  Rich rich = own_or_facts(source, node, item, "附注");
  Part *above = parent->last;
  if (rich.len == 0)
    return;
  surround(&rich, "（", "）", source->arena);
  if (add_rich(source, node, "附注", rich, parent) && above && above->kind == PART_DATE)
    above->is_kept = true;
}

void official_compose(Source *source, const xmlNode *node, Item item, Part *parent) {
  if (!source_wants(source, node, item))
    return;
  switch (official_kind(node)) {
  case OFFICIAL_HEAD:
    letterhead_compose(source, node, item, parent);
    break;
  case OFFICIAL_TO:
    compose_to(source, node, item, parent);
    break;
  case OFFICIAL_CLOSING:
    compose_closing(source, node, parent);
    break;
  case OFFICIAL_NOTE:
    compose_note(source, node, item, parent);
    break;
  case OFFICIAL_IMPRINT:
    imprint_compose(source, node, parent);
    break;
  case OFFICIAL_NONE:
    break;
  }
}
