#include "doc/inline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/number.h"

enum { VALUE_DEPTH = 8, VALUE_COST = 16, NO_SPAN = -1 };

/* Text while it is put together, white space not yet folded. */
typedef struct Draft {
  Source *source;
  Buf raw;
  Span *spans; /* of raw */
  size_t span_count, span_capacity;
  Origin *origins; /* of raw */
  size_t origin_count, origin_capacity;
  size_t edge;           /* where the value being put began: no white space first */
  int kind;              /* SpanKind of what is added next, or NO_SPAN */
  int depth;             /* values within values */
  const xmlNode *quoted; /* the first element whose content was taken over */
  bool has_words;        /* the holder itself has text of its own */
  bool failed;
} Draft;

static void put_children(Draft *draft, const xmlNode *holder, Item item);

static void add_span(Draft *draft, SpanKind kind, size_t start, size_t end) {
  Span *last = draft->span_count ? &draft->spans[draft->span_count - 1] : NULL;
  if (last && last->kind == kind && last->end == start) {
    last->end = end;
    return;
  }
  draft->spans =
      mem_grow(draft->spans, draft->span_count, &draft->span_capacity, sizeof *draft->spans);
  draft->spans[draft->span_count++] = (Span){kind, start, end, NULL};
}

static void add_origin(Draft *draft, size_t at, Pos pos) {
  const Origin *last = draft->origin_count ? &draft->origins[draft->origin_count - 1] : NULL;
  if (last && pos_equal(last->pos, pos))
    return;
  draft->origins = mem_grow(draft->origins, draft->origin_count, &draft->origin_capacity,
                            sizeof *draft->origins);
  draft->origins[draft->origin_count++] = (Origin){at, pos};
}

static bool is_space(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static bool is_blank(const char *text, size_t len) {
  while (len > 0 && is_space(text[len - 1]))
    len--;
  return len == 0;
}

static void put_text(Draft *draft, const char *text, size_t len, const xmlNode *node) {
  for (; draft->raw.len == draft->edge && len > 0 && is_space(*text); len--)
    text++;
  if (len == 0 || !source_take(draft->source, len, node))
    return;
  size_t start = draft->raw.len;
  add_origin(draft, start, expr_pos(draft->source->expr, node));
  buf_add(&draft->raw, text, len);
  if (draft->kind != NO_SPAN)
    add_span(draft, (SpanKind)draft->kind, start, draft->raw.len);
}

static void put_string(Draft *draft, const char *text, const xmlNode *node) {
  put_text(draft, text, strlen(text), node);
}

/* Takes white space at the end back, down to start. */
static void trim_end(Draft *draft, size_t start) {
  while (draft->raw.len > start && is_space(draft->raw.data[draft->raw.len - 1]))
    draft->raw.len--;
  for (size_t i = draft->origin_count; i > 0 && draft->origins[i - 1].at > draft->raw.len; i--)
    draft->origins[i - 1].at = draft->raw.len;
  while (draft->span_count > 0) {
    Span *last = &draft->spans[draft->span_count - 1];
    if (last->end > draft->raw.len)
      last->end = draft->raw.len;
    if (last->start < last->end)
      return;
    draft->span_count--;
  }
}

/* The content of an element of the evaluation, in place of a 值 (or as an item
 * of a 列举). Expressions in it are relative to the root, as everywhere there. */
static void put_element(Draft *draft, const xmlNode *element, const xmlNode *place,
                        const char *expression) {
  if (draft->depth == VALUE_DEPTH) {
    char limit[16];
    snprintf(limit, sizeof limit, "%d", VALUE_DEPTH);
    msg_add(draft->source->messages, expr_pos(draft->source->expr, place), VALUE_CIRCLE, expression,
            limit);
    draft->failed = true;
    return;
  }
  if (!source_take(draft->source, VALUE_COST, place))
    return;
  size_t start = draft->raw.len;
  bool failed = draft->failed;
  draft->failed = false;
  if (!draft->quoted)
    draft->quoted = element;
  draft->edge = start;
  draft->depth++;
  put_children(draft, element, expr_root(draft->source->expr));
  draft->depth--;
  trim_end(draft, start);
  if (!draft->failed && !source_spent(draft->source) && draft->raw.len == start) {
    msg_add(draft->source->messages, expr_pos(draft->source->expr, place), VALUE_MISSING,
            expression);
    draft->failed = true;
  }
  draft->failed |= failed;
}

/* Where a value was written: what is computed is of the item that it tells about. */
static const xmlNode *written_at(const Draft *draft, const ExprValue *value, const xmlNode *node,
                                 Item item) {
  if (value->written)
    return value->written;
  return item.node == draft->source->evaluation->root ? node : item.node;
}

static void put_value(Draft *draft, const xmlNode *node, Item item) {
  ExprValue value;
  if (!expr_value(draft->source->expr, node, "式", item, &value))
    draft->failed = true;
  else if (value.element)
    put_element(draft, value.element, node, xml_attr(node, "式"));
  else
    put_string(draft, value.text, written_at(draft, &value, node, item));
}

/* Of nested kinds the inner one counts. */
static void put_span(Draft *draft, const xmlNode *node, Item item, SpanKind kind) {
  int outer = draft->kind;
  draft->kind = (int)kind;
  put_children(draft, node, item);
  draft->kind = outer;
}

static void put_superscript(Draft *draft, const xmlNode *node, Item item) {
  put_span(draft, node, item, SPAN_SUPERSCRIPT);
}

static void put_subscript(Draft *draft, const xmlNode *node, Item item) {
  put_span(draft, node, item, SPAN_SUBSCRIPT);
}

static void put_bold(Draft *draft, const xmlNode *node, Item item) {
  put_span(draft, node, item, SPAN_BOLD);
}

static void put_break(Draft *draft, const xmlNode *node, Item item) {
  (void)item;
  char bytes[4];
  put_text(draft, bytes, utf8_put(DOC_LINE_BREAK, bytes), node);
}

/* An item of a 列举: a stretch of the list's own draft. */
typedef struct Stretch {
  size_t start, end;
} Stretch;

/* Without the white space around it and the mark that closed it on its own. */
static Stretch bare(const Buf *raw, size_t start) {
  static const char *const marks[] = {"。", "；", "，"};
  size_t end = raw->len;
  bool more = true;
  while (more) {
    while (end > start && is_space(raw->data[end - 1]))
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
  while (start < end && is_space(raw->data[start]))
    start++;
  return (Stretch){start, end};
}

/* Where the next stretch of a list's own draft is looked for. */
typedef struct Next {
  size_t span;   /* the first that may reach into it */
  size_t origin; /* the last that begins no later than it */
} Next;

static void put_origins(Draft *draft, const Draft *part, Stretch stretch, size_t *next) {
  size_t shift = draft->raw.len;
  while (*next + 1 < part->origin_count && part->origins[*next + 1].at <= stretch.start)
    ++*next;
  for (size_t i = *next; i < part->origin_count && part->origins[i].at < stretch.end; i++) {
    size_t at = part->origins[i].at;
    add_origin(draft, shift + (at > stretch.start ? at - stretch.start : 0), part->origins[i].pos);
  }
}

static void put_stretch(Draft *draft, const Draft *part, Stretch stretch, Next *from) {
  size_t shift = draft->raw.len, *next = &from->span;
  put_origins(draft, part, stretch, &from->origin);
  buf_add(&draft->raw, part->raw.data + stretch.start, stretch.end - stretch.start);
  for (; *next < part->span_count; (*next)++) {
    Span span = part->spans[*next];
    if (span.start >= stretch.end)
      return;
    size_t start = span.start > stretch.start ? span.start : stretch.start;
    size_t end = span.end < stretch.end ? span.end : stretch.end;
    if (start < end)
      add_span(draft, span.kind, start - stretch.start + shift, end - stretch.start + shift);
    if (span.end > stretch.end)
      return;
  }
}

static const char *attr_or(const xmlNode *node, const char *name, const char *otherwise) {
  const char *value = xml_attr(node, name);
  return value ? value : otherwise;
}

/* 一是…；二是…。 One item alone stands without 一是. */
static void join(Draft *draft, const xmlNode *node, const Draft *part, const Stretch *items,
                 size_t count) {
  bool heads = count > 1 && strcmp(attr_or(node, "头", "是"), "否") != 0;
  const char *between = attr_or(node, "隔", "；");
  const char *tail = attr_or(node, "尾", "。");
  Next next = {0, 0};
  for (size_t i = 0; i < count; i++) {
    if (heads) {
      Buf number = {0};
      number_put_han(&number, (int64_t)i + 1);
      buf_puts(&number, "是");
      put_text(draft, number.data, number.len, node);
      buf_free(&number);
    }
    put_stretch(draft, part, items[i], &next);
    put_string(draft, i + 1 < count ? between : tail, node);
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

static void put_item(Draft *part, const xmlNode *node, Item item, bool composed) {
  if (composed) {
    put_children(part, node, item);
  } else if (item.node->type == XML_ELEMENT_NODE) {
    put_element(part, item.node, node, xml_attr(node, "取"));
  } else {
    xmlChar *text = xmlNodeGetContent(item.node);
    if (!text)
      mem_exhausted();
    put_string(part, (const char *)text, item.node);
    xmlFree(text);
  }
}

static void put_list(Draft *draft, const xmlNode *node, Item item) {
  ExprNodes nodes;
  if (!expr_nodes(draft->source->expr, node, "取", item, &nodes)) {
    draft->failed = true;
    return;
  }
  Draft part = {.source = draft->source, .kind = draft->kind, .depth = draft->depth};
  Stretch *items = mem_alloc(((size_t)nodes.count + 1) * sizeof *items);
  size_t count = 0;
  bool composed = has_content(node);
  for (int i = 0; i < nodes.count && !source_spent(draft->source); i++) {
    size_t start = part.raw.len;
    put_item(&part, node, (Item){nodes.nodes[i], i + 1, nodes.count}, composed);
    Stretch stretch = bare(&part.raw, start);
    if (stretch.end > stretch.start)
      items[count++] = stretch;
  }
  join(draft, node, &part, items, count);
  if (!draft->quoted)
    draft->quoted = part.quoted;
  draft->failed |= part.failed;
  draft->has_words |= composed && part.has_words;
  free(items);
  free(part.spans);
  free(part.origins);
  buf_free(&part.raw);
  expr_nodes_free(&nodes);
}

static void visit_children(void *user, const xmlNode *holder, Item item) {
  put_children(user, holder, item);
}

static void put_node(Draft *draft, const xmlNode *node, Item item) {
  static const struct {
    const char *name;
    void (*put)(Draft *, const xmlNode *, Item);
  } table[] = {{"值", put_value},       {"列举", put_list}, {"上标", put_superscript},
               {"下标", put_subscript}, {"粗", put_bold},   {"换行", put_break}};
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    if (xml_is(node, table[i].name)) {
      table[i].put(draft, node, item);
      return;
    }
  }
  if (!source_control(draft->source, node, item, visit_children, draft))
    put_children(draft, node, item);
}

static void put_children(Draft *draft, const xmlNode *holder, Item item) {
  for (const xmlNode *node = holder->children; node; node = node->next) {
    if (source_spent(draft->source))
      return;
    if (node->type == XML_ELEMENT_NODE) {
      put_node(draft, node, item);
    } else if (node->type == XML_TEXT_NODE) {
      const char *text = (const char *)node->content;
      size_t len = strlen(text);
      put_text(draft, text, len, node);
      draft->has_words |= draft->depth == 0 && !is_blank(text, len);
    }
  }
}

/* Places in raw that move along when it is folded: where spans begin and end, and
 * where origins begin. In order. */
typedef struct Edges {
  size_t **at;
  size_t count, next; /* the first not yet moved */
} Edges;

static Edges edges_of(Draft *draft) {
  Edges edges = {.at = arena_array(draft->source->arena,
                                   2 * draft->span_count + draft->origin_count, sizeof *edges.at)};
  Origin *origin = draft->origins, *end = origin + draft->origin_count;
  for (size_t n = 0; n < 2 * draft->span_count; n++) {
    Span *span = &draft->spans[n / 2];
    size_t *place = n % 2 ? &span->end : &span->start;
    while (origin < end && origin->at <= *place)
      edges.at[edges.count++] = &origin++->at;
    edges.at[edges.count++] = place;
  }
  while (origin < end)
    edges.at[edges.count++] = &origin++->at;
  return edges;
}

/* Folds raw[from, to) onto out and moves the edges in it along. */
static void fold_piece(const Draft *draft, size_t from, size_t to, Edges *edges, Buf *out) {
  const char *raw = draft->raw.data;
  const char *folded = xml_fold(raw + from, to - from, draft->source->arena);
  size_t j = 0;
  for (size_t i = from; i < to && edges->next < edges->count;) {
    size_t run = i, kept = 0;
    while (run < to && is_space(raw[run]))
      run++;
    while (run > i && is_space(folded[j + kept]))
      kept++;
    if (run == i)
      run = i + (kept = 1);
    for (; edges->next < edges->count && *edges->at[edges->next] < run; edges->next++) {
      size_t inside = *edges->at[edges->next] - i;
      *edges->at[edges->next] = out->len + j + (inside < kept ? inside : kept);
    }
    i = run;
    j += kept;
  }
  buf_puts(out, folded);
  for (; edges->next < edges->count && *edges->at[edges->next] <= to; edges->next++)
    *edges->at[edges->next] = out->len;
}

static void fold(Draft *draft, Buf *out) {
  char mark[4];
  size_t mark_len = utf8_put(DOC_LINE_BREAK, mark);
  const char *raw = draft->raw.data;
  Edges edges = edges_of(draft);
  size_t from = 0;
  for (;;) {
    const char *at = memmem(raw + from, draft->raw.len - from, mark, mark_len);
    fold_piece(draft, from, at ? (size_t)(at - raw) : draft->raw.len, &edges, out);
    if (!at)
      return;
    buf_add(out, mark, mark_len);
    from = (size_t)(at - raw) + mark_len;
  }
}

static void keep_spans(const Draft *draft, Rich *rich) {
  rich->spans = arena_array(draft->source->arena, draft->span_count, sizeof *rich->spans);
  for (size_t i = 0; i < draft->span_count; i++) {
    if (draft->spans[i].start < draft->spans[i].end)
      rich->spans[rich->span_count++] = draft->spans[i];
  }
}

static void keep_origins(const Draft *draft, Rich *rich) {
  size_t size = draft->origin_count * sizeof *rich->origins;
  rich->origins = arena_alloc(draft->source->arena, size);
  rich->origin_count = draft->origin_count;
  memcpy(rich->origins, draft->origins, size);
}

Rich inline_compose(Source *source, const xmlNode *holder, Item item) {
  Draft draft = {.source = source, .kind = NO_SPAN};
  put_children(&draft, holder, item);
  const xmlNode *origin = draft.quoted && !draft.has_words ? draft.quoted : holder;
  Rich rich = {.text = "", .pos = expr_pos(source->expr, origin)};
  if (draft.raw.len > 0) {
    Buf text = {0};
    fold(&draft, &text);
    rich.text = arena_copy_n(source->arena, text.data, text.len);
    rich.len = text.len;
    buf_free(&text);
    if (draft.span_count > 0)
      keep_spans(&draft, &rich);
    keep_origins(&draft, &rich);
  }
  buf_free(&draft.raw);
  free(draft.spans);
  free(draft.origins);
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
