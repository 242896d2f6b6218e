/* A report's capsule, opened again: the manifest read, every file checked. */
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "capsule/manifest.h"
#include "xml/schema.h"

#define SCHEMA "归档清单.rng"

static const Attachment *find(const Attachments *attached, const char *name) {
  for (size_t i = 0; i < attached->count; i++)
    if (strcmp(attached->items[i].name, name) == 0)
      return &attached->items[i];
  return NULL;
}

static const char *copy_attr(const xmlNode *node, const char *name, Arena *arena) {
  const char *value = xml_attr(node, name);
  return value ? arena_copy(arena, value) : NULL;
}

static size_t count_of(const xmlNode *root, const char *name) {
  size_t count = 0;
  for (xmlNode *node = xml_child(root, name); node; node = xml_next(node, name))
    count++;
  return count;
}

static CapsuleForm form_named(const char *name) {
  CapsuleForm form = CAPSULE_PDF;
  while (form < CAPSULE_FORM_COUNT - 1 && strcmp(manifest_forms[form], name) != 0)
    form++;
  return form;
}

static void read_faces(const xmlNode *root, Manifest *manifest, Arena *arena) {
  manifest->faces = arena_array(arena, count_of(root, "字体"), sizeof *manifest->faces);
  for (xmlNode *node = xml_child(root, "字体"); node; node = xml_next(node, "字体")) {
    const char *index = xml_attr(node, "面");
    manifest->faces[manifest->face_count++] =
        (CapsuleFace){.role = copy_attr(node, "角色", arena),
                      .name = copy_attr(node, "名", arena),
                      .file = copy_attr(node, "文件", arena),
                      .index = index ? atoi(index) : 0,
                      .digest = copy_attr(node, "SHA-256", arena)};
  }
}

static Manifest read_manifest(const xmlNode *root, Arena *arena) {
  const xmlNode *program = xml_child(root, "程序"), *report = xml_child(root, "报告");
  Manifest manifest = {.version = copy_attr(program, "版", arena),
                       .composing = atoi(xml_attr(program, "排版")),
                       .form = form_named(xml_attr(report, "形式")),
                       .date = copy_attr(report, "日期", arena)};
  read_faces(root, &manifest, arena);
  return manifest;
}

/* NULL with a message when it isn't there or not the one that it was. */
static const Attachment *check_file(const char *path, const xmlNode *node,
                                    const Attachments *attached, Messages *messages) {
  const char *name = xml_attr(node, "名"), *use = xml_attr(node, "用途");
  const Attachment *item = find(attached, name);
  char digest[DIGEST_SIZE];
  if (!item) {
    msg_add(messages, pos_file(path), CAPSULE_LACKS, path, name, use);
    return NULL;
  }
  digest_bytes(item->bytes, item->len, digest);
  if (strcmp(digest, xml_attr(node, "SHA-256")) == 0)
    return item;
  msg_add(messages, pos_file(path), CAPSULE_SWAPPED, path, name, use);
  return NULL;
}

static bool collect(const char *path, const xmlNode *root, const Attachments *attached,
                    Capsule *capsule, Arena *arena, Messages *messages) {
  Attachment *files = arena_array(arena, count_of(root, "文件") + 1, sizeof *files);
  bool whole = true;
  for (xmlNode *node = xml_child(root, "文件"); node; node = xml_next(node, "文件")) {
    const Attachment *item = check_file(path, node, attached, messages);
    const char *use = xml_attr(node, "用途");
    if (!item) {
      whole = false;
      continue;
    }
    files[capsule->count++] = *item;
    if (!capsule->data && strcmp(use, MANIFEST_DATA) == 0)
      capsule->data = item->name;
    if (!capsule->layout && strcmp(use, MANIFEST_LAYOUT) == 0)
      capsule->layout = item->name;
  }
  capsule->files = files;
  if (whole && (!capsule->data || !capsule->layout)) {
    msg_add(messages, pos_file(path), CAPSULE_LACKS, path, CAPSULE_MANIFEST,
            capsule->data ? MANIFEST_LAYOUT : MANIFEST_DATA);
    return false;
  }
  return whole;
}

static bool is_ours(const Capsule *capsule, const char *name) {
  for (size_t i = 0; i < capsule->count; i++)
    if (strcmp(capsule->files[i].name, name) == 0)
      return true;
  return false;
}

bool capsule_is_among(const Attachments *attached) {
  return find(attached, CAPSULE_MANIFEST) != NULL;
}

bool capsule_open(const char *path, const Attachments *attached, const char *schema_home,
                  Capsule *capsule, Arena *arena, Messages *messages) {
  *capsule = (Capsule){0};
  const Attachment *own = find(attached, CAPSULE_MANIFEST);
  if (!own) {
    msg_add(messages, pos_file(path), CAPSULE_NONE, path);
    return false;
  }
  const char *place = arena_printf(arena, "%s:%s", path, CAPSULE_MANIFEST);
  XmlFile *file =
      schema_admit(xml_parse(place, own->bytes, own->len, messages), schema_home, SCHEMA, messages);
  if (!file)
    return false;
  const xmlNode *root = xmlDocGetRootElement(file->tree);
  capsule->manifest = read_manifest(root, arena);
  bool whole = collect(path, root, attached, capsule, arena, messages);
  xml_free(file);
  if (!whole)
    return false;
  capsule->files[capsule->count++] = *own;
  for (size_t i = 0; i < attached->count; i++)
    if (!is_ours(capsule, attached->items[i].name))
      msg_add(messages, pos_file(path), CAPSULE_FOREIGN, path, attached->items[i].name);
  return true;
}
