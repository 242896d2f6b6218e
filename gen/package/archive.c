#include "package/archive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zip.h>

#include "base/buf.h"

enum { ENTRY_LIMIT = 4096 };

/* A tree takes about 200 bytes for each < and =, so that one part of a sheet stays
 * below 50 MiB. A report's parts are bounded as a file of ours by itself is, and its
 * tree by the nodes that any may have; all together they hold the pictures that a report
 * may have, in base64. */
const ArchiveLimits archive_of_sheets = {8 << 20, 32 << 20, 200000};
const ArchiveLimits archive_of_report = {64 << 20, 512 << 20, 2000000};

typedef struct Entry {
  const char *name; /* as part names are written here */
  zip_uint64_t index;
} Entry;

struct Archive {
  const char *path;
  const ArchiveLimits *limits;
  zip_t *zip;
  Entry *entries; /* sorted by name */
  size_t count;
  size_t unpacked; /* bytes of all parts read so far */
  Arena *arena;
};

static bool begins(const char *bytes, size_t len, const char *magic, size_t magic_len) {
  return len >= magic_len && memcmp(bytes, magic, magic_len) == 0;
}

/* The compound file of the older formats, and of encrypted packages (MS-CFB). */
static bool is_compound(const char *bytes, size_t len) {
  return begins(bytes, len, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
}

bool archive_is_one(const char *bytes, size_t len) {
  return begins(bytes, len, "PK\x03\x04", 4) || begins(bytes, len, "PK\x05\x06", 4) ||
         is_compound(bytes, len);
}

static int compare_entries(const void *left, const void *right) {
  return strcasecmp(((const Entry *)left)->name, ((const Entry *)right)->name);
}

static bool refuse_name(const Archive *archive, const char *name, const char *why,
                        Messages *messages) {
  msg_add(messages, pos_file(archive->path), ARCHIVE_NAME, name, why);
  return false;
}

/* Some writers put a slash in front, or use the other one. */
static char *part_name(Archive *archive, const char *name) {
  char *own = arena_copy(archive->arena, name);
  for (char *at = own; *at; at++) {
    if (*at == '\\')
      *at = '/';
  }
  return own + strspn(own, "/");
}

static bool leaves_package(const char *name) {
  while (*name) {
    size_t step = strcspn(name, "/");
    if (step == 2 && strncmp(name, "..", 2) == 0)
      return true;
    name += step + (name[step] == '/');
  }
  return false;
}

static bool names_differ(const Archive *archive, Messages *messages) {
  for (size_t i = 1; i < archive->count; i++) {
    if (compare_entries(&archive->entries[i - 1], &archive->entries[i]) == 0)
      return refuse_name(archive, archive->entries[i].name, "出现了两次", messages);
  }
  return true;
}

/* How many entries the file's end record claims (APPNOTE 4.3.16), read before
 * libzip makes room for them. More than 65,535 are written as that. */
static int claimed_entries(const char *bytes, size_t len) {
  enum { END_LEN = 22, COMMENT_LIMIT = 65535, COUNT_AT = 10 };
  size_t last = len < END_LEN ? 0 : len - END_LEN;
  size_t first = last < COMMENT_LIMIT ? 0 : last - COMMENT_LIMIT;
  for (size_t at = last + 1; len >= END_LEN && at-- > first;) {
    const unsigned char *record = (const unsigned char *)bytes + at;
    if (memcmp(record, "PK\x05\x06", 4) == 0)
      return record[COUNT_AT] | record[COUNT_AT + 1] << 8;
  }
  return 0;
}

static bool count_ok(const char *path, const char *bytes, size_t len, Messages *messages) {
  if (claimed_entries(bytes, len) <= ENTRY_LIMIT)
    return true;
  char limit[16];
  snprintf(limit, sizeof limit, "%d", ENTRY_LIMIT);
  msg_add(messages, pos_file(path), ARCHIVE_TOO_MANY, path, limit);
  return false;
}

static bool list_entries(Archive *archive, Messages *messages) {
  zip_int64_t count = zip_get_num_entries(archive->zip, 0);
  archive->entries = arena_array(archive->arena, (size_t)count, sizeof *archive->entries);
  for (zip_int64_t i = 0; i < count; i++) {
    const char *stated = zip_get_name(archive->zip, (zip_uint64_t)i, 0);
    const char *name = stated ? part_name(archive, stated) : "";
    if (leaves_package(name))
      return refuse_name(archive, name, "指到了包外", messages);
    if (*name && name[strlen(name) - 1] != '/')
      archive->entries[archive->count++] = (Entry){name, (zip_uint64_t)i};
  }
  qsort(archive->entries, archive->count, sizeof *archive->entries, compare_entries);
  return names_differ(archive, messages);
}

/* What went wrong, in words. */
static const char *reason(zip_error_t *error) {
  switch (zip_error_code_zip(error)) {
  case ZIP_ER_MEMORY:
    mem_exhausted();
  case ZIP_ER_NOZIP:
    return "找不到目录";
  case ZIP_ER_INCONS:
    return "目录与内容不符";
  case ZIP_ER_CRC:
    return "校验和不符";
  case ZIP_ER_ZLIB:
    return "压缩的数据有错";
  case ZIP_ER_EOF:
  case ZIP_ER_READ:
  case ZIP_ER_SEEK:
    return "内容不全";
  default:
    return zip_error_strerror(error);
  }
}

static zip_t *open_zip(const char *path, const char *bytes, size_t len, Messages *messages) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *source = zip_source_buffer_create(bytes, len, 0, &error);
  zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
  if (!zip) {
    msg_add(messages, pos_file(path), ARCHIVE_BROKEN, path, reason(&error));
    if (source)
      zip_source_free(source);
  }
  zip_error_fini(&error);
  return zip;
}

Archive *archive_open(const char *path, const char *bytes, size_t len, const ArchiveLimits *limits,
                      Messages *messages) {
  if (is_compound(bytes, len)) {
    msg_add(messages, pos_file(path), ARCHIVE_OLD, path);
    return NULL;
  }
  zip_t *zip = count_ok(path, bytes, len, messages) ? open_zip(path, bytes, len, messages) : NULL;
  if (!zip)
    return NULL;
  Archive *archive = mem_alloc(sizeof *archive);
  archive->arena = arena_new();
  archive->path = arena_copy(archive->arena, path);
  archive->limits = limits;
  archive->zip = zip;
  if (list_entries(archive, messages))
    return archive;
  archive_free(archive);
  return NULL;
}

void archive_free(Archive *archive) {
  if (!archive)
    return;
  zip_discard(archive->zip);
  arena_free(archive->arena);
  free(archive);
}

const char *archive_path(const Archive *archive) {
  return archive->path;
}

static const Entry *find(const Archive *archive, const char *name) {
  Entry key = {name, 0};
  return archive->count
             ? bsearch(&key, archive->entries, archive->count, sizeof key, compare_entries)
             : NULL;
}

bool archive_has(const Archive *archive, const char *name) {
  return find(archive, name) != NULL;
}

size_t archive_count(const Archive *archive) {
  return archive->count;
}

const char *archive_name(const Archive *archive, size_t index) {
  return archive->entries[index].name;
}

static bool refuse_part(const Archive *archive, const Entry *entry, MsgId id, const char *figure,
                        Messages *messages) {
  msg_add(messages, pos_file(archive->path), id, entry->name, figure);
  return false;
}

static bool refuse_size(const Archive *archive, const Entry *entry, Messages *messages) {
  char limit[16];
  snprintf(limit, sizeof limit, "%zu", archive->limits->part >> 20);
  return refuse_part(archive, entry, ARCHIVE_PART_SIZE, limit, messages);
}

static bool is_readable(const Archive *archive, const Entry *entry, zip_stat_t *stat,
                        Messages *messages) {
  static const zip_uint64_t needed =
      ZIP_STAT_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
  if (zip_stat_index(archive->zip, entry->index, 0, stat) < 0 || (stat->valid & needed) != needed)
    return refuse_part(archive, entry, ARCHIVE_PART_BROKEN, "没有记载", messages);
  if (stat->encryption_method != ZIP_EM_NONE)
    return refuse_part(archive, entry, ARCHIVE_ENCRYPTED, "", messages);
  if (stat->comp_method != ZIP_CM_STORE && stat->comp_method != ZIP_CM_DEFLATE) {
    char method[16];
    snprintf(method, sizeof method, "%u", stat->comp_method);
    return refuse_part(archive, entry, ARCHIVE_METHOD, method, messages);
  }
  if (stat->size > archive->limits->part || archive->unpacked + stat->size > archive->limits->total)
    return refuse_size(archive, entry, messages);
  return true;
}

/* Never more than the entry states, which is within the limits. */
static bool unpack(Archive *archive, const Entry *entry, zip_file_t *file, zip_uint64_t size,
                   Buf *out, Messages *messages) {
  char block[65536];
  zip_uint64_t total = 0;
  zip_int64_t got;
  while ((got = zip_fread(file, block, sizeof block)) > 0) {
    total += (zip_uint64_t)got;
    if (total > size)
      break;
    buf_add(out, block, (size_t)got);
  }
  archive->unpacked += (size_t)total;
  if (got < 0)
    return refuse_part(archive, entry, ARCHIVE_PART_BROKEN, reason(zip_file_get_error(file)),
                       messages);
  if (total != size)
    return refuse_part(archive, entry, ARCHIVE_LIES, total > size ? "多" : "少", messages);
  return true;
}

static bool read_part(Archive *archive, const Entry *entry, Buf *out, Messages *messages) {
  zip_stat_t stat;
  if (!is_readable(archive, entry, &stat, messages))
    return false;
  zip_file_t *file = zip_fopen_index(archive->zip, entry->index, 0);
  if (!file)
    return refuse_part(archive, entry, ARCHIVE_PART_BROKEN, reason(zip_get_error(archive->zip)),
                       messages);
  bool ok = unpack(archive, entry, file, stat.size, out, messages);
  zip_fclose(file);
  return ok;
}

/* As many as a tree is made of, near enough. */
static bool markup_ok(const Archive *archive, const Entry *entry, const Buf *bytes,
                      Messages *messages) {
  int count = 0;
  for (size_t i = 0; i < bytes->len; i++)
    count += bytes->data[i] == '<' || bytes->data[i] == '=';
  if (count <= archive->limits->markup)
    return true;
  char limit[16];
  snprintf(limit, sizeof limit, "%d", archive->limits->markup);
  return refuse_part(archive, entry, ARCHIVE_PART_MARKUP, limit, messages);
}

/* NULL with a message when there is no such part. */
static const Entry *find_part(const Archive *archive, const char *name, Messages *messages) {
  const Entry *entry = find(archive, name);
  if (!entry)
    msg_add(messages, pos_file(archive->path), ARCHIVE_NO_PART, archive->path, name);
  return entry;
}

bool archive_bytes(Archive *archive, const char *name, Buf *out, Messages *messages) {
  const Entry *entry = find_part(archive, name, messages);
  return entry && read_part(archive, entry, out, messages);
}

XmlFile *archive_xml(Archive *archive, const char *name, Messages *messages) {
  const Entry *entry = find_part(archive, name, messages);
  Buf bytes = {0};
  XmlFile *file = NULL;
  buf_puts(&bytes, "");
  if (entry && read_part(archive, entry, &bytes, messages) &&
      markup_ok(archive, entry, &bytes, messages))
    file = xml_parse(arena_printf(archive->arena, "%s:%s", archive->path, entry->name), bytes.data,
                     bytes.len, messages);
  buf_free(&bytes);
  return file;
}
