#include "pdf/colour.h"

#include <string.h>

static const char NAME[] = "sRGB IEC61966-2.1";
static const char RIGHTS[] = "No copyright, use freely";

enum { HEADER_LEN = 128, ENTRY_LEN = 12 };

/* One element of the profile; tags that share an element name the same one. */
typedef struct Element {
  uint32_t offset, len;
} Element;

static void put16(Buf *out, uint32_t value) {
  buf_putc(out, (char)(value >> 8 & 0xFF));
  buf_putc(out, (char)(value & 0xFF));
}

static void put32(Buf *out, uint32_t value) {
  put16(out, value >> 16);
  put16(out, value);
}

static void put_zeros(Buf *out, size_t count) {
  while (count-- > 0)
    buf_putc(out, '\0');
}

/* 10.13, multiLocalizedUnicodeType, with one record; ASCII. */
static void put_text(Buf *out, const char *text) {
  static const uint32_t first_at = 28;
  size_t len = strlen(text);
  buf_puts(out, "mluc");
  put32(out, 0);
  put32(out, 1);
  put32(out, 12);
  buf_puts(out, "enUS");
  put32(out, (uint32_t)len * 2);
  put32(out, first_at);
  for (size_t i = 0; i < len; i++)
    put16(out, (unsigned char)text[i]);
}

/* Fixed-point numbers of 16 bits before and 16 behind the point. */
static void put_fixed(Buf *out, const char *type, const int32_t *values, size_t count) {
  buf_puts(out, type);
  put32(out, 0);
  for (size_t i = 0; i < count; i++)
    put32(out, (uint32_t)values[i]);
}

/* 10.15, parametricCurveType 3: IEC 61966-2-1's own curve,
 * ((x + .055) / 1.055)^2.4, and x / 12.92 below .04045. */
static void put_curve(Buf *out) {
  static const int32_t values[] = {157286, 62119, 3417, 5072, 2651};
  buf_puts(out, "para");
  put32(out, 0);
  put16(out, 3);
  put16(out, 0);
  for (size_t i = 0; i < sizeof values / sizeof *values; i++)
    put32(out, (uint32_t)values[i]);
}

/* Begins the next element, at a multiple of 4, and ends the one before. */
static void turn_to(Buf *out, Element *elements, int next) {
  uint32_t end = (uint32_t)out->len;
  if (next > 0)
    elements[next - 1].len = end - elements[next - 1].offset;
  put_zeros(out, -end & 3);
  elements[next].offset = (uint32_t)out->len;
}

enum { TEXT_NAME, TEXT_RIGHTS, WHITE, ADAPTATION, RED, GREEN, BLUE, CURVE, END };

/* The colorants are those of IEC 61966-2-1 adapted to D50 by Bradford's matrix,
 * as annex E has it; together they make the white point. */
static void put_elements(Buf *out, Element *elements) {
  static const int32_t white[] = {0xF6D6, 0x10000, 0xD32D};
  static const int32_t adaptation[] = {68674, 1502, -3291, 1939, 64912, -1119, -606, 988, 49262};
  static const int32_t colorants[3][3] = {
      {0x6FA0, 0x38F5, 0x0390}, {0x6297, 0xB787, 0x18D9}, {0x249F, 0x0F84, 0xB6C4}};
  turn_to(out, elements, TEXT_NAME);
  put_text(out, NAME);
  turn_to(out, elements, TEXT_RIGHTS);
  put_text(out, RIGHTS);
  turn_to(out, elements, WHITE);
  put_fixed(out, "XYZ ", white, 3);
  turn_to(out, elements, ADAPTATION);
  put_fixed(out, "sf32", adaptation, 9);
  for (int i = 0; i < 3; i++) {
    turn_to(out, elements, RED + i);
    put_fixed(out, "XYZ ", colorants[i], 3);
  }
  turn_to(out, elements, CURVE);
  put_curve(out);
  turn_to(out, elements, END);
}

/* 7.2. No time of making: the standard's own date stands there. */
static void put_header(Buf *out, uint32_t size) {
  static const unsigned date[] = {1999, 10, 18, 0, 0, 0};
  put32(out, size);
  put32(out, 0);
  put32(out, 0x04200000);
  buf_puts(out, "mntrRGB XYZ ");
  for (size_t i = 0; i < sizeof date / sizeof *date; i++)
    put16(out, date[i]);
  buf_puts(out, "acsp");
  put_zeros(out, 28);
  put32(out, 0xF6D6); /* the illuminant of the connection space, D50 */
  put32(out, 0x10000);
  put32(out, 0xD32D);
  put_zeros(out, 48);
}

void pdf_put_srgb(Buf *out) {
  static const struct {
    const char *tag;
    int element;
  } tags[] = {{"desc", TEXT_NAME}, {"cprt", TEXT_RIGHTS}, {"wtpt", WHITE}, {"chad", ADAPTATION},
              {"rXYZ", RED},       {"gXYZ", GREEN},       {"bXYZ", BLUE},  {"rTRC", CURVE},
              {"gTRC", CURVE},     {"bTRC", CURVE}};
  enum { TAGS = sizeof tags / sizeof *tags };
  Element elements[END + 1] = {{0}};
  Buf body = {0};
  put_elements(&body, elements);
  uint32_t start = HEADER_LEN + 4 + TAGS * ENTRY_LEN;
  put_header(out, start + (uint32_t)body.len);
  put32(out, TAGS);
  for (int i = 0; i < TAGS; i++) {
    buf_puts(out, tags[i].tag);
    put32(out, start + elements[tags[i].element].offset);
    put32(out, elements[tags[i].element].len);
  }
  buf_add(out, body.data, body.len);
  buf_free(&body);
}

HPDF_Array pdf_write_intents(PdfFile *file) {
  Buf profile = {0};
  pdf_put_srgb(&profile);
  HPDF_Dict stream = pdf_stream(file, profile.data, profile.len);
  buf_free(&profile);
  pdf_put_number(file, stream, "N", 3);
  HPDF_Dict intent = pdf_object(file);
  pdf_put_name(file, intent, "Type", "OutputIntent");
  pdf_put_name(file, intent, "S", "GTS_PDFA1");
  pdf_put_bytes(file, intent, "OutputConditionIdentifier", NAME);
  pdf_put_bytes(file, intent, "RegistryName", "http://www.color.org");
  pdf_put_bytes(file, intent, "Info", NAME);
  pdf_put(file, intent, "DestOutputProfile", stream);
  HPDF_Array intents = pdf_array(file);
  pdf_add(file, intents, intent);
  return intents;
}
