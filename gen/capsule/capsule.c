#include "capsule/capsule.h"

#include <string.h>

#include "capsule/manifest.h"
#include "package/archive.h"

typedef struct Items {
  Attachment *list;
  size_t count;
  const CapsuleOf *of;
  bool layouts_apart; /* those that lie beside the layout go to a folder of their own */
  Arena *arena;
} Items;

static const char *file_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

static bool is_taken(const Items *items, const char *name) {
  for (size_t i = 0; i < items->count; i++)
    if (strcmp(items->list[i].name, name) == 0)
      return true;
  return strcmp(name, CAPSULE_MANIFEST) == 0;
}

/* A layout may build on one that is called like it, which is called by that name. */
static bool is_base_name(const Items *items, const char *name) {
  const LayoutFiles *layouts = &items->of->layout->files;
  for (size_t i = 1; i < layouts->count; i++)
    if (strcmp(file_name(layouts->paths[i]), name) == 0)
      return true;
  return false;
}

static const char *whole_name(const Items *items, const char *name, bool of_layout) {
  const char *folder = items->layouts_apart && of_layout ? ATTACH_LAYOUTS : "";
  return arena_printf(items->arena, "%s%s", folder, name);
}

/* What it is stands in front of a name that can't be, or for it. */
static const char *plain_name(const char *name, const char *title, Arena *arena) {
  if (attach_name_is_plain(name))
    return name;
  name = arena_printf(arena, "%s-%s", title, name);
  return attach_name_is_plain(name) ? name : arena_printf(arena, "%s-.xml", title);
}

/* The file's own name; what it is stands in front when another has it. is_called: by
 * this name, by another file. */
static const char *name_of(const Items *items, const char *name, const char *title, bool of_layout,
                           bool is_called) {
  name = plain_name(name, title, items->arena);
  while (is_taken(items, whole_name(items, name, of_layout)) ||
         (!is_called && is_base_name(items, name)))
    name = arena_printf(items->arena, "%s-%s", title, name);
  return whole_name(items, name, of_layout);
}

static const char *type_of(const Buf *bytes) {
  return archive_is_one(bytes->data, bytes->len)
             ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
             : "application/xml";
}

static void add(Items *items, Attachment item) {
  char *digest = arena_alloc(items->arena, DIGEST_SIZE);
  digest_bytes(item.bytes, item.len, digest);
  item.digest = digest;
  items->list[items->count++] = item;
}

static void add_source(Items *items, const char *name, const char *title, const Buf *source) {
  add(items, (Attachment){.role = ATTACH_SOURCE,
                          .name = name,
                          .title = title,
                          .type = type_of(source),
                          .bytes = source->data,
                          .len = source->len});
}

/* What is asked for by its path may be called otherwise; a base is called by its name. */
static void add_sources(Items *items) {
  const XmlFile *data = items->of->evaluation->file;
  const LayoutFiles *layouts = &items->of->layout->files;
  add_source(items, name_of(items, file_name(data->path), MANIFEST_DATA, false, true),
             MANIFEST_DATA, &data->source);
  for (size_t i = 0; i < layouts->count; i++) {
    const char *title = i == 0 ? MANIFEST_LAYOUT : MANIFEST_BASE;
    const char *name = name_of(items, file_name(layouts->paths[i]), title, true, i > 0);
    add_source(items, name, title, &layouts->sources[i]);
  }
}

static void add_manifest(Items *items, CapsuleForm form) {
  Buf manifest = {0};
  manifest_print(items->of, form, items->list, items->count, &manifest);
  add(items, (Attachment){.role = ATTACH_SUPPLEMENT,
                          .name = CAPSULE_MANIFEST,
                          .title = "归档清单",
                          .type = "application/xml",
                          .bytes = arena_copy_n(items->arena, manifest.data, manifest.len),
                          .len = manifest.len});
  buf_free(&manifest);
}

static const Picture *picture_of(const Block *block) {
  return block->drawing ? block->drawing->picture : NULL;
}

/* A picture lies beside the file that names it. */
static bool is_of_layout(const Items *items, const Block *block) {
  const LayoutFiles *layouts = &items->of->layout->files;
  for (size_t i = 0; i < layouts->count; i++)
    if (strcmp(layouts->paths[i], block->pos.file) == 0)
      return true;
  return false;
}

static bool is_layout_name(const Items *items, const char *name) {
  return strcmp(name, file_name(items->of->layout->files.paths[0])) == 0 ||
         is_base_name(items, name);
}

static bool same_file(const Picture *a, const Picture *b) {
  return a->file_len == b->file_len && memcmp(a->file, b->file, a->file_len) == 0;
}

/* Whether the evaluation, or another picture of its, is called as the layout's. */
static bool is_evaluations_name(const Items *items, const Picture *picture) {
  const Doc *doc = items->of->doc;
  if (strcmp(picture->name, file_name(items->of->evaluation->file->path)) == 0)
    return true;
  for (size_t i = 0; i < doc->block_count; i++) {
    const Picture *other = picture_of(&doc->blocks[i]);
    if (other && !is_of_layout(items, &doc->blocks[i]) && strcmp(other->name, picture->name) == 0 &&
        !same_file(other, picture))
      return true;
  }
  return false;
}

static bool names_clash(const Items *items) {
  const Doc *doc = items->of->doc;
  bool clash = is_layout_name(items, file_name(items->of->evaluation->file->path));
  for (size_t i = 0; !clash && i < doc->block_count; i++) {
    const Block *block = &doc->blocks[i];
    if (picture_of(block))
      clash = is_of_layout(items, block) ? is_evaluations_name(items, picture_of(block))
                                         : is_layout_name(items, picture_of(block)->name);
  }
  return clash;
}

static bool has_picture(const Items *items, const Picture *picture, const char *name) {
  for (size_t i = 0; i < items->count; i++)
    if (strcmp(items->list[i].name, name) == 0 && items->list[i].len == picture->file_len &&
        memcmp(items->list[i].bytes, picture->file, picture->file_len) == 0)
      return true;
  return false;
}

/* A picture that is shown twice comes along once. */
static void add_picture(Items *items, const Picture *picture, bool of_layout) {
  if (has_picture(items, picture, whole_name(items, picture->name, of_layout)))
    return;
  add(items, (Attachment){.role = ATTACH_DATA,
                          .name = name_of(items, picture->name, MANIFEST_PICTURE, of_layout, true),
                          .title = MANIFEST_PICTURE,
                          .type = picture->kind == PICTURE_PNG ? "image/png" : "image/jpeg",
                          .bytes = picture->file,
                          .len = picture->file_len});
}

Attachments capsule_gather(const CapsuleOf *of, CapsuleForm form, Arena *arena) {
  const Doc *doc = of->doc;
  size_t most = of->layout->files.count + doc->block_count + 2;
  Items items = {.list = arena_array(arena, most, sizeof(Attachment)), .of = of, .arena = arena};
  items.layouts_apart = names_clash(&items);
  add_sources(&items);
  for (size_t i = 0; i < doc->block_count; i++)
    if (picture_of(&doc->blocks[i]))
      add_picture(&items, picture_of(&doc->blocks[i]), is_of_layout(&items, &doc->blocks[i]));
  add_manifest(&items, form);
  const char *date = doc->date ? doc->date : arena_printf(arena, "%04d", doc->year);
  return (Attachments){items.list, items.count, date};
}
