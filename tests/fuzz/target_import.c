/* Any bytes as a past report: what is taken becomes a doc with the same
 * characters, white space and converters' rubbish aside. */
#include "support.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "input/import.h"
#include "package/archive.h"

/* White space, and the separators that end lines. */
static bool is_space(uint32_t ch) {
  return ch <= ' ' || ch == 0xA0 || ch == 0x3000 || ch == 0x85 || ch == 0x2028 || ch == 0x2029;
}

static void add_bare(Buf *out, const char *text, size_t len) {
  for (size_t at = 0; at < len;) {
    uint32_t ch = utf8_next(text, len, &at);
    if (!is_space(ch))
      buf_put_char(out, ch);
  }
}

/* The input itself, as the doc should have it. */
static Buf source_text(const uint8_t *bytes, size_t len) {
  const char *text = (const char *)bytes;
  size_t bom = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  Buf bare = {0};
  buf_puts(&bare, "");
  add_bare(&bare, text + bom, len - bom);
  return bare;
}

static Buf doc_text(const Doc *doc) {
  Buf bare = {0};
  buf_puts(&bare, "");
  for (size_t i = 0; i < doc->block_count; i++)
    add_bare(&bare, doc->blocks[i].text, doc->blocks[i].len);
  return bare;
}

static void check_same(const uint8_t *bytes, size_t len, const Doc *doc) {
  Buf source = source_text(bytes, len), made = doc_text(doc);
  bool has_rubbish = strstr(source.data, "[bookmark:") != NULL;
  if (!has_rubbish && strcmp(source.data, made.data) != 0) {
    fprintf(stderr, "source: %s\ndoc:    %s\n", source.data, made.data);
    DEMAND(!"the doc's text is the source's");
  }
  buf_free(&source);
  buf_free(&made);
}

static void build(const Layout *layout, const Buf *xml, const uint8_t *bytes, size_t len) {
  Messages *messages = msg_new();
  const char *path = fuzz_file((const uint8_t *)xml->data, xml->len);
  Evaluation *evaluation = sheet_load(path, "layouts", messages);
  msg_print(messages, stderr);
  DEMAND(evaluation && evaluation_check(evaluation, layout, messages));
  Doc *doc = doc_build(layout, evaluation, messages);
  msg_print(messages, stderr);
  DEMAND(doc != NULL);
  check_same(bytes, len, doc);
  doc_free(doc);
  evaluation_free(evaluation);
  msg_free(messages);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* A .docx does not say the same as its bytes: target_package.c has those. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  const Layout *layout = fuzz_layout();
  if (archive_is_one((const char *)bytes, len))
    return 0;
  Messages *messages = msg_new();
  Buf xml = {0};
  bool taken = import_report(fuzz_file(bytes, len), layout, &xml, messages);
  fuzz_end(messages, !taken);
  if (taken)
    build(layout, &xml, bytes, len);
  buf_free(&xml);
  return 0;
}
