#include "xml/missing.h"

#include <string.h>

struct XmlBlank {
  const char *path;
  Pos pos;
  const XmlBlank *next;
};

void xml_missing_at(XmlFile *file, const char *path, Pos pos) {
  XmlBlank *blank = arena_alloc(file->arena, sizeof *blank);
  *blank = (XmlBlank){path, pos, file->blanks};
  file->blanks = blank;
}

static const xmlNode *child_named(const xmlNode *node, const char *name, size_t len) {
  const xmlNode *child = xml_child(node, NULL);
  while (child && (strlen((const char *)child->name) != len ||
                   strncmp((const char *)child->name, name, len) != 0))
    child = xml_next(child, NULL);
  return child;
}

Pos xml_missing_pos(const XmlFile *file, const char *path) {
  for (const XmlBlank *blank = file->blanks; blank; blank = blank->next) {
    if (strcmp(blank->path, path) == 0)
      return blank->pos;
  }
  const xmlNode *last = xmlDocGetRootElement(file->tree);
  for (const xmlNode *node = last; node;) {
    last = node;
    size_t len = strcspn(path, "/");
    node = child_named(node, path, len);
    path += path[len] ? len + 1 : len;
  }
  return xml_pos(file, last);
}
