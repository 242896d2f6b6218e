/* Any text, a paragraph a line, before every rule of the check; the first line
 * may be facts, elements of 绩效自评. */
#include "support.h"

#include <string.h>

#include "base/utf8.h"
#include "check/check.h"
#include "input/print.h"

/* NULL when the facts are no XML, or not of the vocabulary. */
static Evaluation *evaluation_of(const char *text, size_t len, Messages *messages) {
  Buf xml = {0};
  const char *stop = len > 0 && *text == '<' ? memchr(text, '\n', len) : NULL;
  size_t facts = stop ? (size_t)(stop - text) : 0;
  buf_printf(&xml, "<绩效自评 年度=\"2022\">%.*s<正文 完整=\"是\">", (int)facts, text);
  for (size_t at = facts ? facts + 1 : 0; at < len;) {
    const char *end = memchr(text + at, '\n', len - at);
    size_t line = end ? (size_t)(end - text) - at : len - at;
    buf_puts(&xml, "<段>");
    print_text(&xml, text + at, line);
    buf_puts(&xml, "</段>");
    at += line + 1;
  }
  buf_puts(&xml, "</正文></绩效自评>");
  XmlFile *file = xml_parse("数据.xml", xml.data, xml.len, messages);
  buf_free(&xml);
  return evaluation_take(file, "layouts", messages);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  Messages *messages = msg_new();
  Evaluation *evaluation = evaluation_of((const char *)bytes, len, messages);
  Doc *doc = evaluation ? doc_build(fuzz_layout(), evaluation, messages) : NULL;
  bool right = doc && check_report(fuzz_layout(), evaluation, doc, messages);
  fuzz_end(messages, !right);
  doc_free(doc);
  evaluation_free(evaluation);
  return 0;
}
