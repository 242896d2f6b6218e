#include "package/package.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "package/pack.h"

#define PACKAGE_NS "http://schemas.openxmlformats.org/package/2006/"
#define PACKAGE_TYPE "application/vnd.openxmlformats-package."

struct Package {
  Arena *arena;
  Part **parts; /* those with content; types and relationships follow from them */
  size_t count, capacity;
  Part *owned; /* every part, linked by next */
};

Package *package_new(void) {
  Package *package = mem_alloc(sizeof *package);
  *package = (Package){.arena = arena_new()};
  return package;
}

void package_free(Package *package) {
  if (!package)
    return;
  for (Part *part = package->owned; part; part = part->next)
    part_free(part);
  free(package->parts);
  arena_free(package->arena);
  free(package);
}

static Part *new_part(Package *package, const char *name) {
  Part *part = arena_alloc(package->arena, sizeof *part);
  part->name = name;
  part->next = package->owned;
  package->owned = part;
  return part;
}

Part *package_add(Package *package, const char *name, const char *content_type,
                  const char *relation, const char *source) {
  Part *part = new_part(package, name);
  package->parts = mem_grow(package->parts, package->count, &package->capacity, sizeof(Part *));
  package->parts[package->count++] = part;
  part->content_type = content_type;
  part->relation = relation;
  part->source = source;
  snprintf(part->id, sizeof part->id, "rId%u", (unsigned)package->count);
  return part;
}

Part *package_add_bytes(Package *package, const char *name, const char *content_type,
                        const char *relation, const char *source, const void *bytes, size_t len) {
  Part *part = package_add(package, name, content_type, relation, source);
  buf_add(&part->bytes, bytes, len);
  return part;
}

static void write_default_type(Part *part, const char *extension, const char *type) {
  part_open(part, "Default");
  part_attr(part, "Extension", extension);
  part_attr(part, "ContentType", type);
  part_close(part);
}

static void write_override(Package *package, Part *types, const Part *part) {
  part_open(types, "Override");
  part_attr(types, "PartName", arena_printf(package->arena, "/%s", part->name));
  part_attr(types, "ContentType", part->content_type);
  part_close(types);
}

static void write_content_types(Package *package, Part *types) {
  part_open(types, "Types");
  part_attr(types, "xmlns", PACKAGE_NS "content-types");
  write_default_type(types, "rels", PACKAGE_TYPE "relationships+xml");
  write_default_type(types, "xml", "application/xml");
  for (size_t i = 0; i < package->count; i++)
    if (package->parts[i]->content_type)
      write_override(package, types, package->parts[i]);
  part_close(types);
}

/* Targets are relative to the folder of the part that refers; what lies outside
 * of that folder is named from the package's root. */
static const char *target_from(Package *package, const char *source, const char *name) {
  const char *slash = strrchr(source, '/');
  size_t folder = slash ? (size_t)(slash - source) + 1 : 0;
  return strncmp(source, name, folder) == 0 ? name + folder
                                            : arena_printf(package->arena, "/%s", name);
}

static void write_relationship(Package *package, Part *rels, const Part *part) {
  bool whole = strchr(part->relation, ':') != NULL;
  part_open(rels, "Relationship");
  part_attr(rels, "Id", part->id);
  part_attr(rels, "Type",
            whole ? part->relation
                  : arena_printf(package->arena, PACKAGE_REL_NS "/%s", part->relation));
  part_attr(rels, "Target", target_from(package, part->source, part->name));
  part_close(rels);
}

static void write_relationships(Package *package, Part *rels, const char *source) {
  part_open(rels, "Relationships");
  part_attr(rels, "xmlns", PACKAGE_NS "relationships");
  for (size_t i = 0; i < package->count; i++)
    if (strcmp(package->parts[i]->source, source) == 0)
      write_relationship(package, rels, package->parts[i]);
  part_close(rels);
}

/* word/document.xml → word/_rels/document.xml.rels */
static const char *rels_name(Package *package, const char *source) {
  const char *slash = strrchr(source, '/');
  int folder = slash ? (int)(slash - source) + 1 : 0;
  return arena_printf(package->arena, "%.*s_rels/%s.rels", folder, source, source + folder);
}

static bool pack_part(Pack *pack, Part *part) {
  return pack_add(pack, part->name, &part->bytes);
}

static bool refers(const Package *package, const char *source) {
  for (size_t i = 0; i < package->count; i++)
    if (strcmp(package->parts[i]->source, source) == 0)
      return true;
  return false;
}

static bool pack_relationships(Package *package, Pack *pack, const char *source) {
  if (!refers(package, source))
    return true;
  Part *rels = new_part(package, rels_name(package, source));
  write_relationships(package, rels, source);
  return pack_part(pack, rels);
}

/* [Content_Types].xml comes first, as readers that sniff the file expect. */
static bool pack_parts(Package *package, Pack *pack) {
  Part *types = new_part(package, "[Content_Types].xml");
  write_content_types(package, types);
  bool ok = pack_part(pack, types) && pack_relationships(package, pack, "");
  for (size_t i = 0; ok && i < package->count; i++)
    ok = pack_part(pack, package->parts[i]) &&
         pack_relationships(package, pack, package->parts[i]->name);
  return ok;
}

bool package_write(Package *package, Packer *packer, Buf *out, MsgId failed, Messages *messages) {
  Pack *pack = pack_new(packer);
  bool ok = pack_parts(package, pack) && pack_finish(pack, out);
  if (!ok)
    msg_add(messages, pos_file(NULL), failed, pack_failure(pack));
  pack_free(pack);
  return ok;
}
