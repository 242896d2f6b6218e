#include "package/package.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/arena.h"

#define PACKAGE_NS "http://schemas.openxmlformats.org/package/2006/"
#define PACKAGE_TYPE "application/vnd.openxmlformats-package."

/* 1 January 1980, midnight: the first moment a ZIP can name. */
#define DOS_TIME 0
#define DOS_DATE 0x0021

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
  part_start(part);
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
  part->raw = arena_copy_n(package->arena, bytes, len);
  part->raw_len = len;
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

/* libzip's own is 9, which takes half as long again for one byte in a hundred. */
enum { DEFLATE_LEVEL = 6 };

static bool zip_part(zip_t *zip, Part *part) {
  part_finish(part);
  if (part->failed)
    return false;
  const void *bytes = part->raw ? part->raw : xmlBufferContent(part->bytes);
  size_t len = part->raw ? part->raw_len : (size_t)xmlBufferLength(part->bytes);
  zip_source_t *source = zip_source_buffer(zip, bytes, (zip_uint64_t)len, 0);
  if (!source)
    return false;
  zip_int64_t index = zip_file_add(zip, part->name, source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return false;
  }
  return zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_DEFLATE, DEFLATE_LEVEL) == 0 &&
         zip_file_set_dostime(zip, (zip_uint64_t)index, DOS_TIME, DOS_DATE, 0) == 0;
}

static bool refers(const Package *package, const char *source) {
  for (size_t i = 0; i < package->count; i++)
    if (strcmp(package->parts[i]->source, source) == 0)
      return true;
  return false;
}

static bool zip_relationships(Package *package, zip_t *zip, const char *source) {
  if (!refers(package, source))
    return true;
  Part *rels = new_part(package, rels_name(package, source));
  write_relationships(package, rels, source);
  return zip_part(zip, rels);
}

/* [Content_Types].xml comes first, as readers that sniff the file expect. */
static bool zip_parts(Package *package, zip_t *zip) {
  Part *types = new_part(package, "[Content_Types].xml");
  write_content_types(package, types);
  bool ok = zip_part(zip, types) && zip_relationships(package, zip, "");
  for (size_t i = 0; ok && i < package->count; i++)
    ok = zip_part(zip, package->parts[i]) &&
         zip_relationships(package, zip, package->parts[i]->name);
  return ok;
}

static bool read_back(zip_source_t *file, Buf *out) {
  zip_stat_t stat;
  if (zip_source_stat(file, &stat) < 0 || !(stat.valid & ZIP_STAT_SIZE) ||
      zip_source_open(file) < 0)
    return false;
  char *bytes = mem_alloc((size_t)stat.size);
  bool ok = zip_source_read(file, bytes, stat.size) == (zip_int64_t)stat.size;
  if (ok)
    buf_add(out, bytes, (size_t)stat.size);
  free(bytes);
  return zip_source_close(file) == 0 && ok;
}

/* Packs into file; true when libzip has written everything. */
static bool pack(Package *package, zip_source_t *file, zip_error_t *error) {
  zip_t *zip = zip_open_from_source(file, ZIP_TRUNCATE, error);
  if (!zip)
    return false;
  zip_source_keep(file); /* zip_close and zip_discard let go of it */
  if (zip_parts(package, zip) && zip_close(zip) == 0)
    return true;
  zip_error_set(error, zip_error_code_zip(zip_get_error(zip)), 0);
  zip_discard(zip);
  return false;
}

static void report(zip_error_t *error, MsgId failed, Messages *messages) {
  if (zip_error_code_zip(error) == ZIP_ER_MEMORY)
    mem_exhausted();
  msg_add(messages, pos_file(NULL), failed, zip_error_strerror(error));
}

bool package_write(Package *package, Buf *out, MsgId failed, Messages *messages) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *file = zip_source_buffer_create(NULL, 0, 0, &error);
  bool ok = file && pack(package, file, &error) && read_back(file, out);
  if (!ok)
    report(&error, failed, messages);
  if (file)
    zip_source_free(file);
  zip_error_fini(&error);
  return ok;
}
