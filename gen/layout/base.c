#include "layout/base.h"

#include <stdio.h>
#include <string.h>

#include "base/infile.h"
#include "layout/list.h"
#include "layout/merge.h"

/* Layouts that build on one another. */
enum { CHAIN_LIMIT = 8 };

#define SCHEMA "布局.rng"

/* The layout asked for and those that it builds on, the last whole by itself. */
typedef struct Chain {
  XmlFile *files[CHAIN_LIMIT];
  size_t count;
} Chain;

static const char *base_name(const XmlFile *file) {
  return xml_attr(xmlDocGetRootElement(file->tree), "以");
}

/* Beside the file that names it, or else in home: so an office's folder can hold
 * several of its own. */
static XmlFile *open_base(const XmlFile *file, const char *home, Messages *messages) {
  const char *name = base_name(file), *slash = strrchr(file->path, '/');
  int folder = slash ? (int)(slash - file->path) + 1 : 0;
  const char *beside = arena_printf(file->arena, "%.*s%s.xml", folder, file->path, name);
  Pos pos = xml_pos(file, xmlDocGetRootElement(file->tree));
  return list_open(infile_is_there(beside) ? beside : name, pos, home, messages);
}

static bool goes_round(const Chain *chain, Messages *messages) {
  const XmlFile *last = chain->files[chain->count - 1];
  Pos pos = xml_pos(last, xmlDocGetRootElement(last->tree));
  for (size_t i = 0; i + 1 < chain->count; i++) {
    if (strcmp(chain->files[i]->path, last->path) == 0) {
      msg_add(messages, pos, LAYOUT_CIRCLE, base_name(last));
      return true;
    }
  }
  return false;
}

/* Takes the file over into the chain, if it is as the schema wants it. */
static bool add(Chain *chain, XmlFile *file, const char *home, Messages *messages) {
  if (!file)
    return false;
  file = base_name(file) ? schema_admit_change(file, home, SCHEMA, messages)
                         : schema_admit(file, home, SCHEMA, messages);
  if (file)
    chain->files[chain->count++] = file;
  return file != NULL;
}

static bool gather(Chain *chain, XmlFile *first, const char *home, Messages *messages) {
  if (!add(chain, first, home, messages))
    return false;
  for (;;) {
    const XmlFile *last = chain->files[chain->count - 1];
    if (goes_round(chain, messages))
      return false;
    if (!base_name(last))
      return true;
    if (chain->count == CHAIN_LIMIT) {
      char limit[16];
      snprintf(limit, sizeof limit, "%d", CHAIN_LIMIT);
      msg_add(messages, xml_pos(last, xmlDocGetRootElement(last->tree)), LAYOUT_CHAIN, limit);
      return false;
    }
    if (!add(chain, open_base(last, home, messages), home, messages))
      return false;
  }
}

static LayoutFiles list_files(const Chain *chain, Arena *arena) {
  const char **paths = arena_array(arena, chain->count + 1, sizeof *paths);
  Buf *sources = arena_array(arena, chain->count, sizeof *sources);
  for (size_t i = 0; i < chain->count; i++) {
    const Buf *source = &chain->files[i]->source;
    paths[i] = arena_copy(arena, chain->files[i]->path);
    sources[i].data = arena_copy_n(arena, source->data, source->len);
    sources[i].len = source->len;
  }
  return (LayoutFiles){paths, sources, chain->count};
}

/* The last of the chain with all others put into it; it leaves the chain. */
static XmlFile *merge(Chain *chain, const char *home, Messages *messages) {
  XmlFile *whole = chain->files[--chain->count];
  if (chain->count == 0)
    return whole;
  int errors = msg_count(messages, MSG_ERROR);
  for (size_t i = chain->count; i-- > 0;)
    merge_layout(whole, chain->files[i], messages);
  if (msg_count(messages, MSG_ERROR) == errors)
    return schema_admit(whole, home, SCHEMA, messages);
  xml_free(whole);
  return NULL;
}

XmlFile *base_open(const char *name_or_path, Pos asked, const char *home, LayoutFiles *files,
                   Messages *messages) {
  Chain chain = {.count = 0};
  XmlFile *whole = NULL;
  if (gather(&chain, list_open(name_or_path, asked, home, messages), home, messages)) {
    *files = list_files(&chain, chain.files[chain.count - 1]->arena);
    whole = merge(&chain, home, messages);
  }
  for (size_t i = 0; i < chain.count; i++)
    xml_free(chain.files[i]);
  return whole;
}
