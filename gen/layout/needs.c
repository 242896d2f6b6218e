/* What a layout asks of an evaluation, for the office that is to write one. */
#include <stdlib.h>
#include <string.h>

#include "layout/layout.h"
#include "layout/lex.h"
#include "layout/terms.h"
#include "xml/schema.h"
#include "xml/seen.h"

typedef struct List {
  const char **items; /* each once */
  size_t count, capacity;
  XmlSeen seen;
} List;

typedef struct Needs {
  const Schema *facts; /* the evaluation's vocabulary; NULL: paths don't matter */
  Arena *arena;
  List paths, data; /* data: what 数据(名) names */
} Needs;

static void add(List *list, const char *text) {
  if (xml_seen(&list->seen, text, NULL, text))
    return;
  list->items = mem_grow(list->items, list->count, &list->capacity, sizeof *list->items);
  list->items[list->count++] = text;
}

static void list_free(List *list) {
  xml_seen_free(&list->seen);
  free(list->items);
}

/* The last lexeme of the path that begins with this name: names, and @ and / between them. */
static Lexeme path_end(Lexeme name) {
  Lexeme last = name;
  for (Lexeme slash = lex_next(name); lex_is(slash, "/"); slash = lex_next(last)) {
    Lexeme step = lex_next(slash);
    if (lex_is(step, "@"))
      step = lex_next(step);
    if (step.kind != LEX_NAME)
      break;
    last = step;
  }
  return last;
}

/* A path that begins with an element of the evaluation's root counts: others
 * start from the item at hand. */
static void add_if_fact(Needs *needs, Lexeme first, Lexeme last) {
  const char *name = arena_copy_n(needs->arena, first.at, first.len);
  if (schema_may_hold(needs->facts, "绩效自评", name))
    add(&needs->paths,
        arena_copy_n(needs->arena, first.at, (size_t)(last.at - first.at) + last.len));
}

/* What stands in quotes behind 数据( or 单位(. */
static void add_if_data(Needs *needs, Lexeme function, Lexeme quoted) {
  if (quoted.kind == LEX_QUOTED && quoted.len > 1 &&
      (lex_is(function, "数据") || lex_is(function, "单位")))
    add(&needs->data, arena_copy_n(needs->arena, quoted.at + 1, quoted.len - 2));
}

static void scan(Needs *needs, const char *text) {
  int depth = 0;       /* of [ ], where names are those of an item */
  bool of_root = true; /* nothing stands before that the path goes on from */
  for (Lexeme lexeme = lex_first(text); lexeme.kind != LEX_END; lexeme = lex_next(lexeme)) {
    if (lexeme.kind == LEX_NAME && lex_is(lex_next(lexeme), "(")) {
      add_if_data(needs, lexeme, lex_next(lex_next(lexeme)));
    } else if (lexeme.kind == LEX_NAME) {
      Lexeme last = path_end(lexeme);
      if (of_root && needs->facts)
        add_if_fact(needs, lexeme, last);
      lexeme = last;
    } else if (strncmp(lexeme.at, "/*/", 3) == 0) {
      of_root = true;
      lexeme.len = 3;
    } else {
      depth += lex_is(lexeme, "[") - lex_is(lexeme, "]");
      of_root = depth == 0 && !strchr("@/$:", *lexeme.at);
    }
  }
}

/* What an element prints without an expression; that of the first two, only when
 * nothing is written in it. */
static const struct {
  const char *element, *paths;
} printed[] = {{"主送", "公文/主送"},
               {"附注", "公文/附注"},
               {"红头", "公文/份号、公文/密级、公文/紧急程度、公文/文号、公文/签发人"},
               {"落款", "公文/署名、部门/全称、日期"},
               {"版记", "公文/抄送、公文/印发机关、公文/印发日期"}};
enum { WRITTEN_INSTEAD = 2 };

static void add_printed(Needs *needs, const xmlNode *node) {
  static const char between[] = "、";
  for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
    if (!xml_is(node, printed[i].element) || (i < WRITTEN_INSTEAD && node->children))
      continue;
    for (const char *at = printed[i].paths, *end; at; at = end ? end + sizeof between - 1 : NULL) {
      end = strstr(at, between);
      add(&needs->paths, arena_copy_n(needs->arena, at, end ? (size_t)(end - at) : strlen(at)));
    }
  }
}

static void scan_skeleton(Needs *needs, const xmlNode *node) {
  for (const char *const *name = layout_expressions; *name; name++) {
    const char *text = xml_attr(node, *name);
    if (text)
      scan(needs, text);
  }
  add_printed(needs, node);
  for (const xmlNode *at = xml_child(node, NULL); at; at = xml_next(at, NULL))
    scan_skeleton(needs, at);
}

static void print_list(const char *head, const List *list, Buf *out) {
  for (size_t i = 0; i < list->count; i++)
    buf_printf(out, "%s%s", i ? "、" : head, list->items[i]);
  if (list->count > 0)
    buf_putc(out, '\n');
}

static void print_uses(Needs *needs, const Layout *layout, Buf *out) {
  scan_skeleton(needs, layout->skeleton);
  print_list("用到\t", &needs->paths, out);
  print_list("数据\t", &needs->data, out);
}

static void print_required(const Layout *layout, Buf *out) {
  for (xmlNode *at = xml_child(layout->facts, "必填"); at; at = xml_next(at, "必填"))
    buf_printf(out, "必填\t%s\t%s\n", xml_attr(at, "取"), xml_attr(at, "说明"));
}

static void print_sections(const xmlNode *chapter, int *count, Buf *out) {
  for (xmlNode *at = xml_child(chapter, NULL); at; at = xml_next(at, NULL)) {
    if (xml_is(at, "节"))
      buf_printf(out, "%s%s", (*count)++ ? "、" : "\t", xml_attr(at, "题"));
    else
      print_sections(at, count, out);
  }
}

static void print_chapters(const xmlNode *parent, Buf *out) {
  for (xmlNode *at = xml_child(parent, NULL); at; at = xml_next(at, NULL)) {
    if (xml_is(at, "章")) {
      int count = 0;
      buf_printf(out, "章\t%s", xml_attr(at, "题"));
      print_sections(at, &count, out);
      buf_putc(out, '\n');
    } else if (!xml_is(at, "表")) {
      print_chapters(at, out);
    }
  }
}

const char **layout_data(const Layout *layout, Arena *arena, size_t *count) {
  Needs needs = {.arena = arena};
  scan_skeleton(&needs, layout->skeleton);
  const char **names = arena_array(arena, needs.data.count, sizeof *names);
  for (size_t i = 0; i < needs.data.count; i++)
    names[i] = needs.data.items[i];
  *count = needs.data.count;
  list_free(&needs.paths);
  list_free(&needs.data);
  return names;
}

bool layout_describe(const Layout *layout, const char *home, Buf *out, Messages *messages) {
  const xmlNode *root = xmlDocGetRootElement(layout->file->tree);
  Needs needs = {.arena = arena_new()};
  needs.facts = schema_of(home, "绩效自评.rng", messages);
  if (needs.facts) {
    buf_printf(out, "布局\t%s\t%s\t%d\t%s\t第%s版\n", layout->name, layout->region, layout->year,
               layout->title, xml_attr(root, "版"));
    for (size_t i = 1; i < layout->files.count; i++)
      buf_printf(out, "为底\t%s\n", layout->files.paths[i]);
    print_required(layout, out);
    print_uses(&needs, layout, out);
    print_chapters(layout->skeleton, out);
  }
  list_free(&needs.paths);
  list_free(&needs.data);
  arena_free(needs.arena);
  return needs.facts != NULL;
}
