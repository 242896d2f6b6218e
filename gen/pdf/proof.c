#include "pdf/proof.h"

#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A page tree is no deeper; nothing unpacks to more. */
enum { TREE_DEPTH = 16, STREAM_MOST = 64 << 20 };

/* A stretch of the file, or of what was unpacked from it. */
typedef struct Stretch {
  const char *at;
  size_t len;
} Stretch;

enum { ROWS = 256, ROW_CODES = 256 };

/* A font resource: what its codes mean, by their upper byte, then the lower. */
typedef struct Meaning {
  int resource;
  uint32_t *rows[ROWS]; /* NULL where none of a row's codes means anything; else 0 */
  struct Meaning *next;
} Meaning;

typedef struct Proof {
  const Pages *pages;
  Stretch file, trailer;
  size_t *offsets; /* of objects, by number */
  size_t object_count;
  struct libdeflate_decompressor *inflater;
  Meaning *meanings;
  Stretch resources; /* of the page in hand */
  Buf content;
  size_t nodes;    /* of the page tree so far */
  size_t page, at; /* the page in hand; how many characters of it were read */
  char *fault;     /* PDF_FAULT bytes; empty: none so far */
} Proof;

static void fail(Proof *proof, const char *what) {
  if (!*proof->fault)
    snprintf(proof->fault, PDF_FAULT, "读回时第 %zu 页第 %zu 个字处%s", proof->page + 1,
             proof->at + 1, what);
}

static Stretch rest_behind(Stretch span, const char *key) {
  const char *found = span.len > 0 ? memmem(span.at, span.len, key, strlen(key)) : NULL;
  if (!found)
    return (Stretch){NULL, 0};
  const char *behind = found + strlen(key);
  return (Stretch){behind, (size_t)(span.at + span.len - behind)};
}

/* The number at the beginning, white space before it left out; -1: none. */
static long take_number(Stretch *span) {
  while (span->len > 0 && (*span->at == ' ' || *span->at == '\r' || *span->at == '\n'))
    span->at++, span->len--;
  long number = -1;
  while (span->len > 0 && *span->at >= '0' && *span->at <= '9' && number < 1L << 40) {
    number = (number < 0 ? 0 : number) * 10 + (*span->at - '0');
    span->at++, span->len--;
  }
  return number;
}

static long number_behind(Stretch span, const char *key) {
  Stretch rest = rest_behind(span, key);
  return take_number(&rest);
}

static Stretch file_from(const Proof *proof, long offset) {
  if (offset < 0 || (size_t)offset > proof->file.len)
    return (Stretch){NULL, 0};
  return (Stretch){proof->file.at + offset, proof->file.len - (size_t)offset};
}

/* xref, 0, how many, then twenty bytes each. */
static bool read_offsets(Proof *proof) {
  size_t tail = proof->file.len < 64 ? proof->file.len : 64;
  Stretch end = {proof->file.at + proof->file.len - tail, tail};
  Stretch table = rest_behind(file_from(proof, number_behind(end, "startxref")), "xref");
  if (take_number(&table) != 0)
    return false;
  long count = take_number(&table);
  if (count < 1 || (size_t)count > table.len / 20)
    return false;
  proof->object_count = (size_t)count;
  proof->offsets = mem_alloc((size_t)count * sizeof *proof->offsets);
  for (long i = 0; i < count; i++) {
    proof->offsets[i] = (size_t)take_number(&table);
    take_number(&table); /* the generation, then n or f */
    table.at += table.len > 2 ? 2 : table.len;
    table.len -= table.len > 2 ? 2 : table.len;
  }
  proof->trailer = table;
  return true;
}

/* The object's dictionary; *behind, if wanted, what follows it when a stream does. */
static Stretch object_of(const Proof *proof, long number, Stretch *behind) {
  if (number < 1 || (size_t)number >= proof->object_count)
    return (Stretch){NULL, 0};
  Stretch whole = file_from(proof, (long)proof->offsets[number]);
  Stretch rest = rest_behind(whole, "endobj");
  Stretch dict = {whole.at, rest.at ? (size_t)(rest.at - whole.at) : 0};
  Stretch stream = rest_behind(dict, "stream\r\n");
  if (stream.at)
    dict.len = (size_t)(stream.at - dict.at);
  if (behind)
    *behind = stream.at ? file_from(proof, stream.at - proof->file.at) : stream;
  return dict;
}

/* Puts the object's unpacked stream into out. */
static bool unpack(Proof *proof, long number, Buf *out) {
  Stretch data, dict = object_of(proof, number, &data);
  long len = number_behind(dict, "/Length ");
  if (!data.at || len < 0 || (size_t)len > data.len)
    return false;
  for (size_t room = (size_t)len * 6 + 1024; room <= STREAM_MOST; room *= 2) {
    if (out->capacity < room + 1) {
      out->data = mem_resize(out->data, room + 1);
      out->capacity = room + 1;
    }
    enum libdeflate_result result = libdeflate_zlib_decompress(
        proof->inflater, data.at, (size_t)len, out->data, room, &out->len);
    if (result == LIBDEFLATE_SUCCESS) {
      out->data[out->len] = '\0';
      return true;
    }
    if (result != LIBDEFLATE_INSUFFICIENT_SPACE)
      break;
  }
  out->len = 0;
  return false;
}

/* The value of up to len hexadecimal digits; -1 when another comes first. */
static long take_hex(Stretch *span, size_t len) {
  long value = 0;
  for (size_t i = 0; i < len; i++, span->at++, span->len--) {
    char ch = span->len > 0 ? *span->at : '\0';
    int digit = ch >= '0' && ch <= '9'   ? ch - '0'
                : ch >= 'A' && ch <= 'F' ? ch - 'A' + 10
                : ch >= 'a' && ch <= 'f' ? ch - 'a' + 10
                                         : -1;
    if (digit < 0)
      return -1;
    value = value * 16 + digit;
  }
  return value;
}

static bool take(Stretch *span, char ch) {
  bool is_here = span->len > 0 && *span->at == ch;
  span->at += is_here;
  span->len -= is_here;
  return is_here;
}

/* <code><UTF-16BE> */
static bool take_pair(Stretch *map, long *code, uint32_t *meant) {
  if (!take(map, '<'))
    return false;
  *code = take_hex(map, 4);
  if (*code < 0 || !take(map, '>') || !take(map, '<'))
    return false;
  long ch = take_hex(map, 4);
  if (ch >= 0xD800 && ch < 0xDC00)
    ch = 0x10000 + ((ch - 0xD800) << 10) + (take_hex(map, 4) - 0xDC00);
  *meant = (uint32_t)ch;
  return ch > 0 && take(map, '>') && take(map, '\n');
}

static void learn(Meaning *meaning, long code, uint32_t ch) {
  uint32_t **row = &meaning->rows[code / ROW_CODES];
  if (!*row)
    *row = mem_alloc(ROW_CODES * sizeof **row);
  (*row)[code % ROW_CODES] = ch;
}

static void read_map(Proof *proof, long number, Meaning *meaning) {
  Buf map = {0};
  if (!unpack(proof, number, &map))
    fail(proof, "没有字的含义");
  Stretch rest = {map.data, map.len};
  long code;
  uint32_t ch;
  while ((rest = rest_behind(rest, "beginbfchar\n")).at)
    while (take_pair(&rest, &code, &ch))
      learn(meaning, code, ch);
  buf_free(&map);
}

/* What the codes of the page's font /F<resource> mean. */
static const Meaning *meaning_of(Proof *proof, int resource) {
  for (const Meaning *known = proof->meanings; known; known = known->next)
    if (known->resource == resource)
      return known;
  Meaning *meaning = mem_alloc(sizeof *meaning);
  *meaning = (Meaning){.resource = resource, .next = proof->meanings};
  proof->meanings = meaning;
  char name[24];
  snprintf(name, sizeof name, "/F%d ", resource);
  Stretch font = object_of(proof, number_behind(proof->resources, name), NULL);
  read_map(proof, number_behind(font, "/ToUnicode "), meaning);
  return meaning;
}

/* 0: nothing. */
static uint32_t char_of(const Meaning *meaning, long code) {
  const uint32_t *row = meaning ? meaning->rows[code / ROW_CODES] : NULL;
  return row ? row[code % ROW_CODES] : 0;
}

/* What a page should say, character by character. */
typedef struct Expected {
  const Page *page;
  size_t line, label, item;
} Expected;

static const Line *expected_line(const Expected *expected) {
  const Page *page = expected->page;
  if (expected->line == page->line_count)
    return page->folio;
  const Line *line = &page->lines[expected->line];
  return line->figure && expected->label < line->figure->label_count
             ? &line->figure->labels[expected->label]
             : line;
}

/* The next character; 0: no more. */
static uint32_t next_expected(Expected *expected) {
  for (; expected->line <= expected->page->line_count; expected->item = 0) {
    const Line *line = expected_line(expected);
    if (line && expected->item < line->item_count)
      return line->items[expected->item++].ch;
    bool has_labels = expected->line < expected->page->line_count &&
                      expected->page->lines[expected->line].figure &&
                      expected->label < expected->page->lines[expected->line].figure->label_count;
    if (has_labels) {
      expected->label++;
    } else {
      expected->line++;
      expected->label = 0;
    }
  }
  return 0;
}

/* [<codes>adjustment<codes>]TJ */
static void read_shown(Proof *proof, Stretch line, const Meaning *meaning, Expected *expected) {
  for (; line.len > 0; line.at++, line.len--) {
    if (*line.at != '<')
      continue;
    take(&line, '<');
    while (line.len > 0 && *line.at != '>' && !*proof->fault) {
      long code = take_hex(&line, 4);
      uint32_t ch = code < 0 ? 0 : char_of(meaning, code);
      if (ch == 0 || ch != next_expected(expected))
        fail(proof, "读出的不是写下的字");
      proof->at++;
    }
    if (*proof->fault)
      return;
  }
}

/* Every operator that matters here ends its line. */
static void read_content(Proof *proof, Stretch content, Expected *expected) {
  const Meaning *meaning = NULL;
  while (content.len > 0 && !*proof->fault) {
    const char *stop = memchr(content.at, '\n', content.len);
    Stretch line = {content.at, stop ? (size_t)(stop - content.at) : content.len};
    if (line.len > 2 && line.at[0] == '/' && line.at[1] == 'F' && line.at[2] >= '0' &&
        line.at[2] <= '9') {
      Stretch name = {line.at + 2, line.len - 2};
      meaning = meaning_of(proof, (int)take_number(&name));
    } else if (line.len > 0 && *line.at == '[') {
      read_shown(proof, line, meaning, expected);
    }
    size_t used = line.len + (stop != NULL);
    content.at += used;
    content.len -= used;
  }
}

static void read_page(Proof *proof, Stretch dict) {
  if (proof->page == proof->pages->page_count) {
    fail(proof, "多出一页");
    return;
  }
  Expected expected = {.page = &proof->pages->pages[proof->page]};
  proof->at = 0;
  proof->resources = object_of(proof, number_behind(dict, "/Resources "), NULL);
  if (!unpack(proof, number_behind(dict, "/Contents "), &proof->content))
    fail(proof, "没有内容");
  read_content(proof, (Stretch){proof->content.data, proof->content.len}, &expected);
  if (!*proof->fault && next_expected(&expected) != 0)
    fail(proof, "少了字");
  proof->page++;
}

static void read_tree(Proof *proof, long number, int depth) {
  Stretch dict = object_of(proof, number, NULL);
  if (!dict.at || depth > TREE_DEPTH || ++proof->nodes > proof->object_count) {
    fail(proof, "缺页");
    return;
  }
  Stretch kids = rest_behind(dict, "/Kids [");
  if (!kids.at) {
    read_page(proof, dict);
    return;
  }
  for (long kid; !*proof->fault && (kid = take_number(&kids)) >= 0;) {
    take_number(&kids); /* generation */
    read_tree(proof, kid, depth + 1);
    kids = rest_behind(kids, "R");
  }
}

static void read_file(Proof *proof) {
  if (!read_offsets(proof)) {
    fail(proof, "没有对照表");
    return;
  }
  Stretch catalog = object_of(proof, number_behind(proof->trailer, "/Root "), NULL);
  read_tree(proof, number_behind(catalog, "/Pages "), 0);
  if (!*proof->fault && proof->page != proof->pages->page_count)
    fail(proof, "缺页");
}

bool pdf_proof(const Pages *pages, const char *bytes, size_t len, char fault[PDF_FAULT]) {
  Proof proof = {.pages = pages, .file = {bytes, len}, .fault = fault};
  *fault = '\0';
  proof.inflater = libdeflate_alloc_decompressor();
  if (!proof.inflater)
    mem_exhausted();
  read_file(&proof);
  libdeflate_free_decompressor(proof.inflater);
  while (proof.meanings) {
    Meaning *next = proof.meanings->next;
    for (int row = 0; row < ROWS; row++)
      free(proof.meanings->rows[row]);
    free(proof.meanings);
    proof.meanings = next;
  }
  buf_free(&proof.content);
  free(proof.offsets);
  return !*fault;
}
