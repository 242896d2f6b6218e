#include "package/links.h"

#include <stdlib.h>
#include <string.h>

static size_t folder_len(const char *name) {
  const char *slash = strrchr(name, '/');
  return slash ? (size_t)(slash - name) + 1 : 0;
}

/* path with its . and .. taken away; NULL when it leads out of the package. */
static char *without_dots(char *path) {
  char *out = path;
  for (char *at = path; *at;) {
    size_t step = strcspn(at, "/");
    char *next = at + step + (at[step] == '/');
    if (step == 2 && at[0] == '.' && at[1] == '.') {
      if (out == path)
        return NULL;
      out--;
      while (out > path && out[-1] != '/')
        out--;
    } else if (step > 1 || (step == 1 && at[0] != '.')) {
      memmove(out, at, (size_t)(next - at));
      out += next - at;
    }
    at = next;
  }
  *out = '\0';
  return path;
}

/* A target is relative to the folder of the part that refers; absolute with a
 * slash in front. */
static const char *resolve(const char *source, const char *target, Arena *arena) {
  size_t folder = *target == '/' ? 0 : folder_len(source);
  return without_dots(arena_printf(arena, "%.*s%s", (int)folder, source, target));
}

/* word/document.xml → word/_rels/document.xml.rels */
static const char *rels_name(const char *source, Arena *arena) {
  size_t folder = folder_len(source);
  return arena_printf(arena, "%.*s_rels/%s.rels", (int)folder, source, source + folder);
}

static void add(Links *links, const char *source, const xmlNode *node) {
  const char *id = xml_attr(node, "Id"), *type = xml_attr(node, "Type");
  const char *target = xml_attr(node, "Target"), *mode = xml_attr(node, "TargetMode");
  if (!id || !type || !target)
    return;
  bool external = mode && strcmp(mode, "External") == 0;
  links->items = mem_grow(links->items, links->count, &links->capacity, sizeof *links->items);
  links->items[links->count++] =
      (Link){arena_copy(links->arena, id), arena_copy(links->arena, type + folder_len(type)),
             external ? NULL : resolve(source, target, links->arena)};
}

bool links_read(Archive *archive, const char *source, Links *links, Messages *messages) {
  links->arena = arena_new();
  const char *name = rels_name(source, links->arena);
  if (!archive_has(archive, name))
    return true;
  XmlFile *file = archive_xml(archive, name, messages);
  if (!file)
    return false;
  const xmlNode *root = xmlDocGetRootElement(file->tree);
  for (xmlNode *node = xml_child(root, "Relationship"); node; node = xml_next(node, "Relationship"))
    add(links, source, node);
  xml_free(file);
  return true;
}

void links_free(Links *links) {
  free(links->items);
  if (links->arena)
    arena_free(links->arena);
  *links = (Links){0};
}

const char *links_by_id(const Links *links, const char *id) {
  for (size_t i = 0; id && i < links->count; i++) {
    if (strcmp(links->items[i].id, id) == 0)
      return links->items[i].part;
  }
  return NULL;
}

const char *links_by_type(const Links *links, const char *type) {
  for (size_t i = 0; i < links->count; i++) {
    if (strcmp(links->items[i].type, type) == 0 && links->items[i].part)
      return links->items[i].part;
  }
  return NULL;
}
