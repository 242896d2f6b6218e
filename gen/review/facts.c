#include "review/facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "review/seq.h"
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

/* What may be a figure with words about it: 约12万元. */
static bool is_measured(const char *name) {
  static const char *const names[] = {"目标", "实际", "值"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(names[i], name) == 0)
      return true;
  return false;
}

static bool is_left_out(const xmlNode *node) {
  return xml_is(node, "正文") || xml_is(node, "校核");
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
  bool plain = (is_figure(from) || is_figure(to)) && !has_han(from) && !has_han(to);
  Replacement replaced = words_replaced((Piece){from, strlen(from)}, (Piece){to, strlen(to)});
  bool figures = plain || (replaced != REPLACED_WORDS && is_measured(name));
  add(comparison, (Fact){.kind = FACT_VALUE,
                         .place = place_of(old, attribute, arena),
                         .old = arena_copy(arena, from),
                         .new = arena_copy(arena, to),
                         .unit = plain ? arena_copy(arena, unit_of(new, name)) : "",
                         .is_figure = figures,
                         .is_notation = figures &&replaced == REPLACED_NOTATION,
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

/* A child element, and its counterpart in the other version. */
typedef struct Child {
  xmlNode *node;
  const char *name, *key; /* key "": none */
  size_t index, partner;  /* SEQ_NONE: none */
  bool is_compared;
} Child;

typedef struct Children {
  Child *items; /* in their order */
  Child **sorted;
  size_t count;
} Children;

static int compare_children(const void *left, const void *right) {
  const Child *a = *(Child *const *)left, *b = *(Child *const *)right;
  int order = strcmp(a->name, b->name);
  if (order == 0)
    order = strcmp(a->key, b->key);
  return order ? order : (a->index > b->index) - (a->index < b->index);
}

/* Those without a key are compared here only where they stand once. */
static void find_compared(Children *children) {
  for (size_t i = 0; i < children->count; i++) {
    Child *child = children->sorted[i];
    bool stands_once =
        (i == 0 || strcmp(children->sorted[i - 1]->name, child->name) != 0) &&
        (i + 1 == children->count || strcmp(children->sorted[i + 1]->name, child->name) != 0);
    child->is_compared = !is_left_out(child->node) && (*child->key || stands_once);
  }
}

static Children children_of(const xmlNode *parent, Arena *arena) {
  Children children = {0};
  for (xmlNode *node = xml_child(parent, NULL); node; node = xml_next(node, NULL))
    children.count++;
  children.items = arena_array(arena, children.count + 1, sizeof *children.items);
  children.sorted = arena_array(arena, children.count + 1, sizeof *children.sorted);
  size_t index = 0;
  for (xmlNode *node = xml_child(parent, NULL); node; node = xml_next(node, NULL), index++) {
    const char *key = key_of(node);
    children.items[index] = (Child){.node = node,
                                    .name = (const char *)node->name,
                                    .key = key ? key : "",
                                    .index = index,
                                    .partner = SEQ_NONE};
    children.sorted[index] = &children.items[index];
  }
  qsort(children.sorted, children.count, sizeof *children.sorted, compare_children);
  find_compared(&children);
  return children;
}

/* Of those with the same name and key the first belongs to the first. */
static void pair_same(Children *old, Children *new) {
  for (size_t i = 0, k = 0; i < old->count && k < new->count;) {
    Child *a = old->sorted[i], *b = new->sorted[k];
    int order = strcmp(a->name, b->name);
    if (order == 0)
      order = strcmp(a->key, b->key);
    if (order == 0) {
      a->partner = b->index;
      b->partner = a->index;
    }
    i += order <= 0;
    k += order >= 0;
  }
}

enum { LIKE = 400 }; /* of 1000: names that may be one another's */

static bool are_alike(const Child *a, const Child *b) {
  if (!*a->key || !*b->key || strcmp(a->name, b->name) != 0)
    return false;
  Arena *arena = arena_new();
  Pairs of_a = words_pairs((Piece){a->key, strlen(a->key)}, arena);
  Pairs of_b = words_pairs((Piece){b->key, strlen(b->key)}, arena);
  bool alike = words_likeness(&of_a, &of_b) >= LIKE;
  arena_free(arena);
  return alike;
}

/* Elements whose name was changed a little: they stand behind the same element,
 * and neither has a counterpart of its own. */
static void pair_renamed(Children *old, Children *new) {
  for (size_t i = 0; i < old->count; i++) {
    size_t k = i == 0 ? 0 : old->items[i - 1].partner + 1;
    if (old->items[i].partner != SEQ_NONE || (i > 0 && old->items[i - 1].partner == SEQ_NONE) ||
        k >= new->count || new->items[k].partner != SEQ_NONE ||
        !are_alike(&old->items[i], &new->items[k]))
      continue;
    old->items[i].partner = k;
    new->items[k].partner = i;
  }
}

static void compare(Comparison *comparison, xmlNode *old, xmlNode *new);

static void add_element(Comparison *comparison, FactKind kind, const xmlNode *node, Fact fact) {
  fact.kind = kind;
  fact.place = place_of(node, NULL, comparison->arena);
  fact.old = fact.new = fact.unit = "";
  add(comparison, fact);
}

static void compare_old_children(Comparison *comparison, const Children *old, const Children *new) {
  for (size_t i = 0; i < old->count; i++) {
    const Child *child = &old->items[i];
    if (!child->is_compared)
      continue;
    if (child->partner != SEQ_NONE)
      compare(comparison, child->node, new->items[child->partner].node);
    else
      add_element(
          comparison, FACT_REMOVED, child->node,
          (Fact){.old_pos = xml_pos(comparison->old_file, child->node), .node = child->node});
  }
}

static void compare_new_children(Comparison *comparison, xmlNode *parent, const Children *old,
                                 const Children *new) {
  xmlNode *after = NULL;
  size_t follows = 0;
  for (size_t i = 0; i < new->count; i++) {
    const Child *child = &new->items[i];
    if (child->partner != SEQ_NONE) {
      after = old->items[child->partner].node;
      follows = 0;
    } else if (child->is_compared) {
      add_element(comparison, FACT_ADDED, child->node,
                  (Fact){.new_pos = xml_pos(comparison->new_file, child->node),
                         .node = parent,
                         .more = child->node,
                         .after = after,
                         .follows = follows});
      follows = comparison->facts.count;
    }
  }
}

static void compare_children_of(Comparison *comparison, xmlNode *old, const xmlNode *new) {
  Children a = children_of(old, comparison->arena), b = children_of(new, comparison->arena);
  pair_same(&a, &b);
  pair_renamed(&a, &b);
  compare_old_children(comparison, &a, &b);
  compare_new_children(comparison, old, &a, &b);
}

static void compare(Comparison *comparison, xmlNode *old, xmlNode *new) {
  compare_attributes(comparison, old, new);
  if (xml_child(old, NULL) || xml_child(new, NULL)) {
    compare_children_of(comparison, old, new);
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
