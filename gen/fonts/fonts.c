#include "fonts/fonts.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ft2build.h>
#include FT_FREETYPE_H

#include "fonts/face.h"
#include "xml/schema.h"

typedef enum FileState { FILE_UNTRIED, FILE_OPEN, FILE_ABSENT } FileState;

typedef struct FontFile {
  const char *name;
  int index;
  bool is_stand_in;
  FileState state;
  Face *face;
} FontFile;

struct Fonts {
  Arena *arena;
  XmlFile *file;
  FT_Library library;
  const char **folders; /* the home folder first */
  int folder_count;
  FontRole *roles;
  int role_count;
  Face **faces;
  size_t face_count, face_capacity;
  const char *unread; /* the first file that was there and could not be read */
  int unread_error;
};

static int count_children(const xmlNode *node, const char *name) {
  int count = 0;
  for (xmlNode *child = xml_child(node, name); child; child = xml_next(child, name))
    count++;
  return count;
}

static bool is_yes(const xmlNode *node, const char *attribute) {
  const char *value = xml_attr(node, attribute);
  return value && strcmp(value, "是") == 0;
}

static void read_folders(Fonts *fonts, const xmlNode *root, const char *home) {
  fonts->folders =
      arena_array(fonts->arena, (size_t)count_children(root, "文件夹") + 1, sizeof(char *));
  fonts->folders[fonts->folder_count++] = arena_copy(fonts->arena, home);
  for (xmlNode *node = xml_child(root, "文件夹"); node; node = xml_next(node, "文件夹"))
    fonts->folders[fonts->folder_count++] = xml_attr(node, "路径");
}

static void read_files(Fonts *fonts, FontRole *role, const xmlNode *node) {
  role->files = arena_array(fonts->arena, (size_t)count_children(node, "文件"), sizeof(FontFile));
  for (xmlNode *item = xml_child(node, "文件"); item; item = xml_next(item, "文件")) {
    FontFile *file = &role->files[role->file_count++];
    const char *index = xml_attr(item, "面");
    file->name = xml_attr(item, "名");
    file->index = index ? (int)strtol(index, NULL, 10) : 0;
    file->is_stand_in = is_yes(item, "代用");
  }
}

/* 后备 is a list of role names with spaces between. */
static void read_fallbacks(Fonts *fonts, FontRole *role, const xmlNode *node) {
  const char *list = xml_attr(node, "后备");
  if (!list)
    return;
  char *copy = arena_copy(fonts->arena, list), *rest = NULL;
  role->fallback_roles = arena_array(fonts->arena, strlen(list) / 2 + 1, sizeof(char *));
  for (char *name = strtok_r(copy, " ", &rest); name; name = strtok_r(NULL, " ", &rest))
    role->fallback_roles[role->fallback_count++] = name;
}

static void read_roles(Fonts *fonts, const xmlNode *root) {
  fonts->roles = arena_array(fonts->arena, (size_t)count_children(root, "角色"), sizeof(FontRole));
  for (xmlNode *node = xml_child(root, "角色"); node; node = xml_next(node, "角色")) {
    FontRole *role = &fonts->roles[fonts->role_count++];
    role->name = xml_attr(node, "名");
    role->docx_name = xml_attr(node, "文档名");
    role->docx_fallback = xml_attr(node, "文档后备");
    role->is_latin = is_yes(node, "西文");
    role->pos = xml_pos(fonts->file, node);
    read_files(fonts, role, node);
    read_fallbacks(fonts, role, node);
  }
}

static bool check_fallbacks(const Fonts *fonts, Messages *messages) {
  bool ok = true;
  for (int i = 0; i < fonts->role_count; i++) {
    const FontRole *role = &fonts->roles[i];
    for (int j = 0; j < role->fallback_count; j++)
      if (!fonts_role(fonts, role->fallback_roles[j])) {
        msg_add(messages, role->pos, FONT_NO_FALLBACK_ROLE, role->name, role->fallback_roles[j]);
        ok = false;
      }
  }
  return ok;
}

Fonts *fonts_load(const char *home, Messages *messages) {
  Fonts *fonts = mem_alloc(sizeof *fonts);
  fonts->arena = arena_new();
  const char *table = arena_printf(fonts->arena, "%s/字体.xml", home);
  fonts->file = schema_open(table, home, "字体表.rng", messages);
  if (fonts->file) {
    const xmlNode *root = xmlDocGetRootElement(fonts->file->tree);
    read_folders(fonts, root, home);
    read_roles(fonts, root);
    if (check_fallbacks(fonts, messages)) {
      if (FT_Init_FreeType(&fonts->library) != 0)
        mem_exhausted();
      return fonts;
    }
  }
  fonts_free(fonts);
  return NULL;
}

void fonts_free(Fonts *fonts) {
  if (!fonts)
    return;
  for (size_t i = 0; i < fonts->face_count; i++)
    face_close(fonts->faces[i]);
  free(fonts->faces);
  if (fonts->library)
    FT_Done_FreeType(fonts->library);
  xml_free(fonts->file);
  arena_free(fonts->arena);
  free(fonts);
}

int fonts_role_count(const Fonts *fonts) {
  return fonts->role_count;
}

const FontRole *fonts_role_at(const Fonts *fonts, int index) {
  return &fonts->roles[index];
}

const FontRole *fonts_role(const Fonts *fonts, const char *name) {
  for (int i = 0; i < fonts->role_count; i++)
    if (strcmp(fonts->roles[i].name, name) == 0)
      return &fonts->roles[i];
  return NULL;
}

int fonts_face_count(const Fonts *fonts) {
  return (int)fonts->face_count;
}

Face *fonts_face(const Fonts *fonts, int id) {
  return fonts->faces[id];
}

/* The same file may serve two roles: it is opened once. */
static Face *open_once(Fonts *fonts, const char *path, int index) {
  for (size_t i = 0; i < fonts->face_count; i++)
    if (fonts->faces[i]->index == index && strcmp(fonts->faces[i]->path, path) == 0)
      return fonts->faces[i];
  int error = 0;
  Face *face = face_open(fonts->library, path, index, fonts->arena, &error);
  if (error && !fonts->unread) {
    fonts->unread = arena_copy(fonts->arena, path);
    fonts->unread_error = error;
  }
  if (!face)
    return NULL;
  fonts->faces =
      mem_grow(fonts->faces, fonts->face_count, &fonts->face_capacity, sizeof *fonts->faces);
  face->id = (int)fonts->face_count;
  fonts->faces[fonts->face_count++] = face;
  return face;
}

enum { TABLE_DIRECTORY = 4096 };

/* False when there is no such file. */
static bool put_file(const char *path, Buf *out) {
  char bytes[TABLE_DIRECTORY];
  struct stat info;
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0)
    return false;
  ssize_t len = fstat(fd, &info) == 0 && S_ISREG(info.st_mode) ? read(fd, bytes, sizeof bytes) : -1;
  close(fd);
  if (len < 0)
    return false;
  buf_printf(out, "%s %lld\n", path, (long long)info.st_size);
  buf_add(out, bytes, (size_t)len);
  return true;
}

void fonts_fingerprint(const Fonts *fonts, Buf *out) {
  for (int role = 0; role < fonts->role_count; role++)
    for (int file = 0; file < fonts->roles[role].file_count; file++) {
      Buf path = {0};
      bool found = false;
      for (int folder = 0; folder < fonts->folder_count && !found; folder++) {
        buf_clear(&path);
        buf_printf(&path, "%s/%s", fonts->folders[folder], fonts->roles[role].files[file].name);
        found = put_file(path.data, out);
      }
      buf_free(&path);
    }
}

static void try_file(Fonts *fonts, FontFile *file) {
  for (int i = 0; i < fonts->folder_count && file->state == FILE_UNTRIED; i++) {
    Buf path = {0};
    buf_printf(&path, "%s/%s", fonts->folders[i], file->name);
    if (access(path.data, R_OK) == 0)
      file->face = open_once(fonts, path.data, file->index);
    if (file->face) {
      file->face->is_stand_in = file->is_stand_in;
      file->state = FILE_OPEN;
    }
    buf_free(&path);
  }
  if (file->state == FILE_UNTRIED)
    file->state = FILE_ABSENT;
}

static Face *file_face(Fonts *fonts, FontFile *file) {
  if (file->state == FILE_UNTRIED)
    try_file(fonts, file);
  return file->face;
}

static bool serves(const FontRole *role, const Face *face) {
  for (int i = 0; i < role->file_count; i++)
    if (role->files[i].face == face)
      return true;
  return false;
}

const FontRole *fonts_role_of(const Fonts *fonts, const Face *face) {
  int role = 0;
  while (role < fonts->role_count - 1 && !serves(&fonts->roles[role], face))
    role++;
  return &fonts->roles[role];
}

Face *fonts_file(Fonts *fonts, const char *file, int index) {
  Face *face = NULL;
  for (int i = 0; i < fonts->role_count && !face; i++)
    for (int j = 0; j < fonts->roles[i].file_count && !face; j++) {
      FontFile *own = &fonts->roles[i].files[j];
      if (own->index == index && strcmp(own->name, file) == 0)
        face = file_face(fonts, own);
    }
  return face;
}

Face *fonts_first(Fonts *fonts, const FontRole *role, Messages *messages) {
  for (int i = 0; i < role->file_count; i++) {
    Face *face = file_face(fonts, &role->files[i]);
    if (face)
      return face;
  }
  if (messages && !fonts->unread)
    msg_add(messages, role->pos, FONT_ROLE_EMPTY, role->name, fonts->folders[0]);
  return NULL;
}

bool fonts_read(const Fonts *fonts, Messages *messages) {
  if (fonts->unread)
    msg_add(messages, pos_file(NULL), FONT_READ_FAILED, fonts->unread,
            msg_errno(fonts->unread_error));
  return !fonts->unread;
}

static FontPick pick_in_role(Fonts *fonts, const FontRole *role, uint32_t ch) {
  bool is_first = true;
  for (int i = 0; i < role->file_count; i++) {
    Face *face = file_face(fonts, &role->files[i]);
    if (!face)
      continue;
    uint32_t glyph = face_glyph(face, ch);
    if (glyph)
      return (FontPick){face, glyph, !is_first};
    is_first = false;
  }
  return (FontPick){NULL, 0, true};
}

FontPick fonts_pick(Fonts *fonts, const FontRole *role, uint32_t ch) {
  FontPick pick = pick_in_role(fonts, role, ch);
  for (int i = 0; i < role->fallback_count && !pick.face; i++) {
    pick = pick_in_role(fonts, fonts_role(fonts, role->fallback_roles[i]), ch);
    pick.is_fallback = true;
  }
  return pick;
}
