/* A PDF while it is read: what stands between us and a file that anybody may
 * have made. Only for the readback room, the only one that knows qpdf.
 *
 * Refused with a message: what is no PDF or not whole (nothing is guessed
 * back together), what needs a password, streams that unpack to too much.
 * Values that are missing or of another type than asked for read as 0, "" or a
 * null object. A handle (qpdf_oh) lives until pdf_in_close. */
#ifndef ZIPING_READBACK_PDF_IN_H
#define ZIPING_READBACK_PDF_IN_H

#include <qpdf/qpdf-c.h>
#include <stdbool.h>
#include <sys/resource.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/msg.h"

/* A font that was read. */
typedef struct PdfKnownFont {
  int object; /* its number in the file */
  const struct PdfFont *font;
  struct PdfKnownFont *next;
} PdfKnownFont;

typedef struct PdfIn {
  qpdf_data qpdf;
  const char *path;
  Arena *arena;
  Messages *messages;
  PdfKnownFont *fonts;
  int font_count, form_count; /* those that were read */
  size_t unpacked;            /* bytes of all streams so far */
  int steps;                  /* objects that were walked over so far */
  struct rlimit limit;        /* of the process, as it was */
} PdfIn;

/* bytes are borrowed until pdf_in_close. False with a message when refused;
 * pdf_in_close is due in any case. */
bool pdf_in_open(PdfIn *in, const char *path, const char *bytes, size_t len, Messages *messages);
void pdf_in_close(PdfIn *in);

/* How many pages there are; 0 with a message when there are none or too many. What a
 * page inherits (ISO 32000-1, 7.7.3.4) stands in its own dictionary from then on. */
int pdf_in_pages(PdfIn *in);
/* The value of a key, or of an array's item. */
qpdf_oh pdf_in_key(PdfIn *in, qpdf_oh dict, const char *key);
qpdf_oh pdf_in_item(PdfIn *in, qpdf_oh array, int index);
/* Of a dictionary or a stream, sorted, NULL behind the last; in the arena. */
const char *const *pdf_in_keys(PdfIn *in, qpdf_oh dict);
/* 0 for what is no array. */
int pdf_in_count(PdfIn *in, qpdf_oh array);
bool pdf_in_is_null(PdfIn *in, qpdf_oh object);
double pdf_in_number(PdfIn *in, qpdf_oh object);
/* Of any number, without its fraction; beyond a billion either way, that. */
int pdf_in_int(PdfIn *in, qpdf_oh object);
/* With its slash; "" for what is no name. */
const char *pdf_in_name(PdfIn *in, qpdf_oh object);
/* A text string as UTF-8 in the arena; "" for what is none. */
const char *pdf_in_text(PdfIn *in, qpdf_oh object);
/* The same for the bytes of a text string (ISO 32000-1, 7.9.2.2). */
const char *pdf_in_string(PdfIn *in, const char *bytes, size_t len);
/* Counts an object that is walked over: a file of ours, or any other that means well,
 * ends before the limit. False with a message, said once. */
bool pdf_in_step(PdfIn *in);
/* Appends the unpacked stream. False with a message. */
bool pdf_in_stream(PdfIn *in, qpdf_oh stream, Buf *out);
/* The same, but what deflate alone didn't pack as it is: a JPEG, for one. */
bool pdf_in_stream_as_packed(PdfIn *in, qpdf_oh stream, Buf *out);

#endif
