/* The skeleton of a layout that builds on another: blocks known by their element
 * and 题 are changed, replaced, removed or moved; others are new. */
#include <string.h>

#include "layout/merge.h"
#include "xml/make.h"

/* What a skeleton holds once each, in the order of printing; chapters and other
 * text stand where 段 and 章 do. */
static const char *const order[] = {"封面", "红头", "目录",     "附件标", "标题", "主送",
                                    "段",   "章",   "附件说明", "落款",   "附件", "版记"};
enum { ORDER_COUNT = sizeof order / sizeof *order };

static bool is_one_of(const xmlNode *node, const char *const names[], size_t count) {
  for (size_t i = 0; i < count; i++)
    if (xml_is(node, names[i]))
      return true;
  return false;
}

static bool is_titled(const xmlNode *node) {
  static const char *const names[] = {"章", "节", "附件", "表", "图", "图片"};
  return is_one_of(node, names, sizeof names / sizeof *names);
}

/* There is one in a skeleton, so its element names it. */
static bool is_single(const xmlNode *node) {
  return is_one_of(node, order, ORDER_COUNT) && !is_titled(node) && !xml_is(node, "段");
}

static bool is_control(const xmlNode *node) {
  static const char *const names[] = {"若", "择", "当", "否则", "每"};
  return is_one_of(node, names, sizeof names / sizeof *names);
}

/* Tables and charts are known wherever they stand, all others only beside what
 * they are to be changed with. Conditions around them don't count. */
static bool is_searched(const xmlNode *node, const char *name) {
  bool deep = strcmp(name, "表") == 0 || strcmp(name, "图") == 0 || strcmp(name, "图片") == 0;
  return is_control(node) || (deep && is_titled(node) && !xml_is(node, "表"));
}

static const char *title_of(const xmlNode *node) {
  const char *name = xml_is(node, "表") ? xml_attr(node, "名") : NULL;
  return name ? name : xml_attr(node, "题");
}

static bool is_called(Merge *merge, const xmlNode *node, const char *name, const char *title) {
  if (!xml_is(node, name))
    return false;
  if (!title)
    return true;
  if (xml_is(node, "表") && merge_same(merge, xml_attr(node, "名"), title))
    return true;
  return merge_same(merge, xml_attr(node, "题"), title);
}

/* title: NULL for what has none. */
static xmlNode *find_called(Merge *merge, const xmlNode *base, const char *name,
                            const char *title) {
  for (xmlNode *at = xml_child(base, NULL); at && merge->budget-- > 0; at = xml_next(at, NULL)) {
    if (is_called(merge, at, name, title))
      return at;
    xmlNode *found = is_searched(at, name) ? find_called(merge, at, name, title) : NULL;
    if (found)
      return found;
  }
  return NULL;
}

static xmlNode *find_block(Merge *merge, const xmlNode *base, const xmlNode *change) {
  if (is_single(change))
    return find_called(merge, base, (const char *)change->name, NULL);
  const char *title = is_titled(change) ? title_of(change) : NULL;
  return title ? find_called(merge, base, (const char *)change->name, title) : NULL;
}

/* The child of base that node is or stands in. */
static xmlNode *top_of(const xmlNode *base, xmlNode *node) {
  while (node && node->parent != base)
    node = node->parent;
  return node;
}

static void put_after(xmlNode *anchor, xmlNode *node) {
  if (anchor != node && !xmlAddNextSibling(anchor, node))
    mem_exhausted();
}

/* The blank lines under a block belong to it. */
static xmlNode *end_of(xmlNode *block, const xmlNode *node) {
  xmlNode *next = xml_next(block, NULL);
  for (; next && next != node && xml_is(next, "空行"); next = xml_next(block, NULL))
    block = next;
  return block;
}

static void put_before(xmlNode *anchor, xmlNode *node) {
  if (anchor != node && !xmlAddPrevSibling(anchor, node))
    mem_exhausted();
}

/* Where the office says that a block goes; false when it says nothing. */
static bool place_as_said(Merge *merge, xmlNode *base, const xmlNode *change, xmlNode *node) {
  static const char *const sorts[] = {"章", "节", "表", "附件", "图"};
  const char *before = xml_attr(change, "前题"), *after = xml_attr(change, "后题");
  if (!before && !after)
    return false;
  if (before && after)
    msg_add(merge->messages, merge_pos(merge, change), LAYOUT_TWO_PLACES, NULL);
  xmlNode *anchor = NULL;
  for (size_t i = 0; !anchor && i < sizeof sorts / sizeof *sorts; i++)
    anchor = top_of(base, find_called(merge, base, sorts[i], before ? before : after));
  if (!anchor)
    msg_add(merge->messages, merge_pos(merge, change), LAYOUT_NO_ANCHOR, before ? before : after);
  else if (before)
    put_before(anchor, node);
  else
    put_after(anchor, node);
  return anchor != NULL;
}

static int rank_of(const xmlNode *node) {
  int rank = 0;
  while (rank < ORDER_COUNT && !xml_is(node, order[rank]))
    rank++;
  return rank < ORDER_COUNT ? rank : -1;
}

/* What stands once stays behind what is printed before it: 落款 behind 附件说明. */
static xmlNode *end_of_lower(xmlNode *block, const xmlNode *node) {
  xmlNode *next = xml_next(block, NULL);
  for (; is_single(node) && next && is_single(next) && rank_of(next) < rank_of(node);
       next = xml_next(block, NULL))
    block = next;
  return block;
}

static int rank_in_order(const xmlNode *node) {
  static const xmlNode text = {.type = XML_ELEMENT_NODE, .name = BAD_CAST "段"};
  return rank_of(node) >= 0 ? rank_of(node) : rank_of(&text);
}

/* And before what is printed after it: a 章 before 附件说明. */
static xmlNode *start_of_higher(xmlNode *block, const xmlNode *node) {
  xmlNode *before = xmlPreviousElementSibling(block);
  for (; before && is_single(before) && rank_of(before) > rank_in_order(node);
       before = xmlPreviousElementSibling(block))
    block = before;
  return block;
}

static xmlNode *last_of_kind(const xmlNode *base, const xmlNode *node) {
  xmlNode *last = NULL, *at = xml_child(base, (const char *)node->name);
  for (; at; at = xml_next(at, (const char *)node->name))
    last = at != node ? at : last;
  return last;
}

/* Behind the last of its kind or, when it is the first, before what is printed
 * after it; what has no place of its own in the order goes with the text. */
static void place_by_order(xmlNode *base, xmlNode *node) {
  xmlNode *last = is_titled(node) ? last_of_kind(base, node) : NULL;
  if (last) {
    put_after(last, node);
    return;
  }
  int rank = rank_in_order(node);
  xmlNode *at = xml_child(base, NULL);
  while (at && (at == node || rank_of(at) <= rank))
    at = xml_next(at, NULL);
  if (at)
    put_before(at, node);
}

/* Stands before all text, whatever is written beside it. */
static bool is_front(const xmlNode *node) {
  static const char *const names[] = {"封面", "红头", "目录"};
  return is_one_of(node, names, sizeof names / sizeof *names);
}

/* Printed behind all chapters. */
static bool is_back(const xmlNode *node) {
  static const char *const names[] = {"附件说明", "落款", "附件", "版记"};
  return is_one_of(node, names, sizeof names / sizeof *names);
}

static bool holds_chapter(const xmlNode *node) {
  if (xml_is(node, "章"))
    return true;
  const xmlNode *at = is_control(node) ? xml_child(node, NULL) : NULL;
  while (at && !holds_chapter(at))
    at = xml_next(at, NULL);
  return at != NULL;
}

/* The last chapter behind this one; NULL when there is none. */
static xmlNode *last_chapter(xmlNode *block) {
  xmlNode *last = NULL;
  for (xmlNode *at = xml_next(block, NULL); at; at = xml_next(at, NULL))
    last = holds_chapter(at) ? at : last;
  return last;
}

/* Whether the block, which would stand behind last, comes before a chapter that way; then it is
 * put behind them all. */
static bool place_behind_chapters(xmlNode *base, xmlNode *last, xmlNode *node) {
  xmlNode *chapter = last && is_back(node) ? last_chapter(last) : NULL;
  if (chapter && is_titled(node))
    place_by_order(base, node);
  else if (chapter)
    put_after(end_of_lower(end_of(chapter, node), node), node);
  return chapter != NULL;
}

/* A new block: as said; else behind the one written before it, before the one
 * written after it, or by the order of printing. */
static void place_new(Merge *merge, xmlNode *base, const xmlNode *change, xmlNode *last,
                      xmlNode *node) {
  if (!xmlAddChild(base, node))
    mem_exhausted();
  if (place_as_said(merge, base, change, node))
    return;
  if (is_front(node)) {
    place_by_order(base, node);
    return;
  }
  if (place_behind_chapters(base, last, node))
    return;
  if (last) {
    put_after(xml_is(node, "空行") ? last : end_of_lower(end_of(last, node), node), node);
    return;
  }
  xmlNode *next = NULL;
  for (const xmlNode *at = xml_next(change, NULL); !next && at; at = xml_next(at, NULL))
    next = top_of(base, find_block(merge, base, at));
  if (next && next != node)
    put_before(start_of_higher(next, node), node);
  else
    place_by_order(base, node);
}

static void rename_block(Merge *merge, xmlNode *base, const xmlNode *change) {
  const char *title = xml_attr(change, "新题");
  if (title)
    xml_make_attr(merge->into, base, "题", title, merge_pos(merge, change));
}

static void say(Merge *merge, const xmlNode *change, MsgId id) {
  const char *title = title_of(change);
  msg_add(merge->messages, merge_pos(merge, change), id, (const char *)change->name,
          title ? title : "");
}

static xmlNode *change_block(Merge *merge, xmlNode *found, const xmlNode *change);

/* Moves the tables that an annex takes over to where the annex names them. copy:
 * of change, and of the same shape. */
static void take_tables(Merge *merge, xmlNode *copy, const xmlNode *change) {
  xmlNode *skeleton = xml_child(xmlDocGetRootElement(merge->into->tree), "骨架");
  xmlNode *at = xml_child(copy, NULL), *next;
  for (const xmlNode *from = xml_child(change, NULL); from;
       from = xml_next(from, NULL), at = next) {
    next = xml_next(at, NULL);
    if (!merge_takes(from)) {
      take_tables(merge, at, from);
      continue;
    }
    xmlNode *table = find_block(merge, skeleton, from);
    if (!table)
      say(merge, from, LAYOUT_NOTHING_THERE);
    else if (!xmlReplaceNode(at, change_block(merge, table, from)))
      mem_exhausted();
    else
      xmlFreeNode(at);
  }
}

static xmlNode *copy_block(Merge *merge, const xmlNode *change) {
  xmlNode *copy = merge_copy(merge, change);
  take_tables(merge, copy, change);
  return copy;
}

/* The block as it stands in base afterwards. */
static xmlNode *change_block(Merge *merge, xmlNode *found, const xmlNode *change) {
  if (!merge_says(change, "改")) {
    if (xml_attr(change, "新题"))
      msg_add(merge->messages, merge_pos(merge, change), LAYOUT_NEW_TITLE,
              title_of(change) ? title_of(change) : (const char *)change->name);
    xmlNode *copy = copy_block(merge, change);
    if (!xmlReplaceNode(found, copy))
      mem_exhausted();
    xmlFreeNode(found);
    return copy;
  }
  merge_attributes(merge, found, change, title_of(change) ? "题" : NULL);
  rename_block(merge, found, change);
  if (xml_is(found, "表"))
    merge_table(merge, found, change);
  else
    merge_blocks(merge, found, change);
  return found;
}

/* What comes next goes where the removed one stood. */
static xmlNode *remove_block(const xmlNode *base, xmlNode *found, xmlNode *last) {
  xmlNode *before = found->parent == base ? xmlPreviousElementSibling(found) : last;
  merge_remove(found);
  return before;
}

/* last: behind which a new block goes; NULL when nothing stands before it.
 * Returns what the next one goes behind. */
static xmlNode *merge_block(Merge *merge, xmlNode *base, const xmlNode *change, xmlNode *last) {
  xmlNode *found = find_block(merge, base, change);
  bool removes = merge_says(change, "去");
  if (!found && (removes || merge_says(change, "改"))) {
    say(merge, change, LAYOUT_NOTHING_THERE);
    return last;
  }
  if (found && merge_is_own(merge, found)) {
    say(merge, change, LAYOUT_CHANGED_TWICE);
    return last;
  }
  if (removes)
    return remove_block(base, found, last);
  xmlNode *block = found ? change_block(merge, found, change) : copy_block(merge, change);
  if (found)
    place_as_said(merge, base, change, top_of(base, block));
  else
    place_new(merge, base, change, last, block);
  return top_of(base, block);
}

void merge_blocks(Merge *merge, xmlNode *base, const xmlNode *change) {
  xmlNode *last = NULL;
  const xmlNode *at = xml_child(change, NULL);
  for (; at && merge->budget > 0; at = xml_next(at, NULL))
    last = merge_block(merge, base, at, last);
}
