#include "layout/list.h"
#include "base/fd.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "layout/base.h"

#define ENDING ".xml"

/* Layout names of a folder, sorted by their bytes. */
typedef struct Names {
  char **items;
  size_t count, capacity;
} Names;

static bool ends_in_xml(const char *name) {
  size_t len = strlen(name), ending = strlen(ENDING);
  return len > ending && strcmp(name + len - ending, ENDING) == 0;
}

static int compare(const void *left, const void *right) {
  return strcmp(*(char *const *)left, *(char *const *)right);
}

static bool read_names(const char *home, Names *names, Arena *arena, Messages *messages) {
  DIR *folder = opendir(home);
  if (!folder) {
    msg_add(messages, pos_file(home), FILE_NOT_READ, home, msg_errno(errno));
    return false;
  }
  int error = 0;
  for (const char *name; (name = fd_next_name(folder, &error));) {
    if (name[0] == '.' || !ends_in_xml(name))
      continue;
    names->items = mem_grow(names->items, names->count, &names->capacity, sizeof *names->items);
    names->items[names->count++] = arena_copy_n(arena, name, strlen(name) - strlen(ENDING));
  }
  closedir(folder);
  if (error != 0)
    msg_add(messages, pos_file(home), FILE_NOT_READ, home, msg_errno(error));
  if (names->count > 0)
    qsort(names->items, names->count, sizeof *names->items, compare);
  return true;
}

static void say_unknown(const char *name, Pos asked, const char *home, Messages *messages) {
  Arena *arena = arena_new();
  Names names = {0};
  if (read_names(home, &names, arena, messages)) {
    const char *known = "";
    for (size_t i = 0; i < names.count; i++)
      known = arena_printf(arena, "%s%s“%s”", known, i ? "、" : "", names.items[i]);
    msg_add(messages, asked, LAYOUT_UNKNOWN, name, home, known);
  }
  free(names.items);
  arena_free(arena);
}

/* A file in the folder is found by its name, so it must bear it. One that bears
 * none is the schema's matter. */
static bool name_ok(const XmlFile *file, const char *name, Messages *messages) {
  const xmlNode *root = xmlDocGetRootElement(file->tree);
  const char *own = xml_attr(root, "名");
  if (!own || strcmp(own, name) == 0)
    return true;
  msg_add(messages, xml_pos(file, root), LAYOUT_NAME, own, name);
  return false;
}

static XmlFile *open_named(const char *name, Pos asked, const char *home, Messages *messages) {
  Buf path = {0};
  buf_printf(&path, "%s/%s" ENDING, home, name);
  XmlFile *file = NULL;
  if (access(path.data, F_OK) != 0 && errno == ENOENT)
    say_unknown(name, asked, home, messages);
  else
    file = xml_load(path.data, messages);
  buf_free(&path);
  if (!file || name_ok(file, name, messages))
    return file;
  xml_free(file);
  return NULL;
}

XmlFile *list_open(const char *name_or_path, Pos asked, const char *home, Messages *messages) {
  if (strchr(name_or_path, '/') || ends_in_xml(name_or_path))
    return xml_load(name_or_path, messages);
  return open_named(name_or_path, asked, home, messages);
}

bool layout_list(const char *home, Buf *out, Messages *messages) {
  Arena *arena = arena_new();
  Names names = {0};
  bool ok = read_names(home, &names, arena, messages);
  for (size_t i = 0; i < names.count; i++) {
    LayoutFiles files;
    XmlFile *file = base_open(names.items[i], pos_file(NULL), home, &files, messages);
    const xmlNode *root = file ? xmlDocGetRootElement(file->tree) : NULL;
    if (file)
      buf_printf(out, "%s\t%s\t%s\t%s\n", xml_attr(root, "名"), xml_attr(root, "地区"),
                 xml_attr(root, "年度"), xml_attr(root, "题"));
    else
      ok = false;
    xml_free(file);
  }
  free(names.items);
  arena_free(arena);
  return ok;
}
