#include "input/word_style.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A chain of styles longer than this is none of Word's. */
enum { BASE_LIMIT = 16 };

static bool is_off(const char *value) {
  return value && (strcmp(value, "0") == 0 || strcmp(value, "false") == 0 ||
                   strcmp(value, "off") == 0 || strcmp(value, "none") == 0);
}

Said word_said(const xmlNode *properties, const char *name) {
  const xmlNode *own = xml_child(properties, name);
  return !own ? SAID_NOTHING : is_off(xml_attr_any(own, "val")) ? SAID_NO : SAID_YES;
}

WordLook word_look(const xmlNode *properties) {
  const char *align = xml_attr_any(xml_child(properties, "vertAlign"), "val");
  WordLook look = {word_said(properties, "b"), word_said(properties, "vanish"), NULL};
  if (align)
    look.raised = strcmp(align, "superscript") == 0 ? "上标"
                  : strcmp(align, "subscript") == 0 ? "下标"
                                                    : "";
  return look;
}

static const char *copy_or_null(const char *text, Arena *arena) {
  return text ? arena_copy(arena, text) : NULL;
}

static int level_of(const xmlNode *properties, const char *name) {
  const char *value = xml_attr_any(xml_child(properties, name), "val");
  int level = value ? atoi(value) : -1;
  return level >= 0 && level <= 8 ? level : -1;
}

static WordStyle read_style(const xmlNode *node, Arena *arena) {
  const xmlNode *paragraph = xml_child(node, "pPr");
  const xmlNode *number = xml_child(paragraph, "numPr");
  const char *id = xml_attr_any(node, "styleId"), *type = xml_attr_any(node, "type");
  const char *name = xml_attr_any(xml_child(node, "name"), "val");
  const char *is_default = xml_attr_any(node, "default");
  return (WordStyle){
      .id = arena_copy(arena, id ? id : ""),
      .name = arena_copy(arena, name ? name : ""),
      .base = copy_or_null(xml_attr_any(xml_child(node, "basedOn"), "val"), arena),
      .outline = level_of(paragraph, "outlineLvl"),
      .number = copy_or_null(xml_attr_any(xml_child(number, "numId"), "val"), arena),
      .level = level_of(number, "ilvl"),
      .look = word_look(xml_child(node, "rPr")),
      .is_default = is_default && !is_off(is_default) && type && strcmp(type, "paragraph") == 0,
  };
}

static int compare(const void *left, const void *right) {
  return strcmp(((const WordStyle *)left)->id, ((const WordStyle *)right)->id);
}

static WordStyle *find(const WordStyles *styles, const char *id) {
  WordStyle key = {.id = id};
  return id && styles->count ? bsearch(&key, styles->items, styles->count, sizeof key, compare)
                             : NULL;
}

static void inherit(WordStyle *style, const WordStyle *base) {
  if (style->outline < 0)
    style->outline = base->outline;
  if (!style->number)
    style->number = base->number;
  if (style->level < 0)
    style->level = base->level;
  if (style->look.bold == SAID_NOTHING)
    style->look.bold = base->look.bold;
  if (style->look.hidden == SAID_NOTHING)
    style->look.hidden = base->look.hidden;
  if (!style->look.raised)
    style->look.raised = base->look.raised;
}

static void complete(const WordStyles *styles, WordStyle *style, int depth) {
  if (style->is_whole)
    return;
  style->is_whole = true;
  WordStyle *base = depth < BASE_LIMIT ? find(styles, style->base) : NULL;
  if (!base)
    return;
  complete(styles, base, depth + 1);
  inherit(style, base);
}

WordStyles word_styles_read(const xmlNode *root, Arena *arena) {
  WordStyles styles = {0};
  size_t count = 0;
  for (xmlNode *node = xml_child(root, "style"); node; node = xml_next(node, "style"))
    count++;
  styles.items = arena_array(arena, count, sizeof *styles.items);
  for (xmlNode *node = xml_child(root, "style"); node; node = xml_next(node, "style"))
    styles.items[styles.count++] = read_style(node, arena);
  if (count > 0)
    qsort(styles.items, count, sizeof *styles.items, compare);
  for (size_t i = 0; i < count; i++) {
    complete(&styles, &styles.items[i], 0);
    if (styles.items[i].is_default)
      styles.normal = &styles.items[i];
  }
  return styles;
}

const WordStyle *word_style(const WordStyles *styles, const char *id) {
  return find(styles, id);
}

LineStyle word_style_kind(const WordStyle *style, int outline) {
  const char *name = style ? style->name : "";
  if (strcasecmp(name, "title") == 0 || strcmp(name, "标题") == 0)
    return LINE_TITLE;
  if (strncasecmp(name, "toc ", 4) == 0 && name[4] >= '1' && name[4] <= '9')
    return LINE_ENTRY;
  if (outline < 0 && style)
    outline = style->outline;
  return outline == 0 ? LINE_CHAPTER : outline == 1 ? LINE_SECTION : LINE_UNKNOWN;
}
