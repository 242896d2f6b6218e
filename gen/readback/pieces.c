#include "readback/pieces.h"

#include <libxml/c14n.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "package/archive.h"
#include "readback/pdf_pieces.h"

enum { NAMED = 6 };

/* Stands in a list for a piece that was told with others. */
static const ReadPiece taken = {0};

static bool is_words(const ReadPiece *piece) {
  return piece->page > 0 && strcmp(piece->name, PIECE_WORDS) == 0;
}

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

void pieces_add(ReadPieces *pieces, int page, const char *name, const void *bytes, size_t len) {
  pieces->items = mem_grow(pieces->items, pieces->count, &pieces->capacity, sizeof *pieces->items);
  ReadPiece *piece = &pieces->items[pieces->count++];
  piece->page = page;
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

/* A part however it is written out: order of attributes, quotes, namespaces that
 * nothing uses. *is_canonical false: it has no such form, since C14N knows none of
 * namespaces that are relative. False with messages. */
static bool add_canonical(ReadPieces *pieces, Archive *archive, const char *name,
                          bool *is_canonical, Messages *messages) {
  XmlFile *file = archive_xml(archive, name, messages);
  if (!file)
    return false;
  xmlChar *text = NULL;
  int len = xmlC14NDocDumpMemory(file->tree, NULL, XML_C14N_EXCLUSIVE_1_0, NULL, 0, &text);
  *is_canonical = len >= 0;
  if (*is_canonical)
    pieces_add(pieces, 0, name, text, (size_t)len);
  xmlFree(text);
  xml_free(file);
  return true;
}

static bool add_bytes(ReadPieces *pieces, Archive *archive, const char *name, Messages *messages) {
  Buf bytes = {0};
  bool read = archive_bytes(archive, name, &bytes, messages);
  if (read)
    pieces_add(pieces, 0, name, bytes.data, bytes.len);
  buf_free(&bytes);
  return read;
}

static bool add_part(ReadPieces *pieces, Archive *archive, const char *name, Messages *messages) {
  bool is_canonical = false;
  if (is_xml(name) && !add_canonical(pieces, archive, name, &is_canonical, messages))
    return false;
  return is_canonical || add_bytes(pieces, archive, name, messages);
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

static int compare_names(const ReadPiece *a, const ReadPiece *b) {
  return a->page != b->page ? a->page - b->page : strcmp(a->name, b->name);
}

/* Pieces of one name stay in their order. */
static int compare(const void *left, const void *right) {
  const ReadPiece *a = *(const ReadPiece *const *)left, *b = *(const ReadPiece *const *)right;
  int order = compare_names(a, b);
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
    int order = i == old->count ? 1 : k == new->count ? -1 : compare_names(a[i], b[k]);
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

/* Those of both that differ, those with words first; NULL behind the last. */
static const ReadPiece **list_differing(const ReadPieces *old, const ReadPieces *new) {
  const ReadPieces *const sides[] = {old, new};
  bool *differs[] = {mem_alloc(old->count + 1), mem_alloc(new->count + 1)};
  const ReadPiece **list = mem_alloc((old->count + new->count + 1) * sizeof *list);
  size_t count = 0;
  memset(differs[0], 0, old->count + 1);
  memset(differs[1], 0, new->count + 1);
  mark(old, new, differs[0], differs[1]);
  for (int words = 1; words >= 0; words--)
    for (int side = 0; side < 2; side++)
      for (size_t i = 0; i < sides[side]->count; i++)
        if (differs[side][i] && is_words(&sides[side]->items[i]) == words)
          list[count++] = &sides[side]->items[i];
  list[count] = NULL;
  free(differs[0]);
  free(differs[1]);
  return list;
}

static int compare_pages(const void *left, const void *right) {
  return *(const int *)left - *(const int *)right;
}

/* 第2、5—7页的内容: of all that have the name of the first; they are taken off the list. */
static void put_pages(const ReadPiece **list, Buf *names) {
  const char *name = (*list)->name;
  int *pages = NULL;
  size_t count = 0, capacity = 0;
  for (const ReadPiece **at = list; *at; at++) {
    if ((*at)->page == 0 || strcmp((*at)->name, name) != 0)
      continue;
    pages = mem_grow(pages, count, &capacity, sizeof *pages);
    pages[count++] = (*at)->page;
    *at = &taken;
  }
  qsort(pages, count, sizeof *pages, compare_pages);
  buf_puts(names, "第");
  for (size_t i = 0, last; i < count; i = last + 1) {
    for (last = i; last + 1 < count && pages[last + 1] <= pages[last] + 1;)
      last++;
    buf_printf(names, i > 0 ? "、%d" : "%d", pages[i]);
    if (pages[last] > pages[i])
      buf_printf(names, pages[last] == pages[i] + 1 ? "、%d" : "—%d", pages[last]);
  }
  buf_printf(names, "页%s%s", strcmp(name, PIECE_WORDS) == 0 ? "" : "的", name);
  free(pages);
}

/* A font may be there once for each page. */
static void put_name(const ReadPiece **list, Buf *names) {
  const char *name = (*list)->name;
  buf_puts(names, name);
  for (; *list; list++)
    if ((*list)->page == 0 && *list != &taken && strcmp((*list)->name, name) == 0)
      *list = &taken;
}

/* Pages are told together; there may be too many of the rest. */
static void put_names(const ReadPiece **list, Buf *names) {
  size_t start = names->len, count = 0;
  for (; *list; list++) {
    if (*list == &taken || ((*list)->page == 0 && count++ >= NAMED))
      continue;
    buf_puts(names, names->len > start ? "、" : "");
    if ((*list)->page > 0)
      put_pages(list, names);
    else
      put_name(list, names);
  }
  if (count > NAMED)
    buf_printf(names, "，还有 %zu 处", count - NAMED);
}

ReadDifference read_pieces_differ(const ReadPieces *old, const ReadPieces *new, Buf *names) {
  const ReadPiece **list = list_differing(old, new);
  ReadDifference difference = !*list            ? READ_ALIKE
                              : is_words(*list) ? READ_OTHER_WORDS
                                                : READ_OTHER_PIECES;
  put_names(list, names);
  free(list);
  return difference;
}

bool read_files_differ(const char *path, const Buf *old, const Buf *new, Buf *names,
                       ReadDifference *difference, Messages *messages) {
  ReadPieces then = {0}, now = {0};
  bool read = read_pieces(path, old, &then, messages) && read_pieces(path, new, &now, messages);
  if (read)
    *difference = read_pieces_differ(&then, &now, names);
  read_pieces_free(&then);
  read_pieces_free(&now);
  return read;
}
