#include "layout/merge.h"

#include <string.h>

#include "xml/make.h"

/* Comparisons that one layout may cost: more than any office needs by far. */
#define BUDGET 20000000L

/* Attributes that say how to merge, and are of no use afterwards. */
static const char *const directions[] = {"以", "去", "改", "前题", "后题", "新题"};

static bool is_direction(const char *name) {
  for (size_t i = 0; i < sizeof directions / sizeof *directions; i++)
    if (strcmp(directions[i], name) == 0)
      return true;
  return false;
}

bool merge_says(const xmlNode *change, const char *attribute) {
  const char *value = xml_attr(change, attribute);
  return value && strcmp(value, "是") == 0;
}

/* Says 否. */
static bool denies(const xmlNode *change, const char *attribute) {
  const char *value = xml_attr(change, attribute);
  return value && !merge_says(change, attribute);
}

bool merge_same(Merge *merge, const char *left, const char *right) {
  return left && right && merge->budget-- > 0 && strcmp(left, right) == 0;
}

/* As it may be kept: the changing file goes before the merged one does. */
static Pos kept(const Merge *merge, Pos pos) {
  if (pos.file == merge->from->path)
    pos.file = merge->path;
  return pos;
}

Pos merge_pos(const Merge *merge, const xmlNode *change) {
  return kept(merge, xml_pos(merge->from, change));
}

bool merge_is_own(const Merge *merge, const xmlNode *node) {
  return xml_pos(merge->into, node).file == merge->path;
}

void merge_remove(xmlNode *node) {
  xmlUnlinkNode(node);
  xmlFreeNode(node);
}

void merge_append(Merge *merge, xmlNode *parent, xmlNode *node) {
  xmlNode *last = NULL, *at = xml_child(parent, (const char *)node->name);
  for (; at && merge->budget-- > 0; at = xml_next(at, (const char *)node->name))
    last = at;
  if (!(last ? xmlAddNextSibling(last, node) : xmlAddChild(parent, node)))
    mem_exhausted();
}

bool merge_takes(const xmlNode *node) {
  const xmlNode *holder = node->parent;
  if (!xml_is(node, "表") || !merge_says(node, "改"))
    return false;
  while (holder && !xml_is(holder, "附件"))
    holder = holder->parent;
  return holder != NULL;
}

/* The node is such a table or stands in one. */
static bool is_taken(const xmlNode *node) {
  while (node && !merge_takes(node))
    node = node->parent;
  return node != NULL;
}

/* Directions inside something that is taken over whole have nothing to change. */
static void check_plain(Merge *merge, const xmlNode *node, const xmlNode *whole) {
  for (const xmlAttr *attr = node->properties; node != whole && attr; attr = attr->next)
    if (is_direction((const char *)attr->name) && !is_taken(node))
      msg_add(merge->messages, merge_pos(merge, node), LAYOUT_NOT_CHANGED, (const char *)attr->name,
              (const char *)whole->name);
}

/* A copy has the shape of what it was made from. */
static void copy_places(Merge *merge, xmlNode *copy, const xmlNode *node, const xmlNode *whole) {
  check_plain(merge, node, whole);
  xml_make_pos(merge->into, copy, merge_pos(merge, node));
  const xmlNode *from = node->children;
  for (xmlNode *to = copy->children; to && from; to = to->next, from = from->next)
    if (to->type == XML_ELEMENT_NODE)
      copy_places(merge, to, from, whole);
}

static void drop_directions(xmlNode *node) {
  for (xmlAttr *attr = node->properties, *next; attr; attr = next) {
    next = attr->next;
    if (is_direction((const char *)attr->name))
      xmlRemoveProp(attr);
  }
}

xmlNode *merge_copy(Merge *merge, const xmlNode *node) {
  xmlNode *copy = xmlDocCopyNode((xmlNode *)node, merge->into->tree, 1);
  if (!copy)
    mem_exhausted();
  copy_places(merge, copy, node, node);
  drop_directions(copy);
  return copy;
}

/* Attributes that stay keep their place when the element takes another. */
static void pin_attributes(xmlNode *base) {
  Pos *pos = base->_private;
  for (xmlAttr *attr = base->properties; pos && attr; attr = attr->next)
    if (!attr->_private)
      attr->_private = pos;
}

void merge_attributes(Merge *merge, xmlNode *base, const xmlNode *change, const char *key) {
  Pos pos = merge_pos(merge, change);
  pin_attributes(base);
  xml_make_pos(merge->into, base, pos);
  for (const xmlAttr *attr = change->properties; attr; attr = attr->next) {
    const char *name = (const char *)attr->name;
    if (!is_direction(name) && !(key && strcmp(name, key) == 0))
      xml_make_attr(merge->into, base, name, xml_attr(change, name), pos);
  }
}

/* The attribute by which an element of the settings is known; NULL: there is but
 * one so called. */
static const char *key_of(const xmlNode *node) {
  static const char *const keys[][2] = {
      {"样式", "名"}, {"编号", "级"}, {"必填", "取"}, {"规则", "名"}, {"关", "规则"}};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    if (xml_is(node, keys[i][0]))
      return keys[i][1];
  return NULL;
}

static xmlNode *find_setting(Merge *merge, const xmlNode *base, const xmlNode *change) {
  const char *key = key_of(change), *name = (const char *)change->name;
  xmlNode *at = xml_child(base, name);
  while (key && at && !merge_same(merge, xml_attr(at, key), xml_attr(change, key)))
    at = xml_next(at, name);
  return at;
}

/* Grades and weights make sense only together: given here, they are all there are. */
static bool is_of_a_set(const xmlNode *change) {
  return xml_is(change, "等级") || xml_is(change, "权重");
}

static void remove_set(Merge *merge, const xmlNode *base, const xmlNode *change) {
  const char *name = (const char *)change->name;
  for (xmlNode *at = xml_child(base, name), *next; at && merge->budget-- > 0; at = next) {
    next = xml_next(at, name);
    if (!merge_is_own(merge, at))
      merge_remove(at);
  }
}

static void say(Merge *merge, const xmlNode *change, MsgId id) {
  const char *key = key_of(change), *value = key ? xml_attr(change, key) : NULL;
  msg_add(merge->messages, merge_pos(merge, change), id, (const char *)change->name,
          value ? value : "");
}

static void merge_settings(Merge *merge, xmlNode *base, const xmlNode *change);

static void change_setting(Merge *merge, xmlNode *found, const xmlNode *change) {
  merge_attributes(merge, found, change, key_of(change));
  if (xml_is(change, "骨架"))
    merge_blocks(merge, found, change);
  else
    merge_settings(merge, found, change);
}

static void merge_setting(Merge *merge, xmlNode *base, const xmlNode *change) {
  if (is_of_a_set(change)) {
    remove_set(merge, base, change);
    merge_append(merge, base, merge_copy(merge, change));
    return;
  }
  xmlNode *found = find_setting(merge, base, change);
  bool removes = merge_says(change, "去");
  /* A style without its code changes one that is there. */
  bool changes = removes || (xml_is(change, "样式") && !xml_attr(change, "代号"));
  if (found && merge_is_own(merge, found))
    say(merge, change, LAYOUT_CHANGED_TWICE);
  else if (changes && !found)
    say(merge, change, LAYOUT_NOTHING_THERE);
  else if (found && !removes && !denies(change, "改"))
    change_setting(merge, found, change);
  else {
    if (!removes)
      merge_append(merge, base, merge_copy(merge, change));
    if (found)
      merge_remove(found);
  }
}

static void merge_settings(Merge *merge, xmlNode *base, const xmlNode *change) {
  const xmlNode *at = xml_child(change, NULL);
  for (; at && merge->budget > 0; at = xml_next(at, NULL))
    merge_setting(merge, base, at);
}

void merge_layout(XmlFile *into, const XmlFile *from, Messages *messages) {
  Merge merge = {.into = into,
                 .from = from,
                 .path = arena_copy(into->arena, from->path),
                 .messages = messages,
                 .budget = BUDGET};
  xmlNode *base = xmlDocGetRootElement(into->tree);
  const xmlNode *change = xmlDocGetRootElement(from->tree);
  merge_attributes(&merge, base, change, NULL);
  merge_settings(&merge, base, change);
  into->path = merge.path;
  if (merge.budget <= 0)
    msg_add(messages, pos_file(merge.path), LAYOUT_TOO_MANY_CHANGES, NULL);
}
