#include "docx/proof.h"

#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define DOCUMENT "word/document.xml"

/* Sizes of a ZIP's records without names, and where their fields lie (APPNOTE
 * 4.3.7, 4.3.12, 4.3.16). */
enum { LOCAL = 30, LOCAL_NAME = 26, LOCAL_EXTRA = 28 };
enum { ENTRY = 46, ENTRY_METHOD = 10, ENTRY_CRC = 16, ENTRY_PACKED = 20, ENTRY_SIZE = 24 };
enum { ENTRY_NAME = 28, ENTRY_EXTRA = 30, ENTRY_COMMENT = 32, ENTRY_OFFSET = 42 };
enum { END = 22, END_COUNT = 10, END_OFFSET = 16, DEFLATED = 8 };

/* A stretch of bytes. */
typedef struct Stretch {
  const char *at;
  size_t len;
} Stretch;

static size_t little_endian(const char *at, int bytes) {
  size_t value = 0;
  for (int i = bytes; i > 0; i--)
    value = value << 8 | (unsigned char)at[i - 1];
  return value;
}

/* The entry of the document in the directory; NULL: none. */
static const char *find_entry(Stretch file) {
  if (file.len < END)
    return NULL;
  const char *end = file.at + file.len - END;
  size_t at = little_endian(end + END_OFFSET, 4);
  for (size_t i = little_endian(end + END_COUNT, 2); i > 0; i--) {
    if (at > file.len - END || file.len - END - at < ENTRY)
      return NULL;
    const char *entry = file.at + at;
    size_t name = little_endian(entry + ENTRY_NAME, 2);
    if (name > file.len - END - at - ENTRY)
      return NULL;
    if (name == strlen(DOCUMENT) && memcmp(entry + ENTRY, DOCUMENT, name) == 0)
      return entry;
    at += ENTRY + name + little_endian(entry + ENTRY_EXTRA, 2) +
          little_endian(entry + ENTRY_COMMENT, 2);
  }
  return NULL;
}

static bool inflate(Stretch packed, char *out, size_t size) {
  struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor();
  if (!inflater)
    mem_exhausted();
  enum libdeflate_result result =
      libdeflate_deflate_decompress(inflater, packed.at, packed.len, out, size, NULL);
  libdeflate_free_decompressor(inflater);
  return result == LIBDEFLATE_SUCCESS;
}

/* The document's XML, ended by free; NULL when it can't be had. */
static char *unpack(Stretch file, size_t *size) {
  const char *entry = find_entry(file);
  if (!entry)
    return NULL;
  size_t offset = little_endian(entry + ENTRY_OFFSET, 4);
  *size = little_endian(entry + ENTRY_SIZE, 4);
  if (offset > file.len - LOCAL || little_endian(entry + ENTRY_METHOD, 2) != DEFLATED)
    return NULL;
  const char *local = file.at + offset;
  size_t start =
      offset + LOCAL + little_endian(local + LOCAL_NAME, 2) + little_endian(local + LOCAL_EXTRA, 2);
  Stretch packed = {file.at + start, little_endian(entry + ENTRY_PACKED, 4)};
  /* Nothing packs to less than a thousandth. */
  if (start > file.len || packed.len > file.len - start || *size / 1100 > packed.len)
    return NULL;
  char *xml = mem_alloc(*size + 1);
  if (inflate(packed, xml, *size) &&
      libdeflate_crc32(0, xml, *size) == little_endian(entry + ENTRY_CRC, 4))
    return xml;
  free(xml);
  return NULL;
}

/* What w:t elements hold, one after the other. */
typedef struct Reader {
  Stretch rest;
  size_t left; /* bytes of the w:t in hand */
} Reader;

static void skip(Reader *reader, size_t len) {
  reader->rest.at += len;
  reader->rest.len -= len;
}

/* Into the next w:t that has text; false when there is none. */
static bool next_text(Reader *reader) {
  while (reader->left == 0) {
    const char *start = memmem(reader->rest.at, reader->rest.len, "<w:t", 4);
    if (!start)
      return false;
    skip(reader, (size_t)(start - reader->rest.at) + 4);
    bool is_text = reader->rest.len > 0 && (*reader->rest.at == '>' || *reader->rest.at == ' ');
    const char *open = is_text ? memchr(reader->rest.at, '>', reader->rest.len) : NULL;
    if (!open || open[-1] == '/')
      continue;
    skip(reader, (size_t)(open - reader->rest.at) + 1);
    const char *end = memchr(reader->rest.at, '<', reader->rest.len);
    reader->left = end ? (size_t)(end - reader->rest.at) : 0;
  }
  return true;
}

static uint32_t take_char(Reader *reader) {
  static const struct {
    const char *reference;
    char ch;
  } references[] = {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&#13;", '\r'}};
  size_t used = 0;
  uint32_t ch = utf8_next(reader->rest.at, reader->left, &used);
  for (size_t i = 0; ch == '&' && i < sizeof references / sizeof *references; i++) {
    size_t len = strlen(references[i].reference);
    if (reader->left >= len && memcmp(reader->rest.at, references[i].reference, len) == 0) {
      used = len;
      ch = (unsigned char)references[i].ch;
    }
  }
  skip(reader, used);
  reader->left -= used;
  return ch;
}

/* What isn't compared: it may be an element, or the end of a line. */
static bool is_blank(uint32_t ch) {
  return ch <= ' ' || ch == DOC_LINE_BREAK;
}

typedef struct Proof {
  Reader reader;
  size_t read; /* characters that were as they should be */
  bool is_wrong;
} Proof;

/* Passes what stands there byte for byte, as most text does, without what needs a
 * closer look; the number of bytes, which end with a character. */
static size_t pass_same(Proof *proof, const char *text, size_t len) {
  Reader *reader = &proof->reader;
  size_t most = len < reader->left ? len : reader->left, same = 0;
  while (same < most && text[same] == reader->rest.at[same] && text[same] != '&' &&
         (unsigned char)text[same] > ' ')
    same++;
  while (same > 0 && same < most && ((unsigned char)text[same] & 0xC0) == 0x80)
    same--;
  for (size_t i = 0; i < same; i++)
    proof->read += ((unsigned char)text[i] & 0xC0) != 0x80;
  skip(reader, same);
  reader->left -= same;
  return same;
}

static void expect(Proof *proof, const char *text, size_t start, size_t end) {
  while (start < end && !proof->is_wrong) {
    start += pass_same(proof, text + start, end - start);
    if (start == end)
      return;
    uint32_t wanted = utf8_next(text, end, &start), read = ' ';
    if (is_blank(wanted))
      continue;
    while (is_blank(read) && next_text(&proof->reader))
      read = take_char(&proof->reader);
    proof->is_wrong = read != wanted;
    proof->read += !proof->is_wrong;
  }
}

static void expect_nothing(Proof *proof) {
  while (!proof->is_wrong && next_text(&proof->reader))
    proof->is_wrong = !is_blank(take_char(&proof->reader));
}

static void expect_cell(Proof *proof, const Cell *cell) {
  expect(proof, cell->text, 0, cell->len);
}

/* The head's cell that reaches into the body in this column; NULL: none. */
static const Cell *reaching(const Table *table, int column) {
  for (size_t i = 0; i < table->cell_count && table->cells[i].row < table->head_rows; i++) {
    const Cell *cell = &table->cells[i];
    if (cell->column == column && cell->row + cell->row_span > table->head_rows)
      return cell;
  }
  return NULL;
}

/* What reaches out of the head stands in the body's first row once more. */
static void expect_table(Proof *proof, const Table *table) {
  size_t next = 0;
  while (next < table->cell_count && table->cells[next].row < table->head_rows)
    expect_cell(proof, &table->cells[next++]);
  for (int column = 0; next > 0 && column < table->column_count; column++) {
    const Cell *again = reaching(table, column), *own = &table->cells[next];
    if (again)
      expect_cell(proof, again);
    else if (next < table->cell_count && own->row == table->head_rows && own->column == column)
      expect_cell(proof, &table->cells[next++]);
  }
  while (next < table->cell_count)
    expect_cell(proof, &table->cells[next++]);
}

/* The number that an entry of the 目录 ends with. */
static void expect_number(Proof *proof, const Pages *pages, size_t block) {
  const char *number = pages_number(pages, block);
  expect(proof, number, 0, strlen(number));
}

static void expect_doc(Proof *proof, const Doc *doc, const Pages *pages) {
  for (size_t i = 0; i < doc->block_count; i++) {
    const Block *block = &doc->blocks[i];
    if (block->table)
      expect_table(proof, block->table);
    else if (!block->drawing)
      expect(proof, block->text, 0, block->len);
    if (block->kind == BLOCK_ENTRY)
      expect_number(proof, pages, i);
  }
}

static const char *text_of(const Doc *doc, const Line *line) {
  if (line->block < 0)
    return line->text;
  const Block *block = &doc->blocks[line->block];
  return line->cell < 0 ? block->text : block->table->cells[line->cell].text;
}

static void expect_pages(Proof *proof, const Pages *pages) {
  for (size_t p = 0; p < pages->page_count; p++) {
    for (size_t i = 0; i < pages->pages[p].line_count; i++) {
      const Line *line = &pages->pages[p].lines[i];
      if (!line->figure)
        expect(proof, text_of(pages->doc, line), line->start, line->end);
      if (line->target && line->is_last)
        expect_number(proof, pages, (size_t)line->block);
    }
  }
}

bool docx_proof(const Doc *doc, const Pages *pages, bool locked, const char *bytes, size_t len,
                char fault[DOCX_FAULT]) {
  size_t size = 0;
  char *xml = unpack((Stretch){bytes, len}, &size);
  Proof proof = {.reader = {.rest = {xml, size}}};
  *fault = '\0';
  if (!xml) {
    snprintf(fault, DOCX_FAULT, "读回时打不开正文");
    return false;
  }
  if (locked)
    expect_pages(&proof, pages);
  else
    expect_doc(&proof, doc, pages);
  expect_nothing(&proof);
  free(xml);
  if (proof.is_wrong)
    snprintf(fault, DOCX_FAULT, "读回时第 %zu 个字处读出的不是写下的字", proof.read + 1);
  return !proof.is_wrong;
}
