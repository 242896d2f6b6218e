/* Which words of the report are those of a target: they say what was to be done, not
 * what was. */
#include <stdlib.h>
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
    if (!is_target(node)) {
      read_below(check, node);
      continue;
    }
    const xmlNode *next = next_behind(node);
    check->plans[check->plan_count++] =
        (Plan){xml_pos(file, node), next ? xml_pos(file, next) : pos_file(NULL)};
  }
}

static size_t count_below(const xmlNode *parent) {
  size_t count = 0;
  for (const xmlNode *node = xml_child(parent, NULL); node; node = xml_next(node, NULL))
    count += is_target(node) ? 1 : count_below(node);
  return count;
}

static int compare_places(Pos a, Pos b) {
  int file = strcmp(a.file ? a.file : "", b.file ? b.file : "");
  if (file != 0)
    return file;
  return a.line != b.line ? (a.line < b.line ? -1 : 1) : (a.col > b.col) - (a.col < b.col);
}

static int compare_plans(const void *left, const void *right) {
  return compare_places(((const Plan *)left)->start, ((const Plan *)right)->start);
}

void plans_read(Check *check) {
  const xmlNode *root = check->evaluation->root;
  check->plans = arena_array(check->arena, count_below(root), sizeof *check->plans);
  read_below(check, root);
  if (check->plan_count > 0)
    qsort(check->plans, check->plan_count, sizeof *check->plans, compare_plans);
}

/* The last that begins at pos or before; NULL: none. */
static const Plan *plan_before(const Check *check, Pos pos) {
  size_t low = 0, high = check->plan_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (compare_places(check->plans[middle].start, pos) <= 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low > 0 ? &check->plans[low - 1] : NULL;
}

/* A cell of a sheet is a file of its own here, and has no end. */
bool is_planned(const Check *check, const Passage *passage, const Figure *figure) {
  Pos pos = passage_pos(passage, figure->start);
  const Plan *plan = pos.file ? plan_before(check, pos) : NULL;
  return plan && strcmp(plan->start.file, pos.file) == 0 &&
         (pos.line == 0 || !plan->end.file || compare_places(pos, plan->end) < 0);
}
