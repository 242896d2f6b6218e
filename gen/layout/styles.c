#include "layout/styles.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "layout/measure.h"

enum { STYLE_LIMIT = 256 };

typedef struct Reader {
  Layout *layout;
  const Fonts *fonts;
  Messages *messages;
  const xmlNode **nodes; /* the <样式> elements, as in layout->styles */
  size_t count;
} Reader;

static Pos pos_of(const Reader *reader, const xmlNode *node) {
  return xml_pos(reader->layout->file, node);
}

static const xmlNode *node_named(const Reader *reader, const char *name) {
  for (size_t i = 0; name && i < reader->count; i++) {
    if (strcmp(xml_attr(reader->nodes[i], "名"), name) == 0)
      return reader->nodes[i];
  }
  return NULL;
}

/* The attribute of the style or of the nearest that it inherits from. A chain
 * longer than there are styles goes round in a circle. */
static const char *inherited(const Reader *reader, const xmlNode *node, const char *name) {
  for (size_t step = 0; node && step <= reader->count; step++) {
    const char *value = xml_attr(node, name);
    if (value)
      return value;
    node = node_named(reader, xml_attr(node, "承"));
  }
  return NULL;
}

/* What the style inherits can't be known: the chain goes round, or ends at a
 * name that no style bears. */
static bool chain_broken(const Reader *reader, const xmlNode *node) {
  for (size_t step = 0; step <= reader->count; step++) {
    const char *parent = xml_attr(node, "承");
    if (!parent)
      return false;
    node = node_named(reader, parent);
    if (!node)
      return true;
  }
  msg_add(reader->messages, pos_of(reader, node), STYLE_CIRCLE, xml_attr(node, "名"));
  return true;
}

bool styles_yes(const char *value, bool absent) {
  return value ? strcmp(value, "是") == 0 : absent;
}

static bool yes(const Reader *reader, const xmlNode *node, const char *name, bool absent) {
  return styles_yes(inherited(reader, node, name), absent);
}

static const char *required(const Reader *reader, const xmlNode *node, const char *name) {
  const char *value = inherited(reader, node, name);
  if (!value)
    msg_add(reader->messages, pos_of(reader, node), STYLE_LACKS, xml_attr(node, "名"), name);
  return value;
}

static void check_role(const Reader *reader, const xmlNode *node, const char *role) {
  if (!role || fonts_role(reader->fonts, role))
    return;
  Arena *arena = arena_new();
  const char *known = "";
  for (int i = 0; i < fonts_role_count(reader->fonts); i++)
    known = arena_printf(arena, "%s%s“%s”", known, i ? "、" : "",
                         fonts_role_at(reader->fonts, i)->name);
  msg_add(reader->messages, pos_of(reader, node), STYLE_ROLE_UNKNOWN, role, known);
  arena_free(arena);
}

static Align align_of(const char *value) {
  static const char *const names[] = {
      [ALIGN_JUSTIFY] = "两端", [ALIGN_LEFT] = "左", [ALIGN_CENTRE] = "中", [ALIGN_RIGHT] = "右"};
  for (int i = ALIGN_JUSTIFY; value && i <= ALIGN_RIGHT; i++) {
    if (strcmp(names[i], value) == 0)
      return (Align)i;
  }
  return ALIGN_JUSTIFY;
}

/* 黑, 红, #C00000. */
static uint32_t colour_of(const char *value) {
  if (!value || strcmp(value, "黑") == 0)
    return 0;
  return strcmp(value, "红") == 0 ? 0xFF0000 : (uint32_t)strtoul(value + 1, NULL, 16);
}

static Emu length_of(const Reader *reader, const xmlNode *node, const char *name) {
  const char *value = inherited(reader, node, name);
  return value ? layout_length(value) : 0;
}

static int indent_of(const Reader *reader, const xmlNode *node, const char *name) {
  const char *value = inherited(reader, node, name);
  return value ? layout_indent(value) : 0;
}

static Emu pitch_of(const Reader *reader, const xmlNode *node) {
  const char *value = required(reader, node, "行距");
  Emu pitch = value ? layout_length(value) : EMU_PER_PT;
  if (pitch < EMU_PER_PT)
    msg_add(reader->messages, pos_of(reader, node), LAYOUT_PITCH, value);
  return pitch;
}

static void read_faces(const Reader *reader, const xmlNode *node, Style *style) {
  style->role = required(reader, node, "字体");
  style->latin_role = inherited(reader, node, "西文");
  if (!style->latin_role)
    style->latin_role = style->role;
  check_role(reader, node, style->role);
  if (style->latin_role != style->role)
    check_role(reader, node, style->latin_role);
  const char *size = required(reader, node, "字号");
  style->size = size ? layout_size(size) : 0;
}

static void read_style(const Reader *reader, const xmlNode *node, Style *style) {
  style->name = xml_attr(node, "名");
  style->docx_id = xml_attr(node, "代号");
  if (chain_broken(reader, node))
    return;
  read_faces(reader, node, style);
  style->pitch = pitch_of(reader, node);
  style->space_before = length_of(reader, node, "段前");
  style->space_after = length_of(reader, node, "段后");
  style->indent_first = indent_of(reader, node, "首行缩进");
  style->indent_left = indent_of(reader, node, "左缩进");
  style->indent_right = indent_of(reader, node, "右缩进");
  style->align = align_of(inherited(reader, node, "对齐"));
  style->colour = colour_of(inherited(reader, node, "颜色"));
  style->bold = yes(reader, node, "加粗", false);
  style->keep_with_next = yes(reader, node, "与下段同页", false);
  style->page_break_before = yes(reader, node, "段前分页", false);
  style->balanced = yes(reader, node, "均衡", false);
  style->grid = yes(reader, node, "入格", true);
  const char *level = inherited(reader, node, "大纲级");
  style->outline_level = level ? *level - '0' : 0;
}

/* Two styles of one name, or of one id in the DOCX, can't be told apart. */
static void check_unique(const Reader *reader, size_t index, const char *attribute) {
  const char *own = xml_attr(reader->nodes[index], attribute);
  for (size_t i = 0; i < index; i++) {
    if (strcmp(xml_attr(reader->nodes[i], attribute), own) == 0) {
      msg_add(reader->messages, pos_of(reader, reader->nodes[index]), STYLE_TWICE, attribute, own);
      return;
    }
  }
}

static bool gather(Reader *reader, const xmlNode *root) {
  for (xmlNode *at = xml_child(root, "样式"); at; at = xml_next(at, "样式"))
    reader->count++;
  if (reader->count > STYLE_LIMIT) {
    char limit[16];
    snprintf(limit, sizeof limit, "%d", STYLE_LIMIT);
    msg_add(reader->messages, pos_of(reader, root), STYLE_TOO_MANY, limit);
    return false;
  }
  reader->nodes = arena_array(reader->layout->file->arena, reader->count, sizeof *reader->nodes);
  size_t count = 0;
  for (xmlNode *at = xml_child(root, "样式"); at; at = xml_next(at, "样式"))
    reader->nodes[count++] = at;
  return true;
}

bool styles_read(Layout *layout, const xmlNode *root, const Fonts *fonts, Messages *messages) {
  Reader reader = {.layout = layout, .fonts = fonts, .messages = messages};
  if (!gather(&reader, root))
    return false;
  Arena *arena = layout->file->arena;
  Style *styles = arena_array(arena, reader.count, sizeof *styles);
  const Style **list = arena_array(arena, reader.count, sizeof *list);
  for (size_t i = 0; i < reader.count; i++) {
    check_unique(&reader, i, "名");
    check_unique(&reader, i, "代号");
    read_style(&reader, reader.nodes[i], &styles[i]);
    list[i] = &styles[i];
  }
  layout->styles = list;
  layout->style_count = reader.count;
  for (size_t i = 0; i < reader.count; i++)
    styles_named(layout, reader.nodes[i], "承", messages);
  return true;
}

void styles_track(Layout *layout, Emu tracking) {
  for (size_t i = 0; i < layout->style_count; i++) {
    Style *style = (Style *)layout->styles[i]; /* made by styles_read */
    if (style->size == layout->body->size)
      style->tracking = tracking;
  }
}

const Style *styles_named(const Layout *layout, const xmlNode *node, const char *attribute,
                          Messages *messages) {
  const char *name = xml_attr(node, attribute);
  const Style *style = name ? layout_style(layout, name) : NULL;
  if (!name || style)
    return style;
  Arena *arena = arena_new();
  const char *known = "";
  for (size_t i = 0; i < layout->style_count; i++)
    known = arena_printf(arena, "%s%s“%s”", known, i ? "、" : "", layout->styles[i]->name);
  msg_add(messages, xml_pos(layout->file, node), STYLE_UNKNOWN, name, known);
  arena_free(arena);
  return NULL;
}
