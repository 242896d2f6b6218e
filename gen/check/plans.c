/* Which words of the report are those of a target: they say what was to be done, not
 * what was. */
#include <string.h>

#include "check/rules.h"

static bool is_target(const xmlNode *node) {
  const xmlNode *parent = node->parent;
  return (xml_is(node, "目标") && xml_is(parent, "任务")) ||
         (xml_is(node, "预期目标") && xml_is(parent, "项目"));
}

/* The element that begins behind the node's end; NULL: none. */
static const xmlNode *next_behind(const xmlNode *node) {
  const xmlNode *next = NULL;
  while (node && node->type == XML_ELEMENT_NODE && !(next = xml_next(node, NULL)))
    node = node->parent;
  return next;
}

static void read_below(Check *check, const xmlNode *parent) {
  const XmlFile *file = check->evaluation->file;
  for (const xmlNode *node = xml_child(parent, NULL); node; node = xml_next(node, NULL)) {
    const xmlNode *next = is_target(node) ? next_behind(node) : NULL;
    if (is_target(node))
      check->plans[check->plan_count++] =
          (Plan){xml_pos(file, node), next ? xml_pos(file, next) : pos_file(NULL)};
    else if (xml_is(node, "任务") || xml_is(node, "项目"))
      read_below(check, node);
  }
}

static size_t count_below(const xmlNode *parent) {
  size_t count = 0;
  for (const xmlNode *node = xml_child(parent, NULL); node; node = xml_next(node, NULL))
    count += is_target(node) ? 1 : count_below(node);
  return count;
}

void plans_read(Check *check) {
  const xmlNode *root = check->evaluation->root;
  check->plans = arena_array(check->arena, count_below(root), sizeof *check->plans);
  read_below(check, root);
}

static bool is_before(Pos a, Pos b) {
  return a.line != b.line ? a.line < b.line : a.col < b.col;
}

static bool same_file(Pos a, Pos b) {
  return a.file && b.file && strcmp(a.file, b.file) == 0;
}

/* The cells of a sheet have no lines: each is a place of its own. */
static bool is_within(const Plan *plan, Pos pos) {
  if (!same_file(plan->start, pos))
    return false;
  if (pos.line == 0)
    return true;
  return !is_before(pos, plan->start) && (!plan->end.file || is_before(pos, plan->end));
}

bool is_planned(const Check *check, const Passage *passage, const Figure *figure) {
  Pos pos = passage_pos(passage, figure->start);
  for (size_t i = 0; i < check->plan_count; i++)
    if (is_within(&check->plans[i], pos))
      return true;
  return false;
}
