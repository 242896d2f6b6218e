#include "input/word_number.h"

#include <stdlib.h>
#include <string.h>

#include "input/word_symbol.h"

/* Longer texts of a level are no numbers, and would multiply. */
enum { LONGEST_TEXT = 100, MOST_COUNT = 99999, STYLE_LINKS = 4 };

static int int_attr(const xmlNode *node, int otherwise) {
  const char *value = xml_attr_any(node, "val");
  int number = value ? atoi(value) : otherwise;
  return number >= 0 && number <= MOST_COUNT ? number : otherwise;
}

static const char *value_of(const xmlNode *node, const char *name, Arena *arena) {
  const char *value = xml_attr_any(xml_child(node, name), "val");
  return value ? arena_copy(arena, value) : NULL;
}

/* Formats beyond the first edition stand in a choice (mc:AlternateContent). */
static const xmlNode *format_of(const xmlNode *level) {
  const xmlNode *choice = xml_child(xml_child(level, "AlternateContent"), "Choice");
  const xmlNode *own = xml_child(level, "numFmt");
  return own ? own : xml_child(choice, "numFmt");
}

static void read_level(WordLevel *out, const xmlNode *node, Arena *arena) {
  const char *format = xml_attr_any(format_of(node), "val");
  const char *text = value_of(node, "lvlText", arena);
  const xmlNode *restart = xml_child(node, "lvlRestart");
  const xmlNode *fonts = xml_child(xml_child(node, "rPr"), "rFonts");
  const char *font = xml_attr_any(fonts, "ascii");
  *out = (WordLevel){.format = arena_copy(arena, format ? format : "decimal"),
                     .text = text && strlen(text) <= LONGEST_TEXT ? text : "",
                     .style = value_of(node, "pStyle", arena),
                     .font = font ? arena_copy(arena, font) : NULL,
                     .start = int_attr(xml_child(node, "start"), 0),
                     .restart = restart ? int_attr(restart, -1) : -1,
                     .is_legal = word_said(node, "isLgl") == SAID_YES};
}

static int level_attr(const xmlNode *node) {
  const char *value = xml_attr_any(node, "ilvl");
  int level = value ? atoi(value) : -1;
  return level >= 0 && level < WORD_LEVELS ? level : -1;
}

static void read_levels(WordLevel *levels, const xmlNode *node, Arena *arena) {
  for (xmlNode *child = xml_child(node, "lvl"); child; child = xml_next(child, "lvl")) {
    int level = level_attr(child);
    if (level >= 0)
      read_level(&levels[level], child, arena);
  }
}

static int compare_ids(const void *left, const void *right) {
  return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static WordAbstract *find_abstract(const WordNumbers *numbers, const char *id) {
  return id && numbers->abstract_count ? bsearch(&id, numbers->abstracts, numbers->abstract_count,
                                                 sizeof *numbers->abstracts, compare_ids)
                                       : NULL;
}

static WordList *find_list(const WordNumbers *numbers, const char *id) {
  return id && numbers->list_count ? bsearch(&id, numbers->lists, numbers->list_count,
                                             sizeof *numbers->lists, compare_ids)
                                   : NULL;
}

static size_t count_of(const xmlNode *root, const char *name) {
  size_t count = 0;
  for (xmlNode *node = xml_child(root, name); node; node = xml_next(node, name))
    count++;
  return count;
}

static const char *id_of(const xmlNode *node, const char *name, Arena *arena) {
  const char *id = xml_attr_any(node, name);
  return arena_copy(arena, id ? id : "");
}

static void read_abstracts(WordNumbers *numbers, const xmlNode *root) {
  Arena *arena = numbers->arena;
  size_t count = count_of(root, "abstractNum");
  numbers->abstracts = arena_array(arena, count, sizeof *numbers->abstracts);
  xmlNode *node = xml_child(root, "abstractNum");
  for (; node; node = xml_next(node, "abstractNum")) {
    WordAbstract *abstract = &numbers->abstracts[numbers->abstract_count++];
    abstract->id = id_of(node, "abstractNumId", arena);
    abstract->link = value_of(node, "numStyleLink", arena);
    read_levels(abstract->levels, node, arena);
  }
  if (count > 0)
    qsort(numbers->abstracts, count, sizeof *numbers->abstracts, compare_ids);
}

static void read_lists(WordNumbers *numbers, const xmlNode *root) {
  Arena *arena = numbers->arena;
  size_t count = count_of(root, "num");
  numbers->lists = arena_array(arena, count, sizeof *numbers->lists);
  for (xmlNode *node = xml_child(root, "num"); node; node = xml_next(node, "num")) {
    const char *abstract = value_of(node, "abstractNumId", arena);
    numbers->lists[numbers->list_count++] =
        (WordList){.id = id_of(node, "numId", arena), .abstract = find_abstract(numbers, abstract)};
  }
  if (count > 0)
    qsort(numbers->lists, count, sizeof *numbers->lists, compare_ids);
}

/* A list whose definition is a style's has that of the style's list. */
static void follow_links(const WordNumbers *numbers, WordList *list) {
  for (int i = 0; i < STYLE_LINKS && list->abstract && list->abstract->link; i++) {
    const WordStyle *style = word_style(numbers->styles, list->abstract->link);
    const WordList *real = style ? find_list(numbers, style->number) : NULL;
    list->abstract = real ? real->abstract : NULL;
  }
  if (list->abstract)
    list->levels = list->abstract->levels;
}

/* A list may have its own definition of a level, and its own start. */
static void read_overrides(WordNumbers *numbers, const xmlNode *node) {
  WordList *list = find_list(numbers, xml_attr_any(node, "numId"));
  node = xml_child(node, "lvlOverride");
  if (!node || !list || !list->abstract)
    return;
  WordLevel *levels = arena_array(numbers->arena, WORD_LEVELS, sizeof *levels);
  memcpy(levels, list->levels, WORD_LEVELS * sizeof *levels);
  list->levels = levels;
  for (; node; node = xml_next(node, "lvlOverride")) {
    int level = level_attr(node);
    const xmlNode *start = xml_child(node, "startOverride");
    read_levels(levels, node, numbers->arena);
    if (level >= 0 && start) {
      levels[level].start = int_attr(start, levels[level].start);
      list->starts[level] = true;
    }
  }
}

WordNumbers word_numbers_read(const xmlNode *root, const WordStyles *styles, Arena *arena) {
  WordNumbers numbers = {.styles = styles, .arena = arena};
  read_abstracts(&numbers, root);
  read_lists(&numbers, root);
  for (size_t i = 0; i < numbers.list_count; i++)
    follow_links(&numbers, &numbers.lists[i]);
  for (xmlNode *node = xml_child(root, "num"); node; node = xml_next(node, "num"))
    read_overrides(&numbers, node);
  return numbers;
}

/* The level whose pStyle is the paragraph's style; else the style's own. */
static int style_level(const WordList *list, const WordStyle *style) {
  for (int i = 0; i < WORD_LEVELS; i++) {
    if (list->levels[i].style && strcmp(list->levels[i].style, style->id) == 0)
      return i;
  }
  return style->level < 0 ? 0 : style->level;
}

static void count(WordList *list, int level) {
  WordAbstract *abstract = list->abstract;
  if (list->starts[level])
    abstract->counting[level] = list->starts[level] = false;
  if (!abstract->counting[level])
    abstract->counts[level] = list->levels[level].start;
  else if (abstract->counts[level] < MOST_COUNT)
    abstract->counts[level]++;
  abstract->counting[level] = true;
  for (int i = level + 1; i < WORD_LEVELS; i++) {
    int restart = list->levels[i].restart;
    if (restart < 0 || level < restart)
      abstract->counting[i] = false;
  }
}

static void put_number(Buf *out, const WordList *list, int level, bool is_legal) {
  const WordAbstract *abstract = list->abstract;
  const char *format = list->levels[level].format;
  int number = abstract->counting[level] ? abstract->counts[level] : list->levels[level].start;
  if (format)
    word_number_put(out, is_legal ? "decimal" : format, number);
}

static const char *print_number(const WordList *list, int level, Arena *arena) {
  const WordLevel *own = &list->levels[level];
  Buf out = {0};
  buf_puts(&out, "");
  if (strcmp(own->format, "bullet") == 0) {
    word_symbols_put(&out, own->font, own->text);
  } else {
    for (const char *at = own->text; *at; at++) {
      if (at[0] == '%' && at[1] >= '1' && at[1] <= '9')
        put_number(&out, list, *++at - '1', own->is_legal);
      else
        buf_putc(&out, *at);
    }
  }
  const char *text = arena_copy(arena, out.data);
  buf_free(&out);
  return text;
}

const char *word_number(WordNumbers *numbers, const xmlNode *own, const WordStyle *style) {
  const char *id = xml_attr_any(xml_child(own, "numId"), "val");
  const char *stated = xml_attr_any(xml_child(own, "ilvl"), "val");
  bool by_style = !id;
  if (by_style)
    id = style ? style->number : NULL;
  WordList *list = find_list(numbers, id);
  if (!list || !list->abstract)
    return "";
  int level = stated ? atoi(stated) : by_style ? style_level(list, style) : 0;
  if (level < 0 || level >= WORD_LEVELS || !list->levels[level].format)
    return "";
  count(list, level);
  return print_number(list, level, numbers->arena);
}
