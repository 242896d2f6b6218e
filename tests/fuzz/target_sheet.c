/* Any workbook as an evaluation; what is taken is written as a workbook that
 * says the same. The input is one of
 *   = and sheets: a name, and rows of cells parted by |; @@ ends a sheet
 *   parts of a workbook in the order of `names`, each ended by @@ */
#include "support.h"

#include <string.h>

#include "base/utf8.h"
#include "input/print.h"
#include "sheet/sheet.h"

#define MAIN_NS "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define REL_NS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATIONS                                                                                  \
  "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define RELATION(id, type, target)                                                                 \
  "<Relationship Id=\"" id "\" Type=\"" REL_NS "/" type "\" Target=\"" target "\"/>"

enum { SHEETS_MOST = 6 };

static FuzzPart part(const char *name, const char *text) {
  return (FuzzPart){name, text, strlen(text)};
}

static const char root_links[] =
    RELATIONS RELATION("r", "officeDocument", "xl/workbook.xml") "</Relationships>";

static Buf book_of_parts(const uint8_t *bytes, size_t len) {
  static const char *const names[] = {"xl/sheet1.xml", "xl/strings.xml", "xl/styles.xml",
                                      "xl/sheet2.xml", "xl/workbook.xml"};
  static const char links[] = RELATIONS RELATION("a", "worksheet", "sheet1.xml")
      RELATION("b", "worksheet", "sheet2.xml") RELATION("c", "sharedStrings", "strings.xml")
          RELATION("d", "styles", "styles.xml") "</Relationships>";
  static const char workbook[] =
      "<workbook xmlns=\"" MAIN_NS "\" xmlns:r=\"" REL_NS "\"><sheets>"
      "<sheet name=\"正文\" sheetId=\"1\" r:id=\"a\"/><sheet name=\"指标\" sheetId=\"2\" "
      "r:id=\"b\"/></sheets></workbook>";
  static const char sheet[] = "<worksheet xmlns=\"" MAIN_NS "\"><sheetData/></worksheet>";
  static const char *const usual[] = {sheet, "<sst/>", "<styleSheet/>", sheet, workbook};
  FuzzPart parts[7] = {part("_rels/.rels", root_links), part("xl/_rels/workbook.xml.rels", links)};
  for (size_t i = 0; i < 5; i++) {
    parts[i + 2] = fuzz_next_part(names[i], &bytes, &len);
    if (parts[i + 2].len == 0)
      parts[i + 2] = part(names[i], usual[i]);
  }
  return fuzz_zip(parts, 7);
}

static void put_cell(Buf *out, const char *text, size_t len) {
  buf_puts(out, "<c");
  if (len > 1 && *text == '#') {
    buf_puts(out, "><v>");
    print_text(out, text + 1, len - 1);
    buf_puts(out, "</v></c>");
    return;
  }
  if (len > 0) {
    buf_puts(out, " t=\"inlineStr\"><is><t xml:space=\"preserve\">");
    print_text(out, text, len);
    buf_puts(out, "</t></is></c>");
  } else {
    buf_puts(out, "/>");
  }
}

/* Rows of the sheet's text behind its first line. */
static Buf sheet_of(const FuzzPart *rows) {
  Buf out = {0};
  buf_puts(&out, "<worksheet xmlns=\"" MAIN_NS "\"><sheetData><row>");
  for (size_t at = 0; at < rows->len;) {
    size_t end = at;
    while (end < rows->len && rows->text[end] != '|' && rows->text[end] != '\n')
      end++;
    put_cell(&out, rows->text + at, end - at);
    if (end < rows->len && rows->text[end] == '\n')
      buf_puts(&out, "</row><row>");
    at = end + 1;
  }
  buf_puts(&out, "</row></sheetData></worksheet>");
  return out;
}

/* Takes the name of the sheet off its rows. */
static void put_sheet(Buf *sheets, FuzzPart *rows, size_t number) {
  const char *stop = memchr(rows->text, '\n', rows->len);
  size_t len = stop ? (size_t)(stop - rows->text) : rows->len;
  buf_puts(sheets, "<sheet name=\"");
  print_text(sheets, rows->text, len);
  buf_printf(sheets, "\" sheetId=\"%zu\" r:id=\"s%zu\"/>", number, number);
  size_t used = stop ? len + 1 : len;
  rows->text += used;
  rows->len -= used;
}

static Buf book_of_rows(const uint8_t *bytes, size_t len) {
  static const char *const names[SHEETS_MOST] = {"xl/s0.xml", "xl/s1.xml", "xl/s2.xml",
                                                 "xl/s3.xml", "xl/s4.xml", "xl/s5.xml"};
  Buf sheets = {0}, links = {0}, texts[SHEETS_MOST];
  FuzzPart parts[SHEETS_MOST + 3];
  size_t count = 0;
  buf_puts(&sheets, "<workbook xmlns=\"" MAIN_NS "\" xmlns:r=\"" REL_NS "\"><sheets>");
  buf_puts(&links, RELATIONS);
  while (len > 0 && count < SHEETS_MOST) {
    FuzzPart rows = fuzz_next_part(names[count], &bytes, &len);
    put_sheet(&sheets, &rows, count);
    buf_printf(&links, RELATION("s%zu", "worksheet", "s%zu.xml"), count, count);
    texts[count] = sheet_of(&rows);
    parts[count] = (FuzzPart){names[count], texts[count].data, texts[count].len};
    count++;
  }
  buf_puts(&sheets, "</sheets></workbook>");
  buf_puts(&links, "</Relationships>");
  parts[count] = part("_rels/.rels", root_links);
  parts[count + 1] = (FuzzPart){"xl/workbook.xml", sheets.data, sheets.len};
  parts[count + 2] = (FuzzPart){"xl/_rels/workbook.xml.rels", links.data, links.len};
  Buf book = fuzz_zip(parts, count + 3);
  for (size_t i = 0; i < count; i++)
    buf_free(&texts[i]);
  buf_free(&sheets);
  buf_free(&links);
  return book;
}

static Evaluation *load(const Buf *book, Messages *messages) {
  return sheet_load(fuzz_file((const uint8_t *)book->data, book->len), "layouts", messages);
}

/* A cell's text can be too long for a workbook, and no more. */
static void write_and_read(const Evaluation *evaluation) {
  Messages *messages = msg_new();
  Buf book = {0}, once = {0}, again = {0};
  if (sheet_write(evaluation, NULL, &book, messages)) {
    Evaluation *read = load(&book, messages);
    msg_print(messages, stderr);
    DEMAND(read != NULL);
    evaluation_print(evaluation, &once);
    evaluation_print(read, &again);
    if (strcmp(once.data, again.data) != 0)
      fprintf(stderr, "once: %s\nagain: %s\n", once.data, again.data);
    DEMAND(strcmp(once.data, again.data) == 0);
    evaluation_free(read);
  } else {
    DEMAND(msg_count(messages, MSG_ERROR) > 0);
  }
  buf_free(&book);
  buf_free(&once);
  buf_free(&again);
  msg_free(messages);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  bool rows = len > 0 && *bytes == '=';
  Buf book = rows ? book_of_rows(bytes + 1, len - 1) : book_of_parts(bytes, len);
  Messages *messages = msg_new();
  Evaluation *evaluation = load(&book, messages);
  if (evaluation)
    write_and_read(evaluation);
  fuzz_end(messages, !evaluation);
  evaluation_free(evaluation);
  buf_free(&book);
  return 0;
}
