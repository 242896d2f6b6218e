#include "sheet/owner.h"

#include <stdlib.h>
#include <string.h>

static int compare(const void *left, const void *right) {
  const Owner *a = *(const Owner *const *)left, *b = *(const Owner *const *)right;
  int order = strcmp(a->label, b->label);
  return order ? order : a->order < b->order ? -1 : a->order > b->order;
}

static void sort(Owners *owners) {
  if (owners->count > 0)
    qsort(owners->by_label, owners->count, sizeof *owners->by_label, compare);
}

/* Numbers those that share a name; by_label is in order of the names. */
static void tell_apart(Owners *owners, Arena *arena) {
  const char *name = NULL;
  int number = 1;
  for (size_t i = 0; i < owners->count; i++) {
    Owner *owner = &owners->items[owners->by_label[i]->order];
    number = name && strcmp(name, owner->label) == 0 ? number + 1 : 1;
    name = owner->label;
    if (number > 1)
      owner->label = arena_printf(arena, "%s（第%d个）", name, number);
  }
}

Owners owners_list(const xmlNode *root, Arena *arena) {
  Owners owners = {0};
  size_t count = 0;
  for (xmlNode *node = xml_child(root, "项目"); node; node = xml_next(node, "项目"))
    count++;
  owners.items = arena_array(arena, count, sizeof *owners.items);
  owners.by_label = arena_array(arena, count, sizeof *owners.by_label);
  for (xmlNode *node = xml_child(root, "项目"); node; node = xml_next(node, "项目")) {
    const char *name = xml_attr(node, "名称");
    owners.items[owners.count] = (Owner){name ? name : "", node, owners.count};
    owners.by_label[owners.count] = &owners.items[owners.count];
    owners.count++;
  }
  sort(&owners);
  tell_apart(&owners, arena);
  sort(&owners);
  return owners;
}

static int compare_label(const void *key, const void *item) {
  return strcmp(key, (*(const Owner *const *)item)->label);
}

xmlNode *owners_find(const Owners *owners, const char *label) {
  const Owner *const *found = owners->count ? bsearch(label, owners->by_label, owners->count,
                                                      sizeof *owners->by_label, compare_label)
                                            : NULL;
  return found ? (*found)->node : NULL;
}
