/* Any bytes as an evaluation, checked, and all the way to pages. */
#include "support.h"

#include "check/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  const Layout *layout = fuzz_layout();
  Messages *messages = msg_new();
  Evaluation *evaluation = sheet_load(fuzz_file(bytes, len), "layouts", messages);
  bool whole = evaluation && evaluation_check(evaluation, layout, messages);
  Doc *doc = whole ? doc_build(layout, evaluation, messages) : NULL;
  if (doc) {
    Buf text = {0};
    doc_print(doc, &text);
    buf_free(&text);
    check_report(layout, evaluation, doc, messages);
    fuzz_compose(doc, messages);
    doc_free(doc);
  }
  fuzz_end(messages, !doc);
  evaluation_free(evaluation);
  return 0;
}
