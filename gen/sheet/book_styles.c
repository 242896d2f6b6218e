/* xl/styles.xml: how cells look, one format for each BookStyle. */
#include <string.h>

#include "sheet/book_part.h"

/* Formats of a book's own are numbered from here (18.8.30). */
enum { FIRST_FORMAT = 164 };

static void write_font(Part *part, bool bold, const char *colour) {
  part_open(part, "font");
  if (bold)
    part_element(part, "b", "");
  part_open(part, "sz");
  part_attr(part, "val", "11");
  part_close(part);
  part_open(part, "color");
  part_attr(part, "rgb", colour);
  part_close(part);
  part_open(part, "name");
  part_attr(part, "val", "宋体");
  part_close(part);
  part_close(part);
}

static void write_fill(Part *part, const char *pattern, const char *colour) {
  part_open(part, "fill");
  part_open(part, "patternFill");
  part_attr(part, "patternType", pattern);
  if (colour) {
    part_open(part, "fgColor");
    part_attr(part, "rgb", colour);
    part_close(part);
  }
  part_close(part);
  part_close(part);
}

static void write_border(Part *part, bool thin) {
  static const char *const sides[] = {"left", "right", "top", "bottom"};
  part_open(part, "border");
  for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
    part_open(part, sides[i]);
    if (thin)
      part_attr(part, "style", "thin");
    part_close(part);
  }
  part_close(part);
}

/* One cell format; numbers are places in the lists before. */
typedef struct Format {
  int number, font, fill, border;
  bool wraps, quotes;
} Format;

static void write_format(Part *part, const Format *format) {
  part_open(part, "xf");
  part_attr_int(part, "numFmtId", format->number);
  part_attr_int(part, "fontId", format->font);
  part_attr_int(part, "fillId", format->fill);
  part_attr_int(part, "borderId", format->border);
  part_attr(part, "xfId", "0");
  if (format->quotes)
    part_attr(part, "quotePrefix", "1");
  part_attr(part, "applyNumberFormat", "1");
  part_attr(part, "applyAlignment", "1");
  part_open(part, "alignment");
  part_attr(part, "vertical", "top");
  if (format->wraps)
    part_attr(part, "wrapText", "1");
  part_close(part);
  part_close(part);
}

static void write_number_formats(Part *part) {
  char code[BOOK_MOST_DECIMALS + 3] = "0.";
  part_open(part, "numFmts");
  part_attr_int(part, "count", BOOK_MOST_DECIMALS + 1);
  for (int i = 0; i <= BOOK_MOST_DECIMALS; i++) {
    if (i > 0)
      strcat(code, "0");
    part_open(part, "numFmt");
    part_attr_int(part, "numFmtId", FIRST_FORMAT + i);
    part_attr(part, "formatCode", i > 0 ? code : "yyyy\\-mm\\-dd");
    part_close(part);
  }
  part_close(part);
}

static void open_list(Part *part, const char *name, int count) {
  part_open(part, name);
  part_attr_int(part, "count", count);
}

static void write_looks(Part *part) {
  open_list(part, "fonts", 3);
  write_font(part, false, "FF000000");
  write_font(part, true, "FF000000");
  write_font(part, false, "FF606060");
  part_close(part);
  open_list(part, "fills", 4);
  write_fill(part, "none", NULL);
  write_fill(part, "gray125", NULL);
  write_fill(part, "solid", "FFDDEBF7");
  write_fill(part, "solid", "FFFFE699");
  part_close(part);
  open_list(part, "borders", 2);
  write_border(part, false);
  write_border(part, true);
  part_close(part);
}

/* quotes: in a cell of long text that begins with a sign the text stays text
 * when it is edited; format 49 is text for good. */
static void write_formats(Part *part) {
  static const Format formats[BOOK_FIXED + 1] = {
      [BOOK_NONE] = {0, 0, 0, 0, false, false},
      [BOOK_PLAIN] = {49, 0, 0, 1, true, false},
      [BOOK_FLOW] = {0, 0, 0, 1, true, true},
      [BOOK_NUMBER] = {0, 0, 0, 1, false, false},
      [BOOK_DATE] = {FIRST_FORMAT, 0, 0, 1, false, false},
      [BOOK_HEAD] = {49, 1, 2, 1, true, false},
      [BOOK_NEEDED] = {49, 1, 3, 1, true, false},
      [BOOK_NOTE] = {49, 2, 0, 0, true, false},
      [BOOK_FIXED] = {0, 0, 0, 1, false, false},
  };
  open_list(part, "cellStyleXfs", 1);
  part_open(part, "xf");
  part_close(part);
  part_close(part);
  open_list(part, "cellXfs", BOOK_FIXED + 1 + BOOK_MOST_DECIMALS);
  for (int i = 0; i <= BOOK_FIXED; i++)
    write_format(part, &formats[i]);
  for (int i = 1; i <= BOOK_MOST_DECIMALS; i++)
    write_format(part, &(Format){FIRST_FORMAT + i, 0, 0, 1, false, false});
  part_close(part);
  open_list(part, "cellStyles", 1);
  part_open(part, "cellStyle");
  part_attr(part, "name", "Normal");
  part_attr(part, "xfId", "0");
  part_attr(part, "builtinId", "0");
  part_close(part);
  part_close(part);
}

void book_styles(Part *part) {
  part_open(part, "styleSheet");
  part_attr(part, "xmlns", BOOK_NS);
  write_number_formats(part);
  write_looks(part);
  write_formats(part);
  part_close(part);
}
