#include "doc/walk.h"

#include <string.h>

#include "doc/annex.h"
#include "doc/chart.h"
#include "doc/contents.h"
#include "doc/cover.h"
#include "doc/image.h"
#include "doc/merge.h"
#include "doc/official.h"
#include "doc/table.h"

/* One level of the skeleton on its way into the tree: the whole text, or one
 * chapter that the evaluation writes too. */
typedef struct Walk {
  Source *source;
  Part *parent;
  Merge *merge;             /* what the evaluation wrote at this level, NULL: nothing */
  bool replaces;            /* its paragraphs stand for the skeleton's */
  bool placed;              /* its leading texts are in the tree */
  bool in_annex;            /* its 标题 is the annex's */
  bool frame_only;          /* 完整: of the skeleton just mark, title and blank lines count */
  const xmlNode *own_title; /* the evaluation's 标题, until it is used */
} Walk;

static const struct {
  const char *name;
  PartKind kind;
  const char *style; /* NULL: by level, or 正文 */
} block_kinds[] = {
    {"章", PART_CHAPTER, NULL},    {"节", PART_SECTION, NULL},      {"条", PART_ITEM, NULL},
    {"款", PART_POINT, NULL},      {"附件标", PART_MARK, "附件标"}, {"标题", PART_TITLE, "标题"},
    {"空行", PART_BLANK, NULL},    {"表", PART_TABLE, NULL},        {"表格", PART_TABLE, NULL},
    {"图", PART_FIGURE, NULL},     {"图片", PART_FIGURE, NULL},     {"封面", PART_DIVISION, NULL},
    {"目录", PART_CONTENTS, NULL}, {"附件", PART_DIVISION, NULL},   {"附件说明", PART_GROUP, NULL},
    {"段", PART_PARAGRAPH, NULL}};

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
    part->rich.text = xml_fold(title, strlen(title), source->arena);
    part->rich.len = strlen(part->rich.text);
  }
  return part;
}

/* Something of the evaluation's 正文, as it stands there. */
static void add_written(Source *source, const xmlNode *node, Part *parent) {
  if (source_spent(source))
    return;
  if (xml_is(node, "表格")) {
    table_copy(source, node, parent);
    return;
  }
  if (xml_is(node, "图片")) {
    image_compose(source, node, expr_root(source->expr), parent);
    return;
  }
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
  walk->merge->rest = (Texts){0};
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
    add_texts(source, &inner.merge->leading, lead);
    part_add_front(part, lead);
  }
  place_rest(&inner);
}

static bool is_yes(const char *value) {
  return value && strcmp(value, "是") == 0;
}

/* The skeleton says how a known heading reads, whatever alias the office used;
 * the office's own number stays. */
static Part *add_known_heading(Source *source, const xmlNode *node, const xmlNode *written,
                               Part *parent) {
  Part *part = add_heading(source, node, parent);
  if (!part)
    return NULL;
  part->if_empty = xml_attr(node, "无");
  part->always = is_yes(xml_attr(node, "必有"));
  if (!written)
    return part;
  part->rich.pos = expr_pos(source->expr, written);
  if (xml_attr(written, "号"))
    part->label = xml_attr(written, "号");
  return part;
}

/* A heading that the office wrote is printed whatever its condition says. */
static void walk_heading(Walk *walk, const xmlNode *node, Item item) {
  Source *source = walk->source;
  Filling *filling = walk->merge ? merge_take(walk->merge, node) : NULL;
  if (!filling && !source_wants(source, node, item))
    return;
  const xmlNode *written = filling ? filling->heading : NULL;
  Part *part = add_known_heading(source, node, written, walk->parent);
  if (!part)
    return;
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

static void walk_title(Walk *walk, const xmlNode *node, Item item) {
  const xmlNode *own = walk->own_title;
  if (own)
    add_text(walk->source, node, own, expr_root(walk->source->expr), walk->parent);
  else if (source_wants(walk->source, node, item))
    add_text(walk->source, node, node, item, walk->parent);
  walk->own_title = NULL;
}

static void walk_paragraph(Walk *walk, const xmlNode *node, Item item) {
  if (walk->replaces)
    place_leading(walk);
  else if (source_wants(walk->source, node, item))
    add_text(walk->source, node, node, item, walk->parent);
}

static void walk_cover(Walk *walk, const xmlNode *node, Item item) {
  Source *source = walk->source;
  if (!source_wants(source, node, item) || !source_take(source, PART_COST, node))
    return;
  Part *cover = part_new(source->arena, PART_DIVISION);
  part_add(walk->parent, cover);
  walk_children(&(Walk){.source = source, .parent = cover}, node, item);
}

static void walk_form(Walk *walk, const xmlNode *node, Item item) {
  if (!source_wants(walk->source, node, item))
    return;
  if (xml_is(node, "字段"))
    cover_field(walk->source, node, item, walk->parent);
  else
    cover_choice(walk->source, node, item, walk->parent);
}

/* The evaluation's 附件 of this title that nobody took. */
static const xmlNode *written_annex(const Walk *walk, const char *title) {
  for (const Run *run = walk->merge ? walk->merge->annexes.first : NULL; run; run = run->next)
    if (run->node && title && strcmp(xml_attr(run->node, "题"), title) == 0)
      return run->node;
  return NULL;
}

static void forget_annex(Walk *walk, const xmlNode *node) {
  for (Run *run = walk->merge->annexes.first; run; run = run->next)
    if (run->node == node)
      run->node = NULL;
}

static void add_written_annex(Walk *walk, const xmlNode *node, const xmlNode *look) {
  Source *source = walk->source;
  Part *content = part_new(source->arena, PART_GROUP);
  for (xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL))
    add_written(source, child, content);
  const char *title = xml_attr(node, "题");
  Rich rich = {.text = xml_fold(title, strlen(title), source->arena),
               .pos = expr_pos(source->expr, node)};
  rich.len = strlen(rich.text);
  annex_add(source, look, rich, content, true, walk->parent);
  forget_annex(walk, node);
}

/* 题, or the 标题 in it. */
static Rich annex_title(Source *source, const xmlNode *node, Item item) {
  const xmlNode *composed = xml_child(node, "标题");
  const char *title = xml_attr(node, "题");
  if (composed || !title)
    return inline_compose(source, composed ? composed : node, item);
  Rich rich = {.text = xml_fold(title, strlen(title), source->arena),
               .pos = expr_pos(source->expr, node)};
  rich.len = strlen(rich.text);
  return rich;
}

/* What the office wrote under this title stands for the layout's. */
static void walk_annex(Walk *walk, const xmlNode *node, Item item) {
  Source *source = walk->source;
  const xmlNode *written = written_annex(walk, xml_attr(node, "题"));
  if (written) {
    add_written_annex(walk, written, node);
    return;
  }
  if (walk->frame_only || !source_wants(source, node, item))
    return;
  Part *content = part_new(source->arena, PART_GROUP);
  walk_children(&(Walk){.source = source, .parent = content, .in_annex = true}, node, item);
  annex_add(source, node, annex_title(source, node, item), content, false, walk->parent);
}

static void walk_rest_of_annexes(Walk *walk) {
  for (const Run *run = walk->merge ? walk->merge->annexes.first : NULL; run; run = run->next)
    if (run->node)
      add_written_annex(walk, run->node, run->node);
}

/* The text is complete in front of what belongs to it. */
static void walk_division(Walk *walk, const xmlNode *node, Item item) {
  place_leading(walk);
  place_rest(walk);
  if (xml_is(node, "附件"))
    walk_annex(walk, node, item);
  else if (source_wants(walk->source, node, item))
    annex_list(walk->source, node, walk->parent);
}

/* What closes a document stands behind all that the office wrote. */
static void walk_official(Walk *walk, const xmlNode *node, Item item, OfficialKind kind) {
  if (kind >= OFFICIAL_CLOSING) {
    place_leading(walk);
    place_rest(walk);
  }
  official_compose(walk->source, node, item, walk->parent);
}

static void walk_block(Walk *walk, const xmlNode *node, Item item) {
  OfficialKind official = official_kind(node);
  if (official) {
    walk_official(walk, node, item, official);
    return;
  }
  switch (block_kinds[block_kind_of(node)].kind) {
  case PART_CHAPTER:
    place_leading(walk);
    walk->replaces = false; /* paragraphs after the chapters are others */
    walk_heading(walk, node, item);
    break;
  case PART_SECTION:
    walk_heading(walk, node, item);
    break;
  case PART_TITLE:
    if (!walk->in_annex)
      walk_title(walk, node, item);
    break;
  case PART_MARK:
    if (source_wants(walk->source, node, item))
      add_text(walk->source, node, node, item, walk->parent);
    break;
  case PART_BLANK:
    if (source_wants(walk->source, node, item))
      add_part(walk->source, node, walk->parent);
    break;
  case PART_GROUP:
  case PART_DIVISION:
    if (xml_is(node, "封面"))
      walk_cover(walk, node, item);
    else
      walk_division(walk, node, item);
    break;
  case PART_CONTENTS:
    contents_compose(walk->source, node, item, walk->parent);
    break;
  case PART_TABLE:
    place_leading(walk);
    table_compose(walk->source, node, item, walk->parent);
    break;
  case PART_FIGURE:
    place_leading(walk);
    if (xml_is(node, "图片"))
      image_compose(walk->source, node, item, walk->parent);
    else
      chart_compose(walk->source, node, item, walk->parent);
    break;
  default:
    if (xml_is(node, "字段") || xml_is(node, "选"))
      walk_form(walk, node, item);
    else
      walk_paragraph(walk, node, item);
  }
}

/* Chapters, paragraphs, tables and 落款, or controls around nothing else. */
static bool is_text(const xmlNode *node) {
  PartKind kind = block_kinds[block_kind_of(node)].kind;
  OfficialKind official = official_kind(node);
  if (!source_is_control(node) && !xml_is(node, "当") && !xml_is(node, "否则"))
    return official ? official_is_text(official)
                    : kind <= PART_PARAGRAPH || kind == PART_TABLE || kind == PART_FIGURE;
  for (xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
    if (!is_text(child))
      return false;
  }
  return true;
}

static void walk_children(void *user, const xmlNode *holder, Item item) {
  Walk *walk = user;
  for (xmlNode *node = xml_child(holder, NULL); node; node = xml_next(node, NULL)) {
    if (source_spent(walk->source))
      return;
    if (walk->frame_only && is_text(node))
      place_leading(walk);
    else if (!source_control(walk->source, node, item, walk_children, walk))
      walk_block(walk, node, item);
  }
}

Part *walk_skeleton(Source *source) {
  Part *root = part_new(source->arena, PART_ROOT);
  root->numbered = true;
  const char *numbering = xml_attr(source->layout->skeleton, "页码");
  root->start = numbering && strcmp(numbering, "续") == 0 ? 0 : source->layout->page.folio.first;
  annexes_start(source);
  bool facts_only = source->layout->facts_only;
  const xmlNode *text = facts_only ? NULL : xml_child(source->evaluation->root, "正文");
  Walk walk = {.source = source, .parent = root, .frame_only = is_yes(xml_attr(text, "完整"))};
  if (!facts_only)
    walk.own_title = xml_child(source->evaluation->root, "标题");
  if (text) {
    walk.merge = merge_plan(source, walk.frame_only ? NULL : source->layout->skeleton, text, "章");
    walk.replaces = walk.merge->leading.has_direct;
  }
  walk_children(&walk, source->layout->skeleton, expr_root(source->expr));
  place_leading(&walk);
  place_rest(&walk);
  walk_rest_of_annexes(&walk);
  annexes_finish(source);
  if (walk.own_title)
    msg_add(source->messages, expr_pos(source->expr, walk.own_title), TITLE_UNPLACED,
            source->layout->name);
  return root;
}
