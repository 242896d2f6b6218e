#include "review/facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "review/words.h"

typedef struct Comparison {
  Facts facts;
  const XmlFile *old_file, *new_file;
  Arena *arena;
} Comparison;

static bool same(const char *a, const char *b) {
  return a == b || (a && b && strcmp(a, b) == 0);
}

/* 名称="…" of an element; NULL when nothing tells it from others of its name. */
static const char *key_of(const xmlNode *node) {
  static const char *const names[] = {"名称", "名", "题"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (xml_attr(node, names[i]))
      return xml_attr(node, names[i]);
  return NULL;
}

static bool is_left_out(const xmlNode *node) {
  return xml_is(node, "正文") || xml_is(node, "校核");
}

static bool stands_once(const xmlNode *node) {
  const char *name = (const char *)node->name;
  return xml_child(node->parent, name) == node && !xml_next(node, name);
}

/* A single value rather than running text: compared whole. */
static bool is_value(const xmlNode *node, Arena *arena) {
  return !xml_child(node, NULL) && !strstr(xml_text(node, arena), "。");
}

/* ≥15, 92.4 or 2022-12-31: no words. */
static bool is_figure(const char *text) {
  bool has_digit = false;
  for (; *text; text++) {
    has_digit |= *text >= '0' && *text <= '9';
    if ((*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z'))
      return false;
  }
  return has_digit;
}

/* Han characters begin with E4 to E9 in UTF-8; the relation signs ≥ ≤ with E2. */
static bool has_han(const char *text) {
  for (; *text; text++)
    if ((unsigned char)*text >= 0xE3 && (unsigned char)*text <= 0xE9)
      return true;
  return false;
}

/* The unit of a value: what its element says, or the budget for amounts. */
static const char *unit_of(const xmlNode *node, const char *name) {
  static const char *const points[] = {"分值", "得分", "总分"};
  static const char *const amounts[] = {"年初预算", "全年预算", "执行数"};
  for (size_t i = 0; i < sizeof points / sizeof *points; i++)
    if (strcmp(name, points[i]) == 0)
      return "分";
  const xmlNode *holder = node;
  for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++)
    if (strcmp(name, amounts[i]) == 0)
      while (holder->parent && holder->parent->type == XML_ELEMENT_NODE)
        holder = holder->parent;
  if (holder != node)
    holder = xml_child(holder, "预算");
  const char *own = holder ? xml_attr(holder, "单位") : NULL;
  if (!own && node->parent && node->parent->type == XML_ELEMENT_NODE)
    own = xml_attr(node->parent, "单位");
  return own ? own : "";
}

/* 项目“…”/资金/来源“…”; what is attribute or element in it at the end. */
static const char *place_of(const xmlNode *node, const char *attribute, Arena *arena) {
  const char *tail = attribute ? arena_printf(arena, "/%s", attribute) : "";
  const char *place = NULL;
  for (; node->parent && node->parent->type == XML_ELEMENT_NODE; node = node->parent) {
    const char *key = key_of(node);
    const char *step = key ? arena_printf(arena, "%s“%s”", (const char *)node->name, key)
                           : (const char *)node->name;
    place = place ? arena_printf(arena, "%s/%s", step, place) : arena_copy(arena, step);
  }
  return place ? arena_printf(arena, "%s%s", place, tail)
               : arena_copy(arena, attribute ? attribute : "");
}

static void add(Comparison *comparison, Fact fact) {
  Facts *facts = &comparison->facts;
  facts->items = mem_grow(facts->items, facts->count, &facts->capacity, sizeof *facts->items);
  facts->items[facts->count++] = fact;
}

/* old and new: texts, NULL for none. attribute: NULL for the element's text. */
static void add_value(Comparison *comparison, xmlNode *old, const xmlNode *new,
                      const char *attribute, const char *old_text, const char *new_text) {
  if (same(old_text, new_text))
    return;
  const char *from = old_text ? old_text : "", *to = new_text ? new_text : "";
  const char *name = attribute ? attribute : (const char *)new->name;
  Arena *arena = comparison->arena;
  bool figures = (is_figure(from) || is_figure(to)) && !has_han(from) && !has_han(to);
  add(comparison, (Fact){.kind = FACT_VALUE,
                         .place = place_of(old, attribute, arena),
                         .old = arena_copy(arena, from),
                         .new = arena_copy(arena, to),
                         .unit = figures ? arena_copy(arena, unit_of(new, name)) : "",
                         .is_figure = figures,
                         .old_pos = xml_pos(comparison->old_file, old),
                         .new_pos = xml_pos(comparison->new_file, new),
                         .node = old,
                         .attribute = attribute ? arena_copy(arena, attribute) : NULL});
}

static void compare_attributes(Comparison *comparison, xmlNode *old, const xmlNode *new) {
  for (const xmlAttr *attr = old->properties; attr; attr = attr->next) {
    const char *name = (const char *)attr->name;
    add_value(comparison, old, new, name, xml_attr(old, name), xml_attr(new, name));
  }
  for (const xmlAttr *attr = new->properties; attr; attr = attr->next) {
    const char *name = (const char *)attr->name;
    if (!xml_attr(old, name))
      add_value(comparison, old, new, name, NULL, xml_attr(new, name));
  }
}

/* How many elements before node have its name and key. */
static int ordinal_of(const xmlNode *node) {
  int ordinal = 0;
  const char *name = (const char *)node->name;
  for (const xmlNode *at = xml_child(node->parent, name); at != node; at = xml_next(at, name))
    ordinal += same(key_of(at), key_of(node));
  return ordinal;
}

/* The counterpart of child in the other version's parent; NULL for none. */
static xmlNode *partner_of(const xmlNode *child, const xmlNode *parent) {
  const char *name = (const char *)child->name, *key = key_of(child);
  int ordinal = ordinal_of(child);
  for (xmlNode *at = xml_child(parent, name); at; at = xml_next(at, name))
    if (same(key_of(at), key) && ordinal-- == 0)
      return at;
  return NULL;
}

/* Whether the element is one that is compared here at all. */
static bool is_compared(const xmlNode *node) {
  return !is_left_out(node) && (key_of(node) || stands_once(node));
}

static xmlNode *before(const xmlNode *node) {
  for (xmlNode *at = node->prev; at; at = at->prev)
    if (at->type == XML_ELEMENT_NODE)
      return at;
  return NULL;
}

enum { LIKE = 400 }; /* of 1000: names that may be one another's */

static bool keys_are_alike(const xmlNode *a, const xmlNode *b) {
  if (!key_of(a) || !key_of(b))
    return false;
  Arena *arena = arena_new();
  Pairs of_a = words_pairs((Piece){key_of(a), strlen(key_of(a))}, arena);
  Pairs of_b = words_pairs((Piece){key_of(b), strlen(key_of(b))}, arena);
  bool alike = words_likeness(&of_a, &of_b) >= LIKE;
  arena_free(arena);
  return alike;
}

/* An element whose name was changed a little: it stands behind the same element,
 * and neither has a counterpart of its own. */
static xmlNode *renamed(const xmlNode *child, const xmlNode *new_parent) {
  const xmlNode *previous = before(child);
  xmlNode *behind = previous ? partner_of(previous, new_parent) : NULL;
  xmlNode *other =
      previous ? (behind ? xml_next(behind, NULL) : NULL) : xml_child(new_parent, NULL);
  bool fits = other && xml_is(other, (const char *)child->name) && keys_are_alike(child, other) &&
              !partner_of(other, child->parent);
  return fits ? other : NULL;
}

static xmlNode *counterpart(const xmlNode *child, const xmlNode *parent) {
  xmlNode *partner = partner_of(child, parent);
  return partner ? partner : renamed(child, parent);
}

static void compare(Comparison *comparison, xmlNode *old, xmlNode *new);

static void add_element(Comparison *comparison, FactKind kind, const xmlNode *node, Fact fact) {
  fact.kind = kind;
  fact.place = place_of(node, NULL, comparison->arena);
  fact.old = fact.new = fact.unit = "";
  add(comparison, fact);
}

static void compare_old_children(Comparison *comparison, xmlNode *old, const xmlNode *new) {
  for (xmlNode *child = xml_child(old, NULL); child; child = xml_next(child, NULL)) {
    if (!is_compared(child))
      continue;
    xmlNode *partner = counterpart(child, new);
    if (partner)
      compare(comparison, child, partner);
    else
      add_element(comparison, FACT_REMOVED, child,
                  (Fact){.old_pos = xml_pos(comparison->old_file, child), .node = child});
  }
}

static void compare_new_children(Comparison *comparison, xmlNode *old, const xmlNode *new) {
  xmlNode *after = NULL;
  size_t follows = 0;
  for (xmlNode *child = xml_child(new, NULL); child; child = xml_next(child, NULL)) {
    xmlNode *partner = counterpart(child, old);
    if (partner) {
      after = partner;
      follows = 0;
    } else if (is_compared(child)) {
      add_element(comparison, FACT_ADDED, child,
                  (Fact){.new_pos = xml_pos(comparison->new_file, child),
                         .node = old,
                         .more = child,
                         .after = after,
                         .follows = follows});
      follows = comparison->facts.count;
    }
  }
}

static void compare(Comparison *comparison, xmlNode *old, xmlNode *new) {
  compare_attributes(comparison, old, new);
  if (xml_child(old, NULL) || xml_child(new, NULL)) {
    compare_old_children(comparison, old, new);
    compare_new_children(comparison, old, new);
  } else if (is_value(old, comparison->arena) && is_value(new, comparison->arena)) {
    add_value(comparison, old, new, NULL, xml_text(old, comparison->arena),
              xml_text(new, comparison->arena));
  }
}

Facts facts_compare(const Evaluation *old, const Evaluation *new, Arena *arena) {
  Comparison comparison = {.old_file = old->file, .new_file = new->file, .arena = arena};
  compare(&comparison, old->root, new->root);
  return comparison.facts;
}

static void apply_value(const Fact *fact, Evaluation *old) {
  if (!fact->attribute) {
    while (fact->node->children) {
      xmlNode *child = fact->node->children;
      xmlUnlinkNode(child);
      xmlFreeNode(child);
    }
    xmlNode *text = xmlNewText(BAD_CAST fact->new);
    if (!text || !xmlAddChild(fact->node, text))
      mem_exhausted();
  } else if (!*fact->new) {
    xmlUnsetProp(fact->node, BAD_CAST fact->attribute);
  } else if (!xmlSetProp(fact->node, BAD_CAST fact->attribute, BAD_CAST fact->new)) {
    mem_exhausted();
  }
  if (fact->node == old->root && same(fact->attribute, "年度"))
    old->year = atoi(fact->new);
}

static xmlNode *place_copy(xmlNode *copy, const Fact *fact, xmlNode *after) {
  if (after)
    return xmlAddNextSibling(after, copy);
  if (fact->node->children)
    return xmlAddPrevSibling(fact->node->children, copy);
  return xmlAddChild(fact->node, copy);
}

void facts_apply(Facts *facts, size_t index, Evaluation *old) {
  Fact *fact = &facts->items[index];
  if (fact->kind == FACT_VALUE) {
    apply_value(fact, old);
  } else if (fact->kind == FACT_REMOVED) {
    xmlUnlinkNode(fact->node);
    xmlFreeNode(fact->node);
  } else {
    xmlNode *copy = xmlDocCopyNode((xmlNode *)fact->more, old->file->tree, 1);
    xmlNode *after = fact->follows ? facts->items[fact->follows - 1].placed : fact->after;
    fact->placed = copy ? place_copy(copy, fact, after) : NULL;
    if (!fact->placed)
      mem_exhausted();
  }
}
