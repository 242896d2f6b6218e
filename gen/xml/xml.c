#include "xml/xml.h"

#include <libxml/parser.h>
#include <libxml/xmlschemastypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/infile.h"
#include "xml/guard.h"
#include "xml/place.h"
#include "xml/syntax.h"

enum { DEPTH_LIMIT = 100, NODE_LIMIT = 1000000, ERROR_LIMIT = 100 };

/* One run of the parser; libxml2 hands it back as ctxt->_private. */
typedef struct Parse {
  XmlFile *file;
  Messages *messages;
  const char *bytes;
  size_t len;
  Place element_at, error_at;
  startElementNsSAX2Func start_element; /* libxml2's own */
  bool stopped;                         /* by us: what libxml2 says after is noise */
  int nodes;                            /* elements and attributes so far */
  int errors;
  size_t last_error;        /* offset of the last error */
  bool broken_tag;          /* a start tag could not be read */
  const char *open, *close; /* names of the last pair of tags that did not match */
} Parse;

static Pos pos_of(Place *place, const Parse *parse, size_t to) {
  return place_move(place, parse->file->path, parse->bytes, to);
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
    const char *at = memrchr(parse->bytes, *text, from);
    from = at ? (size_t)(at - parse->bytes) : 0;
    if (at && from + len <= parse->len && memcmp(at, text, len) == 0)
      return from;
  }
  return 0;
}

static void stop(Parse *parse, xmlParserCtxtPtr ctxt) {
  parse->stopped = true;
  parse->errors++;
  xmlStopParser(ctxt);
}

static void stop_at_limit(Parse *parse, xmlParserCtxtPtr ctxt, Pos pos, MsgId id, int limit) {
  char text[16];
  snprintf(text, sizeof text, "%d", limit);
  msg_add(parse->messages, pos, id, text);
  stop(parse, ctxt);
}

static void on_doctype(void *user, const xmlChar *name, const xmlChar *public_id,
                       const xmlChar *system_id) {
  (void)name, (void)public_id, (void)system_id;
  xmlParserCtxtPtr ctxt = user;
  Parse *parse = ctxt->_private;
  size_t at = find_back(parse, consumed(parse, ctxt), "<!DOCTYPE");
  msg_add(parse->messages, pos_of(&parse->element_at, parse, at), XML_DOCTYPE, NULL);
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
  *pos = pos_of(&parse->element_at, parse, at);
  ctxt->node->_private = pos;
  if (ctxt->nodeNr > DEPTH_LIMIT)
    stop_at_limit(parse, ctxt, *pos, XML_TOO_DEEP, DEPTH_LIMIT);
  parse->nodes += 1 + attr_count;
  if (!parse->stopped && parse->nodes > NODE_LIMIT)
    stop_at_limit(parse, ctxt, *pos, XML_TOO_MANY_NODES, NODE_LIMIT);
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
  Pos pos = pos_of(&parse->error_at, parse, at);
  if (!follows_from_earlier(parse, error, at)) {
    syntax_report(error, pos, parse->messages);
    parse->errors++;
  }
  remember(parse, error, at);
  if (parse->errors >= ERROR_LIMIT)
    stop_at_limit(parse, ctxt, pos, XML_TOO_MANY_ERRORS, ERROR_LIMIT);
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
  XmlFile *file = mem_alloc(sizeof *file);
  file->arena = arena_new();
  file->path = arena_copy(file->arena, path);
  size_t bom = guard_bom(bytes, len);
  Parse parse = {.file = file,
                 .messages = messages,
                 .bytes = bytes + bom,
                 .len = len - bom,
                 .element_at = PLACE_START,
                 .error_at = PLACE_START};
  bool ok = guard_bytes(path, parse.bytes, parse.len, messages);
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
  if (file)
    file->source = bytes;
  else
    buf_free(&bytes);
  return file;
}

void xml_free(XmlFile *file) {
  if (!file)
    return;
  xmlFreeDoc(file->tree);
  buf_free(&file->source);
  arena_free(file->arena);
  free(file);
}

/* Attributes have the fields up to doc in common with nodes. */
Pos xml_pos(const XmlFile *file, const xmlNode *node) {
  while (node && !node->_private)
    node = node->parent;
  return node ? *(const Pos *)node->_private : pos_file(file->path);
}
