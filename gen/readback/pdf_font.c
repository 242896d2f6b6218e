#include "readback/pdf_font.h"

#include <string.h>

#include "readback/pdf_cmap.h"

/* Each code may be said twice, in a file that means well. */
enum { CODES = 65536, SETTINGS = 2 * CODES };

struct PdfFont {
  bool two_bytes; /* a composite font */
  bool is_utf16;  /* its codes are text themselves */
  const Cmap *unicode;
  float widths[CODES]; /* in ems; by CID, which is the code */
  float width;         /* of codes without one */
  int settings;        /* of widths, so far */
  Arena *arena;
};

static void set_width(PdfFont *font, int code, double width) {
  font->settings++;
  if (code >= 0 && code < CODES)
    font->widths[code] = (float)(width / 1000);
}

static double number_at(PdfIn *in, qpdf_oh array, int index) {
  qpdf_oh item = pdf_in_item(in, array, index);
  double number = pdf_in_number(in, item);
  qpdf_oh_release(in->qpdf, item);
  return number >= -1e6 && number <= 1e6 ? number : 0;
}

/* c [w1 w2 …]  or  c1 c2 w (ISO 32000-1, 9.7.4.3). */
static void read_cid_widths(PdfIn *in, PdfFont *font, qpdf_oh array) {
  int count = pdf_in_count(in, array);
  for (int i = 0; i + 1 < count && font->settings < SETTINGS;) {
    int first = (int)number_at(in, array, i);
    qpdf_oh list = pdf_in_item(in, array, i + 1);
    int in_list = pdf_in_count(in, list);
    for (int j = 0; j < in_list && j < CODES; j++)
      set_width(font, first + j, number_at(in, list, j));
    if (qpdf_oh_is_array(in->qpdf, list)) {
      i += 2;
      continue;
    }
    int last = (int)number_at(in, array, i + 1);
    double width = number_at(in, array, i + 2);
    for (int code = first; code <= last && code < CODES; code++)
      set_width(font, code, width);
    i += 3;
  }
}

static void read_composite(PdfIn *in, PdfFont *font, qpdf_oh dict) {
  const char *encoding = pdf_in_name(in, pdf_in_key(in, dict, "/Encoding"));
  font->two_bytes = true;
  font->is_utf16 = strstr(encoding, "-UCS2-") || strstr(encoding, "-UTF16-");
  qpdf_oh cid = pdf_in_item(in, pdf_in_key(in, dict, "/DescendantFonts"), 0);
  qpdf_oh width = pdf_in_key(in, cid, "/DW");
  font->width = pdf_in_is_null(in, width) ? 1 : (float)(pdf_in_number(in, width) / 1000);
  read_cid_widths(in, font, pdf_in_key(in, cid, "/W"));
}

static void read_simple(PdfIn *in, PdfFont *font, qpdf_oh dict) {
  int first = pdf_in_int(in, pdf_in_key(in, dict, "/FirstChar"));
  qpdf_oh widths = pdf_in_key(in, dict, "/Widths");
  int count = pdf_in_count(in, widths);
  font->width = 0.5F;
  for (int i = 0; i < count && i < 256; i++)
    set_width(font, first + i, number_at(in, widths, i));
}

const PdfFont *pdf_font_read(PdfIn *in, qpdf_oh dict) {
  PdfFont *font = arena_alloc(in->arena, sizeof *font);
  font->arena = in->arena;
  for (int i = 0; i < CODES; i++)
    font->widths[i] = -1;
  if (strcmp(pdf_in_name(in, pdf_in_key(in, dict, "/Subtype")), "/Type0") == 0)
    read_composite(in, font, dict);
  else
    read_simple(in, font, dict);
  Buf bytes = {0};
  qpdf_oh unicode = pdf_in_key(in, dict, "/ToUnicode");
  if (pdf_in_stream(in, unicode, &bytes) && bytes.len > 0)
    font->unicode = cmap_read(bytes.data, bytes.len, in->arena);
  buf_free(&bytes);
  return font;
}

/* Without a map of its own: what the encoding of most simple fonts has below
 * U+007F. */
static const char *own_text(const PdfFont *font, unsigned code) {
  static const char unknown[] = "\xEF\xBF\xBD";
  char unit[2] = {(char)(code >> 8), (char)code};
  if (font->is_utf16 || (!font->two_bytes && code >= ' ' && code < 0x7F))
    return cmap_utf16(unit, sizeof unit, font->arena);
  return unknown;
}

PdfCode pdf_font_code(const PdfFont *font, const char *bytes, size_t len, size_t *at) {
  const unsigned char *code_at = (const unsigned char *)bytes + *at;
  bool pair = font->two_bytes && *at + 1 < len;
  unsigned code = pair ? (unsigned)code_at[0] << 8 | code_at[1] : code_at[0];
  *at += pair ? 2 : 1;
  const char *text = font->unicode ? cmap_text(font->unicode, code) : NULL;
  float width = font->widths[code];
  return (PdfCode){.text = text ? text : own_text(font, code),
                   .is_mapped = text != NULL,
                   .width = width >= 0 ? width : font->width,
                   .is_space = !font->two_bytes && code == ' '};
}
