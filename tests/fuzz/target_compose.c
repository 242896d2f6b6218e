/* Any text on any page: what fuzz_check_pages demands holds. */
#include "support.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  Doc *doc = fuzz_text_doc(bytes, len);
  Messages *messages = msg_new();
  fuzz_compose(doc, messages);
  fuzz_end(messages, false);
  doc_free(doc);
  return 0;
}
