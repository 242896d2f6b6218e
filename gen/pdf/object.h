/* libharu's object layer, every call checked.
 *
 * libharu keeps the objects, numbers them and writes file and cross-reference
 * table; its errors stay silently behind, so each call here looks at what came
 * back. The first failure is kept, all calls after it do nothing (they take the
 * NULL that a failed call returned), and pdf_file_save tells. A PdfFile owns
 * all objects; pdf_file_free ends them. A direct object must be put into
 * another before anything else is done. */
#ifndef ZIPING_PDF_OBJECT_H
#define ZIPING_PDF_OBJECT_H

#include <hpdf.h>
#include <stdbool.h>

#include "base/buf.h"

typedef struct PdfFile PdfFile;

/* The file's bytes will be appended to out. */
PdfFile *pdf_file_new(Buf *out);
/* False when anything has failed since pdf_file_new. */
bool pdf_file_save(PdfFile *file);
/* What failed first, in words and libharu's code; "" when nothing did. */
const char *pdf_file_failure(const PdfFile *file);
void pdf_file_free(PdfFile *file);
void pdf_fail(PdfFile *file, const char *what);

HPDF_Dict pdf_catalog(PdfFile *file);
HPDF_Dict pdf_info(PdfFile *file);

/* A dictionary to be put into another object, and one that stands on its own. */
HPDF_Dict pdf_dict(PdfFile *file);
HPDF_Dict pdf_object(PdfFile *file);
HPDF_Array pdf_array(PdfFile *file);
/* A stream on its own, deflated at once; bytes may go afterwards. */
HPDF_Dict pdf_stream(PdfFile *file, const void *bytes, size_t len);
/* A stream whose bytes anyone can read. */
HPDF_Dict pdf_plain_stream(PdfFile *file, const void *bytes, size_t len);
/* A page under the page tree; the caller gives it its box and content. */
HPDF_Dict pdf_page(PdfFile *file);

void pdf_put(PdfFile *file, HPDF_Dict dict, const char *key, void *object);
void pdf_put_name(PdfFile *file, HPDF_Dict dict, const char *key, const char *name);
void pdf_put_number(PdfFile *file, HPDF_Dict dict, const char *key, int number);
void pdf_put_bool(PdfFile *file, HPDF_Dict dict, const char *key, bool value);
void pdf_put_bytes(PdfFile *file, HPDF_Dict dict, const char *key, const char *bytes);
/* Bytes that are no text, written in hexadecimal. */
void pdf_put_binary(PdfFile *file, HPDF_Dict dict, const char *key, const uint8_t *bytes,
                    size_t len);
/* 2023-03-15, or a year alone, as ISO 32000-1, 7.9.4 has dates. */
void pdf_put_date(PdfFile *file, HPDF_Dict dict, const char *key, const char *date);
/* UTF-8, written as UTF-16BE; line breaks become spaces. What goes beyond the
 * longest string that PDF/A allows is cut off. */
void pdf_put_text(PdfFile *file, HPDF_Dict dict, const char *key, const char *text);
/* PDF syntax as it stands, for what libharu can't print: exact decimals, and
 * arrays of more numbers than it holds. */
void pdf_put_syntax(PdfFile *file, HPDF_Dict dict, const char *key, const Buf *syntax);
/* The same for all entries of a dictionary but those that others put there. */
void pdf_put_inside(PdfFile *file, HPDF_Dict dict, const Buf *syntax);
/* Within such syntax: a reference to an object of its own. */
void pdf_put_ref(Buf *out, const void *object);

void pdf_add(PdfFile *file, HPDF_Array array, void *object);
void pdf_add_number(PdfFile *file, HPDF_Array array, int number);
void pdf_add_bytes(PdfFile *file, HPDF_Array array, const char *bytes);
void pdf_add_name(PdfFile *file, HPDF_Array array, const char *name);
void pdf_add_null(PdfFile *file, HPDF_Array array);

#endif
