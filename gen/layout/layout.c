#include "layout/layout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "layout/base.h"
#include "layout/folio.h"
#include "layout/measure.h"
#include "layout/scoring.h"
#include "layout/styles.h"
#include "layout/terms.h"
#include "xml/seen.h"

/* The paper that both writers can hold: Word takes at most 22 inches. */
#define PAPER_LEAST (50 * EMU_PER_MM)
#define PAPER_MOST (558 * EMU_PER_MM)

static Emu length_at(const xmlNode *node, const char *name) {
  return layout_length(xml_attr(node, name));
}

static bool is_value(const xmlNode *node, const char *attribute, const char *value) {
  const char *own = xml_attr(node, attribute);
  return own && strcmp(own, value) == 0;
}

static const char *attr_or(const xmlNode *node, const char *name, const char *absent) {
  const char *value = xml_attr(node, name);
  return value ? value : absent;
}

static void read_breaking(PageSetup *page, const xmlNode *node) {
  page->mode = is_value(node, "断行", "wps")     ? BREAK_WPS
               : is_value(node, "断行", "clreq") ? BREAK_CLREQ
                                                 : BREAK_WORD;
  page->kinsoku = is_value(node, "禁则", "严") ? KINSOKU_STRICT : KINSOKU_WORD;
  page->squeeze = styles_yes(xml_attr(node, "挤压"), true);
  page->squeeze_pairs = styles_yes(xml_attr(node, "相邻挤压"), true);
  page->hanging = styles_yes(xml_attr(node, "悬挂"), false);
  page->widow_control = styles_yes(xml_attr(node, "孤行控制"), false);
}

static void read_page(PageSetup *page, const xmlNode *node) {
  page->width = length_at(node, "宽");
  page->height = length_at(node, "高");
  page->top = length_at(node, "上");
  page->bottom = length_at(node, "下");
  page->left = length_at(node, "左");
  page->right = length_at(node, "右");
  page->pitch = length_at(node, "行距");
  page->lines = atoi(xml_attr(node, "每页行数"));
  page->chars = atoi(xml_attr(node, "每行字数"));
  page->filled = styles_yes(xml_attr(node, "排满"), false);
  page->two_sided = styles_yes(xml_attr(node, "双面"), false);
  read_breaking(page, node);
}

static void check_paper(const Layout *layout, const xmlNode *node, Messages *messages) {
  const PageSetup *page = &layout->page;
  Pos pos = xml_pos(layout->file, node);
  if (page->width < PAPER_LEAST || page->width > PAPER_MOST)
    msg_add(messages, pos, LAYOUT_PAPER, "宽", xml_attr(node, "宽"));
  else if (page->left + page->right >= page->width)
    msg_add(messages, pos, LAYOUT_NO_AREA, "左、右", "宽");
  if (page->height < PAPER_LEAST || page->height > PAPER_MOST)
    msg_add(messages, pos, LAYOUT_PAPER, "高", xml_attr(node, "高"));
  else if (page->top + page->bottom >= page->height)
    msg_add(messages, pos, LAYOUT_NO_AREA, "上、下", "高");
}

/* What must be added to a body character so that a line's characters fill the
 * measure, in steps that a DOCX can carry. */
static Emu filling(const Layout *layout) {
  const PageSetup *page = &layout->page;
  Emu rest = page->width - page->left - page->right - page->chars * layout->body->size;
  Emu line_step = (Emu)page->chars * EMU_PER_TWIP;
  Emu steps = rest / line_step - (rest % line_step < 0);
  return steps * EMU_PER_TWIP;
}

/* More than a twentieth of an em shows as a fault of its own. */
static bool is_filled(const Layout *layout) {
  return layout->page.filled && llabs(filling(layout)) <= layout->body->size / 20;
}

/* The lines and characters that a layout promises must find room. */
static void check_grid(const Layout *layout, const xmlNode *node, Messages *messages) {
  const PageSetup *page = &layout->page;
  Pos pos = xml_pos(layout->file, node);
  if (page->pitch < EMU_PER_PT)
    msg_add(messages, pos, LAYOUT_PITCH, xml_attr(node, "行距"));
  if (page->lines * page->pitch > page->height - page->top - page->bottom)
    msg_add(messages, pos, LAYOUT_LINES, xml_attr(node, "每页行数"), xml_attr(node, "行距"));
  bool narrow =
      layout->body && page->chars * layout->body->size > page->width - page->left - page->right;
  if (layout->body && (page->filled || narrow) && !is_filled(layout))
    msg_add(messages, pos, LAYOUT_CHARS, xml_attr(node, "每行字数"));
}

/* {页码} and the like would be printed as they stand. */
static void check_folio_marks(const Layout *layout, const xmlNode *node, Messages *messages) {
  const Folio *folio = &layout->page.folio;
  FolioPiece piece;
  for (const char *at = folio->text; (piece = folio_next(&at)).kind != FOLIO_END;) {
    const char *mark = piece.kind == FOLIO_WORDS ? memchr(piece.text, '{', piece.len) : NULL;
    const char *end = mark ? strchr(mark, '}') : NULL;
    if (end)
      msg_add(messages, xml_pos(layout->file, node), LAYOUT_FOLIO_MARK,
              arena_copy_n(layout->file->arena, mark, (size_t)(end - mark) + 1));
  }
}

static void read_folio(Layout *layout, const xmlNode *node, Messages *messages) {
  Folio *folio = &layout->page.folio;
  folio->place = is_value(node, "位置", "居中")   ? FOLIO_CENTRE
                 : is_value(node, "位置", "外侧") ? FOLIO_OUTER
                                                  : FOLIO_NONE;
  folio->text = folio_text(attr_or(node, "前", ""), attr_or(node, "后", ""), layout->file->arena);
  folio->style = styles_named(layout, node, "样式", messages);
  check_folio_marks(layout, node, messages);
  folio->distance = layout_length(attr_or(node, "距离", "7mm"));
  folio->first = atoi(attr_or(node, "起", "1"));
}

/* Chapters and sections that always stand side by side: not one or the other. */
static void check_titles(const Layout *layout, const xmlNode *parent, Messages *messages) {
  XmlSeen seen = {NULL};
  for (const xmlNode *node = xml_child(parent, NULL); node; node = xml_next(node, NULL)) {
    check_titles(layout, node, messages);
    const char *title = xml_attr(node, "题"), *kind = (const char *)node->name;
    if (!title || xml_attr(node, "若") || (!xml_is(node, "章") && !xml_is(node, "节")))
      continue;
    if (xml_seen(&seen, title, kind, node))
      msg_add(messages, xml_pos(layout->file, node), LAYOUT_TITLE_TWICE, kind, title);
  }
  xml_seen_free(&seen);
}

static const char *const level_names[LEVEL_COUNT] = {"章", "节", "条", "款"};

static int level_of(const xmlNode *node) {
  int level = 0;
  while (level < LEVEL_COUNT - 1 && !is_value(node, "级", level_names[level]))
    level++;
  return level;
}

static NumberForm form_of(const xmlNode *node) {
  return is_value(node, "形", "一")  ? NUMBER_HAN
         : is_value(node, "形", "①") ? NUMBER_CIRCLED
                                     : NUMBER_ARABIC;
}

static void read_numbering(Layout *layout, const xmlNode *root, Messages *messages) {
  bool seen[LEVEL_COUNT] = {false};
  for (xmlNode *node = xml_child(root, "编号"); node; node = xml_next(node, "编号")) {
    int level = level_of(node);
    if (seen[level])
      msg_add(messages, xml_pos(layout->file, node), LEVEL_TWICE, level_names[level]);
    seen[level] = true;
    layout->numbering[level].before = attr_or(node, "前", "");
    layout->numbering[level].form = form_of(node);
    layout->numbering[level].after = attr_or(node, "后", "");
    layout->level_style[level] = styles_named(layout, node, "样式", messages);
  }
  for (int level = 0; level < LEVEL_COUNT; level++) {
    if (!seen[level])
      msg_add(messages, xml_pos(layout->file, root), LEVEL_MISSING, level_names[level]);
  }
}

static void need_styles(const Layout *layout, const xmlNode *node, const char *const needed[],
                        size_t count, Messages *messages) {
  for (size_t i = 0; i < count; i++) {
    if (!layout_style(layout, needed[i]))
      msg_add(messages, xml_pos(layout->file, node), LAYOUT_STYLE_MISSING, needed[i]);
  }
}

/* What every report may need, whatever its skeleton: an imported one too. */
static void check_needed_styles(const Layout *layout, const xmlNode *root, Messages *messages) {
  static const char *const needed[] = {"正文", "标题", "附件标"};
  need_styles(layout, root, needed, sizeof needed / sizeof *needed, messages);
}

/* The 目录 must not list itself. */
static void check_contents_title(const Layout *layout, const xmlNode *node, Messages *messages) {
  const Style *style = layout_style(layout, "目录题");
  if (style && style->outline_level > 0)
    msg_add(messages, xml_pos(layout->file, node), LAYOUT_CONTENTS_RANK,
            (const char[]){(char)('0' + style->outline_level), '\0'});
}

/* What looks have to be there for a part that names no style. */
static void check_part_styles(const Layout *layout, const xmlNode *node, Messages *messages) {
  static const char *const of_table[] = {"表题", "表单位", "表文", "表头", "表注"};
  static const char *const of_figure[] = {"图文", "图题"};
  static const char *const of_head[] = {"密级", "发文机关标志", "发文字号"};
  static const char *const of_contents[] = {"目录题", "目录 1", "目录 2"};
  static const char *const own[] = {"主送", "落款", "附注", "版记"};
  if (xml_is(node, "表"))
    need_styles(layout, node, of_table, sizeof of_table / sizeof *of_table, messages);
  else if (xml_is(node, "图") || xml_is(node, "图片"))
    need_styles(layout, node, of_figure, sizeof of_figure / sizeof *of_figure, messages);
  else if (xml_is(node, "红头"))
    need_styles(layout, node, of_head, sizeof of_head / sizeof *of_head, messages);
  else if (xml_is(node, "目录"))
    need_styles(layout, node, of_contents, is_value(node, "级", "1") ? 2 : 3, messages);
  for (size_t i = 0; i < sizeof own / sizeof *own; i++)
    if (xml_is(node, own[i]) && !xml_attr(node, "样式"))
      need_styles(layout, node, &own[i], 1, messages);
}

static void check_skeleton_styles(const Layout *layout, const xmlNode *parent, Messages *messages) {
  for (xmlNode *node = xml_child(parent, NULL); node; node = xml_next(node, NULL)) {
    styles_named(layout, node, "样式", messages);
    styles_named(layout, node, "题样式", messages);
    check_part_styles(layout, node, messages);
    if (xml_is(node, "目录"))
      check_contents_title(layout, node, messages);
    check_skeleton_styles(layout, node, messages);
  }
}

static void read_layout(Layout *layout, const Fonts *fonts, Messages *messages) {
  const xmlNode *root = xmlDocGetRootElement(layout->file->tree);
  const xmlNode *page = xml_child(root, "页面");
  layout->name = xml_attr(root, "名");
  layout->region = xml_attr(root, "地区");
  layout->title = xml_attr(root, "题");
  layout->year = atoi(xml_attr(root, "年度"));
  layout->skeleton = xml_child(root, "骨架");
  layout->facts_only = is_value(layout->skeleton, "正文", "否");
  layout->facts = xml_child(root, "事实");
  layout->scoring = xml_child(root, "评分");
  read_page(&layout->page, page);
  if (!styles_read(layout, root, fonts, messages))
    return;
  layout->body = layout_style(layout, "正文");
  if (layout->body && is_filled(layout))
    styles_track(layout, filling(layout));
  check_paper(layout, page, messages);
  check_grid(layout, page, messages);
  read_folio(layout, xml_child(root, "页码"), messages);
  scoring_check(layout, messages);
  check_titles(layout, layout->skeleton, messages);
  read_numbering(layout, root, messages);
  check_needed_styles(layout, root, messages);
  check_skeleton_styles(layout, layout->skeleton, messages);
}

static void check_terms(const Layout *layout, const char *home, Messages *messages) {
  const xmlNode *root = xmlDocGetRootElement(layout->file->tree);
  const xmlNode *parts[] = {layout->facts, layout->skeleton, xml_child(root, "校核")};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    terms_check(layout->file, parts[i], layout_expressions, home, messages);
}

Layout *layout_load(const char *name_or_path, Pos asked, const char *home, const Fonts *fonts,
                    Messages *messages) {
  LayoutFiles files;
  XmlFile *file = base_open(name_or_path, asked, home, &files, messages);
  if (!file)
    return NULL;
  int before = msg_count(messages, MSG_ERROR);
  Layout *layout = mem_alloc(sizeof *layout);
  layout->file = file;
  layout->files = files;
  read_layout(layout, fonts, messages);
  check_terms(layout, home, messages);
  if (msg_count(messages, MSG_ERROR) == before)
    return layout;
  layout_free(layout);
  return NULL;
}

void layout_free(Layout *layout) {
  if (!layout)
    return;
  xml_free(layout->file);
  free(layout);
}

const Style *layout_style(const Layout *layout, const char *name) {
  for (size_t i = 0; i < layout->style_count; i++) {
    if (strcmp(layout->styles[i]->name, name) == 0)
      return layout->styles[i];
  }
  return NULL;
}

bool layout_is_file(const Layout *layout, const char *path) {
  for (size_t i = 0; path && i < layout->files.count; i++)
    if (strcmp(layout->files.paths[i], path) == 0)
      return true;
  return false;
}
