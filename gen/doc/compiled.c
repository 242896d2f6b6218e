#include "doc/compiled.h"

#include <libxml/hash.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/syntax.h"

/* More than all layouts of a batch have; what goes beyond is compiled for each
 * report. */
enum { KEPT_MOST = 4000 };

/* The first error of a compilation. */
typedef struct Fault {
  int code; /* 0: none */
  int offset;
} Fault;

static void on_error(void *user, xmlErrorPtr error) {
  Fault *fault = user;
  int code = error->code - XML_XPATH_EXPRESSION_OK;
  if (error->code == XML_ERR_NO_MEMORY || code == XPATH_MEMORY_ERROR)
    mem_exhausted();
  if (fault->code != 0)
    return;
  fault->code = code;
  fault->offset = error->int1;
}

/* What is compiled keeps nothing of the context, which is one for all. */
static xmlXPathCompExprPtr compile_text(const char *text, Fault *fault) {
  static xmlXPathContextPtr context;
  if (!context)
    context = xmlXPathNewContext(NULL);
  if (!context)
    mem_exhausted();
  context->error = on_error;
  context->userData = fault;
  return xmlXPathCtxtCompile(context, (const xmlChar *)text);
}

/* A plain path is compiled once more in brackets: libxml2 would run it as a
 * "stream" over the whole tree down to the path's depth, uncounted, instead of
 * stepping from child to child. */
static xmlXPathCompExprPtr compile_steps(const char *text, Fault *fault) {
  xmlXPathCompExprPtr plain = compile_text(text, fault);
  if (!plain)
    return NULL;
  xmlXPathFreeCompExpr(plain);
  Buf bracketed = {0};
  buf_putc(&bracketed, '(');
  buf_puts(&bracketed, text);
  buf_putc(&bracketed, ')');
  xmlXPathCompExprPtr code = compile_text(bracketed.data, fault);
  buf_free(&bracketed);
  return code;
}

static Compiled *compile(const char *text) {
  Compiled *compiled = mem_alloc(sizeof *compiled);
  compiled->fault = syntax_fault(text, &compiled->fault_at);
  if (compiled->fault)
    return compiled;
  compiled->path = path_parse(text);
  if (compiled->path)
    return compiled;
  Fault fault = {0, 0};
  compiled->code = compile_steps(text, &fault);
  if (compiled->code)
    return compiled;
  size_t len = strlen(text), offset = fault.offset > 0 ? (size_t)fault.offset : 0;
  compiled->fault = syntax_words(fault.code);
  compiled->fault_at = offset < len ? offset : len;
  return compiled;
}

const Compiled *compiled_find(CompiledTable *table, const char *text, bool is_of_layout) {
  static CompiledTable kept;
  CompiledTable *home = is_of_layout && xmlHashSize(kept.entries) < KEPT_MOST ? &kept : table;
  Compiled *compiled = xmlHashLookup(kept.entries, (const xmlChar *)text);
  if (!compiled)
    compiled = xmlHashLookup(table->entries, (const xmlChar *)text);
  if (compiled)
    return compiled;
  compiled = compile(text);
  if (!home->entries)
    home->entries = xmlHashCreate(64);
  if (!home->entries || xmlHashAddEntry(home->entries, (const xmlChar *)text, compiled) != 0)
    mem_exhausted();
  return compiled;
}

static void free_compiled(void *entry, const xmlChar *name) {
  (void)name;
  Compiled *compiled = entry;
  xmlXPathFreeCompExpr(compiled->code);
  path_free(compiled->path);
  free(compiled);
}

void compiled_end(CompiledTable *table) {
  xmlHashFree(table->entries, free_compiled);
  table->entries = NULL;
}
