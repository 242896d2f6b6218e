#include "doc/source.h"

#include <stdio.h>

bool source_take(Source *source, size_t size, const xmlNode *node) {
  if (source->overfull)
    return false;
  if (size <= source->room) {
    source->room -= size;
    return true;
  }
  char limit[32];
  snprintf(limit, sizeof limit, "%zu", TEXT_LIMIT >> 20);
  msg_add(source->messages, expr_pos(source->expr, node), DOC_TOO_LARGE, limit);
  source->overfull = true;
  return false;
}

bool source_spent(const Source *source) {
  return source->overfull || expr_exhausted(source->expr);
}

const PageSetup *source_sideways(Source *source) {
  const PageSetup *page = &source->layout->page;
  if (source->sideways || page->width > page->height)
    return source->sideways;
  PageSetup *turned = arena_alloc(source->arena, sizeof *turned);
  *turned = *page;
  turned->width = page->height;
  turned->height = page->width;
  turned->top = page->left;
  turned->right = page->top;
  turned->bottom = page->right;
  turned->left = page->bottom;
  turned->lines = (int)((turned->height - turned->top - turned->bottom) / page->pitch);
  const Style *body = source->layout->body;
  turned->chars =
      (int)((turned->width - turned->left - turned->right) / (body->size + body->tracking));
  source->sideways = turned;
  return turned;
}

bool source_wants(Source *source, const xmlNode *node, Item item) {
  bool holds = true;
  if (xml_attr(node, "若") && !expr_true(source->expr, node, "若", item, &holds))
    return false;
  return holds;
}

/* The first 当 whose condition holds, else 否则; after a condition that fails
 * nothing is chosen, so that one fault does not make others. */
static const xmlNode *choose(Source *source, const xmlNode *element, Item item) {
  for (xmlNode *branch = xml_child(element, NULL); branch; branch = xml_next(branch, NULL)) {
    bool holds = false;
    if (!xml_is(branch, "当"))
      continue;
    if (!expr_true(source->expr, branch, "式", item, &holds))
      return NULL;
    if (holds)
      return branch;
  }
  return xml_child(element, "否则");
}

static void each(Source *source, const xmlNode *element, Item item, Visit visit, void *user) {
  ExprNodes nodes;
  if (!expr_nodes(source->expr, element, "取", item, &nodes))
    return;
  for (int i = 0; i < nodes.count && !source_spent(source); i++)
    visit(user, element, (Item){nodes.nodes[i], i + 1, nodes.count});
  expr_nodes_free(&nodes);
}

bool source_is_control(const xmlNode *element) {
  return xml_is(element, "若") || xml_is(element, "择") || xml_is(element, "每");
}

bool source_control(Source *source, const xmlNode *element, Item item, Visit visit, void *user) {
  if (xml_is(element, "若")) {
    bool holds = false;
    if (expr_true(source->expr, element, "式", item, &holds) && holds)
      visit(user, element, item);
  } else if (xml_is(element, "择")) {
    const xmlNode *branch = choose(source, element, item);
    if (branch)
      visit(user, branch, item);
  } else if (xml_is(element, "每")) {
    each(source, element, item, visit, user);
  } else {
    return false;
  }
  return true;
}
