#include "capsule/capsule.h"

#include <string.h>

#include "base/utf8.h"
#include "capsule/manifest.h"
#include "package/archive.h"

typedef struct Items {
  Attachment *list;
  size_t count;
  Arena *arena;
} Items;

static bool is_taken(const Items *items, const char *name) {
  for (size_t i = 0; i < items->count; i++)
    if (strcmp(items->list[i].name, name) == 0)
      return true;
  return strcmp(name, CAPSULE_MANIFEST) == 0;
}

/* The file's own name; what it is stands in front when another has it. */
static const char *name_of(const Items *items, const char *path, const char *title) {
  const char *slash = strrchr(path, '/');
  const char *name = slash ? slash + 1 : path;
  if (utf8_check(name, strlen(name)) < strlen(name))
    name = ".xml";
  while (!*name || *name == '.' || is_taken(items, name))
    name = arena_printf(items->arena, "%s-%s", title, name);
  return name;
}

static const char *type_of(const Buf *bytes) {
  return archive_is_one(bytes->data, bytes->len)
             ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
             : "application/xml";
}

static void add(Items *items, Attachment item) {
  items->list[items->count++] = item;
}

static void add_file(Items *items, const char *path, const Buf *source, const char *title) {
  add(items, (Attachment){.role = ATTACH_SOURCE,
                          .name = name_of(items, path, title),
                          .title = title,
                          .type = type_of(source),
                          .bytes = source->data,
                          .len = source->len});
}

static void add_manifest(Items *items, const CapsuleOf *of, CapsuleForm form) {
  Buf manifest = {0};
  manifest_print(of, form, items->list, items->count, &manifest);
  add(items, (Attachment){.role = ATTACH_SUPPLEMENT,
                          .name = CAPSULE_MANIFEST,
                          .title = "归档清单",
                          .type = "application/xml",
                          .bytes = arena_copy_n(items->arena, manifest.data, manifest.len),
                          .len = manifest.len});
  buf_free(&manifest);
}

/* A picture that is shown twice comes along once. */
static bool has_bytes(const Items *items, const Picture *picture) {
  for (size_t i = 0; i < items->count; i++)
    if (strcmp(items->list[i].name, picture->name) == 0 &&
        items->list[i].len == picture->file_len &&
        memcmp(items->list[i].bytes, picture->file, picture->file_len) == 0)
      return true;
  return false;
}

static void add_pictures(Items *items, const Doc *doc) {
  for (size_t i = 0; i < doc->block_count; i++) {
    const Drawing *drawing = doc->blocks[i].drawing;
    const Picture *picture = drawing ? drawing->picture : NULL;
    if (picture && !has_bytes(items, picture))
      add(items, (Attachment){.role = ATTACH_DATA,
                              .name = name_of(items, picture->name, MANIFEST_PICTURE),
                              .title = MANIFEST_PICTURE,
                              .type = picture->kind == PICTURE_PNG ? "image/png" : "image/jpeg",
                              .bytes = picture->file,
                              .len = picture->file_len});
  }
}

Attachments capsule_gather(const CapsuleOf *of, CapsuleForm form, Arena *arena) {
  const LayoutFiles *layouts = &of->layout->files;
  const XmlFile *data = of->evaluation->file;
  size_t most = layouts->count + of->doc->block_count + 2;
  Items items = {.list = arena_array(arena, most, sizeof(Attachment)), .arena = arena};
  add_file(&items, data->path, &data->source, MANIFEST_DATA);
  for (size_t i = 0; i < layouts->count; i++)
    add_file(&items, layouts->paths[i], &layouts->sources[i],
             i == 0 ? MANIFEST_LAYOUT : "为底的布局");
  add_pictures(&items, of->doc);
  add_manifest(&items, of, form);
  const char *date = of->doc->date ? of->doc->date : arena_printf(arena, "%04d", of->doc->year);
  return (Attachments){items.list, items.count, date};
}
