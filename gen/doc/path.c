#include "doc/path.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { STEPS_MOST = 8 };

/* [./][../]* and then names, the last of them perhaps an attribute's. */
struct Path {
  char *text;                    /* its names, each ended by a 0 */
  size_t parents;                /* how often .. */
  const char *names[STEPS_MOST]; /* of children, one below another */
  size_t count;
  const char *attribute; /* NULL: none */
};

/* True when the rest was a name, children's or, behind @, an attribute's. */
static bool take_name(Path *path, char **rest) {
  bool is_attribute = **rest == '@';
  char *name = *rest + is_attribute, *end = name + strcspn(name, "/");
  bool ends = *end == '\0';
  *end = '\0';
  if (xmlValidateNCName((const xmlChar *)name, 0) != 0 || (is_attribute && !ends))
    return false;
  if (is_attribute)
    path->attribute = name;
  else if (path->count < STEPS_MOST)
    path->names[path->count++] = name;
  else
    return false;
  *rest = end + !ends;
  return ends || **rest;
}

/* Behind a dot or two: the end, or what comes after a slash. */
static bool take_dots(char **rest, size_t dots) {
  if (strspn(*rest, ".") != dots || ((*rest)[dots] != '/' && (*rest)[dots] != '\0'))
    return false;
  bool goes_on = (*rest)[dots] == '/';
  *rest += dots + goes_on;
  return !goes_on || **rest;
}

static bool parse(Path *path) {
  char *rest = path->text;
  bool has_dots = *rest == '.' && take_dots(&rest, 1);
  while (take_dots(&rest, 2)) {
    path->parents++;
    has_dots = true;
  }
  if (!*rest)
    return has_dots;
  while (*rest) {
    if (!take_name(path, &rest))
      return false;
  }
  return true;
}

Path *path_parse(const char *text) {
  Path *path = mem_alloc(sizeof *path);
  path->text = mem_alloc(strlen(text) + 1);
  memcpy(path->text, text, strlen(text));
  if (parse(path))
    return path;
  path_free(path);
  return NULL;
}

void path_free(Path *path) {
  if (!path)
    return;
  free(path->text);
  free(path);
}

/* One walk: what was found, and how many nodes were looked at. */
typedef struct Walk {
  const Path *path;
  PathNodes found;
  bool first_only;
  unsigned long steps;
} Walk;

static void find(Walk *walk, xmlNode *node) {
  PathNodes *found = &walk->found;
  found->nodes = mem_grow(found->nodes, found->count, &found->capacity, sizeof *found->nodes);
  found->nodes[found->count++] = node;
}

/* The first child or attribute of that name, from here on; the vocabulary has
 * no namespaces, and a name without prefix means nothing else. */
static xmlNode *next_named(Walk *walk, xmlNode *node, xmlElementType type, const char *name) {
  for (; node; node = node->next) {
    walk->steps++;
    if (node->type == type && !node->ns && strcmp((const char *)node->name, name) == 0)
      return node;
  }
  return NULL;
}

static xmlNode *attribute_of(Walk *walk, const xmlNode *node) {
  if (node->type != XML_ELEMENT_NODE)
    return NULL;
  return next_named(walk, (xmlNode *)node->properties, XML_ATTRIBUTE_NODE, walk->path->attribute);
}

static void descend(Walk *walk, xmlNode *node, size_t depth) {
  const Path *path = walk->path;
  if (walk->first_only && walk->found.count > 0)
    return;
  if (depth == path->count) {
    if (path->attribute)
      node = attribute_of(walk, node);
    if (node)
      find(walk, node);
    return;
  }
  const char *name = path->names[depth];
  xmlNode *child = next_named(walk, node->children, XML_ELEMENT_NODE, name);
  for (; child; child = next_named(walk, child->next, XML_ELEMENT_NODE, name))
    descend(walk, child, depth + 1);
}

PathNodes path_walk(const Path *path, xmlNode *from, bool first_only, unsigned long *steps) {
  Walk walk = {.path = path, .first_only = first_only};
  for (size_t i = 0; from && i < path->parents; i++)
    from = from->parent;
  if (from)
    descend(&walk, from, 0);
  *steps += 1 + walk.steps;
  return walk.found;
}
