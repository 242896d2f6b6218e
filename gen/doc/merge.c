#include "doc/merge.h"

#include <stdlib.h>
#include <string.h>

#include "xml/near.h"

/* 题 or one of the 别名 of a heading; rank: titles before aliases, then the
 * skeleton's order. */
typedef struct Name {
  const char *text;
  size_t rank;
  Filling *filling;
} Name;

typedef struct Names {
  Arena *arena;
  const char *level;
  Name *items;
  size_t count, capacity;
} Names;

static void add_name(Names *names, const char *text, size_t len, bool is_alias, Filling *filling) {
  size_t rank = names->count + (is_alias ? SIZE_MAX / 2 : 0);
  names->items = mem_grow(names->items, names->count, &names->capacity, sizeof *names->items);
  names->items[names->count++] = (Name){arena_copy_n(names->arena, text, len), rank, filling};
}

static void add_heading(Names *names, const xmlNode *heading) {
  Filling *filling = arena_alloc(names->arena, sizeof *filling);
  const char *title = xml_attr(heading, "题");
  if (title)
    add_name(names, title, strlen(title), false, filling);
  for (const char *alias = xml_attr(heading, "别名"); alias && *alias;) {
    size_t len = strcspn(alias, "|");
    if (len > 0)
      add_name(names, alias, len, true, filling);
    alias += len + (alias[len] == '|');
  }
}

static void collect(Names *names, const xmlNode *holder) {
  for (xmlNode *node = xml_child(holder, NULL); node; node = xml_next(node, NULL)) {
    if (xml_is(node, names->level))
      add_heading(names, node);
    else if (source_is_control(node) || xml_is(node, "当") || xml_is(node, "否则"))
      collect(names, node);
  }
}

static int by_name(const void *a, const void *b) {
  const Name *left = a, *right = b;
  int order = strcmp(left->text, right->text);
  return order ? order : (left->rank > right->rank) - (left->rank < right->rank);
}

/* Headings of one name (in the branches of a 择) share the first one's filling. */
static void set_names(Merge *merge, Names *names) {
  if (names->count > 0)
    qsort(names->items, names->count, sizeof *names->items, by_name);
  merge->names = arena_array(names->arena, names->count, sizeof *merge->names);
  merge->name_count = names->count;
  for (size_t i = 0; i < names->count; i++) {
    merge->names[i] = names->items[i];
    if (i > 0 && strcmp(merge->names[i].text, merge->names[i - 1].text) == 0)
      merge->names[i].filling = merge->names[i - 1].filling;
  }
  free(names->items);
}

static int by_text(const void *key, const void *item) {
  return strcmp(key, ((const Name *)item)->text);
}

static Filling *find(const Merge *merge, const xmlNode *heading) {
  const char *title = xml_attr(heading, "题");
  if (!title || merge->name_count == 0)
    return NULL;
  Name *name = bsearch(title, merge->names, merge->name_count, sizeof *merge->names, by_text);
  return name ? name->filling : NULL;
}

static bool is_direct(const xmlNode *node) {
  return xml_is(node, "段") || xml_is(node, "条") || xml_is(node, "款") || xml_is(node, "表格");
}

static void add_text(Texts *texts, const xmlNode *node, Arena *arena) {
  Run *run = arena_alloc(arena, sizeof *run);
  run->node = node;
  if (texts->last)
    texts->last->next = run;
  else
    texts->first = run;
  texts->last = run;
  texts->has_direct |= is_direct(node);
}

/* A line of the file, or the cell of a spreadsheet, which ends the file's name. */
static const char *place_of(const Source *source, const xmlNode *node) {
  Pos pos = expr_pos(source->expr, node);
  const char *colon = pos.line == 0 && pos.file ? strrchr(pos.file, ':') : NULL;
  return colon ? colon + 1 : arena_printf(source->arena, "第 %d 行", pos.line);
}

static void report_twice(Source *source, const xmlNode *heading, const xmlNode *earlier) {
  msg_add(source->messages, expr_pos(source->expr, heading), HEADING_TWICE, xml_attr(heading, "题"),
          place_of(source, earlier));
}

/* Headings that are none of the skeleton's: nearly one that nobody filled, or written before
 * all that are, and so printed before them. */
static void report_unknown(Source *source, const Merge *merge, const xmlNode *written,
                           const char *level) {
  const char **open = arena_array(source->arena, merge->name_count, sizeof *open);
  size_t count = 0;
  for (size_t i = 0; i < merge->name_count; i++)
    if (!merge->names[i].filling->heading)
      open[count++] = merge->names[i].text;
  bool is_first = merge->name_count > 0 && strcmp(level, "章") == 0;
  for (xmlNode *node = xml_child(written, level); node; node = xml_next(node, level)) {
    const char *title = xml_attr(node, "题");
    Pos pos = expr_pos(source->expr, node);
    if (find(merge, node)) {
      is_first = false;
      continue;
    }
    const char *near = title ? xml_nearest(title, open, count, NEAR_TITLE) : NULL;
    if (near)
      msg_add(source->messages, pos, HEADING_NEAR, title, level, near);
    else if (is_first && title)
      msg_add(source->messages, pos, HEADING_FIRST, title);
  }
}

Merge *merge_plan(Source *source, const xmlNode *skeleton, const xmlNode *written,
                  const char *level) {
  Merge *merge = arena_alloc(source->arena, sizeof *merge);
  Names names = {.arena = source->arena, .level = level};
  if (skeleton)
    collect(&names, skeleton);
  set_names(merge, &names);
  bool unknown_last = strcmp(level, "节") == 0;
  Texts *at = &merge->leading;
  for (xmlNode *node = xml_child(written, NULL); node; node = xml_next(node, NULL)) {
    merge->has_direct |= is_direct(node);
    if (xml_is(node, "附件")) {
      add_text(&merge->annexes, node, source->arena);
      continue;
    }
    Filling *filling = xml_is(node, level) ? find(merge, node) : NULL;
    if (filling && filling->heading) {
      report_twice(source, node, filling->heading);
    } else if (filling) {
      filling->heading = node;
      at = &filling->followers;
      continue;
    } else if (unknown_last && xml_is(node, level)) {
      at = &merge->rest;
    }
    add_text(at, node, source->arena);
  }
  report_unknown(source, merge, written, level);
  return merge;
}

static Filling *take(Filling *filling) {
  if (!filling || !filling->heading || filling->taken)
    return NULL;
  filling->taken = true;
  return filling;
}

Filling *merge_take(Merge *merge, const xmlNode *heading) {
  return take(find(merge, heading));
}

Filling *merge_left_over(Merge *merge) {
  for (size_t i = 0; i < merge->name_count; i++) {
    Filling *filling = take(merge->names[i].filling);
    if (filling)
      return filling;
  }
  return NULL;
}
