#include "doc/inline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/number.h"
#include "doc/raw.h"

enum { VALUE_DEPTH = 8, VALUE_COST = 16 };

/* What an element's content comes to. */
typedef struct Content {
  Raw raw;
  Source *source;
  int depth;             /* values within values */
  const xmlNode *quoted; /* the first element whose content was taken over */
  bool has_words;        /* the holder itself has text of its own */
  bool failed;
} Content;

static void put_children(Content *content, const xmlNode *holder, Item item);

static bool is_blank(const char *text, size_t len) {
  while (len > 0 && raw_is_space(text[len - 1]))
    len--;
  return len == 0;
}

/* The content of an element of the evaluation, in place of a 值 (or as an item
 * of a 列举). Expressions in it are relative to the root, as everywhere there. */
static void put_element(Content *content, const xmlNode *element, const xmlNode *place,
                        const char *expression) {
  if (content->depth == VALUE_DEPTH) {
    char limit[16];
    snprintf(limit, sizeof limit, "%d", VALUE_DEPTH);
    msg_add(content->source->messages, expr_pos(content->source->expr, place), VALUE_CIRCLE,
            expression, limit);
    content->failed = true;
    return;
  }
  if (!source_take(content->source, VALUE_COST, place))
    return;
  size_t start = content->raw.text.len;
  bool failed = content->failed;
  content->failed = false;
  if (!content->quoted)
    content->quoted = element;
  content->raw.edge = start;
  content->depth++;
  put_children(content, element, expr_root(content->source->expr));
  content->depth--;
  raw_trim(&content->raw, start);
  if (!content->failed && !source_spent(content->source) && content->raw.text.len == start) {
    msg_add(content->source->messages, expr_pos(content->source->expr, place), VALUE_MISSING,
            expression);
    content->failed = true;
  }
  content->failed |= failed;
}

/* Without the white space around it and the mark that closed it on its own. */
static Stretch bare(const Buf *raw, size_t start) {
  static const char *const marks[] = {"。", "；", "，"};
  size_t end = raw->len;
  bool more = true;
  while (more) {
    while (end > start && raw_is_space(raw->data[end - 1]))
      end--;
    more = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
      size_t len = strlen(marks[i]);
      if (end - start >= len && memcmp(raw->data + end - len, marks[i], len) == 0) {
        end -= len;
        more = true;
        break;
      }
    }
  }
  while (start < end && raw_is_space(raw->data[start]))
    start++;
  return (Stretch){start, end};
}

static bool ends_with(const Buf *text, size_t start, const char *mark) {
  size_t len = strlen(mark);
  return text->len - start >= len && memcmp(text->data + text->len - len, mark, len) == 0;
}

/* Ends the sentence put since start with the mark, once: not where it ends itself. */
static void put_end(Content *content, size_t start, const char *mark, const xmlNode *node) {
  static const char *const ends[] = {"！", "？", "。”", "！”", "？”"};
  Raw *raw = &content->raw;
  bool ended = ends_with(&raw->text, start, mark);
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    ended |= ends_with(&raw->text, start, ends[i]);
  if (ended)
    return;
  raw_cut(raw, bare(&raw->text, start).end);
  if (raw->text.len > start)
    raw_puts(raw, mark, node);
}

/* Where a value was written: what is computed is of the item that it tells about. */
static const xmlNode *written_at(const Content *content, const ExprValue *value,
                                 const xmlNode *node, Item item) {
  if (value->written)
    return value->written;
  return item.node == content->source->evaluation->root ? node : item.node;
}

static void put_value(Content *content, const xmlNode *node, Item item) {
  ExprValue value;
  const char *end = xml_attr(node, "尾");
  size_t start = content->raw.text.len;
  if (!expr_value(content->source->expr, node, "式", item, &value))
    content->failed = true;
  else if (value.element)
    put_element(content, value.element, node, xml_attr(node, "式"));
  else
    raw_puts(&content->raw, value.text, written_at(content, &value, node, item));
  if (end && content->raw.text.len > start)
    put_end(content, start, end, node);
}

/* Of nested kinds the inner one counts. */
static void put_span(Content *content, const xmlNode *node, Item item, SpanKind kind) {
  int outer = content->raw.kind;
  content->raw.kind = (int)kind;
  put_children(content, node, item);
  content->raw.kind = outer;
}

static void put_superscript(Content *content, const xmlNode *node, Item item) {
  put_span(content, node, item, SPAN_SUPERSCRIPT);
}

static void put_subscript(Content *content, const xmlNode *node, Item item) {
  put_span(content, node, item, SPAN_SUBSCRIPT);
}

static void put_bold(Content *content, const xmlNode *node, Item item) {
  put_span(content, node, item, SPAN_BOLD);
}

static void put_break(Content *content, const xmlNode *node, Item item) {
  (void)item;
  char bytes[4];
  raw_add(&content->raw, bytes, utf8_put(DOC_LINE_BREAK, bytes), node);
}

static const char *attr_or(const xmlNode *node, const char *name, const char *otherwise) {
  const char *value = xml_attr(node, name);
  return value ? value : otherwise;
}

/* 一是…；二是…。 One item alone stands without 一是. */
static void join(Raw *raw, const xmlNode *node, const Raw *part, const Stretch *items,
                 size_t count) {
  bool heads = count > 1 && strcmp(attr_or(node, "头", "是"), "否") != 0;
  const char *between = attr_or(node, "隔", "；");
  const char *tail = attr_or(node, "尾", "。");
  RawNext next = {0, 0};
  for (size_t i = 0; i < count; i++) {
    if (heads) {
      Buf number = {0};
      number_put_han(&number, (int64_t)i + 1);
      buf_puts(&number, "是");
      raw_add(raw, number.data, number.len, node);
      buf_free(&number);
    }
    raw_add_stretch(raw, part, items[i], &next);
    raw_puts(raw, i + 1 < count ? between : tail, node);
  }
}

static bool has_content(const xmlNode *node) {
  for (const xmlNode *child = node->children; child; child = child->next) {
    if (child->type == XML_ELEMENT_NODE ||
        (child->type == XML_TEXT_NODE && !xmlIsBlankNode((xmlNode *)child)))
      return true;
  }
  return false;
}

static void put_item(Content *part, const xmlNode *node, Item item, bool composed) {
  if (composed) {
    put_children(part, node, item);
  } else if (item.node->type == XML_ELEMENT_NODE) {
    put_element(part, item.node, node, xml_attr(node, "取"));
  } else {
    xmlChar *text = xmlNodeGetContent(item.node);
    if (!text)
      mem_exhausted();
    raw_puts(&part->raw, (const char *)text, item.node);
    xmlFree(text);
  }
}

static void put_list(Content *content, const xmlNode *node, Item item) {
  ExprNodes nodes;
  if (!expr_nodes(content->source->expr, node, "取", item, &nodes)) {
    content->failed = true;
    return;
  }
  Content part = {.raw = {.source = content->source, .kind = content->raw.kind},
                  .source = content->source,
                  .depth = content->depth};
  Stretch *items = mem_alloc(((size_t)nodes.count + 1) * sizeof *items);
  size_t count = 0;
  bool composed = has_content(node);
  for (int i = 0; i < nodes.count && !source_spent(content->source); i++) {
    size_t start = part.raw.text.len;
    put_item(&part, node, (Item){nodes.nodes[i], i + 1, nodes.count}, composed);
    Stretch stretch = bare(&part.raw.text, start);
    if (stretch.end > stretch.start)
      items[count++] = stretch;
  }
  join(&content->raw, node, &part.raw, items, count);
  if (!content->quoted)
    content->quoted = part.quoted;
  content->failed |= part.failed;
  content->has_words |= composed && part.has_words;
  free(items);
  raw_free(&part.raw);
  expr_nodes_free(&nodes);
}

static void visit_children(void *user, const xmlNode *holder, Item item) {
  put_children(user, holder, item);
}

static void put_node(Content *content, const xmlNode *node, Item item) {
  static const struct {
    const char *name;
    void (*put)(Content *, const xmlNode *, Item);
  } table[] = {{"值", put_value},       {"列举", put_list}, {"上标", put_superscript},
               {"下标", put_subscript}, {"粗", put_bold},   {"换行", put_break}};
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    if (xml_is(node, table[i].name)) {
      table[i].put(content, node, item);
      return;
    }
  }
  if (!source_control(content->source, node, item, visit_children, content))
    put_children(content, node, item);
}

static void put_children(Content *content, const xmlNode *holder, Item item) {
  for (const xmlNode *node = holder->children; node; node = node->next) {
    if (source_spent(content->source))
      return;
    if (node->type == XML_ELEMENT_NODE) {
      put_node(content, node, item);
    } else if (node->type == XML_TEXT_NODE) {
      const char *text = (const char *)node->content;
      size_t len = strlen(text);
      raw_add(&content->raw, text, len, node);
      content->has_words |= content->depth == 0 && !is_blank(text, len);
    }
  }
}

Rich inline_compose(Source *source, const xmlNode *holder, Item item) {
  Content content = {.raw = {.source = source, .kind = RAW_PLAIN}, .source = source};
  put_children(&content, holder, item);
  const xmlNode *origin = content.quoted && !content.has_words ? content.quoted : holder;
  Rich rich = {.text = "", .pos = expr_pos(source->expr, origin)};
  raw_fold(&content.raw, &rich);
  raw_free(&content.raw);
  return rich;
}

void inline_shift(Rich *rich, size_t by) {
  for (size_t i = 0; i < rich->span_count; i++) {
    rich->spans[i].start += by;
    rich->spans[i].end += by;
  }
  for (size_t i = 0; i < rich->origin_count; i++)
    rich->origins[i].at += by;
}
