#include "readback/pieces.h"

#include <libxml/c14n.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "package/archive.h"
#include "readback/pdf_pieces.h"

enum { NAMED = 6 };

/* Names are anybody's, and shall be shown. */
static const char *clean(const char *name, Arena *arena) {
  Buf text = {0};
  size_t len = strlen(name);
  for (size_t at = 0; at < len;) {
    uint32_t ch = utf8_next(name, len, &at);
    buf_put_char(&text, ch < ' ' || (ch >= 0x7F && ch < 0xA0) || ch == UTF8_INVALID ? 0xFFFD : ch);
  }
  const char *copy = arena_copy_n(arena, text.data ? text.data : "", text.len);
  buf_free(&text);
  return copy;
}

void pieces_add(ReadPieces *pieces, const char *name, const void *bytes, size_t len) {
  pieces->items = mem_grow(pieces->items, pieces->count, &pieces->capacity, sizeof *pieces->items);
  ReadPiece *piece = &pieces->items[pieces->count++];
  piece->name = clean(name, pieces->arena);
  digest_bytes(len > 0 ? bytes : "", len, piece->digest);
}

/* What OPC needs to hold together, and what the manifest answers for. */
static bool is_of_package(const char *name) {
  return strcmp(name, "[Content_Types].xml") == 0 || strstr(name, "_rels/") ||
         strncmp(name, "customXml/", strlen("customXml/")) == 0;
}

static bool is_xml(const char *name) {
  size_t len = strlen(name);
  return len > 4 && strcmp(name + len - 4, ".xml") == 0;
}

/* However it is written out: order of attributes, quotes, namespaces that nothing uses. */
static void add_xml(ReadPieces *pieces, const char *name, const XmlFile *file) {
  xmlChar *text = NULL;
  int len = xmlC14NDocDumpMemory(file->tree, NULL, XML_C14N_EXCLUSIVE_1_0, NULL, 0, &text);
  if (len < 0)
    mem_exhausted();
  pieces_add(pieces, name, text, (size_t)len);
  xmlFree(text);
}

static bool add_part(ReadPieces *pieces, Archive *archive, const char *name, Messages *messages) {
  if (is_xml(name)) {
    XmlFile *file = archive_xml(archive, name, messages);
    if (file)
      add_xml(pieces, name, file);
    xml_free(file);
    return file != NULL;
  }
  Buf bytes = {0};
  bool read = archive_bytes(archive, name, &bytes, messages);
  if (read)
    pieces_add(pieces, name, bytes.data, bytes.len);
  buf_free(&bytes);
  return read;
}

static bool read_docx(const char *path, const Buf *file, ReadPieces *pieces, Messages *messages) {
  Archive *archive = archive_open(path, file->data, file->len, &archive_of_report, messages);
  bool ok = archive != NULL;
  for (size_t i = 0; ok && i < archive_count(archive); i++)
    if (!is_of_package(archive_name(archive, i)))
      ok = add_part(pieces, archive, archive_name(archive, i), messages);
  archive_free(archive);
  return ok;
}

bool read_pieces(const char *path, const Buf *file, ReadPieces *pieces, Messages *messages) {
  pieces->arena = arena_new();
  return archive_is_one(file->data, file->len) ? read_docx(path, file, pieces, messages)
                                               : pdf_pieces(path, file, pieces, messages);
}

void read_pieces_free(ReadPieces *pieces) {
  free(pieces->items);
  if (pieces->arena)
    arena_free(pieces->arena);
  *pieces = (ReadPieces){0};
}

/* By name; pieces of one name stay in their order. */
static int compare(const void *left, const void *right) {
  const ReadPiece *a = *(const ReadPiece *const *)left, *b = *(const ReadPiece *const *)right;
  int order = strcmp(a->name, b->name);
  return order ? order : a < b ? -1 : a > b;
}

static const ReadPiece **sorted(const ReadPieces *pieces) {
  const ReadPiece **list = mem_alloc((pieces->count + 1) * sizeof *list);
  for (size_t i = 0; i < pieces->count; i++)
    list[i] = &pieces->items[i];
  if (pieces->count > 0)
    qsort(list, pieces->count, sizeof *list, compare);
  return list;
}

/* Which of these are others than their partners, or have none. */
static void mark(const ReadPieces *old, const ReadPieces *new, bool *old_differs, bool *new_only) {
  const ReadPiece **a = sorted(old), **b = sorted(new);
  for (size_t i = 0, k = 0; i < old->count || k < new->count;) {
    int order = i == old->count ? 1 : k == new->count ? -1 : strcmp(a[i]->name, b[k]->name);
    if (order < 0 || (order == 0 && strcmp(a[i]->digest, b[k]->digest) != 0))
      old_differs[a[i] - old->items] = true;
    else if (order > 0)
      new_only[b[k] - new->items] = true;
    i += order <= 0;
    k += order >= 0;
  }
  free(a);
  free(b);
}

static size_t put_names(const ReadPieces *pieces, const bool *differs, size_t count, Buf *names) {
  for (size_t i = 0; i < pieces->count; i++)
    if (differs[i] && count++ < NAMED)
      buf_printf(names, "%s%s", count > 1 ? "、" : "", pieces->items[i].name);
  return count;
}

size_t read_pieces_differ(const ReadPieces *old, const ReadPieces *new, Buf *names) {
  bool *old_differs = mem_alloc(old->count + 1), *new_only = mem_alloc(new->count + 1);
  memset(old_differs, 0, old->count + 1);
  memset(new_only, 0, new->count + 1);
  mark(old, new, old_differs, new_only);
  size_t count = put_names(old, old_differs, 0, names);
  count = put_names(new, new_only, count, names);
  if (count > NAMED)
    buf_printf(names, "等 %zu 处", count);
  free(old_differs);
  free(new_only);
  return count;
}
