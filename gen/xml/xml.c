#include "xml/xml.h"

#include <libxml/parser.h>
#include <libxml/xmlschemastypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/infile.h"
#include "base/utf8.h"
#include "xml/syntax.h"

enum { DEPTH_LIMIT = 100, ERROR_LIMIT = 100 };

/* A place in the bytes that only moves forward, so that all places of a file
 * together cost one pass. */
typedef struct Cursor {
  size_t offset;
  int line, col;
} Cursor;

/* One run of the parser; libxml2 hands it back as ctxt->_private. */
typedef struct Parse {
  XmlFile *file;
  Messages *messages;
  const char *bytes;
  size_t len;
  Cursor element_at, error_at;
  startElementNsSAX2Func start_element; /* libxml2's own */
  bool stopped;                         /* by us: what libxml2 says after is noise */
  int errors;
  size_t last_error;        /* offset of the last error */
  bool broken_tag;          /* a start tag could not be read */
  const char *open, *close; /* names of the last pair of tags that did not match */
} Parse;

static void cursor_move(Cursor *cursor, const char *bytes, size_t to) {
  for (; cursor->offset < to; cursor->offset++) {
    unsigned char byte = (unsigned char)bytes[cursor->offset];
    if (byte == '\n') {
      cursor->line++;
      cursor->col = 1;
    } else if ((byte & 0xC0) != 0x80) {
      cursor->col++;
    }
  }
}

static Pos cursor_pos(Cursor *cursor, const Parse *parse, size_t to) {
  cursor_move(cursor, parse->bytes, to);
  return pos_at(parse->file->path, cursor->line, cursor->col);
}

/* Bytes that the parser has read. libxml2's own line and column are not used:
 * they stand behind the tag and count bytes in some places, characters in others. */
static size_t consumed(const Parse *parse, xmlParserCtxtPtr ctxt) {
  long offset = xmlByteConsumed(ctxt);
  if (offset < 0)
    return 0;
  return (size_t)offset < parse->len ? (size_t)offset : parse->len;
}

/* The last place before `from` where `text` begins; 0 when there is none. */
static size_t find_back(const Parse *parse, size_t from, const char *text) {
  size_t len = strlen(text);
  while (from > 0) {
    from--;
    if (from + len <= parse->len && memcmp(parse->bytes + from, text, len) == 0)
      return from;
  }
  return 0;
}

static void stop(Parse *parse, xmlParserCtxtPtr ctxt) {
  parse->stopped = true;
  parse->errors++;
  xmlStopParser(ctxt);
}

static void on_doctype(void *user, const xmlChar *name, const xmlChar *public_id,
                       const xmlChar *system_id) {
  (void)name, (void)public_id, (void)system_id;
  xmlParserCtxtPtr ctxt = user;
  Parse *parse = ctxt->_private;
  size_t at = find_back(parse, consumed(parse, ctxt), "<!DOCTYPE");
  msg_add(parse->messages, cursor_pos(&parse->element_at, parse, at), XML_DOCTYPE, NULL);
  stop(parse, ctxt);
}

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int ns_count, const xmlChar **ns, int attr_count, int defaulted,
                     const xmlChar **attrs) {
  xmlParserCtxtPtr ctxt = user;
  Parse *parse = ctxt->_private;
  parse->start_element(user, name, prefix, uri, ns_count, ns, attr_count, defaulted, attrs);
  if (!ctxt->node)
    return;
  size_t at = find_back(parse, consumed(parse, ctxt), "<");
  Pos *pos = arena_alloc(parse->file->arena, sizeof *pos);
  *pos = cursor_pos(&parse->element_at, parse, at);
  ctxt->node->_private = pos;
  if (ctxt->nodeNr > DEPTH_LIMIT) {
    char limit[16];
    snprintf(limit, sizeof limit, "%d", DEPTH_LIMIT);
    msg_add(parse->messages, *pos, XML_TOO_DEEP, limit);
    stop(parse, ctxt);
  }
}

static bool same(const char *a, const char *b) {
  return a && b && strcmp(a, b) == 0;
}

/* One slip makes libxml2 complain several times: at the same place again, and
 * at every tag that no longer finds its partner. Those say nothing new. */
static bool follows_from_earlier(Parse *parse, const xmlError *error, size_t at) {
  if (parse->errors == 0)
    return false;
  switch (error->code) {
  case XML_ERR_DOCUMENT_END:
  case XML_ERR_TAG_NOT_FINISHED:
    return true;
  case XML_ERR_TAG_NAME_MISMATCH:
    return parse->broken_tag || same(parse->close, error->str1) || same(parse->open, error->str2);
  default:
    return at == parse->last_error;
  }
}

static void remember(Parse *parse, const xmlError *error, size_t at) {
  parse->last_error = at;
  if (error->code == XML_ERR_TAG_NAME_MISMATCH && error->str1 && error->str2) {
    parse->open = arena_copy(parse->file->arena, error->str1);
    parse->close = arena_copy(parse->file->arena, error->str2);
  } else {
    parse->broken_tag = true;
  }
}

static void on_error(void *user, xmlErrorPtr error) {
  xmlParserCtxtPtr ctxt = user;
  Parse *parse = ctxt->_private;
  if (error->code == XML_ERR_NO_MEMORY)
    mem_exhausted();
  if (parse->stopped || error->level == XML_ERR_WARNING)
    return;
  size_t at = consumed(parse, ctxt);
  if (error->code == XML_ERR_TAG_NAME_MISMATCH)
    at = find_back(parse, at, "</");
  Pos pos = cursor_pos(&parse->error_at, parse, at);
  if (!follows_from_earlier(parse, error, at)) {
    syntax_report(error, pos, parse->messages);
    parse->errors++;
  }
  remember(parse, error, at);
  if (parse->errors >= ERROR_LIMIT) {
    char limit[16];
    snprintf(limit, sizeof limit, "%d", ERROR_LIMIT);
    msg_add(parse->messages, pos, XML_TOO_MANY_ERRORS, limit);
    stop(parse, ctxt);
  }
}

/* The encoding that an XML declaration names, NULL when it names none. */
static const char *declared_encoding(const char *bytes, size_t len, Arena *arena) {
  static const char key[] = "encoding";
  if (len < 5 || memcmp(bytes, "<?xml", 5) != 0)
    return NULL;
  const char *end = memmem(bytes, len, "?>", 2);
  const char *at = end ? memmem(bytes, (size_t)(end - bytes), key, sizeof key - 1) : NULL;
  if (!at)
    return NULL;
  at += sizeof key - 1;
  at += strspn(at, " \t\r\n=");
  const char *stop = *at == '"' || *at == '\'' ? memchr(at + 1, *at, (size_t)(end - at - 1)) : NULL;
  return stop ? arena_copy_n(arena, at + 1, (size_t)(stop - at - 1)) : NULL;
}

static bool encoding_ok(Parse *parse) {
  size_t bad = utf8_check(parse->bytes, parse->len);
  Cursor start = {0, 1, 1};
  if (bad < parse->len) {
    msg_add(parse->messages, cursor_pos(&start, parse, bad), XML_NOT_UTF8, NULL);
    return false;
  }
  const char *name = declared_encoding(parse->bytes, parse->len, parse->file->arena);
  if (name && xmlParseCharEncoding(name) != XML_CHAR_ENCODING_UTF8) {
    msg_add(parse->messages, cursor_pos(&start, parse, 0), XML_OTHER_ENCODING, name);
    return false;
  }
  return true;
}

/* The declaration has been judged by then, so libxml2 need not look at it. */
static void run_parser(Parse *parse) {
  xmlParserCtxtPtr ctxt = xmlNewParserCtxt();
  if (!ctxt)
    mem_exhausted();
  ctxt->_private = parse;
  ctxt->sax->serror = on_error;
  ctxt->sax->internalSubset = on_doctype;
  parse->start_element = ctxt->sax->startElementNs;
  ctxt->sax->startElementNs = on_start;
  int options = XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_IGNORE_ENC;
  parse->file->tree =
      xmlCtxtReadMemory(ctxt, parse->bytes, (int)parse->len, parse->file->path, NULL, options);
  xmlFreeParserCtxt(ctxt);
  if (!parse->file->tree && parse->errors == 0)
    mem_exhausted();
}

static size_t bom_len(const char *bytes, size_t len) {
  return len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static bool size_ok(const char *path, size_t len, Messages *messages) {
  if (len <= INFILE_LIMIT)
    return true;
  char size[32], limit[32];
  snprintf(size, sizeof size, "%zu", len >> 20);
  snprintf(limit, sizeof limit, "%zu", INFILE_LIMIT >> 20);
  msg_add(messages, pos_file(path), FILE_TOO_LARGE, path, size, limit);
  return false;
}

static void keep_quiet(void *user, const char *format, ...) {
  (void)user, (void)format;
}

void xml_start(void) {
  xmlInitParser();
  xmlSchemaInitTypes();
  xmlSetGenericErrorFunc(NULL, keep_quiet);
  xmlThrDefSetGenericErrorFunc(NULL, keep_quiet);
}

XmlFile *xml_parse(const char *path, const char *bytes, size_t len, Messages *messages) {
  if (!size_ok(path, len, messages))
    return NULL;
  XmlFile *file = mem_alloc(sizeof *file);
  file->arena = arena_new();
  file->path = arena_copy(file->arena, path);
  size_t bom = bom_len(bytes, len);
  Parse parse = {.file = file,
                 .messages = messages,
                 .bytes = bytes + bom,
                 .len = len - bom,
                 .element_at = {0, 1, 1},
                 .error_at = {0, 1, 1}};
  bool ok = encoding_ok(&parse);
  if (ok)
    run_parser(&parse);
  if (ok && parse.errors == 0)
    return file;
  xml_free(file);
  return NULL;
}

XmlFile *xml_load(const char *path, Messages *messages) {
  Buf bytes = {0};
  XmlFile *file = NULL;
  if (infile_read(path, INFILE_LIMIT, &bytes, messages))
    file = xml_parse(path, bytes.data, bytes.len, messages);
  buf_free(&bytes);
  return file;
}

void xml_free(XmlFile *file) {
  if (!file)
    return;
  xmlFreeDoc(file->tree);
  arena_free(file->arena);
  free(file);
}

Pos xml_pos(const XmlFile *file, const xmlNode *node) {
  while (node && node->type != XML_ELEMENT_NODE)
    node = node->parent;
  const Pos *pos = node ? node->_private : NULL;
  return pos ? *pos : pos_file(file->path);
}
