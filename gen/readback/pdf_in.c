#include "readback/pdf_in.h"

#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/infile.h"
#include "readback/pdf_library.h"

/* Streams unpack to no more than these, in which all that a report of ours may hold
 * finds place: the pixels of one PNG come to 103 MiB. What is not packed by deflate alone is
 * unpacked by qpdf, which knows no limit: it gets what can't become large. */
enum { STREAM_LIMIT = 128 << 20, TOTAL_LIMIT = 512 << 20, PACKED_LIMIT = 1 << 16 };
enum { STEP_LIMIT = 10000000 };
enum { PAGES = 20000 };
#define INT_MOST 1e9
/* What qpdf may take for itself: the file's own tables are packed, too. */
#define ROOM ((rlim_t)1 << 30)

static bool refuse(PdfIn *in, MsgId id, const char *why) {
  msg_add(in->messages, pos_file(in->path), id, in->path, why);
  return false;
}

/* The process may grow by ROOM while the file is open. */
static void limit_memory(PdfIn *in) {
  unsigned long pages = 0;
  FILE *own = fopen("/proc/self/statm", "re");
  if (own && fscanf(own, "%lu", &pages) != 1)
    pages = 0;
  if (own)
    fclose(own);
  getrlimit(RLIMIT_AS, &in->limit);
  struct rlimit limit = in->limit;
  rlim_t most = (rlim_t)pages * 4096 + ROOM;
  if (pages > 0 && (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > most)) {
    limit.rlim_cur = most;
    setrlimit(RLIMIT_AS, &limit);
  }
}

static bool open_failed(PdfIn *in) {
  qpdf_error error = qpdf_get_error(in->qpdf);
  switch (qpdf_get_error_code(in->qpdf, error)) {
  case qpdf_e_password:
    return refuse(in, PDF_IN_PASSWORD, NULL);
  case qpdf_e_damaged_pdf:
    return refuse(in, PDF_IN_BROKEN, "内容与目录不符");
  default:
    return refuse(in, PDF_IN_BROKEN, qpdf_get_error_message_detail(in->qpdf, error));
  }
}

bool pdf_in_open(PdfIn *in, const char *path, const char *bytes, size_t len, Messages *messages) {
  *in = (PdfIn){.path = path, .messages = messages, .arena = arena_new()};
  limit_memory(in);
  if (!pdf_library_load())
    return refuse(in, PDF_NO_LIBRARY, NULL);
  in->qpdf = qpdf_init();
  qpdf_set_suppress_warnings(in->qpdf, QPDF_TRUE);
  qpdf_silence_errors(in->qpdf);
  qpdf_set_attempt_recovery(in->qpdf, QPDF_FALSE);
  if (!infile_is_pdf(bytes, len))
    return refuse(in, READ_UNKNOWN, NULL);
  if (qpdf_read_memory(in->qpdf, "", bytes, len, NULL) & QPDF_ERRORS)
    return open_failed(in);
  if (!qpdf_oh_is_dictionary(in->qpdf, qpdf_get_root(in->qpdf)))
    return refuse(in, PDF_IN_BROKEN, "没有根目录");
  return true;
}

void pdf_in_close(PdfIn *in) {
  if (in->qpdf) {
    qpdf_get_error(in->qpdf); /* one that nobody asked for would be printed */
    qpdf_cleanup(&in->qpdf);
  }
  setrlimit(RLIMIT_AS, &in->limit);
  arena_free(in->arena);
  *in = (PdfIn){0};
}

int pdf_in_pages(PdfIn *in) {
  qpdf_push_inherited_attributes_to_page(in->qpdf);
  int count = qpdf_get_num_pages(in->qpdf);
  if (count > 0 && count <= PAGES)
    return count;
  refuse(in, PDF_IN_BROKEN, "页的目录不对");
  return 0;
}

qpdf_oh pdf_in_key(PdfIn *in, qpdf_oh dict, const char *key) {
  if (qpdf_oh_is_stream(in->qpdf, dict))
    dict = qpdf_oh_get_dict(in->qpdf, dict);
  return qpdf_oh_get_key_if_dict(in->qpdf, dict, key);
}

/* qpdf goes through the keys of one dictionary at a time. */
const char *const *pdf_in_keys(PdfIn *in, qpdf_oh dict) {
  const char **keys = NULL;
  size_t count = 0, capacity = 0;
  if (qpdf_oh_is_stream(in->qpdf, dict))
    dict = qpdf_oh_get_dict(in->qpdf, dict);
  if (qpdf_oh_is_dictionary(in->qpdf, dict))
    qpdf_oh_begin_dict_key_iter(in->qpdf, dict);
  while (qpdf_oh_is_dictionary(in->qpdf, dict) && qpdf_oh_dict_more_keys(in->qpdf)) {
    keys = mem_grow(keys, count, &capacity, sizeof *keys);
    keys[count++] = arena_copy(in->arena, qpdf_oh_dict_next_key(in->qpdf));
  }
  const char **copy = arena_array(in->arena, count + 1, sizeof *copy);
  for (size_t i = 0; i < count; i++)
    copy[i] = keys[i];
  free(keys);
  return copy;
}

int pdf_in_count(PdfIn *in, qpdf_oh array) {
  return qpdf_oh_is_array(in->qpdf, array) ? qpdf_oh_get_array_n_items(in->qpdf, array) : 0;
}

qpdf_oh pdf_in_item(PdfIn *in, qpdf_oh array, int index) {
  return index < pdf_in_count(in, array) ? qpdf_oh_get_array_item(in->qpdf, array, index)
                                         : qpdf_oh_new_null(in->qpdf);
}

bool pdf_in_is_null(PdfIn *in, qpdf_oh object) {
  return qpdf_oh_is_null(in->qpdf, object);
}

double pdf_in_number(PdfIn *in, qpdf_oh object) {
  return qpdf_oh_is_number(in->qpdf, object) ? qpdf_oh_get_numeric_value(in->qpdf, object) : 0;
}

int pdf_in_int(PdfIn *in, qpdf_oh object) {
  double number = pdf_in_number(in, object);
  return (int)(number < -INT_MOST ? -INT_MOST : number > INT_MOST ? INT_MOST : number);
}

const char *pdf_in_name(PdfIn *in, qpdf_oh object) {
  return qpdf_oh_is_name(in->qpdf, object)
             ? arena_copy(in->arena, qpdf_oh_get_name(in->qpdf, object))
             : "";
}

const char *pdf_in_text(PdfIn *in, qpdf_oh object) {
  if (!qpdf_oh_is_string(in->qpdf, object))
    return "";
  return arena_copy(in->arena, qpdf_oh_get_utf8_value(in->qpdf, object));
}

const char *pdf_in_string(PdfIn *in, const char *bytes, size_t len) {
  qpdf_oh string = qpdf_oh_new_binary_string(in->qpdf, bytes, len);
  const char *text = pdf_in_text(in, string);
  qpdf_oh_release(in->qpdf, string);
  return text;
}

static bool too_large(PdfIn *in) {
  return refuse(in, PDF_IN_TOO_LARGE, NULL);
}

bool pdf_in_step(PdfIn *in) {
  if (in->steps > STEP_LIMIT)
    return false;
  return ++in->steps <= STEP_LIMIT || too_large(in);
}

/* Packed by deflate and nothing else. */
static bool is_deflated(PdfIn *in, qpdf_oh stream) {
  qpdf_oh filter = pdf_in_key(in, stream, "/Filter");
  if (pdf_in_count(in, filter) == 1)
    filter = pdf_in_item(in, filter, 0);
  return strcmp(pdf_in_name(in, filter), "/FlateDecode") == 0 &&
         pdf_in_is_null(in, pdf_in_key(in, stream, "/DecodeParms"));
}

/* The room is doubled until all finds place, or the limit is met. */
static bool inflate(PdfIn *in, const void *packed, size_t len, Buf *out) {
  struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor();
  if (!inflater)
    mem_exhausted();
  enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
  char *bytes = NULL;
  size_t got = 0;
  for (size_t room = 0; result == LIBDEFLATE_INSUFFICIENT_SPACE && room < STREAM_LIMIT;) {
    room = room == 0 ? len * 4 + 1024 : room * 2;
    room = room < STREAM_LIMIT ? room : STREAM_LIMIT;
    bytes = mem_resize(bytes, room);
    result = libdeflate_zlib_decompress(inflater, packed, len, bytes, room, &got);
  }
  libdeflate_free_decompressor(inflater);
  if (result == LIBDEFLATE_SUCCESS)
    buf_add(out, bytes, got);
  free(bytes);
  if (result == LIBDEFLATE_INSUFFICIENT_SPACE)
    return too_large(in);
  return result == LIBDEFLATE_SUCCESS || refuse(in, PDF_IN_BROKEN, "压缩的数据有错");
}

static bool unpack(PdfIn *in, qpdf_oh stream, Buf *out) {
  unsigned char *bytes = NULL;
  size_t len = 0;
  QPDF_BOOL filtered = QPDF_FALSE;
  bool deflated = is_deflated(in, stream);
  bool ok = !(qpdf_oh_get_stream_data(in->qpdf, stream, qpdf_dl_none, &filtered, &bytes, &len) &
              QPDF_ERRORS);
  if (ok && !deflated && len <= PACKED_LIMIT) {
    free(bytes);
    bytes = NULL;
    ok = !(qpdf_oh_get_stream_data(in->qpdf, stream, qpdf_dl_generalized, &filtered, &bytes, &len) &
           QPDF_ERRORS);
  } else if (ok && !deflated &&
             *pdf_in_name(in, pdf_in_item(in, pdf_in_key(in, stream, "/Filter"), 0))) {
    ok = too_large(in);
  }
  if (!ok)
    refuse(in, PDF_IN_BROKEN, "有一段内容读不出来");
  else if (deflated)
    ok = inflate(in, bytes, len, out);
  else
    buf_add(out, bytes, len);
  free(bytes);
  return ok;
}

static bool count_unpacked(PdfIn *in, size_t bytes) {
  in->unpacked += bytes;
  return in->unpacked <= TOTAL_LIMIT || too_large(in);
}

bool pdf_in_stream(PdfIn *in, qpdf_oh stream, Buf *out) {
  size_t before = out->len;
  if (!qpdf_oh_is_stream(in->qpdf, stream))
    return true;
  return unpack(in, stream, out) && count_unpacked(in, out->len - before);
}

bool pdf_in_stream_as_packed(PdfIn *in, qpdf_oh stream, Buf *out) {
  if (is_deflated(in, stream))
    return pdf_in_stream(in, stream, out);
  unsigned char *bytes = NULL;
  size_t len = 0;
  QPDF_BOOL filtered = QPDF_FALSE;
  bool ok = !(qpdf_oh_get_stream_data(in->qpdf, stream, qpdf_dl_none, &filtered, &bytes, &len) &
              QPDF_ERRORS);
  if (ok && len > 0)
    buf_add(out, bytes, len);
  free(bytes);
  return ok ? count_unpacked(in, len) : refuse(in, PDF_IN_BROKEN, "有一段内容读不出来");
}
