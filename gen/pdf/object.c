#include "pdf/object.h"

#include <libdeflate.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "pdf/number.h"

/* Glyph programs hardly hold repeats: a higher level takes twice the time and
 * saves less than one part in a hundred. */
enum { DEFLATE_LEVEL = 1 };
/* Pages under one node of the page tree; libharu's arrays end at 32,767. */
enum { KIDS = 1000 };
/* ISO 19005-3, 6.1.13: strings of 32,767 bytes; one more character fits. */
enum { MAX_TEXT = 32767 - 4 };

struct PdfFile {
  HPDF_Doc doc;
  Buf *out;
  size_t start; /* of the file in out */
  struct libdeflate_compressor *deflater;
  HPDF_Dict node; /* of the page tree, the one being filled */
  size_t node_kids;
  HPDF_Obj_Header **direct; /* direct objects; libharu ends those that were put somewhere */
  size_t direct_count, direct_capacity;
  char failure[120];
};

/* What libharu's dictionary can't hold itself: syntax for its inside, and the
 * finished bytes of a stream. */
typedef struct Body {
  Buf syntax;
  Buf bytes;
  HPDF_Stream stream;
} Body;

void pdf_fail(PdfFile *file, const char *what) {
  if (file->failure[0])
    return;
  HPDF_STATUS code = file->doc ? HPDF_GetError(file->doc) : 0;
  snprintf(file->failure, sizeof file->failure, "%.80s, 0x%04lX", what, (unsigned long)code);
}

static bool failed(const PdfFile *file) {
  return file->failure[0] != '\0';
}

static bool check(PdfFile *file, bool good, const char *what) {
  if (!good)
    pdf_fail(file, what);
  return good;
}

static void *haru_alloc(HPDF_UINT size) {
  return mem_resize(NULL, size);
}

static HPDF_STATUS append(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT len) {
  buf_add(stream->attr, bytes, len);
  return HPDF_OK;
}

/* The trailer is the last thing written: the file's identifier, of sixteen bytes
 * as most have it, comes of all that stands before it and depends on nothing
 * else. */
static HPDF_STATUS write_id(HPDF_Dict trailer, HPDF_Stream stream) {
  const PdfFile *file = trailer->attr;
  char digest[DIGEST_SIZE];
  digest_bytes(file->out->data + file->start, file->out->len - file->start, digest);
  Buf id = {0};
  buf_printf(&id, "/ID[<%.32s><%.32s>]\n", digest, digest);
  HPDF_STATUS status = HPDF_Stream_Write(stream, (HPDF_BYTE *)id.data, (HPDF_UINT)id.len);
  buf_free(&id);
  return status;
}

PdfFile *pdf_file_new(Buf *out) {
  PdfFile *file = mem_alloc(sizeof *file);
  file->out = out;
  file->start = out->len;
  file->deflater = libdeflate_alloc_compressor(DEFLATE_LEVEL);
  if (!file->deflater)
    mem_exhausted();
  file->doc = HPDF_NewEx(NULL, haru_alloc, free, 0, NULL);
  if (!check(file, file->doc != NULL, "HPDF_NewEx"))
    return file;
  file->doc->pdf_version = HPDF_VER_17;
  file->doc->trailer->attr = file;
  file->doc->trailer->write_fn = write_id;
  file->doc->stream = HPDF_CallbackWriter_New(file->doc->mmgr, append, out);
  check(file, file->doc->stream != NULL, "HPDF_CallbackWriter_New");
  return file;
}

bool pdf_file_save(PdfFile *file) {
  if (failed(file))
    return false;
  bool saved = HPDF_SaveToStream(file->doc) == HPDF_OK && HPDF_GetError(file->doc) == HPDF_OK;
  check(file, saved, "HPDF_SaveToStream");
  /* Offsets are 32 bits wide in libharu. */
  check(file, file->out->len - file->start < INT_MAX, "size");
  if (failed(file))
    file->out->len = file->start;
  return !failed(file);
}

const char *pdf_file_failure(const PdfFile *file) {
  return file->failure;
}

/* A failure leaves direct objects behind that nothing holds. */
static void free_unheld(PdfFile *file) {
  for (size_t i = 0; i < file->direct_count; i++)
    if (!(file->direct[i]->obj_id & HPDF_OTYPE_ANY))
      HPDF_Obj_Free(file->doc->mmgr, file->direct[i]);
  free(file->direct);
}

void pdf_file_free(PdfFile *file) {
  if (!file)
    return;
  free_unheld(file);
  HPDF_Free(file->doc);
  libdeflate_free_compressor(file->deflater);
  free(file);
}

HPDF_Dict pdf_catalog(PdfFile *file) {
  return failed(file) ? NULL : file->doc->catalog;
}

HPDF_Dict pdf_info(PdfFile *file) {
  return failed(file) ? NULL : file->doc->info;
}

static void note_direct(PdfFile *file, void *object) {
  file->direct =
      mem_grow(file->direct, file->direct_count, &file->direct_capacity, sizeof *file->direct);
  file->direct[file->direct_count++] = object;
}

HPDF_Dict pdf_dict(PdfFile *file) {
  if (failed(file))
    return NULL;
  HPDF_Dict dict = HPDF_Dict_New(file->doc->mmgr);
  if (check(file, dict != NULL, "HPDF_Dict_New"))
    note_direct(file, dict);
  return dict;
}

HPDF_Dict pdf_object(PdfFile *file) {
  if (failed(file))
    return NULL;
  HPDF_Dict dict = HPDF_Dict_New(file->doc->mmgr);
  if (!check(file, dict != NULL, "HPDF_Dict_New") ||
      !check(file, HPDF_Xref_Add(file->doc->xref, dict) == HPDF_OK, "HPDF_Xref_Add"))
    return NULL;
  return dict;
}

HPDF_Array pdf_array(PdfFile *file) {
  if (failed(file))
    return NULL;
  HPDF_Array array = HPDF_Array_New(file->doc->mmgr);
  if (check(file, array != NULL, "HPDF_Array_New"))
    note_direct(file, array);
  return array;
}

static HPDF_STATUS write_syntax(HPDF_Dict dict, HPDF_Stream stream) {
  const Body *body = dict->attr;
  return HPDF_Stream_Write(stream, (HPDF_BYTE *)body->syntax.data, (HPDF_UINT)body->syntax.len);
}

/* Runs when the dictionary's >> is out. */
static HPDF_STATUS write_bytes(HPDF_Dict dict) {
  static const char head[] = "\nstream\r\n", foot[] = "\nendstream";
  const Body *body = dict->attr;
  HPDF_STATUS status = HPDF_Stream_Write(body->stream, (HPDF_BYTE *)head, sizeof head - 1);
  if (status == HPDF_OK)
    status =
        HPDF_Stream_Write(body->stream, (HPDF_BYTE *)body->bytes.data, (HPDF_UINT)body->bytes.len);
  if (status == HPDF_OK)
    status = HPDF_Stream_Write(body->stream, (HPDF_BYTE *)foot, sizeof foot - 1);
  return status;
}

static void free_body(HPDF_Dict dict) {
  Body *body = dict->attr;
  buf_free(&body->syntax);
  buf_free(&body->bytes);
  free(body);
}

static Body *body_of(PdfFile *file, HPDF_Dict dict) {
  if (!dict->attr) {
    Body *body = mem_alloc(sizeof *body);
    body->stream = file->doc->stream;
    dict->attr = body;
    dict->free_fn = free_body;
  }
  return dict->attr;
}

static Buf deflate(PdfFile *file, const void *bytes, size_t len) {
  Buf out = {0};
  out.capacity = libdeflate_zlib_compress_bound(file->deflater, len);
  out.data = mem_resize(NULL, out.capacity);
  out.len = libdeflate_zlib_compress(file->deflater, bytes, len, out.data, out.capacity);
  check(file, out.len > 0 && out.len < INT_MAX, "libdeflate_zlib_compress");
  return out;
}

/* Takes the bytes over. */
static HPDF_Dict stream_of(PdfFile *file, Buf bytes) {
  HPDF_Dict dict = pdf_object(file);
  if (!dict) {
    buf_free(&bytes);
    return NULL;
  }
  body_of(file, dict)->bytes = bytes;
  dict->after_write_fn = write_bytes;
  pdf_put_number(file, dict, "Length", (int)bytes.len);
  return dict;
}

HPDF_Dict pdf_stream(PdfFile *file, const void *bytes, size_t len) {
  if (failed(file))
    return NULL;
  HPDF_Dict dict = stream_of(file, deflate(file, bytes, len));
  pdf_put_name(file, dict, "Filter", "FlateDecode");
  return failed(file) ? NULL : dict;
}

HPDF_Dict pdf_plain_stream(PdfFile *file, const void *bytes, size_t len) {
  if (failed(file) || !check(file, len < INT_MAX, "size"))
    return NULL;
  Buf copy = {0};
  buf_add(&copy, bytes, len);
  HPDF_Dict dict = stream_of(file, copy);
  return failed(file) ? NULL : dict;
}

HPDF_Dict pdf_page(PdfFile *file) {
  if (!failed(file) && (!file->node || file->node_kids == KIDS)) {
    file->node = HPDF_Pages_New(file->doc->mmgr, file->doc->root_pages, file->doc->xref);
    check(file, file->node != NULL, "HPDF_Pages_New");
    file->node_kids = 0;
  }
  HPDF_Dict page = pdf_object(file);
  if (!page)
    return NULL;
  page->header.obj_class |= HPDF_OSUBCLASS_PAGE; /* counted by libharu's page tree */
  pdf_put_name(file, page, "Type", "Page");
  pdf_put(file, page, "Parent", file->node);
  HPDF_Array kids = HPDF_Dict_GetItem(file->node, "Kids", HPDF_OCLASS_ARRAY);
  if (check(file, kids != NULL, "Kids"))
    pdf_add(file, kids, page);
  file->node_kids++;
  return failed(file) ? NULL : page;
}

void pdf_put(PdfFile *file, HPDF_Dict dict, const char *key, void *object) {
  if (!failed(file))
    check(file, HPDF_Dict_Add(dict, key, object) == HPDF_OK, key);
}

void pdf_put_name(PdfFile *file, HPDF_Dict dict, const char *key, const char *name) {
  if (!failed(file))
    check(file, HPDF_Dict_AddName(dict, key, name) == HPDF_OK, key);
}

void pdf_put_number(PdfFile *file, HPDF_Dict dict, const char *key, int number) {
  if (!failed(file))
    check(file, HPDF_Dict_AddNumber(dict, key, number) == HPDF_OK, key);
}

void pdf_put_bool(PdfFile *file, HPDF_Dict dict, const char *key, bool value) {
  if (!failed(file))
    check(file, HPDF_Dict_AddBoolean(dict, key, value) == HPDF_OK, key);
}

void pdf_put_bytes(PdfFile *file, HPDF_Dict dict, const char *key, const char *bytes) {
  if (!failed(file))
    pdf_put(file, dict, key, HPDF_String_New(file->doc->mmgr, bytes, NULL));
}

void pdf_put_binary(PdfFile *file, HPDF_Dict dict, const char *key, const uint8_t *bytes,
                    size_t len) {
  if (!failed(file))
    pdf_put(file, dict, key, HPDF_Binary_New(file->doc->mmgr, (HPDF_BYTE *)bytes, (HPDF_UINT)len));
}

void pdf_put_date(PdfFile *file, HPDF_Dict dict, const char *key, const char *date) {
  Buf digits = {0};
  buf_puts(&digits, "D:");
  for (; *date; date++)
    if (*date != '-')
      buf_putc(&digits, *date);
  pdf_put_bytes(file, dict, key, digits.data);
  buf_free(&digits);
}

static void put_unit(Buf *out, unsigned unit) {
  buf_putc(out, (char)(unit >> 8));
  buf_putc(out, (char)(unit & 0xFF));
}

void pdf_put_text(PdfFile *file, HPDF_Dict dict, const char *key, const char *text) {
  if (failed(file))
    return;
  Buf utf16 = {0};
  size_t len = strlen(text);
  put_unit(&utf16, 0xFEFF);
  for (size_t at = 0; at < len && utf16.len < MAX_TEXT;) {
    uint32_t ch = utf8_next(text, len, &at);
    if (ch == DOC_LINE_BREAK)
      ch = ' ';
    if (ch == UTF8_INVALID)
      ch = 0xFFFD;
    if (ch >= 0x10000)
      put_unit(&utf16, 0xD800 + ((ch - 0x10000) >> 10));
    put_unit(&utf16, ch < 0x10000 ? ch : 0xDC00 + ((ch - 0x10000) & 0x3FF));
  }
  pdf_put(file, dict, key,
          HPDF_Binary_New(file->doc->mmgr, (HPDF_BYTE *)utf16.data, (HPDF_UINT)utf16.len));
  buf_free(&utf16);
}

void pdf_put_syntax(PdfFile *file, HPDF_Dict dict, const char *key, const Buf *syntax) {
  if (failed(file))
    return;
  Body *body = body_of(file, dict);
  dict->write_fn = write_syntax;
  buf_putc(&body->syntax, '/');
  buf_puts(&body->syntax, key);
  buf_putc(&body->syntax, ' ');
  buf_add(&body->syntax, syntax->data, syntax->len);
  buf_putc(&body->syntax, '\n');
}

void pdf_put_inside(PdfFile *file, HPDF_Dict dict, const Buf *syntax) {
  if (failed(file))
    return;
  Body *body = body_of(file, dict);
  dict->write_fn = write_syntax;
  body->syntax.capacity = body->syntax.len + syntax->len + 2; /* there may be thousands */
  body->syntax.data = mem_resize(body->syntax.data, body->syntax.capacity);
  buf_add(&body->syntax, syntax->data, syntax->len);
  buf_putc(&body->syntax, '\n');
}

void pdf_put_ref(Buf *out, const void *object) {
  if (!object)
    return;
  const HPDF_Obj_Header *header = object;
  buf_put_int(out, header->obj_id & 0x00FFFFFF);
  buf_puts(out, " 0 R");
}

void pdf_add(PdfFile *file, HPDF_Array array, void *object) {
  if (!failed(file))
    check(file, HPDF_Array_Add(array, object) == HPDF_OK, "HPDF_Array_Add");
}

void pdf_add_number(PdfFile *file, HPDF_Array array, int number) {
  if (!failed(file))
    check(file, HPDF_Array_AddNumber(array, number) == HPDF_OK, "HPDF_Array_AddNumber");
}

void pdf_add_bytes(PdfFile *file, HPDF_Array array, const char *bytes) {
  if (!failed(file))
    pdf_add(file, array, HPDF_String_New(file->doc->mmgr, bytes, NULL));
}

void pdf_add_name(PdfFile *file, HPDF_Array array, const char *name) {
  if (!failed(file))
    check(file, HPDF_Array_AddName(array, name) == HPDF_OK, "HPDF_Array_AddName");
}

void pdf_add_null(PdfFile *file, HPDF_Array array) {
  if (!failed(file))
    pdf_add(file, array, HPDF_Null_New(file->doc->mmgr));
}
