#include "input/flow.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

/* What stands before the place that is being read. */
typedef enum Before { AT_EDGE, AFTER_VALUE, AFTER_WIDE, AFTER_OTHER } Before;

typedef struct Reader {
  Flow flow;
  Arena *arena;
  Before before;
  bool in_space;       /* a run of white space goes on */
  bool has_line_break; /* and holds a line break */
  size_t run;          /* the piece that it began with */
} Reader;

static bool is_space(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static void add(Reader *reader, FlowKind kind, const char *text, size_t len) {
  Flow *flow = &reader->flow;
  flow->pieces = mem_grow(flow->pieces, flow->count, &flow->capacity, sizeof *flow->pieces);
  flow->pieces[flow->count++] = (FlowPiece){kind, text, len};
}

/* The run ends before something of the kind `after`: at the edges it goes; with
 * a line break it goes beside a wide character and is one space elsewhere, but
 * beside a value only doc/ can tell. The space keeps the run's first place. */
static void end_run(Reader *reader, Before after) {
  if (!reader->in_space)
    return;
  reader->in_space = false;
  Before before = reader->before;
  bool goes = before == AT_EDGE || after == AT_EDGE;
  if (!goes && !reader->has_line_break)
    return;
  goes |= before == AFTER_WIDE || after == AFTER_WIDE;
  bool unknown = before == AFTER_VALUE || after == AFTER_VALUE;
  FlowPiece *first = &reader->flow.pieces[reader->run];
  for (size_t i = reader->run; i < reader->flow.count; i++) {
    if (reader->flow.pieces[i].kind == FLOW_TEXT)
      reader->flow.pieces[i].len = 0;
  }
  if (!goes)
    *first = unknown ? (FlowPiece){FLOW_FOLD, "\n", 1} : (FlowPiece){FLOW_TEXT, " ", 1};
}

static void put_space(Reader *reader, const char *text, size_t len) {
  if (!reader->in_space) {
    reader->in_space = true;
    reader->has_line_break = false;
    reader->run = reader->flow.count;
  }
  reader->has_line_break |= memchr(text, '\n', len) != NULL;
  add(reader, FLOW_TEXT, text, len);
}

static Before kind_of(uint32_t ch) {
  return xml_is_wide(ch) ? AFTER_WIDE : AFTER_OTHER;
}

static void put_words(Reader *reader, const char *text, size_t len) {
  size_t first = 0, last = len;
  end_run(reader, kind_of(utf8_next(text, len, &first)));
  reader->before = kind_of(utf8_prev(text, &last));
  add(reader, FLOW_TEXT, text, len);
}

static void put_text(Reader *reader, const char *text) {
  text = arena_copy(reader->arena, text);
  while (*text) {
    bool space = is_space(*text);
    size_t len = 1;
    while (text[len] && is_space(text[len]) == space)
      len++;
    if (space)
      put_space(reader, text, len);
    else
      put_words(reader, text, len);
    text += len;
  }
}

static void put_children(Reader *reader, const xmlNode *holder);

static void put_element(Reader *reader, const xmlNode *node) {
  if (xml_is(node, "值")) {
    const char *expression = xml_attr(node, "式");
    expression = arena_copy(reader->arena, expression ? expression : "");
    end_run(reader, AFTER_VALUE);
    reader->before = AFTER_VALUE;
    add(reader, FLOW_VALUE, expression, strlen(expression));
  } else if (xml_is(node, "换行")) {
    end_run(reader, AT_EDGE);
    reader->before = AT_EDGE;
    add(reader, FLOW_BREAK, "", 0);
  } else {
    const char *name = arena_copy(reader->arena, (const char *)node->name);
    add(reader, FLOW_OPEN, name, strlen(name));
    put_children(reader, node);
    add(reader, FLOW_CLOSE, name, strlen(name));
  }
}

static void put_children(Reader *reader, const xmlNode *holder) {
  for (const xmlNode *node = holder->children; node; node = node->next) {
    if (node->type == XML_TEXT_NODE)
      put_text(reader, (const char *)node->content);
    else if (node->type == XML_ELEMENT_NODE)
      put_element(reader, node);
  }
}

/* Takes out what has become empty. */
static void tidy(Flow *flow) {
  size_t kept = 0;
  for (size_t i = 0; i < flow->count; i++) {
    if (flow->pieces[i].kind != FLOW_TEXT || flow->pieces[i].len > 0)
      flow->pieces[kept++] = flow->pieces[i];
  }
  flow->count = kept;
}

Flow flow_read(const xmlNode *holder, Arena *arena) {
  Reader reader = {.arena = arena, .before = AT_EDGE};
  put_children(&reader, holder);
  end_run(&reader, AT_EDGE);
  tidy(&reader.flow);
  return reader.flow;
}

void flow_free(Flow *flow) {
  free(flow->pieces);
  *flow = (Flow){0};
}

bool flow_is_text(const xmlNode *node) {
  static const char *const names[] = {"值", "上标", "下标", "粗", "换行"};
  for (const xmlNode *child = node->children; child; child = child->next) {
    if (child->type == XML_TEXT_NODE && !xmlIsBlankNode((xmlNode *)child))
      return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
      if (xml_is(child, names[i]))
        return true;
    }
  }
  return false;
}
