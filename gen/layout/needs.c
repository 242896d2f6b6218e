/* What a layout asks of an evaluation, for the office that is to write one. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "layout/layout.h"
#include "layout/terms.h"
#include "xml/schema.h"

typedef struct List {
  const char **items; /* each once */
  size_t count, capacity;
} List;

typedef struct Needs {
  const Schema *facts; /* the evaluation's vocabulary; NULL: paths don't matter */
  Arena *arena;
  List paths, data; /* data: what 数据(名) names */
} Needs;

static void add(List *list, const char *text) {
  for (size_t i = 0; i < list->count; i++)
    if (strcmp(list->items[i], text) == 0)
      return;
  list->items = mem_grow(list->items, list->count, &list->capacity, sizeof *list->items);
  list->items[list->count++] = text;
}

static bool is_name_byte(char byte) {
  return (unsigned char)byte >= 0x80 || isalnum((unsigned char)byte) || byte == '_';
}

/* The bytes of a path that begins here: names, and @ and / between them. */
static size_t path_length(const char *at) {
  size_t len = 0;
  while (is_name_byte(at[len]) ||
         (at[len] == '/' && (is_name_byte(at[len + 1]) || at[len + 1] == '@')) ||
         (at[len] == '@' && len > 0 && at[len - 1] == '/'))
    len++;
  return len;
}

/* A path that begins with an element of the evaluation's root counts: others
 * start from the item at hand. */
static void add_if_fact(Needs *needs, const char *at, size_t len) {
  const char *path = arena_copy_n(needs->arena, at, len);
  const char *first = arena_copy_n(needs->arena, path, strcspn(path, "/"));
  if (schema_may_hold(needs->facts, "绩效自评", first))
    add(&needs->paths, path);
}

/* What stands in quotes behind 数据( or 单位(. */
static void add_if_data(Needs *needs, const char *at, size_t len) {
  bool is_call = strncmp(at, "数据(", len + 1) == 0 || strncmp(at, "单位(", len + 1) == 0;
  const char *quote = at + len + 1 + strspn(at + len + 1, " ");
  const char *end = is_call && (*quote == '\'' || *quote == '"') ? strchr(quote + 1, *quote) : NULL;
  if (end)
    add(&needs->data, arena_copy_n(needs->arena, quote + 1, (size_t)(end - quote) - 1));
}

static void scan(Needs *needs, const char *text) {
  bool of_root = true; /* nothing stands before that the path goes on from */
  for (const char *at = text; *at;) {
    size_t len = path_length(at);
    if (*at == '\'' || *at == '"') {
      const char *end = strchr(at + 1, *at);
      at = end ? end + 1 : at + strlen(at);
    } else if (len > 0) {
      if (at[len] == '(')
        add_if_data(needs, at, len);
      else if (of_root && needs->facts)
        add_if_fact(needs, at, len);
      at += len;
    } else {
      bool from_root = strncmp(at, "/*/", 3) == 0;
      of_root = from_root || !strchr("@/$:", *at);
      at += from_root ? 3 : 1;
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
  free(needs.paths.items);
  free(needs.data.items);
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
  free(needs.paths.items);
  free(needs.data.items);
  arena_free(needs.arena);
  return needs.facts != NULL;
}
