#include "doc/build.h"

#include <string.h>

#include "base/utf8.h"
#include "doc/merge.h"
#include "doc/outline.h"

/* One level of the skeleton on its way into the tree: the whole text, or one
 * chapter that the evaluation writes too. */
typedef struct Walk {
  Source *source;
  Part *parent;
  Merge *merge;             /* what the evaluation wrote at this level, NULL: nothing */
  bool replaces;            /* its paragraphs stand for the skeleton's */
  bool placed;              /* its leading texts are in the tree */
  bool frame_only;          /* 完整: of the skeleton just mark, title and blank lines count */
  const xmlNode *own_title; /* the evaluation's 标题, until it is used */
} Walk;

static const struct {
  const char *name;
  PartKind kind;
  const char *style; /* NULL: by level, or 正文 */
} block_kinds[] = {{"章", PART_CHAPTER, NULL},      {"节", PART_SECTION, NULL},
                   {"条", PART_ITEM, NULL},         {"款", PART_POINT, NULL},
                   {"附件标", PART_MARK, "附件标"}, {"标题", PART_TITLE, "标题"},
                   {"空行", PART_BLANK, NULL},      {"段", PART_PARAGRAPH, NULL}};

/* What the schemas do not know does not come here; 段 stands for it. */
static size_t block_kind_of(const xmlNode *node) {
  size_t i = 0;
  while (i + 1 < sizeof block_kinds / sizeof *block_kinds && !xml_is(node, block_kinds[i].name))
    i++;
  return i;
}

/* layout_load sees to it that the layout has every style named here. */
static const Style *style_of(const Layout *layout, const xmlNode *node, size_t kind) {
  const char *name = xml_attr(node, "样式");
  if (!name)
    name = block_kinds[kind].style;
  if (name)
    return layout_style(layout, name);
  bool numbered = block_kinds[kind].kind <= PART_POINT;
  return numbered ? layout->level_style[block_kinds[kind].kind] : layout->body;
}

/* A part for node, its content still to come; NULL when there is no more room. */
static Part *add_part(Source *source, const xmlNode *node, Part *parent) {
  if (!source_take(source, PART_COST, node))
    return NULL;
  size_t kind = block_kind_of(node);
  Part *part = part_new(source->arena, block_kinds[kind].kind);
  part->style = style_of(source->layout, node, kind);
  part->label = xml_attr(node, "号");
  part->rich.pos = expr_pos(source->expr, node);
  part_add(parent, part);
  return part;
}

/* A paragraph, title or mark; nothing when its text comes out empty. */
static void add_text(Source *source, const xmlNode *node, const xmlNode *holder, Item item,
                     Part *parent) {
  Rich rich = inline_compose(source, holder, item);
  if (rich.len == 0)
    return;
  Part *part = add_part(source, node, parent);
  if (part)
    part->rich = rich;
}

static Part *add_heading(Source *source, const xmlNode *node, Part *parent) {
  Part *part = add_part(source, node, parent);
  const char *title = xml_attr(node, "题");
  if (part && title) {
    part->rich.text = arena_copy(source->arena, title);
    part->rich.len = strlen(title);
  }
  return part;
}

/* Something of the evaluation's 正文, as it stands there. */
static void add_written(Source *source, const xmlNode *node, Part *parent) {
  if (source_spent(source))
    return;
  if (!xml_is(node, "章") && !xml_is(node, "节")) {
    add_text(source, node, node, expr_root(source->expr), parent);
    return;
  }
  Part *part = add_heading(source, node, parent);
  if (!part)
    return;
  part->always = true;
  for (xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL))
    add_written(source, child, part);
}

static void add_texts(Source *source, const Texts *texts, Part *parent) {
  for (const Run *run = texts->first; run; run = run->next)
    add_written(source, run->node, parent);
}

static void walk_children(void *user, const xmlNode *holder, Item item);

static void place_leading(Walk *walk) {
  if (!walk->merge || walk->placed)
    return;
  walk->placed = true;
  add_texts(walk->source, &walk->merge->leading, walk->parent);
}

/* Nothing that the office wrote may be lost, though the skeleton had no place
 * for it (its heading stands under a condition that does not hold). */
static void place_rest(Walk *walk) {
  if (!walk->merge)
    return;
  Filling *filling;
  while ((filling = merge_left_over(walk->merge))) {
    add_written(walk->source, filling->heading, walk->parent);
    add_texts(walk->source, &filling->followers, walk->parent);
  }
  add_texts(walk->source, &walk->merge->rest, walk->parent);
}

static void fill_chapter(Source *source, const xmlNode *node, Item item, const xmlNode *written,
                         Part *part) {
  Walk inner = {.source = source, .parent = part};
  if (written) {
    inner.merge = merge_plan(source, node, written, "节");
    inner.replaces = inner.merge->has_direct;
  }
  walk_children(&inner, node, item);
  if (inner.merge && !inner.placed) {
    Part *lead = part_new(source->arena, PART_ROOT);
    inner.parent = lead;
    place_leading(&inner);
    part_add_front(part, lead);
    inner.parent = part;
  }
  place_rest(&inner);
}

/* The skeleton says how a known heading reads, whatever alias the office used;
 * the office's own number stays. */
static void walk_heading(Walk *walk, const xmlNode *node, Item item, bool wanted) {
  Source *source = walk->source;
  Filling *filling = walk->merge ? merge_take(walk->merge, node) : NULL;
  if (!filling && !wanted)
    return;
  Part *part = add_heading(source, node, walk->parent);
  if (!part)
    return;
  const xmlNode *written = filling ? filling->heading : NULL;
  part->if_empty = xml_attr(node, "无");
  const char *always = xml_attr(node, "必有");
  part->always = always && strcmp(always, "是") == 0;
  if (written && xml_attr(written, "号"))
    part->label = xml_attr(written, "号");
  if (written)
    part->rich.pos = expr_pos(source->expr, written);
  if (xml_is(node, "章")) {
    fill_chapter(source, node, item, written, part);
  } else if (written) {
    for (xmlNode *child = xml_child(written, NULL); child; child = xml_next(child, NULL))
      add_written(source, child, part);
  } else {
    walk_children(&(Walk){.source = source, .parent = part}, node, item);
  }
  if (filling)
    add_texts(source, &filling->followers, walk->parent);
}

static void walk_title(Walk *walk, const xmlNode *node, Item item, bool wanted) {
  const xmlNode *own = walk->own_title;
  if (own)
    add_text(walk->source, node, own, expr_root(walk->source->expr), walk->parent);
  else if (wanted)
    add_text(walk->source, node, node, item, walk->parent);
  walk->own_title = NULL;
}

static bool is_wanted(Source *source, const xmlNode *node, Item item) {
  bool holds = true;
  if (xml_attr(node, "若") && !expr_true(source->expr, node, "若", item, &holds))
    return false;
  return holds;
}

static void walk_block(Walk *walk, const xmlNode *node, Item item) {
  PartKind kind = block_kinds[block_kind_of(node)].kind;
  bool wanted = is_wanted(walk->source, node, item);
  bool is_text = kind <= PART_PARAGRAPH;
  bool is_heading = kind == PART_CHAPTER || kind == PART_SECTION;
  bool opens_text = walk->frame_only ? is_text : kind == PART_CHAPTER;
  if (opens_text || (is_text && !is_heading && walk->replaces))
    place_leading(walk);
  if (kind == PART_CHAPTER)
    walk->replaces = false;
  if (is_text && walk->frame_only)
    return;
  if (is_heading)
    walk_heading(walk, node, item, wanted);
  else if (kind == PART_TITLE)
    walk_title(walk, node, item, wanted);
  else if (is_text && walk->replaces)
    return;
  else if (wanted && kind == PART_BLANK)
    add_part(walk->source, node, walk->parent);
  else if (wanted)
    add_text(walk->source, node, node, item, walk->parent);
}

static void walk_children(void *user, const xmlNode *holder, Item item) {
  Walk *walk = user;
  for (xmlNode *node = xml_child(holder, NULL); node; node = xml_next(node, NULL)) {
    if (source_spent(walk->source))
      return;
    if (!source_control(walk->source, node, item, walk_children, walk))
      walk_block(walk, node, item);
  }
}

/* Every expression of the skeleton, also where no condition leads today. */
static void check_expressions(Expr *expr, const xmlNode *holder) {
  static const char *const attributes[] = {"若", "式", "取"};
  for (xmlNode *node = xml_child(holder, NULL); node; node = xml_next(node, NULL)) {
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
      if (xml_attr(node, attributes[i]))
        expr_check(expr, node, attributes[i]);
    }
    check_expressions(expr, node);
  }
}

static Part *compose(Source *source) {
  Part *root = part_new(source->arena, PART_ROOT);
  const xmlNode *text = xml_child(source->evaluation->root, "正文");
  const char *whole = xml_attr(text, "完整");
  Walk walk = {.source = source,
               .parent = root,
               .frame_only = whole && strcmp(whole, "是") == 0,
               .own_title = xml_child(source->evaluation->root, "标题")};
  if (text) {
    walk.merge = merge_plan(source, walk.frame_only ? NULL : source->layout->skeleton, text, "章");
    walk.replaces = walk.merge->leading.has_direct;
  }
  walk_children(&walk, source->layout->skeleton, expr_root(source->expr));
  place_leading(&walk);
  place_rest(&walk);
  if (walk.own_title)
    msg_add(source->messages, expr_pos(source->expr, walk.own_title), TITLE_UNPLACED,
            source->layout->name);
  return root;
}

/* The text of the first title without its line breaks. */
static const char *one_line_title(const Doc *doc) {
  char mark[4];
  size_t mark_len = utf8_put(DOC_LINE_BREAK, mark);
  for (size_t i = 0; i < doc->block_count; i++) {
    if (doc->blocks[i].kind != BLOCK_TITLE)
      continue;
    char *title = arena_copy(doc->arena, doc->blocks[i].text);
    char *at = title;
    while ((at = memmem(at, strlen(at), mark, mark_len)))
      memmove(at, at + mark_len, strlen(at + mark_len) + 1);
    return title;
  }
  return NULL;
}

static void set_properties(const Source *source, Doc *doc) {
  const Layout *layout = source->layout;
  const xmlNode *office = xml_child(source->evaluation->root, "部门");
  const char *title = one_line_title(doc);
  doc->title = title ? title : arena_copy(doc->arena, layout->title);
  doc->author = xml_text(xml_child(office, "全称"), doc->arena);
  doc->subject = arena_copy(doc->arena, layout->title);
  doc->language = "zh-CN";
  doc->layout = arena_copy(doc->arena, layout->name);
  doc->year = source->evaluation->year;
  doc->page = &layout->page;
  doc->styles = layout->styles;
  doc->style_count = layout->style_count;
  doc->body = layout->body;
}

Doc *doc_build(const Layout *layout, const Evaluation *evaluation, Messages *messages) {
  int errors = msg_count(messages, MSG_ERROR);
  Arena *arena = arena_new();
  Doc *doc = arena_alloc(arena, sizeof *doc);
  doc->arena = arena;
  Source source = {.layout = layout,
                   .evaluation = evaluation,
                   .expr = expr_new(layout, evaluation, messages),
                   .messages = messages,
                   .arena = arena,
                   .room = TEXT_LIMIT};
  check_expressions(source.expr, layout->skeleton);
  Part *root = compose(&source);
  outline_finish(layout, root, doc);
  set_properties(&source, doc);
  expr_free(source.expr);
  if (msg_count(messages, MSG_ERROR) == errors)
    return doc;
  doc_free(doc);
  return NULL;
}

void doc_free(Doc *doc) {
  if (doc)
    arena_free(doc->arena);
}
